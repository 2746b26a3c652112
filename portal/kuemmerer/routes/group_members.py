"""Who belongs to a group: joining, changing, leaving."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, url_for

from portal.accounts import queries as accounts
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.kuemmerer.actions import group_members as actions
from portal.kuemmerer.actions.group_members import STAFF, MembershipDraft
from portal.kuemmerer.forms.groups import JoiningForm, MembershipForm
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import groups as queries
from portal.kuemmerer.routes.working_groups import bp, group_in_url
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.kuemmerer.models import GroupMember, WorkingGroup

tells("member-joined", N_("Die Person gehört jetzt zur Gruppe."))
tells("membership-saved", N_("Die Mitgliedschaft ist gespeichert."))
tells("member-left", N_("Die Mitgliedschaft ist beendet. Dass es sie gab, bleibt stehen."))


def member_in_url(member_id: UUID) -> "GroupMember":
    return queries.member(member_id)


@bp.get("/arbeitsgruppen/<uuid:group_id>/mitglieder/neu")
@requires(KuemmererPermission.EDIT, of=group_in_url)
def ask_to_join(group: "WorkingGroup") -> Response:
    return _joining(group, _form(group, data={"since": today()}))


@bp.post("/arbeitsgruppen/<uuid:group_id>/mitglieder/neu")
@requires(KuemmererPermission.EDIT, of=group_in_url)
def join(group: "WorkingGroup") -> Response:
    form = _form(group)
    if form.validate_on_submit():
        try:
            with unit_of_work():
                actions.join(
                    queries.group(group.id),
                    MembershipDraft(since=form.since.data or today(), is_speaker=bool(form.is_speaker.data)),
                    contact_id=form.contact_id.chosen,
                    account_id=form.account_id.chosen,
                    by=actor(),
                )
            return reply(url_for("working_groups.show", group_id=group.id), tell="member-joined")
        except InvalidInput as error:
            form.take(error)
    return _joining(queries.group(group.id), form, status=422)


@bp.get("/arbeitsgruppen/mitglieder/<uuid:member_id>")
@requires(KuemmererPermission.EDIT, of=member_in_url)
def edit_membership(member: "GroupMember") -> Response:
    values: dict[str, Any] = {name: getattr(member, name) for name in ("since", "until", "is_speaker", "version")}
    return _member_page(member, MembershipForm(data=values))


@bp.post("/arbeitsgruppen/mitglieder/<uuid:member_id>")
@requires(KuemmererPermission.EDIT, of=member_in_url)
def save_membership(member: "GroupMember") -> Response:
    form = MembershipForm()
    if not form.validate_on_submit():
        return _member_page(member, form, status=422)
    draft = MembershipDraft(
        since=form.since.data or today(), until=form.until.data, is_speaker=bool(form.is_speaker.data)
    )
    try:
        with unit_of_work():
            actions.edit_membership(queries.member(member.id), draft, version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.member(member.id)
        told = [(form[name], _words(getattr(theirs, name)), _words(form[name].data)) for name in _FIELDS]
        conflicts = [(field.label.text, one, mine) for field, one, mine in told if one != mine]
        form.version.data = str(theirs.version)
        return _member_page(theirs, form, conflicts=conflicts, status=409)
    except InvalidInput as error:
        form.take(error)
        return _member_page(queries.member(member.id), form, status=422)
    return reply(url_for("working_groups.show", group_id=member.group_id), tell="membership-saved")


@bp.post("/arbeitsgruppen/mitglieder/<uuid:member_id>/beenden")
@requires(KuemmererPermission.EDIT, of=member_in_url)
def leave(member: "GroupMember") -> Response:
    address = url_for("working_groups.show", group_id=member.group_id)
    if not Form().validate_on_submit():
        return reply(address)
    with unit_of_work():
        actions.leave(queries.member(member.id), by=actor())
    return reply(address, tell="member-left")


_FIELDS = ("since", "until", "is_speaker")


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    return value.strftime("%d.%m.%Y") if value else ""


def _form(group: "WorkingGroup", **kwargs: Any) -> JoiningForm:
    contacts = [
        (one.contact_id, ", ".join(part for part in (one.name, one.function, one.organisation) if part))
        for one in queries.reachable(actor(), group)
    ]
    there = {one.account_id for one in group.present_members}
    holders = accounts.holders(*STAFF, within=group.lineage)
    staff = [(one.id, one.name) for one in holders if one.id not in there]
    return JoiningForm(contacts=contacts, staff=staff, **kwargs)


def _joining(group: "WorkingGroup", form: JoiningForm, *, status: int = 200) -> Response:
    return page("kuemmerer/groups/join.html", project=group.project, group=group, form=form, status=status)


def _member_page(
    member: "GroupMember", form: MembershipForm, *, conflicts: object = None, status: int = 200
) -> Response:
    return page(
        "kuemmerer/groups/member.html",
        project=member.project,
        group=member.group,
        member=member,
        called=queries.called(actor(), [member])[member.id],
        form=form,
        conflicts=conflicts,
        is_conflict=conflicts is not None,
        status=status,
    )
