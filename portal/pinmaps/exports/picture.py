"""A Nadelkarte on one sheet: title, map, legend with numbers and scale, as tagged PDF (PDF/UA-1) or as a picture."""

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.kernel.clock import today
from portal.pinmaps.charts.signs import Look, symbol
from portal.pinmaps.exports.drawing import Bundle, Projection, Sheet, svg_of
from portal.pinmaps.geometry.mercator import DEPTH, Window
from portal.pinmaps.queries import ground, viewport
from portal.pinmaps.terms import PinFilter, PinVisibility
from portal.pinmaps.terms.exporting import Positions
from portal.web.documents.pdf import words_pdf
from portal.web.i18n import _, as_date, as_number, ngettext
from portal.web.site import site

if TYPE_CHECKING:
    from portal.pinmaps.models import PinMap
    from portal.pinmaps.queries.viewport import View

PDF_MIMETYPE = "application/pdf"
PNG_MIMETYPE = "image/png"
#: Dots per inch of the picture: sharp on a slide and in a report.
_PPI = 144
_SOURCE = Path(__file__).with_name("picture.typ")
#: Into so many fields across the drawing pins are put together.
_FIELDS_ACROSS = 36


def picture(pin_map: "PinMap", positions: Positions, *, as_pdf: bool) -> bytes:
    """The sheet. What stands on it is never read as markup."""
    content = _content(pin_map, positions, as_pdf=as_pdf)
    if as_pdf:
        return words_pdf(_SOURCE, content)
    import typst

    data = {"data": json.dumps(content, ensure_ascii=False)}
    drawn: bytes = typst.compile(_SOURCE.read_bytes(), format="png", sys_inputs=data, ppi=_PPI)
    return drawn


def _content(pin_map: "PinMap", positions: Positions, *, as_pdf: bool) -> dict[str, Any]:
    exact = positions is Positions.EXACT
    looks = {one.number: Look(one.colour.fill, one.shape.path) for one in pin_map.categories}
    frame = (pin_map.west, pin_map.south, pin_map.east, pin_map.north)
    seen = _seen(pin_map, frame, exact=exact)
    counts = _counts(seen)
    sheet = Sheet(
        frame=frame,
        outlines=json.loads(ground.outlines()),
        area=json.loads(ground.area(pin_map)),
        looks=looks,
        pins=[(one.x, one.y, one.category) for one in seen.pins],
        bundles=[Bundle(one.x, one.y, one.counts) for one in seen.clusters],
    )
    number = sum(counts.values())
    return {
        "paged": as_pdf,
        "title": pin_map.title,
        "question": pin_map.question,
        "publisher": site().county_name or site().name,
        "map": svg_of(sheet),
        "alt": _alt(pin_map, number),
        "legend": [
            {"symbol": symbol(looks[one.number]), "label": one.label, "count": as_number(counts[one.number])}
            for one in pin_map.categories
        ],
        "words": {"legend": _("Legende"), "category": _("Kategorie"), "count": _("Nadeln"), "sum": _("Zusammen")},
        "total": as_number(number),
        "notes": _notes(pin_map, exact=exact, bundled=bool(seen.clusters)),
        "attribution": _("Grenzen: © GeoBasis-DE / BKG"),
    }


def _seen(pin_map: "PinMap", frame: tuple[float, float, float, float], *, exact: bool) -> "View":
    window = _wider(Projection(frame).window)
    level = DEPTH - max(0, ((window.east - window.west) // _FIELDS_ACROSS).bit_length())
    only = PinFilter(visibilities=tuple(PinVisibility)) if exact else viewport.SHOWN
    threshold = 0 if exact else pin_map.threshold
    return viewport.view(pin_map.id, window, level - 2, only, threshold=threshold, exact=exact)


def _wider(window: Window) -> Window:
    """With what lies a little outside the drawing: pins are moved before others see them, and every one is counted."""
    across, down = (window.east - window.west) // 4, (window.south - window.north) // 4
    return Window(window.west - across, window.north - down, window.east + across, window.south + down)


def _counts(seen: "View") -> Counter[int]:
    counts: Counter[int] = Counter(one.category for one in seen.pins)
    for cluster in seen.clusters:
        counts.update(dict(cluster.counts))
    return counts


def _alt(pin_map: "PinMap", number: int) -> str:
    return ngettext(
        "Karte „%(title)s“ mit %(n)s Nadel. Die Tabelle daneben nennt die Zahlen je Kategorie.",
        "Karte „%(title)s“ mit %(n)s Nadeln. Die Tabelle daneben nennt die Zahlen je Kategorie.",
        number,
        title=pin_map.title,
    )


def _notes(pin_map: "PinMap", *, exact: bool, bundled: bool) -> list[str]:
    notes = [_("Stand: %(day)s", day=as_date(today()))]
    if bundled:
        notes.append(_("Ein Ring fasst Nadeln zusammen, die nah beieinander liegen; die Zahl sagt, wie viele."))
    if exact:
        notes.append(
            _("Nur für den Dienstgebrauch: Enthalten sind alle Nadeln, auch ausgeblendete, an der genauen Stelle.")
        )
    elif pin_map.threshold:
        notes.append(
            _(
                "Gezeigt werden nur Felder mit mindestens %(number)s Nadeln einer Kategorie.",
                number=pin_map.threshold,
            )
        )
    else:
        notes.append(_("Zum Schutz der Menschen stehen die Nadeln nicht an der genauen Stelle."))
    return notes
