"""What is taken away as a file, now or each night."""

from collections.abc import Sequence

from wtforms import BooleanField, IntegerField, RadioField, SelectField
from wtforms.validators import ValidationError

from portal.feed.terms.exports import REASON_LONGEST, ExportFormat
from portal.feed.terms.files import KEEP_DAYS_DEFAULT, Dataset
from portal.kernel.text import N_
from portal.web.forms import Form, LineField, Needed, SubmissionForm
from portal.web.i18n import _


def _datasets() -> list[tuple[str, str]]:
    return [(one.value, _(one.label)) for one in Dataset]


def _formats() -> list[tuple[str, str]]:
    return [(one.value, _(one.label)) for one in ExportFormat]


class FileForm(Form):
    """A file that is made now."""

    #: Not "dataset": in a browser the field of that name would hide what scripts read of the form.
    content = RadioField(N_("Inhalt"), default=Dataset.NEEDS.value)
    format = RadioField(N_("Form der Datei"), default=ExportFormat.XLSX.value)
    place = SelectField(N_("Sozialraum"))
    with_names = BooleanField(N_("Mit den Namen der Zuständigen"))
    reason = LineField(N_("Wofür brauchen Sie die Namen?"), max_length=REASON_LONGEST)

    def __init__(self, *, places: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.content.choices = _datasets()
        self.format.choices = _formats()
        self.place.choices = [("", _("Alles, was ich sehen darf")), *places]


class NightlyFileForm(SubmissionForm):
    """A file that is made each night."""

    #: Not "dataset": in a browser the field of that name would hide what scripts read of the form.
    content = RadioField(N_("Inhalt"), default=Dataset.NEEDS.value)
    format = RadioField(N_("Form der Datei"), default=ExportFormat.GEOPACKAGE.value)
    place = SelectField(N_("Sozialraum"))
    keep_days = IntegerField(
        N_("Wie viele Tage aufheben?"),
        [Needed(N_("Bitte sagen Sie, wie viele Tage eine Datei bleibt."))],
        default=KEEP_DAYS_DEFAULT,
    )

    def __init__(self, *, places: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.content.choices = _datasets()
        self.format.choices = _formats()
        self.place.choices = [("", _("Bitte wählen")), *places]

    def validate_place(self, field: SelectField) -> None:
        """Nobody declares a file of everything by leaving something out."""
        if not field.data:
            raise ValidationError(_("Bitte wählen Sie, wovon die Datei handelt."))
