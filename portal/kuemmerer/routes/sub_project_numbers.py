"""What a Teilprojekt achieved: saying what is counted, and writing the numbers of a quarter."""

import re
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Response, request, url_for
from wtforms import HiddenField

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.kuemmerer.actions import quarters as actions
from portal.kuemmerer.actions.quarters import Written
from portal.kuemmerer.forms.numbers import NumberField, number_of, parsed, written
from portal.kuemmerer.forms.subprojects import CountedForm
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import achievements as queries
from portal.kuemmerer.queries import subprojects
from portal.kuemmerer.routes.sub_projects import bp, last_quarters, sub_project_in_url
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from collections.abc import Sequence

    from portal.kuemmerer.models import CountedThing, SubProject

tells("counted", N_("Das wird ab jetzt gezählt. Tragen Sie gleich die Zahl dieses Quartals ein."))
tells("quarter-written", N_("Die Zahlen des Quartals sind gespeichert."))
tells("counted-no-more", N_("Das wird nicht mehr gezählt; die Zahlen sind gelöscht."))

#: Quarters one can choose from: four years, as long as a Quartiersprojekt is funded.
_OFFERED = 16
_QUARTER = re.compile(r"(20\d\d)-([1-4])")


def thing_in_url(thing_id: UUID) -> "CountedThing":
    return queries.counted_thing(thing_id)


@bp.get("/teilprojekte/<uuid:sub_project_id>/zahlen")
@requires(KuemmererPermission.READ, of=sub_project_in_url)
def numbers(sub_project: "SubProject") -> Response:
    return _numbers_page(sub_project)


@bp.post("/teilprojekte/<uuid:sub_project_id>/zahlen")
@requires(KuemmererPermission.EDIT, of=sub_project_in_url)
def write_numbers(sub_project: "SubProject") -> Response:
    year, quarter = _quarter()
    things = queries.counted_things(sub_project.id)
    form = _quarter_form(things, year, quarter, filled=True)
    status, is_conflict = 422, False
    if form.validate_on_submit():
        told = {
            one.id: Written(number_of(form[f"value-{one.id}"]), parsed(str(form[f"seen-{one.id}"].data or "")))
            for one in things
        }
        try:
            with unit_of_work():
                actions.write_quarter(subprojects.sub_project(sub_project.id), year, quarter, told, by=actor())
            return reply(_address(sub_project.id, year, quarter), tell="quarter-written")
        except Conflict:
            status, is_conflict = 409, True
        except InvalidInput as error:
            form.take(error)
    conflicts = None
    if is_conflict:
        things = queries.counted_things(sub_project.id)
        stored = [(form[f"value-{one.id}"], written(one.in_quarter(year, quarter)), one.id) for one in things]
        conflicts = [
            (field.label.text, theirs, field.data or "") for field, theirs, _id in stored if theirs != field.data
        ]
        for _field, theirs, thing_id in stored:
            form[f"seen-{thing_id}"].data = theirs
    return _numbers_page(subprojects.sub_project(sub_project.id), quarter_form=form, conflicts=conflicts, status=status)


@bp.post("/teilprojekte/<uuid:sub_project_id>/zahlen/neu")
@requires(KuemmererPermission.EDIT, of=sub_project_in_url)
def count_thing(sub_project: "SubProject") -> Response:
    form = CountedForm(prefix="neu-")
    if form.validate_on_submit():
        try:
            with unit_of_work():
                actions.count_thing(
                    subprojects.sub_project(sub_project.id),
                    name=str(form["name"].data),
                    unit=str(form.unit.data or ""),
                    submission_key=form.key,
                    by=actor(),
                )
            return reply(_address(sub_project.id, *_quarter()), tell="counted")
        except InvalidInput as error:
            form.take(error)
    return _numbers_page(subprojects.sub_project(sub_project.id), counted_form=form, status=422)


@bp.post("/teilprojekte/zahlen/<uuid:thing_id>/entfernen")
@requires(KuemmererPermission.EDIT, of=thing_in_url)
def stop_counting(thing: "CountedThing") -> Response:
    address = url_for("sub_projects.numbers", sub_project_id=thing.sub_project_id)
    if not Form().validate_on_submit():
        return reply(address)
    with unit_of_work():
        actions.stop_counting(queries.counted_thing(thing.id), by=actor())
    return reply(address, tell="counted-no-more")


def _quarter() -> tuple[int, int]:
    """The quarter of the address; the present one for nonsense."""
    found = _QUARTER.fullmatch(request.args.get("quartal", ""))
    return (int(found[1]), int(found[2])) if found else last_quarters(1)[0]


def _address(sub_project_id: UUID, year: int, quarter: int) -> str:
    return url_for("sub_projects.numbers", sub_project_id=sub_project_id, quartal=f"{year}-{quarter}")


def _quarter_form(things: "Sequence[CountedThing]", year: int, quarter: int, *, filled: bool = False) -> Form:
    """A field for each thing that is counted, and beside it what stood there when the page was shown."""
    fields: dict[str, object] = {}
    for one in things:
        stored = one.in_quarter(year, quarter)
        called = one.name_with_unit
        fields[f"value-{one.id}"] = NumberField(called, default=written(stored))
        fields[f"seen-{one.id}"] = HiddenField(default=written(stored))
    form: Form = type("QuarterForm", (Form,), fields)(**({} if filled else {"formdata": None}))
    return form


def _numbers_page(
    sub_project: "SubProject",
    *,
    quarter_form: Form | None = None,
    counted_form: CountedForm | None = None,
    conflicts: object = None,
    status: int = 200,
) -> Response:
    year, quarter = _quarter()
    things = queries.counted_things(sub_project.id)
    offered = last_quarters(_OFFERED)
    shown = sorted({(one.year, one.quarter) for thing in things for one in thing.values} | {(year, quarter)})
    return page(
        "kuemmerer/subprojects/numbers.html",
        sub_project=sub_project,
        project=sub_project.project,
        things=things,
        year=year,
        quarter=quarter,
        offered=offered if (year, quarter) in offered else [(year, quarter), *offered],
        shown=shown,
        columns=[{"label": one.name_with_unit, "number": True} for one in things],
        quarter_form=quarter_form or _quarter_form(things, year, quarter),
        counted_form=counted_form or CountedForm(formdata=None, prefix="neu-"),
        conflicts=conflicts,
        is_conflict=conflicts is not None,
        status=status,
    )
