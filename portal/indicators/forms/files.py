"""A file, and what its columns mean."""

from collections.abc import Sequence
from typing import Any

from werkzeug.datastructures import FileStorage
from wtforms import DateField, FileField, HiddenField, SelectField
from wtforms.validators import Optional, ValidationError

from portal.indicators.terms.definitions import LONGEST_SOURCE
from portal.kernel.text import N_
from portal.web.forms import Form, LineField
from portal.web.i18n import _


class ImportForm(Form):
    """A file."""

    file = FileField(N_("Datei"))

    def validate_file(self, field: FileField) -> None:
        if not isinstance(field.data, FileStorage) or not field.data.filename:
            raise ValidationError(_("Bitte wählen Sie eine Datei aus: CSV oder Excel (.xlsx)."))


class TakeOverForm(Form):
    """Take over what was shown, and only that."""

    fingerprint = HiddenField()


class AssignForm(Form):
    """The day and source of a list; the roles of its columns are added by `assign_form`."""

    file = HiddenField()
    day = DateField(N_("Stichtag"), [Optional()])
    source = LineField(N_("Quelle mit Lizenz"), max_length=LONGEST_SOURCE)

    @property
    def columns(self) -> list[SelectField]:
        return [field for field in self if isinstance(field, SelectField)]

    @property
    def roles(self) -> tuple[str, ...]:
        """What each column is, in their order; nothing for what is not offered."""
        return tuple(
            str(field.data) if field.data in {value for value, *_rest in field.iter_choices()} else ""
            for field in self.columns
        )


def assign_form(
    headings: Sequence[str], choices: Sequence[tuple[str, str]], proposed: Sequence[str], **kwargs: Any
) -> AssignForm:
    """A form with one choice for each column, filled with what the columns probably are."""
    fields = {
        f"column_{position}": SelectField(
            heading or _("Spalte %(number)s", number=position + 1), choices=list(choices), validate_choice=False
        )
        for position, heading in enumerate(headings)
    }
    made: AssignForm = type("ColumnsForm", (AssignForm,), fields)(**kwargs)
    for position, role in enumerate(proposed):
        field = made[f"column_{position}"]
        if field.raw_data is None or not field.raw_data:
            field.data = role
    return made
