"""What systems give back: papers, results of sessions, progress and values. All of it goes through the actions of these rooms.

What a system sends twice is done once: its Idempotency-Key is taken in the same transaction as what it wrote.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import delete

from portal.feed.models.clients import ApiClient
from portal.feed.models.writing import StoredAnswer
from portal.feed.policy.writing import Writer
from portal.feed.queries.resources import readable_measures, readable_papers
from portal.feed.terms.writing import ANSWERS_KEPT
from portal.indicators import actions as indicators
from portal.indicators.terms import ValueStatus
from portal.kernel import audit
from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.errors import InvalidTransition, NotFound
from portal.kernel.text import N_
from portal.planning.actions import decisions, measures, milestones, papers
from portal.planning.actions.decisions import ResultDraft
from portal.planning.actions.papers import PaperDraft
from portal.planning.models import CouncilPaper, Measure
from portal.planning.queries import measures as measure_queries
from portal.planning.queries import papers as paper_queries
from portal.planning.queries.measures import MeasureFilters
from portal.planning.terms.papers import PaperState

WRITTEN = audit.kind(
    "feed.written", N_("Über eine Schnittstelle zurückgemeldet"), keys=("client_id", "resource", "object_id")
)


@dataclass(frozen=True)
class MilestoneDay:
    """The day on which a Meilenstein was reached; None makes it open again."""

    id: UUID
    done_on: date | None


@dataclass(frozen=True)
class EnteredValue:
    """A value of a place on a day, or why there is none."""

    place_id: UUID
    on: date
    status: ValueStatus
    value: Decimal | None


def claim(client: ApiClient, key: str, fingerprint: bytes) -> None:
    """Take an Idempotency-Key for what this unit of work is about to do. Somebody who takes it in the same moment waits, and gets
    `Conflict` when this one is committed."""
    session().add(
        StoredAnswer(
            client_id=client.id, key=key, fingerprint=fingerprint, status=0, body="", etag="", created_at=now()
        )
    )
    session().flush()


def keep_answer(stored: StoredAnswer, *, status: int, body: str, etag: str) -> None:
    """Remember what was answered, for a repeat."""
    stored.status, stored.body, stored.etag = status, body, etag


def forget_answers() -> None:
    """Forget keys that are older than anybody repeats."""
    session().execute(delete(StoredAnswer).where(StoredAnswer.created_at < now() - ANSWERS_KEPT))


def change_paper(
    client: ApiClient,
    paper_id: UUID,
    *,
    outside_number: str | None = None,
    outside_address: str | None = None,
    withdraw: bool = False,
) -> None:
    """Note number and address of a Beschlussvorlage in the council information system; None leaves one as it is.

    Raises `NotFound` beyond the system's Sozialraum, `InvalidInput`, and `InvalidTransition` for one that was taken back or
    decided.
    """
    row, by = _paper(client, paper_id), Writer(client)
    draft = PaperDraft(**{name: getattr(row, name) for name in PaperDraft.__dataclass_fields__})
    if outside_number is not None:
        draft = replace(draft, outside_number=outside_number)
    if outside_address is not None:
        draft = replace(draft, outside_address=outside_address)
    papers.edit_paper(row, draft, version=row.version, by=by)
    if withdraw:
        papers.withdraw_paper(row, by=by)
    _log(client, "papers", row.id)


def note_result(client: ApiClient, paper_id: UUID, station_id: UUID, draft: ResultDraft) -> None:
    """Note what came out of a session, by the rules of the planning: see `planning.actions.decisions.note_result`."""
    row = _paper(client, paper_id)
    station = paper_queries.deliberation(row, station_id)
    decisions.note_result(row, station, draft, version=station.version, by=Writer(client))
    _log(client, "papers", row.id)


def note_progress(
    client: ApiClient,
    measure_id: UUID,
    *,
    spent: Decimal | None = None,
    is_spent_told: bool = False,
    days: Collection[MilestoneDay] = (),
) -> None:
    """Note what a Maßnahme has cost so far, in euro, and which Meilensteine are reached.

    Raises `NotFound` beyond the system's Sozialraum and for Meilensteine of another Maßnahme, and `InvalidInput`.
    """
    readable = readable_measures(client, MeasureFilters())
    if session().scalar(readable.where(Measure.id == measure_id)) is None:
        raise NotFound
    by = Writer(client)
    for day in days:
        _note_milestone(measure_id, day, by)
    if is_spent_told:
        row = measure_queries.measure(measure_id)
        measures.note_spent(row, spent, version=row.version, by=by)
    _log(client, "measures", measure_id)


def enter_values(client: ApiClient, key: str, values: Collection[EnteredValue]) -> None:
    """Enter values of a Kennzahl, all of them or none. Raises `NotFound` for an unknown one and `InvalidInput`."""
    by = Writer(client)
    for one in values:
        indicators.enter_value(key, one.place_id, one.on, one.status, one.value, by=by)
    audit.log(WRITTEN, by=by, client_id=client.id, resource="indicators", object_id=key)


def _paper(client: ApiClient, paper_id: UUID) -> CouncilPaper:
    if session().scalar(readable_papers(client, as_planner=True).where(CouncilPaper.id == paper_id)) is None:
        raise NotFound
    row = paper_queries.paper(paper_id)
    if row.state is PaperState.WITHDRAWN:
        raise InvalidTransition("paper.withdrawn", N_("Diese Vorlage wurde zurückgezogen."))
    return row


def _note_milestone(measure_id: UUID, day: MilestoneDay, by: Writer) -> None:
    milestone = measure_queries.milestone(measure_id, day.id)
    if milestone.done_on is not None and milestone.done_on != day.done_on:
        milestones.reopen_milestone(milestone, by=by)
    if day.done_on is not None:
        milestones.reach_milestone(milestone, on=day.done_on, by=by)


def _log(client: ApiClient, resource: str, object_id: UUID) -> None:
    audit.log(WRITTEN, by=Writer(client), client_id=client.id, resource=resource, object_id=object_id)
