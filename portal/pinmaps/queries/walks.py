"""Finding Ortsbegehungen and what was noted on them."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, Select, func, select, true

from portal.contributions.models import Contribution
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor
from portal.pinmaps.models import WalkAudit, WalkFinding
from portal.pinmaps.policy import EDITORS
from portal.pinmaps.terms.walks import FindingTopic, Rating, WalkState
from portal.places import queries as places

#: A finding that waits in the tray of the late ones.
WAITS = (WalkFinding.late.is_not(None)) & (WalkFinding.settled_at.is_(None))


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingFilter:
    """What the findings of a walk are narrowed to. Nothing given: all."""

    topic: FindingTopic | None = None
    rating: Rating | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """How many findings a walk has, and how many more wait in its tray."""

    settled: int = 0
    late: int = 0


def walk(id: UUID) -> WalkAudit:
    """One Ortsbegehung. Raises `NotFound`."""
    found = session().get(WalkAudit, id)
    if found is None:
        raise NotFound
    return found


def own_walks(viewer: Actor, *, state: WalkState | None = None) -> Select[WalkAudit]:
    """The walks of the Sozialräume in which this person holds an editing role: the only door for lists."""
    chosen = select(WalkAudit).where(_in_scope(viewer))
    return chosen.where(WalkAudit.state == state) if state is not None else chosen


def newest_page(chosen: Select[WalkAudit], *, after: str | None, limit: int = 30) -> KeysetPage:
    """One page of a list, the latest day first."""
    keys = (WalkAudit.walked_on.desc(), WalkAudit.id.desc())
    return page_by_key(chosen, keys=keys, after=after, limit=limit)


def own_of_consultation(viewer: Actor, consultation_id: UUID) -> list[WalkAudit]:
    """The walks of a Verfahren that this person may read, the latest first."""
    chosen = own_walks(viewer).where(WalkAudit.consultation_id == consultation_id)
    return list(session().scalars(chosen.order_by(WalkAudit.walked_on.desc(), WalkAudit.id).limit(50)))


def own_of_place(viewer: Actor, place_id: UUID) -> list[WalkAudit]:
    """The latest walks in a place and beneath it that this person may read."""
    chosen = own_walks(viewer).where(WalkAudit.sozialraum_id.in_(places.subtree_ids([place_id])))
    return list(session().scalars(chosen.order_by(WalkAudit.walked_on.desc(), WalkAudit.id).limit(10)))


def titles(ids: Collection[UUID]) -> dict[UUID, str]:
    """The titles of these walks, by id. One query, none for no ids."""
    if not ids:
        return {}
    rows = session().execute(select(WalkAudit.id, WalkAudit.title).where(WalkAudit.id.in_(ids)))
    return {row.id: row.title for row in rows}


def counts_of(ids: Collection[UUID]) -> dict[UUID, Counts]:
    """How many findings each of these walks has. One query, none for no ids; walks without findings are left out."""
    if not ids:
        return {}
    waiting = func.count().filter(WAITS)
    rows = session().execute(
        select(WalkFinding.audit_id, func.count(), waiting)
        .where(WalkFinding.audit_id.in_(ids))
        .group_by(WalkFinding.audit_id)
    )
    return {audit_id: Counts(total - late, late) for audit_id, total, late in rows}


def with_late(viewer: Actor) -> list[tuple[WalkAudit, int]]:
    """The walks whose tray of late findings holds something, with how much; the latest first."""
    late = func.count()
    rows = session().execute(
        select(WalkAudit, late)
        .join(WalkFinding, WalkFinding.audit_id == WalkAudit.id)
        .where(WAITS, _in_scope(viewer))
        .group_by(WalkAudit.id)
        .order_by(WalkAudit.walked_on.desc(), WalkAudit.id)
        .limit(20)
    )
    return [(found, count) for found, count in rows]


def finding(contribution_id: UUID) -> WalkFinding:
    """One finding. Raises `NotFound`."""
    found = finding_or_none(contribution_id)
    if found is None:
        raise NotFound
    return found


def finding_or_none(contribution_id: UUID) -> WalkFinding | None:
    """The finding of a Wortmeldung; None when it is none."""
    return session().get(WalkFinding, contribution_id)


def findings(audit_id: UUID, only: FindingFilter = FindingFilter()) -> Select[WalkFinding, Contribution]:
    """The findings of a walk with their Wortmeldungen, without those that wait in the tray. Rows are (finding, Wortmeldung)."""
    chosen = _with_words().where(WalkFinding.audit_id == audit_id, ~WAITS)
    if only.topic is not None:
        chosen = chosen.where(WalkFinding.topic == only.topic)
    return chosen.where(WalkFinding.rating == only.rating) if only.rating is not None else chosen


def page_of_findings(chosen: Select[WalkFinding, Contribution], *, after: str | None, limit: int = 30) -> KeysetPage:
    """One page of them in the order in which they arrived."""
    return page_by_key(chosen, keys=(WalkFinding.seq.asc(),), after=after, limit=limit)


def all_findings(audit_id: UUID) -> list[tuple[WalkFinding, Contribution]]:
    """Every finding of a walk that is not in the tray, in the order in which it was noted."""
    rows = session().execute(findings(audit_id).order_by(WalkFinding.noted_at, WalkFinding.seq))
    return [(found, words) for found, words in rows]


def late_findings(audit_id: UUID) -> list[tuple[WalkFinding, Contribution]]:
    """What waits in the tray, in the order in which it arrived."""
    chosen = _with_words().where(WalkFinding.audit_id == audit_id, WAITS)
    return [(found, words) for found, words in session().execute(chosen.order_by(WalkFinding.seq))]


def tally(audit_id: UUID) -> dict[FindingTopic, dict[Rating, int]]:
    """How many findings there are by topic and rating, without those in the tray."""
    rows = session().execute(
        select(WalkFinding.topic, WalkFinding.rating, func.count())
        .where(WalkFinding.audit_id == audit_id, ~WAITS)
        .group_by(WalkFinding.topic, WalkFinding.rating)
    )
    found: dict[FindingTopic, dict[Rating, int]] = {}
    for topic, rating, count in rows:
        found.setdefault(topic, {})[rating] = count
    return {topic: found[topic] for topic in FindingTopic if topic in found}


def _with_words() -> Select[WalkFinding, Contribution]:
    return select(WalkFinding, Contribution).join(Contribution, Contribution.id == WalkFinding.contribution_id)


def _in_scope(viewer: Actor) -> ColumnElement[bool]:
    scope = viewer.scope_of(*EDITORS)
    return true() if scope is None else WalkAudit.sozialraum_id.in_(places.subtree_ids(sorted(scope)))
