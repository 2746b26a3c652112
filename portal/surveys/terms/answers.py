"""One answer, whatever the kind of its question, and what makes it a valid one."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any
from uuid import UUID

from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_, clean_text
from portal.surveys.terms.kinds import QuestionKind

if TYPE_CHECKING:
    from portal.surveys.terms.questionnaire import Question

LONGEST_LINE = 500
LONGEST_WORDS = 5_000
OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Answer:
    """What one person answered to one question.

    Exactly what the kind of the question needs is filled; nothing at all means that the question was passed over.
    """

    #: Codes of the chosen options, "other" for an own one; for a ranking in the order of importance.
    chosen: tuple[str, ...] = ()
    #: The own words: an answer in text, what "Sonstiges" means, or "Warum?".
    text: str = ""
    number: float | None = None
    on: date | None = None
    #: The chosen Gemeinde or Ortsteil.
    place: UUID | None = None
    #: WGS84.
    latitude: float | None = None
    longitude: float | None = None
    #: "Weiß nicht / keine Angabe" was chosen.
    declined: bool = False

    @property
    def is_given(self) -> bool:
        """Whether something was answered; "keine Angabe" is not."""
        return not self.declined and self != NOTHING

    @property
    def is_passed_over(self) -> bool:
        return self == NOTHING

    @cached_property
    def values(self) -> frozenset[str]:
        """What conditions compare with: codes of options, or the number, text, day or place as text."""
        plain = (
            _plain_number(self.number),
            self.on.isoformat() if self.on else "",
            str(self.place) if self.place else "",
            "" if self.chosen else self.text,
        )
        return frozenset(self.chosen) | frozenset(one for one in plain if one)

    @property
    def as_number(self) -> float | None:
        """The number, or the number that the one chosen option stands for (scales, smileys)."""
        if self.number is not None:
            return self.number
        try:
            return float(self.chosen[0]) if len(self.chosen) == 1 else None
        except ValueError:
            return None

    def to_json(self) -> dict[str, Any]:
        """Short keys: hundreds of thousands of these lie in the table."""
        plain: dict[str, Any] = {
            "o": list(self.chosen),
            "t": self.text,
            "n": self.number,
            "d": self.on.isoformat() if self.on else None,
            "p": str(self.place) if self.place else None,
            "y": self.latitude,
            "x": self.longitude,
        }
        told = {key: value for key, value in plain.items() if value not in (None, "", [])}
        return told | ({"-": 1} if self.declined else {})


NOTHING = Answer()
Answers = Mapping[str, Answer]


def answer_from_json(raw: Mapping[str, Any]) -> Answer:
    """What `to_json` wrote."""
    return Answer(
        chosen=tuple(raw.get("o", ())),
        text=raw.get("t", ""),
        number=raw.get("n"),
        on=date.fromisoformat(raw["d"]) if raw.get("d") else None,
        place=UUID(raw["p"]) if raw.get("p") else None,
        latitude=raw.get("y"),
        longitude=raw.get("x"),
        declined=bool(raw.get("-")),
    )


def answers_from_json(raw: Mapping[str, Mapping[str, Any]]) -> dict[str, Answer]:
    """All answers of a Teilnahme, by the code of the question."""
    return {code: answer_from_json(one) for code, one in raw.items()}


def check_answer(question: "Question", answer: Answer) -> Answer:
    """The answer with everything dropped that does not belong to the kind of its question.

    Raises `InvalidInput` with a sentence for the person who answers (field = the question's code).
    """
    if answer.declined:
        return Answer(declined=True)
    kept = _KEEP[question.kind](question, answer)
    if kept.is_passed_over and question.required:
        raise _bad(question, "needed", N_("Bitte antworten Sie, oder wählen Sie „Weiß nicht / keine Angabe“."))
    return kept


def _bad(question: "Question", code: str, message: str, **params: Any) -> InvalidInput:
    return InvalidInput(f"answer.{code}", message, field=question.code, **params)


def _words(text: str, *, most: int, question: "Question", lines: bool = True) -> str:
    words = clean_text(text, lines=lines)
    if len(words) > most:
        raise _bad(
            question,
            "too-long",
            N_(
                "Das sind %(length)s Zeichen, möglich sind %(most)s. Bitte kürzen Sie den Text; er ist unten noch ganz da."
            ),
            length=len(words),
            most=most,
        )
    return words


def _known(question: "Question", answer: Answer) -> tuple[str, ...]:
    allowed = question.codes | ({OTHER} if question.has_other else frozenset())
    chosen = tuple(dict.fromkeys(answer.chosen))
    if not allowed.issuperset(chosen):
        raise _bad(
            question, "unknown-option", N_("Diese Möglichkeit gibt es hier nicht. Bitte wählen Sie noch einmal.")
        )
    return chosen


def _one_of(question: "Question", answer: Answer) -> Answer:
    chosen = _known(question, answer)
    if len(chosen) > 1:
        raise _bad(question, "too-many", N_("Bitte wählen Sie nur eine Möglichkeit."))
    wants_words = OTHER in chosen or (question.asks_why and chosen)
    text = _words(answer.text, most=LONGEST_LINE if OTHER in chosen else LONGEST_WORDS, question=question)
    return Answer(chosen=chosen, text=text if wants_words else "")


def _several(question: "Question", answer: Answer) -> Answer:
    chosen = _known(question, answer)
    if chosen and question.at_least and len(chosen) < question.at_least:
        raise _bad(
            question, "too-few", N_("Bitte wählen Sie mindestens %(least)s Möglichkeiten."), least=question.at_least
        )
    if question.at_most and len(chosen) > question.at_most:
        raise _bad(
            question, "too-many", N_("Bitte wählen Sie höchstens %(most)s Möglichkeiten."), most=question.at_most
        )
    in_order = tuple(code for code in (*(o.code for o in question.choices), OTHER) if code in chosen)
    text = _words(answer.text, most=LONGEST_LINE, question=question) if OTHER in chosen else ""
    return Answer(chosen=in_order, text=text)


def _ranked(question: "Question", answer: Answer) -> Answer:
    chosen = _known(question, answer)
    if question.at_most and len(chosen) > question.at_most:
        raise _bad(
            question, "too-many", N_("Bitte ordnen Sie höchstens %(most)s Möglichkeiten."), most=question.at_most
        )
    return Answer(chosen=chosen)


def _counted(question: "Question", answer: Answer) -> Answer:
    if answer.number is None:
        return NOTHING
    if not math.isfinite(answer.number) or abs(answer.number) > 1e12:
        raise _bad(question, "no-number", N_("Das ist keine Zahl. Bitte schreiben Sie zum Beispiel 12 oder 3,5."))
    if question.minimum is not None and answer.number < question.minimum:
        raise _bad(
            question, "too-small", N_("Der kleinste mögliche Wert ist %(least)s."), least=_shown(question.minimum)
        )
    if question.maximum is not None and answer.number > question.maximum:
        raise _bad(question, "too-large", N_("Der größte mögliche Wert ist %(most)s."), most=_shown(question.maximum))
    return Answer(number=answer.number)


def _dated(question: "Question", answer: Answer) -> Answer:
    if answer.on is not None and not 1880 <= answer.on.year <= 2200:
        raise _bad(question, "no-date", N_("Bitte prüfen Sie das Datum, zum Beispiel 24.12.2026."))
    return Answer(on=answer.on)


def _line(question: "Question", answer: Answer) -> Answer:
    return Answer(text=_words(answer.text, most=LONGEST_LINE, question=question, lines=False))


def _long(question: "Question", answer: Answer) -> Answer:
    return Answer(text=_words(answer.text, most=LONGEST_WORDS, question=question))


def _placed(_question: "Question", answer: Answer) -> Answer:
    return Answer(place=answer.place)


def _pointed(question: "Question", answer: Answer) -> Answer:
    if answer.latitude is None or answer.longitude is None:
        return Answer(text=_words(answer.text, most=LONGEST_LINE, question=question, lines=False))
    if not (-90 <= answer.latitude <= 90 and -180 <= answer.longitude <= 180):
        raise _bad(question, "no-point", N_("Diesen Punkt gibt es nicht. Bitte setzen Sie ihn noch einmal."))
    text = _words(answer.text, most=LONGEST_LINE, question=question, lines=False)
    return Answer(latitude=round(answer.latitude, 6), longitude=round(answer.longitude, 6), text=text)


def _nothing(_question: "Question", _answer: Answer) -> Answer:
    return NOTHING


def _plain_number(number: float | None) -> str:
    if number is None:
        return ""
    return str(int(number)) if float(number).is_integer() else str(number)


def _shown(number: float) -> str:
    return _plain_number(number).replace(".", ",")


_KEEP = {
    QuestionKind.SINGLE: _one_of,
    QuestionKind.YES_NO: _one_of,
    QuestionKind.SMILEYS: _one_of,
    QuestionKind.SCALE: _one_of,
    QuestionKind.AGE_GROUP: _one_of,
    QuestionKind.GENDER: _one_of,
    QuestionKind.MULTIPLE: _several,
    QuestionKind.RANKING: _ranked,
    QuestionKind.NUMBER: _counted,
    QuestionKind.DATE: _dated,
    QuestionKind.SHORT_TEXT: _line,
    QuestionKind.LONG_TEXT: _long,
    QuestionKind.PLACE: _placed,
    QuestionKind.POINT: _pointed,
    QuestionKind.INFO: _nothing,
}
