"""What the calendar is narrowed by; it stands in the address."""

from typing import Any

from wtforms import SelectField

from portal.kernel.text import N_
from portal.web.choosing import Choices, PlaceField
from portal.web.forms import Form
from portal.web.i18n import _


def as_year(value: Any) -> int:
    """Coerce for the year in an address: nonsense becomes 0."""
    text = str(value)
    return int(text) if text.isascii() and text.isdecimal() and len(text) == 4 else 0


class FilterForm(Form):
    """Year, place, Zielgruppe, Fachplanung."""

    jahr = SelectField(N_("Jahr"), coerce=as_year, validate_choice=False)
    ort = PlaceField(N_("Ort"))
    gruppe = PlaceField(N_("Zielgruppe"))
    plan = PlaceField(N_("Fachplanung"))

    def __init__(
        self, *, years: list[int], now: int, places: Choices, groups: Choices, plans: Choices, **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.jahr.choices = [(year, str(year)) for year in years]
        if self.jahr.data not in years:
            self.jahr.data = now
        self.ort.offer(places, nothing=_("alle"))
        self.gruppe.offer(groups, nothing=_("alle"))
        self.plan.offer(plans, nothing=_("alle"))
