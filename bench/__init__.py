"""Measurements of the promises in the handbook: each module prints one JSON line per figure.

All of them run on the loopback interface with their own temporary databases, end within a bounded time, and end only
the processes they started. ``python -m bench`` runs the lot, ``python -m bench.kill`` a single one.
"""
