"""The kinds of audit entry that accounts write. Ids only: no names, no addresses of people or computers."""

from portal.kernel.audit import kind
from portal.kernel.text import N_

SIGNED_IN = kind("accounts.signed-in", N_("Angemeldet"), keys=("account_id",))
SIGN_IN_FAILED = kind("accounts.sign-in-failed", N_("Anmeldung gescheitert"), keys=("account_id",), by_anyone=True)
CREATED = kind("accounts.created", N_("Konto angelegt"), keys=("account_id",))
INVITED = kind("accounts.invited", N_("Person eingeladen"), keys=("account_id",))
INVITATION_ACCEPTED = kind("accounts.invitation-accepted", N_("Einladung angenommen"), keys=("account_id",))
ROLE_GIVEN = kind("accounts.role-given", N_("Rolle gegeben"), keys=("account_id", "role", "sozialraum_id"))
ROLE_WITHDRAWN = kind("accounts.role-withdrawn", N_("Rolle entzogen"), keys=("account_id", "role", "sozialraum_id"))
PASSWORD_CHANGED = kind("accounts.password-changed", N_("Passwort geändert"), keys=("account_id",))
RESET_REQUESTED = kind(
    "accounts.reset-requested", N_("Neues Passwort angefordert"), keys=("account_id",), by_anyone=True
)
SESSIONS_ENDED = kind("accounts.sessions-ended", N_("Sitzungen beendet"), keys=("account_id", "sessions"))
DEACTIVATED = kind("accounts.deactivated", N_("Konto deaktiviert"), keys=("account_id",))
REACTIVATED = kind("accounts.reactivated", N_("Konto wieder aktiviert"), keys=("account_id",))
