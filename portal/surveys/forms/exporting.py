"""The dialog in which somebody says what to take away and as what."""

from wtforms import BooleanField, RadioField

from portal.kernel.text import N_
from portal.surveys.terms.exporting import REASON_LONGEST, DataFormat
from portal.web.forms import Form, LineField
from portal.web.i18n import _


class DataForm(Form):
    """Which answers, and in which form."""

    content = RadioField(N_("Was möchten Sie mitnehmen?"), default="counted")
    format = RadioField(N_("Form der Datei"), default=DataFormat.XLSX.value)
    with_special = BooleanField(N_("Mit Antworten zu besonderen Kategorien, zum Beispiel zur Gesundheit"))
    reason = LineField(N_("Wofür brauchen Sie diese Antworten?"), max_length=REASON_LONGEST)

    def __init__(self) -> None:
        super().__init__()
        self.content.choices = [
            ("counted", _("Angekreuztes, Zahlen und Orte")),
            ("texts", _("Alles, auch die freien Texte")),
        ]
        self.format.choices = [(one.value, _(one.label)) for one in DataFormat]
