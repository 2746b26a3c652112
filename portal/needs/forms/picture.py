"""What the picture of the whole county is narrowed by."""

from collections.abc import Sequence

from wtforms import SelectField

from portal.kernel.text import N_
from portal.needs.forms.need import ChoiceField
from portal.needs.terms.stages import OPEN_STAGES
from portal.web.forms import Form
from portal.web.i18n import _


class PictureForm(Form):
    """Place, subject, year and stage, as they stand in the address."""

    ort = ChoiceField(N_("Ort"))
    feld = ChoiceField(N_("Handlungsfeld"))
    jahr = SelectField(N_("Abgeschlossen im Jahr"), validate_choice=False)
    etappe = SelectField(N_("Wartet in der Etappe"), validate_choice=False)

    def offer_years(self, years: Sequence[int]) -> None:
        self.jahr.choices = [("", _("alle")), *((str(year), str(year)) for year in years)]
        self.etappe.choices = [("", _("alle offenen")), *((stage.value, _(stage.label)) for stage in OPEN_STAGES)]
