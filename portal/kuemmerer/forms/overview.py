"""What the county view is narrowed by, and what stands side by side."""

from typing import Any

from wtforms import BooleanField, SelectField

from portal.kernel.standing import Colour
from portal.kernel.text import N_
from portal.kuemmerer.terms.overview import OverviewSort
from portal.kuemmerer.terms.projects import Phase
from portal.web.choosing import Choices, PlaceField, SeveralField, options
from portal.web.forms import Form
from portal.web.i18n import _


class OverviewForm(Form):
    """Filters and order of the county view; they stand in the address."""

    ort = PlaceField(N_("Ort"))
    phase = SelectField(N_("Phase"), validate_choice=False)
    ampel = SelectField(N_("Ampel"), validate_choice=False)
    reihenfolge = SelectField(N_("Reihenfolge"), validate_choice=False)
    hilfe = BooleanField(N_("Nur Projekte, die Hilfe brauchen"))

    def __init__(self, *, places: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ort.offer(places, nothing=_("alle"))
        self.phase.choices = options(Phase, nothing=_("alle"))
        self.ampel.choices = options(Colour, nothing=_("alle"))
        others = [one for one in OverviewSort if one is not OverviewSort.LIGHT]
        self.reihenfolge.choices = options(others, nothing=_(OverviewSort.LIGHT.label))

    @property
    def order(self) -> OverviewSort:
        return next((one for one in OverviewSort if one.value == self.reihenfolge.data), OverviewSort.LIGHT)

    @property
    def chosen_phase(self) -> Phase | None:
        return next((one for one in Phase if one.value == self.phase.data), None)

    @property
    def colour(self) -> Colour | None:
        return next((one for one in Colour if one.value == self.ampel.data), None)


class CompareForm(Form):
    """Which projects stand side by side."""

    p = SeveralField(N_("Projekte"))

    def __init__(self, *, projects: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.p.offer(projects)
