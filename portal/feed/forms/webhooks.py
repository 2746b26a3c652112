"""Webhooks: where they lead, and what is sent once more."""

from typing import Any

from wtforms import DateField, IntegerField, SelectMultipleField
from wtforms.validators import NumberRange, Optional, ValidationError

from portal.feed.terms.journal import EventType
from portal.feed.terms.webhooks import DESCRIPTION_LONGEST, URL_LONGEST
from portal.kernel.text import N_
from portal.web.forms import Form, LineField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _

#: No journal gets so long.
MOST = 10**15


class WebhookForm(VersionedForm, SubmissionForm):
    """A webhook of a system."""

    url = LineField(
        N_("Adresse des Empfängers"),
        [Needed(N_("Bitte geben Sie die Adresse an, an die das Portal senden soll."))],
        max_length=URL_LONGEST,
    )
    event_types = SelectMultipleField(N_("Welche Ereignisse?"), validate_choice=False)
    description = LineField(N_("Wofür ist er?"), max_length=DESCRIPTION_LONGEST)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.event_types.choices = [(kind.value, _(kind.label)) for kind in EventType]

    def validate_event_types(self, field: SelectMultipleField) -> None:
        """What is not offered is an error, never a guess."""
        if not set(field.data or ()) <= set(EventType):
            raise ValidationError(_("Bitte wählen Sie aus der Liste."))

    @property
    def chosen_types(self) -> list[EventType]:
        """The chosen types; empty for all of them."""
        return [kind for kind in EventType if kind.value in (self.event_types.data or ())]


class ReplayForm(Form):
    """Which days, or which numbers, are delivered once more."""

    first_day = DateField(N_("Vom"), [Optional()])
    last_day = DateField(N_("Bis einschließlich"), [Optional()])
    first = IntegerField(N_("Von Nummer"), [Optional(), NumberRange(1, MOST)])
    last = IntegerField(N_("Bis Nummer"), [Optional(), NumberRange(1, MOST)])

    def validate(self, extra_validators: Any = None) -> bool:
        """Also that there are either two days or two numbers, in their order."""
        if not super().validate(extra_validators):
            return False
        if wrong := self._what_is_wrong():
            self.first_day.errors = [wrong]
        return not wrong

    def _what_is_wrong(self) -> str:
        days: tuple[Any, Any] = (self.first_day.data, self.last_day.data)
        numbers: tuple[Any, Any] = (self.first.data, self.last.data)
        given, other = (days, numbers) if any(days) else (numbers, days)
        if not all(given) or any(other):
            return _("Bitte geben Sie entweder zwei Tage oder zwei Nummern an.")
        return _("Das Ende liegt vor dem Anfang.") if given[1] < given[0] else ""


class RotateForm(VersionedForm):
    """A new secret for the webhook as it was shown."""
