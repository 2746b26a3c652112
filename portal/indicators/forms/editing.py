"""Definitions and values by hand."""

from typing import Any

from wtforms import BooleanField, DateField, SelectField

from portal.indicators.terms import ENTERED, Direction, Rhythm, Theme, ValueStatus
from portal.indicators.terms.definitions import (
    LONGEST_NAME,
    LONGEST_SOURCE,
    LONGEST_TEXT,
    LONGEST_UNIT,
    MOST_DECIMALS,
)
from portal.kernel.text import N_
from portal.web.choosing import Choices, EnumField, PlaceField, options
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _


class IndicatorForm(VersionedForm, SubmissionForm):
    """What an Indikator of one's own is."""

    name = LineField(N_("Name"), [Needed(N_("Bitte geben Sie der Kennzahl einen Namen."))], max_length=LONGEST_NAME)
    theme = EnumField(N_("Thema"), Theme)
    formula = LongTextField(N_("Wie wird gezählt oder gerechnet?"), max_length=LONGEST_TEXT)
    unit = LineField(N_("Einheit"), max_length=LONGEST_UNIT)
    decimals = SelectField(N_("Nachkommastellen"), coerce=str, validate_choice=False)
    direction = EnumField(N_("Was ist besser?"), Direction)
    rhythm = EnumField(N_("Neue Werte kommen"), Rhythm)
    source = LineField(N_("Quelle mit Lizenz"), max_length=LONGEST_SOURCE)
    ages = LineField(N_("Altersgrenzen"), max_length=LONGEST_NAME)
    note = LongTextField(N_("Was man beim Lesen wissen muss"), max_length=LONGEST_TEXT)
    adds_up = BooleanField(N_("Die Werte der Gemeinden darf man zusammenzählen"))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.decimals.choices = [(str(number), str(number)) for number in range(MOST_DECIMALS + 1)]
        for field, usual in (
            (self.theme, Theme.OTHER),
            (self.direction, Direction.NEUTRAL),
            (self.rhythm, Rhythm.YEARLY),
        ):
            if field.data is None:
                field.data = usual.value

    @property
    def few(self) -> int:
        """How many decimals; none for what is not offered."""
        typed = str(self.decimals.data or "")
        return int(typed) if typed in {str(number) for number in range(MOST_DECIMALS + 1)} else 0


class ValueForm(Form):
    """One value, or why there is none."""

    place = PlaceField(N_("Ort"))
    on = DateField(N_("Stichtag"), [Needed(N_("Bitte geben Sie den Stichtag an."))])
    status = EnumField(N_("Wie steht es um den Wert?"), ValueStatus)
    value = LineField(N_("Wert"), max_length=40)

    def __init__(self, *, places: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.place.offer(places, nothing=_("Bitte wählen"))
        self.status.choices = options(ENTERED)
        if self.status.data is None:
            self.status.data = ValueStatus.AVAILABLE.value
