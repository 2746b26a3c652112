"""Words and states of Handlungsempfehlungen."""

from enum import StrEnum

from portal.kernel.text import N_
from portal.kernel.workflow import Transitions

LONGEST_RECOMMENDATION_TITLE = 160
LONGEST_RECOMMENDATION_TEXT = 10_000
LONGEST_OPTION_TITLE = 160
LONGEST_OPTION_TEXT = 4_000
LONGEST_COST_NOTE = 300
MOST_OPTIONS = 8
MOST_NEEDS = 50


class RecommendationState(StrEnum):
    """Where a Handlungsempfehlung stands on its way to a Gremium."""

    DRAFT = "draft"
    READY = "ready"
    IN_COUNCIL = "in_council"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return _STATES[self][0]

    @property
    def tone(self) -> str:
        return _STATES[self][1]

    @property
    def is_open(self) -> bool:
        """Whether somebody still works on it."""
        return self not in (RecommendationState.DECIDED, RecommendationState.WITHDRAWN)

    @property
    def is_written(self) -> bool:
        """Whether its words may still be changed."""
        return self in (RecommendationState.DRAFT, RecommendationState.READY)


_STATES = {
    RecommendationState.DRAFT: (N_("Entwurf"), "neutral"),
    RecommendationState.READY: (N_("bereit für das Gremium"), "info"),
    RecommendationState.IN_COUNCIL: (N_("in der Beratung"), "warning"),
    RecommendationState.DECIDED: (N_("entschieden"), "success"),
    RecommendationState.WITHDRAWN: (N_("zurückgezogen"), "neutral"),
}

#: DECIDED goes back to IN_COUNCIL when the only Beschluss was entered by mistake and taken out again.
RECOMMENDATION_TRANSITIONS: Transitions[RecommendationState] = Transitions(
    {
        RecommendationState.DRAFT: frozenset({RecommendationState.READY, RecommendationState.WITHDRAWN}),
        RecommendationState.READY: frozenset(
            {RecommendationState.DRAFT, RecommendationState.IN_COUNCIL, RecommendationState.WITHDRAWN}
        ),
        RecommendationState.IN_COUNCIL: frozenset({RecommendationState.DECIDED, RecommendationState.WITHDRAWN}),
        RecommendationState.DECIDED: frozenset({RecommendationState.IN_COUNCIL}),
        RecommendationState.WITHDRAWN: frozenset({RecommendationState.DRAFT}),
    }
)


class Effect(StrEnum):
    """What an option does to one Grunddaseinsfunktion."""

    MUCH_BETTER = "much_better"
    BETTER = "better"
    SAME = "same"
    WORSE = "worse"

    @property
    def label(self) -> str:
        return _EFFECTS[self][0]

    @property
    def sign(self) -> str:
        """The same as a sign for tables; the words stand beside it."""
        return _EFFECTS[self][1]


_EFFECTS = {
    Effect.MUCH_BETTER: (N_("wird viel besser"), "++"),
    Effect.BETTER: (N_("wird besser"), "+"),
    Effect.SAME: (N_("bleibt gleich"), "0"),
    Effect.WORSE: (N_("wird schlechter"), "−"),
}
