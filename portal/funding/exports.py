"""The plan and the bookings as workbooks."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from portal.funding.queries import bookings_of
from portal.funding.terms import Side
from portal.kernel import clock, jobs
from portal.kernel.text import N_
from portal.web.documents.columns import Cell, Column, ColumnType, Description
from portal.web.documents.xlsx import write_xlsx
from portal.web.i18n import _
from portal.web.site import site

if TYPE_CHECKING:
    from portal.funding.models import FundingApplication

_BOOKING_COLUMNS = (
    Column("booked_on", N_("Datum"), ColumnType.DATE, N_("Tag des Belegs"), 12),
    Column("label", N_("Wofür, an wen"), meaning=N_("Text der Buchung"), width=44),
    Column("line", N_("Position"), meaning=N_("Zeile des Kostenplans"), width=34),
    Column("amount", N_("Betrag"), ColumnType.DECIMAL, N_("Euro; stornierte Buchungen stehen mit null"), 14),
    Column("receipt", N_("Beleg"), meaning=N_("Ob ein Foto des Belegs vorliegt"), width=10),
    Column("cancelled", N_("Storniert"), meaning=N_("Ob die Buchung zurückgenommen wurde"), width=10),
)


def plan_xlsx(application: "FundingApplication") -> bytes:
    """Kostenplan and Finanzierungsplan: one row for each line, one column for each year, and the sums."""
    years = sorted({year for side in Side for year in application.plan.per_year(side)})
    columns = [
        Column("side", _("Plan"), meaning=_("Kosten oder Finanzierung"), width=20),
        Column("kind", _("Art"), meaning=_("Art der Zeile"), width=26),
        Column("label", _("Bezeichnung"), meaning=_("Text der Zeile"), width=40),
        Column("eligible", _("Gefördert"), meaning=_("Ob das Programm diese Kosten zählt"), width=11),
        *(Column(str(year), str(year), ColumnType.DECIMAL, _("Euro in diesem Kalenderjahr"), 14) for year in years),
        Column("total", _("Summe"), ColumnType.DECIMAL, _("Euro über alle Jahre"), 14),
    ]
    rows = list(_plan_rows(application, years))
    about = _about(application, _("Kosten- und Finanzierungsplan"))
    return _written(lambda path: write_xlsx(path, columns, rows, about))


def bookings_xlsx(application: "FundingApplication") -> bytes:
    """Every booking, the newest first, and the sum of those that count."""
    columns = [Column(one.key, _(one.label), one.type, _(one.meaning), one.width) for one in _BOOKING_COLUMNS]
    rows = list(_booking_rows(application))
    about = _about(application, _("Buchungen"))
    return _written(lambda path: write_xlsx(path, columns, rows, about))


def _plan_rows(application: "FundingApplication", years: list[int]) -> Iterator[dict[str, Cell]]:
    for side in Side:
        for line in application.of_side(side):
            yield {
                "side": _(side.label),
                "kind": _(line.kind.label),
                "label": line.label,
                "eligible": line.is_eligible if side is Side.COSTS else None,
                "total": line.told.total,
                **{str(year): line.per_year.get(year) for year in years},
            }
        per_year = application.plan.per_year(side)
        total = application.plan.costs if side is Side.COSTS else application.plan.finance
        yield {
            "side": _(side.label),
            "kind": _("Summe"),
            "total": total,
            **{str(year): per_year.get(year) for year in years},
        }


def _booking_rows(application: "FundingApplication") -> Iterator[dict[str, Cell]]:
    labels = {line.id: line.label for line in application.lines}
    for one in bookings_of(application.id):
        is_cancelled = one.cancelled_at is not None
        yield {
            "booked_on": one.booked_on,
            "label": one.label,
            "line": labels.get(one.line_id, "") if one.line_id else "",
            "amount": 0 * one.amount if is_cancelled else one.amount,
            "receipt": one.file_name is not None,
            "cancelled": is_cancelled,
        }


def _about(application: "FundingApplication", what: str) -> Description:
    programme = application.programme_version.programme
    return Description(
        title=what,
        source=site().county_name or site().name,
        created_at=clock.now(),
        licence=_("Für den Förderantrag und seinen Nachweis"),
        filters=[(_("Antrag"), application.title), (_("Programm"), programme.name)],
        notes=[_("Beträge in Euro, auf den Cent genau.")],
    )


def _written(write: Callable[[Path], int]) -> bytes:
    path = jobs.files_dir() / f"{uuid4().hex}.xlsx"
    try:
        write(path)
        return path.read_bytes()
    finally:
        path.unlink(missing_ok=True)
