"""Deciding how far a Bedarf is borne out, and setting the thresholds of the rule that proposes it."""

from uuid import UUID

from portal.kernel import audit, clock
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.planning.actions import protocol
from portal.planning.models.analysis import EvidenceDecision, EvidenceRule, NeedAnalysis
from portal.planning.policy.analysis import AnalysisPermission
from portal.planning.queries import analysis as analyses
from portal.planning.queries import evidence_level as queries
from portal.planning.terms.evidence_level import LONGEST_REASON, EvidenceLevel, Thresholds, propose
from portal.planning.terms.targets import LATEST_YEAR

_PAIRS = (
    ("sources_some", "sources_clear"),
    ("reach_some", "reach_clear"),
    ("people_some", "people_clear"),
    ("deviation_some", "deviation_clear"),
)
#: Three tests give at most two points each.
MOST_POINTS = 6


def decide_level(
    analysis: NeedAnalysis, *, level: EvidenceLevel, reason: str, version: int, by: Actor
) -> EvidenceDecision:
    """Decide the level, as proposed or otherwise; the numbers of this moment are kept with the decision.

    Raises `Conflict` when somebody wrote or decided since `version`.
    """
    ensure(AnalysisPermission.DECIDE, by, analysis.need)
    if not analysis.is_current:
        raise InvalidTransition("analysis.ended", N_("Diese Fassung ist abgeschlossen. Es gibt schon eine neuere."))
    if analysis.version != version:
        raise Conflict
    if not reason:
        raise InvalidInput("level.no-reason", N_("Bitte begründen Sie die Entscheidung."), field="reason")
    if len(reason) > LONGEST_REASON:
        raise InvalidInput("level.long-reason", N_("Die Begründung ist zu lang."), field="reason")
    rule = analyses.rule_on()
    facts = queries.facts_of(analysis.need, queries.evidence_matrix(analysis.need_id), analysis, rule)
    decision = EvidenceDecision(
        analysis_id=analysis.id,
        level=level,
        proposed=propose(facts, rule).level.value,
        reason=reason,
        facts=queries.as_stored(facts, rule),
        by_id=by.id,
        at=clock.now(),
    )
    analysis.level = level
    analysis.updated_at = clock.now()  # the same level decided again must not be overwritten unseen either
    session().add(decision)
    session().flush()
    audit.log(protocol.LEVEL_DECIDED, by=by, need_id=analysis.need_id, decision_id=decision.id)
    return decision


def set_rule(thresholds: Thresholds, *, by: Actor) -> UUID:
    """Set the thresholds from a day on, today at the earliest: what was proposed before was proposed by the rule of its day."""
    ensure(AnalysisPermission.SET_RULE, by)
    _check(thresholds)
    row = EvidenceRule(
        **{name: getattr(thresholds, name) for name in Thresholds.__dataclass_fields__}, created_by=by.id
    )
    session().add(row)
    session().flush()
    audit.log(protocol.RULE_SET, by=by, rule_id=row.id)
    return row.id


def _check(rule: Thresholds) -> None:
    if not clock.today() <= rule.valid_from or rule.valid_from.year > LATEST_YEAR:
        raise InvalidInput("rule.past", N_("Neue Schwellen gelten frühestens ab heute."), field="valid_from")
    for low, high in _PAIRS:
        if not 0 < getattr(rule, low) <= getattr(rule, high) <= 100_000:
            raise InvalidInput(
                "rule.order", N_("Die zweite Schwelle muss mindestens so hoch sein wie die erste."), field=high
            )
    if not 0 < rule.points_partly < rule.points_proven <= MOST_POINTS:
        raise InvalidInput(
            "rule.points",
            N_("„Belegt“ braucht mehr Punkte als „teilweise belegt“, und höchstens sechs."),
            field="points_proven",
        )
    if not rule.note:
        raise InvalidInput("rule.no-note", N_("Bitte schreiben Sie, warum Sie diese Schwellen wählen."), field="note")
