"""Bedarfsanalysen, rows of Soll and Ist, and rounds of prioritising for tests."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from portal.accounts.models import Account
from portal.county.models import ActionField
from portal.county.queries import action_fields
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Actor
from portal.needs import actions as need_actions
from portal.needs.models import Evidence, Need
from portal.needs.terms import EvidenceKind, Stance
from portal.places import queries as places
from portal.places.models import Sozialraum
from portal.planning.actions import analysis as analyses
from portal.planning.actions import criteria, priorities, targets
from portal.planning.actions.analysis import IndicatorDraft
from portal.planning.actions.priorities import RoundDraft
from portal.planning.actions.targets import TargetDraft
from portal.planning.models.analysis import AnalysisIndicator, NeedAnalysis
from portal.planning.models.priorities import PriorityRound
from portal.planning.models.targets import TargetActual
from portal.planning.queries import analysis as analysis_queries
from portal.planning.queries import priorities as round_queries
from portal.planning.queries import targets as target_queries
from portal.planning.terms.analysis import Tendency
from portal.planning.terms.targets import TargetKind


def make_analysis(need: Need, *, because: str = "", by: Actor = SYSTEM) -> NeedAnalysis:
    """The present analysis of a Bedarf, just begun."""
    with unit_of_work():
        analyses.begin_analysis(need, because=because, by=by)
    found = analysis_queries.current_analysis(need.id)
    assert found is not None
    return found


def make_beleg(
    need: Need, kind: EvidenceKind = EvidenceKind.EXPERT, *, stance: Stance = Stance.FOR, quote: str = "So ist es."
) -> Evidence:
    """A Beleg added by hand."""
    with unit_of_work():
        return need_actions.add_evidence(need, kind=kind, quote=quote, source="Akte", stance=stance, by=SYSTEM)


def make_indicator(
    analysis: NeedAnalysis, value: str | None = "5", compared: str | None = "10", **values: Any
) -> AnalysisIndicator:
    """A Kennzahl beside its comparison; a lower value speaks for the Bedarf unless told otherwise."""
    told: dict[str, Any] = {
        "name": "Plätze je 100 Menschen ab 80",
        "tendency": Tendency.LOWER,
        "value": Decimal(value) if value is not None else None,
        "compared": Decimal(compared) if compared is not None else None,
        "source": "Pflegestatistik 2025",
    }
    with unit_of_work():
        fresh = analysis_queries.analysis(analysis.need_id, analysis.number)
        return analyses.compare_indicator(fresh, IndicatorDraft(**(told | values)), by=SYSTEM)


def make_target(
    place: Sozialraum, subject: str = "Plätze in der Tagespflege", *, field: ActionField | None = None, **values: Any
) -> TargetActual:
    """A row of Soll and Ist: 6 of 12 unless told otherwise."""
    told: dict[str, Any] = {
        "action_field_id": (field or action_fields()[0]).id,
        "place": place,
        "subject": subject,
        "target_value": Decimal(12),
        "target_kind": TargetKind.GUIDELINE,
        "target_source": "Pflegebedarfsplan 2024",
        "actual_value": Decimal(6),
        "actual_source": "Abfrage 2026",
    }
    with unit_of_work():
        made = targets.add_target(TargetDraft(**(told | values)), by=SYSTEM)
    return target_queries.target(made.id)


def make_round(
    needs: Sequence[Need],
    people: Sequence[Account],
    *,
    opened: bool = True,
    title: str = "Haushalt 2027",
    **values: Any,
) -> PriorityRound:
    """A round over the county of these Bedarfe with the proposed criteria; open unless told otherwise."""
    place = places.root() or needs[0].place
    with unit_of_work():
        criteria.ship_criteria(by=SYSTEM)
        draft = RoundDraft(title=title, place=places.place(place.id), needs=needs, people=people, **values)
        made = priorities.prepare_round(draft, by=SYSTEM)
    if opened:
        with unit_of_work():
            priorities.open_round(round_queries.round_(made.id), by=SYSTEM)
    return round_queries.round_(made.id)


def score_all(round_: PriorityRound, by: Actor, *rows: int, hand_in: bool = True) -> None:
    """One person gives each Bedarf the same points for every criterion, in the order of the round."""
    with unit_of_work():
        fresh = round_queries.round_(round_.id)
        points = {
            (entry.id, one.id): given
            for entry, given in zip(fresh.entries, rows, strict=True)
            for one in fresh.criteria
        }
        priorities.save_scores(fresh, points, hand_in=hand_in, by=by)
