"""Reading a meeting while it runs: where it is, what was written down, who is there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.roundtables.models import AgendaItem, Agreement, Meeting, MeetingRun, Minutes, NoteEntry, Participant
from portal.roundtables.terms.meetings import AgendaKind, Reply
from portal.roundtables.terms.minutes import MinutesState, NoteKind


@dataclass(frozen=True, kw_only=True)
class NoteShown:
    """A note with the Vereinbarung that hangs on it."""

    note: NoteEntry
    agreement: Agreement | None


@dataclass(frozen=True, kw_only=True)
class ItemShown:
    """A TOP with its notes. `item` is None for what belongs to none."""

    item: AgendaItem | None
    notes: tuple[NoteShown, ...]


@dataclass(frozen=True, kw_only=True)
class Timing:
    """What is left of the time, in seconds; negative when it is over. `item_left` is None when no TOP is at hand."""

    item_left: int | None
    evening_left: int


def meeting(meeting_id: UUID) -> Meeting:
    """One meeting. Raises `NotFound`."""
    found = session().get(Meeting, meeting_id)
    if found is None:
        raise NotFound
    return found


def run_of(meeting_id: UUID) -> MeetingRun | None:
    """Where the meeting is; None before it began."""
    return session().get(MeetingRun, meeting_id)


def has_ended(meeting_id: UUID) -> bool:
    """Whether the evening was closed."""
    run = run_of(meeting_id)
    return run is not None and run.ended_at is not None


def items(meeting_id: UUID) -> list[AgendaItem]:
    """The TOPs in their order."""
    chosen = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id).order_by(AgendaItem.position, AgendaItem.id)
    return list(session().scalars(chosen))


def is_item_of(meeting_id: UUID, item_id: UUID) -> bool:
    """Whether this TOP stands on the agenda of the meeting."""
    chosen = select(AgendaItem.id).where(AgendaItem.id == item_id, AgendaItem.meeting_id == meeting_id)
    return session().scalar(chosen) is not None


def agreements_item(meeting_id: UUID) -> AgendaItem | None:
    """The TOP under which open Vereinbarungen are gone through."""
    chosen = select(AgendaItem).where(AgendaItem.meeting_id == meeting_id, AgendaItem.kind == AgendaKind.AGREEMENTS)
    return session().scalars(chosen.order_by(AgendaItem.position)).first()


def note(meeting_id: UUID, note_id: UUID) -> NoteEntry:
    """One note, removed ones included. Raises `NotFound` for one of another meeting."""
    found = session().get(NoteEntry, note_id)
    if found is None or found.meeting_id != meeting_id:
        raise NotFound
    return found


def note_of_key(meeting_id: UUID, submission_key: UUID) -> NoteEntry:
    """The note that was written with this key. Raises `NotFound` for a key of another meeting."""
    found = session().scalars(select(NoteEntry).where(NoteEntry.submission_key == submission_key)).first()
    if found is None or found.meeting_id != meeting_id:
        raise NotFound
    return found


def notes(meeting_id: UUID) -> list[NoteEntry]:
    """Everything written down, in the order in which it was begun."""
    chosen = select(NoteEntry).where(NoteEntry.meeting_id == meeting_id, NoteEntry.removed_at.is_(None))
    return list(session().scalars(chosen.order_by(NoteEntry.id)))


def count_notes(meeting_id: UUID) -> int:
    """How many notes a meeting has, removed ones included."""
    chosen = select(func.count()).select_from(NoteEntry).where(NoteEntry.meeting_id == meeting_id)
    return session().scalar(chosen) or 0


def shown(meeting_id: UUID) -> list[ItemShown]:
    """The TOPs with their notes, last what belongs to none. Three queries, however long the evening was."""
    made = {
        one.note_id: one
        for one in session().scalars(
            select(Agreement)
            .join(NoteEntry, Agreement.note_id == NoteEntry.id)
            .where(NoteEntry.meeting_id == meeting_id)
        )
    }
    under: dict[UUID | None, list[NoteShown]] = {}
    for one in notes(meeting_id):
        under.setdefault(one.agenda_item_id, []).append(NoteShown(note=one, agreement=made.get(one.id)))
    found = [ItemShown(item=item, notes=tuple(under.get(item.id, ()))) for item in items(meeting_id)]
    loose = tuple(under.get(None, ()))
    return [*found, ItemShown(item=None, notes=loose)] if loose else found


def is_released(meeting_id: UUID) -> bool:
    """Whether the minutes of this meeting are frozen."""
    chosen = select(Minutes.id).where(Minutes.meeting_id == meeting_id, Minutes.state == MinutesState.RELEASED)
    return session().scalar(chosen) is not None


def people(meeting_id: UUID) -> list[Participant]:
    """Everybody who was invited or came, those who said they would come first, then by name."""
    rank = {Reply.YES: 0, Reply.OPEN: 1, Reply.WAITING: 2, Reply.NO: 3}
    found = session().scalars(select(Participant).where(Participant.meeting_id == meeting_id))
    return sorted(found, key=lambda one: (rank[one.reply], one.name.casefold(), str(one.id)))


def present(everybody: Sequence[Participant]) -> list[Participant]:
    """Those of them who were there, by name."""
    return sorted((one for one in everybody if one.attended), key=lambda one: (one.name.casefold(), str(one.id)))


def timing(meeting: Meeting, run: MeetingRun | None, item: AgendaItem | None, *, at: datetime | None = None) -> Timing:
    """How much time the TOP at hand and the whole evening still have."""
    moment = at or now()
    item_left = None
    if run is not None and run.item_began_at is not None and item is not None and item.minutes:
        item_left = int(item.minutes * 60 - (moment - run.item_began_at).total_seconds())
    evening_left = int((meeting.ends_at - moment).total_seconds())
    return Timing(item_left=item_left, evening_left=evening_left)


def participant(meeting_id: UUID, participant_id: UUID) -> Participant:
    """Somebody of this meeting. Raises `NotFound`."""
    found = session().get(Participant, participant_id)
    if found is None or found.meeting_id != meeting_id:
        raise NotFound
    return found


def stamp(meeting_id: UUID) -> str:
    """Changes with everything that another screen should show: notes, who is there, where the agenda is, what was settled."""
    noted = (
        session()
        .execute(
            select(func.count(), func.coalesce(func.sum(NoteEntry.version), 0)).where(
                NoteEntry.meeting_id == meeting_id
            )
        )
        .one()
    )
    run = run_of(meeting_id)
    there = select(func.count()).where(Participant.meeting_id == meeting_id)
    everybody = session().scalar(there) or 0
    attending = session().scalar(there.where(Participant.attended)) or 0
    found = session().get(Meeting, meeting_id)
    settled = (
        session()
        .execute(
            select(func.count(), func.coalesce(func.sum(Agreement.version), 0)).where(
                Agreement.round_table_id == (found.round_table_id if found else None)
            )
        )
        .one()
    )
    where = run.agenda_item_id if run else None
    return f"{noted[0]}.{noted[1]}.{everybody}.{attending}.{where or '-'}.{settled[0]}.{settled[1]}"


def count_kinds(meeting_id: UUID) -> dict[NoteKind, int]:
    """How many notes of each kind there are."""
    chosen = select(NoteEntry.kind, func.count()).where(
        NoteEntry.meeting_id == meeting_id, NoteEntry.removed_at.is_(None)
    )
    counted = {row[0]: row[1] for row in session().execute(chosen.group_by(NoteEntry.kind))}
    return {kind: counted.get(kind, 0) for kind in NoteKind}
