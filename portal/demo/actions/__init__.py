"""Telling the story of the example county to a database, through the actions that the screens use."""

from portal.demo.actions.loading import ExampleCounty, NotHere, Outcome, load_example_county

__all__ = ["ExampleCounty", "NotHere", "Outcome", "load_example_county"]
