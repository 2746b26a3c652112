"""The tree of goals of a Gegenstromverfahren as a workbook."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from portal.kernel import clock
from portal.kernel.text import N_
from portal.planning.queries.goals import Node, Reading
from portal.web.documents.columns import Column, ColumnType, Description
from portal.web.documents.xlsx import write_xlsx
from portal.web.i18n import _
from portal.web.site import site

if TYPE_CHECKING:
    from portal.planning.models.goals import GoalProcedure

COLUMNS = (
    Column("number", N_("Nummer"), meaning=N_("Stelle im Baum: 1.2 liegt unter 1"), width=10),
    Column("level", N_("Ebene"), meaning=N_("Leitziel, Teilziel oder operatives Ziel"), width=18),
    Column("title", N_("Ziel"), meaning=N_("Titel"), width=50),
    Column("meaning", N_("Bedeutung"), meaning=N_("Was es heißt und woran man sieht, dass es erreicht ist"), width=60),
    Column("part", N_("Verantwortlich"), meaning=N_("Amt oder Gemeinde; sonst die Leitung"), width=28),
    Column("is_proposal", N_("Vorschlag von unten"), meaning=N_("ja oder nein"), width=12),
    Column("outcome", N_("Abgleich"), meaning=N_("Was der Abgleich daraus gemacht hat"), width=18),
    Column("reason", N_("Begründung"), meaning=N_("Warum es geändert oder gestrichen wurde"), width=40),
    Column("movement", N_("Bewegung"), meaning=N_("Folgt aus Maßnahmen und Bedarfen; niemand tippt sie ein"), width=16),
    Column("linked", N_("Maßnahmen und Bedarfe"), ColumnType.INTEGER, N_("Wie viele daran oder darunter hängen"), 14),
    Column("indicator", N_("Kennzahl"), meaning=N_("Woran es gemessen wird; leer: an keiner"), width=34),
    Column("aim", N_("Richtung"), meaning=N_("Auf welcher Seite des Zielwerts es erreicht ist"), width=14),
    Column("target", N_("Zielwert"), ColumnType.DECIMAL, N_("In der Einheit der Kennzahl"), 12),
    Column("today", N_("Heute"), ColumnType.DECIMAL, N_("Letzter bekannter Wert; leer: unbekannt oder geheim"), 12),
    Column("target_on", N_("Bis"), ColumnType.DATE, N_("Bis wann es erreicht sein soll"), 14),
)


def goals_xlsx(path: Path, procedure: "GoalProcedure", roots: Sequence[Node], readings: Mapping[UUID, Reading]) -> None:
    """Every goal, one a row, each below the one it makes concrete."""
    about = Description(
        title=procedure.title,
        source=site().county_name or site().name,
        created_at=clock.now(),
        licence=_("Nur für den Dienstgebrauch."),
        notes=[
            _(
                "Gegenstromverfahren, Runde %(number)s: %(stage)s.",
                number=procedure.round,
                stage=_(procedure.stage.label),
            )
        ],
    )
    columns = [Column(one.key, _(one.label), one.type, _(one.meaning), one.width) for one in COLUMNS]
    write_xlsx(path, columns, (_row(number, node, readings) for number, node in _numbered(roots)), about)


def _numbered(nodes: Sequence[Node], above: str = "") -> Iterator[tuple[str, Node]]:
    for place, node in enumerate(nodes, 1):
        number = f"{above}{place}"
        yield number, node
        yield from _numbered(node.children, f"{number}.")


def _row(number: str, node: Node, readings: Mapping[UUID, Reading]) -> dict[str, Any]:
    goal, reading = node.goal, readings.get(node.goal.id)
    return {
        "number": number,
        "level": _(goal.level.label),
        "title": goal.title,
        "meaning": goal.meaning,
        "part": goal.part.name if goal.part else _("Leitung"),
        "is_proposal": _("ja") if goal.is_proposal else _("nein"),
        "outcome": _(goal.outcome.label),
        "reason": goal.outcome_reason,
        "movement": _(node.movement.label) if goal.outcome.holds else "",
        "linked": node.linked,
        "indicator": _(reading.name) if reading else goal.indicator_key,
        "aim": _(goal.aim.label) if goal.aim else "",
        "target": goal.target_value,
        "today": reading.figure.value if reading else None,
        "target_on": goal.target_on,
    }
