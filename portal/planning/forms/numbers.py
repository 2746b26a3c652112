"""Numbers as people write them: "1.234,5", "12.5", "−3"."""

import re
from decimal import Decimal
from typing import Any

from wtforms.validators import ValidationError

from portal.kernel.text import N_
from portal.web.forms import LineField
from portal.web.i18n import _

_GROUPED = re.compile(r"-?\d{1,3}(?:\.\d{3})+(?:,\d{1,3})?")
_GERMAN = re.compile(r"-?\d{1,12}(?:,\d{1,3})?")
_ENGLISH = re.compile(r"-?\d{1,12}\.\d{1,3}")
_BLANKS = re.compile(r"[\s\u00a0\u202f’']")
_NO_NUMBER = N_("Das ist keine Zahl. Bitte schreiben Sie zum Beispiel 12,5; möglich sind drei Stellen nach dem Komma.")
_NO_COUNT = N_("Bitte schreiben Sie eine ganze Zahl ohne Vorzeichen, zum Beispiel 1.250.")


def read_number(written: str) -> Decimal | None:
    """The number that was written; None for what is none. "1.234" is read the German way: as one thousand and more."""
    text = _BLANKS.sub("", written).replace("−", "-").replace("–", "-")
    if not text.isascii():
        return None
    if _GROUPED.fullmatch(text) or _GERMAN.fullmatch(text):
        return Decimal(text.replace(".", "").replace(",", "."))
    return Decimal(text) if _ENGLISH.fullmatch(text) else None


def as_written(number: Decimal | int | None) -> str:
    """A number as the field shows it, without the zeros the database adds at the end; "" for none."""
    if number is None:
        return ""
    whole, point, decimals = f"{number:f}".partition(".")
    return whole + ("," + decimals.rstrip("0") if point and decimals.strip("0") else "")


class NumberField(LineField):
    """A number with at most three decimals, or nothing."""

    def __init__(self, label: str = "", validators: Any = (), **kwargs: Any) -> None:
        super().__init__(label, validators, max_length=40, **kwargs)

    def process_data(self, value: Any) -> None:
        self.data = as_written(value) if isinstance(value, (Decimal, int)) else value

    @property
    def number(self) -> Decimal | None:
        """The number; None when nothing, or no number, was written."""
        return read_number(str(self.data or ""))

    def pre_validate(self, form: Any) -> None:
        if self.data and self.number is None:
            raise ValidationError(_(_NO_NUMBER))


class CountField(NumberField):
    """A whole number that is not negative, or nothing."""

    @property
    def count(self) -> int | None:
        """The number; None when nothing, or no whole number, was written."""
        found = self.number
        return int(found) if found is not None and found >= 0 and found == found.to_integral_value() else None

    def pre_validate(self, form: Any) -> None:
        if self.data and self.count is None:
            raise ValidationError(_(_NO_COUNT))
