"""Arbeitsgruppen and Teilprojekte for tests."""

from datetime import date
from decimal import Decimal
from typing import Any

from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.kuemmerer import queries
from portal.kuemmerer.actions import group_members, groups, ideas, milestones, quarters, subprojects
from portal.kuemmerer.actions.group_members import MembershipDraft
from portal.kuemmerer.actions.quarters import Written
from portal.kuemmerer.actions.subprojects import SubProjectDraft
from portal.kuemmerer.models import (
    CountedThing,
    GroupIdea,
    GroupMember,
    KuemmererProject,
    SubProject,
    SubProjectMilestone,
    WorkingGroup,
)
from portal.kuemmerer.queries import achievements
from portal.kuemmerer.queries import groups as found_groups
from portal.kuemmerer.queries import subprojects as found_sub_projects
from portal.kuemmerer.terms.groups import GroupTheme
from portal.kuemmerer.terms.subprojects import SubProjectKind, SubProjectState
from portal.network.models import StakeholderContact
from tests.factories.kuemmerer import make_project


def make_group(project: KuemmererProject | None = None, theme: GroupTheme = GroupTheme.HOUSING) -> WorkingGroup:
    """One of the four groups of a project."""
    of = project or make_project()
    with unit_of_work():
        made = groups.make_shipped(queries.project(of.id), by=SYSTEM)
        wanted = next(one.id for one in made if one.theme is theme)
    return found_groups.group(wanted)


def make_member(group: WorkingGroup, contact: StakeholderContact, **values: Any) -> GroupMember:
    """A contact of the network in a group since today."""
    with unit_of_work():
        draft = MembershipDraft(**({"since": today()} | values))
        made = group_members.join(found_groups.group(group.id), draft, contact_id=contact.id, by=SYSTEM)
    return found_groups.member(made.id)


def make_idea(group: WorkingGroup, text: str = "Eine Bank vor der Apotheke") -> GroupIdea:
    """An idea of a group."""
    with unit_of_work():
        made = ideas.note_idea(found_groups.group(group.id), text, by=SYSTEM)
    return found_groups.idea(made.id)


def make_sub_project(
    name: str = "Mittagstisch im Pfarrheim",
    *,
    project: KuemmererProject | None = None,
    state: SubProjectState = SubProjectState.IDEA,
    kind: SubProjectKind = SubProjectKind.MEALS,
    **values: Any,
) -> SubProject:
    """A Teilprojekt in this column of the board."""
    of = project or make_project()
    with unit_of_work():
        draft = SubProjectDraft(name=name, kind=kind, **values)
        made = subprojects.begin_sub_project(queries.project(of.id), draft, by=SYSTEM)
    if state is not SubProjectState.IDEA:
        with unit_of_work():
            fresh = found_sub_projects.sub_project(made.id)
            subprojects.move(fresh, to=state, version=fresh.version, by=SYSTEM)
    return found_sub_projects.sub_project(made.id)


def make_milestone(
    sub_project: SubProject, title: str = "Erster Termin", *, due_on: date | None = None, is_done: bool = False
) -> SubProjectMilestone:
    """A milestone, due today; reached today with `is_done`."""
    with unit_of_work():
        fresh = found_sub_projects.sub_project(sub_project.id)
        made = milestones.add_milestone(fresh, title=title, due_on=due_on or today(), by=SYSTEM)
    if is_done:
        with unit_of_work():
            milestones.reach(found_sub_projects.milestone(made.id), by=SYSTEM)
    return found_sub_projects.milestone(made.id)


def make_counted(sub_project: SubProject, name: str = "Gäste", **quarters_of_2026: int) -> CountedThing:
    """Something that is counted, with numbers as `q1=12`."""
    with unit_of_work():
        thing = quarters.count_thing(found_sub_projects.sub_project(sub_project.id), name=name, by=SYSTEM)
    for called, value in quarters_of_2026.items():
        with unit_of_work():
            told = {thing.id: Written(Decimal(value), None)}
            fresh = found_sub_projects.sub_project(sub_project.id)
            quarters.write_quarter(fresh, 2026, int(called[1]), told, by=SYSTEM)
    return achievements.counted_thing(thing.id)
