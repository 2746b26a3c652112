"""The register of Gremien: what is ahead and waits, who is responsible for what, one Gremium with its members and sessions."""

from typing import TYPE_CHECKING, Any

from flask import Response, request, url_for

from portal.county import queries as county
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.text import N_
from portal.network import queries as network
from portal.places import queries as places
from portal.planning.actions import committees as actions
from portal.planning.forms.committees import CommitteeForm, MemberForm, SessionForm, responsibility_form
from portal.planning.policy.committees import CommitteePermission
from portal.planning.queries import committees as queries
from portal.planning.routes.council import (
    bp,
    committee_in_url,
    id_in_form,
    own_places,
    plans_whole_county,
    session_in_url,
    views,
)
from portal.planning.terms.committees import Part
from portal.web.access import actor, may, requires
from portal.web.conflicts import conflicts_of
from portal.web.errors import status_of
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.planning.models import CommitteeResponsibility, CommitteeSession
    from portal.sectorplans.models import Committee

tells("committee-saved", N_("Gespeichert."))
tells("committee-retired", N_("Das Gremium tagt nicht mehr. Was es entschieden hat, bleibt."))
tells("committee-resumed", N_("Das Gremium tagt wieder."))
tells(
    "committee-shipped", N_("Das Beispiel ist übernommen, neue Zuständigkeiten: %(n)s. Bitte prüfen Sie jede einzelne.")
)
tells("member-added", N_("Das Mitglied ist eingetragen."))
tells("member-removed", N_("Das Mitglied ist ausgetragen."))
tells("session-added", N_("Die Sitzung ist eingetragen."))
tells("session-cancelled", N_("Die Sitzung entfällt."))


@bp.get("/gremien", endpoint="committees")
@requires(CommitteePermission.READ)
def index() -> Response:
    return register_page()


def register_page(*, form: Form | None = None, status: int = 200) -> Response:
    """Sessions ahead with what waits for them, every Gremium, and who is responsible for what."""
    ahead = queries.sessions_ahead()
    return page(
        "planning/committees.html",
        status=status,
        views=views(),
        ahead=ahead,
        waiting=queries.waiting_for(actor(), ahead),
        committees=queries.committees(),
        retired=queries.committees(meets=False),
        facts=queries.facts_of_committees(),
        by_field=_by_field(),
        form=form or Form(formdata=None),
    )


def _by_field() -> "list[tuple[str, list[CommitteeResponsibility]]]":
    """Who has which part, Handlungsfeld by Handlungsfeld in their order."""
    found: dict[Any, list[CommitteeResponsibility]] = {}
    for one in queries.responsibilities():
        found.setdefault(one.action_field_id, []).append(one)
    return [(parts[0].action_field.name, parts) for parts in found.values()]


@bp.post("/gremien/beispiel")
@requires(CommitteePermission.SHIP)
def ship_example() -> Response:
    form = Form()
    if not form.validate_on_submit():
        return register_page(form=form, status=422)
    with unit_of_work():
        added = actions.ship_example(by=actor())
    return reply(url_for("council.committees"), tell="committee-shipped", count=added)


@bp.get("/gremien/neu")
@requires(CommitteePermission.ADD)
def new_committee() -> Response:
    return page("planning/edit_committee.html", form=_form(), committee=None)


@bp.post("/gremien/neu")
@requires(CommitteePermission.ADD)
def create_committee() -> Response:
    form = _form()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                committee = actions.add_committee(_draft(form), submission_key=form.key, by=actor())
            return reply(url_for("council.committee", committee_id=committee.id), tell="committee-saved")
        except DomainError as error:
            form.take(error)
    return page("planning/edit_committee.html", form=form, committee=None, status=422)


@bp.get("/gremien/<uuid:committee_id>", endpoint="committee")
@requires(CommitteePermission.READ, of=committee_in_url)
def show(committee: "Committee") -> Response:
    return committee_page(committee)


def committee_page(committee: "Committee", *, status: int = 200, **forms: Any) -> Response:
    """One Gremium; `forms` are refused forms by name."""
    ahead = queries.sessions_ahead(committee_id=committee.id)
    past = queries.page_of_past_sessions(committee.id, after=request.args.get("after"))
    editing = may(CommitteePermission.EDIT, committee)
    return page(
        "planning/committee.html",
        status=status,
        committee=committee,
        members=queries.members(actor(), committee.id),
        responsibilities=queries.responsibilities(committee.id),
        ahead=ahead,
        past=past,
        waiting=queries.waiting_for(actor(), [*ahead, *past.rows]),
        plans=queries.facts_of_committees().plans.get(committee.id, []),
        member_form=forms.get("member_form") or (_member_form(committee, formdata=None) if editing else None),
        session_form=forms.get("session_form") or SessionForm(formdata=None),
        parts_form=forms.get("parts_form") or (_parts_form(committee, formdata=None) if editing else None),
        form=forms.get("form") or Form(formdata=None),
    )


@bp.get("/gremien/<uuid:committee_id>/bearbeiten")
@requires(CommitteePermission.EDIT, of=committee_in_url)
def edit_committee(committee: "Committee") -> Response:
    form = _form(data={name: getattr(committee, name) for name in ("name", "kind", "sozialraum_id", "task", "version")})
    return page("planning/edit_committee.html", form=form, committee=committee)


@bp.post("/gremien/<uuid:committee_id>/bearbeiten")
@requires(CommitteePermission.EDIT, of=committee_in_url)
def save_committee(committee: "Committee") -> Response:
    form = _form()
    if not form.validate_on_submit():
        return page("planning/edit_committee.html", form=form, committee=committee, status=422)
    try:
        with unit_of_work():
            fresh = queries.committee(committee.id)
            actions.edit_committee(fresh, _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.committee(committee.id)
        return page(
            "planning/edit_committee.html",
            form=form,
            committee=theirs,
            is_conflict=True,
            conflicts=conflicts_of(form, theirs, ("name", "task")),
            status=409,
        )
    except DomainError as error:
        form.take(error)
        return page("planning/edit_committee.html", form=form, committee=queries.committee(committee.id), status=422)
    return reply(url_for("council.committee", committee_id=committee.id), tell="committee-saved")


@bp.post("/gremien/<uuid:committee_id>/ruhen")
@requires(CommitteePermission.EDIT, of=committee_in_url)
def retire_committee(committee: "Committee") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return committee_page(committee, form=form, status=422)
    resumed = committee.retired_at is not None
    with unit_of_work():
        fresh = queries.committee(committee.id)
        (actions.resume_committee if resumed else actions.retire_committee)(fresh, by=actor())
    tell = "committee-resumed" if resumed else "committee-retired"
    return reply(url_for("council.committee", committee_id=committee.id), tell=tell)


@bp.post("/gremien/<uuid:committee_id>/mitglieder")
@requires(CommitteePermission.EDIT, of=committee_in_url)
def add_member(committee: "Committee") -> Response:
    form = _member_form(committee)
    if not form.validate_on_submit():
        return committee_page(committee, member_form=form, status=422)
    chosen = form.stakeholder_id.chosen
    try:
        with unit_of_work():
            actions.add_member(
                queries.committee(committee.id),
                name=str(form["name"].data or ""),
                stakeholder=network.stakeholder(chosen) if chosen else None,
                function=str(form.function.data or ""),
                by=actor(),
            )
    except DomainError as error:
        form.take(error)
        return committee_page(queries.committee(committee.id), member_form=form, status=status_of(error))
    return reply(url_for("council.committee", committee_id=committee.id, _anchor="mitglieder"), tell="member-added")


@bp.post("/gremien/<uuid:committee_id>/mitglieder/entfernen")
@requires(CommitteePermission.EDIT, of=committee_in_url)
def remove_member(committee: "Committee") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return committee_page(committee, form=form, status=422)
    with unit_of_work():
        actions.remove_member(committee, queries.member(committee.id, id_in_form("mitglied")), by=actor())
    return reply(url_for("council.committee", committee_id=committee.id, _anchor="mitglieder"), tell="member-removed")


@bp.post("/gremien/<uuid:committee_id>/zustaendigkeit")
@requires(CommitteePermission.EDIT, of=committee_in_url)
def set_responsibilities(committee: "Committee") -> Response:
    form = _parts_form(committee)
    if not form.validate_on_submit():
        return committee_page(committee, parts_form=form, status=422)
    lines: Any = form
    chosen = {one.id: lines[f"part_{one.id.hex}"].chosen for one in county.action_fields()}
    parts: dict[Any, Part] = {field_id: part for field_id, part in chosen.items() if part is not None}
    with unit_of_work():
        actions.set_responsibilities(queries.committee(committee.id), parts, by=actor())
    return reply(url_for("council.committee", committee_id=committee.id, _anchor="zustaendig"), tell="committee-saved")


@bp.post("/gremien/<uuid:committee_id>/sitzungen")
@requires(CommitteePermission.EDIT, of=committee_in_url)
def add_session(committee: "Committee") -> Response:
    form = SessionForm()
    if not form.validate_on_submit():
        return committee_page(committee, session_form=form, status=422)
    try:
        with unit_of_work():
            actions.add_session(queries.committee(committee.id), **_meets(form), submission_key=form.key, by=actor())
    except DomainError as error:
        form.take(error)
        return committee_page(queries.committee(committee.id), session_form=form, status=status_of(error))
    return reply(url_for("council.committee", committee_id=committee.id, _anchor="sitzungen"), tell="session-added")


@bp.get("/sitzungen/<uuid:session_id>")
@requires(CommitteePermission.EDIT, of=session_in_url)
def edit_session(meets: "CommitteeSession") -> Response:
    form = SessionForm(data={name: getattr(meets, name) for name in ("held_on", "begins_at", "venue", "version")})
    return page("planning/edit_session.html", form=form, meets=meets)


@bp.post("/sitzungen/<uuid:session_id>")
@requires(CommitteePermission.EDIT, of=session_in_url)
def save_session(meets: "CommitteeSession") -> Response:
    form = SessionForm()
    if not form.validate_on_submit():
        return page("planning/edit_session.html", form=form, meets=meets, status=422)
    try:
        with unit_of_work():
            fresh = queries.committee_session(meets.id)
            actions.edit_session(fresh, **_meets(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.committee_session(meets.id)
        found = conflicts_of(form, theirs, ("held_on", "begins_at", "venue"))
        return page(
            "planning/edit_session.html", form=form, meets=theirs, is_conflict=True, conflicts=found, status=409
        )
    except DomainError as error:
        form.take(error)
        fresh = queries.committee_session(meets.id)
        return page("planning/edit_session.html", form=form, meets=fresh, status=status_of(error))
    return reply(url_for("council.committee", committee_id=meets.committee_id), tell="committee-saved")


@bp.post("/sitzungen/<uuid:session_id>/entfaellt")
@requires(CommitteePermission.EDIT, of=session_in_url)
def cancel_session(meets: "CommitteeSession") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return committee_page(meets.committee, form=form, status=422)
    try:
        with unit_of_work():
            actions.cancel_session(queries.committee_session(meets.id), by=actor())
    except DomainError as error:
        form.take(error)
        return committee_page(queries.committee(meets.committee_id), form=form, status=status_of(error))
    return reply(url_for("council.committee", committee_id=meets.committee_id), tell="session-cancelled")


def _form(**kwargs: Any) -> CommitteeForm:
    return CommitteeForm(places=own_places(), whole_county=plans_whole_county(), **kwargs)


def _draft(form: CommitteeForm) -> actions.CommitteeDraft:
    chosen = form.sozialraum_id.chosen
    return actions.CommitteeDraft(
        name=str(form["name"].data or ""),
        kind=form.kind.chosen,
        place=places.place(chosen) if chosen else None,
        task=str(form.task.data or ""),
    )


def _member_form(committee: "Committee", **kwargs: Any) -> MemberForm:
    return MemberForm(stakeholders=queries.stakeholder_choices(actor(), committee.id), **kwargs)


def _parts_form(committee: "Committee", **kwargs: Any) -> Form:
    held = {f"part_{one.action_field_id.hex}": one.part.value for one in queries.responsibilities(committee.id)}
    fields = [(one.id, one.name) for one in county.action_fields()]
    return responsibility_form(fields, data=held, **kwargs)


def _meets(form: SessionForm) -> dict[str, Any]:
    return {
        "held_on": form.held_on.data,
        "begins_at": form.begins_at.data,
        "venue": str(form.venue.data or ""),
    }
