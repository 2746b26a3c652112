"""The way from an Erhebung to the survey, map or workshop it registered itself from.

This room knows none of them. Each says with a source of the topic `data_collection.address` where the reader finds its own::

    @contributes("data_collection.address")
    def _addresses(*, kind: str, ids: frozenset[UUID], who: Actor) -> Iterable[tuple[UUID, str]]: ...

A source answers nothing for kinds of others and for what this reader may not open.
"""

from typing import TYPE_CHECKING

from portal.web.access import actor
from portal.web.panels import collect

if TYPE_CHECKING:
    from portal.sectorplans.models import DataCollection

ADDRESS = "data_collection.address"


def address_of(collection: "DataCollection") -> str | None:
    """Where the reader finds it; None when it was entered by hand or is not theirs to open."""
    if collection.source_kind is None or collection.source_id is None:
        return None
    ids = frozenset({collection.source_id})
    found = dict(collect(ADDRESS, kind=collection.source_kind.value, ids=ids, who=actor()))
    return found.get(collection.source_id)
