"""What was said and what became of it, for everybody: titles and sentences the county wrote for the public, and nothing else."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, exists, func, select

from portal.contributions.models import Contribution
from portal.kernel.clock import ON_SCREEN
from portal.kernel.db import session
from portal.kernel.paging import page_by_key
from portal.needs.models import Evidence, Need, PublicAnswer
from portal.needs.terms import NeedStatus
from portal.needs.terms.telling import FEWEST_VOICES, AnswerGroup, Simple
from portal.places import queries as places

#: Under which heading a status stands; all others are under way.
_GROUP = {NeedStatus.DONE: AnswerGroup.DONE, NeedStatus.DECLINED: AnswerGroup.NOT_POSSIBLE}


@dataclass(frozen=True)
class PublicLine:
    """One Bedarf as everybody reads it. Everything in it can stand on a page that is kept."""

    title: str
    status: NeedStatus
    sentence: str
    simple: Simple
    #: The day of the latest sentence; nothing finer.
    on: date
    place_name: str
    #: The Bedarf itself, for addresses and marks that stay the same; says nothing by itself.
    need_id: UUID
    place_id: UUID


@dataclass(frozen=True)
class PublicLines:
    """One page of them."""

    rows: tuple[PublicLine, ...]
    next_cursor: str | None


Condition = ColumnElement[bool]


def at_place(place_ids: Sequence[UUID]) -> Condition:
    """Bedarfe of these Sozialräume."""
    return Need.sozialraum_id.in_(place_ids)


def from_consultation(consultation_id: UUID) -> Condition:
    """Bedarfe behind which something stands that was said in this Verfahren."""
    return exists(
        select(Evidence.id)
        .join(Contribution, Contribution.id == Evidence.contribution_id)
        .where(Evidence.need_id == Need.id, *_said_in(consultation_id))
    )


def enough_voices(consultation_id: UUID) -> bool:
    """Whether so many spoke in a Verfahren that no answer can be computed back to one of them."""
    some = select(Contribution.seq).where(*_said_in(consultation_id)).limit(FEWEST_VOICES)
    return (session().scalar(select(func.count()).select_from(some.subquery())) or 0) >= FEWEST_VOICES


def _said_in(consultation_id: UUID) -> tuple[Condition, Condition]:
    """What was said in a Verfahren and not taken back: who took back hides nobody."""
    return Contribution.consultation_id == consultation_id, Contribution.withdrawn_at.is_(None)


def public_counts(where: Condition) -> dict[AnswerGroup, int]:
    """How many Bedarfe stand under each heading. One query."""
    rows = session().execute(select(Need.status, func.count()).where(*_is_public(), where).group_by(Need.status))
    counts = dict.fromkeys(AnswerGroup, 0)
    for status, number in rows:
        counts[_GROUP.get(status, AnswerGroup.UNDER_WAY)] += number
    return counts


def public_lines(where: Condition, group: AnswerGroup, *, after: str | None = None, limit: int = 20) -> PublicLines:
    """One page of what stands under a heading, the newest answer first. Two queries.

    Raises `InvalidInput` for a cursor of another list.
    """
    chosen = select(Need).where(*_is_public(), where, _of_group(group))
    keys = (Need.answered_at.desc(), Need.seq.desc())
    found = page_by_key(chosen, keys=keys, after=after, limit=limit, called=f"needs.public.{group.value}")
    simple, names = _simple(found.rows), places.tree()
    lines = tuple(_line(need, simple, names) for need in found.rows)
    return PublicLines(lines, found.next_cursor)


def _is_public() -> tuple[Condition, ...]:
    return Need.answered_at.is_not(None), Need.deleted_at.is_(None), Need.status != NeedStatus.MERGED


def _of_group(group: AnswerGroup) -> Condition:
    named = [status for status, of in _GROUP.items() if of is group]
    return Need.status.in_(named) if named else Need.status.not_in(list(_GROUP))


def _simple(needs: Sequence[Need]) -> Mapping[UUID, Simple]:
    """The sentence in Leichte Sprache of the latest answer of each that stands."""
    if not needs:
        return {}
    latest = (
        select(func.max(PublicAnswer.id))
        .where(PublicAnswer.need_id.in_([need.id for need in needs]), PublicAnswer.retracted_at.is_(None))
        .group_by(PublicAnswer.need_id)
    )
    rows = session().scalars(select(PublicAnswer).where(PublicAnswer.id.in_(latest)))
    return {row.need_id: row.simple for row in rows}


def _line(need: Need, simple: Mapping[UUID, Simple], tree: places.Tree) -> PublicLine:
    assert need.answered_at is not None
    place = tree.get(need.sozialraum_id)
    return PublicLine(
        need.public_title or need.title,
        need.status,
        need.public_sentence,
        simple.get(need.id, Simple()),
        need.answered_at.astimezone(ON_SCREEN).date(),
        place.name if place else "",
        need.id,
        need.sozialraum_id,
    )
