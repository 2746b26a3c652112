"""A new key."""

from collections.abc import Sequence

from wtforms import SelectField
from wtforms.validators import ValidationError

from portal.feed.terms.clients import NAME_LONGEST, PURPOSE_LONGEST
from portal.kernel.text import N_
from portal.web.forms import LineField, Needed, SubmissionForm
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
