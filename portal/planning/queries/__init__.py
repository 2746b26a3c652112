"""Reads of planning, one module for each part."""
