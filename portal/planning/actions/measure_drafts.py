"""What is written about a Maßnahme, and what must be right about it before it is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func, select

from portal.accounts import queries as accounts
from portal.funding import queries as funding
from portal.funding.models import FundingApplication
from portal.kernel.clock import today
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.network import queries as network
from portal.network.models import Stakeholder
from portal.places.models import Sozialraum
from portal.places.terms import PlaceKind
from portal.planning.models import Decision, Measure
from portal.planning.policy.measures import READERS, MeasurePermission
from portal.planning.queries import decisions
from portal.planning.terms.measures import (
    LATEST_YEAR,
    MOST_BUDGET,
    MOST_PARTNERS,
    MOST_PLACES,
    OLDEST_YEAR,
    Priority,
)


@dataclass(frozen=True, kw_only=True)
class MeasureDraft:
    """What is written about a Maßnahme by hand. Amounts in euro with whole cents."""

    title: str
    places: Sequence[Sozialraum]
    review_on: date
    what: str = ""
    priority: Priority = Priority.MEDIUM
    begins_on: date | None = None
    ends_on: date | None = None
    responsible_id: UUID | None = None
    stakeholder_id: UUID | None = None
    partner_ids: Sequence[UUID] = ()
    budget_planned: Decimal | None = None
    budget_spent: Decimal | None = None
    funding_application_id: UUID | None = None
    decision_id: UUID | None = None

    @property
    def is_of_whole_county(self) -> bool:
        return any(place.kind is PlaceKind.COUNTY for place in self.places)


def check_draft(draft: MeasureDraft, by: Actor, *, before: Measure | None) -> None:
    """Raises `InvalidInput` for what cannot be, `Forbidden` for places of others. What `before` names already may stay."""
    if not draft.title:
        raise InvalidInput("measure.no-title", N_("Bitte geben Sie der Maßnahme einen Titel."), field="title")
    _check_places(draft, by)
    for field in ("begins_on", "ends_on", "review_on"):
        check_day(getattr(draft, field), field=field)
    if draft.begins_on and draft.ends_on and draft.ends_on < draft.begins_on:
        raise InvalidInput("measure.ends-early", N_("Das Ende liegt vor dem Beginn."), field="ends_on")
    _check_review(draft, before)
    check_amount("budget_planned", draft.budget_planned)
    check_amount("budget_spent", draft.budget_spent)
    _check_responsible(draft, before)
    _check_stakeholders(draft, by, before)
    _check_application(draft, by, before)
    _check_decision(draft, by, before)


def check_day(day: date | None, *, field: str) -> None:
    """Raises `InvalidInput` for a day that no Maßnahme has."""
    if day is not None and not OLDEST_YEAR <= day.year <= LATEST_YEAR:
        raise InvalidInput("measure.odd-day", N_("Bitte prüfen Sie das Jahr: möglich sind 1990 bis 2100."), field=field)


def check_amount(field: str, amount: Decimal | None) -> None:
    """Raises `InvalidInput` for an amount in euro that no Maßnahme has."""
    if amount is not None and not 0 <= amount <= MOST_BUDGET:
        raise InvalidInput(
            "measure.odd-amount", N_("Bitte prüfen Sie den Betrag: möglich sind 0 bis 100 Millionen Euro."), field=field
        )


def _check_places(draft: MeasureDraft, by: Actor) -> None:
    if not draft.places:
        raise InvalidInput("measure.no-place", N_("Bitte wählen Sie mindestens einen Sozialraum."), field="place_ids")
    if len(draft.places) > MOST_PLACES:
        raise InvalidInput(
            "measure.too-many-places",
            N_("Bitte wählen Sie höchstens %(most)s Sozialräume oder den ganzen Landkreis."),
            field="place_ids",
            most=MOST_PLACES,
        )
    ensure(MeasurePermission.PUT, by, draft)


def _check_review(draft: MeasureDraft, before: Measure | None) -> None:
    if draft.begins_on and draft.review_on <= draft.begins_on:
        raise InvalidInput(
            "measure.review-before-begin",
            N_("Überprüfen kann man erst, wenn begonnen wurde. Bitte wählen Sie einen späteren Tag."),
            field="review_on",
        )
    is_new = before is None or before.review_on != draft.review_on
    if is_new and draft.review_on <= today():
        raise InvalidInput(
            "measure.review-in-the-past", N_("Der Tag der Überprüfung muss in der Zukunft liegen."), field="review_on"
        )


def _check_responsible(draft: MeasureDraft, before: Measure | None) -> None:
    kept = before.responsible_id if before else None
    if draft.responsible_id in (None, kept):
        return
    if draft.responsible_id not in {one.id for one in accounts.holders(*READERS)}:
        raise InvalidInput(
            "measure.not-responsible",
            N_("Diese Person arbeitet nicht (mehr) hier. Bitte wählen Sie neu."),
            field="responsible_id",
        )


def _check_stakeholders(draft: MeasureDraft, by: Actor, before: Measure | None) -> None:
    if len(draft.partner_ids) > MOST_PARTNERS:
        raise InvalidInput(
            "measure.too-many-partners",
            N_("Bitte nennen Sie höchstens %(most)s Partner."),
            field="partner_ids",
            most=MOST_PARTNERS,
        )
    known = {before.stakeholder_id, *(one.id for one in before.partners)} if before else set()
    fresh = {one for one in (draft.stakeholder_id, *draft.partner_ids) if one is not None} - known
    seen = network.visible_stakeholders(by).where(Stakeholder.id.in_(fresh)).with_only_columns(Stakeholder.id)
    if fresh and set(session().scalars(seen)) != fresh:
        raise InvalidInput(
            "measure.unknown-stakeholder",
            N_("Diesen Akteur gibt es nicht (mehr). Bitte wählen Sie neu."),
            field="stakeholder_id",
        )


def _check_application(draft: MeasureDraft, by: Actor, before: Measure | None) -> None:
    wanted = draft.funding_application_id
    if wanted is None or (before is not None and wanted == before.funding_application_id):
        return
    mine = funding.visible_applications(by).where(FundingApplication.id == wanted).subquery()
    if not session().scalar(select(func.count()).select_from(mine)):
        raise InvalidInput(
            "measure.unknown-application",
            N_("Diesen Förderantrag gibt es nicht (mehr). Bitte wählen Sie neu."),
            field="funding_application_id",
        )


def _check_decision(draft: MeasureDraft, by: Actor, before: Measure | None) -> None:
    wanted = draft.decision_id
    if wanted is None or (before is not None and wanted == before.decision_id):
        return
    readable = decisions.visible_decisions(by).where(Decision.id == wanted).with_only_columns(Decision.id)
    if session().scalar(readable) is None:
        raise InvalidInput(
            "measure.unknown-decision",
            N_("Diesen Beschluss gibt es nicht (mehr). Bitte wählen Sie neu."),
            field="decision_id",
        )
