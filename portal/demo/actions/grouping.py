"""The groups and Teilprojekte of the story: entered by the Kümmerin on the day after her project."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from uuid import UUID

from sqlalchemy import select

from portal.demo import queries
from portal.demo.actions.scenes import Scene
from portal.demo.actions.setting import DATA
from portal.demo.actions.speaking import KeepPhoto
from portal.demo.story.groups import BY, GROUPS, OFFERS, PROJECT_KEY, GroupStory, OfferStory
from portal.demo.story.shape import day_from, on
from portal.kernel.clock import today
from portal.kernel.db import session
from portal.kernel.policy import Actor
from portal.kuemmerer import queries as projects
from portal.kuemmerer.actions import (
    group_meetings,
    group_members,
    groups,
    ideas,
    milestones,
    photo_notes,
    quarters,
    subprojects,
)
from portal.kuemmerer.actions.group_members import MembershipDraft
from portal.kuemmerer.actions.quarters import Written
from portal.kuemmerer.actions.subprojects import SubProjectDraft
from portal.kuemmerer.models import GroupIdea, WorkingGroup
from portal.kuemmerer.queries import groups as found_groups
from portal.kuemmerer.queries import meetings
from portal.kuemmerer.queries import subprojects as found
from portal.kuemmerer.terms.groups import GroupTheme
from portal.kuemmerer.terms.subprojects import SubProjectKind, SubProjectState

_SAT_TOGETHER, _SORTED = on(1, "Fr", "09:30"), on(1, "Fr", "10:30")


def scenes(loaded_at: datetime, keep_photo: KeepPhoto) -> Iterator[Scene]:
    """Friday morning: first who sits where, then what is offered."""
    yield Scene(_SAT_TOGETHER.resolve(loaded_at), "groups", meet)
    for told in OFFERS:
        yield Scene(_SORTED.resolve(loaded_at), "groups", partial(offer, told, loaded_at, keep_photo))


def meet() -> None:
    """Make the groups of the project with their members, ideas and Runder Tisch."""
    by = queries.person(BY)
    project = projects.project_begun_with(queries.submission_key(PROJECT_KEY))
    made = {group.theme: group.id for group in groups.make_shipped(project, by=by)}
    for told in GROUPS:
        group = found_groups.group(made[GroupTheme(told.theme)])
        _fill(group, told, by)
        for text, reason in told.ideas:
            idea = ideas.note_idea(group, text, by=by)
            if reason:
                session().flush()
                ideas.drop_idea(found_groups.idea(idea.id), reason=reason, by=by)
        for table in meetings.linkable_series(by, project):
            if told.table and table.title == told.table:
                group_meetings.link_series(group, table.id, by=by)


def offer(told: OfferStory, loaded_at: datetime, keep_photo: KeepPhoto) -> None:
    """Begin one Teilprojekt and tell how far it is."""
    by = queries.person(BY)
    project = projects.project_begun_with(queries.submission_key(PROJECT_KEY))
    group = next(one for one in found_groups.groups_of(project.id) if one.theme is GroupTheme(told.theme))
    draft = SubProjectDraft(
        name=told.name,
        kind=SubProjectKind(told.kind),
        goal=told.goal,
        group_id=group.id,
        begins_on=None if told.begins_in_days is None else day_from(loaded_at, told.begins_in_days),
        ends_on=None if told.ends_in_days is None else day_from(loaded_at, told.ends_in_days),
    )
    made = subprojects.begin_sub_project(project, draft, idea=_idea(group, told), by=by)
    for state in told.moves:
        session().flush()
        subprojects.move(made, to=SubProjectState(state), version=made.version, by=by)
    _reach(made.id, told, loaded_at, by)
    _count(made.id, told, by)
    sub_project = found.sub_project(made.id)
    for need in found.needs_to_choose(by, project, told.need_word, limit=2) if told.need_word else []:
        subprojects.link_need(sub_project, need.id, by=by)
    if told.photo:
        kept = keep_photo(DATA / "photos" / told.photo)
        photo_notes.add_photo_note(sub_project, kept, caption=told.caption, by=by)


def _fill(group: WorkingGroup, told: GroupStory, by: Actor) -> None:
    since = today() - timedelta(days=200)
    reachable = {one.name: one.contact_id for one in found_groups.reachable(by, group)}
    known = [reachable[name] for name in told.members if name in reachable]
    for number, contact_id in enumerate(known):
        draft = MembershipDraft(since=since, is_speaker=number == 0)
        group_members.join(group, draft, contact_id=contact_id, by=by)
    for key in told.staff:
        group_members.join(group, MembershipDraft(since=since), account_id=queries.person(key).id, by=by)


def _idea(group: WorkingGroup, told: OfferStory) -> GroupIdea | None:
    if not told.idea:
        return None
    chosen = select(GroupIdea.id).where(GroupIdea.group_id == group.id, GroupIdea.text == told.idea)
    idea_id = session().scalar(chosen)
    return found_groups.idea(idea_id) if idea_id else None


def _reach(sub_project_id: UUID, told: OfferStory, loaded_at: datetime, by: Actor) -> None:
    sub_project = found.sub_project(sub_project_id)
    for one in told.milestones:
        day = day_from(loaded_at, one.due_in_days)
        made = milestones.add_milestone(sub_project, title=one.title, due_on=day, by=by)
        if one.is_done:
            session().flush()
            milestones.edit_milestone(
                made, title=one.title, due_on=day, done_on=min(day, today()), version=made.version, by=by
            )


def _count(sub_project_id: UUID, told: OfferStory, by: Actor) -> None:
    sub_project = found.sub_project(sub_project_id)
    present = today().year * 4 + (today().month - 1) // 3
    for name, unit, numbers in told.counted:
        thing = quarters.count_thing(sub_project, name=name, unit=unit, by=by)
        session().flush()
        for ago, number in enumerate(reversed(numbers), start=1):
            year, quarter = divmod(present - ago, 4)
            told_now = {thing.id: Written(Decimal(number), None)}
            quarters.write_quarter(sub_project, year, quarter + 1, told_now, by=by)
