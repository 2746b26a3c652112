"""The Maßnahmen as a workbook."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from portal.kernel import clock
from portal.kernel.text import N_
from portal.web.documents.columns import Column, ColumnType, Description
from portal.web.documents.xlsx import write_xlsx
from portal.web.i18n import _
from portal.web.site import site

if TYPE_CHECKING:
    from portal.planning.models import Evaluation, Measure

COLUMNS = (
    Column("title", N_("Maßnahme"), meaning=N_("Titel"), width=44),
    Column("status", N_("Stand"), meaning=N_("Folgt aus den Meilensteinen; niemand tippt ihn ein"), width=14),
    Column("priority", N_("Priorität"), meaning=N_("hoch, mittel oder niedrig"), width=12),
    Column("places", N_("Sozialräume"), ColumnType.LIST, N_("Wo sie stattfindet"), 34),
    Column("responsible", N_("Verantwortlich"), meaning=N_("Wer sich im Portal darum kümmert"), width=26),
    Column("carried_by", N_("Durchgeführt von"), meaning=N_("Akteur; leer: der Landkreis selbst"), width=30),
    Column("partners", N_("Partner"), ColumnType.LIST, N_("Akteure, die mitwirken"), 34),
    Column("begins_on", N_("Beginn"), ColumnType.DATE, N_("Wie geplant"), 14),
    Column("ends_on", N_("Ende"), ColumnType.DATE, N_("Wie geplant"), 14),
    Column("milestones", N_("Meilensteine"), ColumnType.INTEGER, N_("Wie viele es gibt"), 13),
    Column("done", N_("Davon erreicht"), ColumnType.INTEGER, N_("Wie viele erreicht sind"), 14),
    Column("next_due_on", N_("Nächster Meilenstein"), ColumnType.DATE, N_("Tag des frühesten, der offen ist"), 18),
    Column("planned", N_("Geplante Kosten"), ColumnType.DECIMAL, N_("Euro"), 16),
    Column("spent", N_("Ausgegeben"), ColumnType.DECIMAL, N_("Euro, bisher"), 16),
    Column("review_on", N_("Überprüfen am"), ColumnType.DATE, N_("Tag der nächsten Überprüfung"), 15),
    Column("result", N_("Letztes Ergebnis"), meaning=N_("Wie die letzte Überprüfung ausging"), width=20),
    Column("consequence", N_("Was folgte"), meaning=N_("Weiterführen, ändern, beenden oder neuer Bedarf"), width=16),
    Column("is_public", N_("Öffentlich"), meaning=N_("ja oder nein: ob alle sie lesen können"), width=12),
)


def measures_xlsx(
    path: Path,
    measures: Iterable["Measure"],
    people: Mapping[UUID, str],
    reviews: Mapping[UUID, "Evaluation"],
    *,
    filters: list[tuple[str, str]],
) -> None:
    """Every Maßnahme of the list, one a row."""
    about = Description(
        title=_("Maßnahmen"),
        source=site().county_name or site().name,
        created_at=clock.now(),
        licence=_("Nur für den Dienstgebrauch: Die Liste enthält Namen von Kolleginnen und Kollegen."),
        filters=filters,
    )
    columns = [Column(one.key, _(one.label), one.type, _(one.meaning), one.width) for one in COLUMNS]
    write_xlsx(path, columns, _rows(measures, people, reviews), about)


def _rows(
    measures: Iterable["Measure"], people: Mapping[UUID, str], reviews: Mapping[UUID, "Evaluation"]
) -> Iterator[dict[str, Any]]:
    for one in measures:
        review = reviews.get(one.id)
        yield {
            "title": one.title,
            "status": _(one.status.label),
            "priority": _(one.priority.label),
            "places": [place.name for place in one.places],
            "responsible": people.get(one.responsible_id, "") if one.responsible_id else "",
            "carried_by": one.stakeholder.name if one.stakeholder else "",
            "partners": [partner.name for partner in one.partners],
            "begins_on": one.begins_on,
            "ends_on": one.ends_on,
            "milestones": one.milestones_done + one.milestones_open,
            "done": one.milestones_done,
            "next_due_on": one.next_due_on,
            "planned": one.budget_planned,
            "spent": one.budget_spent,
            "review_on": one.review_on if one.reviews_ended_on is None else None,
            "result": _(review.result.label) if review else "",
            "consequence": _(review.consequence.label) if review else "",
            "is_public": _("ja") if one.is_public else _("nein"),
        }
