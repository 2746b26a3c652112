"""The shape of input: a new key, and the export dialog."""

from collections.abc import Sequence

from wtforms import BooleanField, RadioField, SelectField
from wtforms.validators import ValidationError

from portal.feed.terms import NAME_LONGEST, PURPOSE_LONGEST, REASON_LONGEST, ExportFormat
from portal.kernel.text import N_
from portal.web.forms import Form, LineField, Needed, SubmissionForm
from portal.web.i18n import _


class ClientForm(SubmissionForm):
    """A key for a system of the county."""

    name = LineField(
        N_("Name des Systems"),
        [Needed(N_("Bitte nennen Sie das System, zum Beispiel „QGIS im Landratsamt“."))],
        max_length=NAME_LONGEST,
    )
    place = SelectField(N_("Sozialraum"))
    purpose = LineField(N_("Wofür liest es?"), max_length=PURPOSE_LONGEST)

    def __init__(self, *, places: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.place.choices = [("", _("Bitte wählen")), *places]

    def validate_place(self, field: SelectField) -> None:
        """Nobody gives a key for the whole county by leaving something out."""
        if not field.data:
            raise ValidationError(_("Bitte wählen Sie, was das System lesen darf."))


class ExportForm(Form):
    """As what the list is taken away."""

    format = RadioField(N_("Form der Datei"), default=ExportFormat.XLSX.value)
    with_names = BooleanField(N_("Mit den Namen der Zuständigen"))
    reason = LineField(N_("Wofür brauchen Sie die Namen?"), max_length=REASON_LONGEST)

    def __init__(self) -> None:
        super().__init__()
        self.format.choices = [(form.value, _(form.label)) for form in ExportFormat]
