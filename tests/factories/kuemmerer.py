"""Quartiersprojekte for tests."""

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.kuemmerer import actions, queries
from portal.kuemmerer.actions import ProjectDraft
from portal.kuemmerer.models import ChecklistStep, KuemmererProject
from portal.kuemmerer.queries import steps
from portal.kuemmerer.terms.projects import Phase
from portal.places import queries as places
from portal.places.models import Sozialraum
from tests.factories.places import make_place


def make_project(
    name: str = "Daheim im Markt",
    *,
    place: Sozialraum | None = None,
    places_of_it: Sequence[Sozialraum] = (),
    phase: Phase = Phase.PREPARATION,
    begun_on: date | None = None,
    responsible_ids: Sequence[UUID] = (),
    **values: Any,
) -> KuemmererProject:
    """A running project with the shipped Checkliste; its gates up to `phase` were passed on the day it began."""
    where = [one.id for one in places_of_it or [place or make_place()]]
    first = begun_on or today()
    with unit_of_work():
        draft = ProjectDraft(name=name, places=[places.place(one) for one in where], **values)
        project = actions.begin(draft, begun_on=first, responsible_ids=responsible_ids, by=SYSTEM)
    for _gate in range(1, phase.number):
        with unit_of_work():
            fresh = queries.project(project.id)
            actions.pass_gate(fresh, on=first, reference="Beschluss vom Test", version=fresh.version, by=SYSTEM)
    return queries.project(project.id)


def first_step(project: KuemmererProject, phase: Phase = Phase.PREPARATION) -> ChecklistStep:
    """The first step of one of its phases."""
    return steps.steps_of(project.id, phase)[0]
