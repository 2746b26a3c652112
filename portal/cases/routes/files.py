"""One Fall: reading it, writing to it, changing, closing and deleting it."""

from typing import TYPE_CHECKING, Any

from flask import Response, url_for

from portal.accounts import queries as accounts
from portal.cases import actions, queries
from portal.cases.forms import CaseForm, CloseForm, EntryForm
from portal.cases.policy import CasePermission
from portal.cases.routes.blueprint import bp, case_in_url, group_choices, place_choices, views
from portal.cases.routes.listing import draft_of
from portal.county import queries as county
from portal.kernel.clock import months_later
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import allows
from portal.kernel.runtime import settings
from portal.kernel.text import N_
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of, refused
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.cases.models import Case

tells("case-saved", N_("Gespeichert."))
tells("case-entry", N_("Der Eintrag ist gespeichert."))
tells("case-closed", N_("Der Fall ist abgeschlossen."))
tells("case-reopened", N_("Der Fall läuft wieder."))
tells("case-erased", N_("Der Fall ist mit allen Einträgen gelöscht."))

_TEXTS = ("concern", "name", "contact", "guided_to")


@bp.get("/<uuid:case_id>")
@requires(CasePermission.READ, of=case_in_url)
def show(case: "Case") -> Response:
    """The whole Fall. Whoever reads because it was opened leaves a trace each time."""
    return case_page(case)


@bp.post("/<uuid:case_id>/eintraege")
@requires(CasePermission.EDIT, of=case_in_url)
def add_entry(case: "Case") -> Response:
    form = EntryForm()
    if not form.validate_on_submit():
        return case_page(case, entry=form, status=422)
    try:
        with unit_of_work():
            actions.add_entry(
                queries.case(case.id),
                str(form.text.data),
                follow_up_on=form.follow_up_on.data,
                version=form.seen_version,
                submission_key=form.key,
                by=actor(),
            )
    except (Conflict, InvalidInput) as error:
        fresh = queries.case(case.id)
        return case_page(fresh, entry=form, status=refused(form, error, fresh.version))
    return reply(url_for("cases.show", case_id=case.id), tell="case-entry")


@bp.get("/<uuid:case_id>/bearbeiten")
@requires(CasePermission.EDIT, of=case_in_url)
def edit(case: "Case") -> Response:
    values: dict[str, Any] = {
        name: getattr(case, name) for name in (*_TEXTS, "sozialraum_id", "target_group_id", "follow_up_on", "version")
    }
    values |= {"way": case.way.value, "guidance": case.guidance.value}
    return page("cases/edit.html", form=_form(case, formdata=None, data=values), case=case)


@bp.post("/<uuid:case_id>/bearbeiten")
@requires(CasePermission.EDIT, of=case_in_url)
def save(case: "Case") -> Response:
    form = _form(case)
    if not form.validate_on_submit():
        return page("cases/edit.html", form=form, case=case, status=422)
    try:
        with unit_of_work():
            actions.edit_case(queries.case(case.id), draft_of(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.case(case.id)
        conflicts = conflicts_of(form, theirs, _TEXTS)
        return page("cases/edit.html", form=form, case=theirs, conflicts=conflicts, is_conflict=True, status=409)
    except InvalidInput as error:
        form.take(error)
        return page("cases/edit.html", form=form, case=queries.case(case.id), status=422)
    return reply(url_for("cases.show", case_id=case.id), tell="case-saved")


@bp.get("/<uuid:case_id>/abschliessen")
@requires(CasePermission.EDIT, of=case_in_url)
def ask_to_close(case: "Case") -> Response:
    values = {"guidance": case.guidance.value, "guided_to": case.guided_to, "version": case.version}
    return _close(case, CloseForm(formdata=None, data=values))


@bp.post("/<uuid:case_id>/abschliessen")
@requires(CasePermission.EDIT, of=case_in_url)
def close(case: "Case") -> Response:
    form = CloseForm()
    if not form.validate_on_submit():
        return _close(case, form, status=422)
    try:
        with unit_of_work():
            actions.close_case(
                queries.case(case.id),
                result=str(form.result.data),
                guidance=form.guidance.chosen,
                guided_to=str(form.guided_to.data or ""),
                version=form.seen_version,
                by=actor(),
            )
    except (Conflict, InvalidInput) as error:
        fresh = queries.case(case.id)
        return _close(fresh, form, status=refused(form, error, fresh.version))
    return reply(url_for("cases.show", case_id=case.id), tell="case-closed")


@bp.post("/<uuid:case_id>/wieder-aufnehmen")
@requires(CasePermission.REOPEN, of=case_in_url)
def reopen(case: "Case") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return case_page(case, form=form, status=422)
    with unit_of_work():
        actions.reopen_case(queries.case(case.id), by=actor())
    return reply(url_for("cases.show", case_id=case.id), tell="case-reopened")


@bp.post("/<uuid:case_id>/loeschen")
@requires(CasePermission.ERASE, of=case_in_url)
def erase(case: "Case") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return case_page(case, form=form, status=422)
    with unit_of_work():
        actions.erase_case(queries.case(case.id), by=actor())
    return reply(url_for("cases.index"), tell="case-erased")


def case_page(case: "Case", *, entry: EntryForm | None = None, form: Form | None = None, status: int = 200) -> Response:
    """Everything about one Fall."""
    opened = _opened_for_me(case)
    if opened is not None:
        with unit_of_work():
            actions.note_reading(queries.break_glass(opened), queries.case(case.id), by=actor())
        case = queries.case(case.id)
    entries = [one.told for one in queries.entries_of(case.id)]
    groups = {group.id: group.name for group in county.target_groups(active=None)}
    months = settings().case_months
    return page(
        "cases/show.html",
        status=status,
        case=case,
        place=places.tree().get(case.sozialraum_id),
        group=groups.get(case.target_group_id) if case.target_group_id else None,
        entries=entries,
        people=accounts.names([*(one.by for one in entries), case.keeper_id]),
        is_mine=case.keeper_id == actor().id,
        was_opened=opened is not None,
        deleted_on=months_later(case.closed_on, months) if case.closed_on else None,
        entry=entry or EntryForm(formdata=None, data={"version": case.version, "follow_up_on": _next_follow_up(case)}),
        form=form or Form(formdata=None),
        views=views(),
    )


def _opened_for_me(case: "Case") -> Any:
    """The Notöffnung with which this person reads, when nothing else lets them."""
    if allows(CasePermission.EDIT, actor(), case) or allows(CasePermission.REOPEN, actor(), case):
        return None
    mine = (one for one in case.break_glasses if one.asked_by == actor().id and one.is_in_force)
    return next((one.id for one in mine), None)


def _next_follow_up(case: "Case") -> Any:
    """A day to come stays where it is; one that has come is done with the entry that is written now."""
    return None if case.is_due else case.follow_up_on


def _form(case: "Case", **kwargs: Any) -> CaseForm:
    return CaseForm(
        places=place_choices(besides=case.sozialraum_id), groups=group_choices(keep=case.target_group_id), **kwargs
    )


def _close(case: "Case", form: CloseForm, *, status: int = 200) -> Response:
    return page("cases/close.html", form=form, case=case, months=settings().case_months, status=status)
