"""From the draft to the end: submitting, what the funder decided, beginning, closing."""

from datetime import date
from decimal import Decimal

from portal.funding.actions.checks import ensure_amount, ensure_day
from portal.funding.actions.planning import findings_of
from portal.funding.formats import due_reports, years_of
from portal.funding.models import FundingApplication, FundingReport
from portal.funding.policy import FundingPermission
from portal.funding.terms import LONGEST_PERIOD_YEARS, TRANSITIONS, ApplicationState
from portal.kernel import audit
from portal.kernel.clock import today
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_

SUBMITTED = audit.kind("funding.submitted", N_("Antrag auf Förderung eingereicht"), keys=("application_id",))
DECIDED = audit.kind("funding.decided", N_("Entscheidung über Förderung vermerkt"), keys=("application_id", "state"))
CLOSED = audit.kind("funding.closed", N_("Förderung abgeschlossen"), keys=("application_id",))


def submit(application: FundingApplication, *, version: int, by: Actor) -> None:
    """Note that it went to the funder today. Its plan cannot be changed any more.

    Raises `InvalidInput` while a hard rule is broken, `Conflict` when somebody changed it since `version`.
    """
    ensure(FundingPermission.EDIT, by, application)
    _ensure_seen(application, version)
    broken = [one for one in findings_of(application) if one.is_hard]
    if broken:
        raise InvalidInput(
            "funding.rules-broken",
            N_("Der Antrag kann so nicht eingereicht werden: Noch ist mindestens eine Regel verletzt."),
        )
    _move(application, ApplicationState.SUBMITTED)
    application.submitted_on = today()
    audit.log(SUBMITTED, by=by, application_id=application.id)
    session().flush()


def grant(
    application: FundingApplication,
    *,
    amount: Decimal,
    starts_on: date,
    ends_on: date,
    decided_on: date,
    file_number: str = "",
    version: int,
    by: Actor,
) -> None:
    """Note what was granted, and for which days (Bewilligungszeitraum). The reports get their days."""
    ensure(FundingPermission.DECIDE, by, application)
    _ensure_seen(application, version)
    ensure_amount(amount, "amount")
    _check_decision(application, decided_on)
    _check_period(application, starts_on, ends_on)
    if amount > application.plan.grant:
        raise InvalidInput(
            "funding.more-than-asked", N_("Bewilligt werden kann nicht mehr, als beantragt ist."), field="amount"
        )
    _move(application, ApplicationState.GRANTED)
    application.granted, application.file_number = amount, file_number
    application.starts_on, application.ends_on, application.decided_on = starts_on, ends_on, decided_on
    _add_reports(application)
    audit.log(DECIDED, by=by, application_id=application.id, state=application.state)
    session().flush()


def refuse(application: FundingApplication, *, decided_on: date, reason: str = "", version: int, by: Actor) -> None:
    """Note that the funder said no, and why."""
    ensure(FundingPermission.DECIDE, by, application)
    _ensure_seen(application, version)
    _check_decision(application, decided_on)
    _move(application, ApplicationState.REFUSED)
    application.decided_on, application.reason = decided_on, reason
    audit.log(DECIDED, by=by, application_id=application.id, state=application.state)
    session().flush()


def start(application: FundingApplication, *, by: Actor) -> None:
    """From now on money is booked."""
    ensure(FundingPermission.START, by, application)
    _move(application, ApplicationState.RUNNING)
    application.started_on = today()
    session().flush()


def close(application: FundingApplication, *, by: Actor) -> None:
    """The funder is content with the Verwendungsnachweis."""
    ensure(FundingPermission.CLOSE, by, application)
    _move(application, ApplicationState.CLOSED)
    application.closed_on = today()
    audit.log(CLOSED, by=by, application_id=application.id)
    session().flush()


def _move(application: FundingApplication, to: ApplicationState) -> None:
    TRANSITIONS.check(application.state, to)
    application.state = to


def _ensure_seen(application: FundingApplication, version: int) -> None:
    if application.version != version:
        raise Conflict


def _check_decision(application: FundingApplication, decided_on: date) -> None:
    ensure_day(decided_on, "decided_on")
    if decided_on > today():
        raise InvalidInput("funding.day-to-come", N_("Dieser Tag liegt in der Zukunft."), field="decided_on")
    if application.submitted_on is not None and decided_on < application.submitted_on:
        raise InvalidInput(
            "funding.decided-early", N_("Der Bescheid kann nicht vor dem Antrag ergangen sein."), field="decided_on"
        )


def _check_period(application: FundingApplication, starts_on: date, ends_on: date) -> None:
    ensure_day(starts_on, "starts_on")
    ensure_day(ends_on, "ends_on")
    if ends_on < starts_on:
        raise InvalidInput("funding.ends-before", N_("Das Ende liegt vor dem Beginn."), field="ends_on")
    if len(years_of(starts_on, ends_on)) > LONGEST_PERIOD_YEARS:
        raise InvalidInput(
            "funding.too-long",
            N_("Ein Antrag kann höchstens %(n)s Kalenderjahre umfassen. Bitte prüfen Sie das Ende."),
            field="ends_on",
            n=LONGEST_PERIOD_YEARS,
        )


def _add_reports(application: FundingApplication) -> None:
    version = application.programme_version
    for due in due_reports(
        application.starts_on,
        application.ends_on,
        interim_months=version.interim_months,
        final_months=version.final_months,
    ):
        session().add(
            FundingReport(
                application_id=application.id, kind=due.kind, since=due.since, until=due.until, due_on=due.due_on
            )
        )
