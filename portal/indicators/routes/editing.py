"""Kennzahlen of one's own: defined, changed, removed."""

from typing import TYPE_CHECKING

from flask import Response, url_for

from portal.indicators import actions, queries
from portal.indicators.forms import IndicatorForm
from portal.indicators.policy import IndicatorPermission
from portal.indicators.routes.blueprint import bp, own_in_url
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.indicators.models import Indicator

tells("indicator-defined", N_("Die Kennzahl ist angelegt. Jetzt fehlen noch Werte."))
tells("indicator-saved-own", N_("Die Kennzahl ist gespeichert."))
tells("indicator-removed-own", N_("Die Kennzahl ist entfernt."))

_TEMPLATE = "indicators/edit.html"
_TEXTS = ("name", "formula", "unit", "source", "ages", "note")


@bp.get("/neu")
@requires(IndicatorPermission.ADD)
def new() -> Response:
    return page(_TEMPLATE, form=IndicatorForm(formdata=None), row=None)


@bp.post("/neu")
@requires(IndicatorPermission.ADD)
def create() -> Response:
    form = IndicatorForm()
    if not form.validate_on_submit():
        return page(_TEMPLATE, form=form, row=None, status=422)
    try:
        with unit_of_work():
            made = actions.define(_written(form), submission_key=form.key, by=actor())
    except InvalidInput as error:
        form.take(error)
        return page(_TEMPLATE, form=form, row=None, status=422)
    return reply(url_for("indicators.show", slug=made.key), tell="indicator-defined")


@bp.get("/<slug>/bearbeiten")
@requires(IndicatorPermission.EDIT, of=own_in_url)
def edit(row: "Indicator") -> Response:
    names = (*_TEXTS, "theme", "direction", "rhythm", "decimals", "adds_up", "version")
    values = {name: getattr(row, name) for name in names} | {"decimals": str(row.decimals)}
    return page(_TEMPLATE, form=IndicatorForm(formdata=None, data=values), row=row)


@bp.post("/<slug>/bearbeiten")
@requires(IndicatorPermission.EDIT, of=own_in_url)
def save(row: "Indicator") -> Response:
    form = IndicatorForm()
    if not form.validate_on_submit():
        return page(_TEMPLATE, form=form, row=row, status=422)
    try:
        with unit_of_work():
            actions.edit(queries.own_indicator(row.key), _written(form), version=form.seen_version, by=actor())
    except Conflict:
        return _conflict(form, queries.own_indicator(row.key))
    except InvalidInput as error:
        form.take(error)
        return page(_TEMPLATE, form=form, row=queries.own_indicator(row.key), status=422)
    return reply(url_for("indicators.show", slug=row.key), tell="indicator-saved-own")


@bp.post("/<slug>/entfernen")
@requires(IndicatorPermission.EDIT, of=own_in_url)
def remove(row: "Indicator") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return page(_TEMPLATE, form=IndicatorForm(formdata=None, obj=row), row=row, status=422)
    try:
        with unit_of_work():
            actions.remove(queries.own_indicator(row.key), by=actor())
    except InvalidInput as error:
        values = {name: getattr(row, name) for name in _TEXTS}
        shown = IndicatorForm(formdata=None, data=values | {"version": row.version, "decimals": str(row.decimals)})
        shown.take(error)
        return page(_TEMPLATE, form=shown, row=queries.own_indicator(row.key), status=422)
    return reply(url_for("indicators.index"), tell="indicator-removed-own")


def _written(form: IndicatorForm) -> actions.IndicatorDraft:
    texts = {name: str(form[name].data or "") for name in _TEXTS}
    return actions.IndicatorDraft(
        **texts,
        theme=form.theme.chosen,
        direction=form.direction.chosen,
        rhythm=form.rhythm.chosen,
        decimals=form.few,
        adds_up=bool(form.adds_up.data),
    )


def _conflict(form: IndicatorForm, theirs: "Indicator") -> Response:
    """Somebody saved meanwhile: both versions, one's own still in the form."""
    told = [(form[name], str(getattr(theirs, name) or ""), str(form[name].data or "")) for name in _TEXTS]
    told += [
        (field, _(getattr(theirs, field.name).label), _(field.chosen.label))
        for field in (form.theme, form.direction, form.rhythm)
    ]
    conflicts = [(field.label.text, one, mine) for field, one, mine in told if one != mine]
    form.version.data = str(theirs.version)
    return page(_TEMPLATE, form=form, row=theirs, conflicts=conflicts, is_conflict=True, status=409)
