"""How a Nadelkarte stands, what it asks of people, and who sees what of a pin."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.contributions.terms import ModerationState
from portal.kernel.text import N_
from portal.kernel.workflow import Transitions

LONGEST_TITLE = 120
LONGEST_QUESTION = 200
LONGEST_TEXT = 2_000
LONGEST_LABEL = 60
LONGEST_COMMENT = 1_000
#: Categories of one map: more cannot be told apart. Groups of people likewise.
MOST_CATEGORIES = 8
MOST_GROUPS = 8
#: Metres by which a public position may be moved, or the width of the grid.
SMALLEST_BLUR = 10
LARGEST_BLUR = 1_000
#: Pins one person may set; also without a limit of the map nobody sets more in one sitting.
MOST_PINS_OF_A_SITTING = 100


class MapState(StrEnum):
    """How far a Nadelkarte is from its author's view."""

    DRAFT = "draft"
    PUBLISHED = "published"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        return _STATE_LABELS[self]

    @property
    def tone(self) -> str:
        return _STATE_TONES[self]


_STATE_LABELS = {
    MapState.DRAFT: N_("Entwurf"),
    MapState.PUBLISHED: N_("Veröffentlicht"),
    MapState.CLOSED: N_("Abgeschlossen"),
}
_STATE_TONES = {MapState.DRAFT: "neutral", MapState.PUBLISHED: "success", MapState.CLOSED: "info"}

PIN_MAP: Transitions[MapState] = Transitions(
    {
        MapState.DRAFT: frozenset({MapState.PUBLISHED}),
        MapState.PUBLISHED: frozenset({MapState.CLOSED}),
        MapState.CLOSED: frozenset({MapState.PUBLISHED}),
    }
)


class MapTiming(StrEnum):
    """How a published Nadelkarte stands to today, as everybody sees it."""

    RUNNING = "running"
    COMING = "coming"
    PAST = "past"

    @property
    def label(self) -> str:
        return _TIMING_LABELS[self]

    @property
    def tone(self) -> str:
        return _TIMING_TONES[self]


_TIMING_LABELS = {
    MapTiming.RUNNING: N_("Läuft gerade"),
    MapTiming.COMING: N_("Beginnt bald"),
    MapTiming.PAST: N_("Beendet"),
}
_TIMING_TONES = {MapTiming.RUNNING: "success", MapTiming.COMING: "info", MapTiming.PAST: "neutral"}


def timing_on(day: date, *, state: MapState, opens_on: date | None, closes_on: date | None) -> MapTiming | None:
    """How it stands to a day; None while it has no period."""
    if state is MapState.CLOSED:
        return MapTiming.PAST
    if opens_on is None or closes_on is None:
        return None
    if day < opens_on:
        return MapTiming.COMING
    return MapTiming.RUNNING if day <= closes_on else MapTiming.PAST


class CommentRule(StrEnum):
    """Whether people are asked "Warum?"."""

    NONE = "none"
    OPTIONAL = "optional"
    REQUIRED = "required"

    @property
    def label(self) -> str:
        return _COMMENT_LABELS[self]


_COMMENT_LABELS = {
    CommentRule.NONE: N_("Nicht fragen"),
    CommentRule.OPTIONAL: N_("Fragen, Antwort freiwillig"),
    CommentRule.REQUIRED: N_("Fragen, Antwort nötig"),
}


class ModerationRule(StrEnum):
    """When others see where a pin stands. Its words and photo always wait until a person has released them."""

    AFTER = "after"
    BEFORE = "before"

    @property
    def label(self) -> str:
        return _MODERATION_LABELS[self]


_MODERATION_LABELS = {
    ModerationRule.AFTER: N_("Die Nadel sofort, Worte und Foto erst nach der Freigabe"),
    ModerationRule.BEFORE: N_("Alles erst nach der Freigabe"),
}


class PositionRule(StrEnum):
    """What becomes of a position before others see it."""

    JITTER = "jitter"
    GRID = "grid"

    @property
    def label(self) -> str:
        return _POSITION_LABELS[self]


_POSITION_LABELS = {
    PositionRule.JITTER: N_("Einmal zufällig ein Stück verschoben"),
    PositionRule.GRID: N_("In die Mitte eines Rasterfelds gesetzt"),
}


class PinVisibility(StrEnum):
    """Whether others see that a pin stands there."""

    SHOWN = "shown"
    HELD = "held"
    HIDDEN = "hidden"

    @property
    def label(self) -> str:
        return _VISIBILITY_LABELS[self]

    @property
    def tone(self) -> str:
        return _VISIBILITY_TONES[self]


_VISIBILITY_LABELS = {
    PinVisibility.SHOWN: N_("Auf der Karte"),
    PinVisibility.HELD: N_("Wartet auf Freigabe"),
    PinVisibility.HIDDEN: N_("Ausgeblendet"),
}
_VISIBILITY_TONES = {
    PinVisibility.SHOWN: "success",
    PinVisibility.HELD: "warning",
    PinVisibility.HIDDEN: "danger",
}


def visibility_of(moderation: ModerationState, rule: ModerationRule) -> PinVisibility:
    """Whether others see where the pin of a Wortmeldung stands."""
    if moderation is ModerationState.HIDDEN:
        return PinVisibility.HIDDEN
    if moderation is ModerationState.RELEASED or rule is ModerationRule.AFTER:
        return PinVisibility.SHOWN
    return PinVisibility.HELD


class Requirement(StrEnum):
    """What must be there before everybody may see a Nadelkarte."""

    TITLE = "title"
    QUESTION = "question"
    CATEGORIES = "categories"
    AREA = "area"
    PERIOD = "period"
    CONTACT = "contact"

    @property
    def label(self) -> str:
        return _REQUIREMENT_LABELS[self]


_REQUIREMENT_LABELS = {
    Requirement.TITLE: N_("Ein Titel, den alle verstehen"),
    Requirement.QUESTION: N_("Eine einzige Frage, auf die eine Nadel die Antwort ist"),
    Requirement.CATEGORIES: N_("Mindestens eine Kategorie; Farbe und Form gibt es je nur einmal"),
    Requirement.AREA: N_("Ein Gebiet mit Grenzen"),
    Requirement.PERIOD: N_("Beginn und Ende; das Ende liegt nicht in der Vergangenheit"),
    Requirement.CONTACT: N_("Eine Ansprechperson mit Telefonnummer"),
}


@dataclass(frozen=True, slots=True)
class PinFilter:
    """What of a map is looked at. Empty tuples mean everything."""

    #: Numbers of categories and of groups (0: no group given).
    categories: tuple[int, ...] = ()
    groups: tuple[int, ...] = ()
    #: Months as 202611.
    months: tuple[int, ...] = ()
    #: Only for staff; everybody else sees what is shown.
    visibilities: tuple[PinVisibility, ...] = (PinVisibility.SHOWN,)
