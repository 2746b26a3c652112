"""A log that shows when somebody changed it afterwards."""

import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from portal.kernel import audit
from portal.kernel.audit import AuditEntry
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from tests.support.sources import ROOT

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def note_written() -> Iterator[audit.AuditKind]:
    yield audit.kind("tests.note-written", "Notiz geschrieben", keys=("note_id",))
    del audit._kinds["tests.note-written"]


def write(kind: audit.AuditKind, times: int = 1) -> None:
    for _ in range(times):
        with unit_of_work():
            audit.log(kind, by=SYSTEM, note_id=uuid4())


def test_entries_form_a_chain_without_gaps(session: Session, note_written: audit.AuditKind) -> None:
    write(note_written, times=3)

    entries = session.scalars(select(AuditEntry).order_by(AuditEntry.seq)).all()
    assert [entry.seq for entry in entries] == [1, 2, 3]
    assert [entry.previous for entry in entries[1:]] == [entry.digest for entry in entries[:-1]]
    assert audit.verify() == audit.Verification(entries=3, broken_at=None)


def test_an_empty_log_holds() -> None:
    assert audit.verify().holds


def test_several_entries_of_one_unit_stay_in_order(session: Session, note_written: audit.AuditKind) -> None:
    ids = [uuid4() for _ in range(3)]
    with unit_of_work():
        for note_id in ids:
            audit.log(note_written, by=SYSTEM, note_id=note_id)

    facts = session.scalars(select(AuditEntry.facts).order_by(AuditEntry.seq)).all()
    assert [UUID(entry["note_id"]) for entry in facts] == ids


def test_what_is_undone_leaves_no_entry(note_written: audit.AuditKind) -> None:
    with pytest.raises(LookupError), unit_of_work():
        audit.log(note_written, by=SYSTEM, note_id=uuid4())
        raise LookupError

    assert audit.verify() == audit.Verification(entries=0, broken_at=None)


@pytest.mark.parametrize(
    ("tampering", "found_at"),
    [
        ("UPDATE audit_entry SET kind = 'tests.other' WHERE seq = 2", 2),
        ("UPDATE audit_entry SET facts = '{}' WHERE seq = 3", 3),
        ("UPDATE audit_entry SET actor_id = NULL, at = '2020-01-01 00:00:00' WHERE seq = 1", 1),
        ("DELETE FROM audit_entry WHERE seq = 2", 2),
        ("DELETE FROM audit_entry WHERE seq = 1", 1),
    ],
)
def test_a_changed_or_missing_entry_is_found(note_written: audit.AuditKind, tampering: str, found_at: int) -> None:
    write(note_written, times=4)
    with unit_of_work() as unit:
        unit.execute(text(tampering))

    assert audit.verify().broken_at == found_at


@pytest.mark.parametrize("facts", [{}, {"note_id": 1, "text": "zu viel"}, {"other": 1}])
def test_an_entry_has_exactly_its_declared_keys(note_written: audit.AuditKind, facts: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="note_id"), unit_of_work():
        audit.log(note_written, by=SYSTEM, **facts)


def test_entries_can_be_asked_for_by_kind_and_person(session: Session, note_written: audit.AuditKind) -> None:
    write(note_written)

    assert len(session.scalars(audit.entries(of_kind=note_written.name)).all()) == 1
    assert len(session.scalars(audit.entries(of_kind="tests.other")).all()) == 0
    assert len(session.scalars(audit.entries(actor_id=uuid4())).all()) == 0


def test_what_a_subscriber_notes_is_in_the_log_whichever_module_came_first() -> None:
    """Subscribers work before the log is written, also where the log was imported before the events."""
    code = "import portal.kernel.audit, portal.kernel.outbox as o; from portal.kernel.db import Stage; "
    code += "print([o.Unit.before_commit[stage].__module__.rpartition('.')[2] for stage in Stage if stage in o.Unit.before_commit])"

    told = subprocess.run([sys.executable, "-c", code], cwd=ROOT, text=True, capture_output=True, check=True).stdout

    assert told == "['events', 'outbox', 'audit']\n"
