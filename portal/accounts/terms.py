"""The words and figures of accounts."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from portal.kernel.policy import Role
from portal.kernel.text import N_


class AccountState(StrEnum):
    """Where an account stands."""

    INVITED = "invited"
    ACTIVE = "active"
    DEACTIVATED = "deactivated"

    @property
    def label(self) -> str:
        return _STATE_LABELS[self]

    @property
    def tone(self) -> str:
        """The colour of its badge."""
        return _STATE_TONES[self]


class Proof(StrEnum):
    """Something that shows a person is who they say they are. A second factor will be a further member."""

    PASSWORD = "password"


#: What has to be shown before a session starts.
REQUIRED_PROOFS: frozenset[Proof] = frozenset({Proof.PASSWORD})

#: A session ends when nothing was asked for this long …
SESSION_IDLE = timedelta(minutes=30)
#: … and in any case after this long.
SESSION_LENGTH = timedelta(hours=12)
#: `last_seen_at` is written at most this often.
SEEN_EVERY = timedelta(minutes=1)
#: After a token was exchanged, requests already under way with the old one still pass for this long.
OLD_TOKEN_GRACE = timedelta(seconds=20)

INVITATION_VALID = timedelta(days=7)
RESET_VALID = timedelta(hours=1)

PASSWORD_SHORTEST = 12
PASSWORD_LONGEST = 200
NAME_LONGEST = 100
EMAIL_LONGEST = 254
PHONE_LONGEST = 40

#: What each role is for, in one sentence for the person who gives it.
ROLE_HELP: Mapping[Role, str] = {
    Role.ADMIN: N_(
        "Lädt Personen ein, gibt und entzieht Rollen, pflegt Kreis und Themen. Sieht keine Wortmeldungen und keine Fälle."
    ),
    Role.PLANNER: N_("Sichtet alle Wortmeldungen, führt die Bedarfe und schreibt die öffentlichen Antworten."),
    Role.SECTOR_PLANNER: N_(
        "Liest die Bedarfe für ihre Planung, zum Beispiel für Seniorinnen und Senioren oder für die Jugend."
    ),
    Role.KUEMMERER: N_("Erste Ansprechperson vor Ort: nimmt Anliegen auf und begleitet die Bedarfe ihres Sozialraums."),
    Role.MODERATOR: N_("Leitet Beteiligungsverfahren, Runde Tische und Werkstätten."),
    Role.MUNICIPALITY: N_(
        "Gemeindeverwaltung: sieht, was den eigenen Ort betrifft, und gibt frei, was in ihrem Namen erscheint."
    ),
    Role.OBSERVER: N_("Meldet, was vor Ort auffällt, zum Beispiel als Themenwächter, Verein oder Verband."),
}

#: Who may give which role. Nobody gives a role beyond the Sozialraum in which they hold their own, and nobody to themselves.
MAY_GIVE: Mapping[Role, frozenset[Role]] = {Role.ADMIN: frozenset(Role)}

EMAIL_TAKEN = N_(
    "Zu dieser Adresse gibt es schon ein Konto. Suchen Sie die Person in der Liste und geben Sie ihr dort die Rolle."
)
ROLE_HELD = N_("Diese Rolle hat die Person dort schon.")

_STATE_LABELS = {
    AccountState.INVITED: N_("Eingeladen"),
    AccountState.ACTIVE: N_("Aktiv"),
    AccountState.DEACTIVATED: N_("Deaktiviert"),
}
_STATE_TONES = {AccountState.INVITED: "info", AccountState.ACTIVE: "success", AccountState.DEACTIVATED: "neutral"}
