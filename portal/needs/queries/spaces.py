"""Narrowing statements to a Sozialraum and to where somebody holds a role."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, false

from portal.needs.queries.filters import NOBODY
from portal.places import queries as places


def within(column: Any, *, place_id: UUID | None, scope: frozenset[UUID] | None) -> list[ColumnElement[bool]]:
    """Conditions that keep rows whose place lies in `place_id` and in one of `scope` (None: no limit; `NOBODY`: no place)."""
    conditions: list[ColumnElement[bool]] = []
    if place_id == NOBODY:
        conditions.append(column.is_(None))
    elif place_id is not None:
        conditions += _beneath(column, [place_id])
    if scope is not None:
        conditions += _beneath(column, scope)
    return conditions


def _beneath(column: Any, ids: Iterable[UUID]) -> list[ColumnElement[bool]]:
    tree = places.tree()
    nodes = [node for place_id in ids if (node := tree.get(place_id)) is not None]
    if any(node.parent_id is None for node in nodes):
        return []  # the county: everything lies in it
    found = sorted({below.id for node in nodes for below in tree.subtree(node)})
    if not found:
        return [false()]
    return [column == found[0]] if len(found) == 1 else [column.in_(found)]
