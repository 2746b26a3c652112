"""Writing down what is said: once, never over somebody else's words, and what becomes of a note that changes its kind."""

from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.contributions.models import Contribution
from portal.contributions.terms import Channel, ContributionKind
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import SYSTEM
from portal.needs.models import TriageItem
from portal.roundtables.actions import notes
from portal.roundtables.actions.notes import NoteDraft
from portal.roundtables.models import Agreement, NoteEntry
from portal.roundtables.queries import agreements, evening
from portal.roundtables.terms.agreements import AgreementState
from portal.roundtables.terms.minutes import NoteKind
from tests.factories import evenings


def save(note: NoteEntry, text: str, kind: NoteKind = NoteKind.INFO, *, version: int) -> NoteEntry:
    with unit_of_work():
        return notes.save(
            evening.note(note.meeting_id, note.id), NoteDraft(text=text, kind=kind), version=version, by=SYSTEM
        )


def test_a_note_sent_twice_is_one_note(session: Session) -> None:
    meeting, key = evenings.make_meeting(), uuid4()
    for _time in range(2):
        with unit_of_work():
            notes.write(meeting, NoteDraft(text="Der Bus fährt nicht mehr."), submission_key=key, by=SYSTEM)

    assert [one.text for one in evening.notes(meeting.id)] == ["Der Bus fährt nicht mehr."]


def test_a_note_sent_again_with_more_words_grows(session: Session) -> None:
    meeting, key = evenings.make_meeting(), uuid4()
    for text in ("Der Bus", "Der Bus fährt nicht mehr."):
        with unit_of_work():
            notes.write(meeting, NoteDraft(text=text), submission_key=key, by=SYSTEM)

    assert [one.text for one in evening.notes(meeting.id)] == ["Der Bus fährt nicht mehr."]


def test_of_two_who_change_a_note_the_second_is_told(session: Session) -> None:
    note = evenings.note(evenings.make_meeting(), "Zuerst")
    save(note, "Meine Fassung", version=1)

    with pytest.raises(Conflict) as raised:
        save(note, "Deine Fassung", version=1)

    assert raised.value.code == "note.changed"
    assert evening.note(note.meeting_id, note.id).text == "Meine Fassung"


def test_what_is_the_same_already_is_no_conflict(session: Session) -> None:
    note = evenings.note(evenings.make_meeting(), "Zuerst")
    save(note, "Dasselbe", version=1)
    saved = save(note, "Dasselbe", version=1)

    assert saved.version == 2


def test_a_removed_note_comes_back_by_no_late_repeat(session: Session) -> None:
    meeting, key = evenings.make_meeting(), uuid4()
    with unit_of_work():
        note = notes.write(meeting, NoteDraft(text="Weg damit"), submission_key=key, by=SYSTEM)
    with unit_of_work():
        notes.remove(evening.note(meeting.id, note.id), version=1, by=SYSTEM)

    with pytest.raises(Conflict), unit_of_work():
        notes.write(meeting, NoteDraft(text="Weg damit"), submission_key=key, by=SYSTEM)
    assert evening.notes(meeting.id) == []
    assert evening.note(meeting.id, note.id).text == ""


def test_a_need_lands_in_the_inbox_with_its_words(session: Session) -> None:
    meeting = evenings.make_meeting()
    note = evenings.note(meeting, "Es fehlt ein Fahrdienst.", NoteKind.NEED)
    contribution = session.get_one(Contribution, note.contribution_id)

    assert (contribution.text, contribution.kind, contribution.channel, contribution.sozialraum_id) == (
        "Es fehlt ein Fahrdienst.",
        ContributionKind.MINUTES,
        Channel.EVENT,
        meeting.sozialraum_id,
    )
    waiting = session.scalars(select(TriageItem).where(TriageItem.contribution_id == contribution.id)).all()
    assert len(waiting) == 1


def test_the_words_of_a_need_stay(session: Session) -> None:
    note = evenings.note(evenings.make_meeting(), "Es fehlt ein Fahrdienst.", NoteKind.NEED)

    with pytest.raises(InvalidInput) as raised:
        save(note, "Es fehlt ein Bus.", NoteKind.NEED, version=note.version)
    assert raised.value.code == "note.said"


def test_a_need_that_was_none_is_taken_back_from_the_inbox(session: Session) -> None:
    note = evenings.note(evenings.make_meeting(), "Es fehlt ein Fahrdienst.", NoteKind.NEED)
    said = note.contribution_id
    changed = save(note, "Es fehlt ein Bus.", NoteKind.INFO, version=note.version)

    assert session.get_one(Contribution, said).is_withdrawn
    assert (changed.text, changed.contribution_id) == ("Es fehlt ein Bus.", None)

    again = save(note, "Es fehlt ein Bus.", NoteKind.NEED, version=changed.version)
    assert again.contribution_id not in (None, said)
    assert session.get_one(Contribution, again.contribution_id).text == "Es fehlt ein Bus."


def test_an_agreement_follows_its_note(session: Session) -> None:
    meeting = evenings.make_meeting()
    note = evenings.note(meeting, "Wir fragen beim Landkreis.", NoteKind.AGREEMENT)
    save(note, "Wir fragen beim Landkreis nach.", NoteKind.AGREEMENT, version=note.version)
    made = agreements.of_note(note.id)

    assert made is not None
    assert (made.text, made.state) == ("Wir fragen beim Landkreis nach.", AgreementState.OPEN)


def test_an_agreement_that_was_none_goes_while_the_evening_runs(session: Session) -> None:
    note = evenings.note(evenings.make_meeting(), "Wir fragen nach.", NoteKind.AGREEMENT)
    save(note, "Wir fragen nach.", NoteKind.INFO, version=note.version)

    assert session.scalars(select(Agreement)).all() == []


def test_an_agreement_that_was_none_stays_in_the_ledger_after_the_evening(session: Session) -> None:
    meeting = evenings.make_meeting()
    note = evenings.note(meeting, "Wir fragen nach.", NoteKind.AGREEMENT)
    evenings.close(meeting)
    save(note, "Wir fragen nach.", NoteKind.INFO, version=note.version)

    assert [one.state for one in session.scalars(select(Agreement))] == [AgreementState.DROPPED]
