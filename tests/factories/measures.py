"""Maßnahmen for tests."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Actor
from portal.needs.models import Need
from portal.places.models import Sozialraum
from portal.planning.actions import followups, measures, milestones
from portal.planning.actions.measure_drafts import MeasureDraft
from portal.planning.models import FollowUp, Measure
from portal.planning.queries import measures as queries
from tests.factories.needs import some_place


def day(days: int) -> date:
    """So many days from today."""
    return today() + timedelta(days=days)


def measure_draft(title: str = "Bürgerbus", *places: Sozialraum, **told: Any) -> MeasureDraft:
    """What somebody writes about a Maßnahme; its review is in a year unless told."""
    values: dict[str, Any] = {"title": title, "places": places or (some_place(),), "review_on": day(365)} | told
    return MeasureDraft(**values)


def make_measure(
    title: str = "Bürgerbus",
    *places: Sozialraum,
    needs: tuple[Need, ...] = (),
    due: tuple[int, ...] = (),
    done: int = 0,
    is_public: bool = False,
    by: Actor = SYSTEM,
    **told: Any,
) -> Measure:
    """A Maßnahme with Meilensteine due in so many days each; the first `done` of them reached today."""
    draft = measure_draft(title, *places, **told)
    with unit_of_work():
        made = measures.plan_measure(draft, need_ids=[need.id for need in needs], submission_key=uuid4(), by=by)
        for number, days in enumerate(due):
            milestone = milestones.add_milestone(made, title=f"Schritt {number + 1}", due_on=day(days), by=by)
            if number < done:
                milestones.reach_milestone(milestone, by=by)
        if is_public:
            measures.release_measure(made, title="", sentence="Ein Bus kommt.", version=made.version, by=by)
    return queries.measure(made.id)


def make_asked(measure: Measure, *, by: Actor = SYSTEM) -> FollowUp:
    """The people behind a Maßnahme are asked."""
    with unit_of_work():
        return followups.ask_whether_it_helped(queries.measure(measure.id), by=by)
