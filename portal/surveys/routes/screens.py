"""A question as it is shown: its texts in one language, prepared once per version, and answers in words."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from portal.kernel.text import N_
from portal.places import queries as places
from portal.surveys import queries
from portal.surveys.terms import FIXED_OPTIONS, PLAIN, Answer, Question, QuestionKind, Questionnaire, said
from portal.surveys.terms.answers import OTHER
from portal.surveys.terms.phrases import phrase
from portal.surveys.terms.texts import Texts, direction, html_language
from portal.web.forms import Form
from portal.web.i18n import _, as_date, as_number, language

#: Says in an address in which language questions are read. The portal's own language is another matter, and another argument.
READ_IN = "in"
#: Names of languages in themselves; others are shown by their code.
LANGUAGE_NAMES = {
    "de": "Deutsch",
    PLAIN: "Leichte Sprache",
    "en": "English",
    "tr": "Türkçe",
    "ar": "العربية",
    "fa": "فارسی",
    "uk": "Українська",
    "ru": "Русский",
    "pl": "Polski",
    "ro": "Română",
    "it": "Italiano",
    "fr": "Français",
    "es": "Español",
    "hr": "Hrvatski",
    "bg": "Български",
    "hu": "Magyar",
    "el": "Ελληνικά",
    "ur": "اردو",
    "ps": "پښتو",
    "he": "עברית",
    "vi": "Tiếng Việt",
}


@dataclass(frozen=True, slots=True)
class Spoken:
    """One language that can be chosen, as `lang` and `dir` need it."""

    code: str
    name: str
    html: str
    direction: str

    def says(self, text: str, **values: Any) -> str:
        """A German text of the portal in this language; in the reader's where the portal does not speak this one."""
        own = phrase(text, self.code)
        if own is None:
            return _(text, **values)
        return own % values if values else own

    def counts(self, one: str, many: str, n: int, **values: Any) -> str:
        """The same for `n` things. Only German has words of its own for one thing."""
        if self.html == "de" and n == 1:
            return one % {"n": n, **values}
        return self.says(many, n=n, **values)


#: Up to so many options stand below one another, with the whole row to tap.
MOST_ROWS = 60


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """One question in one language."""

    code: str
    kind: QuestionKind
    title: str
    hint: str
    section: str
    options: tuple[tuple[str, str], ...]
    unit: str
    low_end: str
    high_end: str
    bounds: str
    has_other: bool
    asks_why: bool
    required: bool
    special_category: bool
    spoken: Spoken

    @property
    def is_found_by_typing(self) -> bool:
        """Whether its one option is typed instead of tapped: one of a hundred Ortsteile is found by its first letters."""
        return self.kind.is_choice and self.is_long

    @property
    def is_long(self) -> bool:
        """Whether there are so many options that one looks for the own among them."""
        return len(self.options) > MOST_ROWS

    def label_of(self, code: str) -> str:
        """What stands beside an option."""
        return self.spoken.says(SOMETHING_ELSE) if code == OTHER else dict(self.options).get(code, code)


def say_errors(form: Form, read: "Spoken") -> None:
    """Put what a form complains about into the language in which the questions are read."""
    form.form_errors = [read.says(error) for error in form.form_errors]
    for field in form:
        field.errors = [read.says(error) for error in field.errors]


def reading(code: str) -> dict[str, Any]:
    """The argument of an address whose questions are to be read in this language."""
    return {READ_IN: code}


def spoken(code: str) -> Spoken:
    """A language by its code."""
    return Spoken(code, LANGUAGE_NAMES.get(code, code), html_language(code), direction(code))


def spoken_languages(codes: tuple[str, ...]) -> list[Spoken]:
    """The languages of a questionnaire, in its order."""
    return [spoken(code) for code in codes]


def shown(version_id: UUID, code: str, read_in: str) -> ShownQuestion:
    """The question of a version in the language it is read in; the portal's own words in the reader's language."""
    return _shown(version_id, code, read_in, language())


@lru_cache(maxsize=4096)
def _shown(version_id: UUID, code: str, read_in: str, _reader: str) -> ShownQuestion:
    return shown_in(queries.questionnaire_of(version_id), code, read_in)


def shown_in(questionnaire: Questionnaire, code: str, read_in: str) -> ShownQuestion:
    """The question of any questionnaire, for example of a draft that is being tried."""
    question = questionnaire.by_code[code]
    section = questionnaire.section_of(code)
    read = spoken(read_in)

    def words(texts: Texts) -> str:
        return said(texts, read_in, base=questionnaire.base)

    return ShownQuestion(
        code=code,
        kind=question.kind,
        title=words(question.title),
        hint=words(question.hint),
        section=words(section.title) if section else "",
        options=tuple(
            (option.code, read.says(option.label["de"]) if question.kind in FIXED_OPTIONS else words(option.label))
            for option in question.choices
        ),
        unit=words(question.unit),
        low_end=words(question.low_end),
        high_end=words(question.high_end),
        bounds=_bounds(question, read),
        has_other=question.has_other,
        asks_why=question.asks_why,
        required=question.required,
        special_category=question.special_category,
        spoken=read,
    )


def _bounds(question: Question, read: Spoken) -> str:
    if question.kind not in (QuestionKind.MULTIPLE, QuestionKind.RANKING):
        return ""
    if question.at_least and question.at_most:
        return read.says(N_("Bitte wählen Sie %(least)s bis %(most)s."), least=question.at_least, most=question.at_most)
    if question.at_most:
        return read.says(N_("Sie können bis zu %(most)s wählen."), most=question.at_most)
    if question.at_least:
        return read.says(N_("Bitte wählen Sie mindestens %(least)s."), least=question.at_least)
    return read.says(N_("Sie können mehrere wählen.")) if question.kind is QuestionKind.MULTIPLE else ""


def in_words(question: ShownQuestion, answer: Answer | None) -> str:
    """An answer as one reads it on the page for checking."""
    if answer is None or answer.is_passed_over:
        return ""
    if answer.declined:
        return question.spoken.says(KEEPS_SILENT)
    if answer.chosen:
        separator = " → " if question.kind is QuestionKind.RANKING else ", "
        labels = separator.join(question.label_of(code) for code in answer.chosen)
        return f"{labels}: {answer.text}" if answer.text else labels
    return _plain_words(question, answer)


def _plain_words(question: ShownQuestion, answer: Answer) -> str:
    if answer.number is not None:
        return f"{as_number(answer.number)} {question.unit}".strip()
    if answer.on is not None:
        return as_date(answer.on)
    if answer.place is not None:
        return places.names([answer.place]).get(answer.place, "")
    if answer.latitude is not None and not answer.text:
        return question.spoken.says(N_("Ein Punkt auf der Karte"))
    return answer.text


@lru_cache(maxsize=4)
def place_choices(_tree_version: object) -> tuple[tuple[str, str], ...]:
    """Every place that can be chosen, as (id, name)."""
    return tuple((str(place_id), name) for place_id, name in places.choices())


KEEPS_SILENT = N_("Weiß nicht / keine Angabe")
SOMETHING_ELSE = N_("Sonstiges")
