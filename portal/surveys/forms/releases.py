"""The form with which a result is released."""

from collections.abc import Sequence

from wtforms import SelectField, SelectMultipleField
from wtforms.widgets import CheckboxInput

from portal.kernel.text import N_
from portal.surveys.terms.disclosure import THRESHOLD, THRESHOLDS
from portal.web.forms import Form
from portal.web.i18n import _


class ReleaseForm(Form):
    """Which questions everybody may see, and from how many answers on."""

    codes = SelectMultipleField(N_("Diese Fragen zeigen"), option_widget=CheckboxInput(), validate_choice=False)
    threshold = SelectField(N_("Zahlen zeigen ab"), coerce=str, default=str(THRESHOLD), validate_choice=False)

    def offer(self, questions: Sequence[tuple[str, str]]) -> None:
        """Set what can be chosen."""
        self.codes.choices = list(questions)
        self.threshold.choices = [(str(one), _("%(least)s Menschen", least=one)) for one in THRESHOLDS]

    @property
    def least(self) -> int:
        """The threshold; 0, which is none, when what came is no number."""
        written = str(self.threshold.data or "")
        return int(written) if written.isascii() and written.isdecimal() and len(written) < 4 else 0
