"""The values of one Indikator as a workbook."""

from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path
from uuid import UUID

from portal.indicators.terms import Definition, Figure
from portal.kernel import clock
from portal.places.queries import PlaceNode
from portal.web.documents.columns import Cell, Column, ColumnType, Description
from portal.web.documents.xlsx import write_xlsx
from portal.web.i18n import _


def figures_xlsx(
    path: Path, one: Definition, on: date, nodes: Iterable[PlaceNode], figures: Mapping[UUID, Figure]
) -> None:
    """A row for each place: key, name, value, why there is none, day."""
    columns = [
        Column("ags", _("Gemeindeschlüssel"), ColumnType.AGS, _("Amtlicher Gemeindeschlüssel als Text"), 18),
        Column("place", _("Ort"), ColumnType.TEXT, _("Name"), 34),
        Column("value", _(one.name), ColumnType.DECIMAL, f"{_(one.formula)} ({_(one.unit)})", 20),
        Column(
            "status", _("Wie es um den Wert steht"), ColumnType.TEXT, _("Ohne Wert bleibt die Zelle leer, nie null"), 30
        ),
        Column("on", _("Stichtag"), ColumnType.DATE, _("Bei Summen eines Jahres sein letzter Tag"), 14),
    ]
    known = next((figure for figure in figures.values() if figure.is_known), None)
    about = Description(
        title=_(one.name),
        source=known.source if known else _(one.source),
        created_at=clock.now(),
        licence=_("Die Lizenz steht bei der Quelle."),
        notes=[_(one.note)] if one.note else (),
    )
    write_xlsx(path, columns, (_row(node, figures[node.id], on) for node in nodes), about)


def _row(node: PlaceNode, figure: Figure, on: date) -> dict[str, Cell]:
    return {
        "ags": node.ags or "",
        "place": node.name,
        "value": figure.value,
        "status": _(figure.status.label),
        "on": on,
    }
