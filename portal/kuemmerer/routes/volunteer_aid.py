"""`…/ehrenamt/gesuche`: who asks for help, who fits, and what came of the calls."""

from typing import TYPE_CHECKING, Any

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, NotFound
from portal.kernel.text import N_
from portal.kuemmerer import queries as projects
from portal.kuemmerer.actions import aid as actions
from portal.kuemmerer.actions.aid import AidDraft
from portal.kuemmerer.actions.matching import Side, answer_match, note_call, propose
from portal.kuemmerer.forms.volunteers import AidForm
from portal.kuemmerer.policy import VolunteerPermission
from portal.kuemmerer.queries import volunteers as queries
from portal.kuemmerer.queries.fitting import fitting_volunteers
from portal.kuemmerer.routes.blueprint import project_in_url
from portal.kuemmerer.routes.volunteers import aid_in_url, bp, match_in_url, place_choices, slots_in_words, when
from portal.kuemmerer.terms.volunteers import AidState, MatchState
from portal.places import queries as places
from portal.web.access import actor, may, requires
from portal.web.conflicts import conflicts_of
from portal.web.errors import status_of
from portal.web.forms import Form, VersionedForm, as_uuid
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.kuemmerer.models import AidMatch, AidRequest, KuemmererProject

tells("aid-noted", N_("Das Gesuch ist notiert. Unten stehen alle, die dazu passen."))
tells("aid-saved", N_("Gespeichert."))
tells("aid-ended", N_("Das Gesuch ist abgeschlossen."))
tells("aid-open-again", N_("Das Gesuch läuft wieder."))
tells("aid-forgotten", N_("Alle Angaben zur Person sind gelöscht."))
tells("aid-proposed", N_("Steht auf der Anrufliste. Rufen Sie jetzt beide an."))
tells("aid-called", N_("Der Anruf ist notiert."))
tells("aid-confirmed", N_("Beide haben zugesagt."))
tells("aid-declined", N_("Die Absage ist notiert."))

_TEXTS = ("what", "name", "contact", "wanted_on", "until")
_ANSWERS = {MatchState.CONFIRMED: "aid-confirmed", MatchState.DECLINED: "aid-declined"}


@bp.get("/<uuid:project_id>/ehrenamt/gesuche/neu")
@requires(VolunteerPermission.EDIT, of=project_in_url)
def new_aid(project: "KuemmererProject") -> Response:
    offered = place_choices(project)
    data = {"place_id": offered[0][0]} if len(offered) == 1 else None
    return _edit_page(project, AidForm(places=offered, data=data))


@bp.post("/<uuid:project_id>/ehrenamt/gesuche/neu")
@requires(VolunteerPermission.EDIT, of=project_in_url)
def create_aid(project: "KuemmererProject") -> Response:
    form = AidForm(places=place_choices(project))
    if form.validate_on_submit():
        try:
            with unit_of_work():
                fresh = projects.project(project.id)
                made = actions.note_request(fresh, _draft(form), submission_key=form.key, by=actor())
            return reply(url_for("volunteers.show_aid", aid_id=made.id), tell="aid-noted")
        except InvalidInput as error:
            form.take(error)
    return _edit_page(projects.project(project.id), form, status=422)


@bp.get("/ehrenamt/gesuche/<uuid:aid_id>")
@requires(VolunteerPermission.READ, of=aid_in_url)
def show_aid(aid: "AidRequest") -> Response:
    return _aid_page(aid)


@bp.get("/ehrenamt/gesuche/<uuid:aid_id>/bearbeiten")
@requires(VolunteerPermission.EDIT, of=aid_in_url)
def edit_aid(aid: "AidRequest") -> Response:
    names = (*_TEXTS, "times", "is_regular", "needs_clearance", "version")
    values: dict[str, Any] = {name: getattr(aid, name) for name in names}
    values |= {"place_id": aid.sozialraum_id, "kind": aid.kind.value}
    return _edit_page(aid.project, AidForm(places=place_choices(aid.project), data=values), aid=aid)


@bp.post("/ehrenamt/gesuche/<uuid:aid_id>/bearbeiten")
@requires(VolunteerPermission.EDIT, of=aid_in_url)
def save_aid(aid: "AidRequest") -> Response:
    form = AidForm(places=place_choices(aid.project))
    conflicts, status = None, 422
    if form.validate_on_submit():
        try:
            with unit_of_work():
                fresh = queries.aid_request(aid.id)
                actions.edit_request(fresh, _draft(form), version=form.seen_version, by=actor())
            return reply(url_for("volunteers.show_aid", aid_id=aid.id), tell="aid-saved")
        except Conflict:
            conflicts, status = conflicts_of(form, queries.aid_request(aid.id), _TEXTS), 409
        except InvalidInput as error:
            form.take(error)
    stored = queries.aid_request(aid.id)
    return _edit_page(stored.project, form, aid=stored, conflicts=conflicts, status=status)


@bp.post("/ehrenamt/gesuche/<uuid:aid_id>/stand")
@requires(VolunteerPermission.EDIT, of=aid_in_url)
def end_aid(aid: "AidRequest") -> Response:
    """Done, withdrawn, or going on."""
    wanted = request.form.get("state", "")
    to = next((one for one in AidState if one.value == wanted and one is not AidState.MATCHED), None)
    if to is None:
        raise NotFound
    form = VersionedForm()
    status = 422
    if form.validate_on_submit():
        try:
            with unit_of_work():
                actions.end_request(queries.aid_request(aid.id), to=to, version=form.seen_version, by=actor())
            told = "aid-ended" if to.is_over else "aid-open-again"
            return reply(url_for("volunteers.show_aid", aid_id=aid.id), tell=told)
        except (Conflict, InvalidInput) as error:
            form.take(error)
            status = status_of(error)
    return _aid_page(queries.aid_request(aid.id), form=form, status=status)


@bp.post("/ehrenamt/gesuche/<uuid:aid_id>/loeschen")
@requires(VolunteerPermission.FORGET, of=aid_in_url)
def forget_aid(aid: "AidRequest") -> Response:
    address = url_for("volunteers.show_aid", aid_id=aid.id)
    if not Form().validate_on_submit():
        return reply(address)
    with unit_of_work():
        actions.forget_request(queries.aid_request(aid.id), by=actor())
    return reply(address, tell="aid-forgotten")


@bp.post("/ehrenamt/gesuche/<uuid:aid_id>/vorschlagen")
@requires(VolunteerPermission.EDIT, of=aid_in_url)
def propose_aid(aid: "AidRequest") -> Response:
    """Put somebody who fits on the call list."""
    volunteer_id = as_uuid(request.form.get("volunteer_id"))
    if volunteer_id is None or queries.volunteer(volunteer_id).project_id != aid.project_id:
        raise NotFound
    form = Form()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                propose(queries.aid_request(aid.id), queries.volunteer(volunteer_id), by=actor())
            return reply(url_for("volunteers.show_aid", aid_id=aid.id), tell="aid-proposed")
        except InvalidInput as error:
            form.take(error)
    return _aid_page(queries.aid_request(aid.id), form=form, status=422)


@bp.post("/ehrenamt/vermittlungen/<uuid:match_id>/angerufen")
@requires(VolunteerPermission.EDIT, of=match_in_url)
def call_match(match: "AidMatch") -> Response:
    wanted = request.form.get("side", "")
    side = next((one for one in Side if one.value == wanted), None)
    if side is None:
        raise NotFound
    address = url_for("volunteers.show_aid", aid_id=match.request_id)
    if not Form().validate_on_submit():
        return reply(address)
    with unit_of_work():
        note_call(queries.match(match.id), side, by=actor())
    return reply(address, tell="aid-called")


@bp.post("/ehrenamt/vermittlungen/<uuid:match_id>/antwort")
@requires(VolunteerPermission.EDIT, of=match_in_url)
def answer_aid(match: "AidMatch") -> Response:
    """Both said yes, or one said no."""
    wanted = request.form.get("state", "")
    to = next((one for one in _ANSWERS if one.value == wanted), None)
    if to is None:
        raise NotFound
    form = VersionedForm()
    status = 422
    if form.validate_on_submit():
        try:
            with unit_of_work():
                fresh = queries.aid_request(match.request_id)
                answer_match(queries.match(match.id), fresh, to=to, version=form.seen_version, by=actor())
            return reply(url_for("volunteers.show_aid", aid_id=match.request_id), tell=_ANSWERS[to])
        except (Conflict, InvalidInput) as error:
            form.take(error)
            status = status_of(error)
    return _aid_page(queries.aid_request(match.request_id), form=form, status=status)


def _aid_page(aid: "AidRequest", *, form: Form | None = None, status: int = 200) -> Response:
    offers = not aid.state.is_over and may(VolunteerPermission.EDIT, aid)
    return page(
        "kuemmerer/volunteers/aid.html",
        project=aid.project,
        aid=aid,
        form=form or Form(formdata=None),
        when=when(aid.times),
        fitting=fitting_volunteers(aid) if offers else None,
        in_words=slots_in_words,
        status=status,
    )


def _edit_page(
    project: "KuemmererProject",
    form: AidForm,
    *,
    aid: "AidRequest | None" = None,
    conflicts: list[tuple[str, str, str]] | None = None,
    status: int = 200,
) -> Response:
    return page(
        "kuemmerer/volunteers/aid_edit.html",
        project=project,
        aid=aid,
        form=form,
        conflicts=conflicts,
        is_conflict=conflicts is not None,
        status=status,
    )


def _draft(form: AidForm) -> AidDraft:
    return AidDraft(
        kind=form.kind.chosen,
        place=places.place(form.place_id.chosen),
        what=str(form.what.data),
        name=str(form["name"].data or ""),
        contact=str(form.contact.data or ""),
        times=form.times.times,
        is_regular=bool(form.is_regular.data),
        wanted_on=form.wanted_on.data,
        until=form.until.data,
        needs_clearance=bool(form.needs_clearance.data),
    )
