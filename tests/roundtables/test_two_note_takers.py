"""Two people save the same note at the same moment, in threads of their own: one wins, the other is told, nothing is lost."""

import threading
from concurrent.futures import ThreadPoolExecutor

from flask import Flask
from sqlalchemy.orm import Session

from portal.kernel.db import db, unit_of_work
from portal.kernel.errors import Conflict
from portal.kernel.policy import SYSTEM
from portal.roundtables.actions import notes
from portal.roundtables.actions.notes import NoteDraft
from portal.roundtables.queries import evening
from tests.factories import evenings

PAIRS = 25


def test_of_each_pair_one_wins_and_one_is_told(app: Flask, session: Session) -> None:
    note = evenings.note(evenings.make_meeting(), "Zuerst")
    meeting_id, note_id, version = note.meeting_id, note.id, note.version
    gate = threading.Barrier(2)

    def save(text: str, seen: int) -> str:
        with app.app_context():
            try:
                gate.wait(timeout=60)
                with unit_of_work():
                    notes.save(evening.note(meeting_id, note_id), NoteDraft(text=text), version=seen, by=SYSTEM)
            except Conflict:
                return "told"
            finally:
                db.session.remove()
            return text

    outcomes = []
    with ThreadPoolExecutor(2) as two:
        for number in range(PAIRS):
            sent = [two.submit(save, f"Paar {number}, Person {who}", version + number) for who in (0, 1)]
            saved = sorted(one.result() for one in sent)
            session.expire_all()
            stored = evening.note(meeting_id, note_id)
            outcomes.append((saved[1], stored.text == saved[0], stored.version - version))

    assert outcomes == [("told", True, number + 1) for number in range(PAIRS)]
