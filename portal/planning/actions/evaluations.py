"""The Wirkungstreppe of a Maßnahme, and its reviews."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from portal.kernel import audit
from portal.kernel.clock import now, today
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.needs import actions as needs
from portal.needs.actions import NeedDraft
from portal.planning.actions.measure_drafts import check_day
from portal.planning.actions.remembering import remember
from portal.planning.models import Effect, Evaluation, Measure
from portal.planning.policy.measures import MeasurePermission
from portal.planning.queries import evaluations as queries
from portal.planning.terms.evaluations import MOST_EFFECTS, Attainment, Consequence, EffectStage
from portal.planning.terms.measures import MeasureEntryKind

EVALUATED = audit.kind("planning.measure-evaluated", N_("Maßnahme überprüft"), keys=("measure_id", "evaluation_id"))


@dataclass(frozen=True, kw_only=True)
class EffectDraft:
    """One row of the Wirkungstreppe as somebody writes it."""

    stage: EffectStage
    statement: str
    indicator_key: str = ""
    indicator_name: str = ""
    target: str = ""
    due_on: date | None = None
    source: str = ""
    measured: str = ""
    measured_on: date | None = None
    attainment: Attainment = Attainment.OPEN
    judgement: str = ""


def add_effect(measure: Measure, draft: EffectDraft, *, submission_key: UUID | None = None, by: Actor) -> Effect:
    """Add a row. The same key again answers what is there. Raises `InvalidInput`."""
    ensure(MeasurePermission.PROGRESS, by, measure)
    if submission_key is not None:
        sent = session().scalar(select(Effect).where(Effect.submission_key == submission_key))
        if sent is not None:
            ensure(MeasurePermission.READ, by, sent)
            return sent
    _check(draft)
    if (session().scalar(select(func.count()).where(Effect.measure_id == measure.id)) or 0) >= MOST_EFFECTS:
        raise InvalidInput(
            "effect.too-many",
            N_("Die Wirkungstreppe kann höchstens %(most)s Zeilen haben."),
            field="statement",
            most=MOST_EFFECTS,
        )
    made = Effect(measure_id=measure.id, submission_key=submission_key)
    _write(made, draft)
    session().add(made)
    session().flush()
    return made


def edit_effect(effect: Effect, draft: EffectDraft, *, version: int, by: Actor) -> None:
    """Change a row, also what was measured. Raises `Conflict` when somebody saved since `version`, `InvalidInput`."""
    ensure(MeasurePermission.PROGRESS, by, effect)
    if effect.version != version:
        raise Conflict
    _check(draft)
    _write(effect, draft)
    session().flush()


def remove_effect(effect: Effect, *, by: Actor) -> None:
    """Take a row out; reviews that were written before keep it."""
    ensure(MeasurePermission.PROGRESS, by, effect)
    session().delete(effect)


@dataclass(frozen=True, kw_only=True)
class ReviewDraft:
    """What somebody found when looking at a Maßnahme."""

    held_on: date
    result: Attainment
    reason: str
    consequence: Consequence
    next_steps: str = ""
    #: When it goes on: the next day of review.
    next_review_on: date | None = None
    #: With the consequence "neuer Bedarf": how it is called.
    need_title: str = ""


def evaluate(measure: Measure, draft: ReviewDraft, *, submission_key: UUID | None = None, by: Actor) -> Evaluation:
    """Write a review with the Wirkungstreppe as it stands now. The same key again answers what is there.

    When the Maßnahme goes on, its next day of review is set; with "beenden" no further one is due. "Neuer Bedarf" makes one in its
    first place, for which `by` needs the permission. Raises `InvalidInput`.
    """
    ensure(MeasurePermission.EVALUATE, by, measure)
    if submission_key is not None:
        sent = session().scalar(select(Evaluation).where(Evaluation.submission_key == submission_key))
        if sent is not None:
            return sent
    _check_review(draft)
    next_review_on = draft.next_review_on if draft.consequence.needs_next_review else None
    made = Evaluation(
        measure_id=measure.id,
        held_on=draft.held_on,
        result=draft.result,
        reason=draft.reason,
        consequence=draft.consequence,
        next_steps=draft.next_steps,
        next_review_on=next_review_on,
        ladder={"rows": [_told(one) for one in queries.effects_of(measure.id)]},
        at=now(),
        by_id=by.id,
        submission_key=submission_key,
        new_need_id=_new_need(measure, draft, by) if draft.consequence is Consequence.NEW_NEED else None,
    )
    session().add(made)
    if next_review_on is not None:
        measure.review_on, measure.reviews_ended_on = next_review_on, None
    else:
        measure.reviews_ended_on = draft.held_on
    session().flush()
    audit.log(EVALUATED, by=by, measure_id=measure.id, evaluation_id=made.id)
    remember(measure, MeasureEntryKind.EVALUATED, text=draft.reason, by=by)
    return made


def _new_need(measure: Measure, draft: ReviewDraft, by: Actor) -> UUID:
    if not draft.need_title:
        raise InvalidInput(
            "evaluation.no-need", N_("Bitte geben Sie dem neuen Bedarf einen Titel."), field="need_title"
        )
    made = needs.create_need(
        NeedDraft(title=draft.need_title, sozialraum_id=measure.places[0].id, description=draft.reason), by=by
    )
    return made.id


def _check_review(draft: ReviewDraft) -> None:
    check_day(draft.held_on, field="held_on")
    check_day(draft.next_review_on, field="next_review_on")
    if draft.held_on > today():
        raise InvalidInput("evaluation.future", N_("Dieser Tag liegt in der Zukunft."), field="held_on")
    if not draft.reason:
        raise InvalidInput("evaluation.no-reason", N_("Bitte begründen Sie das Ergebnis."), field="reason")
    if draft.consequence.needs_next_review and (draft.next_review_on is None or draft.next_review_on <= today()):
        raise InvalidInput(
            "evaluation.no-next-review",
            N_("Wenn es weitergeht, braucht es den Tag der nächsten Überprüfung. Er liegt in der Zukunft."),
            field="next_review_on",
        )


def _check(draft: EffectDraft) -> None:
    if not draft.statement:
        raise InvalidInput("effect.no-statement", N_("Bitte schreiben Sie, was so sein soll."), field="statement")
    check_day(draft.due_on, field="due_on")
    check_day(draft.measured_on, field="measured_on")
    if draft.measured_on is not None and draft.measured_on > today():
        raise InvalidInput("effect.future", N_("Dieser Tag liegt in der Zukunft."), field="measured_on")
    if draft.measured and draft.measured_on is None:
        raise InvalidInput("effect.measured-when", N_("Bitte sagen Sie, wann das gemessen wurde."), field="measured_on")
    if draft.attainment is not Attainment.OPEN and not draft.judgement:
        raise InvalidInput("effect.no-judgement", N_("Bitte begründen Sie das Urteil."), field="judgement")


def _write(effect: Effect, draft: EffectDraft) -> None:
    for name in EffectDraft.__dataclass_fields__:
        setattr(effect, name, getattr(draft, name))


def _told(effect: Effect) -> dict[str, Any]:
    """A row as plain values, for the record of a review."""
    return {
        "stage": effect.stage.value,
        "statement": effect.statement,
        "indicator": effect.indicator_name or effect.indicator_key,
        "target": effect.target,
        "source": effect.source,
        "measured": effect.measured,
        "measured_on": effect.measured_on.isoformat() if effect.measured_on else "",
        "attainment": effect.attainment.value,
        "judgement": effect.judgement,
    }
