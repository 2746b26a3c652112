"""The Wirkungstreppe and what an Evaluation says.

The stair with its seven steps is the logic model that funders in Germany ask for: output is steps 1 to 3, outcome steps 4 to 6,
impact step 7. Before it stands what is put in.
"""

from enum import StrEnum

from portal.kernel.text import N_

LONGEST_STATEMENT = 400
LONGEST_INDICATOR_NAME = 200
LONGEST_INDICATOR_KEY = 100
LONGEST_TARGET = 200
LONGEST_SOURCE = 200
LONGEST_MEASURED = 200
LONGEST_JUDGEMENT = 1000
LONGEST_REVIEW = 4000
MOST_EFFECTS = 60


class EffectPart(StrEnum):
    """The four parts of the logic model."""

    INPUT = "input"
    OUTPUT = "output"
    OUTCOME = "outcome"
    IMPACT = "impact"

    @property
    def label(self) -> str:
        return _PARTS[self]


_PARTS = {
    EffectPart.INPUT: N_("Einsatz (Input)"),
    EffectPart.OUTPUT: N_("Leistung (Output)"),
    EffectPart.OUTCOME: N_("Wirkung bei den Menschen (Outcome)"),
    EffectPart.IMPACT: N_("Wirkung im Sozialraum (Impact)"),
}


class EffectStage(StrEnum):
    """One step of the Wirkungstreppe."""

    INPUT = "input"
    HAPPENS = "output_1"
    REACHES = "output_2"
    ACCEPTED = "output_3"
    KNOWLEDGE = "outcome_4"
    BEHAVIOUR = "outcome_5"
    SITUATION = "outcome_6"
    SOZIALRAUM = "impact_7"

    @property
    def number(self) -> int:
        """1 to 7; 0 for what is put in."""
        return list(EffectStage).index(self)

    @property
    def part(self) -> EffectPart:
        return EffectPart(self.value.partition("_")[0])

    @property
    def label(self) -> str:
        return _STAGES[self]


_STAGES = {
    EffectStage.INPUT: N_("Was eingesetzt wird: Geld, Zeit, Räume"),
    EffectStage.HAPPENS: N_("Stufe 1: Es findet statt wie geplant"),
    EffectStage.REACHES: N_("Stufe 2: Die Zielgruppe wird erreicht"),
    EffectStage.ACCEPTED: N_("Stufe 3: Die Zielgruppe nimmt es an"),
    EffectStage.KNOWLEDGE: N_("Stufe 4: Wissen, Können oder Haltung ändern sich"),
    EffectStage.BEHAVIOUR: N_("Stufe 5: Die Menschen handeln anders"),
    EffectStage.SITUATION: N_("Stufe 6: Die Lebenslage der Menschen ändert sich"),
    EffectStage.SOZIALRAUM: N_("Stufe 7: Der Sozialraum ändert sich"),
}


class Attainment(StrEnum):
    """How far a target was reached, as somebody judged it."""

    REACHED = "reached"
    PARTLY = "partly"
    MISSED = "missed"
    OPEN = "open"

    @property
    def label(self) -> str:
        return _ATTAINMENTS[self][0]

    @property
    def tone(self) -> str:
        return _ATTAINMENTS[self][1]


_ATTAINMENTS = {
    Attainment.REACHED: (N_("erreicht"), "success"),
    Attainment.PARTLY: (N_("teilweise erreicht"), "warning"),
    Attainment.MISSED: (N_("nicht erreicht"), "danger"),
    Attainment.OPEN: (N_("noch offen"), "neutral"),
}


class Consequence(StrEnum):
    """What follows from an Evaluation."""

    CONTINUE = "continue"
    CHANGE = "change"
    END = "end"
    NEW_NEED = "new_need"

    @property
    def label(self) -> str:
        return _CONSEQUENCES[self]

    @property
    def needs_next_review(self) -> bool:
        """Whether the Maßnahme goes on, so that a next day of review must be named."""
        return self is not Consequence.END


_CONSEQUENCES = {
    Consequence.CONTINUE: N_("weiterführen"),
    Consequence.CHANGE: N_("ändern"),
    Consequence.END: N_("beenden"),
    Consequence.NEW_NEED: N_("neuer Bedarf"),
}
