"""The steps that stand in the audit log of the whole portal, besides the history of each Bedarf."""

from portal.kernel import audit
from portal.kernel.text import N_

ANSWERED = audit.kind("needs.answered", N_("Bedarf öffentlich beantwortet"), keys=("need_id",))
MERGED = audit.kind("needs.merged", N_("Bedarfe zusammengeführt"), keys=("need_id", "into_id"))
SPLIT = audit.kind("needs.split", N_("Bedarf aufgeteilt"), keys=("need_id", "new_need_id"))
STEP_UNDONE = audit.kind(
    "needs.step-undone", N_("Zusammenführen oder Aufteilen zurückgenommen"), keys=("need_id", "other_id")
)
DELETED = audit.kind("needs.deleted", N_("Bedarf gelöscht"), keys=("need_id",))
RESTORED = audit.kind("needs.restored", N_("Bedarf wiederhergestellt"), keys=("need_id",))
DECLINED = audit.kind("needs.declined", N_("Wortmeldung als kein Bedarf beantwortet"), keys=("contribution_id",))
DECISION_UNDONE = audit.kind("needs.decision-undone", N_("Entscheidung im Eingang zurückgenommen"), keys=("batch_id",))
TEXT_MODULE_CHANGED = audit.kind("needs.text-module-changed", N_("Textbaustein geändert"), keys=("module_id", "change"))
CONTACTS_HANDED_OUT = audit.kind(
    "needs.contacts-handed-out",
    N_("Kontakte zum Weitersagen ausgegeben"),
    keys=("need_id", "way", "contacts", "reason"),
)
