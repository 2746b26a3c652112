"""Values entered by hand."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Response, abort, request, url_for

from portal.indicators import actions, queries
from portal.indicators.formats import cell_of
from portal.indicators.forms import ValueForm
from portal.indicators.policy import IndicatorPermission
from portal.indicators.routes.blueprint import bp, definition_in_url, in_words, seen_choices
from portal.indicators.terms import Definition
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.policy import allows
from portal.kernel.text import N_
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.forms import Form, as_uuid
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.indicators.models import IndicatorValue

tells("value-entered", N_("Der Wert ist eingetragen."))
tells("value-removed", N_("Der Wert ist entfernt."))


@bp.get("/<slug>/werte")
@requires(IndicatorPermission.LIST)
def values(slug: str) -> Response:
    """What was entered by hand, and the form for more."""
    one = _enterable(slug)
    form = ValueForm(places=_choices(), formdata=None)
    day = request.args.get("stichtag", "")
    try:
        form.on.data = date.fromisoformat(day) if day else None
    except ValueError:
        form.on.data = None
    return _shown(one, form)


@bp.post("/<slug>/werte")
@requires(IndicatorPermission.LIST)
def enter(slug: str) -> Response:
    one = _enterable(slug)
    form = ValueForm(places=_choices())
    if not form.validate_on_submit():
        return _shown(one, form, status=422)
    try:
        place_id, on, number = form.place.chosen, form.on.data, _number(form)
        if place_id is None or on is None:
            raise InvalidInput("indicator.place", N_("Bitte wählen Sie einen Ort."), field="place")
        with unit_of_work():
            actions.enter_value(one.key, place_id, on, form.status.chosen, number, by=actor())
    except InvalidInput as error:
        form.take(error)
        return _shown(one, form, status=422)
    return reply(url_for("indicators.values", slug=slug, stichtag=on.isoformat()), tell="value-entered")


@bp.post("/<slug>/werte/entfernen")
@requires(IndicatorPermission.LIST)
def remove_value(slug: str) -> Response:
    one = _enterable(slug)
    form = Form()
    place_id = as_uuid(request.form.get("place"))
    try:
        on = date.fromisoformat(request.form.get("on", ""))
    except ValueError:
        abort(404)
    if not form.validate_on_submit() or place_id is None:
        return _shown(one, ValueForm(places=_choices(), formdata=None), status=422)
    with unit_of_work():
        actions.remove_value(one.key, place_id, on, by=actor())
    return reply(url_for("indicators.values", slug=slug, stichtag=on.isoformat()), tell="value-removed")


def _enterable(slug: str) -> Definition:
    """A Kennzahl for which this person enters values. Raises `NotFound`."""
    one = definition_in_url(slug)
    if one.is_computed or not allows(IndicatorPermission.ENTER, actor(), queries.indicator_row(one.key) or _Shipped()):
        raise NotFound
    return one


class _Shipped:
    """A Kennzahl that came with the portal and has no value yet."""

    is_shipped = True
    created_by = None
    lineage: tuple[UUID, ...] = ()


def _choices() -> list[tuple[UUID, str]]:
    return seen_choices(with_county=True)


def _number(form: ValueForm) -> Decimal | None:
    """The typed value with a decimal comma; None for nothing. Raises `InvalidInput` for what is no number."""
    typed = str(form.value.data or "")
    if not typed:
        return None
    cell = cell_of(typed)
    if cell is None or cell.value is None or typed.startswith("("):
        raise InvalidInput("indicator.number", N_("Das ist keine Zahl. Beispiel: 1.234,5"), field="value")
    return cell.value


def _shown(one: Definition, form: ValueForm, *, status: int = 200) -> Response:
    rows = queries.entered_values(one.key)
    return page(
        "indicators/values.html",
        one=one,
        form=form,
        rows=rows,
        names=_names(rows),
        status=status,
        in_words=in_words,
        figure_of=queries.as_figure,
    )


def _names(rows: "list[IndicatorValue]") -> Mapping[UUID, str]:
    return places.labels(row.sozialraum_id for row in rows)
