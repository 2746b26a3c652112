"""The columns of the interface: those of every file, and what a system needs to keep a copy in step."""

from collections.abc import Collection, Sequence
from operator import itemgetter
from typing import TYPE_CHECKING, cast

from portal.feed.terms.answers import ALWAYS, CURRENT, DELETED, MERGED, MOVED
from portal.needs.exports import COLUMNS, RESPONSIBLE, rows_of
from portal.web.documents.columns import Column, ColumnType, Row

if TYPE_CHECKING:
    from uuid import UUID

    from portal.feed.queries.needs import Told
    from portal.needs.models import Need
    from portal.needs.queries import Departed

STATE = Column(
    "state",
    "Zustand",
    meaning="current, merged (zusammengeführt), deleted (gelöscht) oder moved (in einen anderen Sozialraum verlegt).",
)
CHANGE = Column(
    "change", "Änderung", ColumnType.INTEGER, "Laufende Nummer der letzten Änderung; größer ist neuer.", width=12
)
MERGED_INTO = Column(
    "merged_into", "Zusammengeführt mit", meaning="Kennung des Bedarfs, in dem dieser aufgegangen ist."
)
GROUP_IDS = Column("target_group_ids", "Kennungen der Zielgruppen", ColumnType.LIST)
FUNCTION_IDS = Column("basic_function_ids", "Kennungen der Grunddaseinsfunktionen", ColumnType.LIST)

#: Everything an answer of the interface holds about a Bedarf. Tombstones leave empty what is not in `TOMBSTONE_COLUMNS`.
API_COLUMNS = (STATE, CHANGE, *COLUMNS, GROUP_IDS, FUNCTION_IDS, MERGED_INTO, RESPONSIBLE)
#: What is left of a Bedarf that is gone.
TOMBSTONE_KEYS = ("state", "change", "id", "number", "updated_at", "merged_into")
TOMBSTONE_COLUMNS = tuple(column for column in API_COLUMNS if column.key in TOMBSTONE_KEYS)


def columns_of(row: Row, fields: "Collection[str] | None" = None) -> "Sequence[Column]":
    """What an entry is told by: only the fields asked for; a tombstone is whole whatever was asked."""
    if row["state"] != CURRENT:
        return TOMBSTONE_COLUMNS
    return API_COLUMNS if not fields else [one for one in API_COLUMNS if one.key in fields or one.key in ALWAYS]


def state_of(need: "Told") -> str:
    """What became of the record itself, apart from its status."""
    if need.deleted_at is not None:
        return DELETED
    return CURRENT if need.merged_into_id is None else MERGED


def change_rows(
    needs: "Sequence[Told]",
    *,
    readable: "Collection[UUID]",
    departed: "Sequence[Departed]" = (),
    with_names: bool = False,
) -> "Sequence[Row]":
    """One row per Bedarf in the order of changes, tombstones reduced to what they may still say.

    `readable` are the Bedarfe that the reader may know about: where a Bedarf went is only told within them.
    """
    alive = cast("list[Need]", [need for need in needs if state_of(need) == CURRENT])
    rows = rows_of(alive, with_names=with_names)
    for need, row in zip(alive, rows, strict=True):
        row["state"], row["change"] = CURRENT, need.change_number
    rows += [
        {
            "state": state_of(need),
            "change": need.change_number,
            "id": need.id,
            "number": need.number,
            "updated_at": need.updated_at,
            "merged_into": need.merged_into_id if need.merged_into_id in readable else None,
        }
        for need in needs
        if state_of(need) != CURRENT
    ]
    rows += [
        {
            "state": MOVED,
            "change": gone.change_number,
            "id": gone.id,
            "number": gone.number,
            "updated_at": gone.at,
            "merged_into": None,
        }
        for gone in departed
    ]
    return sorted(rows, key=itemgetter("change"))
