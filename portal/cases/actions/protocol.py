"""What the log keeps of Fälle: who, when, how many; never what."""

from portal.cases.queries.opening import READ
from portal.kernel import audit
from portal.kernel.text import N_

DEPUTY_NAMED = audit.kind(
    "cases.deputy-named", N_("Stellvertretung für Fälle benannt"), keys=("keeper_id", "account_id", "starts_on")
)
DEPUTY_ENDED = audit.kind(
    "cases.deputy-ended", N_("Stellvertretung für Fälle beendet"), keys=("keeper_id", "account_id")
)
BREAK_GLASS_ASKED = audit.kind(
    "cases.break-glass-asked", N_("Notöffnung von Fällen erbeten"), keys=("break_glass_id", "keeper_id")
)
BREAK_GLASS_GRANTED = audit.kind(
    "cases.break-glass-granted",
    N_("Notöffnung von Fällen zugestimmt"),
    keys=("break_glass_id", "keeper_id", "account_id"),
)
BREAK_GLASS_REFUSED = audit.kind(
    "cases.break-glass-refused", N_("Notöffnung von Fällen abgelehnt"), keys=("break_glass_id", "keeper_id")
)
#: `case_id` is empty when the list was read.
BREAK_GLASS_READ = audit.kind(READ, N_("Bei einer Notöffnung gelesen"), keys=("break_glass_id", "keeper_id", "case_id"))
HANDED_OVER = audit.kind(
    "cases.handed-over", N_("Fälle übergeben"), keys=("keeper_id", "account_id", "case_ids", "break_glass_id")
)
ERASED = audit.kind("cases.erased", N_("Fall auf Wunsch gelöscht"), keys=("keeper_id",))
DELETED = audit.kind(
    "cases.deleted",
    N_("Fälle nach Ablauf der Frist gelöscht"),
    keys=("closed", "quiet", "from_day", "until_day"),
)
REKEYED = audit.kind("cases.rekeyed", N_("Fälle mit neuem Schlüssel versiegelt"), keys=("texts", "unreadable"))
