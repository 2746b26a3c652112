"""The kinds of questions, and the options that some of them always have."""

from enum import StrEnum

from portal.kernel.text import N_


class QuestionKind(StrEnum):
    """How a question is answered."""

    SINGLE = "single_choice"
    MULTIPLE = "multiple_choice"
    YES_NO = "yes_no"
    SMILEYS = "smileys"
    SCALE = "scale"
    NUMBER = "number"
    DATE = "date"
    SHORT_TEXT = "short_text"
    LONG_TEXT = "long_text"
    RANKING = "ranking"
    PLACE = "place"
    POINT = "point"
    AGE_GROUP = "age_group"
    GENDER = "gender"
    INFO = "info"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def is_asked(self) -> bool:
        """Whether there is something to answer."""
        return self is not QuestionKind.INFO

    @property
    def has_own_options(self) -> bool:
        """Whether the author writes the options."""
        return self in _OWN_OPTIONS

    @property
    def is_choice(self) -> bool:
        """Whether exactly one option is the answer."""
        return self in _ONE_OF

    @property
    def is_closed(self) -> bool:
        """Whether the answers can be counted option by option."""
        return self in _ONE_OF or self in (QuestionKind.MULTIPLE, QuestionKind.RANKING)

    @property
    def is_text(self) -> bool:
        """Whether people write in their own words."""
        return self in (QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT)


_LABELS = {
    QuestionKind.SINGLE: N_("Eine Antwort"),
    QuestionKind.MULTIPLE: N_("Mehrere Antworten"),
    QuestionKind.YES_NO: N_("Ja oder Nein"),
    QuestionKind.SMILEYS: N_("Gesichter von sehr gut bis sehr schlecht"),
    QuestionKind.SCALE: N_("Skala mit beschrifteten Enden"),
    QuestionKind.NUMBER: N_("Zahl"),
    QuestionKind.DATE: N_("Datum"),
    QuestionKind.SHORT_TEXT: N_("Kurzer Text"),
    QuestionKind.LONG_TEXT: N_("Langer Text"),
    QuestionKind.RANKING: N_("Rangfolge"),
    QuestionKind.PLACE: N_("Gemeinde oder Ortsteil"),
    QuestionKind.POINT: N_("Punkt auf der Karte"),
    QuestionKind.AGE_GROUP: N_("Altersgruppe"),
    QuestionKind.GENDER: N_("Geschlecht"),
    QuestionKind.INFO: N_("Hinweis ohne Frage"),
}
_OWN_OPTIONS = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE, QuestionKind.RANKING})
_ONE_OF = frozenset(
    {
        QuestionKind.SINGLE,
        QuestionKind.YES_NO,
        QuestionKind.SMILEYS,
        QuestionKind.SCALE,
        QuestionKind.AGE_GROUP,
        QuestionKind.GENDER,
    }
)

#: Options that are the same in every survey, so that surveys can be compared: code → German label.
FIXED_OPTIONS: dict[QuestionKind, dict[str, str]] = {
    QuestionKind.YES_NO: {"yes": N_("Ja"), "no": N_("Nein")},
    QuestionKind.SMILEYS: {
        "5": N_("sehr gut"),
        "4": N_("gut"),
        "3": N_("mittel"),
        "2": N_("schlecht"),
        "1": N_("sehr schlecht"),
    },
    QuestionKind.AGE_GROUP: {
        "0-17": N_("unter 18 Jahre"),
        "18-29": N_("18 bis 29 Jahre"),
        "30-44": N_("30 bis 44 Jahre"),
        "45-59": N_("45 bis 59 Jahre"),
        "60-69": N_("60 bis 69 Jahre"),
        "70-79": N_("70 bis 79 Jahre"),
        "80+": N_("80 Jahre und älter"),
    },
    QuestionKind.GENDER: {"female": N_("weiblich"), "male": N_("männlich"), "diverse": N_("divers")},
}
