"""Forms of a series and of people."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import ValidationError

from portal.kernel.text import N_
from portal.network.terms import ContactWay
from portal.roundtables.forms.fields import email_field, phone_field
from portal.roundtables.terms.series import (
    LONGEST_ADDRESS,
    LONGEST_NAME,
    LONGEST_PHONE,
    LONGEST_PURPOSE,
    LONGEST_TITLE,
    LONGEST_VENUE,
    Rhythm,
    SeriesState,
)
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm, as_uuid
from portal.web.i18n import _

Choices = Sequence[tuple[UUID, str]]


class SeriesForm(SubmissionForm, VersionedForm):
    """Everything one says about a series."""

    title = LineField(
        N_("Name"), [Needed(N_("Bitte geben Sie dem Runden Tisch einen Namen."))], max_length=LONGEST_TITLE
    )
    sozialraum_id = SelectField(N_("Sozialraum"), coerce=as_uuid, validate_choice=False)
    purpose = LongTextField(N_("Wozu treffen wir uns?"), max_length=LONGEST_PURPOSE)
    rhythm = SelectField(N_("Wie oft?"), validate_choice=False)
    venue = LineField(N_("Wo treffen wir uns meistens?"), max_length=LONGEST_VENUE)
    host_name = LineField(N_("In wessen Namen wird eingeladen?"), max_length=LONGEST_NAME)
    host_function = LineField(N_("Amt"), max_length=LONGEST_NAME)
    sender = LineField(N_("Absender auf Briefen"), max_length=LONGEST_ADDRESS)
    contact_name = LineField(N_("Ansprechperson"), max_length=LONGEST_NAME)
    contact_phone = phone_field(N_("Telefon"))
    contact_email = email_field(N_("E-Mail"))
    is_public = BooleanField(N_("Termine und Ergebnisse öffentlich zeigen"), default=True)

    def __init__(self, *, places: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._known = {place_id for place_id, _label in places}
        self.sozialraum_id.choices = [("", _("Bitte wählen")), *((str(place_id), label) for place_id, label in places)]
        self.rhythm.choices = [(one.value, _(one.label)) for one in Rhythm]

    def validate_sozialraum_id(self, field: SelectField) -> None:
        if field.data not in self._known:
            field.data = None
            raise ValidationError(_("Bitte wählen Sie einen Sozialraum, für den Sie zuständig sind."))

    @property
    def chosen_rhythm(self) -> Rhythm:
        """The rhythm; nonsense means after need."""
        return next((one for one in Rhythm if one.value == self.rhythm.data), Rhythm.AS_NEEDED)


class PersonForm(VersionedForm):
    """A member or a guest."""

    name = LineField(N_("Name"), [Needed(N_("Bitte geben Sie einen Namen ein."))], max_length=LONGEST_NAME)
    organisation = LineField(N_("Organisation"), max_length=LONGEST_NAME)
    function = LineField(N_("Funktion"), max_length=LONGEST_NAME)
    way = RadioField(N_("Wie wird eingeladen?"), validate_choice=False, default=ContactWay.MAIL.value)
    email = email_field(N_("E-Mail"))
    phone = phone_field(N_("Telefon"), longest=LONGEST_PHONE + 20)
    address = LongTextField(N_("Anschrift"), max_length=LONGEST_ADDRESS)
    may_be_named = BooleanField(N_("Darf im Protokoll mit Namen genannt werden"))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.way.choices = [(one.value, _(one.label)) for one in ContactWay]

    def validate_way(self, field: RadioField) -> None:
        if field.data not in {one.value for one in ContactWay}:
            raise ValidationError(_("Bitte wählen Sie eine der Möglichkeiten aus."))


class ContactsForm(Form):
    """People of the network to take over."""

    contacts = SelectMultipleField(N_("Aus dem Netzwerk"), coerce=as_uuid, validate_choice=False)

    def __init__(self, *, contacts: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.contacts.choices = [(str(one), label) for one, label in contacts]

    def validate_contacts(self, field: SelectMultipleField) -> None:
        if not field.data:
            raise ValidationError(_("Bitte wählen Sie mindestens eine Person."))


class SeriesFilterForm(Form):
    """Narrows the list of the staff."""

    stand = SelectField(N_("Stand"), validate_choice=False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.stand.choices = [("", _("Alle")), *((state.value, _(state.label)) for state in SeriesState)]


class PlaceFilterForm(Form):
    """Narrows the public calendar to a Gemeinde; its name stands in the address."""

    ort = SelectField(N_("Gemeinde"), validate_choice=False)

    def __init__(self, *, places: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ort.choices = [("", _("Alle Gemeinden")), *places]
