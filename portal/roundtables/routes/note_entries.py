"""`/arbeit/runde-tische/sitzungen/<id>/notizen`: each note is saved by itself, as one types.

A screen with a script asks for JSON and gets the note's new version back; a plain form gets the page. Of two who change one note
the second gets 409 with both texts.
"""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError, InvalidInput, NotFound
from portal.kernel.text import N_
from portal.roundtables.actions import notes, owners
from portal.roundtables.actions.notes import NoteDraft
from portal.roundtables.forms.evening import NoteForm
from portal.roundtables.policy import MinutesPermission
from portal.roundtables.queries import agreements, evening
from portal.roundtables.routes.running import changed, here, meeting_in_url, screen
from portal.roundtables.terms.minutes import NoteKind
from portal.web.access import actor, requires
from portal.web.errors import status_of
from portal.web.i18n import _
from portal.web.pages import json_reply, page, reply, tells

if TYPE_CHECKING:
    from portal.roundtables.models import Meeting, NoteEntry

bp = Blueprint("meeting_notes", __name__, url_prefix="/arbeit/runde-tische/sitzungen")

tells("note-saved", N_("Gespeichert."))
tells("note-removed", N_("Die Notiz ist entfernt."))


def note_in_url(meeting_id: UUID, note_id: UUID) -> "NoteEntry":
    """The note that the address names, removed ones included. Raises `NotFound`."""
    return evening.note(meeting_id, note_id)


@bp.post("/<uuid:meeting_id>/notizen")
@requires(MinutesPermission.NOTE, of=meeting_in_url)
def write(meeting: "Meeting") -> Response:
    form = NoteForm()
    if not form.validate_on_submit():
        return _incomplete(meeting, form)
    try:
        with unit_of_work():
            written = notes.write(meeting, _draft(form, meeting), submission_key=form.key, by=actor())
    except DomainError as error:
        return _refused(meeting, form, error, lambda: evening.note_of_key(meeting.id, form.key))
    return _saved(meeting, written)


@bp.post("/<uuid:meeting_id>/notizen/<uuid:note_id>")
@requires(MinutesPermission.NOTE, of=note_in_url)
def save(seen: "NoteEntry") -> Response:
    form, meeting = NoteForm(), seen.meeting
    if not form.validate_on_submit():
        return _incomplete(meeting, form, seen)
    try:
        with unit_of_work():
            note = evening.note(meeting.id, seen.id)
            saved = notes.save(note, _draft(form, meeting), version=form.seen_version, by=actor())
    except DomainError as error:
        return _refused(meeting, form, error, lambda: evening.note(meeting.id, seen.id))
    return _saved(meeting, saved)


@bp.post("/<uuid:meeting_id>/notizen/<uuid:note_id>/entfernen")
@requires(MinutesPermission.NOTE, of=note_in_url)
def remove(seen: "NoteEntry") -> Response:
    form, meeting = NoteForm(), seen.meeting
    try:
        with unit_of_work():
            note = evening.note(meeting.id, seen.id)
            notes.remove(note, version=form.seen_version, by=actor())
    except Conflict as error:
        return _refused(meeting, form, error, lambda: evening.note(meeting.id, seen.id))
    if _wants_json():
        return json_reply({"removed": str(seen.id)})
    return changed(meeting, "evening_notes", tell="note-removed")


def _draft(form: NoteForm, meeting: "Meeting") -> NoteDraft:
    kind = form.chosen_kind
    promise = None
    if kind is NoteKind.AGREEMENT and form.asks_promise.data:
        promise = owners.promise_of(meeting, str(form.owner.data or ""), due_on=form.day, by=actor())
    return NoteDraft(text=str(form.text.data), kind=kind, agenda_item_id=form.item_id, promise=promise)


def _saved(meeting: "Meeting", note: "NoteEntry") -> Response:
    if _wants_json():
        return json_reply(as_told(note))
    return reply(f"{here(meeting)}#notiz-{note.id}", tell="note-saved")


def _incomplete(meeting: "Meeting", form: NoteForm, note: "NoteEntry | None" = None) -> Response:
    if _wants_json():
        said = [*form.form_errors, *(text for errors in form.errors.values() for text in errors)]
        return json_reply({"detail": " ".join(dict.fromkeys(map(str, said)))}, status=422)
    if note is not None:
        return page("roundtables/evening/note_conflict.html", status=422, meeting=meeting, form=form, note=note)
    return screen(meeting, note=form, status=422)


def _refused(meeting: "Meeting", form: NoteForm, error: DomainError, find: Any) -> Response:
    """What could not be saved, with what is stored now beside it; the typed words stay in the form."""
    if isinstance(error, NotFound):
        raise error
    status = status_of(error)
    try:
        stored = find()
    except NotFound:
        stored = None
    if _wants_json():
        told = {"detail": _(error.message, **error.params), "code": error.code, "field": error.field}
        return json_reply(told | ({"theirs": as_told(stored)} if stored else {}), status=status)
    form.take(error)
    if stored is None or isinstance(error, InvalidInput):
        return screen(meeting, note=form, status=status)
    form.version.data = str(stored.version)
    return page("roundtables/evening/note_conflict.html", status=status, meeting=meeting, form=form, note=stored)


def as_told(note: "NoteEntry") -> dict[str, Any]:
    """A note as another screen needs it."""
    found = agreements.of_note(note.id) if note.kind is NoteKind.AGREEMENT else None
    return {
        "id": str(note.id),
        "version": note.version,
        "kind": note.kind.value,
        "kindLabel": _(note.kind.label),
        "text": note.text,
        "removed": note.is_removed,
        "owner": found.owner_name if found else "",
        "due": found.due_on.isoformat() if found else "",
        "isSaid": note.is_said,
    }


def _wants_json() -> bool:
    return request.headers.get("Accept") == "application/json"
