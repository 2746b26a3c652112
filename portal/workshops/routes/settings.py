"""`/arbeit/werkstaetten/<id>/angaben`: what a workshop is about, when, where, and whom to ask."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, url_for

from portal.kernel import clock
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.web.access import actor, requires
from portal.web.i18n import _, as_date
from portal.web.pages import page, reply, tells
from portal.workshops import queries
from portal.workshops.actions import drafting as actions
from portal.workshops.actions.drafting import WorkshopDraft
from portal.workshops.forms.drafting import WorkshopForm
from portal.workshops.policy import WorkshopPermission
from portal.workshops.routes.choices import consultation_choices
from portal.workshops.routes.tabs import tab, workshop_in_url

if TYPE_CHECKING:
    from portal.workshops.models import FutureWorkshop

bp = Blueprint("workshop_settings", __name__, url_prefix="/arbeit/werkstaetten/<uuid:workshop_id>/angaben")
tab(N_("Angaben"), "workshop_settings.edit", WorkshopPermission.EDIT, order=12)
tells("workshop-saved", N_("Gespeichert."))

_TEXTS = ("title", "purpose", "venue", "led_by", "contact_name", "contact_phone", "contact_email")
_DAYS = ("critique_on", "fantasy_on", "realisation_on", "ends_on")


@bp.get("")
@requires(WorkshopPermission.EDIT, of=workshop_in_url)
def edit(workshop: "FutureWorkshop") -> Response:
    return _page(workshop, _form_of(workshop))


@bp.post("")
@requires(WorkshopPermission.EDIT, of=workshop_in_url)
def save(workshop: "FutureWorkshop") -> Response:
    form = WorkshopForm(consultations=consultation_choices(besides=workshop.consultation_id))
    if not form.validate_on_submit():
        return _page(workshop, form, status=422)
    try:
        with unit_of_work():
            actions.edit(queries.workshop(workshop.id), _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.workshop(workshop.id)
        conflicts = _differences(form, theirs)
        if not conflicts:
            return reply(url_for("workshops.detail", workshop_id=workshop.id), tell="workshop-saved")
        form.version.data = str(theirs.version)
        return _page(theirs, form, conflicts=conflicts, status=409)
    except InvalidInput as error:
        form.take(error)
        return _page(queries.workshop(workshop.id), form, status=422)
    return reply(url_for("workshops.detail", workshop_id=workshop.id), tell="workshop-saved")


def _page(workshop: "FutureWorkshop", form: WorkshopForm, *, status: int = 200, **context: Any) -> Response:
    return page("workshops/work/settings.html", workshop=workshop, form=form, status=status, **context)


def _form_of(workshop: "FutureWorkshop") -> WorkshopForm:
    values: dict[str, Any] = {name: getattr(workshop, name) for name in (*_TEXTS, *_DAYS, "consultation_id", "version")}
    local = workshop.starts_at.astimezone(clock.ON_SCREEN) if workshop.starts_at else None
    values |= {"starts_on": local.date() if local else None, "starts_time": local.time() if local else None}
    return WorkshopForm(consultations=consultation_choices(besides=workshop.consultation_id), data=values)


def _draft(form: WorkshopForm) -> WorkshopDraft:
    texts: dict[str, Any] = {name: str(getattr(form, name).data or "") for name in _TEXTS}
    days: dict[str, Any] = {name: getattr(form, name).data for name in _DAYS}
    return WorkshopDraft(**texts, **days, consultation_id=form.consultation_id.data, starts_at=form.starts_at)


def _differences(form: WorkshopForm, theirs: "FutureWorkshop") -> list[tuple[str, str, str]]:
    """(label, what is stored, what was typed) of each field that differs, as people read it."""
    stored = {name: getattr(theirs, name) or "" for name in _TEXTS}
    typed = {name: getattr(form, name).data or "" for name in _TEXTS}
    for name in _DAYS:
        stored[name] = _shown(getattr(theirs, name))
        typed[name] = _shown(getattr(form, name).data)
    local = theirs.starts_at.astimezone(clock.ON_SCREEN) if theirs.starts_at else None
    stored |= {"starts_on": _shown(local), "starts_time": f"{local:%H:%M}" if local else ""}
    typed |= {
        "starts_on": _shown(form.starts_on.data),
        "starts_time": f"{form.starts_time.data:%H:%M}" if form.starts_time.data else "",
    }
    names = [name for name in stored if stored[name] != typed[name]]
    return [(_(form[name].label.text), str(stored[name]), str(typed[name])) for name in names]


def _shown(day: Any) -> str:
    return as_date(day) if day else ""
