"""Writing reports and handing them in."""

from datetime import date

from portal.funding.actions.checks import ensure_day
from portal.funding.models import FundingReport
from portal.funding.policy import FundingPermission
from portal.funding.terms import TRANSITIONS, ApplicationState, ReportKind
from portal.kernel import audit
from portal.kernel.clock import today
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_

HANDED_IN = audit.kind(
    "funding.report-handed-in", N_("Bericht über Förderung abgegeben"), keys=("application_id", "report_id")
)


def write_report(
    report: FundingReport, *, introduction: str, outlook: str, due_on: date, version: int, by: Actor
) -> None:
    """Write what stands around the figures, and the day the decision names. Raises `Conflict` when somebody saved since."""
    ensure(FundingPermission.REPORT, by, report)
    if report.version != version:
        raise Conflict
    ensure_day(due_on, "due_on")
    if due_on < report.since:
        raise InvalidInput(
            "funding.due-early", N_("Der Bericht kann nicht vor seinem Zeitraum fällig sein."), field="due_on"
        )
    report.introduction, report.outlook, report.due_on = introduction, outlook, due_on
    session().flush()


def hand_in_report(report: FundingReport, *, by: Actor) -> None:
    """Note that it went to the funder today. With the Verwendungsnachweis nothing is booked any more.

    Raises `InvalidInput` for a Verwendungsnachweis before its period is over.
    """
    ensure(FundingPermission.REPORT, by, report)
    if report.until > today():
        raise InvalidInput(
            "funding.report-early",
            N_("Der Zeitraum dieses Berichts ist noch nicht zu Ende. Abgeben können Sie ihn danach."),
        )
    report.handed_in_on = today()
    if report.kind is ReportKind.FINAL:
        application = report.application
        TRANSITIONS.check(application.state, ApplicationState.REPORTED)
        application.state, application.reported_on = ApplicationState.REPORTED, today()
    audit.log(HANDED_IN, by=by, application_id=report.application_id, report_id=report.id)
    session().flush()
