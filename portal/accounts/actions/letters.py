"""The mails of accounts: written for staff, in German, signed by the county."""

from portal.accounts.models import Account
from portal.county import queries as county
from portal.kernel.policy import Actor
from portal.kernel.runtime import settings

_INVITATION = """Guten Tag {name},

{invited_by} Sie ein, am Beteiligungsportal „Miteinander“ ({county}) mitzuarbeiten.

Öffnen Sie diesen Link und wählen Sie ein Passwort:

{link}

Der Link gilt sieben Tage und nur einmal. Ist er abgelaufen, schickt Ihnen die Verwaltung des Portals einen neuen.

Sie haben diese Mail nicht erwartet? Dann brauchen Sie nichts zu tun.
{signature}"""

_RESET = """Guten Tag {name},

für Ihr Konto im Beteiligungsportal „Miteinander“ ({county}) wurde ein neues Passwort angefordert.

Öffnen Sie diesen Link und wählen Sie ein neues Passwort:

{link}

Der Link gilt eine Stunde und nur einmal. Wenn Sie ihn benutzen, werden Sie auf allen Geräten abgemeldet.

Sie waren das nicht? Dann brauchen Sie nichts zu tun: Ihr Passwort bleibt, wie es ist.
{signature}"""

_PASSWORD_CHANGED = """Guten Tag {name},

das Passwort Ihres Kontos im Beteiligungsportal „Miteinander“ ({county}) wurde geändert.

Sie waren das nicht? Fordern Sie bitte gleich ein neues an und sagen Sie der Verwaltung des Portals Bescheid:

{link}
{signature}"""


def invitation(account: Account, token: str, *, by: Actor) -> tuple[str, str]:
    """Subject and text of an invitation."""
    invited_by = f"{by.name} lädt" if by.id is not None else "wir laden"
    text = _INVITATION.format(invited_by=invited_by, **_frame(account, f"/einladung/{token}"))
    return "Ihre Einladung zum Beteiligungsportal", text


def reset(account: Account, token: str) -> tuple[str, str]:
    """Subject and text of a mail with a link for a new password."""
    return "Neues Passwort für das Beteiligungsportal", _RESET.format(**_frame(account, f"/passwort/{token}"))


def password_changed(account: Account) -> tuple[str, str]:
    """Subject and text of the note that a password was changed."""
    return "Ihr Passwort wurde geändert", _PASSWORD_CHANGED.format(**_frame(account, "/passwort-vergessen"))


def _frame(account: Account, path: str) -> dict[str, str]:
    here = county.find_county()
    name = here.name if here else "Miteinander"
    phone = f"\nTelefon {here.contact_phone}" if here and here.contact_phone else ""
    return {
        "name": account.name,
        "county": name,
        "link": settings().base_url.rstrip("/") + path,
        "signature": f"\nFreundliche Grüße\n{name}{phone}\n",
    }
