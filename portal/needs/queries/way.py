"""What the path of one Bedarf is made of: voices by channel, evidence by hand, answers, and what it became part of."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from portal.contributions.models import Contribution
from portal.contributions.terms import Channel
from portal.kernel.db import session
from portal.needs.models import Evidence, Need, NeedEntry, PublicAnswer
from portal.needs.terms import EntryKind, EvidenceKind, Stance

#: Answers and steps of one Bedarf that a path shows.
MOST_STATIONS = 100


@dataclass(frozen=True)
class Voices:
    """How many Wortmeldungen came on one way, and when."""

    channel: Channel
    number: int
    first: datetime
    last: datetime


@dataclass(frozen=True)
class ByHand:
    """Belege of one kind that were added by hand."""

    kind: EvidenceKind
    stance: Stance
    number: int
    first: datetime


def voices_of(need_id: UUID) -> list[Voices]:
    """Wortmeldungen behind a Bedarf by channel, the most first. One query."""
    said = Evidence.contribution_id
    rows = session().execute(
        select(
            Evidence.channel,
            func.count(said.distinct()),
            func.min(Contribution.received_at),
            func.max(Contribution.received_at),
        )
        .join(Contribution, Contribution.id == said)
        .where(Evidence.need_id == need_id)
        .group_by(Evidence.channel)
    )
    found = [Voices(Channel(channel), number, first, last) for channel, number, first, last in rows]
    return sorted(found, key=lambda one: (-one.number, one.channel))


def by_hand_of(need_id: UUID) -> list[ByHand]:
    """Documents, figures, statements and findings, by kind and by what they speak for. One query."""
    rows = session().execute(
        select(Evidence.kind, Evidence.stance, func.count(), func.min(Evidence.added_at))
        .where(Evidence.need_id == need_id, Evidence.contribution_id.is_(None))
        .group_by(Evidence.kind, Evidence.stance)
    )
    return [ByHand(*row) for row in rows]


def answers_in_order(need_id: UUID) -> list[PublicAnswer]:
    """The public sentences that stand, the first first. One query."""
    rows = select(PublicAnswer).where(PublicAnswer.need_id == need_id, PublicAnswer.retracted_at.is_(None))
    return list(session().scalars(rows.order_by(PublicAnswer.id).limit(MOST_STATIONS)))


def joined_and_parted(need_id: UUID) -> list[NeedEntry]:
    """When other Bedarfe came into this one or a part of it left, as far as it was not undone. One query.

    An entry about a Bedarf that came names the step that can be undone by its number; that step may stand in the other history.
    """
    kinds = (EntryKind.ABSORBED, EntryKind.SPLIT, EntryKind.SPLIT_FROM)
    rows = select(NeedEntry).where(
        NeedEntry.need_id == need_id, NeedEntry.kind.in_(kinds), NeedEntry.undone_at.is_(None)
    )
    found = list(session().scalars(rows.order_by(NeedEntry.id).limit(MOST_STATIONS)))
    steps = {entry.payload.get("operation") for entry in found} - {None}
    if not steps:
        return found
    undone = set(
        session().scalars(select(NeedEntry.id).where(NeedEntry.id.in_(steps), NeedEntry.undone_at.is_not(None)))
    )
    return [entry for entry in found if entry.payload.get("operation") not in undone]


def needs_behind(contribution_id: UUID) -> list[Need]:
    """The Bedarfe behind which a Wortmeldung stands now, without deleted ones, the oldest first. One query."""
    rows = (
        select(Need)
        .where(Need.id.in_(select(Evidence.need_id).where(Evidence.contribution_id == contribution_id)))
        .where(Need.deleted_at.is_(None), Need.merged_into_id.is_(None))
    )
    return list(session().scalars(rows.order_by(Need.seq)))
