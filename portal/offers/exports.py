"""Angebote as tables that can be read in again."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.kernel import clock
from portal.offers.formats import HEADINGS
from portal.offers.terms.hours import day_text
from portal.places import queries as places
from portal.web.documents.columns import Column, ColumnType, Description
from portal.web.documents.csv import office_csv
from portal.web.documents.xlsx import write_xlsx
from portal.web.i18n import _
from portal.web.site import site

if TYPE_CHECKING:
    from portal.offers.models import Offer

#: Columns that are no plain text in a workbook.
_TYPES = {"checked_on": ColumnType.DATE, "rhythm": ColumnType.INTEGER}


def offers_csv(offers: Iterable["Offer"]) -> bytes:
    """A table that a German Excel opens by double click."""
    return b"".join(office_csv(_columns(), _rows(offers)))


def offers_xlsx(path: Path, offers: Iterable["Offer"], *, filters: list[tuple[str, str]]) -> None:
    """The same as a workbook that says what it holds."""
    about = Description(
        title=_("Angebote"),
        source=site().county_name or site().name,
        created_at=clock.now(),
        licence=_("Verzeichnis der Angebote, zum Weitergeben und Pflegen"),
        filters=filters,
        notes=[_("Diese Datei können Sie ändern und im Portal unter „Einlesen“ wieder übernehmen.")],
    )
    write_xlsx(path, _columns(), _rows(offers), about)


def template_csv() -> bytes:
    """An empty table with every heading we know, and one line that shows what belongs where."""
    return b"".join(office_csv(_columns(), [_EXAMPLE]))


def _columns() -> list[Column]:
    """Headings and words of lists stay German in every language: they are what the file is read in again by."""
    return [
        Column(one.key, one.label, _TYPES.get(one.key, ColumnType.TEXT), _(one.meaning), one.width) for one in HEADINGS
    ]


def _rows(offers: Iterable["Offer"]) -> Iterator[dict[str, Any]]:
    known = list(offers)
    labels = places.labels(
        {place_id for one in known for place_id in (one.sozialraum_id, *(place.id for place in one.places))}
    )
    for one in known:
        spans = one.spans
        yield {
            "key": one.slug,
            "name": one.name,
            "kind": one.kind.label,
            "state": one.state.label,
            "what": one.what,
            "groups": " | ".join(group.name for group in one.target_groups),
            "fields": " | ".join(field.name for field in one.action_fields),
            "place": labels.get(one.sozialraum_id, ""),
            "places": " | ".join(labels.get(place.id, place.name) for place in one.places),
            "address": one.address,
            "phone": one.phone,
            "email": one.email,
            "website": one.website,
            **{f"hours_{weekday}": day_text(spans, weekday) for weekday in range(7)},
            "by_appointment": one.by_appointment,
            "hours_note": one.hours_note,
            "costs": one.costs,
            "barrier_free": one.barrier_free.label,
            "checked_on": one.checked_on,
            "rhythm": one.rhythm,
        }


_EXAMPLE: dict[str, Any] = {
    "name": "Fahrdienst der Nachbarschaftshilfe Musterdorf",
    "kind": "Fahrdienst und Mobilität",
    "state": "Entwurf",
    "what": "Wir fahren Sie zum Arzt, zum Einkaufen und wieder nach Hause.",
    "groups": "Seniorinnen und Senioren",
    "place": "Musterdorf",
    "address": "Dorfstraße 1, 87700 Musterdorf",
    "phone": "089 99998 300",
    "hours_0": "9:00–12:00, 14:00–17:00",
    "hours_2": "9:00–12:00",
    "by_appointment": "ja",
    "costs": "0,30 € je Kilometer",
    "barrier_free": "teilweise",
    "checked_on": "15.03.2026",
    "rhythm": 12,
}
