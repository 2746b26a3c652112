"""The form in the address of the staff's map: what is counted, and how it is drawn."""

from collections.abc import Sequence

from wtforms import SelectField

from portal.kernel.text import N_
from portal.pinmaps.terms.measures import MapKind, Measure, Reference, RowOrder
from portal.web.forms import Form
from portal.web.i18n import _


class OverviewForm(Form):
    """Which numbers, drawn how. What is not offered counts as the first choice."""

    was = SelectField(N_("Was gezählt wird"), validate_choice=False)
    art = SelectField(N_("Darstellung"), validate_choice=False)
    bezug = SelectField(N_("Bezug"), validate_choice=False)
    folge = SelectField(N_("Reihenfolge der Tabelle"), validate_choice=False)

    def offer(self, measures: Sequence[Measure], *, has_residents: bool) -> None:
        """Set what can be chosen."""
        references = list(Reference) if has_residents else [Reference.NONE]
        _offer(self.was, [(one.key, one.label) for one in measures])
        _offer(self.art, [(kind.value, _(kind.label)) for kind in MapKind])
        _offer(self.bezug, [(one.value, _(one.label)) for one in references])
        _offer(self.folge, [(one.value, _(one.label)) for one in RowOrder])


def _offer(field: SelectField, choices: Sequence[tuple[str, str]]) -> None:
    field.choices = list(choices)
    if field.data not in {value for value, _label in choices}:
        field.data = choices[0][0]
