"""Words and numbers of the Arbeitsgruppen."""

from enum import StrEnum

from portal.kernel.text import N_

LONGEST_GROUP_NAME = 120
LONGEST_PURPOSE = 1000
LONGEST_IDEA = 1000
LONGEST_IDEA_REASON = 400
#: Groups of one project; with more nobody knows any more who meets where.
MOST_GROUPS = 20
#: People who belong to a group at one time.
MOST_GROUP_MEMBERS = 60


class GroupTheme(StrEnum):
    """What a group is about. The first four belong to every altersgerechtes Quartierskonzept; others are the project's own."""

    STEERING = "steering"
    HOUSING = "housing"
    CARE = "care"
    ADVICE = "advice"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _THEMES[self]

    @property
    def purpose(self) -> str:
        """What it usually works on, for a group that was just made."""
        return _PURPOSES.get(self, "")


#: What every project gets, in the order in which pages show them.
SHIPPED_THEMES = (GroupTheme.STEERING, GroupTheme.HOUSING, GroupTheme.CARE, GroupTheme.ADVICE)
_THEMES = {
    GroupTheme.STEERING: N_("Steuerungsgremium"),
    GroupTheme.HOUSING: N_("Wohnen und Grundversorgung"),
    GroupTheme.CARE: N_("Ortsnahe Unterstützung und Pflege"),
    GroupTheme.ADVICE: N_("Beratung und soziale Netzwerke"),
    GroupTheme.OTHER: N_("weitere Gruppe"),
}
_PURPOSES = {
    GroupTheme.STEERING: N_(
        "Hält die Arbeitsgruppen zusammen, entscheidet über Teilprojekte und Geld und berichtet dem Gemeinderat."
    ),
    GroupTheme.HOUSING: N_("Wohnen im Alter, Barrierefreiheit, Einkaufen, Wege und Fahrten."),
    GroupTheme.CARE: N_("Hilfe im Haushalt, Pflege, Tagesbetreuung und Entlastung der Angehörigen."),
    GroupTheme.ADVICE: N_("Beratung im Ort, Besuche, Treffpunkte, Ehrenamt und Nachbarschaft."),
}


class IdeaState(StrEnum):
    """What became of an idea for a Maßnahme."""

    IDEA = "idea"
    TAKEN_UP = "taken_up"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return _IDEAS[self]

    @property
    def tone(self) -> str:
        return _IDEA_TONES[self]


_IDEAS = {
    IdeaState.IDEA: N_("Idee"),
    IdeaState.TAKEN_UP: N_("als Teilprojekt aufgegriffen"),
    IdeaState.DROPPED: N_("verworfen"),
}
_IDEA_TONES = {IdeaState.IDEA: "info", IdeaState.TAKEN_UP: "success", IdeaState.DROPPED: "neutral"}
