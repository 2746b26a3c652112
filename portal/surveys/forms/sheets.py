"""Forms for typing paper: the header of a batch, and one sheet with a field for every question."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from uuid import UUID

from wtforms import DateField, IntegerField, RadioField, SelectField, StringField
from wtforms.validators import ValidationError

from portal.kernel.clock import today
from portal.kernel.text import N_
from portal.surveys.terms import Channel, Questionnaire
from portal.surveys.terms.sheets import Typed, wants_words
from portal.web.forms import Form, LineField, Needed, SubmissionForm, as_uuid
from portal.web.i18n import _

Choices = Sequence[tuple[UUID, str]]
LONGEST_EVENT = 160
#: Every how many sheets one is typed twice → how it is said.
CHECKS = {
    10: N_("Jeder zehnte, zufällig gezogen"),
    5: N_("Jeder fünfte, zufällig gezogen"),
    1: N_("Jeder"),
    0: N_("Keiner"),
}
#: Answers and the words beside them; a code of a question alone could be the name of another field.
ANSWER, WORDS = "a_", "w_"


class BatchForm(Form):
    """What holds for all sheets of one sitting."""

    event = LineField(
        N_("Woher kommen die Bögen?"),
        [Needed(N_("Bitte schreiben Sie, woher die Bögen kommen, zum Beispiel „Seniorennachmittag Pfaffenhausen“."))],
        max_length=LONGEST_EVENT,
    )
    held_on = DateField(
        N_("Wann wurden sie ausgefüllt?"), [Needed(N_("Bitte geben Sie den Tag an, zum Beispiel 24.12.2026."))]
    )
    sozialraum_id = SelectField(N_("Ort"), coerce=as_uuid, validate_choice=False)
    channel = RadioField(N_("Wie wurde gefragt?"), validate_choice=False)
    version_id = SelectField(N_("Fassung des Fragebogens"), coerce=as_uuid, validate_choice=False)
    check_every = SelectField(
        N_("Welche Bögen werden zur Kontrolle zweimal getippt?"), coerce=str, validate_choice=False
    )

    def __init__(self, *, places: Choices, versions: Choices, channels: Sequence[Channel], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sozialraum_id.choices = [("", _("mehrere Orte")), *((str(key), label) for key, label in places)]
        self.version_id.choices = [(str(key), label) for key, label in versions]
        self.channel.choices = [(channel.value, _(channel.label)) for channel in channels]
        self.check_every.choices = [(str(every), _(label)) for every, label in CHECKS.items()]
        self._places = {key for key, _label in places}
        self._versions = {key for key, _label in versions}
        self._channels = {channel.value for channel in channels}

    def validate_held_on(self, field: DateField) -> None:
        if field.data is not None and field.data > today():
            raise ValidationError(_("Dieser Tag liegt in der Zukunft. Bitte prüfen Sie das Datum."))

    def validate_sozialraum_id(self, field: SelectField) -> None:
        if field.data is not None and field.data not in self._places:
            field.data = None
            raise ValidationError(_("Diesen Ort gibt es in unserer Liste nicht. Bitte wählen Sie ihn neu."))

    def validate_version_id(self, field: SelectField) -> None:
        if field.data not in self._versions:
            raise ValidationError(_("Bitte wählen Sie, welche Fassung auf den Bögen steht."))

    def validate_channel(self, field: RadioField) -> None:
        if field.data not in self._channels:
            raise ValidationError(_("Bitte wählen Sie eine der Möglichkeiten aus."))

    def validate_check_every(self, field: SelectField) -> None:
        if field.data not in {str(every) for every in CHECKS}:
            raise ValidationError(_("Bitte wählen Sie eine der Möglichkeiten aus."))


class SheetForm(SubmissionForm):
    """One sheet: `a_<code>` holds what was typed for a question, `w_<code>` the words beside it."""

    def typed(self, code: str) -> Typed:
        """What stands in the fields of one question."""
        words = self._fields.get(WORDS + code)
        return Typed(str(self._fields[ANSWER + code].data or ""), str(words.data or "") if words else "")


def sheet_form(questionnaire: Questionnaire, typed: dict[str, Typed] | None = None) -> SheetForm:
    """The form of this questionnaire, filled with `typed` (code → fields) unless the request sends it."""
    asked = tuple((q.code, wants_words(q)) for q in questionnaire.questions if q.kind.is_asked)
    data: dict[str, str] = {}
    for code, one in (typed or {}).items():
        data |= {ANSWER + code: one.value, WORDS + code: one.words}
    return _sheet_form_class(asked)(data=data)


@lru_cache(maxsize=32)
def _sheet_form_class(asked: tuple[tuple[str, bool], ...]) -> type[SheetForm]:
    fields: dict[str, Any] = {}
    for code, has_words in asked:
        fields[ANSWER + code] = StringField()
        if has_words:
            fields[WORDS + code] = StringField()
    return type("FilledSheetForm", (SheetForm,), fields)


class SheetNumberForm(Form):
    """Finds a sheet by the number written on it."""

    nummer = IntegerField(N_("Bogen-Nr."))


class DecisionForm(Form):
    """Which of two typings holds, question by question: `h_<code>`."""


def decision_form(codes: Sequence[str]) -> DecisionForm:
    """The form for these differing questions; nothing is chosen beforehand, so that somebody looks at the paper."""
    choices = [("first", N_("Erste Eingabe")), ("second", N_("Zweite Eingabe"))]
    fields = {f"h_{code}": RadioField(validate_choice=False) for code in codes}
    form = type("FilledDecisionForm", (DecisionForm,), fields)()
    for code in codes:
        form[f"h_{code}"].choices = [(value, _(label)) for value, label in choices]
    return form  # type: ignore[no-any-return]
