"""The calendar as a workbook."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from portal.kernel import clock
from portal.kernel.text import N_
from portal.sectorplans.queries import Talker
from portal.web.documents.columns import Column, ColumnType, Description
from portal.web.documents.xlsx import write_xlsx
from portal.web.i18n import _
from portal.web.site import site

if TYPE_CHECKING:
    from portal.sectorplans.models import DataCollection

COLUMNS = (
    Column("title", N_("Erhebung"), meaning=N_("Titel"), width=44),
    Column("state", N_("Stand"), meaning=N_("geplant, läuft, abgeschlossen oder abgesagt")),
    Column("first_month", N_("Erster Monat"), ColumnType.DATE, N_("Erster Tag des ersten Monats"), 14),
    Column("last_month", N_("Letzter Monat"), ColumnType.DATE, N_("Erster Tag des letzten Monats"), 14),
    Column("runner", N_("Wer fragt"), meaning=N_("Fachplanung, Gemeinde, Verfahren oder andere Stelle"), width=34),
    Column("plan", N_("Fachplanung"), meaning=N_("Für welche Fachplanung gefragt wird"), width=30),
    Column("groups", N_("Zielgruppen"), ColumnType.LIST, N_("Wer gefragt wird; leer: alle"), 34),
    Column("places", N_("Sozialräume"), ColumnType.LIST, N_("Wo gefragt wird"), 34),
    Column("method", N_("Methode"), meaning=N_("Wie gefragt wird"), width=28),
    Column("subject", N_("Worum geht es"), meaning=N_("In eigenen Worten"), width=44),
    Column("contact", N_("Absprache mit"), meaning=N_("Person oder Stelle"), width=26),
    Column("phone", N_("Telefon"), meaning=N_("Nummer"), width=18),
    Column("email", N_("E-Mail"), meaning=N_("Adresse"), width=30),
)


def calendar_xlsx(
    path: Path,
    collections: Iterable["DataCollection"],
    talkers: Mapping[UUID, Talker],
    *,
    filters: list[tuple[str, str]],
) -> None:
    """Every Erhebung of the list, one a row."""
    about = Description(
        title=_("Erhebungskalender"),
        source=site().county_name or site().name,
        created_at=clock.now(),
        licence=_("Nur für den Dienstgebrauch: Die Liste enthält Namen von Kolleginnen und Kollegen."),
        filters=filters,
    )
    columns = [Column(one.key, _(one.label), one.type, _(one.meaning), one.width) for one in COLUMNS]
    write_xlsx(path, columns, _rows(collections, talkers), about)


def _rows(collections: Iterable["DataCollection"], talkers: Mapping[UUID, Talker]) -> Iterator[dict[str, Any]]:
    for one in collections:
        talker = talkers.get(one.id, Talker())
        yield {
            "title": one.title,
            "state": _(one.state.label),
            "first_month": one.first_month,
            "last_month": one.last_month,
            "runner": one.runner_name or (one.sector_plan.name if one.sector_plan else _(one.runner.label)),
            "plan": one.sector_plan.name if one.sector_plan else "",
            "groups": [group.name for group in one.target_groups],
            "places": [place.name for place in one.places],
            "method": _(one.method.label),
            "subject": one.subject,
            "contact": talker.name,
            "phone": talker.phone,
            "email": talker.email,
        }
