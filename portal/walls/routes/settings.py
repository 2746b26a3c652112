"""`/arbeit/waende/<id>/angaben`: title, columns and rules of a wall."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.places import queries as places
from portal.walls import actions, queries
from portal.walls.actions import ColumnDraft, WallDraft
from portal.walls.forms.drafting import ColumnRow, SettingsForm
from portal.walls.policy import WallPermission
from portal.walls.routes.choices import consultation_choices, place_choices
from portal.walls.routes.tabs import tab, wall_in_url
from portal.walls.terms.states import MOST_COLUMNS
from portal.web.access import actor, requires
from portal.web.errors import status_of
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.walls.models import Wall

bp = Blueprint("wall_settings", __name__, url_prefix="/arbeit/waende/<uuid:wall_id>/angaben")

tab(N_("Spalten und Regeln"), "wall_settings.edit", WallPermission.EDIT, order=12)
tells("wall-saved", N_("Gespeichert."))


@bp.get("")
@requires(WallPermission.EDIT, of=wall_in_url)
def edit(wall: "Wall") -> Response:
    return _settings(wall, _form_of(wall))


@bp.post("")
@requires(WallPermission.EDIT, of=wall_in_url)
def save(wall: "Wall") -> Response:
    form = _empty_form(wall)
    if not form.validate_on_submit():
        return _settings(wall, form, status=422)
    try:
        with unit_of_work():
            actions.edit_wall(queries.wall(wall.id), _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.wall(wall.id)
        form.version.data = str(theirs.version)
        return _settings(theirs, form, theirs=theirs, status=409)
    except InvalidInput as error:
        form.take(error)
        return _settings(queries.wall(wall.id), form, status=status_of(error))
    return reply(url_for("walls.show", wall_id=wall.id), tell="wall-saved")


def _settings(wall: "Wall", form: SettingsForm, *, theirs: "Wall | None" = None, status: int = 200) -> Response:
    rows = [*form.columns.data]
    while len(rows) < MOST_COLUMNS and len([row for row in rows if not row.title]) < 2:
        rows.append(ColumnRow())
    return page(
        "walls/settings.html",
        wall=wall,
        form=form,
        rows=rows[:MOST_COLUMNS],
        theirs=theirs,
        their_columns=queries.columns_of(wall.id) if theirs else (),
        status=status,
    )


def _empty_form(wall: "Wall") -> SettingsForm:
    return SettingsForm(
        places=place_choices(besides=wall.sozialraum_id),
        consultations=consultation_choices(besides=wall.consultation_id),
    )


def _form_of(wall: "Wall") -> SettingsForm:
    columns = [ColumnRow(str(one.id), one.title, one.hint) for one in queries.columns_of(wall.id)]
    values = {name: getattr(wall, name) for name in _PLAIN} | {
        "columns": columns,
        "naming": wall.naming.value,
        "version": str(wall.version),
    }
    return SettingsForm(
        places=place_choices(besides=wall.sozialraum_id),
        consultations=consultation_choices(besides=wall.consultation_id),
        formdata=None,
        data=values,
    )


_PLAIN = (
    "title", "sozialraum_id", "consultation_id", "covered", "dots_per_person", "stacking", "secret_dots", "needs_slip",
)  # fmt: skip


def _draft(form: SettingsForm) -> WallDraft:
    return WallDraft(
        title=str(form.title.data),
        place=places.place(form.sozialraum_id.data),
        columns=tuple(ColumnDraft(title=row.title, hint=row.hint, id=row.known_id) for row in form.columns.filled),
        consultation_id=form.consultation_id.data,
        dots_per_person=int(form.dots_per_person.data or 0),
        stacking=bool(form.stacking.data),
        secret_dots=bool(form.secret_dots.data),
        covered=bool(form.covered.data),
        naming=form.chosen_naming,
        needs_slip=bool(form.needs_slip.data),
    )
