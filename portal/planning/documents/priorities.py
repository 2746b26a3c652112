"""The result of a round as a table: workbook and CSV."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.kernel import clock
from portal.kernel.text import N_
from portal.planning.queries.priorities import Result, ResultLine, UnrankedLine
from portal.web.documents.columns import Column, ColumnType, Description
from portal.web.documents.csv import office_csv
from portal.web.documents.files import save
from portal.web.documents.xlsx import write_xlsx
from portal.web.i18n import _
from portal.web.site import site

if TYPE_CHECKING:
    from portal.planning.models.priorities import PriorityRound

_COLUMNS = (
    Column(
        "place",
        N_("Platz"),
        ColumnType.INTEGER,
        N_(
            "1 ist am dringendsten; wer gleich liegt, teilt sich den Platz; leer: zu einem Kriterium konnte niemand etwas sagen"
        ),
    ),
    Column("number", N_("Nummer"), meaning=N_("Nummer des Bedarfs")),
    Column("title", N_("Bedarf"), meaning=N_("Titel des Bedarfs"), width=50),
    Column("where", N_("Sozialraum"), meaning=N_("Wo der Bedarf liegt"), width=28),
    Column("score", N_("Punkte"), ColumnType.DECIMAL, N_("Gewichtetes Mittel von 1 bis 5")),
    Column("best", N_("Bester Platz"), ColumnType.INTEGER, N_("Wenn ein Gewicht um bis zu 20 Prozent anders wäre")),
    Column(
        "worst", N_("Schlechtester Platz"), ColumnType.INTEGER, N_("Wenn ein Gewicht um bis zu 20 Prozent anders wäre")
    ),
    Column("disputed", N_("Uneinig bei"), ColumnType.INTEGER, N_("Kriterien mit mindestens zwei Punkten Unterschied")),
    Column(
        "without", N_("Ohne Urteil"), ColumnType.INTEGER, N_("Wie oft jemand ein Kriterium nicht beurteilen konnte")
    ),
)
_CENT = Decimal("0.01")


def ranking_xlsx(path: Path, round_: "PriorityRound", result: Result) -> None:
    """Every Bedarf of the round, the most urgent first, with a sheet that explains the columns."""
    about = Description(
        title=round_.title,
        source=site().county_name or site().name,
        created_at=clock.now(),
        licence=_("Nur für den Dienstgebrauch."),
        notes=[
            _("Bewertet haben %(n)s Personen unabhängig voneinander.", n=len(result.members)),
            *(_("Gewicht von „%(name)s“: %(weight)s", name=one.name, weight=one.weight) for one in round_.criteria),
        ],
    )
    write_xlsx(path, _columns(round_), _rows(round_, result), about)


def ranking_csv(path: Path, round_: "PriorityRound", result: Result) -> None:
    """The same as a table that a German spreadsheet opens by double click."""
    save(path, office_csv(_columns(round_), _rows(round_, result)))


def _columns(round_: "PriorityRound") -> list[Column]:
    own = [Column(one.key, _(one.label), one.type, _(one.meaning), one.width) for one in _COLUMNS]
    asked = [
        Column(f"criterion_{number}", one.name, ColumnType.DECIMAL, _("Mittel der Punkte für dieses Kriterium"))
        for number, one in enumerate(round_.criteria, 1)
    ]
    return [*own, *asked]


def _rows(round_: "PriorityRound", result: Result) -> Iterator[dict[str, Any]]:
    for line in result.lines:
        yield {
            **_beginning(round_, line),
            "place": line.ranked.place,
            "score": Decimal(line.score).quantize(_CENT),
            "best": line.ranked.interval.best,
            "worst": line.ranked.interval.worst,
            "disputed": line.disputed,
        }
    for without_place in result.unranked:
        yield _beginning(round_, without_place)


def _beginning(round_: "PriorityRound", line: ResultLine | UnrankedLine) -> dict[str, Any]:
    """What a Bedarf has with and without a place."""
    means = {number: line.spreads[one.id].mean for number, one in enumerate(round_.criteria, 1)}
    return {
        "number": line.need.number,
        "title": line.need.title,
        "where": line.need.place.name,
        "without": sum(one.without for one in line.spreads.values()),
        **{
            f"criterion_{number}": None if mean is None else Decimal(float(mean)).quantize(_CENT)
            for number, mean in means.items()
        },
    }
