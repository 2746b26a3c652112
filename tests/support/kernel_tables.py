"""A table and events of the tests' own, to try the kernel without a feature."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry

from portal.kernel import events, outbox
from portal.kernel.db import Base, Keyed, Stamped, Versioned, db
from portal.kernel.events import Event


class Apart(DeclarativeBase):
    """Tables outside the portal's own metadata, with its types."""

    registry = registry(type_annotation_map=Base.registry.type_annotation_map)


class Note(Apart, Keyed, Stamped, Versioned):
    """Something two people may edit."""

    __tablename__ = "note_of_tests"
    __table_args__ = (UniqueConstraint("text", name="uq_note_of_tests_text"),)
    text: Mapped[str]
    seen_at: Mapped[datetime | None] = mapped_column(default=None)


@dataclass(frozen=True)
class NoteWritten(Event):
    """A fact of the tests."""

    note_id: UUID
    text: str
    at: datetime | None = None


@pytest.fixture
def notes(app: Flask) -> Iterator[type[Note]]:
    """The table of notes, for one test."""
    Apart.metadata.create_all(db.engine)
    yield Note
    db.session.rollback()
    Apart.metadata.drop_all(db.engine)


@pytest.fixture
def own_handlers() -> Iterator[None]:
    """Handlers that a test registers are gone after it."""
    now, later = {kind: list(calls) for kind, calls in events._now.items()}, dict(events._later)
    named, handlers = dict(events.LATER), dict(outbox.HANDLERS)
    yield
    events._now.clear()
    events._now.update(now)
    events._later.clear()
    events._later.update(later)
    events.LATER.clear()
    events.LATER.update(named)
    outbox.HANDLERS.clear()
    outbox.HANDLERS.update(handlers)
