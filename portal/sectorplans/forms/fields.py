"""Fields that several forms have."""

import re
from datetime import date
from typing import Any

from wtforms.validators import Optional, Regexp, ValidationError

from portal.kernel.text import N_
from portal.sectorplans.terms import LATEST_YEAR, LONGEST_EMAIL, LONGEST_PHONE, OLDEST_YEAR
from portal.web.forms import LineField
from portal.web.i18n import _

_YEAR_FIRST = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})")
_MONTH_FIRST = re.compile(r"(?P<month>\d{1,2})\s?[./-]\s?(?P<year>\d{4})")


class MonthField(LineField):
    """A month of a year. Browsers with a calendar send "2027-03"; people may also type "03/2027" or "3.2027"."""

    def __init__(self, label: str = "", **kwargs: Any) -> None:
        super().__init__(label, max_length=20, **kwargs)

    @property
    def chosen(self) -> date | None:
        """The first day of that month; None for what is no month between 1990 and 2100."""
        typed = str(self.data or "")
        found = _YEAR_FIRST.fullmatch(typed) or _MONTH_FIRST.fullmatch(typed)
        if found is None or not typed.isascii():
            return None
        year, month = int(found["year"]), int(found["month"])
        return date(year, month, 1) if OLDEST_YEAR <= year <= LATEST_YEAR and 1 <= month <= 12 else None

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            raise ValidationError(_("Bitte geben Sie einen Monat an."))
        if self.chosen is None:
            raise ValidationError(_("Das ist kein Monat, den der Kalender kennt. Beispiel: 03/2027"))


def phone_field() -> LineField:
    """A telephone number that may be left out."""
    message = N_("Eine Telefonnummer besteht aus Ziffern, zum Beispiel 08261 995-0.")
    return LineField(
        N_("Telefon"),
        [Optional(), Regexp(r"[\d\s+()/.–-]{5,}$", message=message)],
        max_length=LONGEST_PHONE,
    )


def email_field() -> LineField:
    """An e-mail address that may be left out."""
    message = N_("Diese E-Mail-Adresse ist nicht vollständig. Beispiel: name@beispiel.de")
    return LineField(
        N_("E-Mail"),
        [Optional(), Regexp(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]{2,}$", message=message)],
        max_length=LONGEST_EMAIL,
    )
