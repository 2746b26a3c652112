"""Forms in which a programme and a version of its rules are written."""

import re
from collections.abc import Iterator
from typing import Any

from wtforms import BooleanField, SelectField
from wtforms.validators import Optional, ValidationError

from portal.funding.forms.fields import DayField
from portal.funding.terms import (
    LONGEST_NAME,
    LONGEST_PURPOSE,
    LONGEST_SENTENCE,
    LONGEST_SOURCE,
    LineKind,
    MonthDay,
    RuleKind,
    Side,
    read_dates,
)
from portal.kernel.text import N_
from portal.web.choosing import options
from portal.web.forms import LineField, LongTextField, Needed, VersionedForm
from portal.web.i18n import _
from portal.web.money import MoneyField

_A_DAY = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.?")
#: More months than anything runs or waits.
_MOST_MONTHS = 120
_OF_PROGRAMME = tuple(kind for kind in RuleKind if kind.is_of_programme)


class MonthsField(LineField):
    """A whole number of months; nothing for none."""

    def pre_validate(self, form: Any) -> None:
        if self.data and self.months is None:
            raise ValidationError(_("Bitte geben Sie eine Zahl von 1 bis 120 an."))

    @property
    def months(self) -> int | None:
        text = str(self.data or "")
        number = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
        return number if 1 <= number <= _MOST_MONTHS else None


class DaysField(LineField):
    """Days of the year, as "31.3., 30.6."."""

    def pre_validate(self, form: Any) -> None:
        if self.data and self.days is None:
            raise ValidationError(_("Bitte schreiben Sie die Termine so: 31.3., 30.6., 30.9., 31.12."))

    @property
    def days(self) -> tuple[MonthDay, ...] | None:
        """The days; None when something else stands there."""
        text = str(self.data or "")
        if _A_DAY.sub("", text).strip(" ,;"):
            return None
        try:
            return read_dates(f"{month}-{day}" for day, month in _A_DAY.findall(text))
        except ValueError:
            return None


class VersionForm(VersionedForm):
    """How a programme pays from a day on. Rules without number and sentence do not exist."""

    valid_from = DayField(N_("Gilt ab"), [Needed(N_("Bitte geben Sie an, ab wann diese Fassung gilt."))])
    source = LineField(
        N_("Quelle"),
        [Needed(N_("Bitte nennen Sie die Richtlinie oder den Beschluss mit Datum."))],
        max_length=LONGEST_SOURCE,
    )
    dates = DaysField(N_("Antragstermine im Jahr"))
    interim_months = MonthsField(N_("Zwischenbericht: Monate nach dem Jahresende"))
    final_months = MonthsField(
        N_("Verwendungsnachweis: Monate nach dem Ende"), [Needed(N_("Bitte geben Sie eine Zahl von 1 bis 120 an."))]
    )
    notes = LongTextField(N_("Hinweise"), max_length=LONGEST_PURPOSE)
    of_kind = SelectField(N_("Der Anteil gilt für"), validate_choice=False, choices=[])
    value_most_amount = MoneyField(N_("Höchstbetrag in Euro"))
    value_most_share = MoneyField(N_("Höchster Anteil in Prozent"))
    value_least_own_share = MoneyField(N_("Mindester Eigenanteil in Prozent"))
    value_most_months = MonthsField(N_("Höchste Laufzeit in Monaten"))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.of_kind.choices = options(
            list[Any](LineKind.of(Side.COSTS)), nothing=_("alle Kosten, die das Programm fördert")
        )

    def rule_fields(self) -> Iterator[tuple[RuleKind, Any, Any, Any, Any]]:
        """(kind, number or None, sentence, whether it is a paraphrase, whether it is hard) of each rule."""
        for kind in _OF_PROGRAMME:
            value = self[f"value_{kind.value}"] if kind.has_value else None
            yield (
                kind,
                value,
                self[f"sentence_{kind.value}"],
                self[f"paraphrase_{kind.value}"],
                self[f"hard_{kind.value}"],
            )

    @property
    def chosen_kind(self) -> LineKind | None:
        return next((kind for kind in LineKind.of(Side.COSTS) if kind.value == self.of_kind.data), None)

    def validate(self, extra_validators: Any = None) -> bool:
        """Also that each rule has both, its number and its sentence."""
        good = super().validate(extra_validators)
        for kind, value, sentence, _paraphrase, _hard in self.rule_fields():
            if value is None:
                continue
            if value.data and not sentence.data:
                sentence.errors = [
                    *sentence.errors,
                    _("Zu dieser Regel gehört der Satz, der angezeigt wird, wenn sie verletzt ist."),
                ]
                good = False
            if sentence.data and not value.data and not value.errors:
                value.errors = [_("Zu dieser Regel gehört eine Zahl.")]
                good = False
            if kind in (RuleKind.MOST_SHARE, RuleKind.LEAST_OWN_SHARE) and value.data and value.data > 100:
                value.errors = [*value.errors, _("Ein Anteil kann nicht größer als 100 Prozent sein.")]
                good = False
        return good


def _add_rule_fields() -> None:
    for kind in _OF_PROGRAMME:
        sentence = LongTextField(N_("Satz der Regel"), [Optional()], max_length=LONGEST_SENTENCE)
        setattr(VersionForm, f"sentence_{kind.value}", sentence)
        setattr(
            VersionForm,
            f"paraphrase_{kind.value}",
            BooleanField(N_("Der Satz ist sinngemäß, nicht wörtlich"), default=True),
        )
        setattr(
            VersionForm,
            f"hard_{kind.value}",
            BooleanField(N_("Wer die Regel verletzt, kann nicht einreichen"), default=True),
        )


_add_rule_fields()


class ProgrammeForm(VersionForm):
    """A programme with its first version."""

    name = LineField(
        N_("Name des Programms"), [Needed(N_("Bitte geben Sie dem Programm einen Namen."))], max_length=LONGEST_NAME
    )
    short_name = LineField(N_("Kurzname"), max_length=40)
    funder = LineField(N_("Wer zahlt"), [Needed(N_("Bitte nennen Sie, wer das Geld gibt."))], max_length=LONGEST_NAME)
