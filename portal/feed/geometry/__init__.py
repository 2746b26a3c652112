"""Coordinate systems and rectangles of the interface for maps."""
