"""The form with which a file of another program is handed in."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from werkzeug.datastructures import FileStorage
from wtforms import FileField, SelectField
from wtforms.validators import ValidationError

from portal.kernel.text import N_
from portal.surveys.terms.states import LONGEST_TITLE
from portal.web.forms import Form, LineField, as_uuid
from portal.web.i18n import _


class ImportForm(Form):
    """A file, for which Sozialraum, and a title instead of the one in the file."""

    file = FileField(N_("Datei"))
    sozialraum_id = SelectField(N_("Sozialraum"), coerce=as_uuid, validate_choice=False)
    title = LineField(N_("Titel"), max_length=LONGEST_TITLE)

    def __init__(self, *, places: Sequence[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._places = {place_id for place_id, _label in places}
        self.sozialraum_id.choices = [("", _("Bitte wählen")), *((str(place), label) for place, label in places)]

    def validate_file(self, field: FileField) -> None:
        if not isinstance(field.data, FileStorage) or not field.data.filename:
            raise ValidationError(
                _("Bitte wählen Sie die Datei aus, die Sie aus LimeSurvey oder KoboToolbox gespeichert haben.")
            )

    def ask_for_the_file_again(self) -> None:
        """Say that the file did not stay: of all that a form holds it is the one thing a browser never keeps."""
        if not self.file.errors:
            self.file.errors = [_("Bitte wählen Sie die Datei noch einmal aus; Ihr Browser hat sie nicht behalten.")]

    def validate_sozialraum_id(self, field: SelectField) -> None:
        if field.data not in self._places:
            field.data = None
            raise ValidationError(_("Bitte wählen Sie einen Sozialraum, für den Sie zuständig sind."))
