"""Text that planners format."""
