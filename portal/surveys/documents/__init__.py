"""Documents of a survey."""
