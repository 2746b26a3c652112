"""Forms in the address: what is counted, and what is counted against what."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from wtforms import DateField, SelectField
from wtforms.validators import Optional

from portal.kernel.text import N_
from portal.surveys.terms import Channel
from portal.web.forms import Form
from portal.web.i18n import _, as_date

Lines = Sequence[tuple[str, str]]


class ResultFilterForm(Form):
    """Whose answers are counted."""

    nur = SelectField(N_("Nur, wer so geantwortet hat"), validate_choice=False)
    ort = SelectField(N_("Gemeinde"), validate_choice=False)
    kanal = SelectField(N_("Kanal"), validate_choice=False)
    von = DateField(N_("Antworten vom"), [Optional()])
    bis = DateField(N_("bis zum"), [Optional()])

    def offer(self, *, answers: Mapping[str, Lines], places: Sequence[tuple[UUID, str]]) -> None:
        """Set what can be chosen: answers by the words of their question, places by name."""
        self._answers = {value: (question, words) for question, lines in answers.items() for value, words in lines}
        self._places = {str(place): name for place, name in places}
        self.nur.choices = {_("alle"): [("", _("alle"))]} | dict(answers)
        self.ort.choices = [("", _("alle")), *self._places.items()]
        self.kanal.choices = [("", _("alle")), *((channel.value, _(channel.label)) for channel in Channel)]

    def in_words(self) -> list[tuple[str, str]]:
        """(question or field, what was chosen) of everything that is not left open. `offer` comes first."""
        told = [self._answers[self.nur.data]] if self.nur.data in self._answers else []
        if self.ort.data in self._places:
            told.append((self.ort.label.text, self._places[self.ort.data]))
        told += [(self.kanal.label.text, _(channel.label)) for channel in Channel if channel.value == self.kanal.data]
        return told + [(field.label.text, as_date(field.data)) for field in (self.von, self.bis) if field.data]


class CrossTableForm(ResultFilterForm):
    """Which two questions, of whose answers."""

    zeilen = SelectField(N_("Zeilen"), validate_choice=False)
    spalten = SelectField(N_("Spalten"), validate_choice=False)

    def offer_sides(self, sides: Lines) -> None:
        """Set what can stand in rows and columns."""
        self.zeilen.choices = self.spalten.choices = list(sides)


class ComparisonForm(Form):
    """With which earlier survey."""

    mit = SelectField(N_("Verglichen mit"), validate_choice=False)

    def offer(self, surveys: Sequence[tuple[UUID, str]]) -> None:
        """Set what can be chosen."""
        lines: list[tuple[Any, str]] = [("", _("Bitte wählen"))]
        self.mit.choices = lines + [(str(survey_id), title) for survey_id, title in surveys]
