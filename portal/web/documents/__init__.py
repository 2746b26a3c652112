"""Engines that write tables for other programs: Excel, office CSV, open-data CSV, JSON, GeoJSON.

Each takes declared columns and an iterator of rows and passes the rows through one at a time: a list of a
million Bedarfe needs no more memory than one of ten. A feature declares what its columns mean (``exports.py``),
the engines know how each program wants to read them.
"""
