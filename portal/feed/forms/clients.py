"""A new key, what it may do, and a new key for a system that has one."""

from collections.abc import Mapping, Sequence
from typing import Any

from wtforms import BooleanField, DateField, IntegerField, SelectField, SelectMultipleField
from wtforms.validators import Optional, ValidationError

from portal.feed.terms.clients import NAME_LONGEST, PURPOSE_LONGEST, REASON_LONGEST, REQUESTS_USUAL, ApiRight
from portal.kernel.text import N_
from portal.web.forms import FROM_REQUEST, LineField, Needed, SubmissionForm
from portal.web.i18n import _


class NamedForm(SubmissionForm):
    """Which system it is. Stands first, so that errors are listed in the order of the page."""

    name = LineField(
        N_("Name des Systems"),
        [Needed(N_("Bitte nennen Sie das System, zum Beispiel „QGIS im Landratsamt“."))],
        max_length=NAME_LONGEST,
    )
    place = SelectField(N_("Sozialraum"))
    purpose = LineField(N_("Wofür liest es?"), max_length=PURPOSE_LONGEST)

    def validate_place(self, field: SelectField) -> None:
        """Nobody gives a key for the whole county by leaving something out."""
        if not field.data:
            raise ValidationError(_("Bitte wählen Sie, was das System lesen darf."))


class TermsForm(SubmissionForm):
    """What a key may do, how often and until when."""

    rights = SelectMultipleField(N_("Was darf das System?"), validate_choice=True)
    names = BooleanField(N_("Es darf die Namen der Zuständigen lesen"))
    names_reason = LineField(N_("Wofür braucht es die Namen?"), max_length=REASON_LONGEST)
    expires_on = DateField(N_("Gilt bis einschließlich"), [Optional()])
    requests_per_minute = IntegerField(
        N_("Anfragen in der Minute"),
        [Needed(N_("Bitte geben Sie eine Zahl von 10 bis 6000 an."))],
        default=REQUESTS_USUAL,
    )

    def __init__(self, formdata: Any = FROM_REQUEST, *, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(formdata, data=data)
        self.rights.choices = [(right.value, _(right.label)) for right in ApiRight if right is not ApiRight.READ_NAMES]

    def validate_rights(self, field: SelectMultipleField) -> None:
        """A key that may do nothing is a slip."""
        if not field.data:
            raise ValidationError(_("Bitte wählen Sie, was das System darf."))

    @property
    def chosen_rights(self) -> frozenset[ApiRight]:
        """What was ticked, names among it."""
        chosen = {ApiRight(value) for value in self.rights.data or ()}
        return frozenset(chosen | {ApiRight.READ_NAMES} if self.names.data else chosen)


class ClientForm(NamedForm, TermsForm):
    """A key for a system of the county."""

    def __init__(self, *, places: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.place.choices = [("", _("Bitte wählen")), *places]


class RotationForm(SubmissionForm):
    """A new key for a system that has one."""
