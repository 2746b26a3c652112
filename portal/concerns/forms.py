"""The two forms in which an Anliegen is given."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wtforms import BooleanField, DateField, FileField, HiddenField, RadioField, SelectField
from wtforms.validators import Optional, ValidationError

from portal.contributions.terms import (
    LONGEST_ADDRESS,
    LONGEST_EMAIL,
    LONGEST_NAME,
    LONGEST_PLACE,
    LONGEST_TEXT,
    ON_BEHALF,
    ContactDetails,
    ObserverKind,
    read_contact,
)
from portal.kernel.clock import today
from portal.kernel.text import N_
from portal.web.forms import LineField, LongTextField, Needed, SubmissionForm, as_uuid
from portal.web.i18n import _

Choices = Sequence[tuple[UUID, str]]


class Offer:
    """Places to choose from, made once for many forms; `nothing` is the line for no choice."""

    def __init__(self, choices: Choices, *, nothing: str) -> None:
        self.known = frozenset(place_id for place_id, _label in choices)
        self.lines = [("", nothing), *((str(place_id), label) for place_id, label in choices)]


class PlaceField(SelectField):
    """A Sozialraum from the list. What is not in the list is refused with a way out."""

    def __init__(self, label: str = "", validators: Any = None, **kwargs: Any) -> None:
        super().__init__(label, validators, coerce=as_uuid, **kwargs)
        self.known: frozenset[UUID] = frozenset()

    def offer(self, offer: Offer) -> None:
        """Set what can be chosen."""
        self.known, self.choices = offer.known, offer.lines

    def pre_validate(self, form: Any) -> None:
        given = bool(self.raw_data and str(self.raw_data[0]).strip())
        if given and self.data not in self.known:
            self.data = None
            raise ValidationError(
                _(
                    "Diesen Ort gibt es in unserer Liste nicht. Bitte wählen Sie ihn neu, oder beschreiben Sie ihn in Worten."
                )
            )


class OneOfField(RadioField):
    """Exactly one of the offered answers."""

    def pre_validate(self, form: Any) -> None:
        if self.data not in [choice[0] for choice in self.choices or ()]:
            raise ValidationError(_("Bitte wählen Sie eine der Möglichkeiten aus."))


def contact_of(field: LineField, name: str = "", address: str = "") -> ContactDetails:
    """What a checked contact field says."""
    details = read_contact(str(field.data or "")) or ContactDetails()
    return ContactDetails(email=details.email, phone=details.phone, name=name, address=address)


def _can_be_reached(_form: Any, field: LineField) -> None:
    if read_contact(str(field.data or "")) is None:
        raise ValidationError(
            _(
                "Das sieht weder nach einer E-Mail-Adresse noch nach einer Telefonnummer aus. "
                "Bitte prüfen Sie die Angabe, oder lassen Sie das Feld leer."
            )
        )


class ConcernForm(SubmissionForm):
    """What, where, and if wanted a photo and how to be reached."""

    text = LongTextField(
        N_("Was ist Ihr Anliegen?"),
        [Needed(N_("Bitte schreiben Sie in Ihren Worten, worum es geht. Ein Satz genügt."))],
        max_length=LONGEST_TEXT,
    )
    sozialraum_id = PlaceField(N_("Gemeinde oder Ortsteil"))
    place_text = LineField(N_("Oder beschreiben Sie den Ort in Worten"), max_length=LONGEST_PLACE)
    photo = FileField(N_("Foto"))
    #: Signed note of a photo that arrived before the form came back for another reason.
    photo_note = HiddenField()
    without_photo = BooleanField(N_("Das Foto doch nicht mitschicken"))
    contact = LineField(N_("E-Mail oder Telefon"), [_can_be_reached], max_length=LONGEST_EMAIL)
    #: The Verfahren it is given in.
    verfahren = HiddenField()

    def __init__(self, *, places: Offer, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sozialraum_id.offer(places)

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        if not self.sozialraum_id.errors and self.sozialraum_id.data is None and not self.place_text.data:
            self.sozialraum_id.errors = [
                _(
                    "Bitte wählen Sie den Ort aus der Liste, oder beschreiben Sie ihn in Worten, zum Beispiel „beim alten Bahnhof“."
                )
            ]
            return False
        return good


class _WrittenDownForm(SubmissionForm):
    """What both forms of the staff ask."""

    text = LongTextField(
        N_("Was wurde gesagt?"),
        [Needed(N_("Bitte schreiben Sie auf, was gesagt wurde, möglichst in den Worten der Person."))],
        max_length=LONGEST_TEXT,
    )
    sozialraum_id = PlaceField(N_("Gemeinde oder Ortsteil"))
    place_text = LineField(N_("Ort in Worten"), max_length=LONGEST_PLACE)
    said_on = DateField(N_("Wann wurde es gesagt?"), [Optional()])
    action_field_id = SelectField(N_("Handlungsfeld"), coerce=as_uuid)
    #: When this sitting began, to count what was written down in it.
    since = HiddenField()

    def __init__(self, *, places: Choices, action_fields: Choices, needs_place: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.needs_place = needs_place
        self.sozialraum_id.offer(Offer(places, nothing=_("Bitte wählen") if needs_place else _("Ganzer Landkreis")))
        self.action_field_id.choices = [
            ("", _("weiß ich nicht")),
            *((str(field_id), name) for field_id, name in action_fields),
        ]

    def validate_sozialraum_id(self, field: PlaceField) -> None:
        if self.needs_place and field.data is None:
            raise ValidationError(_("Bitte wählen Sie einen Ort, für den Sie zuständig sind."))

    def validate_said_on(self, field: DateField) -> None:
        if field.data is not None and field.data > today():
            raise ValidationError(_("Dieser Tag liegt in der Zukunft. Bitte prüfen Sie das Datum."))
        if field.data is not None and field.data.year < today().year - 5:
            raise ValidationError(_("Dieser Tag liegt mehr als fünf Jahre zurück. Bitte prüfen Sie das Datum."))


class RecordForm(_WrittenDownForm):
    """What somebody said on the telephone, on paper or face to face, written down by staff."""

    channel = OneOfField(N_("Wie kam es an?"))
    name = LineField(N_("Name der Person"), max_length=LONGEST_NAME)
    contact = LineField(N_("E-Mail oder Telefon der Person"), [_can_be_reached], max_length=LONGEST_EMAIL)
    address = LongTextField(N_("Anschrift für einen Brief"), max_length=LONGEST_ADDRESS)

    def validate_address(self, field: LongTextField) -> None:
        if field.data and not self.name.data:
            raise ValidationError(_("Für einen Brief brauchen wir zur Anschrift auch den Namen."))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.channel.choices = [(channel.value, _(channel.label)) for channel in ON_BEHALF]


class ObservationForm(_WrittenDownForm):
    """What an observer reports in the own name."""

    reported_as = OneOfField(N_("In welcher Rolle berichten Sie?"))

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.text.label.text = _("Was haben Sie beobachtet?")
        self.reported_as.choices = [(kind.value, _(kind.label)) for kind in ObserverKind]
