"""Webhooks: their limits, how long they are tried, and what can become of a try."""

from datetime import timedelta
from enum import StrEnum

from portal.kernel.text import N_

#: Every secret begins with this, as Standard Webhooks says.
SECRET_PREFIX = "whsec_"
URL_LONGEST = 500
DESCRIPTION_LONGEST = 200
#: So many webhooks one system may have.
MOST_WEBHOOKS = 5

#: After a rotation the old secret signs beside the new one for so long.
GRACE = timedelta(hours=24)
#: So long after its first failure a delivery is tried again; then the webhook is paused.
TRY_FOR = timedelta(hours=75)
#: The pause after the first failure; each further one is `BACKOFF` times as long, at most `LONGEST_PAUSE`.
FIRST_PAUSE = timedelta(seconds=5)
BACKOFF = 4
LONGEST_PAUSE = timedelta(hours=1)
#: A pause is longer or shorter by up to this part, by chance, so that receivers are not asked all at once.
JITTER = 0.2
#: At least and at most so long a receiver's Retry-After is obeyed.
SHORTEST_WISH = timedelta(seconds=1)
LONGEST_WISH = timedelta(hours=6)

#: How long the log is kept.
KEEP_ATTEMPTS = timedelta(days=30)
#: Type of a test delivery.
TEST_TYPE = "webhook.test"


class PauseReason(StrEnum):
    """Why a webhook rests."""

    BY_HAND = "by_hand"
    EXHAUSTED = "exhausted"
    GONE = "gone"

    @property
    def label(self) -> str:
        return _REASONS[self]


_REASONS = {
    PauseReason.BY_HAND: N_("von Hand angehalten"),
    PauseReason.EXHAUSTED: N_("angehalten, weil der Empfänger eine Zustellung drei Tage lang nicht angenommen hat"),
    PauseReason.GONE: N_("angehalten, weil der Empfänger gemeldet hat, dass es ihn nicht mehr gibt (410)"),
}


class Outcome(StrEnum):
    """What became of one try."""

    DELIVERED = "delivered"
    REFUSED = "refused"
    FAILED = "failed"
    GONE = "gone"
    SLOW = "slow"
    AWAY = "away"
    CERTIFICATE = "certificate"
    MOVED = "moved"
    FORBIDDEN = "forbidden"

    @property
    def label(self) -> str:
        return _OUTCOMES[self]

    @property
    def is_of_receiver(self) -> bool:
        """Whether it says that the receiver as a whole does not take anything now, not only this one delivery."""
        return self not in (Outcome.DELIVERED, Outcome.REFUSED)


_OUTCOMES = {
    Outcome.DELIVERED: N_("angenommen"),
    Outcome.REFUSED: N_("abgelehnt"),
    Outcome.FAILED: N_("Fehler beim Empfänger"),
    Outcome.GONE: N_("Empfänger gibt es nicht mehr"),
    Outcome.SLOW: N_("keine Antwort innerhalb von zehn Sekunden"),
    Outcome.AWAY: N_("nicht zu erreichen"),
    Outcome.CERTIFICATE: N_("Zertifikat nicht gültig"),
    Outcome.MOVED: N_("leitet auf eine andere Adresse um"),
    Outcome.FORBIDDEN: N_("Adresse führt in ein internes Netz"),
}
