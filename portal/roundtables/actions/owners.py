"""Who takes something over, as it is typed into one line: somebody who is there, an Akteur of the network, or any words."""

from datetime import date

from portal.kernel.policy import Actor
from portal.network import queries as network
from portal.roundtables.actions.agreements import Promise, promised_by
from portal.roundtables.models import Meeting, Participant
from portal.roundtables.queries import evening
from portal.roundtables.terms.agreements import LONGEST_OWNER


def offered(meeting: Meeting, *, viewer: Actor) -> list[str]:
    """What the line offers while one types: people of the meeting first, then Akteure who work here."""
    there = [label_of(one) for one in evening.people(meeting.id)]
    known = set(there)
    others = [_label(one.name, one.organisation) for one in _reachable(meeting, viewer)]
    return [*there, *(label for label in dict.fromkeys(others) if label not in known)]


def label_of(participant: Participant) -> str:
    """How somebody stands in the list."""
    return _label(participant.substitute or participant.name, participant.organisation)


def promise_of(meeting: Meeting, typed: str, *, due_on: date | None, by: Actor) -> Promise:
    """Whom the typed words mean. Words that mean nobody known stay as they are."""
    wanted = typed.casefold()
    if not wanted:
        return Promise(due_on=due_on)
    people = evening.people(meeting.id)
    found = [one for one in people if label_of(one).casefold() == wanted]
    found = found or [one for one in people if one.name.casefold() == wanted]
    if len(found) == 1:
        return promised_by(found[0], due_on=due_on)
    for one in _reachable(meeting, by):
        if wanted in (_label(one.name, one.organisation).casefold(), one.name.casefold()):
            return Promise(
                owner_name=one.name[:LONGEST_OWNER],
                owner_function=(one.function or one.organisation)[:LONGEST_OWNER],
                owner_email=one.email,
                owner_may_be_named=one.may_be_named,
                contact_id=one.contact_id,
                due_on=due_on,
            )
    return Promise(owner_name=typed[:LONGEST_OWNER], due_on=due_on)


def _label(name: str, organisation: str) -> str:
    return f"{name} ({organisation})" if organisation else name


def _reachable(meeting: Meeting, viewer: Actor) -> list["network.Reachable"]:
    return network.reachable_contacts(viewer, around=meeting.sozialraum_id)
