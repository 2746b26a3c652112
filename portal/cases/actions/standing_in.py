"""Naming a deputy and ending it."""

from datetime import date

from portal.accounts.models import Account
from portal.cases import queries
from portal.cases.actions import letters, protocol
from portal.cases.models import CaseDeputy
from portal.cases.policy import CasePermission
from portal.cases.terms import FARTHEST_FOLLOW_UP
from portal.kernel import audit
from portal.kernel.clock import now, today
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_

_NAMED_SUBJECT = N_("Sie vertreten jemanden bei den Fällen")
_NAMED_TEXT = N_(
    "Guten Tag %(name)s,\n\n"
    "%(keeper)s hat Sie als Stellvertretung für die vertraulichen Fälle benannt. Ab wann das gilt und wie Sie es beenden, "
    "steht hier:\n%(link)s"
)


def name_deputy(deputy: Account, *, starts_on: date, ends_on: date | None = None, by: Actor) -> CaseDeputy:
    """Let another Kümmerer read and go on with one's own Fälle. Whoever stood in before does so no longer."""
    ensure(CasePermission.LIST, by)
    if by.id is None or deputy.id not in {one.id for one in queries.possible_deputies(by.id)}:
        raise InvalidInput(
            "cases.no-deputy", N_("Diese Auswahl gibt es nicht (mehr). Bitte wählen Sie neu."), field="deputy_id"
        )
    _check(starts_on, ends_on)
    before = _standing(by)
    if before is not None:
        _end(before, by)
    named = CaseDeputy(keeper_id=by.id, deputy_id=deputy.id, starts_on=starts_on, ends_on=ends_on)
    session().add(named)
    session().flush()
    audit.log(protocol.DEPUTY_NAMED, by=by, keeper_id=by.id, account_id=deputy.id, starts_on=starts_on.isoformat())
    key = letters.key_of("deputy", named.id)
    link = f"{letters.ROOM}/stellvertretung"
    letters.write(deputy, _NAMED_SUBJECT, _NAMED_TEXT, key=key, link=link, keeper=by.name)
    return named


def end_deputy(deputy: CaseDeputy, *, by: Actor) -> None:
    """End it from this moment on; either of the two may."""
    ensure(CasePermission.END_DEPUTY, by, deputy)
    _end(deputy, by)


def _standing(by: Actor) -> CaseDeputy | None:
    """What the database counts as the one deputy, also when its last day has passed."""
    assert by.id is not None, "a Kümmerer has an account"
    there = queries.deputy_of(by.id)
    return there or next((one for one in queries.deputies_of(by.id) if one.ended_at is None), None)


def _end(deputy: CaseDeputy, by: Actor) -> None:
    deputy.ended_at = now()
    session().flush()
    audit.log(protocol.DEPUTY_ENDED, by=by, keeper_id=deputy.keeper_id, account_id=deputy.deputy_id)


def _check(starts_on: date, ends_on: date | None) -> None:
    if starts_on < today():
        raise InvalidInput("cases.deputy-past", N_("Dieser Tag ist schon vorbei."), field="starts_on")
    if starts_on > today() + FARTHEST_FOLLOW_UP:
        raise InvalidInput("cases.deputy-far", N_("Dieser Tag liegt zu weit in der Zukunft."), field="starts_on")
    if ends_on is not None and ends_on < starts_on:
        raise InvalidInput("cases.deputy-ends-early", N_("Der letzte Tag liegt vor dem ersten."), field="ends_on")
    if ends_on is not None and ends_on > starts_on + FARTHEST_FOLLOW_UP:
        raise InvalidInput("cases.deputy-long", N_("Dieser Tag liegt zu weit in der Zukunft."), field="ends_on")
