"""The Wirkungstreppe of a Maßnahme and its reviews."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, request, url_for

from portal.indicators import queries as indicators
from portal.kernel.clock import months_later, today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError, Forbidden, InvalidInput
from portal.kernel.text import N_
from portal.planning.actions import evaluations as actions
from portal.planning.actions.evaluations import EffectDraft, ReviewDraft
from portal.planning.forms.evaluations import EffectForm, ReviewForm
from portal.planning.policy.measures import MeasurePermission
from portal.planning.queries import evaluations, followups
from portal.planning.queries import measures as queries
from portal.planning.routes.measures import bp, measure_in_url, measure_page
from portal.planning.terms.evaluations import EffectStage
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.planning.models import Effect, Measure

tells("effect-saved", N_("Die Zeile der Wirkungstreppe ist gespeichert."))
tells("effect-removed", N_("Die Zeile ist entfernt."))
tells("measure-evaluated", N_("Die Überprüfung ist gespeichert."))

_TEXTS = ("statement", "indicator_name", "target", "source", "measured", "judgement")
_FIELDS = (*_TEXTS, "due_on", "measured_on")


def effect_in_url(measure_id: UUID, effect_id: UUID) -> "Effect":
    return evaluations.effect(measure_id, effect_id)


@bp.get("/<uuid:measure_id>/wirkung/neu")
@requires(MeasurePermission.PROGRESS, of=measure_in_url)
def new_effect(measure: "Measure") -> Response:
    asked = request.args.get("stufe", "")
    stage = EffectStage(asked) if asked in set(EffectStage) else EffectStage.HAPPENS
    return _effect_page(measure, None, _form(formdata=None, data={"stage": stage.value}))


@bp.post("/<uuid:measure_id>/wirkung/neu")
@requires(MeasurePermission.PROGRESS, of=measure_in_url)
def add_effect(measure: "Measure") -> Response:
    form = _form()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                actions.add_effect(queries.measure(measure.id), _draft(form), submission_key=form.key, by=actor())
            return reply(_address(measure.id), tell="effect-saved")
        except InvalidInput as error:
            form.take(error)
    return _effect_page(queries.measure(measure.id), None, form, status=422)


@bp.get("/<uuid:measure_id>/wirkung/<uuid:effect_id>")
@requires(MeasurePermission.PROGRESS, of=effect_in_url)
def edit_effect(effect: "Effect") -> Response:
    values: dict[str, Any] = {name: getattr(effect, name) for name in (*_FIELDS, "indicator_key", "version")}
    values |= {"stage": effect.stage.value, "attainment": effect.attainment.value}
    return _effect_page(effect.measure, effect, _form(keep=effect.indicator_key, formdata=None, data=values))


@bp.post("/<uuid:measure_id>/wirkung/<uuid:effect_id>")
@requires(MeasurePermission.PROGRESS, of=effect_in_url)
def save_effect(effect: "Effect") -> Response:
    measure_id, effect_id = effect.measure_id, effect.id
    form = _form(keep=effect.indicator_key)
    if not form.validate_on_submit():
        return _effect_page(effect.measure, effect, form, status=422)
    try:
        with unit_of_work():
            fresh = evaluations.effect(measure_id, effect_id)
            actions.edit_effect(fresh, _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = evaluations.effect(measure_id, effect_id)
        conflicts = conflicts_of(form, theirs, _FIELDS)
        return _effect_page(theirs.measure, theirs, form, conflicts=conflicts, status=409)
    except InvalidInput as error:
        form.take(error)
        theirs = evaluations.effect(measure_id, effect_id)
        return _effect_page(theirs.measure, theirs, form, status=422)
    return reply(_address(measure_id), tell="effect-saved")


@bp.post("/<uuid:measure_id>/wirkung/<uuid:effect_id>/entfernen")
@requires(MeasurePermission.PROGRESS, of=effect_in_url)
def remove_effect(effect: "Effect") -> Response:
    form, measure_id = Form(), effect.measure_id
    if not form.validate_on_submit():
        return measure_page(queries.measure(measure_id), form=form, status=422)
    with unit_of_work():
        actions.remove_effect(evaluations.effect(measure_id, effect.id), by=actor())
    return reply(_address(measure_id), tell="effect-removed")


@bp.get("/<uuid:measure_id>/ueberpruefung")
@requires(MeasurePermission.EVALUATE, of=measure_in_url)
def ask_to_evaluate(measure: "Measure") -> Response:
    values = {"held_on": today(), "next_review_on": months_later(today(), 12)}
    return _review_page(measure, ReviewForm(formdata=None, data=values))


@bp.post("/<uuid:measure_id>/ueberpruefung")
@requires(MeasurePermission.EVALUATE, of=measure_in_url)
def evaluate(measure: "Measure") -> Response:
    form = ReviewForm()
    if form.validate_on_submit():
        try:
            with unit_of_work():
                actions.evaluate(queries.measure(measure.id), _review(form), submission_key=form.key, by=actor())
            return reply(
                url_for("measures.show", measure_id=measure.id, _anchor="ueberpruefungen"), tell="measure-evaluated"
            )
        except Forbidden:
            form.take(
                DomainError(
                    "evaluation.may-not-create",
                    N_(
                        "Einen neuen Bedarf kann hier nur die Sozialplanung anlegen. Bitte wählen Sie eine andere Folge."
                    ),
                    field="consequence",
                )
            )
        except InvalidInput as error:
            form.take(error)
    return _review_page(queries.measure(measure.id), form, status=422)


def indicator_choices(keep: str = "") -> list[tuple[str, str]]:
    """(key, name) of the Indikatoren of the register, and the one that was chosen before."""
    found = {one.key: _(one.name) for one in indicators.definitions()}
    if keep and keep not in found:
        found[keep] = keep
    return list(found.items())


def _form(*, keep: str = "", **kwargs: Any) -> EffectForm:
    return EffectForm(indicators=indicator_choices(keep), **kwargs)


def _draft(form: EffectForm) -> EffectDraft:
    return EffectDraft(
        stage=form.stage.chosen,
        attainment=form.attainment.chosen,
        indicator_key=form.chosen_key,
        due_on=form.due_on.data,
        measured_on=form.measured_on.data,
        **{name: str(form[name].data or "") for name in _TEXTS},
    )


def _review(form: ReviewForm) -> ReviewDraft:
    result, consequence = form.chosen_result, form.chosen_consequence
    assert result is not None
    assert consequence is not None
    return ReviewDraft(
        held_on=form.held_on.data or today(),
        result=result,
        reason=str(form.reason.data),
        consequence=consequence,
        next_steps=str(form.next_steps.data or ""),
        next_review_on=form.next_review_on.data,
        need_title=str(form.need_title.data or ""),
    )


def _address(measure_id: UUID) -> str:
    return url_for("measures.show", measure_id=measure_id, _anchor="wirkung")


def _effect_page(
    measure: "Measure", effect: "Effect | None", form: EffectForm, *, conflicts: object = None, status: int = 200
) -> Response:
    return page(
        "planning/measures/effect.html",
        measure=measure,
        effect=effect,
        form=form,
        conflicts=conflicts,
        is_conflict=conflicts is not None,
        status=status,
    )


def _review_page(measure: "Measure", form: ReviewForm, *, status: int = 200) -> Response:
    asked = followups.follow_up_of(measure.id)
    return page(
        "planning/measures/review.html",
        measure=measure,
        effects=evaluations.effects_of(measure.id),
        counts=followups.counts_of(asked.id) if asked else None,
        form=form,
        status=status,
    )
