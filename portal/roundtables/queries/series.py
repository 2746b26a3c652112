"""Reading series and their members."""

import re
from collections.abc import Collection, Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, or_, select, true

from portal.kernel import slugs
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor
from portal.network import queries as network
from portal.network.queries import Reachable
from portal.places import queries as places
from portal.roundtables.models import Meeting, Member, RoundTable
from portal.roundtables.policy import EDITORS
from portal.roundtables.terms.meetings import AHEAD, MeetingState
from portal.roundtables.terms.series import SeriesState

_SLUG = re.compile(r"[a-z0-9-]+")
#: Words that other pages below `/runde-tische` have taken.
RESERVED = frozenset({"antwort", "termin", "da", "vereinbarung", "protokoll", "kalender"})


def round_table(id: UUID) -> RoundTable:
    """One series. Raises `NotFound`."""
    found = session().get(RoundTable, id)
    if found is None:
        raise NotFound
    return found


def public_round_table(slug: str) -> RoundTable | None:
    """The series of an address if everybody may know of it; None for anything else."""
    if not _SLUG.fullmatch(slug):
        return None
    return session().scalar(select(RoundTable).where(RoundTable.slug == slug, RoundTable.is_public))


def visible_round_tables(viewer: Actor, *, state: SeriesState | None = None) -> Select[RoundTable]:
    """The series of the Sozialräume in which this person holds an editing role: the only door for lists of the staff."""
    chosen = select(RoundTable).where(in_scope(viewer))
    return chosen.where(RoundTable.state == state) if state is not None else chosen


def page_of(chosen: Select[RoundTable], *, after: str | None, limit: int = 30) -> KeysetPage:
    """One page of a list, the newest first."""
    return page_by_key(chosen, keys=(RoundTable.id.desc(),), after=after, limit=limit)


def public_round_tables(*, around: UUID | None = None, lineage: Sequence[UUID] = ()) -> list[RoundTable]:
    """The series everybody may know of that still meet, by title; with `around` those that concern this Sozialraum."""
    chosen = select(RoundTable).where(RoundTable.is_public, RoundTable.state == SeriesState.ACTIVE)
    if around is not None:
        chosen = chosen.where(concerns(around, lineage))
    return list(session().scalars(chosen.order_by(RoundTable.title, RoundTable.id).limit(200)))


def repeated(submission_key: UUID) -> RoundTable | None:
    """The series a form with this key has already made."""
    return session().scalar(select(RoundTable).where(RoundTable.submission_key == submission_key))


def free_slug(wanted: str) -> str:
    """`wanted`, or with a number behind it when another series or page has it."""
    return slugs.free_slug(RoundTable.slug, wanted, reserved=RESERVED)


def titles(ids: Collection[UUID | None]) -> dict[UUID, str]:
    """The titles of these series, by id. One query, none for no ids."""
    wanted = {one for one in ids if one is not None}
    if not wanted:
        return {}
    rows = session().execute(select(RoundTable.id, RoundTable.title).where(RoundTable.id.in_(wanted)))
    return {row.id: row.title for row in rows}


class Tally(NamedTuple):
    """What a list says of a series."""

    members: int
    next_meeting: Meeting | None


def tallies(ids: Collection[UUID]) -> dict[UUID, Tally]:
    """Members and next meeting of these series, in two queries."""
    if not ids:
        return {}
    counted = select(Member.round_table_id, func.count()).where(
        Member.round_table_id.in_(ids), Member.left_at.is_(None)
    )
    members = {row[0]: int(row[1]) for row in session().execute(counted.group_by(Member.round_table_id))}
    ahead = select(Meeting).where(Meeting.round_table_id.in_(ids), Meeting.state.in_([*AHEAD, MeetingState.RUNNING]))
    nexts: dict[UUID, Meeting] = {}
    for meeting in session().scalars(ahead.order_by(Meeting.starts_at)):
        nexts.setdefault(meeting.round_table_id, meeting)
    return {one: Tally(members.get(one, 0), nexts.get(one)) for one in ids}


def member(id: UUID) -> Member:
    """One member, of old ones too. Raises `NotFound`."""
    found = session().get(Member, id)
    if found is None:
        raise NotFound
    return found


def members(round_table: RoundTable) -> list[Member]:
    """Who belongs to a series now, by name."""
    chosen = select(Member).where(Member.round_table_id == round_table.id, Member.left_at.is_(None))
    return list(session().scalars(chosen.order_by(Member.sort_name, Member.id)))


def reachable(round_table: RoundTable, viewer: Actor) -> list[Reachable]:
    """Contacts of the network around the place who are no members yet."""
    there = {one.contact_id for one in members(round_table)}
    found = network.reachable_contacts(viewer, around=round_table.sozialraum_id)
    return [one for one in found if one.contact_id not in there]


def in_scope(viewer: Actor) -> ColumnElement[bool]:
    """The series this person works on."""
    scope = viewer.scope_of(*EDITORS)
    return true() if scope is None else RoundTable.sozialraum_id.in_(places.subtree_ids(scope))


def concerns(place_id: UUID, lineage: Sequence[UUID]) -> ColumnElement[bool]:
    """Set in the Sozialraum, beneath it, or around it."""
    beneath = RoundTable.sozialraum_id.in_(places.subtree_ids([place_id]))
    return or_(beneath, RoundTable.sozialraum_id.in_(lineage)) if lineage else beneath
