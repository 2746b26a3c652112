"""Reads of the tree of places. Everything about places is public, so no reader is asked for.

`tree()` is a snapshot without boundaries, shared by all requests of a process and at most five seconds old; lists of choices,
names and labels come from it and cost no query. Rows for editing and boundaries come from the database.
"""

from portal.places.queries.drawing import Drawing, county_drawing, parts_drawn
from portal.places.queries.points import place_at, places_at
from portal.places.queries.rows import (
    boundaries,
    children,
    municipalities,
    place,
    place_by_slug,
    root,
    subtree_ids,
)
from portal.places.queries.snapshot import Contact, PlaceNode, Tree, forget_tree, tree, tree_with
from portal.places.queries.words import choices, choices_within, labels, names, search

__all__ = [
    "Contact",
    "Drawing",
    "PlaceNode",
    "Tree",
    "boundaries",
    "children",
    "choices",
    "choices_within",
    "county_drawing",
    "forget_tree",
    "labels",
    "municipalities",
    "names",
    "parts_drawn",
    "place",
    "place_at",
    "place_by_slug",
    "places_at",
    "root",
    "search",
    "subtree_ids",
    "tree",
    "tree_with",
]
