"""`/arbeit/runde-tische/…/mitglieder`: who belongs to a series, from the network or typed."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.network.terms import ContactWay
from portal.roundtables.actions import addresses
from portal.roundtables.actions import members as actions
from portal.roundtables.actions.members import PersonDraft
from portal.roundtables.forms.series import ContactsForm, PersonForm
from portal.roundtables.policy import RoundTablePermission
from portal.roundtables.queries import series as queries
from portal.roundtables.routes.tabs import series_in_url
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.roundtables.models import Member, RoundTable

bp = Blueprint("round_table_members", __name__, url_prefix="/arbeit/runde-tische")

tells("member-added", N_("Aufgenommen."))
tells("members-taken", N_("Aus dem Netzwerk übernommen: %(n)s."))
tells("member-saved", N_("Gespeichert. Schon vorbereitete Sitzungen behalten, was dort steht."))
tells("member-left", N_("Ausgetragen. Zu künftigen Sitzungen wird die Person nicht mehr eingeladen."))

_FIELDS = ("name", "organisation", "function", "email", "phone", "address")


def member_in_url(member_id: UUID, **_deeper: object) -> "Member":
    """The member that the address names. Raises `NotFound`."""
    return queries.member(member_id)


def series_of_member(member_id: UUID, **_deeper: object) -> "RoundTable":
    """The series of that member. Raises `NotFound`."""
    return member_in_url(member_id).round_table


@bp.get("/<uuid:series_id>/mitglieder")
@requires(RoundTablePermission.EDIT, of=series_in_url)
def index(round_table: "RoundTable") -> Response:
    return _index(round_table)


@bp.post("/<uuid:series_id>/mitglieder")
@requires(RoundTablePermission.EDIT, of=series_in_url)
def add(round_table: "RoundTable") -> Response:
    form = PersonForm()
    if not form.validate_on_submit():
        return _index(round_table, form=form, status=422)
    try:
        with unit_of_work():
            actions.add(queries.round_table(round_table.id), draft_of(form), by=actor())
    except InvalidInput as error:
        form.take(error)
        return _index(queries.round_table(round_table.id), form=form, status=422)
    return reply(url_for("round_table_members.index", series_id=round_table.id), tell="member-added")


@bp.post("/<uuid:series_id>/mitglieder/aus-dem-netzwerk")
@requires(RoundTablePermission.EDIT, of=series_in_url)
def take(round_table: "RoundTable") -> Response:
    form = _contacts_form(round_table)
    if not form.validate_on_submit():
        return _index(round_table, contacts_form=form, status=422)
    try:
        with unit_of_work():
            chosen = [one for one in form.contacts.data or () if one is not None]
            taken = actions.take_contacts(queries.round_table(round_table.id), chosen, by=actor())
    except InvalidInput as error:
        form.take(error)
        return _index(queries.round_table(round_table.id), contacts_form=form, status=422)
    here = url_for("round_table_members.index", series_id=round_table.id)
    return reply(here, tell="members-taken", count=taken)


@bp.get("/mitglieder/<uuid:member_id>")
@requires(RoundTablePermission.EDIT, of=series_of_member)
def edit(round_table: "RoundTable") -> Response:
    member = _member()
    values: dict[str, Any] = {name: getattr(member, name) for name in _FIELDS}
    values |= {"way": member.way.value, "may_be_named": member.may_be_named, "version": member.version}
    return _edit(member, PersonForm(data=values))


@bp.post("/mitglieder/<uuid:member_id>")
@requires(RoundTablePermission.EDIT, of=series_of_member)
def save(round_table: "RoundTable") -> Response:
    member, form = _member(), PersonForm()
    if not form.validate_on_submit():
        return _edit(member, form, status=422)
    try:
        with unit_of_work():
            actions.edit(_member(), draft_of(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = _member()
        return _edit(theirs, form, status=409, conflicts=conflicts_of(form, theirs, _FIELDS))
    except InvalidInput as error:
        form.take(error)
        return _edit(_member(), form, status=422)
    return reply(url_for("round_table_members.index", series_id=round_table.id), tell="member-saved")


@bp.post("/mitglieder/<uuid:member_id>/austragen")
@requires(RoundTablePermission.EDIT, of=series_of_member)
def leave(round_table: "RoundTable") -> Response:
    here = url_for("round_table_members.index", series_id=round_table.id)
    if not Form().validate_on_submit():
        return reply(here)
    with unit_of_work():
        actions.leave(_member(), by=actor())
    return reply(here, tell="member-left")


@bp.post("/mitglieder/<uuid:member_id>/kalender")
@requires(RoundTablePermission.EDIT, of=series_of_member)
def renew_calendar(round_table: "RoundTable") -> Response:
    member = _member()
    if Form().validate_on_submit():
        with unit_of_work():
            actions.renew_calendar(_member(), by=actor())
    return reply(url_for("round_table_members.edit", member_id=member.id), tell="calendar-renewed")


def draft_of(form: PersonForm) -> PersonDraft:
    """A person as they were typed."""
    typed = {name: str(form[name].data or "") for name in _FIELDS}
    return PersonDraft(way=ContactWay(form.way.data), may_be_named=bool(form.may_be_named.data), **typed)


def _member() -> "Member":
    return member_in_url(**(request.view_args or {}))


def _contacts_form(round_table: "RoundTable", **kwargs: Any) -> ContactsForm:
    found = queries.reachable(round_table, actor())
    labels = [
        (one.contact_id, ", ".join(part for part in (one.name, one.organisation, one.function) if part))
        for one in found
    ]
    return ContactsForm(contacts=labels, **kwargs)


def _index(
    round_table: "RoundTable",
    *,
    form: PersonForm | None = None,
    contacts_form: ContactsForm | None = None,
    status: int = 200,
) -> Response:
    return page(
        "roundtables/work/members.html",
        status=status,
        round_table=round_table,
        members=queries.members(round_table),
        form=form or PersonForm(formdata=None),
        contacts_form=contacts_form or _contacts_form(round_table, formdata=None),
    )


def _edit(member: "Member", form: PersonForm, *, status: int = 200, **context: Any) -> Response:
    return page(
        "roundtables/work/member.html",
        status=status,
        member=member,
        round_table=member.round_table,
        form=form,
        calendar=addresses.calendar_url(member),
        **context,
    )
