"""The agenda on the screen of preparation: adding, changing, moving and removing a TOP."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.roundtables.actions import agenda as actions
from portal.roundtables.actions.agenda import ItemDraft
from portal.roundtables.forms.meetings import ItemForm, TemplateForm
from portal.roundtables.policy import MeetingPermission
from portal.roundtables.queries import meetings as queries
from portal.roundtables.routes.preparing import screen
from portal.roundtables.routes.tabs import meeting_in_url
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.roundtables.models import AgendaItem, Meeting

bp = Blueprint("meeting_agenda", __name__, url_prefix="/arbeit/runde-tische/sitzungen")

tells("agenda-changed", N_("Die Tagesordnung ist geändert."))


def meeting_of_item(item_id: UUID, **_deeper: object) -> "Meeting":
    """The meeting on whose agenda the TOP of the address stands. Raises `NotFound`."""
    return queries.agenda_item(item_id).meeting


@bp.post("/<uuid:meeting_id>/tagesordnung")
@requires(MeetingPermission.PREPARE, of=meeting_in_url)
def add(meeting: "Meeting") -> Response:
    form = ItemForm(prefix="item-")
    if not form.validate_on_submit():
        return screen(meeting, item_form=form, status=422)
    try:
        with unit_of_work():
            actions.add(queries.meeting(meeting.id), _draft(form), by=actor())
    except InvalidInput as error:
        form.take(error)
        return screen(queries.meeting(meeting.id), item_form=form, status=422)
    return _back(meeting)


@bp.post("/<uuid:meeting_id>/tagesordnung/vorlage")
@requires(MeetingPermission.PREPARE, of=meeting_in_url)
def replace(meeting: "Meeting") -> Response:
    form = TemplateForm(prefix="agenda-")
    if not form.validate_on_submit():
        return screen(meeting, template_form=form, status=422)
    with unit_of_work():
        actions.replace_with(queries.meeting(meeting.id), form.chosen_template, by=actor())
    return _back(meeting)


@bp.get("/tops/<uuid:item_id>")
@requires(MeetingPermission.PREPARE, of=meeting_of_item)
def edit(meeting: "Meeting") -> Response:
    item = _item()
    names = ("title", "minutes", "responsible", "material", "version")
    return _edit(item, ItemForm(data={name: getattr(item, name) for name in names}))


@bp.post("/tops/<uuid:item_id>")
@requires(MeetingPermission.PREPARE, of=meeting_of_item)
def save(meeting: "Meeting") -> Response:
    form = ItemForm()
    if not form.validate_on_submit():
        return _edit(_item(), form, status=422)
    try:
        with unit_of_work():
            actions.edit(_item(), _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = _item()
        conflicts = form.differences(theirs)
        form.version.data = str(theirs.version)
        return _edit(theirs, form, status=409, conflicts=conflicts)
    except InvalidInput as error:
        form.take(error)
        return _edit(_item(), form, status=422)
    return _back(meeting)


@bp.post("/tops/<uuid:item_id>/verschieben")
@requires(MeetingPermission.PREPARE, of=meeting_of_item)
def move(meeting: "Meeting") -> Response:
    if Form().validate_on_submit():
        with unit_of_work():
            actions.move(_item(), up=request.form.get("wohin") == "hoch", by=actor())
    return reply(url_for("meetings.show", meeting_id=meeting.id, _anchor="agenda"))


@bp.post("/tops/<uuid:item_id>/streichen")
@requires(MeetingPermission.PREPARE, of=meeting_of_item)
def remove(meeting: "Meeting") -> Response:
    if Form().validate_on_submit():
        with unit_of_work():
            actions.remove(_item(), by=actor())
    return _back(meeting)


def _item() -> "AgendaItem":
    return queries.agenda_item((request.view_args or {})["item_id"])


def _back(meeting: "Meeting") -> Response:
    return reply(url_for("meetings.show", meeting_id=meeting.id, _anchor="agenda"), tell="agenda-changed")


def _edit(
    item: "AgendaItem", form: ItemForm, *, status: int = 200, conflicts: list[tuple[str, str, str]] | None = None
) -> Response:
    return page(
        "roundtables/work/item.html",
        status=status,
        item=item,
        meeting=item.meeting,
        round_table=item.meeting.round_table,
        form=form,
        conflicts=conflicts or [],
    )


def _draft(form: ItemForm) -> ItemDraft:
    return ItemDraft(
        title=str(form.title.data),
        minutes=int(form.minutes.data or 0),
        material=str(form.material.data or ""),
        responsible=str(form.responsible.data or ""),
    )
