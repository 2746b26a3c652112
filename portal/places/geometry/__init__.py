"""Shapes of places: reading files, checking and repairing boundaries, drawing outlines. Knows no database.

Everything that leaves here is a MultiPolygon (or a point) in WGS84, longitude first, two-dimensional, valid.
"""
