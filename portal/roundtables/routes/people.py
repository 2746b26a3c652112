"""The people of a meeting: guests, answers given by telephone or on paper, and who is there."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.text import N_
from portal.roundtables.actions import addresses, arriving, guests, replies, telling
from portal.roundtables.actions.replies import ReplyDraft
from portal.roundtables.forms.replies import COMES, DOES_NOT, ArrivalForm, RecordedReplyForm
from portal.roundtables.forms.series import PersonForm
from portal.roundtables.policy import MeetingPermission
from portal.roundtables.queries import meetings as queries
from portal.roundtables.routes.members import draft_of
from portal.roundtables.routes.preparing import screen
from portal.roundtables.routes.tabs import MEETING_PAGES, meeting_in_url
from portal.roundtables.terms.meetings import Reply
from portal.web.access import actor, requires
from portal.web.forms import Form, as_uuid
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.roundtables.models import Meeting, Participant

bp = Blueprint("meeting_people", __name__, url_prefix="/arbeit/runde-tische/sitzungen")

MEETING_PAGES.tab(N_("Anwesenheitsliste"), "meeting_people.arrivals", MeetingPermission.CHECK_IN, order=31)
tells("guest-added", N_("Auf die Liste gesetzt."))
tells("members-added", N_("Auf die Liste gesetzt: %(n)s."))
tells("participant-removed", N_("Von der Liste genommen."))
tells("reply-recorded", N_("Die Antwort ist gespeichert."))
tells(
    "reply-recorded-waiting",
    N_("Gespeichert. Alle Plätze sind vergeben: Die Person steht auf der Warteliste."),
    tone="warning",
)
tells("walked-in", N_("Eingetragen und da."))


def participant_here(meeting: "Meeting") -> "Participant":
    """The person in the address, if on the list of this meeting. Raises `NotFound`."""
    found = queries.participant((request.view_args or {})["participant_id"])
    if found.meeting_id != meeting.id:
        raise NotFound
    return found


@bp.post("/<uuid:meeting_id>/gaeste")
@requires(MeetingPermission.PREPARE, of=meeting_in_url)
def add(meeting: "Meeting") -> Response:
    form = PersonForm(prefix="guest-")
    if not form.validate_on_submit():
        return screen(meeting, guest_form=form, status=422)
    try:
        with unit_of_work():
            guests.add(queries.meeting(meeting.id), draft_of(form), by=actor())
    except InvalidInput as error:
        form.take(error)
        return screen(queries.meeting(meeting.id), guest_form=form, status=422)
    return back_to_people(meeting, tell="guest-added")


@bp.post("/<uuid:meeting_id>/mitglieder")
@requires(MeetingPermission.PREPARE, of=meeting_in_url)
def take_members(meeting: "Meeting") -> Response:
    number = 0
    if Form().validate_on_submit():
        with unit_of_work():
            number = guests.take_members(queries.meeting(meeting.id), by=actor())
    return back_to_people(meeting, tell="members-added", count=number)


@bp.post("/<uuid:meeting_id>/personen/<uuid:participant_id>/streichen")
@requires(MeetingPermission.PREPARE, of=meeting_in_url)
def remove(meeting: "Meeting") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return screen(meeting, form=form, status=422)
    try:
        with unit_of_work():
            guests.take_off(participant_here(meeting), by=actor())
    except InvalidInput as error:
        form.take(error)
        return screen(queries.meeting(meeting.id), form=form, status=422)
    return back_to_people(meeting, tell="participant-removed")


@bp.get("/<uuid:meeting_id>/personen/<uuid:participant_id>")
@requires(MeetingPermission.RECORD, of=meeting_in_url)
def person(meeting: "Meeting") -> Response:
    one = participant_here(meeting)
    values = {
        "comes": {Reply.YES: COMES, Reply.WAITING: COMES, Reply.NO: DOES_NOT}.get(one.reply),
        "substitute": one.substitute,
        "assistance": one.assistance,
        "remark": one.remark,
    }
    return _person(one, RecordedReplyForm(data=values))


@bp.post("/<uuid:meeting_id>/personen/<uuid:participant_id>")
@requires(MeetingPermission.RECORD, of=meeting_in_url)
def record(meeting: "Meeting") -> Response:
    one, form = participant_here(meeting), RecordedReplyForm()
    if not form.validate_on_submit():
        return _person(one, form, status=422)
    draft = ReplyDraft(
        comes=form.comes.data == COMES,
        substitute=str(form.substitute.data or ""),
        assistance=form.needed,
        remark=str(form.remark.data or ""),
    )
    try:
        with unit_of_work():
            stands = replies.record_reply(participant_here(meeting), draft, way=form.reply_way, by=actor())
    except InvalidInput as error:
        form.take(error)
        return _person(participant_here(meeting), form, status=422)
    return back_to_people(meeting, tell="reply-recorded-waiting" if stands is Reply.WAITING else "reply-recorded")


@bp.get("/<uuid:meeting_id>/anwesenheit")
@requires(MeetingPermission.CHECK_IN, of=meeting_in_url)
def arrivals(meeting: "Meeting") -> Response:
    return _arrivals(meeting)


@bp.post("/<uuid:meeting_id>/anwesenheit")
@requires(MeetingPermission.CHECK_IN, of=meeting_in_url)
def tick(meeting: "Meeting") -> Response:
    """Somebody is there, or was ticked off by mistake."""
    chosen = as_uuid(request.form.get("person"))
    if not Form().validate_on_submit() or chosen is None:
        return reply(url_for("meeting_people.arrivals", meeting_id=meeting.id))
    with unit_of_work():
        one = queries.participant(chosen)
        if one.meeting_id != meeting.id:
            raise NotFound
        (arriving.undo if request.form.get("da") == "nein" else arriving.check_in)(one, by=actor())
    return reply(
        url_for("meeting_people.arrivals", meeting_id=meeting.id, _anchor=f"person-{chosen}"),
        template="roundtables/work/arrivals.html",
        fragment="arrival_rows",
        **_arrivals_context(queries.meeting(meeting.id)),
    )


@bp.post("/<uuid:meeting_id>/anwesenheit/neu")
@requires(MeetingPermission.CHECK_IN, of=meeting_in_url)
def walk_in(meeting: "Meeting") -> Response:
    form = ArrivalForm()
    if not form.validate_on_submit():
        return _arrivals(meeting, form=form, status=422)
    try:
        with unit_of_work():
            arriving.walk_in(
                queries.meeting(meeting.id),
                name=str(form.name.data),
                organisation=str(form.organisation.data or ""),
                email=str(form.email.data or ""),
                by=actor(),
            )
    except InvalidInput as error:
        form.take(error)
        return _arrivals(queries.meeting(meeting.id), form=form, status=422)
    return reply(url_for("meeting_people.arrivals", meeting_id=meeting.id), tell="walked-in")


@bp.get("/<uuid:meeting_id>/tuerschild")
@requires(MeetingPermission.CHECK_IN, of=meeting_in_url)
def door(meeting: "Meeting") -> Response:
    """A sheet with the QR code for the door."""
    url = url_for("arrivals.door", token=arriving.door_code(meeting), _external=True)
    return page("roundtables/work/door.html", meeting=meeting, called=telling.called(meeting), url=url)


def back_to_people(meeting: "Meeting", *, tell: str, count: int | None = None) -> Response:
    """To the list of people on the screen of preparation."""
    return reply(url_for("meetings.show", meeting_id=meeting.id, _anchor="people"), tell=tell, count=count)


def _person(one: "Participant", form: RecordedReplyForm, *, status: int = 200) -> Response:
    return page(
        "roundtables/work/person.html",
        status=status,
        person=one,
        meeting=one.meeting,
        round_table=one.meeting.round_table,
        form=form,
        code=queries.reply_code(one.id),
        link=addresses.reply_url(one),
    )


def _arrivals(meeting: "Meeting", *, form: ArrivalForm | None = None, status: int = 200) -> Response:
    return page(
        "roundtables/work/arrivals.html",
        status=status,
        tabs=MEETING_PAGES.of(meeting),
        form=form or ArrivalForm(formdata=None),
        **_arrivals_context(meeting),
    )


def _arrivals_context(meeting: "Meeting") -> dict[str, Any]:
    people = queries.participants(meeting)
    return {
        "meeting": meeting,
        "round_table": meeting.round_table,
        "called": telling.called(meeting),
        "people": people,
        "there": sum(one.attended for one in people),
    }
