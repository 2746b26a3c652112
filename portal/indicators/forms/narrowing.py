"""What pages of Kennzahlen are narrowed by; it stands in the address. What is not offered counts as the first choice."""

from collections.abc import Sequence
from typing import Any

from wtforms import SelectField

from portal.kernel.text import N_
from portal.web.choosing import Choices, PlaceField
from portal.web.forms import Form
from portal.web.i18n import _

_ORDERS = (("wert", N_("Größter Wert zuerst")), ("auf", N_("Kleinster Wert zuerst")), ("name", N_("Nach dem Namen")))


class ListForm(Form):
    """Which place stands beside the county."""

    ort = PlaceField(N_("Ort"))

    def __init__(self, *, places: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ort.offer(places, nothing=_("nur der Landkreis"))


class ShowForm(Form):
    """Which day, beside which place, in which order, in which classes."""

    stichtag = SelectField(N_("Stichtag"), validate_choice=False)
    ort = PlaceField(N_("Vergleichen mit"))
    folge = SelectField(N_("Reihenfolge der Tabelle"), validate_choice=False)
    klassen = SelectField(N_("Klassen der Karte"), validate_choice=False)

    def __init__(
        self, *, days: Sequence[tuple[str, str]], places: Choices, methods: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.ort.offer(places, nothing=_("nur der Landkreis"))
        _offer(self.stichtag, days)
        _offer(self.folge, [(value, _(label)) for value, label in _ORDERS])
        _offer(self.klassen, methods)


def _offer(field: SelectField, choices: Sequence[tuple[str, str]]) -> None:
    field.choices = list(choices)
    if choices and field.data not in {value for value, _label in choices}:
        field.data = choices[0][0]
