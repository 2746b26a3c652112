"""Rounds of prioritising: the list, preparing, opening, closing, the result."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.accounts import queries as accounts
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError, Forbidden, InvalidInput, NotFound
from portal.kernel.policy import Role
from portal.kernel.text import N_
from portal.places import queries as places
from portal.planning.actions import priorities as actions
from portal.planning.actions.priorities import RoundDraft
from portal.planning.forms.priorities import ConclusionForm, PlaceForm, RoundForm
from portal.planning.policy.priorities import SCORERS, PriorityPermission
from portal.planning.queries import analysis as analyses
from portal.planning.queries import priorities as queries
from portal.web.access import actor, may, requires
from portal.web.choosing import Choices
from portal.web.conflicts import conflicts_of, refused
from portal.web.errors import status_of
from portal.web.forms import Form, as_uuid
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.places.models import Sozialraum
    from portal.planning.models.priorities import PriorityRound

bp = Blueprint("priorities", __name__, url_prefix="/arbeit/planung/prioritaeten")

tells("round-prepared", N_("Die Runde ist vorbereitet. Prüfen Sie alles und eröffnen Sie sie dann."))
tells("round-saved", N_("Gespeichert."))
tells("round-opened", N_("Die Runde ist eröffnet. Wer bewerten soll, findet sie unter „Heute dran“ und „Planung“."))
tells("round-closed", N_("Die Runde ist abgeschlossen. Unten steht die Reihenfolge."))
tells("round-deleted", N_("Die Runde ist gelöscht."))


def round_in_url(round_id: UUID, **_rest: Any) -> "PriorityRound":
    """The round of an address. Raises `NotFound`."""
    return queries.round_(round_id)


@bp.get("")
@requires(PriorityPermission.LIST)
def index() -> Response:
    found = queries.page_of(queries.visible_rounds(actor()), after=request.args.get("after"))
    return page("planning/rounds.html", fragment="round_rows", found=found, here=url_for("priorities.index"))


@bp.get("/neu")
@requires(PriorityPermission.ADD)
def new() -> Response:
    place = _place()
    return _edit_page(_form(place, data={}), place, None)


@bp.post("/neu")
@requires(PriorityPermission.ADD)
def create() -> Response:
    place = _place()
    form = _form(place)
    if not form.validate_on_submit():
        return _edit_page(form, place, None, status=422)
    try:
        with unit_of_work():
            draft = _draft(form, places.place(place.id))
            made = actions.prepare_round(draft, submission_key=form.key, by=actor())
    except (InvalidInput, Forbidden) as error:
        form.take(error)
        return _edit_page(form, places.place(place.id), None, status=422)
    return reply(url_for("priorities.show", round_id=made.id), tell="round-prepared")


@bp.get("/<uuid:round_id>")
@requires(PriorityPermission.READ, of=round_in_url)
def show(round_: "PriorityRound") -> Response:
    return round_page(round_)


def round_page(
    round_: "PriorityRound", *, form: Form | None = None, conclusion: ConclusionForm | None = None, status: int = 200
) -> Response:
    """A round as far as this person may see it."""
    sees = may(PriorityPermission.SEE_RESULT, round_)
    values = {"conclusion": round_.conclusion, "version": str(round_.version)}
    return page(
        "planning/round.html",
        status=status,
        round=round_,
        result=queries.result(round_) if sees else None,
        criteria=round_.criteria or queries.criteria(),
        member=round_.member(actor().id),
        levels=analyses.levels([one.need_id for one in round_.entries]),
        form=form or Form(formdata=None),
        conclusion_form=conclusion or ConclusionForm(formdata=None, data=values),
    )


@bp.get("/<uuid:round_id>/bearbeiten")
@requires(PriorityPermission.PREPARE, of=round_in_url)
def edit(round_: "PriorityRound") -> Response:
    values: dict[str, Any] = {name: getattr(round_, name) for name in ("title", "purpose", "due_on", "version")}
    values["need_ids"] = [one.need_id for one in round_.entries]
    values["people_ids"] = [one.account_id for one in round_.members]
    return _edit_page(_form(round_.place, round_=round_, data=values), round_.place, round_)


@bp.post("/<uuid:round_id>/bearbeiten")
@requires(PriorityPermission.PREPARE, of=round_in_url)
def save(round_: "PriorityRound") -> Response:
    form = _form(round_.place, round_=round_)
    if not form.validate_on_submit():
        return _edit_page(form, round_.place, round_, status=422)
    try:
        with unit_of_work():
            fresh = queries.round_(round_.id)
            actions.edit_round(fresh, _draft(form, fresh.place), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.round_(round_.id)
        found = conflicts_of(form, theirs, _TEXTS)
        return _edit_page(form, theirs.place, theirs, status=409, conflicts=found, is_conflict=True)
    except InvalidInput as error:
        form.take(error)
        fresh = queries.round_(round_.id)
        return _edit_page(form, fresh.place, fresh, status=422)
    return reply(url_for("priorities.show", round_id=round_.id), tell="round-saved")


@bp.post("/<uuid:round_id>/eroeffnen")
@requires(PriorityPermission.PREPARE, of=round_in_url)
def open_round(round_: "PriorityRound") -> Response:
    return _step(round_, actions.open_round, "round-opened")


@bp.post("/<uuid:round_id>/abschliessen")
@requires(PriorityPermission.CLOSE, of=round_in_url)
def close(round_: "PriorityRound") -> Response:
    return _step(round_, actions.close_round, "round-closed")


@bp.post("/<uuid:round_id>/loeschen")
@requires(PriorityPermission.PREPARE, of=round_in_url)
def delete(round_: "PriorityRound") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return round_page(round_, form=form, status=422)
    with unit_of_work():
        actions.delete_round(queries.round_(round_.id), by=actor())
    return reply(url_for("priorities.index"), tell="round-deleted")


@bp.post("/<uuid:round_id>/ergebnis")
@requires(PriorityPermission.CONCLUDE, of=round_in_url)
def conclude(round_: "PriorityRound") -> Response:
    form = ConclusionForm()
    if not form.validate_on_submit():
        return round_page(round_, conclusion=form, status=422)
    try:
        with unit_of_work():
            fresh = queries.round_(round_.id)
            actions.conclude(fresh, text=str(form.conclusion.data or ""), version=form.seen_version, by=actor())
    except Conflict as error:
        fresh = queries.round_(round_.id)
        return round_page(fresh, conclusion=form, status=refused(form, error, fresh.version))
    return reply(url_for("priorities.show", round_id=round_.id), tell="round-saved")


def _step(round_: "PriorityRound", step: Any, tell: str) -> Response:
    form = Form()
    if not form.validate_on_submit():
        return round_page(round_, form=form, status=422)
    try:
        with unit_of_work():
            step(queries.round_(round_.id), by=actor())
    except DomainError as error:
        form.take(error)
        return round_page(queries.round_(round_.id), form=form, status=status_of(error))
    return reply(url_for("priorities.show", round_id=round_.id), tell=tell)


_TEXTS = ("title", "purpose", "due_on")


def _place() -> "Sozialraum":
    """The Sozialraum the address names, or the first one this person plans for. Raises `NotFound` for any other."""
    mine = _place_choices()
    wanted = as_uuid(request.args.get("ort"))
    if wanted is None and mine:
        wanted = mine[0][0]
    if wanted is None or wanted not in dict(mine):
        raise NotFound
    return places.place(wanted)


def _place_choices() -> Choices:
    return places.choices_within(actor().scope_of(Role.PLANNER), county_first=True)


def _form(place: "Sozialraum", *, round_: "PriorityRound | None" = None, **kwargs: Any) -> RoundForm:
    kept = [one.need_id for one in round_.entries] if round_ else []
    found = queries.choosable_needs(place.id, keep=kept)
    people = [(one.id, one.name) for one in accounts.holders(*SCORERS)]
    needs = [(one.id, f"{one.number} {one.title} ({one.place.name})") for one in found]
    return RoundForm(needs=needs, people=people, **kwargs)


def _edit_page(
    form: RoundForm, place: "Sozialraum", round_: "PriorityRound | None", *, status: int = 200, **context: Any
) -> Response:
    choices = _place_choices() if round_ is None else []
    return page(
        "planning/edit_round.html",
        status=status,
        form=form,
        place=place,
        round=round_,
        place_form=PlaceForm(formdata=None, data={"ort": place.id}, places=choices) if len(choices) > 1 else None,
        **context,
    )


def _draft(form: RoundForm, place: "Sozialraum") -> RoundDraft:
    chosen = set(form.need_ids.chosen)
    by_id = {one.id: one for one in queries.choosable_needs(place.id, keep=chosen) if one.id in chosen}
    people = {one.id: one for one in accounts.holders(*SCORERS)}
    return RoundDraft(
        title=str(form.title.data),
        place=place,
        purpose=str(form.purpose.data or ""),
        due_on=form.due_on.data,
        needs=[by_id[one] for one in form.need_ids.chosen if one in by_id],
        people=[people[one] for one in form.people_ids.chosen if one in people],
    )
