"""Reads of the Bedarfsanalyse."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload

from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import SYSTEM, Actor
from portal.needs.models import Need
from portal.needs.policy import READERS
from portal.needs.queries.spaces import within
from portal.planning.models.analysis import EvidenceDecision, EvidenceRule, NeedAnalysis, OpenQuestion
from portal.planning.terms.evidence_level import SHIPPED, EvidenceLevel, Thresholds
from portal.sectorplans import queries as sectorplans

#: Erhebungen of a year to choose from.
MOST_COLLECTIONS = 60

#: What an analysis is read with.
_WITH_NEED = joinedload(NeedAnalysis.need).joinedload(Need.place)
_WHOLE = (_WITH_NEED, selectinload(NeedAnalysis.indicators))


def current_analysis(need_id: UUID) -> NeedAnalysis | None:
    """The present analysis of a Bedarf with its Kennzahlen; None before the first is begun."""
    chosen = select(NeedAnalysis).where(NeedAnalysis.need_id == need_id, NeedAnalysis.ended_at.is_(None))
    return session().scalar(chosen.options(*_WHOLE))


def analysis(need_id: UUID, number: int) -> NeedAnalysis:
    """One analysis of a Bedarf by its number. Raises `NotFound`."""
    chosen = select(NeedAnalysis).where(NeedAnalysis.need_id == need_id, NeedAnalysis.number == number)
    found = session().scalar(chosen.options(*_WHOLE))
    if found is None:
        raise NotFound
    return found


def analyses_of(need_id: UUID) -> list[NeedAnalysis]:
    """All analyses of a Bedarf, the newest first."""
    chosen = select(NeedAnalysis).where(NeedAnalysis.need_id == need_id).order_by(NeedAnalysis.number.desc())
    return list(session().scalars(chosen.limit(50)))


def visible_analyses(
    viewer: Actor, *, level: EvidenceLevel | None = None, undecided: bool = False
) -> Select[NeedAnalysis]:
    """The present analyses of living Bedarfe that this person reads. Order is the caller's."""
    chosen = (
        select(NeedAnalysis)
        .join(Need, Need.id == NeedAnalysis.need_id)
        .where(NeedAnalysis.ended_at.is_(None), Need.deleted_at.is_(None), Need.merged_into_id.is_(None))
        .where(*within(Need.sozialraum_id, place_id=None, scope=viewer.scope_of(*READERS)))
    )
    if undecided:
        return chosen.where(NeedAnalysis.level.is_(None))
    return chosen.where(NeedAnalysis.level == level) if level is not None else chosen


def page_of(chosen: Select[NeedAnalysis], *, after: str | None, limit: int = 40) -> KeysetPage:
    """One page of analyses with their Bedarfe, the newest first."""
    return page_by_key(chosen.options(_WITH_NEED), keys=(NeedAnalysis.id.desc(),), after=after, limit=limit)


def counts_by_level(viewer: Actor) -> list[tuple[EvidenceLevel | None, int]]:
    """How many present analyses came to each level; None stands for those nobody decided about. One query."""
    chosen = visible_analyses(viewer).with_only_columns(NeedAnalysis.level, func.count()).group_by(NeedAnalysis.level)
    found = {row[0]: row[1] for row in session().execute(chosen)}
    return [(one, found.get(one, 0)) for one in (None, *EvidenceLevel)]


def count_open_questions(need_id: UUID) -> int:
    """How many questions of a Bedarf nobody has answered."""
    chosen = select(func.count()).where(OpenQuestion.need_id == need_id, OpenQuestion.closed_at.is_(None))
    return session().scalar(chosen) or 0


def levels(need_ids: Collection[UUID]) -> dict[UUID, EvidenceLevel]:
    """How far these Bedarfe were decided to be borne out; without those nobody decided about. One query."""
    if not need_ids:
        return {}
    chosen = select(NeedAnalysis.need_id, NeedAnalysis.level).where(
        NeedAnalysis.need_id.in_(set(need_ids)), NeedAnalysis.ended_at.is_(None), NeedAnalysis.level.is_not(None)
    )
    return {row.need_id: row.level for row in session().execute(chosen)}


def last_decisions(need_ids: Collection[UUID]) -> dict[UUID, EvidenceDecision]:
    """What was decided last about the level of these Bedarfe in their present analyses. One query, none for no ids."""
    if not need_ids:
        return {}
    chosen = (
        select(NeedAnalysis.need_id, EvidenceDecision)
        .join(EvidenceDecision, EvidenceDecision.analysis_id == NeedAnalysis.id)
        .where(NeedAnalysis.need_id.in_(set(need_ids)), NeedAnalysis.ended_at.is_(None))
        .order_by(EvidenceDecision.at, EvidenceDecision.id)
    )
    return {row.need_id: row.EvidenceDecision for row in session().execute(chosen)}


def decisions_of(analysis_id: UUID) -> list[EvidenceDecision]:
    """Every decision about the level in one analysis, the newest first."""
    chosen = select(EvidenceDecision).where(EvidenceDecision.analysis_id == analysis_id)
    return list(session().scalars(chosen.order_by(EvidenceDecision.at.desc(), EvidenceDecision.id.desc()).limit(50)))


def questions_of(need_id: UUID) -> list[OpenQuestion]:
    """The questions of a Bedarf: open ones first by their day, then those that were answered."""
    chosen = select(OpenQuestion).where(OpenQuestion.need_id == need_id)
    rows = session().scalars(chosen.order_by(OpenQuestion.created_at, OpenQuestion.id).limit(200))
    return sorted(rows, key=lambda one: (not one.is_open, one.due_on or date.max))


def question(question_id: UUID) -> OpenQuestion:
    """One question with its Bedarf. Raises `NotFound`."""
    chosen = select(OpenQuestion).where(OpenQuestion.id == question_id)
    found = session().scalar(chosen.options(joinedload(OpenQuestion.need).joinedload(Need.place)))
    if found is None:
        raise NotFound
    return found


def collection_titles(questions: Collection[OpenQuestion]) -> dict[UUID, str]:
    """The titles of the Erhebungen that these questions name, by id. One query, none for none."""
    ids = {one.data_collection_id for one in questions if one.data_collection_id is not None}
    return sectorplans.titles(ids) if ids else {}


def collection_choices(need: Need, *, keep: UUID | None = None) -> list[tuple[UUID, str]]:
    """The Erhebungen of this year and the next that ask people around a Bedarf; also one that is named already."""
    found: dict[UUID, str] = {}
    for year in (clock.today().year, clock.today().year + 1):
        chosen = sectorplans.visible_collections(SYSTEM, sectorplans.Filters(year=year, around=need.sozialraum_id))
        found |= {one.id: one.title for one in sectorplans.latest(chosen, limit=MOST_COLLECTIONS)}
    if keep is not None and keep not in found:
        found |= sectorplans.titles([keep])
    return list(found.items())


def questions_due(account_id: UUID, *, until: date, limit: int) -> list[OpenQuestion]:
    """What this person is to find out up to and on a day, the longest waiting first. One query."""
    chosen = (
        select(OpenQuestion)
        .where(OpenQuestion.responsible_id == account_id, OpenQuestion.closed_at.is_(None))
        .where(OpenQuestion.due_on <= until)
        .options(joinedload(OpenQuestion.need).joinedload(Need.place))
    )
    return list(session().scalars(chosen.order_by(OpenQuestion.due_on, OpenQuestion.id).limit(limit)))


def rules() -> list[EvidenceRule]:
    """The thresholds the county set, the newest first."""
    return list(session().scalars(select(EvidenceRule).order_by(EvidenceRule.valid_from.desc()).limit(50)))


def rule_on(day: date | None = None) -> Thresholds:
    """The thresholds that hold on a day (default: today): the county's own, else those the portal comes with."""
    chosen = select(EvidenceRule).where(EvidenceRule.valid_from <= (day or clock.today()))
    row = session().scalar(chosen.order_by(EvidenceRule.valid_from.desc()).limit(1))
    return thresholds_of(row) if row is not None else SHIPPED


def thresholds_of(row: EvidenceRule) -> Thresholds:
    """The thresholds of a row as the rule takes them."""
    names = (*(name for name in Thresholds.__dataclass_fields__),)
    return Thresholds(**{name: getattr(row, name) for name in names})
