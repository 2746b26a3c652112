"""Writing down what is said while a meeting runs. Two who write at the same time never overwrite each other."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite

from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.contributions.terms import Channel, ContributionKind
from portal.kernel import audit
from portal.kernel.clock import now
from portal.kernel.codes import new_id
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.roundtables.actions import agreements
from portal.roundtables.models import Meeting, Minutes, NoteEntry
from portal.roundtables.policy import MinutesPermission
from portal.roundtables.queries import evening
from portal.roundtables.terms.minutes import LONGEST_NOTE, MOST_NOTES, MinutesState, NoteKind

REMOVED = audit.kind("roundtables.note-removed", N_("Notiz einer Sitzung entfernt"), keys=("meeting_id", "note_id"))
#: One statement for both databases: two requests with one key make one note.
_ONCE = {
    dialect.__name__.rpartition(".")[2]: dialect.insert(NoteEntry.__table__)
    .on_conflict_do_nothing()
    .returning(NoteEntry.__table__.c.id)
    for dialect in (sqlite, postgresql)
}


@dataclass(frozen=True, kw_only=True)
class NoteDraft:
    """What stands in a note, as it is typed. The fields of a Vereinbarung count for nothing else."""

    text: str
    kind: NoteKind = NoteKind.INFO
    agenda_item_id: UUID | None = None
    #: Who does it until when; None leaves a Vereinbarung as it is.
    promise: agreements.Promise | None = None


def write(meeting: Meeting, draft: NoteDraft, *, submission_key: UUID, by: Actor) -> NoteEntry:
    """Write down something new, once.

    Sent again with the same key it is still one note; when its writer typed on meanwhile, as long as nobody else changed it, the
    newer words count. Otherwise raises `Conflict`, with nothing written.
    """
    ensure(MinutesPermission.NOTE, by, meeting)
    _ensure_open(meeting)
    _check(meeting, draft)
    if evening.count_notes(meeting.id) >= MOST_NOTES:
        raise InvalidInput("note.too-many", N_("Mehr Notizen passen nicht in ein Protokoll."))
    note_id = new_id()
    row = {
        "id": note_id,
        "meeting_id": meeting.id,
        "agenda_item_id": draft.agenda_item_id,
        "kind": NoteKind.INFO,
        "text": draft.text,
        "submission_key": submission_key,
        "contribution_id": None,
        "written_at": now(),
        "changed_at": now(),
        "written_by": by.id,
        "removed_at": None,
        "version": 1,
    }
    if not _written_once(row):
        return _typed_on(meeting, draft, submission_key, by)
    note = evening.note(meeting.id, note_id)
    _become(note, draft, by)
    session().flush()
    return note


def save(note: NoteEntry, draft: NoteDraft, *, version: int, by: Actor) -> NoteEntry:
    """Replace what stands in a note.

    `version` is the one its writer had before them. Raises `Conflict` when somebody changed or removed it meanwhile, and writes
    nothing then; what is the same already is no conflict. The words of a Bedarf stay as they went to the inbox: raises
    `InvalidInput` for other words.
    """
    meeting = note.meeting
    ensure(MinutesPermission.NOTE, by, meeting)
    _ensure_open(meeting)
    _check(meeting, draft)
    if note.is_removed:
        raise Conflict("note.removed", N_("Diese Notiz hat inzwischen jemand entfernt. Ihr Text ist noch da."))
    same = (note.text, note.kind, note.agenda_item_id) == (draft.text, draft.kind, draft.agenda_item_id)
    if same and (draft.promise is None or agreements.is_promised(note, draft.promise)):
        return note
    if note.version != version:
        raise Conflict("note.changed", N_("Inzwischen hat jemand anderes diese Notiz geändert."))
    if note.is_said and draft.kind is NoteKind.NEED and note.text != draft.text:
        raise InvalidInput(
            "note.said",
            N_(
                "Dieser Bedarf liegt schon im Eingang, seine Worte bleiben stehen. "
                "Wählen Sie zuerst eine andere Art, dann wird er dort zurückgenommen."
            ),
            field="text",
        )
    note.text, note.agenda_item_id = draft.text, draft.agenda_item_id
    note.written_by, note.changed_at = by.id, now()
    _become(note, draft, by)
    session().flush()
    return note


def remove(note: NoteEntry, *, version: int, by: Actor) -> None:
    """Take a note off for good: its words go, and with them its Vereinbarung and its Wortmeldung.

    Again changes nothing. Raises `Conflict` when somebody changed it meanwhile.
    """
    ensure(MinutesPermission.NOTE, by, note.meeting)
    _ensure_open(note.meeting)
    if note.is_removed:
        return
    if note.version != version:
        raise Conflict("note.changed", N_("Inzwischen hat jemand anderes diese Notiz geändert."))
    _leave(note, by)
    note.kind, note.text, note.removed_at = NoteKind.INFO, "", now()
    audit.log(REMOVED, by=by, meeting_id=note.meeting_id, note_id=note.id)


def _typed_on(meeting: Meeting, draft: NoteDraft, submission_key: UUID, by: Actor) -> NoteEntry:
    """The note of that key, with what its writer typed since then."""
    first = evening.note_of_key(meeting.id, submission_key)
    return save(first, draft, version=1, by=by)


def _become(note: NoteEntry, draft: NoteDraft, by: Actor) -> None:
    if draft.kind is not note.kind:
        _leave(note, by)
        note.kind = draft.kind
    if note.kind is NoteKind.AGREEMENT:
        agreements.follow(note, draft.promise, by=by)
    elif note.kind is NoteKind.NEED and not note.is_said:
        note.contribution_id = _say(note, by)


def _leave(note: NoteEntry, by: Actor) -> None:
    """It is no longer what it was: what hung on that is taken back."""
    if note.kind is NoteKind.AGREEMENT:
        agreements.take_back(note, by=by)
    if note.contribution_id is not None:
        contributions.withdraw(said.contribution(note.contribution_id), by=by)
        note.contribution_id = None


def _say(note: NoteEntry, by: Actor) -> UUID:
    """Hand the words to the inbox as they stand. Marked anew after it was something else, it is a new Wortmeldung."""
    receipt = contributions.accept(
        submission_key=uuid5(note.id, f"need-{note.version}"),
        kind=ContributionKind.MINUTES,
        text=note.text,
        channel=Channel.EVENT,
        sozialraum_id=note.meeting.sozialraum_id,
        said_on=note.meeting.day,
        by=by,
    )
    return receipt.contribution.id


def _written_once(row: dict[str, Any]) -> bool:
    connection = session().connection()
    return connection.execute(_ONCE[connection.dialect.name], row).first() is not None


def _ensure_open(meeting: Meeting) -> None:
    """Until this unit ends the minutes are not released either: what was saved stands in them."""
    chosen = select(Minutes.state).where(Minutes.meeting_id == meeting.id).with_for_update(read=True)
    if session().scalar(chosen) is MinutesState.RELEASED:
        raise InvalidTransition(
            "minutes.released",
            N_("Das Protokoll ist freigegeben und bleibt, wie es ist. Was nicht stimmt, gehört in einen Nachtrag."),
        )


def _check(meeting: Meeting, draft: NoteDraft) -> None:
    if not draft.text:
        raise InvalidInput("note.empty", N_("Bitte schreiben Sie etwas in die Notiz."), field="text")
    if len(draft.text) > LONGEST_NOTE:
        raise InvalidInput(
            "note.too-long", N_("Das ist zu lang für eine Notiz. Bitte teilen Sie sie auf."), field="text"
        )
    if draft.agenda_item_id is not None and not evening.is_item_of(meeting.id, draft.agenda_item_id):
        raise InvalidInput("note.no-item", N_("Diesen Tagesordnungspunkt gibt es nicht mehr."), field="agenda_item_id")
