"""What a browser sends about one question, read into an answer. Written by hand: this is asked ten times per Teilnahme."""

import math
from collections.abc import Callable
from datetime import date
from uuid import UUID

from werkzeug.datastructures import MultiDict

from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.surveys.terms import Answer, Question, QuestionKind
from portal.surveys.terms.answers import OTHER

Sent = MultiDict[str, str]
#: The value of the row "Weiß nicht / keine Angabe" among radio buttons.
DECLINED = "-"
LONGEST_SENT = 20_000
#: More than a question may offer, so that nothing chosen falls off.
_MOST_CHOSEN = 600
_DAY_FORMS = (("-", (0, 1, 2)), (".", (2, 1, 0)))


def read_answer(question: Question, sent: Sent) -> Answer:
    """The answer in what was sent. Raises `InvalidInput` (field = the question's code) for a number or day that is none."""
    chosen = tuple(dict.fromkeys(value[:60] for value in sent.getlist("a")[:_MOST_CHOSEN] if value))
    if sent.get("declined") or chosen == (DECLINED,):
        return Answer(declined=True)
    text = sent.get("text", "")[:LONGEST_SENT]
    if question.has_other and text.strip() and not chosen:
        chosen = (OTHER,)
    return _READ.get(question.kind, _choice)(question, chosen, text, sent)


def moved(question: Question, sent: Sent) -> tuple[str, ...] | None:
    """The new order when one of the buttons of a ranking was pressed, None otherwise."""
    order = [code for code in dict.fromkeys(sent.getlist("a")[:_MOST_CHOSEN]) if code in question.codes]
    for way, by in (("up", -1), ("down", 1)):
        if (code := sent.get(way, "")) in order:
            at = order.index(code)
            order.insert(max(0, at + by), order.pop(at))
            return tuple(order)
    if (code := sent.get("take", "")) in question.codes:
        return tuple(dict.fromkeys([*order, code]))
    if (code := sent.get("drop", "")) in order:
        return tuple(one for one in order if one != code)
    return None


def _choice(_question: Question, chosen: tuple[str, ...], text: str, _sent: Sent) -> Answer:
    return Answer(chosen=chosen, text=text)


def _number(question: Question, _chosen: tuple[str, ...], _text: str, sent: Sent) -> Answer:
    typed = sent.get("number", "").strip()
    if not typed:
        return Answer()
    plain = typed.replace("\u00a0", "").replace(" ", "")
    if "," in plain:
        plain = plain.replace(".", "").replace(",", ".")
    try:
        number = float(plain) if len(plain) <= 40 and plain.isascii() and "_" not in plain else math.nan
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise _unusable(question, "no-number", N_("Das ist keine Zahl. Bitte schreiben Sie zum Beispiel 12 oder 3,5."))
    return Answer(number=number)


def _day(question: Question, _chosen: tuple[str, ...], _text: str, sent: Sent) -> Answer:
    typed = sent.get("day", "").strip()
    if not typed:
        return Answer()
    for mark, order in _DAY_FORMS:
        parts = typed.split(mark)
        if len(parts) == 3 and all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts):
            year, month, day = (int(parts[at]) for at in order)
            try:
                return Answer(on=date(year, month, day))
            except ValueError:
                break
    raise _unusable(question, "no-date", N_("Bitte prüfen Sie das Datum, zum Beispiel 24.12.2026."))


def _text(_question: Question, _chosen: tuple[str, ...], text: str, _sent: Sent) -> Answer:
    return Answer(text=text)


def _place(question: Question, _chosen: tuple[str, ...], _text: str, sent: Sent) -> Answer:
    typed = sent.get("place", "").strip()
    try:
        return Answer(place=UUID(typed)) if typed else Answer()
    except ValueError as error:
        raise _unusable(question, "unknown-place", UNKNOWN_PLACE) from error


def _point(_question: Question, _chosen: tuple[str, ...], text: str, sent: Sent) -> Answer:
    try:
        latitude, longitude = float(sent.get("latitude", "")), float(sent.get("longitude", ""))
    except ValueError:
        return Answer(text=text)
    if not (math.isfinite(latitude) and math.isfinite(longitude)):
        return Answer(text=text)
    return Answer(latitude=latitude, longitude=longitude, text=text)


UNKNOWN_PLACE = N_("Diesen Ort gibt es in unserer Liste nicht. Bitte wählen Sie ihn neu.")


def _unusable(question: Question, code: str, message: str) -> InvalidInput:
    return InvalidInput(f"answer.{code}", message, field=question.code)


_READ: dict[QuestionKind, Callable[[Question, tuple[str, ...], str, Sent], Answer]] = {
    QuestionKind.NUMBER: _number,
    QuestionKind.DATE: _day,
    QuestionKind.SHORT_TEXT: _text,
    QuestionKind.LONG_TEXT: _text,
    QuestionKind.PLACE: _place,
    QuestionKind.POINT: _point,
}
