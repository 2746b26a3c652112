"""What Angebote are, how they stand, and how long their words may be."""

from datetime import timedelta
from enum import StrEnum

from portal.kernel.text import N_
from portal.kernel.workflow import Transitions

LONGEST_NAME = 160
LONGEST_WHAT = 2_000
LONGEST_ADDRESS = 400
LONGEST_PHONE = 60
LONGEST_EMAIL = 254
LONGEST_WEBSITE = 300
LONGEST_COSTS = 300
LONGEST_HOURS_NOTE = 400
LONGEST_REPORT = 1_000
LONGEST_CONTACT = 160
#: After so many months somebody looks whether everything is still right; the longest is also the usual one.
RHYTHMS = (3, 6, 12)
USUAL_RHYTHM = 12
#: Before this year nobody checked anything for this directory; a day before it is a slip of the finger.
FIRST_YEAR = 2000
#: How long the contact somebody left with a Hinweis is kept when nobody settles it.
CONTACT_KEPT = timedelta(days=180)
#: How many Angebote one sheet of paper holds at most.
MOST_ON_SHEET = 300

#: Parts of an address beneath that of the directory that no Angebot may take.
RESERVED_SLUGS = frozenset({"blatt"})

EMAIL = r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]{2,}$"
PHONE = r"[\d\s+()/.–-]{3,}$"
WEBSITE = r"(?i)(https?://)?[^\s/:@]+\.[^\s/:@]{2,}(/\S*)?$"


class OfferKind(StrEnum):
    """What an Angebot is. The order is that of sheets and lists: help first."""

    ADVICE = "advice"
    EVERYDAY_HELP = "everyday_help"
    CARE = "care"
    HEALTH = "health"
    TRANSPORT = "transport"
    MEETING_PLACE = "meeting_place"
    MEALS = "meals"
    CLUB = "club"
    HOUSING = "housing"
    EDUCATION = "education"
    CHILDREN = "children"
    AUTHORITY = "authority"
    EMERGENCY = "emergency"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _KINDS[self]


_KINDS = {
    OfferKind.ADVICE: N_("Beratung"),
    OfferKind.EVERYDAY_HELP: N_("Hilfe im Alltag"),
    OfferKind.CARE: N_("Pflege"),
    OfferKind.HEALTH: N_("Ärzte und Gesundheit"),
    OfferKind.TRANSPORT: N_("Fahrdienst und Mobilität"),
    OfferKind.MEETING_PLACE: N_("Treffpunkt"),
    OfferKind.MEALS: N_("Essen und Einkaufen"),
    OfferKind.CLUB: N_("Verein"),
    OfferKind.HOUSING: N_("Wohnen"),
    OfferKind.EDUCATION: N_("Bildung und Kultur"),
    OfferKind.CHILDREN: N_("Kinder, Jugend und Familie"),
    OfferKind.AUTHORITY: N_("Behörde"),
    OfferKind.EMERGENCY: N_("Notfall und Krise"),
    OfferKind.OTHER: N_("Anderes Angebot"),
}


class OfferState(StrEnum):
    """Whether residents find it."""

    DRAFT = "draft"
    SHOWN = "shown"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return _STATES[self]

    @property
    def tone(self) -> str:
        return _STATE_TONES[self]


_STATES = {
    OfferState.DRAFT: N_("Entwurf"),
    OfferState.SHOWN: N_("öffentlich"),
    OfferState.ENDED: N_("beendet"),
}
_STATE_TONES = {OfferState.DRAFT: "neutral", OfferState.SHOWN: "success", OfferState.ENDED: "warning"}
TRANSITIONS = Transitions(
    {
        OfferState.DRAFT: frozenset({OfferState.SHOWN, OfferState.ENDED}),
        OfferState.SHOWN: frozenset({OfferState.ENDED}),
        OfferState.ENDED: frozenset({OfferState.SHOWN}),
    }
)


class BarrierFree(StrEnum):
    """Whether somebody in a wheelchair gets in and around."""

    UNKNOWN = "unknown"
    YES = "yes"
    PARTLY = "partly"
    NO = "no"

    @property
    def label(self) -> str:
        return _BARRIER_FREE[self]


_BARRIER_FREE = {
    BarrierFree.UNKNOWN: N_("nicht bekannt"),
    BarrierFree.YES: N_("barrierefrei"),
    BarrierFree.PARTLY: N_("teilweise barrierefrei"),
    BarrierFree.NO: N_("nicht barrierefrei"),
}


class WorkFilter(StrEnum):
    """What the list of the staff can be narrowed to besides kind and place."""

    DUE = "due"
    DRAFT = "draft"
    SHOWN = "shown"
    ENDED = "ended"

    @property
    def label(self) -> str:
        return _WORK_FILTERS[self]


_WORK_FILTERS = {
    WorkFilter.DUE: N_("zu prüfen"),
    WorkFilter.DRAFT: N_("Entwürfe"),
    WorkFilter.SHOWN: N_("öffentlich"),
    WorkFilter.ENDED: N_("beendet"),
}


def missing_to_show(*, what: str, ways: tuple[str, ...]) -> bool:
    """Whether a resident would not know what one gets there, or how to get there."""
    return not what or not any(ways)
