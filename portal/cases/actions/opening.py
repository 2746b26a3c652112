"""Breaking the glass: one asks, another decides, every reading is noted, and the Kümmerer is told."""

from portal.accounts import queries as accounts
from portal.accounts.models import Account
from portal.cases.actions import letters, protocol
from portal.cases.models import BreakGlass, Case
from portal.cases.policy import SECOND_PEOPLE, BreakGlassPermission
from portal.cases.terms import BREAK_GLASS_OPEN, LONGEST_REASON, BreakGlassState
from portal.kernel import audit
from portal.kernel.clock import now
from portal.kernel.codes import new_id
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_

_ASKED_SUBJECT = N_("Notöffnung: Ihre Entscheidung ist gefragt")
_ASKED_TEXT = N_(
    "Guten Tag %(name)s,\n\n"
    "%(asker)s bittet darum, vertrauliche Fälle lesen zu dürfen. Dazu braucht es eine zweite Person. Den Grund lesen und "
    "entscheiden Sie hier:\n%(link)s"
)
_OPENED_SUBJECT = N_("Ihre Fälle wurden für eine andere Person geöffnet")
_OPENED_TEXT = N_(
    "Guten Tag %(name)s,\n\n"
    "%(asker)s darf Ihre vertraulichen Fälle für 24 Stunden lesen. Zugestimmt hat %(decider)s. Den Grund und jedes Lesen "
    "sehen Sie hier:\n%(link)s"
)
PAGE = f"{letters.ROOM}/notoeffnung"


def ask_break_glass(keeper: Account, *, reason: str, by: Actor) -> BreakGlass:
    """Ask to read the Fälle of a Kümmerer. Nothing is open before another person agreed; those who could are told by mail."""
    ensure(BreakGlassPermission.ASK, by)
    if by.id is None or keeper.id == by.id:
        raise InvalidInput("cases.own-glass", N_("Ihre eigenen Fälle lesen Sie ohnehin."), field="keeper_id")
    if not reason:
        raise InvalidInput("cases.no-reason", N_("Bitte schreiben Sie, warum das nötig ist."), field="reason")
    if len(reason) > LONGEST_REASON:
        raise InvalidInput("cases.too-long", N_("Dieser Text ist zu lang."), field="reason")
    asked = BreakGlass(id=new_id(), keeper_id=keeper.id, asked_by=by.id, asked_at=now(), state=BreakGlassState.ASKED)
    asked.reason = reason
    session().add(asked)
    session().flush()
    audit.log(protocol.BREAK_GLASS_ASKED, by=by, break_glass_id=asked.id, keeper_id=keeper.id)
    for other in accounts.holders(*SECOND_PEOPLE, within=()):
        if other.id not in (by.id, keeper.id):
            key = letters.key_of("break-glass-asked", asked.id, other.id)
            letters.write(other, _ASKED_SUBJECT, _ASKED_TEXT, key=key, link=PAGE, asker=by.name)
    return asked


def agree(asked: BreakGlass, *, by: Actor) -> None:
    """Let the asker read for 24 hours; the Kümmerer gets a mail and finds it on their page."""
    ensure(BreakGlassPermission.DECIDE, by, asked)
    _decide(asked, BreakGlassState.GRANTED, by)
    asked.expires_at = now() + BREAK_GLASS_OPEN
    session().flush()
    audit.log(
        protocol.BREAK_GLASS_GRANTED,
        by=by,
        break_glass_id=asked.id,
        keeper_id=asked.keeper_id,
        account_id=asked.asked_by,
    )
    names = accounts.names([asked.asked_by])
    letters.write(
        accounts.account(asked.keeper_id),
        _OPENED_SUBJECT,
        _OPENED_TEXT,
        key=letters.key_of("break-glass", asked.id),
        asker=names.get(asked.asked_by, ""),
        decider=by.name,
    )


def refuse(asked: BreakGlass, *, by: Actor) -> None:
    """Say no; nothing is opened."""
    ensure(BreakGlassPermission.DECIDE, by, asked)
    _decide(asked, BreakGlassState.REFUSED, by)
    session().flush()
    audit.log(protocol.BREAK_GLASS_REFUSED, by=by, break_glass_id=asked.id, keeper_id=asked.keeper_id)


def note_reading(asked: BreakGlass, case: Case | None = None, *, by: Actor) -> None:
    """Note in the log that somebody reads a Fall, or the list of them, because it was opened."""
    ensure(BreakGlassPermission.USE, by, asked)
    audit.log(
        protocol.BREAK_GLASS_READ,
        by=by,
        break_glass_id=asked.id,
        keeper_id=asked.keeper_id,
        case_id=case.id if case else None,
    )


def _decide(asked: BreakGlass, state: BreakGlassState, by: Actor) -> None:
    asked.state, asked.decided_by, asked.decided_at = state, by.id, now()
