"""What is due about the money, for whoever minds it. Read as plain rows: a page of one's day shows a line of each."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import selectinload

from portal.funding.models import FundingApplication, FundingDrawdown, FundingReport, ProgrammeVersion
from portal.funding.policy import EDITORS
from portal.funding.queries.lights import APPLICATION_DUE, DRAWDOWN_DUE, REPORTS_DUE, NextDate, last_day_to_apply
from portal.funding.terms import ApplicationState
from portal.kernel.clock import today
from portal.kernel.db import session
from portal.kernel.policy import Actor
from portal.places import queries as places

#: So many drafts are looked through for one person, those that begin first.
_MOST_DRAFTS = 200


@dataclass(frozen=True)
class DueDate:
    """A date with what is told of the application it belongs to."""

    date: NextDate
    title: str
    sozialraum_id: UUID


def due_dates(who: Actor, *, until: date, limit: int) -> list[DueDate]:
    """Open dates up to a day of the applications this person minds, the earliest first. Five queries however many there are."""
    here = _minded(who)
    found = [*_reports(here, until, limit), *_drawdowns(here, until, limit), *_drafts(here, until)]
    return sorted(found, key=lambda due: (due.date.on, due.title, due.date.application_id))[:limit]


def _minded(who: Actor) -> ColumnElement[bool]:
    scope = who.scope_of(*EDITORS)
    return true() if scope is None else FundingApplication.sozialraum_id.in_(places.subtree_ids(scope))


def _reports(here: ColumnElement[bool], until: date, limit: int) -> Iterator[DueDate]:
    chosen = (
        select(FundingReport.due_on, FundingReport.kind, *_TOLD)
        .join(FundingReport.application)
        .where(_running(here), FundingReport.handed_in_on.is_(None), FundingReport.due_on <= until)
        .order_by(FundingReport.due_on, FundingApplication.title, FundingApplication.id)
    )
    for on, kind, key, title, sozialraum_id in session().execute(chosen.limit(limit)):
        yield DueDate(NextDate(on, REPORTS_DUE[kind], key), title, sozialraum_id)


def _drawdowns(here: ColumnElement[bool], until: date, limit: int) -> Iterator[DueDate]:
    chosen = (
        select(FundingDrawdown.planned_on, *_TOLD)
        .join(FundingDrawdown.application)
        .where(_running(here), FundingDrawdown.received_on.is_(None), FundingDrawdown.planned_on <= until)
        .order_by(FundingDrawdown.planned_on, FundingApplication.title, FundingApplication.id)
    )
    for on, key, title, sozialraum_id in session().execute(chosen.limit(limit)):
        yield DueDate(NextDate(on, DRAWDOWN_DUE, key), title, sozialraum_id)


def _drafts(here: ColumnElement[bool], until: date) -> Iterator[DueDate]:
    """Drafts by the day on which they must be handed in, which follows from the rules of their programmes."""
    chosen = (
        select(FundingApplication.starts_on, FundingApplication.version_id, *_TOLD)
        .where(here, FundingApplication.state == ApplicationState.DRAFT)
        .order_by(FundingApplication.starts_on, FundingApplication.id)
    )
    rows = session().execute(chosen.limit(_MOST_DRAFTS)).all()
    versions = _versions(row[1] for row in rows)
    for starts_on, version_id, key, title, sozialraum_id in rows:
        on = last_day_to_apply(versions[version_id], starts_on, today())
        if on is not None and on <= until:
            yield DueDate(NextDate(on, APPLICATION_DUE, key), title, sozialraum_id)


def _versions(ids: Iterable[UUID]) -> dict[UUID, ProgrammeVersion]:
    chosen = select(ProgrammeVersion).where(ProgrammeVersion.id.in_(set(ids)))
    return {one.id: one for one in session().scalars(chosen.options(selectinload(ProgrammeVersion.rules)))}


def _running(here: ColumnElement[bool]) -> ColumnElement[bool]:
    return here & (FundingApplication.state == ApplicationState.RUNNING)


_TOLD = (FundingApplication.id, FundingApplication.title, FundingApplication.sozialraum_id)
