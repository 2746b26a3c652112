"""`/arbeit/runde-tische/sitzungen/…`: one screen on which a meeting is prepared: date, agenda, invitation, people."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, url_for

from portal.kernel.clock import ON_SCREEN
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.roundtables.actions import meetings as actions
from portal.roundtables.actions import telling
from portal.roundtables.actions.meetings import MeetingDraft
from portal.roundtables.forms.fields import moment
from portal.roundtables.forms.meetings import (
    CancelForm,
    InvitationForm,
    ItemForm,
    MeetingForm,
    NewMeetingForm,
    TemplateForm,
)
from portal.roundtables.forms.series import PersonForm
from portal.roundtables.policy import MeetingPermission, RoundTablePermission
from portal.roundtables.queries import meetings as queries
from portal.roundtables.queries import series
from portal.roundtables.routes.tabs import MEETING_PAGES, meeting_in_url, series_in_url
from portal.roundtables.terms.agendas import AgendaTemplate
from portal.roundtables.terms.meetings import Reply
from portal.roundtables.terms.series import RoundTableKind
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.roundtables.models import AgendaItem, Meeting, RoundTable

bp = Blueprint("meetings", __name__, url_prefix="/arbeit/runde-tische")

MEETING_PAGES.tab(
    N_("Vorbereiten und einladen"),
    "meetings.show",
    MeetingPermission.READ,
    order=11,
    modules=frozenset({"meeting_agenda", "meeting_invitation"}),
)
tells(
    "meeting-planned",
    N_("Die Sitzung ist angelegt. Alle Mitglieder stehen auf der Liste; eingeladen ist noch niemand."),
)
tells("meeting-saved", N_("Gespeichert."))
tells("meeting-moved", N_("Gespeichert. Alle Eingeladenen mit E-Mail haben die Änderung bekommen."))
tells("meeting-cancelled", N_("Abgesagt. Alle Eingeladenen mit E-Mail haben die Absage bekommen."))


@bp.get("/<uuid:series_id>/sitzungen/neu")
@requires(RoundTablePermission.PLAN, of=series_in_url)
def new(round_table: "RoundTable") -> Response:
    first = queries.next_number(round_table.id) == 1
    template = AgendaTemplate.FIRST if first else AgendaTemplate.REGULAR
    if round_table.kind is RoundTableKind.EXCHANGE:
        template = AgendaTemplate.EXCHANGE
    values = {"venue": round_table.venue, "template": template.value}
    return _new(round_table, NewMeetingForm(data=values))


@bp.post("/<uuid:series_id>/sitzungen/neu")
@requires(RoundTablePermission.PLAN, of=series_in_url)
def create(round_table: "RoundTable") -> Response:
    form = NewMeetingForm()
    if not form.validate_on_submit():
        return _new(round_table, form, status=422)
    try:
        with unit_of_work():
            made = actions.plan(
                series.round_table(round_table.id),
                _draft(form),
                template=form.chosen_template,
                submission_key=form.key,
                by=actor(),
            )
    except InvalidInput as error:
        form.take(error)
        return _new(series.round_table(round_table.id), form, status=422)
    return reply(url_for("meetings.show", meeting_id=made.id), tell="meeting-planned")


@bp.get("/sitzungen/<uuid:meeting_id>")
@requires(MeetingPermission.READ, of=meeting_in_url)
def show(meeting: "Meeting") -> Response:
    return screen(meeting)


@bp.post("/sitzungen/<uuid:meeting_id>")
@requires(MeetingPermission.PREPARE, of=meeting_in_url)
def save(meeting: "Meeting") -> Response:
    form = MeetingForm()
    if not form.validate_on_submit():
        return screen(meeting, facts_form=form, status=422)
    sequence = meeting.sequence
    try:
        with unit_of_work():
            fresh = queries.meeting(meeting.id)
            actions.edit(fresh, _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.meeting(meeting.id)
        form.version.data = str(theirs.version)
        return screen(theirs, facts_form=form, conflicts=_conflicts(form, theirs), status=409)
    except InvalidInput as error:
        form.take(error)
        return screen(queries.meeting(meeting.id), facts_form=form, status=422)
    tell = "meeting-moved" if fresh.sequence > sequence else "meeting-saved"
    return reply(url_for("meetings.show", meeting_id=meeting.id), tell=tell)


@bp.post("/sitzungen/<uuid:meeting_id>/absagen")
@requires(MeetingPermission.CANCEL, of=meeting_in_url)
def cancel(meeting: "Meeting") -> Response:
    form = CancelForm(prefix="cancel-")
    if not form.validate_on_submit():
        return screen(meeting, cancel_form=form, status=422)
    with unit_of_work():
        actions.cancel(queries.meeting(meeting.id), reason=str(form.reason.data), by=actor())
    return reply(url_for("meetings.show", meeting_id=meeting.id), tell="meeting-cancelled")


def screen(meeting: "Meeting", *, status: int = 200, **forms: Any) -> Response:
    """The one screen. Forms with complaints are passed; all others are filled with what is stored."""
    people = queries.participants(meeting)
    made: dict[str, Callable[[], Any]] = {
        "facts_form": lambda: MeetingForm(formdata=None, data=_values(meeting)),
        "words_form": lambda: InvitationForm(
            formdata=None, prefix="words-", data={"invitation": meeting.invitation, "version": meeting.version}
        ),
        "item_form": lambda: ItemForm(formdata=None, prefix="item-", data={"minutes": 10}),
        "template_form": lambda: TemplateForm(formdata=None, prefix="agenda-"),
        "guest_form": lambda: PersonForm(formdata=None, prefix="guest-"),
        "cancel_form": lambda: CancelForm(formdata=None, prefix="cancel-"),
        "form": lambda: Form(formdata=None),
        "edited": lambda: None,
        "conflicts": list,
    }
    context = {name: forms[name] if name in forms else make() for name, make in made.items()}
    return page(
        "roundtables/work/prepare.html",
        status=status,
        meeting=meeting,
        round_table=meeting.round_table,
        tabs=MEETING_PAGES.of(meeting),
        called=telling.called(meeting),
        agenda=timed(meeting),
        needed=sum(item.minutes for item in meeting.agenda),
        people=people,
        answers=queries.answers(meeting, people),
        replies=list(Reply),
        missing_members=len(series.members(meeting.round_table)) - sum(one.member_id is not None for one in people),
        **context,
    )


def timed(meeting: "Meeting") -> "list[tuple[AgendaItem, datetime, datetime]]":
    """Each TOP with when it begins and ends by the plan."""
    found, at = [], meeting.starts_at
    for item in meeting.agenda:
        until = at + timedelta(minutes=item.minutes)
        found.append((item, at, until))
        at = until
    return found


def _new(round_table: "RoundTable", form: NewMeetingForm, *, status: int = 200) -> Response:
    return page("roundtables/work/new_meeting.html", status=status, round_table=round_table, form=form)


def _values(meeting: "Meeting") -> dict[str, Any]:
    begins, ends = meeting.starts_at.astimezone(ON_SCREEN), meeting.ends_at.astimezone(ON_SCREEN)
    return {
        "version": meeting.version,
        "title": meeting.title,
        "day": begins.date(),
        "begins": begins.time(),
        "ends": ends.time(),
        "venue": meeting.venue,
        "capacity": meeting.capacity,
        "reply_until": meeting.reply_until,
        "reminder_days": meeting.reminder_days,
    }


def _conflicts(form: MeetingForm, theirs: "Meeting") -> list[tuple[str, str, str]]:
    stored = _values(theirs)
    names = ("title", "day", "begins", "ends", "venue", "capacity", "reply_until", "reminder_days")
    return [
        (form[name].label.text, str(stored[name] or ""), str(form[name].data or ""))
        for name in names
        if (stored[name] or "") != (form[name].data or "")
    ]


def _draft(form: MeetingForm) -> MeetingDraft:
    day, begins, ends = form.day.data, form.begins.data, form.ends.data
    assert isinstance(day, date)
    assert isinstance(begins, time)
    assert isinstance(ends, time)
    reminder = form.reminder_days.data
    return MeetingDraft(
        title=str(form.title.data or ""),
        starts_at=moment(day, begins),
        ends_at=moment(day, ends),
        venue=str(form.venue.data or ""),
        capacity=form.capacity.data,
        reply_until=form.reply_until.data,
        reminder_days=3 if reminder is None else reminder,
    )
