"""The Maßnahmen of the story: planned, moved on, released, asked about and reviewed, each at its moment."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from functools import partial
from uuid import UUID

from sqlalchemy import select

from portal.demo import queries
from portal.demo.actions.scenes import Scene, later
from portal.demo.story.measures import MEASURES, EffectStory, MeasureStory
from portal.demo.story.shape import day_from
from portal.kernel.clock import today
from portal.kernel.db import session
from portal.needs.models import Evidence
from portal.planning.actions import evaluations, followups, measures, milestones, risks, telling
from portal.planning.actions.evaluations import EffectDraft, ReviewDraft
from portal.planning.actions.measure_drafts import MeasureDraft
from portal.planning.models import Measure, Milestone
from portal.planning.queries import evaluations as reviews
from portal.planning.queries import followups as asked
from portal.planning.queries import measures as found
from portal.planning.terms.evaluations import Attainment, Consequence, EffectStage
from portal.planning.terms.followups import Helped
from portal.planning.terms.measures import Harm, Likelihood, Priority


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """Each Maßnahme is planned, its Meilensteine are reached, people are asked, somebody looks whether it helped."""
    for told in MEASURES:
        yield Scene(told.planned.resolve(loaded_at), "measure planned", partial(plan, told, loaded_at))
        for number, step in enumerate(told.milestones):
            if step.reached is not None:
                yield Scene(step.reached.resolve(loaded_at), "milestone reached", partial(reach, told, number))
        if told.asked is not None:
            at = told.asked.resolve(loaded_at)
            yield Scene(at, "people asked", partial(ask, told))
            yield Scene(later(at, 60 * 30), "people answer", partial(answer, told))
        if told.review is not None:
            yield Scene(told.review.at.resolve(loaded_at), "measure reviewed", partial(review, told, loaded_at))


def plan(told: MeasureStory, loaded_at: datetime) -> None:
    """Write the Maßnahme down with everything known on that day."""
    by, person = queries.person(told.by), queries.person(told.responsible)
    draft = MeasureDraft(
        title=told.title,
        what=told.what,
        places=[queries.place(name) for name in told.places],
        priority=Priority(told.priority),
        begins_on=day_from(loaded_at, told.begins_in_days),
        ends_on=day_from(loaded_at, told.ends_in_days),
        review_on=day_from(loaded_at, told.review_in_days),
        responsible_id=person.id,
        budget_planned=Decimal(told.budget),
        budget_spent=Decimal(told.spent) if told.spent else None,
        decision_id=queries.decision_on(told.decided_by).id if told.decided_by else None,
    )
    made = measures.plan_measure(
        draft,
        need_ids=[queries.need(key).id for key in told.needs],
        submission_key=queries.submission_key(f"measure-{told.key}"),
        by=by,
    )
    for number, step in enumerate(told.milestones):
        milestones.add_milestone(
            made,
            title=step.title,
            due_on=day_from(loaded_at, step.due_in_days),
            submission_key=queries.submission_key(f"milestone-{told.key}-{number}"),
            by=by,
        )
    for text, likelihood, harm, response in told.risks:
        risks.add_risk(made, text=text, likelihood=Likelihood(likelihood), harm=Harm(harm), response=response, by=by)
    for row in told.effects:
        evaluations.add_effect(
            made, EffectDraft(stage=EffectStage(row.stage), statement=row.statement, target=row.target), by=by
        )
    if told.public_sentence:
        measures.release_measure(
            made, title=told.public_title, sentence=told.public_sentence, version=made.version, by=by
        )


def reach(told: MeasureStory, number: int) -> None:
    """Tick a Meilenstein. What it means to people stands in the answers of the Bedarf, which this story gives elsewhere."""
    key = queries.submission_key(f"milestone-{told.key}-{number}")
    one = session().scalars(select(Milestone).where(Milestone.submission_key == key)).one()
    milestone = found.milestone(one.measure_id, one.id)
    by = queries.person(told.by)
    milestones.reach_milestone(milestone, by=by)
    stage = milestone.measure.untold_stage
    if stage is not None:
        telling.leave_untold(milestone.measure, stage=stage, by=by)


def ask(told: MeasureStory) -> None:
    """Ask the people behind its Bedarfe whether it helped."""
    followups.ask_whether_it_helped(_measure(told), by=queries.person(told.by))


def answer(told: MeasureStory) -> None:
    """As many answer as the story tells, the first with a sentence that is a Wortmeldung of its own."""
    question = asked.follow_up_of(_measure(told).id)
    assert question is not None
    for number, (voice, pressed) in enumerate(zip(_voices(told), told.answers, strict=False)):
        followups.answer_follow_up(
            question.id,
            voice,
            helped=Helped(pressed),
            remark=told.remark if number == 0 else "",
            language="de",
            submission_key=queries.submission_key(f"follow-up-{told.key}-{number}"),
        )


def review(told: MeasureStory, loaded_at: datetime) -> None:
    """Write into the Wirkungstreppe what was measured, and what follows."""
    assert told.review is not None
    measure, by = _measure(told), queries.person(told.by)
    for row, story in zip(reviews.effects_of(measure.id), told.effects, strict=True):
        evaluations.edit_effect(row, _measured(story), version=row.version, by=by)
    evaluations.evaluate(
        measure,
        ReviewDraft(
            held_on=today(),
            result=Attainment(told.review.result),
            reason=told.review.reason,
            consequence=Consequence(told.review.consequence),
            next_steps=told.review.next_steps,
            next_review_on=day_from(loaded_at, told.review.next_in_days),
        ),
        submission_key=queries.submission_key(f"review-{told.key}"),
        by=by,
    )


def _measured(story: EffectStory) -> EffectDraft:
    return EffectDraft(
        stage=EffectStage(story.stage),
        statement=story.statement,
        target=story.target,
        source=story.source,
        measured=story.measured,
        measured_on=today() if story.measured else None,
        attainment=Attainment(story.attainment),
        judgement=story.judgement,
    )


def _measure(told: MeasureStory) -> Measure:
    key = queries.submission_key(f"measure-{told.key}")
    return found.measure(session().scalars(select(Measure.id).where(Measure.submission_key == key)).one())


def _voices(told: MeasureStory) -> list[UUID]:
    """The Wortmeldungen behind its first Bedarf in the order in which they joined."""
    of_need = Evidence.need_id == queries.need(told.needs[0]).id
    rows = select(Evidence.contribution_id).where(of_need, Evidence.contribution_id.is_not(None))
    return [one for one in session().scalars(rows.order_by(Evidence.added_at, Evidence.id)) if one is not None]
