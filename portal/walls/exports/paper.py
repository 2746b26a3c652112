"""A Moderationswand on paper: a tagged PDF (PDF/UA-1), and the same as a picture of how it hangs there (PNG)."""

import json
import math
import struct
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.walls.exports.reduced import reduced
from portal.web.documents.pdf import words_pdf
from portal.web.i18n import _, language
from portal.web.site import site

if TYPE_CHECKING:
    from portal.walls.exports.telling import ToldCard, ToldColumn, ToldGroup, ToldWall

PDF_MIMETYPE = "application/pdf"
PNG_MIMETYPE = "image/png"
_HERE = Path(__file__).parent
#: Dots per inch of the picture: sharp on a slide and in a report; a wall too large for that is drawn coarser.
_FINEST = 144.0
_MEASURED_AT = 6.0
#: What a picture may have at most; unpacked it is four times as many bytes.
MOST_PIXELS = 16_000_000
#: How many stacks of cards a column gets at most, so that a full wall stays broader than high.
_MOST_STACKS = 8
_CHARACTERS_A_LINE = 28


def wall_pdf(wall: "ToldWall") -> bytes:
    """The document, to be read from the top to the bottom: results first, then column by column, then the photos."""
    if not wall.photos:
        return words_pdf(_HERE / "wall.typ", _content(wall))
    with reduced(wall.photos) as (folder, photos):
        shown = [{"file": f"/{one.path.name}", "caption": one.caption} for one in photos]
        return words_pdf(_HERE / "wall.typ", _content(wall) | {"photos": shown}, pictures=folder)


def wall_picture(wall: "ToldWall") -> bytes:
    """The wall as it hangs there."""
    import typst

    data = {"data": json.dumps(_content(wall) | {"stacks": _stacks(wall)}, ensure_ascii=False)}
    coarse: bytes = typst.compile(_picture(), format="png", sys_inputs=data, ppi=_MEASURED_AT)
    drawn: bytes = typst.compile(_picture(), format="png", sys_inputs=data, ppi=_fineness(coarse))
    return drawn


@lru_cache(maxsize=1)
def _picture() -> bytes:
    return (_HERE / "picture.typ").read_bytes()


def _fineness(coarse: bytes) -> float:
    """The dots per inch with which a picture measured at `_MEASURED_AT` has no more than `MOST_PIXELS`."""
    width, height = struct.unpack(">II", coarse[16:24])
    return min(_FINEST, _MEASURED_AT * math.sqrt(MOST_PIXELS / ((width + 1) * (height + 1))))


def _stacks(wall: "ToldWall") -> int:
    """Into how many stacks the cards of each column are laid for the wall to be about as broad as high."""
    highest = max((_height(column) for column in wall.columns), default=0.0)
    for stacks in range(1, _MOST_STACKS):
        if highest / stacks <= len(wall.columns) * stacks * 64 * 0.8:
            return stacks
    return _MOST_STACKS


def _height(column: "ToldColumn") -> float:
    """About how high all cards of a column are on one stack, in millimetres."""
    lines = sum(
        sum(1 + len(line) // _CHARACTERS_A_LINE for line in card.text.split("\n"))
        for group in column.groups
        for card in group.cards
    )
    return lines * 6.0 + sum(len(group.cards) for group in column.groups) * 13.0


def _content(wall: "ToldWall") -> dict[str, Any]:
    return {
        "title": wall.title,
        "lang": language(),
        "publisher": site().county_name or site().name,
        "about": list(wall.about),
        "columns": [_column(one) for one in wall.columns],
        "ranking": [{"title": one.title, "column": one.column, "dots": str(one.dots)} for one in wall.ranking],
        "legend": [{"mark": mark, "meaning": meaning} for mark, meaning in wall.legend],
        "notes": list(wall.notes),
        "photos": [],
        "words": {
            "page": _("Seite"),
            "ranking": _("Die meisten Punkte"),
            "what": _("Karte oder Gruppe"),
            "column": _("Spalte"),
            "dots": _("Punkte"),
            "legend": _("Zeichen"),
            "photos": _("Fotos der Papierwände"),
            "empty": _("Keine Karten."),
        },
    }


def _column(one: "ToldColumn") -> Mapping[str, Any]:
    return {"title": one.title, "hint": one.hint, "groups": [_group(group) for group in one.groups]}


def _group(one: "ToldGroup") -> Mapping[str, Any]:
    cards = [_card(card) for card in one.cards]
    return {
        "title": one.title,
        "heading": one.heading,
        "dots": one.dots,
        "room": one.room_dots,
        "marks": one.marks,
        "cards": cards,
    }


def _card(one: "ToldCard") -> Mapping[str, Any]:
    return {"text": one.text, "dots": one.dots, "room": one.room_dots, "marks": one.marks, "signs": one.signs}
