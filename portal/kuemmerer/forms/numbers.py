"""A field for numbers as people write them."""

import re
from decimal import Decimal
from typing import Any

from wtforms import StringField
from wtforms.validators import ValidationError

from portal.kernel.text import N_, clean_text
from portal.web.i18n import _

_MOST_CHARACTERS = 20
_GERMAN = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:,\d{1,2})?")
_ENGLISH = re.compile(r"\d{1,3}(?:,\d{3})+\.\d{1,2}|\d+\.\d{1,2}")
_MINUS = "-\u2212\u2013"
_NEGATIVE = N_("Bitte geben Sie eine Zahl ab 0 ein.")
_NO_NUMBER = N_("Das ist keine Zahl. Bitte schreiben Sie zum Beispiel 12 oder 7,5.")


class NumberField(StringField):
    """A number from 0 with at most two decimals, with German or English separators; `number` is None for nothing.

    "1.234" is one thousand, as in German; "12.5" is twelve and a half.
    """

    number: Decimal | None = None

    def process_data(self, value: Any) -> None:
        self.data = str(value or "")

    def process_formdata(self, valuelist: list[Any]) -> None:
        if valuelist:
            self.data = clean_text(str(valuelist[0])[:200], lines=False)

    def pre_validate(self, form: Any) -> None:
        self.number = parsed(self.data or "")
        tight = _squeezed(self.data or "")
        if self.number is None and tight:
            is_negative = tight[0] in _MINUS
            raise ValidationError(_(_NEGATIVE) if is_negative else _(_NO_NUMBER))


def number_of(field: Any) -> Decimal | None:
    """What was typed into a `NumberField` that validated."""
    found: Decimal | None = field.number
    return found


def parsed(text: str) -> Decimal | None:
    """The number somebody wrote; None for nothing and for what is none."""
    tight = _squeezed(text)
    if len(tight) > _MOST_CHARACTERS or not tight.isascii():
        return None
    if _GERMAN.fullmatch(tight):
        return Decimal(tight.replace(".", "").replace(",", "."))
    return Decimal(tight.replace(",", "")) if _ENGLISH.fullmatch(tight) else None


def _squeezed(text: str) -> str:
    return re.sub(r"[\s']", "", text)


def written(value: Decimal | None) -> str:
    """A number as it stands in a field: "7,5", "12", "" for none."""
    if value is None:
        return ""
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.replace(".", ",")
