"""Words of the SWOT-Analyse: four fields, and the four strategies that combine them."""

from enum import StrEnum

from portal.kernel.text import N_

LONGEST_TITLE = 160
LONGEST_ENTRY = 400
LONGEST_NOTE = 300
#: A field with more than this says nothing any more.
MOST_ENTRIES = 12
MOST_VERSIONS = 50


class SwotField(StrEnum):
    """Where an entry stands: one of four fields, or a strategy that combines two of them."""

    STRENGTH = "strength"
    WEAKNESS = "weakness"
    OPPORTUNITY = "opportunity"
    THREAT = "threat"
    STRENGTH_OPPORTUNITY = "strength_opportunity"
    WEAKNESS_OPPORTUNITY = "weakness_opportunity"
    STRENGTH_THREAT = "strength_threat"
    WEAKNESS_THREAT = "weakness_threat"

    @property
    def label(self) -> str:
        return _FIELDS[self][0]

    @property
    def question(self) -> str:
        """What one asks oneself there."""
        return _FIELDS[self][1]


_FIELDS = {
    SwotField.STRENGTH: (N_("Stärken"), N_("Was ist hier gut, worauf können wir bauen?")),
    SwotField.WEAKNESS: (N_("Schwächen"), N_("Was fehlt hier oder hält uns auf?")),
    SwotField.OPPORTUNITY: (N_("Chancen"), N_("Was kommt von außen, das wir nutzen können?")),
    SwotField.THREAT: (N_("Risiken"), N_("Was kommt von außen, das uns schaden kann?")),
    SwotField.STRENGTH_OPPORTUNITY: (
        N_("Ausbauen (Stärken und Chancen)"),
        N_("Mit welcher Stärke nutzen wir welche Chance?"),
    ),
    SwotField.WEAKNESS_OPPORTUNITY: (
        N_("Aufholen (Schwächen und Chancen)"),
        N_("Welche Chance hilft uns, welche Schwäche zu überwinden?"),
    ),
    SwotField.STRENGTH_THREAT: (
        N_("Absichern (Stärken und Risiken)"),
        N_("Mit welcher Stärke begegnen wir welchem Risiko?"),
    ),
    SwotField.WEAKNESS_THREAT: (
        N_("Vermeiden (Schwächen und Risiken)"),
        N_("Wo trifft ein Risiko auf eine Schwäche, und was tun wir, damit das nicht geschieht?"),
    ),
}
FIELDS = (SwotField.STRENGTH, SwotField.WEAKNESS, SwotField.OPPORTUNITY, SwotField.THREAT)
STRATEGIES = (
    SwotField.STRENGTH_OPPORTUNITY,
    SwotField.WEAKNESS_OPPORTUNITY,
    SwotField.STRENGTH_THREAT,
    SwotField.WEAKNESS_THREAT,
)
