"""The Nadelkarte on paper: a tagged PDF in A3 or A2 to put on a table, with a grid by which its pins are typed afterwards."""

from collections import OrderedDict
from enum import StrEnum
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from portal.kernel.text import N_
from portal.pinmaps.documents.drawing import bar_of, drawing_of
from portal.pinmaps.geometry.paper import COLUMNS, ROWS, sheet_of
from portal.pinmaps.queries import ground
from portal.pinmaps.terms import CommentRule
from portal.web.documents.pdf import words_pdf
from portal.web.i18n import _, as_date, as_number
from portal.web.site import site

if TYPE_CHECKING:
    from portal.pinmaps.models import PinMap

MOST_KEPT = 24
ATTRIBUTION = N_("Grenzen: © GeoBasis-DE / BKG")

_SOURCE = Path(__file__).with_name("paper.typ")
_kept: OrderedDict[tuple[Any, ...], bytes] = OrderedDict()
_lock = Lock()


class PaperSize(StrEnum):
    """What it is printed on, lying."""

    A3 = "a3"
    A2 = "a2"

    @property
    def width_mm(self) -> float:
        return 420.0 if self is PaperSize.A3 else 594.0


def paper_pdf(pin_map: "PinMap", size: PaperSize, *, url: str) -> bytes:
    """The PDF (PDF/UA-1), kept in memory until something on it changes. `url` is the address of the map, "" for a draft."""
    key = (pin_map.id, pin_map.version, size, url, ground.version(), site().county_name)
    with _lock:
        if key in _kept:
            _kept.move_to_end(key)
            return _kept[key]
    made = words_pdf(_SOURCE, _content(pin_map, size, url))
    with _lock:
        _kept[key] = made
        while len(_kept) > MOST_KEPT:
            _kept.popitem(last=False)
    return made


def _content(pin_map: "PinMap", size: PaperSize, url: str) -> dict[str, Any]:
    sheet = sheet_of(pin_map.west, pin_map.south, pin_map.east, pin_map.north)
    drawn = drawing_of(pin_map, sheet)
    metres, bar = bar_of(sheet)
    return {
        "scale": size.width_mm / 420,
        "title": pin_map.title,
        "question": pin_map.question or pin_map.title,
        "publisher": site().county_name or site().name,
        "draft": _("Entwurf") if not url else "",
        "map": drawn.svg,
        "names": [{"text": one.text, "x": one.x, "y": one.y, "part": one.is_part} for one in drawn.names],
        "columns": list(COLUMNS),
        "rows": [str(row) for row in range(1, ROWS + 1)],
        "bar": {"mm": round(bar, 2), "label": _length(metres)},
        "alt": _alt([one.text for one in drawn.names]),
        "attribution": _(ATTRIBUTION),
        "legend": [
            {"key": str(key), "label": one.label, "sign": _sign(one.colour.fill, one.shape.path)}
            for key, one in enumerate(pin_map.categories, 1)
        ],
        "how": _how(pin_map),
        "qr": _qr(url),
        "url": url.partition("://")[2],
        "until": _("Bis zum %(day)s.", day=as_date(pin_map.closes_on)) if url and pin_map.closes_on else "",
        "contact": _contact(pin_map),
        "words": {
            "legend": _("Legende"),
            "how": _("So geht es"),
            "online": _("Lieber im Internet? Hier geht es zur gleichen Karte."),
            "qr_alt": _("QR-Code: führt zur Karte im Internet"),
            "questions": _("Fragen?"),
        },
    }


def _length(metres: int) -> str:
    if metres < 1_000:
        return _("%(n)s m", n=metres)
    return _("%(n)s km", n=as_number(metres / 1_000, 0))


def _alt(names: list[str]) -> str:
    listed = ", ".join(names)
    return _(
        "Landkarte mit Grenzen und einem Raster aus den Spalten A bis H und den Zeilen 1 bis 6. Namen auf der Karte: %(names)s.",
        names=listed or "–",
    )


def _how(pin_map: "PinMap") -> list[str]:
    last = _("Schreiben Sie ein Wort dazu, warum. Bitte keine Namen.")
    if pin_map.comment is CommentRule.NONE:
        last = _("Bitte schreiben Sie keine Namen auf die Karte.")
    return [
        _("Setzen Sie eine Nadel oder einen Punkt an die Stelle."),
        _("Nehmen Sie die Farbe aus der Legende, oder schreiben Sie ihre Nummer dazu."),
        last,
    ]


def _contact(pin_map: "PinMap") -> str:
    county = site()
    name, phone = pin_map.contact_name or county.contact_name, pin_map.contact_phone or county.contact_phone
    return ", ".join(part for part in (name, _("Telefon %(number)s", number=phone) if phone else "") if part)


def _sign(fill: str, path: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-12 -12 24 24"><path d="{path}" fill="{fill}" stroke="#111" '
        'stroke-width="1" stroke-linejoin="round"/></svg>'
    )


@lru_cache(maxsize=64)
def _qr(url: str) -> str:
    import segno

    if not url:
        return ""
    out = BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="svg", border=1, light="#fff")
    return out.getvalue().decode()
