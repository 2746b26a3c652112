"""`/arbeit/runde-tische/sitzungen/<id>/durchfuehren`: one screen for the whole evening, for the laptop of who moderates."""

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.kernel.clock import now
from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError, InvalidInput, NotFound
from portal.kernel.text import N_
from portal.roundtables.actions import agreements as agreement_actions
from portal.roundtables.actions import attending, owners, running
from portal.roundtables.forms.evening import ItemForm, NoteForm, SettleForm, WalkInForm
from portal.roundtables.policy import AgreementPermission, MeetingPermission, MinutesPermission
from portal.roundtables.queries import agreements, evening, room_walls
from portal.roundtables.routes.tabs import MEETING_PAGES
from portal.roundtables.terms.agreements import AgreementState
from portal.roundtables.terms.minutes import NoteKind, RoomMethod
from portal.web.access import actor, requires
from portal.web.errors import status_of
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.pages import json_reply, page, reply, tells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.roundtables.models import Agreement, Meeting, Participant

bp = Blueprint("meeting_run", __name__, url_prefix="/arbeit/runde-tische/sitzungen")

MEETING_PAGES.tab(N_("Durchführen"), "meeting_run.show", MinutesPermission.RUN, order=30)
tells("meeting-begun", N_("Die Sitzung läuft. Alles, was Sie schreiben, wird sofort gespeichert."))
tells("walk-in-added", N_("Dazugekommen und als anwesend notiert."))
tells("agreement-settled", N_("Festgehalten."))


def meeting_in_url(meeting_id: UUID, **_deeper: object) -> "Meeting":
    """The meeting that the address names. Raises `NotFound`."""
    return evening.meeting(meeting_id)


def person_in_url(meeting_id: UUID, participant_id: UUID) -> "Participant":
    """Somebody of the meeting that the address names. Raises `NotFound`."""
    return evening.participant(meeting_id, participant_id)


@dataclass(frozen=True)
class Reviewed:
    """An agreement together with the meeting at which it is gone through."""

    agreement: "Agreement"
    at: "Meeting"

    @property
    def lineage(self) -> "Sequence[UUID]":
        """Ids of the Sozialräume around it, the county first."""
        return self.agreement.lineage


def reviewed_in_url(meeting_id: UUID, agreement_id: UUID) -> Reviewed:
    """An agreement of the series of this meeting. Raises `NotFound`."""
    meeting, agreement = evening.meeting(meeting_id), agreements.agreement(agreement_id)
    if agreement.round_table_id != meeting.round_table_id:
        raise NotFound
    return Reviewed(agreement, meeting)


@bp.get("/<uuid:meeting_id>/durchfuehren")
@requires(MinutesPermission.RUN, of=meeting_in_url)
def show(meeting: "Meeting") -> Response:
    return screen(meeting)


@bp.post("/<uuid:meeting_id>/beginnen")
@requires(MinutesPermission.RUN, of=meeting_in_url)
def begin(meeting: "Meeting") -> Response:
    if not (form := Form()).validate_on_submit():
        return screen(meeting, form=form, status=422)
    with unit_of_work():
        running.begin(meeting, by=actor())
    return reply(here(meeting), tell="meeting-begun")


@bp.post("/<uuid:meeting_id>/top")
@requires(MinutesPermission.RUN, of=meeting_in_url)
def go_to(meeting: "Meeting") -> Response:
    """Take up a TOP."""
    form = ItemForm()
    if not form.validate_on_submit() or form.chosen is None:
        return screen(meeting, form=form, status=422)
    try:
        with unit_of_work():
            running.go_to(meeting, form.chosen, by=actor())
    except InvalidInput as error:
        form.take(error)
        return screen(meeting, form=form, status=422)
    return changed(meeting, "evening_agenda")


@bp.post("/<uuid:meeting_id>/anwesend/<uuid:participant_id>")
@requires(MeetingPermission.CHECK_IN, of=person_in_url)
def check_in(participant: "Participant") -> Response:
    """One tap: there, or not after all. What is wanted is sent along, so that a tap sent twice counts once."""
    form = Form()
    if not form.validate_on_submit():
        return screen(participant.meeting, form=form, status=422)
    with unit_of_work():
        attending.mark(participant, there=request.form.get("da") == "1", by=actor())
    return changed(participant.meeting, "evening_people")


@bp.post("/<uuid:meeting_id>/dazu")
@requires(MeetingPermission.CHECK_IN, of=meeting_in_url)
def walk_in(meeting: "Meeting") -> Response:
    """Somebody who is not on the list has come."""
    form = WalkInForm()
    if not form.validate_on_submit():
        return screen(meeting, walk_in=form, status=422, fragment="evening_people")
    try:
        with unit_of_work():
            attending.came(
                meeting,
                name=str(form.name.data),
                organisation=str(form.organisation.data or ""),
                may_be_named=bool(form.may_be_named.data),
                by=actor(),
            )
    except InvalidInput as error:
        form.take(error)
        return screen(meeting, walk_in=form, status=422, fragment="evening_people")
    return changed(meeting, "evening_people", tell="walk-in-added")


@bp.post("/<uuid:meeting_id>/vereinbarungen/<uuid:agreement_id>")
@requires(AgreementPermission.SETTLE, of=reviewed_in_url)
def settle(reviewed: Reviewed) -> Response:
    """What became of an agreement of an earlier meeting, with one press."""
    meeting, agreement = reviewed.at, reviewed.agreement
    form = SettleForm()
    if not form.validate_on_submit():
        return screen(meeting, form=form, status=422, fragment="evening_notes")
    try:
        with unit_of_work():
            _settle(agreement, meeting, form)
    except DomainError as error:
        form.take(error)
        return screen(meeting, form=form, status=status_of(error), fragment="evening_notes")
    return changed(meeting, "evening_notes", tell="agreement-settled")


@bp.get("/<uuid:meeting_id>/stand")
@requires(MinutesPermission.NOTE, of=meeting_in_url)
def stand(meeting: "Meeting") -> Response:
    """What another screen asks every few seconds: whether it has to draw anew."""
    return json_reply({"stamp": evening.stamp(meeting.id)})


def _settle(agreement: "Agreement", meeting: "Meeting", form: SettleForm) -> None:
    sentence = str(form.sentence.data or "")
    match form.step.data:
        case "done":
            agreement_actions.settle(agreement, to=AgreementState.DONE, sentence=sentence, by=actor())
        case "carry":
            agreement_actions.carry(agreement, meeting=meeting, by=actor())
        case "drop":
            agreement_actions.settle(agreement, to=AgreementState.DROPPED, sentence=sentence, by=actor())
        case "reopen":
            agreement_actions.settle(agreement, to=AgreementState.OPEN, by=actor())
        case _:
            if form.due_on.data is None:
                raise InvalidInput("agreement.no-day", N_("Bitte wählen Sie einen Tag."), field="due_on")
            agreement_actions.move(agreement, due_on=form.due_on.data, by=actor())


def here(meeting: "Meeting") -> str:
    """The address of the screen."""
    return url_for("meeting_run.show", meeting_id=meeting.id)


def changed(meeting: "Meeting", fragment: str, *, tell: str | None = None) -> Response:
    """After something was changed: the part of the screen that shows it."""
    return reply(
        here(meeting), template="roundtables/evening/run.html", fragment=fragment, tell=tell, **_context(meeting)
    )


def screen(
    meeting: "Meeting",
    *,
    form: Form | None = None,
    note: NoteForm | None = None,
    walk_in: WalkInForm | None = None,
    status: int = 200,
    fragment: str | None = None,
) -> Response:
    """The whole screen, or the part that is asked for."""
    asked = {"ablauf": "evening_agenda", "notizen": "evening_notes", "leute": "evening_people"}
    part = fragment or asked.get(request.args.get("teil", ""))
    context = _context(meeting) | {"form": form or Form(formdata=None)}
    if note is not None:
        context["note_form"] = note
    if walk_in is not None:
        context["walk_in"] = walk_in
    return page("roundtables/evening/run.html", fragment=part, status=status, **context)


def _context(meeting: "Meeting") -> dict[str, Any]:
    run = evening.run_of(meeting.id)
    shown = evening.shown(meeting.id)
    items = [one.item for one in shown if one.item is not None]
    current = next((item for item in items if run and item.id == run.agenda_item_id), None)
    everybody = evening.people(meeting.id)
    position = items.index(current) if current in items else -1
    reviewed = agreements.reviewed(meeting)
    return {
        "meeting": meeting,
        "round_table": meeting.round_table,
        "run": run,
        "is_running": run is not None and run.ended_at is None,
        "shown": shown,
        "items": items,
        "current": current,
        "next_item": items[position + 1] if current and position + 1 < len(items) else None,
        "timing": evening.timing(meeting, run, current),
        "moment": now(),
        "people": everybody,
        "there": sum(1 for one in everybody if one.attended),
        "reviewed": reviewed,
        "kinds": list(NoteKind),
        "note_form": NoteForm(formdata=None),
        "walk_in": WalkInForm(formdata=None),
        "form": Form(formdata=None),
        "owner_labels": owners.offered(meeting, viewer=actor()),
        "default_due": (agreements.next_meeting_day(meeting) or (meeting.day + timedelta(weeks=4))),
        "stamp": evening.stamp(meeting.id),
        "methods": list(RoomMethod),
        "walls": room_walls.of_meeting(meeting.id),
        "stages": MEETING_PAGES.of(meeting),
        "texts": texts(),
    }


def texts() -> dict[str, str]:
    """What the screen says by itself, in the reader's language."""
    return {
        "saved": _("Gespeichert"),
        "saving": _("Wird gespeichert …"),
        "offline": _("Keine Verbindung. {n} Notizen sind auf diesem Gerät gesichert und werden von selbst gesendet."),
        "signIn": _(
            "Sie sind abgemeldet. Melden Sie sich in einem zweiten Fenster an; Ihre Notizen sind hier gesichert."
        ),
        "refused": _("Nicht gespeichert: {reason}"),
        "conflict": _("Jemand anderes hat diese Notiz inzwischen geändert. Gespeichert ist die andere Fassung."),
        "theirs": _("Gespeichert ist"),
        "mine": _("Ihre Fassung"),
        "takeMine": _("Meine Fassung speichern"),
        "takeTheirs": _("Die andere behalten"),
        "over": _("über der Zeit"),
        "left": _("noch {time}"),
        "more": _("{time} über der Zeit"),
    }
