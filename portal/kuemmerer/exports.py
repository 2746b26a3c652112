"""Projects side by side, and hours of the Ehrenamt, as workbooks."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from portal.kernel import clock
from portal.kernel.text import N_
from portal.web.documents.columns import Cell, Column, ColumnType, Description
from portal.web.documents.xlsx import write_xlsx
from portal.web.i18n import _
from portal.web.site import site

if TYPE_CHECKING:
    from portal.kuemmerer.models import VolunteerHours


@dataclass(frozen=True)
class Line:
    """One thing that is compared."""

    key: str
    label: str
    #: What stands in the workbook, one for each project.
    values: Sequence[Cell]
    #: The same as a person reads it.
    words: Sequence[str]


_NAME = N_("Name des Quartiersprojekts")


def comparison_xlsx(path: Path, names: Sequence[str], lines: Sequence[Line], *, notes: Sequence[str] = ()) -> None:
    """One row for each project, one column for each thing that is compared; numbers are numbers."""
    columns = [
        Column("name", _("Projekt"), meaning=_(_NAME), width=36),
        *(Column(line.key, line.label, meaning=line.label, width=24) for line in lines),
    ]
    rows = [{"name": name} | {line.key: line.values[number] for line in lines} for number, name in enumerate(names)]
    about = Description(
        title=_("Vergleich"),
        source=site().county_name or site().name,
        created_at=clock.now(),
        licence=_("Nur für den internen Gebrauch"),
        notes=notes,
    )
    write_xlsx(path, columns, rows, about)


def hours_xlsx(path: Path, project_name: str, entries: Iterable["VolunteerHours"]) -> None:
    """One row for each entry. No names: whoever checks a report needs hours, not people."""
    columns = [
        Column("on", _("Tag"), ColumnType.DATE, meaning=_("Tag der Hilfe")),
        Column("hours", _("Stunden"), ColumnType.DECIMAL, meaning=_("Stunden, auf Viertelstunden gerundet")),
        Column("kind", _("Art der Hilfe"), meaning=_("Was getan wurde")),
        Column(
            "sub_project", _("Teilprojekt"), meaning=_("Teilprojekt, in dem geholfen wurde; leer für keines"), width=36
        ),
    ]
    rows: Iterable[dict[str, Cell]] = (
        {
            "on": one.on,
            "hours": one.hours,
            "kind": _(one.kind.label),
            "sub_project": one.sub_project.name if one.sub_project else "",
        }
        for one in entries
    )
    about = Description(
        title=_("Stunden im Ehrenamt"),
        source=project_name,
        created_at=clock.now(),
        licence=_("Nur für den internen Gebrauch"),
    )
    write_xlsx(path, columns, rows, about)
