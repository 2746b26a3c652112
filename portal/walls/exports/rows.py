"""A Moderationswand card by card, for tables and programs."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from portal.web.documents.columns import Column, ColumnType, Row

if TYPE_CHECKING:
    from portal.walls.exports.telling import ToldWall

_NAME = Column("name", "Vorname", meaning="Wie sich die Person auf der Wand genannt hat.", width=18)
_COLUMNS = (
    Column("column", "Spalte", meaning="In welcher Spalte der Wand die Karte hängt.", width=22),
    Column("cluster", "Gruppe", meaning="Die Überschrift der Gruppe; leer bei einzelnen Karten.", width=28),
    Column("card", "Karte", meaning="Was auf der Karte steht, im Wortlaut.", width=60),
    Column(
        "typed", "Von der Moderation geschrieben", meaning="Ob die Moderation die Karte für jemanden geschrieben hat."
    ),
    Column("dots", "Punkte", ColumnType.INTEGER, "Punkte auf dieser Karte.", width=10),
    Column("cluster_dots", "Punkte der Gruppe", ColumnType.INTEGER, "Punkte der ganzen Gruppe.", width=12),
)


def columns(*, names: bool) -> tuple[Column, ...]:
    """What stands in the head; the first name only when it was asked for."""
    return (*_COLUMNS[:3], _NAME, *_COLUMNS[3:]) if names else _COLUMNS


def rows(wall: "ToldWall") -> Iterator[Row]:
    """One row a card, in the order of the wall."""
    for column in wall.columns:
        for group in column.groups:
            for card in group.cards:
                yield {
                    "column": column.title,
                    "cluster": group.title or None,
                    "card": card.text,
                    "name": card.name or None,
                    "typed": card.is_typed,
                    "dots": card.dots,
                    "cluster_dots": group.dots if group.title else None,
                }
