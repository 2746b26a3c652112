"""The invitation on the screen of preparation: its words, the approval, mails, letters and calls."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request, url_for
from flask_babel import force_locale

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.network.terms import ContactWay
from portal.roundtables.actions import inviting as actions
from portal.roundtables.actions import telling
from portal.roundtables.documents.letters import letters_pdf
from portal.roundtables.forms.meetings import InvitationForm
from portal.roundtables.policy import MeetingPermission
from portal.roundtables.queries import meetings as queries
from portal.roundtables.routes.people import participant_here
from portal.roundtables.routes.preparing import screen
from portal.roundtables.routes.tabs import meeting_in_url
from portal.web.access import actor, requires
from portal.web.forms import Form, as_uuid
from portal.web.i18n import SOURCE
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.roundtables.models import Meeting, Participant

bp = Blueprint("meeting_invitation", __name__, url_prefix="/arbeit/runde-tische/sitzungen")

tells("words-saved", N_("Der Text der Einladung ist gespeichert."))
tells("approval-asked", N_("Die Gemeinde sieht die Einladung jetzt in „Mein Tag“ und kann sie freigeben."))
tells("invitation-approved", N_("Freigegeben. Die Einladung kann verschickt werden."))
tells("invited", N_("Eingeladen. E-Mails auf dem Weg: %(n)s. Briefe und Anrufe stehen auf ihren Listen."))
tells("letters-sent", N_("Vermerkt. Briefe auf dem Weg: %(n)s."))
tells("called", N_("Vermerkt: am Telefon gesagt."))


@bp.post("/<uuid:meeting_id>/einladung")
@requires(MeetingPermission.PREPARE, of=meeting_in_url)
def write(meeting: "Meeting") -> Response:
    form = InvitationForm(prefix="words-")
    if not form.validate_on_submit():
        return screen(meeting, words_form=form, status=422)
    try:
        with unit_of_work():
            fresh = queries.meeting(meeting.id)
            actions.write_words(fresh, str(form.invitation.data), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.meeting(meeting.id)
        conflicts = [(form.invitation.label.text, theirs.invitation, str(form.invitation.data))]
        form.version.data = str(theirs.version)
        return screen(theirs, words_form=form, conflicts=conflicts, status=409)
    return _back(meeting, tell="words-saved")


@bp.post("/<uuid:meeting_id>/freigabe-erbitten")
@requires(MeetingPermission.ASK_APPROVAL, of=meeting_in_url)
def ask(meeting: "Meeting") -> Response:
    return _pressed(meeting, actions.ask_approval, "approval-asked")


@bp.post("/<uuid:meeting_id>/freigeben")
@requires(MeetingPermission.APPROVE, of=meeting_in_url)
def approve(meeting: "Meeting") -> Response:
    return _pressed(meeting, actions.approve, "invitation-approved")


@bp.post("/<uuid:meeting_id>/einladen")
@requires(MeetingPermission.INVITE, of=meeting_in_url)
def invite(meeting: "Meeting") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return screen(meeting, form=form, status=422)
    try:
        with unit_of_work():
            mails = actions.invite(queries.meeting(meeting.id), by=actor())
    except InvalidInput as error:
        form.take(error)
        return screen(queries.meeting(meeting.id), form=form, status=422)
    return _back(meeting, tell="invited", count=mails)


@bp.get("/<uuid:meeting_id>/briefe")
@requires(MeetingPermission.TELL, of=meeting_in_url)
def letters(meeting: "Meeting") -> Response:
    return _list(meeting, ContactWay.LETTER, "roundtables/work/letters.html")


@bp.get("/<uuid:meeting_id>/briefe.pdf")
@requires(MeetingPermission.TELL, of=meeting_in_url)
def pdf(meeting: "Meeting") -> Response:
    """Every letter, or only those that are still to be sent."""
    people = _of_way(meeting, ContactWay.LETTER)
    if request.args.get("welche") != "alle":
        people = [one for one in people if one.invited_at is None or queries.is_untold(one, meeting)] or people
    with force_locale(SOURCE):
        content = letters_pdf(meeting, people)
    response = Response(content, mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="einladung-{meeting.round_table.slug}.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response


@bp.post("/<uuid:meeting_id>/briefe")
@requires(MeetingPermission.TELL, of=meeting_in_url)
def letters_sent(meeting: "Meeting") -> Response:
    if not Form().validate_on_submit():
        return reply(url_for("meeting_invitation.letters", meeting_id=meeting.id))
    chosen = [found for value in request.form.getlist("brief") if (found := as_uuid(value))]
    with unit_of_work():
        number = actions.letters_sent(queries.meeting(meeting.id), chosen, by=actor())
    return reply(url_for("meeting_invitation.letters", meeting_id=meeting.id), tell="letters-sent", count=number)


@bp.get("/<uuid:meeting_id>/anrufe")
@requires(MeetingPermission.TELL, of=meeting_in_url)
def calls(meeting: "Meeting") -> Response:
    return _list(meeting, ContactWay.PHONE, "roundtables/work/calls.html")


@bp.post("/<uuid:meeting_id>/personen/<uuid:participant_id>/angerufen")
@requires(MeetingPermission.TELL, of=meeting_in_url)
def called(meeting: "Meeting") -> Response:
    if Form().validate_on_submit():
        with unit_of_work():
            actions.called(participant_here(meeting), by=actor())
    return reply(url_for("meeting_invitation.calls", meeting_id=meeting.id), tell="called")


def _pressed(meeting: "Meeting", action: Any, tell: str) -> Response:
    form = Form()
    if not form.validate_on_submit():
        return screen(meeting, form=form, status=422)
    try:
        with unit_of_work():
            action(queries.meeting(meeting.id), by=actor())
    except InvalidInput as error:
        form.take(error)
        return screen(queries.meeting(meeting.id), form=form, status=422)
    return _back(meeting, tell=tell)


def _of_way(meeting: "Meeting", way: ContactWay) -> "list[Participant]":
    """Those reached by this way; somebody whose mail address is none gets a letter where there is an address, else a call."""
    return [one for one in queries.participants(meeting) if _real_way(one) is way and not one.is_forgotten]


def _real_way(one: "Participant") -> ContactWay:
    if telling.by_mail(one):
        return ContactWay.MAIL
    if one.way is ContactWay.LETTER or (one.way is ContactWay.MAIL and one.address):
        return ContactWay.LETTER
    return ContactWay.PHONE


def _list(meeting: "Meeting", way: ContactWay, template: str) -> Response:
    people = _of_way(meeting, way)
    return page(
        template,
        meeting=meeting,
        round_table=meeting.round_table,
        called=telling.called(meeting),
        people=people,
        open_ones={one.id for one in people if one.invited_at is None or queries.is_untold(one, meeting)},
    )


def _back(meeting: "Meeting", *, tell: str, count: int | None = None) -> Response:
    return reply(url_for("meetings.show", meeting_id=meeting.id, _anchor="invitation"), tell=tell, count=count)
