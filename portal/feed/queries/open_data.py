"""Each Stand of the open data and its files, and from what the next one is made."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload, selectinload, undefer

from portal.contributions.models import Contribution
from portal.feed.models.open_data import OpenDataFile, OpenDataRelease
from portal.feed.terms.open_data import NEW_CONTRIBUTIONS, Dataset, FileFormat, is_fixed_day
from portal.indicators import queries as indicators
from portal.indicators.terms import Definition, Figure
from portal.indicators.terms.definitions import Origin
from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.runtime import settings
from portal.needs.queries.public_answers import PublicLine, at_place, public_lines
from portal.needs.terms.telling import AnswerGroup
from portal.places import queries as places
from portal.planning.models import CommitteeSession, Decision, Deliberation, Measure

_BATCH = 200


def release(id: UUID) -> OpenDataRelease:
    """One Stand with its files, without their contents. Raises `NotFound`."""
    found = session().scalar(
        select(OpenDataRelease).where(OpenDataRelease.id == id).options(selectinload(OpenDataRelease.files))
    )
    if found is None:
        raise NotFound
    return found


def releases() -> Sequence[OpenDataRelease]:
    """Every Stand, the latest first."""
    return session().scalars(select(OpenDataRelease).order_by(OpenDataRelease.day.desc())).all()


def draft() -> OpenDataRelease | None:
    """The Stand that is prepared and not yet published."""
    return session().scalar(
        select(OpenDataRelease)
        .where(OpenDataRelease.published_at.is_(None))
        .order_by(OpenDataRelease.day.desc())
        .limit(1)
    )


def public_releases(*, limit: int | None = None) -> Sequence[OpenDataRelease]:
    """What everybody may read, with its files but not their contents, the latest first. Two queries."""
    chosen = _public().options(selectinload(OpenDataRelease.files)).order_by(OpenDataRelease.day.desc())
    return session().scalars(chosen.limit(limit) if limit else chosen).all()


def public_file(dataset: Dataset, format: FileFormat, *, day: date | None = None) -> OpenDataFile:
    """One file with its content, of this day or of the latest. Raises `NotFound` for what is not public, as for what is not."""
    chosen = (
        select(OpenDataFile)
        .join(OpenDataRelease)
        .where(
            OpenDataFile.dataset == dataset,
            OpenDataFile.format == format,
            OpenDataRelease.published_at.is_not(None),
            OpenDataRelease.withdrawn_at.is_(None),
        )
        .options(undefer(OpenDataFile.content), joinedload(OpenDataFile.release))
    )
    if day is not None:
        chosen = chosen.where(OpenDataRelease.day == day)
    found = session().scalar(chosen.order_by(OpenDataRelease.day.desc()).limit(1))
    if found is None:
        raise NotFound
    return found


def content_of(release_id: UUID, dataset: Dataset) -> bytes | None:
    """The JSON file of a data set in any Stand, for those who prepare it."""
    chosen = select(OpenDataFile.content).where(
        OpenDataFile.release_id == release_id,
        OpenDataFile.dataset == dataset,
        OpenDataFile.format == FileFormat.JSON,
    )
    return session().scalar(chosen)


def rows_of(release_id: UUID, dataset: Dataset) -> list[dict[str, Any]]:
    """The rows of a data set of a Stand, as its JSON file holds them."""
    raw = content_of(release_id, dataset)
    found: list[dict[str, Any]] = json.loads(raw)["rows"] if raw is not None else []
    return found


def _public() -> Select[OpenDataRelease]:
    return select(OpenDataRelease).where(
        OpenDataRelease.published_at.is_not(None), OpenDataRelease.withdrawn_at.is_(None)
    )


def contributions_so_far() -> int:
    """How many Wortmeldungen there are."""
    return session().scalar(select(func.count()).select_from(Contribution)) or 0


@dataclass(frozen=True)
class Due:
    """Whether a new Stand may be published, and why."""

    is_first: bool
    is_fixed_day: bool
    #: Wortmeldungen since the last one that was ever published.
    new: int

    @property
    def is_due(self) -> bool:
        return self.is_first or self.is_fixed_day or self.new >= NEW_CONTRIBUTIONS


def due(*, counted: int | None = None, day: date | None = None) -> Due:
    """How a Stand of this day that counted so many Wortmeldungen stands to the last published one, taken back ones included."""
    last = session().scalar(select(func.max(OpenDataRelease.counted)).where(OpenDataRelease.published_at.is_not(None)))
    now = contributions_so_far() if counted is None else counted
    fixed = is_fixed_day(day or clock.today(), settings().open_data_fixed_days)
    return Due(last is None, fixed, now - (last or 0))


def is_published_on(day: date) -> bool:
    """Whether a Stand of this day was published."""
    return (
        session().scalar(
            select(OpenDataRelease.id).where(OpenDataRelease.day == day, OpenDataRelease.published_at.is_not(None))
        )
        is not None
    )


def answers() -> list[PublicLine]:
    """What stands on the pages of the places, the newest of each heading first."""
    everywhere = at_place([node.id for node in places.tree()])
    found: list[PublicLine] = []
    for group in AnswerGroup:
        after: str | None = None
        while True:
            page = public_lines(everywhere, group, after=after, limit=_BATCH)
            found += page.rows
            after = page.next_cursor
            if after is None:
                break
    return found


def measures() -> Sequence[Measure]:
    """The published Maßnahmen, by title."""
    chosen = select(Measure).where(Measure.is_public).options(selectinload(Measure.places))
    return session().scalars(chosen.order_by(Measure.sort_title, Measure.id)).all()


@dataclass(frozen=True)
class PublicDecision:
    """A Beschluss that published Maßnahmen carry out."""

    decision: Decision
    committee: str
    measures: tuple[Measure, ...]


def decisions() -> list[PublicDecision]:
    """Beschlüsse that published Maßnahmen carry out, the latest first. Nothing of their papers. Three queries."""
    behind: dict[UUID, list[Measure]] = {}
    for measure in measures():
        if measure.decision_id is not None:
            behind.setdefault(measure.decision_id, []).append(measure)
    if not behind:
        return []
    meets = joinedload(Decision.deliberation).joinedload(Deliberation.session).joinedload(CommitteeSession.committee)
    rows = session().scalars(
        select(Decision).where(Decision.id.in_(behind)).options(meets).order_by(Decision.decided_on.desc(), Decision.id)
    )
    return [PublicDecision(one, one.deliberation.session.committee.name, tuple(behind[one.id])) for one in rows]


def figures() -> list[tuple[places.PlaceNode, Definition, Figure]]:
    """The latest official and computed Kennzahlen of the county and its Gemeinden. Two queries."""
    tree = places.tree()
    nodes = [*([tree.root] if tree.root else []), *tree.gemeinden]
    official = [one for one in indicators.definitions() if one.origin is not Origin.OWN]
    found = indicators.figures_of([node.id for node in nodes], [one.key for one in official])
    return [(node, one, found[node.id, one.key]) for one in official for node in nodes]


def as_number(value: Decimal | None) -> Decimal | int | None:
    """A whole number without a decimal point."""
    return int(value) if value is not None and value == value.to_integral_value() else value
