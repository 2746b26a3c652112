"""Which Sozialräume a reader may read about."""

from collections.abc import Collection
from uuid import UUID

from portal.feed.models.clients import ApiClient
from portal.needs.policy import READERS
from portal.places import queries as places


def scope_of(reader: ApiClient | None) -> set[UUID] | None:
    """The places a reader may read about; None for all of them."""
    scope = reader.scope_of(*READERS) if reader is not None else None
    return None if scope is None else beneath(scope)


def beneath(ids: Collection[UUID]) -> set[UUID]:
    """These places and everything below them."""
    tree = places.tree()
    nodes = [node for place_id in ids if (node := tree.get(place_id)) is not None]
    return {below.id for node in nodes for below in tree.subtree(node)}
