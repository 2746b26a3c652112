"""How far a wall is, and the rules under which cards and dots come to it."""

from datetime import timedelta
from enum import StrEnum

from portal.kernel.text import N_
from portal.kernel.workflow import Transitions

LONGEST_TITLE = 120
#: A heading must still be read from the last row.
LONGEST_COLUMN_TITLE = 60
LONGEST_HINT = 200
LONGEST_CLUSTER_TITLE = 80
#: One thought per card, in letters that are read from six metres.
LONGEST_CARD = 240
LONGEST_FIRST_NAME = 40
MOST_COLUMNS = 8
MOST_CLUSTERS = 60
MOST_CARDS = 1_000
#: Cards of one phone on one wall: far more than anybody writes in an evening.
MOST_CARDS_OF_A_GUEST = 60
#: A phone that sends more is no hand that writes.
MOST_CARDS_IN_A_MINUTE = 12
MOST_DOTS = 20
#: Dots that the moderation places for the room at one spot.
MOST_DOTS_OF_THE_ROOM = 500
LONGEST_TIMER_MINUTES = 180
MOST_SLIPS = 500
#: How long a phone keeps its name after it last looked at an open wall: a workshop online runs over weeks. So long after a wall
#: closed no phone has one any more, the wall forgets its own end of it, and its room code leads nowhere.
PHONES_ARE_KNOWN = timedelta(days=60)


class WallState(StrEnum):
    """How far a wall is."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return _STATE_LABELS[self]

    @property
    def tone(self) -> str:
        return _STATE_TONES[self]


_STATE_LABELS = {
    WallState.DRAFT: N_("Entwurf"),
    WallState.OPEN: N_("Offen"),
    WallState.CLOSED: N_("Geschlossen"),
}
_STATE_TONES = {WallState.DRAFT: "neutral", WallState.OPEN: "success", WallState.CLOSED: "info"}

WALL: Transitions[WallState] = Transitions(
    {
        WallState.DRAFT: frozenset({WallState.OPEN}),
        WallState.OPEN: frozenset({WallState.CLOSED}),
        WallState.CLOSED: frozenset({WallState.OPEN}),
    }
)


class Naming(StrEnum):
    """Whether a card says who wrote it."""

    ANONYMOUS = "anonymous"
    FIRST_NAME = "first_name"

    @property
    def label(self) -> str:
        return _NAMING_LABELS[self]


_NAMING_LABELS = {
    Naming.ANONYMOUS: N_("Ohne Namen"),
    Naming.FIRST_NAME: N_("Mit Vornamen, wer mag"),
}
