"""Editing a walk, closing and reopening it, and putting late findings with the others."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition, NotFound
from portal.kernel.text import N_
from portal.pinmaps.actions import findings
from portal.pinmaps.actions import walks as actions
from portal.pinmaps.forms.walks import ClosingForm, WalkForm
from portal.pinmaps.policy import WalkPermission
from portal.pinmaps.queries import walks as queries
from portal.pinmaps.routes.choices import consultation_choices
from portal.pinmaps.routes.walks import overview, plan_of, walk_in_url
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.pinmaps.models import WalkAudit

bp = Blueprint("walk_editing", __name__, url_prefix="/arbeit/begehungen/<uuid:walk_id>")

tells("walk-saved", N_("Gespeichert."))
tells("walk-closed", N_("Abgeschlossen. Was Telefone jetzt noch senden, steht unter Nachzügler."))
tells("walk-reopened", N_("Wieder geöffnet."))
tells("findings-settled", N_("Zu den anderen genommen: %(n)s"))

_FIELDS = ("title", "walked_on", "route", "consultation_id", "weather", "participants", "version")
_SHOWN = ("title", "walked_on", "route", "weather", "participants")


@bp.get("/angaben")
@requires(WalkPermission.EDIT, of=walk_in_url)
def edit(walk: "WalkAudit") -> Response:
    return _page(walk, _form(walk, data={name: getattr(walk, name) for name in _FIELDS}))


@bp.post("/angaben")
@requires(WalkPermission.EDIT, of=walk_in_url)
def save(walk: "WalkAudit") -> Response:
    form = _form(walk)
    if not form.validate_on_submit():
        return _page(walk, form, status=422)
    try:
        with unit_of_work():
            actions.write_plan(queries.walk(walk.id), plan_of(form), version=form.seen_version, by=actor())
    except Conflict:
        return _conflict(form, queries.walk(walk.id))
    except InvalidInput as error:
        form.take(error)
        return _page(queries.walk(walk.id), form, status=422)
    return reply(url_for("walks.detail", walk_id=walk.id), tell="walk-saved")


@bp.post("/abschliessen")
@requires(WalkPermission.CLOSE, of=walk_in_url)
def close(walk: "WalkAudit") -> Response:
    form = ClosingForm()
    if not form.validate_on_submit():
        return overview(walk, closing=form, status=422)
    try:
        with unit_of_work():
            actions.close(queries.walk(walk.id), str(form.summary.data), by=actor())
    except InvalidTransition as error:
        form.take(error)
        return overview(queries.walk(walk.id), closing=form, status=409)
    return reply(url_for("walks.detail", walk_id=walk.id), tell="walk-closed")


@bp.post("/wieder-oeffnen")
@requires(WalkPermission.REOPEN, of=walk_in_url)
def reopen(walk: "WalkAudit") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return overview(walk, form=form, status=422)
    with unit_of_work():
        actions.reopen(queries.walk(walk.id), by=actor())
    return reply(url_for("walks.detail", walk_id=walk.id), tell="walk-reopened")


@bp.post("/nachzuegler")
@requires(WalkPermission.RECORD, of=walk_in_url)
def settle(walk: "WalkAudit") -> Response:
    """One late finding (`befund`), or all of them when none is named."""
    form = Form()
    if not form.validate_on_submit():
        return overview(walk, form=form, status=422)
    named = request.form.get("befund", "")
    with unit_of_work():
        count = _settle_one(walk, named) if named else findings.settle_all(queries.walk(walk.id), by=actor())
    return reply(url_for("walks.detail", walk_id=walk.id), tell="findings-settled", count=count)


def _settle_one(walk: "WalkAudit", named: str) -> int:
    try:
        found = queries.finding(UUID(named))
    except ValueError as error:
        raise NotFound from error
    if found.audit_id != walk.id:
        raise NotFound
    findings.settle(found, by=actor())
    return 1


def _form(walk: "WalkAudit", **kwargs: Any) -> WalkForm:
    return WalkForm(places=None, consultations=consultation_choices(besides=walk.consultation_id), **kwargs)


def _page(walk: "WalkAudit", form: WalkForm, *, status: int = 200, **context: Any) -> Response:
    return page("pinmaps/walks/edit.html", status=status, walk=walk, form=form, **context)


def _conflict(form: WalkForm, theirs: "WalkAudit") -> Response:
    """Somebody saved meanwhile: both texts side by side, the own ones still in the form, ready to be saved again."""
    return _page(theirs, form, status=409, conflicts=conflicts_of(form, theirs, _SHOWN))
