"""The filter above the pins for those who work on the map; it stands in the address."""

from collections.abc import Sequence
from uuid import UUID

from wtforms import SelectField

from portal.kernel.text import N_
from portal.pinmaps.forms.reading import PinFilterForm
from portal.pinmaps.terms import PinVisibility
from portal.web.i18n import _

#: Stands for the pins of any table.
OF_TABLES = "alle"


class StaffPinFilterForm(PinFilterForm):
    """The filter of everybody, and what only staff see: held and hidden pins, and those of one table."""

    v = SelectField(N_("Sichtbarkeit"), validate_choice=False)
    tisch = SelectField(N_("Kartentisch"), validate_choice=False)

    def offer_staff(self, tables: Sequence[tuple[UUID, str]]) -> None:
        """Set what only staff can choose; without any table that field is left out."""
        self.v.choices = [("", _("alle")), *((one.value, _(one.label)) for one in PinVisibility)]
        self.tisch.choices = [
            ("", _("alle Nadeln")),
            (OF_TABLES, _("nur von Kartentischen")),
            *((str(one), label) for one, label in tables),
        ]
        if not tables:
            del self.tisch
