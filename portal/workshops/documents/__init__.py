"""The documentation of a workshop as files to take along."""
