"""The chapters a Sozialbericht is put together from."""

from enum import StrEnum

from portal.kernel.text import N_

LONGEST_TITLE = 160
LONGEST_TEXT = 20_000
#: Maßnahmen and Evaluationen named one by one.
MOST_NAMED = 100


class ChapterKind(StrEnum):
    """One chapter; its figures come from what the portal knows."""

    DEMOGRAPHY = "demography"
    NEEDS = "needs"
    MEASURES = "measures"
    EVALUATION = "evaluation"
    PARTICIPATION = "participation"

    @property
    def label(self) -> str:
        return _CHAPTERS[self][0]

    @property
    def hint(self) -> str:
        """What the portal puts into it."""
        return _CHAPTERS[self][1]


_CHAPTERS = {
    ChapterKind.DEMOGRAPHY: (
        N_("Bevölkerung"),
        N_("Einwohner über die Jahre, Altersaufbau, Kennzahlen des Landkreises und aller Gemeinden"),
    ),
    ChapterKind.NEEDS: (N_("Bedarfe"), N_("Bedarfe nach Handlungsfeld, Gemeinde und Stand")),
    ChapterKind.MEASURES: (N_("Maßnahmen"), N_("Wie die Maßnahmen stehen, und alle veröffentlichten Maßnahmen")),
    ChapterKind.EVALUATION: (N_("Was die Maßnahmen bewirken"), N_("Überprüfungen im Berichtszeitraum")),
    ChapterKind.PARTICIPATION: (
        N_("Beteiligung"),
        N_("Wortmeldungen im Berichtszeitraum nach dem Weg und nach Gemeinde"),
    ),
}
