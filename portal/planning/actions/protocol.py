"""The steps of analysis, Soll-Ist-Abgleich and prioritising that stand in the audit log of the whole portal."""

from portal.kernel import audit
from portal.kernel.text import N_

LEVEL_DECIDED = audit.kind(
    "planning.level-decided", N_("Belegstufe eines Bedarfs entschieden"), keys=("need_id", "decision_id")
)
RULE_SET = audit.kind("planning.rule-set", N_("Schwellen der Belegregel gesetzt"), keys=("rule_id",))
TARGET_DELETED = audit.kind("planning.target-deleted", N_("Zeile des Soll-Ist-Abgleichs gelöscht"), keys=("target_id",))
CRITERION_CHANGED = audit.kind(
    "planning.criterion-changed", N_("Kriterium der Priorisierung geändert"), keys=("criterion_id",)
)
ROUND_OPENED = audit.kind("planning.round-opened", N_("Priorisierungsrunde eröffnet"), keys=("round_id",))
ROUND_CLOSED = audit.kind("planning.round-closed", N_("Priorisierungsrunde abgeschlossen"), keys=("round_id",))
ROUND_DELETED = audit.kind("planning.round-deleted", N_("Priorisierungsrunde gelöscht"), keys=("round_id",))
GOALS_MOVED = audit.kind("planning.goals-moved", N_("Gegenstromverfahren weitergeführt"), keys=("procedure_id",))
GOALS_DECIDED = audit.kind("planning.goals-decided", N_("Ziele beschlossen"), keys=("procedure_id",))
GOALS_DELETED = audit.kind("planning.goals-deleted", N_("Gegenstromverfahren gelöscht"), keys=("procedure_id",))
SWOT_DELETED = audit.kind("planning.swot-deleted", N_("SWOT-Analyse gelöscht"), keys=("swot_id",))
START_CHECK_DELETED = audit.kind("planning.start-check-deleted", N_("Startcheck gelöscht"), keys=("check_id",))
