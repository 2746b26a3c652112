"""The evenings of the Runder Tisch: run, written down, closed; minutes corrected, released and sent; agreements kept."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from portal.demo import queries
from portal.demo.actions import gathering
from portal.demo.actions.scenes import Scene, later
from portal.demo.story.minutes import EVENINGS, ToldEvening, ToldNote
from portal.demo.story.roundtables import TABLE_MEETINGS
from portal.kernel.clock import today
from portal.network.terms import ContactWay
from portal.roundtables.actions import agreements as settling
from portal.roundtables.actions import attending, notes, owners, protocol, running
from portal.roundtables.actions.notes import NoteDraft
from portal.roundtables.models import Agreement, Meeting, Minutes
from portal.roundtables.queries import agreements, evening, minutes
from portal.roundtables.terms.agreements import AgreementState
from portal.roundtables.terms.minutes import NoteKind, RemarkState

_DAY = 60 * 24


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """What happens at each evening and afterwards."""
    for told in EVENINGS:
        begins = gathering.begins(TABLE_MEETINGS[told.number - 1], loaded_at)
        name = f"Sitzung {told.number}"
        yield Scene(later(begins, 1), name, partial(begin, told))
        yield Scene(later(begins, 100), name, partial(write_down, told))
        yield Scene(later(begins, 120), name, partial(close, told))
        yield Scene(later(begins, 2 * _DAY), name, partial(ask, told))
        if told.remark[0]:
            yield Scene(later(begins, 4 * _DAY), name, partial(remark, told))
        if told.released:
            yield Scene(later(begins, 11 * _DAY), name, partial(release, told))
            yield Scene(later(begins, 11 * _DAY + 30), name, partial(send, told))


def begin(told: ToldEvening) -> None:
    """Everybody is there, and somebody more."""
    meeting, by = gathering.found(told.number), queries.person("moderation")
    running.begin(meeting, by=by)
    for one in evening.people(meeting.id):
        if one.name in told.present:
            attending.mark(one, there=True, by=by)
    for name, organisation in told.walked_in:
        attending.came(meeting, name=name, organisation=organisation, by=by)


def write_down(told: ToldEvening) -> None:
    """Earlier agreements are gone through, then the notes under their TOPs."""
    meeting, by = gathering.found(told.number), queries.person("moderation")
    for beginning, sentence in told.done:
        settling.settle(_earlier(meeting, beginning), to=AgreementState.DONE, sentence=sentence, by=by)
    for beginning in told.carried:
        settling.carry(_earlier(meeting, beginning), meeting=meeting, by=by)
    items = evening.items(meeting.id)
    for number, one in enumerate(told.notes):
        draft = NoteDraft(
            text=one.text,
            kind=NoteKind(one.kind),
            agenda_item_id=items[min(one.item, len(items)) - 1].id,
            promise=_promise(meeting, one),
        )
        key = queries.submission_key(f"evening-{told.number}-{number}")
        notes.write(meeting, draft, submission_key=key, by=by)


def close(told: ToldEvening) -> None:
    """End the evening with a few sentences."""
    meeting, by = gathering.found(told.number), queries.person("moderation")
    made = running.close(meeting, by=by)
    protocol.summarise(made, summary=told.summary, version=made.version, by=by)


def ask(told: ToldEvening) -> None:
    """Show the draft to everybody who was there."""
    protocol.ask_for_corrections(_minutes(told), days=7, by=queries.person("moderation"))


def remark(told: ToldEvening) -> None:
    """Somebody found a mistake."""
    name, text = told.remark
    found = _minutes(told)
    person = next(one for one in evening.people(found.meeting_id) if one.name == name)
    protocol.remark(found, person, text=text, submission_key=queries.submission_key(f"remark-{told.number}"))


def release(told: ToldEvening) -> None:
    """The moderation stands for it with its name."""
    by, found = queries.person("moderation"), _minutes(told)
    for one in minutes.remarks(found.id):
        protocol.settle_remark(found, one.id, to=RemarkState.TAKEN, reply="Danke, das haben wir ergänzt.", by=by)
    protocol.release(found, signed_by=by.name, signed_as="Moderation", version=found.version, by=by)


def send(told: ToldEvening) -> None:
    """Everybody gets it by their way; letters are in the post the same day."""
    by, found = queries.person("moderation"), _minutes(told)
    protocol.send(found, by=by)
    for one in minutes.deliveries(found.id):
        if one.way == ContactWay.LETTER.value:
            protocol.mark_delivered(found, one.participant_id, done=True, by=by)


def _minutes(told: ToldEvening) -> Minutes:
    return minutes.existing_of_meeting(gathering.found(told.number).id)


def _earlier(meeting: Meeting, beginning: str) -> Agreement:
    return next(one for one in agreements.earlier_open(meeting) if one.text.startswith(beginning))


def _promise(meeting: Meeting, told: ToldNote) -> settling.Promise | None:
    if not told.owner:
        return None
    due_on = today() + timedelta(days=told.due_in_days)
    return owners.promise_of(meeting, told.owner, due_on=due_on, by=queries.person("moderation"))
