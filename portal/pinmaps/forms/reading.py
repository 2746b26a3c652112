"""The filter above the pins of a Nadelkarte; it stands in the address."""

from collections.abc import Sequence
from datetime import date

from wtforms import SelectField

from portal.kernel import clock
from portal.kernel.text import N_
from portal.web.forms import Form
from portal.web.i18n import _, as_date

Choices = Sequence[tuple[int, str]]
#: A map that runs longer offers its last years.
_MOST_MONTHS = 36


class PinFilterForm(Form):
    """Which pins are shown. Names are those of the address of a window (`routes/windows.py`)."""

    k = SelectField(N_("Wofür die Nadel steht"), validate_choice=False)
    g = SelectField(N_("Gruppe"), validate_choice=False)
    m = SelectField(N_("Monat"), validate_choice=False)

    def offer(self, *, categories: Choices, groups: Choices, months: Sequence[date | None]) -> None:
        """Set what can be chosen; a field with nothing to choose is left out. `months`: first and last day, or nothing."""
        self.k.choices = _with_all(categories)
        self.g.choices = _with_all(groups)
        days = [day for day in months if day is not None]
        self.m.choices = _with_all([(day.year * 100 + day.month, as_date(day, "LLLL yyyy")) for day in _firsts(days)])
        for name, field in (("g", self.g), ("m", self.m)):
            if len(field.choices or ()) < 3:  # "all" and the only one
                del self._fields[name]


def _with_all(found: Choices) -> list[tuple[str, str]]:
    return [("", _("alle")), *((str(value), label) for value, label in found)]


def _firsts(days: Sequence[date]) -> list[date]:
    """The first days of the months between two days and up to today, the newest first."""
    if len(days) < 2:
        return []
    found: list[date] = []
    last = min(days[1], clock.today()).replace(day=1)
    while last >= days[0].replace(day=1) and len(found) < _MOST_MONTHS:
        found.append(last)
        last = last.replace(year=last.year - (last.month == 1), month=(last.month - 2) % 12 + 1)
    return found
