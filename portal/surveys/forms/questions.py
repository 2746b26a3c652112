"""Forms of the editor: one question with its options."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, IntegerField, SelectField
from wtforms.validators import NumberRange, Optional, Regexp, ValidationError

from portal.kernel.text import N_, clean_text
from portal.surveys.terms import LONGEST_CODE, MOST_OPTIONS, Option, Question, QuestionKind
from portal.surveys.terms.questionnaire import CODE, LONGEST_TEXT
from portal.surveys.terms.texts import Texts
from portal.web.forms import LineField, LongTextField, VersionedForm
from portal.web.i18n import _

_TOO_MANY = N_("Möglich sind Zahlen von 0 bis 500.")
LONGEST_LABEL = 500
WITH_OTHER = frozenset({QuestionKind.SINGLE, QuestionKind.MULTIPLE})
WITH_WHY = frozenset({QuestionKind.YES_NO, QuestionKind.SMILEYS, QuestionKind.SCALE})
COUNTED = frozenset({QuestionKind.MULTIPLE, QuestionKind.RANKING})
BOUNDED = frozenset({QuestionKind.NUMBER, QuestionKind.SCALE})
WRITTEN = frozenset({QuestionKind.SHORT_TEXT, QuestionKind.LONG_TEXT})


class NumberField(LineField):
    """A number as one writes it in German; its data is a float or None."""

    def __init__(self, label: str = "", **kwargs: Any) -> None:
        super().__init__(label, [self._is_number], max_length=20, **kwargs)

    @staticmethod
    def _is_number(_form: Any, field: Any) -> None:
        if field.data and field.number is None:
            raise ValidationError(_("Das ist keine Zahl. Bitte schreiben Sie zum Beispiel 12 oder 3,5."))

    @property
    def number(self) -> float | None:
        try:
            number = float((self.data or "").replace(",", "."))
        except ValueError:
            return None
        return number if abs(number) <= 1e12 else None


class QuestionForm(VersionedForm):
    """One question in the base language. What its kind does not use is not shown, and stays as it was."""

    code = LineField(
        N_("Kurzname"),
        [
            Regexp(
                rf"{CODE.pattern}$",
                message=N_("Ein Kurzname beginnt mit einem Buchstaben und besteht aus Buchstaben, Ziffern und _."),
            )
        ],
        max_length=LONGEST_CODE,
    )
    kind = SelectField(N_("Art der Antwort"), validate_choice=False)
    title = LongTextField(N_("Frage"), max_length=LONGEST_TEXT)
    hint = LongTextField(N_("Hinweis unter der Frage"), max_length=LONGEST_TEXT)
    more_options = LongTextField(N_("Weitere Möglichkeiten, eine je Zeile"), max_length=20_000)
    has_other = BooleanField(N_("„Sonstiges“ mit eigenem Text anbieten"))
    asks_why = BooleanField(N_("Nach dem Warum fragen"))
    at_least = IntegerField(N_("Mindestens"), [Optional(), NumberRange(0, MOST_OPTIONS, message=_TOO_MANY)])
    at_most = IntegerField(N_("Höchstens"), [Optional(), NumberRange(0, MOST_OPTIONS, message=_TOO_MANY)])
    minimum = NumberField(N_("Kleinster Wert"))
    maximum = NumberField(N_("Größter Wert"))
    unit = LineField(N_("Einheit"), max_length=LONGEST_LABEL)
    low_end = LineField(N_("Wort am unteren Ende"), max_length=LONGEST_LABEL)
    high_end = LineField(N_("Wort am oberen Ende"), max_length=LONGEST_LABEL)
    required = BooleanField(N_("Muss beantwortet werden"))
    special_category = BooleanField(N_("Berührt Gesundheit, Religion oder Herkunft"))
    unpublished = BooleanField(N_("Nicht öffentlich zeigen"))
    contribution = BooleanField(N_("Als Wortmeldung in den Eingang geben"))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.kind.choices = [(kind.value, _(kind.label)) for kind in QuestionKind]

    @property
    def chosen_kind(self) -> QuestionKind | None:
        return next((kind for kind in QuestionKind if kind.value == self.kind.data), None)

    def validate_kind(self, field: SelectField) -> None:
        if self.chosen_kind is None:
            raise ValidationError(_("Diese Art von Frage gibt es nicht. Bitte wählen Sie noch einmal."))

    def written(self, old: Question, base: str, options: tuple[Option, ...]) -> Question:
        """The question with what the form says; what the form of its kind does not show stays."""
        values = self._of_kind(old, base, options)
        return replace(
            old,
            kind=self.chosen_kind or old.kind,
            required=bool(self.required.data),
            special_category=bool(self.special_category.data),
            unpublished=bool(self.unpublished.data),
            title=_put(old.title, base, self.title.data),
            hint=_put(old.hint, base, self.hint.data),
            **values,
        )

    def _of_kind(self, old: Question, base: str, options: tuple[Option, ...]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        if old.kind.has_own_options:
            values["options"] = options
        if old.kind in WITH_OTHER:
            values["has_other"] = bool(self.has_other.data)
        if old.kind in WITH_WHY:
            values["asks_why"] = bool(self.asks_why.data)
        if old.kind in COUNTED:
            values |= {"at_least": self.at_least.data or None, "at_most": self.at_most.data or None}
        if old.kind in BOUNDED:
            values |= {"minimum": self.minimum.number, "maximum": self.maximum.number}
        if old.kind is QuestionKind.NUMBER:
            values["unit"] = _put(old.unit, base, self.unit.data)
        if old.kind is QuestionKind.SCALE:
            values |= {
                name: _put(getattr(old, name), base, getattr(self, name).data) for name in ("low_end", "high_end")
            }
        if old.kind in WRITTEN:
            values["contribution"] = bool(self.contribution.data)
        return values


def form_values(question: Question, base: str) -> dict[str, Any]:
    """What the form shows of a question."""
    plain = {
        name: getattr(question, name)
        for name in (
            "code",
            "has_other",
            "asks_why",
            "at_least",
            "at_most",
            "required",
            "special_category",
            "unpublished",
            "contribution",
        )
    }
    texts = {name: getattr(question, name).get(base, "") for name in ("title", "hint", "unit", "low_end", "high_end")}
    numbers = {name: _shown(getattr(question, name)) for name in ("minimum", "maximum")}
    return plain | texts | numbers | {"kind": question.kind.value}


def sent_options(old: Question, base: str, sent: "MultiDict[str, str]", further: str) -> tuple[Option, ...]:
    """The options as the rows of the form say, and further ones from lines of text.

    A row without text is a removed option. Texts in other languages and codes stay with their row, so that answers keep their
    meaning when an option gets a better wording.
    """
    known = {option.code: option for option in old.options}
    rows = zip(sent.getlist("option_code"), sent.getlist("option_label"), strict=False)
    kept = [
        replace(known[code], label=_put(known[code].label, base, clean_text(label, lines=False)[:LONGEST_LABEL]))
        for code, label in rows
        if code in known and label.strip()
    ]
    taken = {option.code for option in old.options}
    for line in _lines([*sent.getlist("option_new"), *further.split("\n")]):
        code = free_option_code(taken)
        taken.add(code)
        kept.append(Option(code, {base: line}))
    return tuple(kept[: MOST_OPTIONS + 1])


def stepped(options: tuple[Option, ...], step: str) -> tuple[Option, ...]:
    """The options after one of the buttons beside them was pressed: "option-up:bus", "option-down:bus", "option-drop:bus"."""
    action, _mark, code = step.partition(":")
    at = next((number for number, option in enumerate(options) if option.code == code), None)
    if at is None:
        return options
    rest = [option for option in options if option.code != code]
    if action == "option-drop":
        return tuple(rest)
    to = {"option-up": at - 1, "option-down": at + 1}.get(action, at)
    rest.insert(max(to, 0), options[at])
    return tuple(rest)


def free_option_code(taken: Iterable[str]) -> str:
    """ "a1", "a2" … the first that is free."""
    used = set(taken)
    return next(code for number in range(1, len(used) + 2) if (code := f"a{number}") not in used)


def _lines(texts: Iterable[str]) -> list[str]:
    cleaned = (clean_text(text, lines=False)[:LONGEST_LABEL] for text in texts)
    return [text for text in cleaned if text]


def _put(texts: Texts, base: str, text: str | None) -> Texts:
    others = {language: one for language, one in texts.items() if language != base}
    return {base: text, **others} if text else others


def _shown(number: float | None) -> str:
    if number is None:
        return ""
    return (str(int(number)) if float(number).is_integer() else str(number)).replace(".", ",")
