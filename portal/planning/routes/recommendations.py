"""Handlungsempfehlungen: list, one of them with its options, writing, moving on."""

from typing import TYPE_CHECKING, Any

from flask import Response, request, url_for

from portal.accounts import queries as accounts
from portal.county import queries as county
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.policy import Role
from portal.kernel.text import N_
from portal.places import queries as places
from portal.planning.actions import recommendations as actions
from portal.planning.forms.recommendations import OptionForm, RecommendationForm, StateFilter, option_form
from portal.planning.policy.council import PaperPermission, RecommendationPermission
from portal.planning.queries import committees, papers
from portal.planning.queries import recommendations as queries
from portal.planning.routes.council import bp, id_in_form, own_places, part_in_url, recommendation_in_url, views
from portal.planning.terms.recommendations import RecommendationState
from portal.web.access import actor, may, requires
from portal.web.conflicts import conflicts_of
from portal.web.errors import status_of
from portal.web.forms import Form, as_uuid
from portal.web.money import as_money
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.needs.models import Need
    from portal.planning.models import Recommendation

tells("recommendation-saved", N_("Gespeichert."))
tells("recommendation-added", N_("Die Handlungsempfehlung ist angelegt. Beschreiben Sie jetzt die Optionen."))
tells("recommendation-moved", N_("Der Stand ist geändert."))
tells("option-saved", N_("Die Option ist gespeichert."))
tells("option-chosen", N_("Diese Option schlagen Sie jetzt vor."))
tells("option-removed", N_("Die Option ist entfernt."))

_OPTION_TEXTS = ("title", "body", "pros", "cons", "cost_note")


@bp.get("/empfehlungen", endpoint="recommendations")
@requires(RecommendationPermission.LIST)
def index() -> Response:
    form = StateFilter(formdata=request.args)
    state = form.stand.chosen
    found = queries.page_of_recommendations(
        queries.visible_recommendations(actor(), state=state), after=request.args.get("after")
    )
    return page(
        "planning/recommendations.html",
        views=views(),
        form=form,
        found=found,
        counts=queries.counts_by_state(actor()),
        states=RecommendationState,
        state=state,
    )


@bp.get("/empfehlungen/neu")
@requires(RecommendationPermission.ADD)
def new_recommendation() -> Response:
    """A new one; `bedarf` in the address chooses a Bedarf and its place."""
    chosen = as_uuid(request.args.get("bedarf"))
    needs = queries.open_needs(actor())
    need = next((one for one in needs if one.id == chosen), None)
    data = {"need_ids": [need.id], "sozialraum_id": need.sozialraum_id, "responsible_id": actor().id} if need else {}
    return page("planning/edit_recommendation.html", form=_form(needs, data=data), recommendation=None)


@bp.post("/empfehlungen/neu")
@requires(RecommendationPermission.ADD)
def create_recommendation() -> Response:
    needs = queries.open_needs(actor())
    form = _form(needs)
    if form.validate_on_submit():
        try:
            with unit_of_work():
                row = actions.add_recommendation(_draft(form, needs), submission_key=form.key, by=actor())
            return reply(url_for("council.recommendation", recommendation_id=row.id), tell="recommendation-added")
        except DomainError as error:
            form.take(error)
    return page("planning/edit_recommendation.html", form=form, recommendation=None, status=422)


@bp.get("/empfehlungen/<uuid:recommendation_id>", endpoint="recommendation")
@requires(RecommendationPermission.READ, of=recommendation_in_url)
def show(row: "Recommendation") -> Response:
    return recommendation_page(row)


def recommendation_page(row: "Recommendation", *, form: Form | None = None, status: int = 200) -> Response:
    """One Handlungsempfehlung with Bedarfe, options, papers, and the Gremien that are responsible for such things."""
    found = papers.papers_of([row.id])
    return page(
        "planning/recommendation.html",
        status=status,
        recommendation=row,
        needs=queries.known_needs(actor(), row),
        functions=county.basic_functions(),
        papers=[one for one in found if may(PaperPermission.READ, one)],
        stations=papers.deliberations_of([one.id for one in found]),
        responsible=accounts.names([row.responsible_id]).get(row.responsible_id, "") if row.responsible_id else "",
        committees=committees.committees_for_fields({one.action_field_id for one in row.needs if one.action_field_id}),
        states=RecommendationState,
        money=as_money,
        form=form or Form(formdata=None),
    )


@bp.get("/empfehlungen/<uuid:recommendation_id>/bearbeiten")
@requires(RecommendationPermission.EDIT, of=recommendation_in_url)
def edit_recommendation(row: "Recommendation") -> Response:
    names = ("title", "body", "sozialraum_id", "responsible_id", "version")
    values: dict[str, Any] = {name: getattr(row, name) for name in names}
    values["need_ids"] = [one.id for one in row.needs]
    needs = queries.open_needs(actor(), keep=values["need_ids"])
    return page("planning/edit_recommendation.html", form=_form(needs, row, data=values), recommendation=row)


@bp.post("/empfehlungen/<uuid:recommendation_id>/bearbeiten")
@requires(RecommendationPermission.EDIT, of=recommendation_in_url)
def save_recommendation(row: "Recommendation") -> Response:
    needs = queries.open_needs(actor(), keep=[one.id for one in row.needs])
    form = _form(needs, row)
    if not form.validate_on_submit():
        return page("planning/edit_recommendation.html", form=form, recommendation=row, status=422)
    try:
        with unit_of_work():
            fresh = queries.recommendation(row.id)
            actions.edit_recommendation(fresh, _draft(form, needs), version=form.seen_version, by=actor())
    except Conflict:
        return _conflict("planning/edit_recommendation.html", form, queries.recommendation(row.id), ("title", "body"))
    except DomainError as error:
        form.take(error)
        fresh = queries.recommendation(row.id)
        return page("planning/edit_recommendation.html", form=form, recommendation=fresh, status=status_of(error))
    return reply(url_for("council.recommendation", recommendation_id=row.id), tell="recommendation-saved")


@bp.post("/empfehlungen/<uuid:recommendation_id>/stand")
@requires(RecommendationPermission.MOVE, of=recommendation_in_url)
def move_recommendation(row: "Recommendation") -> Response:
    form = Form()
    to = next((one for one in RecommendationState if one.value == request.form.get("stand")), None)
    if not form.validate_on_submit() or to is None:
        return recommendation_page(row, form=form, status=422)
    try:
        with unit_of_work():
            actions.move_recommendation(queries.recommendation(row.id), to, by=actor())
    except DomainError as error:
        form.take(error)
        return recommendation_page(queries.recommendation(row.id), form=form, status=status_of(error))
    return reply(url_for("council.recommendation", recommendation_id=row.id), tell="recommendation-moved")


@bp.get("/empfehlungen/<uuid:recommendation_id>/optionen/neu")
@requires(RecommendationPermission.EDIT, of=recommendation_in_url)
def new_option(row: "Recommendation") -> Response:
    return page(
        "planning/edit_option.html", form=_option_form(), recommendation=row, option=None, functions=_functions()
    )


@bp.post("/empfehlungen/<uuid:recommendation_id>/optionen/neu")
@requires(RecommendationPermission.EDIT, of=recommendation_in_url)
def create_option(row: "Recommendation") -> Response:
    form = _option_form()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                actions.add_option(queries.recommendation(row.id), _option_draft(form), by=actor())
            return reply(_options_of(row), tell="option-saved")
        except DomainError as error:
            form.take(error)
    return page(
        "planning/edit_option.html", form=form, recommendation=row, option=None, functions=_functions(), status=422
    )


@bp.get("/empfehlungen/<uuid:recommendation_id>/optionen/<uuid:option_id>")
@requires(RecommendationPermission.EDIT, of=recommendation_in_url)
def edit_option(row: "Recommendation") -> Response:
    option = queries.option(row, part_in_url("option_id"))
    names = ("title", "body", "pros", "cons", "cost_once", "cost_yearly", "cost_note")
    values: dict[str, Any] = {name: getattr(option, name) for name in names}
    values |= {f"effect_{one.basic_function_id.hex}": one.effect.value for one in option.effects}
    form = _option_form(data=values | {"version": row.version})
    return page("planning/edit_option.html", form=form, recommendation=row, option=option, functions=_functions())


@bp.post("/empfehlungen/<uuid:recommendation_id>/optionen/<uuid:option_id>")
@requires(RecommendationPermission.EDIT, of=recommendation_in_url)
def save_option(row: "Recommendation") -> Response:
    option_id = part_in_url("option_id")
    option, form = queries.option(row, option_id), _option_form()
    context: dict[str, Any] = {"form": form, "functions": _functions()}
    if not form.validate_on_submit():
        return page("planning/edit_option.html", recommendation=row, option=option, status=422, **context)
    try:
        with unit_of_work():
            fresh = queries.recommendation(row.id)
            actions.edit_option(
                fresh, queries.option(fresh, option_id), _option_draft(form), version=form.seen_version, by=actor()
            )
    except Conflict:
        theirs = queries.recommendation(row.id)
        stored = queries.option(theirs, option_id)
        told = {name: getattr(stored, name) for name in _OPTION_TEXTS}
        found = conflicts_of(form, theirs, _OPTION_TEXTS, told=told)
        context |= {"recommendation": theirs, "option": stored, "is_conflict": True, "conflicts": found}
        return page("planning/edit_option.html", status=409, **context)
    except DomainError as error:
        form.take(error)
        context |= {"recommendation": queries.recommendation(row.id), "option": option}
        return page("planning/edit_option.html", status=status_of(error), **context)
    return reply(_options_of(row), tell="option-saved")


@bp.post("/empfehlungen/<uuid:recommendation_id>/optionen")
@requires(RecommendationPermission.EDIT, of=recommendation_in_url)
def choose_option(row: "Recommendation") -> Response:
    """Propose one option, or leave one out: the button that was pressed says which."""
    form = Form()
    if not form.validate_on_submit():
        return recommendation_page(row, form=form, status=422)
    removed = id_in_form("entfernen")
    with unit_of_work():
        fresh = queries.recommendation(row.id)
        chosen = queries.option(fresh, removed or id_in_form("vorschlagen"))
        (actions.remove_option if removed else actions.choose_option)(fresh, chosen, by=actor())
    return reply(_options_of(row), tell="option-removed" if removed else "option-chosen")


def _options_of(row: "Recommendation") -> str:
    return url_for("council.recommendation", recommendation_id=row.id, _anchor="optionen")


def _conflict(template: str, form: RecommendationForm, theirs: "Recommendation", names: tuple[str, ...]) -> Response:
    conflicts = conflicts_of(form, theirs, names)
    return page(template, form=form, recommendation=theirs, conflicts=conflicts, is_conflict=True, status=409)


def _form(needs: "list[Need]", row: "Recommendation | None" = None, **kwargs: Any) -> RecommendationForm:
    people = [(one.id, one.name) for one in accounts.holders(Role.PLANNER)]
    keep = row.responsible_id if row else None
    if keep and keep not in dict(people):
        people += accounts.names([keep]).items()
    mine = [*own_places()]
    if row and row.sozialraum_id not in dict(mine):
        mine.append((row.sozialraum_id, row.place.name))
    labels = [(one.id, f"{one.number} {one.title} ({one.place.name})") for one in needs]
    return RecommendationForm(needs=labels, places=mine, people=people, **kwargs)


def _draft(form: RecommendationForm, needs: "list[Need]") -> actions.RecommendationDraft:
    chosen, where = set(form.need_ids.chosen), form.sozialraum_id.chosen
    assert where is not None, "the form was validated"
    return actions.RecommendationDraft(
        title=str(form.title.data or ""),
        body=str(form.body.data or ""),
        place=places.place(where),
        needs=[one for one in needs if one.id in chosen],
        responsible_id=form.responsible_id.chosen,
    )


def _functions() -> list[tuple[Any, str]]:
    return [(one.id, one.name) for one in county.basic_functions()]


def _option_form(**kwargs: Any) -> OptionForm:
    return option_form(_functions(), **kwargs)


def _option_draft(form: OptionForm) -> actions.OptionDraft:
    lines: Any = form
    effects = {key: lines[f"effect_{key.hex}"].chosen for key, _name in _functions()}
    return actions.OptionDraft(
        **{name: str(form[name].data or "") for name in _OPTION_TEXTS},
        cost_once=form.cost_once.data,
        cost_yearly=form.cost_yearly.data,
        effects={key: effect for key, effect in effects.items() if effect is not None},
    )
