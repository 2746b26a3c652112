"""The columns of a survey over all its versions, joined by the codes of questions and options."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any
from uuid import UUID

from portal.places import queries as places
from portal.surveys.terms import Option, Question, QuestionKind, Questionnaire, said
from portal.web.documents.columns import Column, ColumnType

Raw = Mapping[str, Any]
Value = str | float | int | None
#: About 100 m: near enough to plan a bench, too far to know a house.
DECIMALS_OF_POINTS = 3
_LONGEST_LABEL = 200


class Missing(Enum):
    """Why there is no answer: (in words, for programs, in SPSS)."""

    NOT_ASKED = ("[nicht gefragt]", ".not_asked", -99)
    PASSED_OVER = ("[übergangen]", ".passed_over", -98)
    DECLINED = ("[keine Angabe]", ".declined", -97)

    def __init__(self, words: str, token: str, number: int) -> None:
        self.words, self.token, self.number = words, token, number


class Scale(Enum):
    """What a column holds."""

    CHOICE = "choice"
    TICK = "tick"
    NUMBER = "number"
    TEXT = "text"
    DATE = "date"
    AGS = "ags"


@dataclass(frozen=True)
class Variable:
    """One column: where its value stands in an answer, and what it means."""

    key: str
    label: str
    question: str
    scale: Scale
    take: Callable[[Raw], Value]
    #: {code: words} of what can stand in it.
    values: Mapping[str, str] = field(default_factory=dict)

    @property
    def column(self) -> Column:
        """For the engines of tables."""
        return Column(
            self.key, self.label, _TYPES[self.scale], self.meaning, width=40 if self.scale is Scale.TEXT else 16
        )

    @property
    def meaning(self) -> str:
        """For the code book."""
        if self.scale is Scale.TICK:
            return f"{self.label}: 1 = angekreuzt, 0 = nicht angekreuzt."
        if self.values:
            return f"{self.label}: " + "; ".join(f"{code} = {words}" for code, words in self.values.items())
        return self.label


_TYPES = {
    Scale.CHOICE: ColumnType.TEXT, Scale.TICK: ColumnType.INTEGER, Scale.NUMBER: ColumnType.DECIMAL, Scale.TEXT: ColumnType.TEXT,
    Scale.DATE: ColumnType.TEXT, Scale.AGS: ColumnType.AGS,
}  # fmt: skip


def variables(questionnaires: Sequence[Questionnaire], *, with_texts: bool, with_special: bool) -> list[Variable]:
    """The columns, in the order of the newest version, then what only older ones asked.

    `questionnaires` are those of all versions, the newest first. A question marked as special category in any version is left
    out unless `with_special`; free texts, "Sonstiges" and "Warum?" among them, unless `with_texts`.
    """
    base = questionnaires[0].base if questionnaires else "de"
    asked = (question for question in merged(questionnaires) if with_special or not question.special_category)
    found = (one for question in asked for one in _of(question, base))
    return _unique(one for one in found if with_texts or one.scale is not Scale.TEXT)


def merged(questionnaires: Sequence[Questionnaire]) -> list[Question]:
    """Each question once, with every option it ever had and every protection it ever asked for."""
    by_code: dict[str, Question] = {}
    for questionnaire in questionnaires:
        for question in questionnaire.questions:
            known = by_code.get(question.code)
            by_code[question.code] = question if known is None else _together(known, question)
    return [question for question in by_code.values() if question.kind.is_asked]


def _together(newer: Question, older: Question) -> Question:
    codes = {option.code for option in newer.options}
    return replace(
        newer,
        options=(*newer.options, *(option for option in older.options if option.code not in codes)),
        minimum=_outer(min, newer, older, "minimum"),
        maximum=_outer(max, newer, older, "maximum"),
        has_other=newer.has_other or older.has_other,
        asks_why=newer.asks_why or older.asks_why,
        special_category=newer.special_category or older.special_category,
    )


def _outer(choose: Callable[[float, float], float], newer: Question, older: Question, name: str) -> float | None:
    mine, theirs = getattr(newer, name), getattr(older, name)
    return mine if mine is None or theirs is None else choose(mine, theirs)


@dataclass(frozen=True)
class _Maker:
    """Makes the columns of one question."""

    question: Question
    title: str
    words: Mapping[str, str]

    def one(
        self,
        ending: str,
        scale: Scale,
        take: Callable[[Raw], Value],
        *,
        more: str = "",
        values: Mapping[str, str] | None = None,
    ) -> Variable:
        label = f"{self.title} – {more}" if more else self.title
        return Variable(f"{self.question.code}{ending}", label, self.question.code, scale, take, values or {})

    def choice(self) -> Iterator[Variable]:
        yield self.one("", Scale.CHOICE, _first, values=self.words)

    def ticks(self) -> Iterator[Variable]:
        for code, label in self.words.items():
            yield self.one(f"_{code}", Scale.TICK, _ticked(code), more=label)

    def ranks(self) -> Iterator[Variable]:
        for rank in range(len(self.question.choices)):
            yield self.one(f"_{rank + 1}", Scale.CHOICE, _ranked(rank), more=f"Rang {rank + 1}", values=self.words)

    def place(self) -> Iterator[Variable]:
        yield self.one("", Scale.CHOICE, _place_name, more="Name")
        yield self.one("_ags", Scale.AGS, _place_key, more="Gemeindeschlüssel")

    def point(self) -> Iterator[Variable]:
        yield self.one("_lat", Scale.NUMBER, _rounded("y"), more="geografische Breite, gerundet auf etwa 100 m")
        yield self.one("_lon", Scale.NUMBER, _rounded("x"), more="geografische Länge, gerundet auf etwa 100 m")
        yield self.one("_text", Scale.TEXT, _text, more="in Worten")

    def number(self) -> Iterator[Variable]:
        yield self.one("", Scale.NUMBER, lambda raw: raw.get("n"), more=said(self.question.unit, "de"))

    def date(self) -> Iterator[Variable]:
        yield self.one("", Scale.DATE, lambda raw: raw.get("d"))

    def text(self) -> Iterator[Variable]:
        yield self.one("", Scale.TEXT, _text)


_COLUMNS_OF = {
    QuestionKind.MULTIPLE: _Maker.ticks, QuestionKind.RANKING: _Maker.ranks, QuestionKind.PLACE: _Maker.place,
    QuestionKind.POINT: _Maker.point, QuestionKind.NUMBER: _Maker.number, QuestionKind.DATE: _Maker.date,
    QuestionKind.SHORT_TEXT: _Maker.text, QuestionKind.LONG_TEXT: _Maker.text,
}  # fmt: skip


def _of(question: Question, base: str) -> Iterator[Variable]:
    title = " ".join(said(question.title, "de", base=base).split())[:_LONGEST_LABEL] or question.code
    maker = _Maker(question, title, _words(question, base))
    yield from _COLUMNS_OF.get(question.kind, _Maker.choice)(maker)
    if question.has_other:
        yield maker.one("_other_text", Scale.TEXT, _text, more="Sonstiges in Worten")
    elif question.asks_why:
        yield maker.one("_why", Scale.TEXT, _text, more="Warum?")


def _words(question: Question, base: str) -> dict[str, str]:
    choices: Iterable[Option] = question.choices
    words = {option.code: said(option.label, "de", base=base) or option.code for option in choices}
    return words | ({"other": "Sonstiges"} if question.has_other else {})


def _ticked(code: str) -> Callable[[Raw], Value]:
    return lambda raw: 1 if code in raw.get("o", ()) else 0


def _ranked(rank: int) -> Callable[[Raw], Value]:
    def take(raw: Raw) -> Value:
        chosen: list[str] = raw.get("o", [])
        return chosen[rank] if rank < len(chosen) else None

    return take


def _first(raw: Raw) -> Value:
    chosen = raw.get("o")
    return str(chosen[0]) if chosen else None


def _text(raw: Raw) -> Value:
    return str(raw["t"]) if raw.get("t") else None


def _place_name(raw: Raw) -> Value:
    node = places.tree().get(UUID(raw["p"])) if raw.get("p") else None
    return node.name if node is not None else None


def _place_key(raw: Raw) -> Value:
    node = places.tree().get(UUID(raw["p"])) if raw.get("p") else None
    return node.ags if node is not None else None


def _rounded(name: str) -> Callable[[Raw], Value]:
    def take(raw: Raw) -> Value:
        return round(raw[name], DECIMALS_OF_POINTS) if raw.get(name) is not None else None

    return take


def _unique(found: Iterable[Variable]) -> list[Variable]:
    """Keys that differ in more than capitals: other programs do not tell those apart."""
    taken: set[str] = {"version", "channel", "language"}
    made: list[Variable] = []
    for one in found:
        key, number = one.key, 1
        while key.casefold() in taken:
            number += 1
            key = f"{one.key}_{number}"
        taken.add(key.casefold())
        made.append(replace(one, key=key))
    return made
