"""Fälle go: on wish at once, and a set time after they were closed."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import delete, or_, select

from portal.accounts import queries as accounts
from portal.cases.actions import letters, protocol
from portal.cases.models import Case, CaseEntry
from portal.cases.policy import CasePermission
from portal.cases.terms import PORTION, REMINDED_DAYS_BEFORE, REMINDED_MONTHS_BEFORE, CaseState
from portal.kernel import audit
from portal.kernel.clock import months_later, today
from portal.kernel.db import session
from portal.kernel.policy import SYSTEM, Actor, ensure
from portal.kernel.runtime import settings
from portal.kernel.text import N_

_QUIET_SUBJECT = N_("Fälle, bei denen lange nichts geschah")
_QUIET_TEXT = N_(
    "Guten Tag %(name)s,\n\n"
    "laufende Fälle, an denen lange nichts geschrieben wurde: %(n)s. Schreiben Sie bitte einen Eintrag, oder schließen Sie ab. "
    "Was weiter ruht, wird frühestens in %(days)s Tagen gelöscht:\n%(link)s"
)


def erase_case(case: Case, *, by: Actor) -> None:
    """Delete a Fall with everything in it, at once and for good, for example because the person wishes it."""
    ensure(CasePermission.ERASE, by, case)
    keeper_id = case.keeper_id
    _remove([case])
    audit.log(protocol.ERASED, by=by, keeper_id=keeper_id)


def forget_closed(*, by: Actor = SYSTEM) -> int:
    """Delete what was closed long enough ago, and what rests in spite of a reminder. Returns how many; at most one portion.

    The log keeps how many and the days they were closed or last written to, nothing else.
    """
    months = settings().case_months
    closed = [case for case in _closed(months) if months_later(case.closed_on or today(), months) <= today()]
    quiet = [
        case
        for case in _quiet(today() - timedelta(days=28 * months))
        if case.reminded_on is not None
        and case.reminded_on <= today() - timedelta(days=REMINDED_DAYS_BEFORE)
        and months_later(case.last_entry_on, months) <= today()
    ]
    gone = [*closed, *quiet][:PORTION]
    if not gone:
        return 0
    days = [case.closed_on or case.last_entry_on for case in gone]
    audit.log(
        protocol.DELETED,
        by=by,
        closed=sum(not case.is_open for case in gone),
        quiet=sum(case.is_open for case in gone),
        from_day=min(days).isoformat(),
        until_day=max(days).isoformat(),
    )
    _remove(gone)
    return len(gone)


def remind_of_quiet(*, by: Actor = SYSTEM) -> int:
    """Tell each Kümmerer by mail how many of their running Fälle rest and would be deleted. Returns how many Fälle those are."""
    months = max(1, settings().case_months - REMINDED_MONTHS_BEFORE)
    resting = [
        case
        for case in _quiet(today() - timedelta(days=28 * months))
        if case.reminded_on is None and months_later(case.last_entry_on, months) <= today()
    ]
    for keeper_id in sorted({case.keeper_id for case in resting}):
        theirs = [case for case in resting if case.keeper_id == keeper_id]
        for case in theirs:
            case.reminded_on = today()
        key = letters.key_of("quiet", keeper_id) + f".{today().isoformat()}"
        keeper = accounts.account(keeper_id)
        letters.write(keeper, _QUIET_SUBJECT, _QUIET_TEXT, key=key, n=len(theirs), days=REMINDED_DAYS_BEFORE)
    session().flush()
    return len(resting)


def _closed(months: int) -> Sequence[Case]:
    """Candidates: months have 28 days at least."""
    chosen = select(Case).where(Case.state == CaseState.CLOSED, Case.closed_on <= today() - timedelta(days=28 * months))
    return session().scalars(chosen.order_by(Case.closed_on, Case.number).with_for_update()).all()


def _quiet(until: date) -> Sequence[Case]:
    """Running ones nobody wrote to since, and that nobody wants to look at again on a day to come."""
    chosen = select(Case).where(
        Case.state == CaseState.OPEN,
        Case.last_entry_on <= until,
        or_(Case.follow_up_on.is_(None), Case.follow_up_on < today()),
    )
    return session().scalars(chosen.order_by(Case.last_entry_on, Case.number).with_for_update()).all()


def _remove(cases: Sequence[Case]) -> None:
    ids = [case.id for case in cases]
    session().execute(delete(CaseEntry).where(CaseEntry.case_id.in_(ids)))
    session().execute(delete(Case).where(Case.id.in_(ids)))
