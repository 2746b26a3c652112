"""A LimeSurvey questionnaire as all its files mean it, whatever generation and notation they come in."""

from collections.abc import Iterator
from dataclasses import dataclass, field

#: A text by LimeSurvey's name of the language.
Words = dict[str, str]


@dataclass
class LimeChoice:
    """An answer that can be chosen, or a sub-question (a row, a column, a box to tick)."""

    code: str
    words: Words
    #: 0 rows or first scale, 1 columns or second scale.
    scale: int = 0
    order: int = 0
    relevance: str = ""


@dataclass
class LimeCondition:
    """One row of the table of conditions: how questions were hidden before there were expressions."""

    scenario: str
    field: str
    method: str
    value: str


@dataclass
class LimeQuestion:
    """One question with everything that hangs on it."""

    id: str
    code: str
    type: str
    words: Words = field(default_factory=dict)
    helps: Words = field(default_factory=dict)
    mandatory: bool = False
    other: bool = False
    validation: str = ""
    relevance: str = ""
    order: int = 0
    #: {name: {language or "": value}}
    attributes: dict[str, Words] = field(default_factory=dict)
    subs: list[LimeChoice] = field(default_factory=list)
    answers: list[LimeChoice] = field(default_factory=list)
    conditions: list[LimeCondition] = field(default_factory=list)

    def attribute(self, name: str) -> str:
        """The value of an attribute in no particular language; "" when it is not set."""
        values = self.attributes.get(name, {})
        return values.get("", "").strip() or next((value.strip() for value in values.values() if value.strip()), "")

    def rows(self, scale: int = 0) -> list[LimeChoice]:
        return sorted((one for one in self.subs if one.scale == scale), key=lambda one: one.order)

    def choices(self, scale: int = 0) -> list[LimeChoice]:
        return sorted((one for one in self.answers if one.scale == scale), key=lambda one: one.order)


@dataclass
class LimeGroup:
    """A page of questions."""

    id: str
    words: Words = field(default_factory=dict)
    descriptions: Words = field(default_factory=dict)
    relevance: str = ""
    order: int = 0
    questions: list[LimeQuestion] = field(default_factory=list)


@dataclass
class LimeSurvey:
    """The whole file."""

    source: str
    #: The base language first.
    languages: list[str]
    titles: Words = field(default_factory=dict)
    descriptions: Words = field(default_factory=dict)
    welcomes: Words = field(default_factory=dict)
    ends: Words = field(default_factory=dict)
    policies: Words = field(default_factory=dict)
    groups: list[LimeGroup] = field(default_factory=list)
    #: How many rows of what else there is: "quota", "assessments", "defaultvalues".
    others: dict[str, int] = field(default_factory=dict)
    #: Settings of the survey as a whole, as written.
    settings: dict[str, str] = field(default_factory=dict)

    def questions(self) -> Iterator[LimeQuestion]:
        for group in self.groups:
            yield from group.questions
