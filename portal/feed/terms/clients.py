"""Keys and the systems that hold them."""

from datetime import timedelta
from enum import StrEnum

from portal.kernel.text import N_

#: Every key begins with this, so that a key in a log or a repository is recognised as one.
KEY_PREFIX = "mtn_"

#: So many characters of a key are kept readable, to tell keys apart.
KEY_SHOWN = 10

NAME_LONGEST = 100

PURPOSE_LONGEST = 500

#: `last_used_at` is written at most this often: reading must not become writing.
USED_EVERY = timedelta(minutes=1)

#: So long the old key counts beside the new one after a rotation.
GRACE = timedelta(days=14)

#: Requests a minute: what may be chosen, and what is proposed.
REQUESTS_FEWEST, REQUESTS_MOST, REQUESTS_USUAL = 10, 6_000, 1_200

#: A key counts for ten years at most.
LONGEST_DAYS = 3_653

#: The page shows the refusals of so many days, and no older ones are kept.
FAILURE_DAYS = 14

REASON_LONGEST = 300
REASON_SHORTEST = 10


class ApiRight(StrEnum):
    """What a key may do. It has none of them unless somebody gave it."""

    READ_NEEDS = "needs:read"
    READ_MEASURES = "measures:read"
    READ_DECISIONS = "decisions:read"
    READ_PAPERS = "papers:read"
    READ_CONSULTATIONS = "consultations:read"
    READ_INDICATORS = "indicators:read"
    #: What was noted on Ortsbegehungen, at its exact place.
    READ_FINDINGS = "findings:read"
    WRITE_PAPERS = "papers:write"
    WRITE_DECISIONS = "decisions:write"
    WRITE_MEASURES = "measures:write"
    WRITE_INDICATORS = "indicators:write"
    #: The names of colleagues who are responsible; only with a reason.
    READ_NAMES = "names:read"

    @property
    def label(self) -> str:
        return _RIGHTS[self]

    @property
    def is_writing(self) -> bool:
        return self in WRITING


WRITING = frozenset(
    {ApiRight.WRITE_PAPERS, ApiRight.WRITE_DECISIONS, ApiRight.WRITE_MEASURES, ApiRight.WRITE_INDICATORS}
)
#: Everything that can be read without learning a name.
READING = frozenset(ApiRight) - WRITING - {ApiRight.READ_NAMES}

_RIGHTS = {
    ApiRight.READ_NEEDS: N_("Bedarfe lesen"),
    ApiRight.READ_MEASURES: N_("Maßnahmen lesen"),
    ApiRight.READ_DECISIONS: N_("Beschlüsse lesen"),
    ApiRight.READ_PAPERS: N_("Beschlussvorlagen lesen"),
    ApiRight.READ_CONSULTATIONS: N_("Beteiligungsverfahren lesen"),
    ApiRight.READ_INDICATORS: N_("Kennzahlen lesen"),
    ApiRight.READ_FINDINGS: N_("Befunde von Ortsbegehungen lesen"),
    ApiRight.WRITE_PAPERS: N_("Nummer und Adresse von Beschlussvorlagen zurückmelden"),
    ApiRight.WRITE_DECISIONS: N_("Ergebnisse von Sitzungen zurückmelden"),
    ApiRight.WRITE_MEASURES: N_("Fortschritt von Maßnahmen zurückmelden"),
    ApiRight.WRITE_INDICATORS: N_("Werte von Kennzahlen eintragen"),
    ApiRight.READ_NAMES: N_("Namen der Zuständigen lesen"),
}
