"""Reading what was asked to find a date, and what members answered."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from portal.kernel import codes
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.roundtables.models import DateAnswer, DateFinding, DateOption, Member, RoundTable
from portal.roundtables.terms.meetings import DateAnswerKind, FindingState

_LINK = "roundtables.dates"


def finding(id: UUID) -> DateFinding:
    """One question with its dates and its series. Raises `NotFound`."""
    found = session().get(
        DateFinding, id, options=[joinedload(DateFinding.round_table), selectinload(DateFinding.options)]
    )
    if found is None:
        raise NotFound
    return found


def open_findings(round_table: RoundTable) -> list[DateFinding]:
    """Questions of a series that are still open, the newest first."""
    chosen = select(DateFinding).where(
        DateFinding.round_table_id == round_table.id, DateFinding.state == FindingState.OPEN
    )
    return list(session().scalars(chosen.order_by(DateFinding.id.desc()).options(selectinload(DateFinding.options))))


def repeated(submission_key: UUID) -> DateFinding | None:
    """The question a form with this key has already made."""
    return session().scalar(select(DateFinding).where(DateFinding.submission_key == submission_key))


def answers(finding: DateFinding) -> dict[tuple[UUID, UUID], DateAnswerKind]:
    """What was answered, by (date, member)."""
    chosen = select(DateAnswer).where(DateAnswer.option_id.in_([one.id for one in finding.options]))
    return {(one.option_id, one.member_id): one.kind for one in session().scalars(chosen)}


@dataclass(frozen=True)
class Outlook:
    """How one date looks."""

    option: DateOption
    counts: Counter[DateAnswerKind]
    #: Nobody can be counted on more than on any other date.
    is_best: bool


def outlook(finding: DateFinding, given: dict[tuple[UUID, UUID], DateAnswerKind]) -> list[Outlook]:
    """Each date with its answers; the best has the most yes, then the most vielleicht."""
    counted = {
        option.id: Counter(kind for (option_id, _member), kind in given.items() if option_id == option.id)
        for option in finding.options
    }
    ranks = {of: (one[DateAnswerKind.YES], one[DateAnswerKind.MAYBE]) for of, one in counted.items()}
    best = max(ranks.values(), default=(0, 0))
    return [
        Outlook(option, counted[option.id], ranks[option.id] == best and best > (0, 0)) for option in finding.options
    ]


def link_token(finding_id: UUID, member_id: UUID) -> str:
    """What stands in the link with which one member answers one question."""
    return codes.sign(_LINK, f"{finding_id.hex}{member_id.hex}")


def by_link_token(token: str) -> tuple[DateFinding, Member] | None:
    """Question and member of a link; None when it was made up or the person has left."""
    value = codes.unsign(_LINK, token) if len(token) < 200 else None
    if value is None:
        return None
    found = session().get(
        DateFinding,
        UUID(value[:32]),
        options=[joinedload(DateFinding.round_table), selectinload(DateFinding.options)],
    )
    asked = session().get(Member, UUID(value[32:]))
    if found is None or asked is None or asked.left_at is not None:
        return None
    return (found, asked) if asked.round_table_id == found.round_table_id else None


def who_answered(members: Sequence[Member], given: dict[tuple[UUID, UUID], DateAnswerKind]) -> int:
    """How many of these have answered for at least one date."""
    return len({member_id for _option, member_id in given} & {one.id for one in members})
