"""Counting who and what is behind a Bedarf, from the evidence itself."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, String, cast, func, select

from portal.contributions.models import Contact
from portal.kernel.db import session
from portal.kernel.ids import among
from portal.needs.models import NO_FIELD, Evidence, Need, NeedTally
from portal.needs.terms import EvidenceKind, NeedStatus, Stance

#: Place, Handlungsfeld (`NO_FIELD` for none) and status: one cell of the tally.
Cell = tuple[UUID, UUID, NeedStatus]


@dataclass(frozen=True)
class Behind:
    """How much is behind a Bedarf."""

    contributions: int = 0
    people: int = 0


@dataclass(frozen=True)
class BelegeCount:
    """How many Belege of one kind, from one channel and with one stance stand behind a Bedarf."""

    kind: EvidenceKind
    #: Value of `Channel`; empty for what staff added by hand.
    channel: str
    stance: Stance
    number: int


def behind(ids: Collection[UUID]) -> dict[UUID, Behind]:
    """Wortmeldungen and people that speak for each of these Bedarfe, counted anew. One query."""
    rows = session().execute(_behind().where(Evidence.need_id.in_(ids)))
    found = {need_id: Behind(contributions, people) for need_id, contributions, people in rows}
    return {need_id: found.get(need_id, Behind()) for need_id in ids}


def behind_by_channel(ids: Collection[UUID]) -> dict[UUID, dict[str, Behind]]:
    """The same, apart for each channel (value of `Channel`); channels without anything are left out. One query.

    A known sender who came through two channels counts once in each.
    """
    statement = _behind().add_columns(Evidence.channel).group_by(Evidence.channel).where(among(Evidence.need_id, ids))
    found: dict[UUID, dict[str, Behind]] = {}
    for need_id, contributions, people, channel in session().execute(statement):
        found.setdefault(need_id, {})[channel] = Behind(contributions, people)
    return found


def belege_by_kind(ids: Collection[UUID]) -> dict[UUID, list[BelegeCount]]:
    """How many Belege of each kind, channel and stance stand behind these Bedarfe, in a fixed order. One query."""
    parts = (Evidence.need_id, Evidence.kind, Evidence.channel, Evidence.stance)
    counted = select(*parts, func.count()).where(Evidence.need_id.in_(ids)).group_by(*parts)
    found: dict[UUID, list[BelegeCount]] = {}
    for need_id, kind, channel, stance, number in session().execute(counted):
        found.setdefault(need_id, []).append(BelegeCount(kind, channel, stance, int(number)))
    return {
        need_id: sorted(counts, key=lambda one: (one.kind, one.channel, one.stance))
        for need_id, counts in found.items()
    }


def _behind() -> Select[UUID, int, int]:
    # A known sender is one person however often they wrote; every other Wortmeldung is taken for another person.
    person = func.coalesce(func.lower(Contact.email), Contact.phone, cast(Evidence.contribution_id, String))
    return (
        select(Evidence.need_id, func.count(Evidence.contribution_id.distinct()), func.count(person.distinct()))
        .outerjoin(Contact, Contact.contribution_id == Evidence.contribution_id)
        .where(Evidence.contribution_id.is_not(None), Evidence.stance == Stance.FOR)
        .group_by(Evidence.need_id)
    )


def cell_of(need: Need) -> Cell | None:
    """The cell of the tally that counts this Bedarf; None for a deleted one."""
    if need.deleted_at is not None:
        return None
    return need.sozialraum_id, need.action_field_id or NO_FIELD, need.status


def full_tally() -> dict[Cell, int]:
    """The tally counted from all Bedarfe; slow with many."""
    return {(place, field, status): total for place, field, status, total in session().execute(full_tally_statement())}


def full_tally_statement() -> Select[UUID, UUID, NeedStatus, int]:
    """All rows of the tally, counted from all Bedarfe in one statement."""
    field = func.coalesce(Need.action_field_id, NO_FIELD).label("action_field_id")
    return (
        select(Need.sozialraum_id, field, Need.status, func.count().label("total"))
        .where(Need.deleted_at.is_(None))
        .group_by(Need.sozialraum_id, field, Need.status)
    )


def kept_tally() -> dict[Cell, int]:
    """The tally as it is kept, without empty cells."""
    columns = (NeedTally.sozialraum_id, NeedTally.action_field_id, NeedTally.status, NeedTally.total)
    rows = session().execute(select(*columns).where(NeedTally.total != 0))
    return {(place, field, status): total for place, field, status, total in rows}
