"""Forms in which Akteure and contacts are written."""

from typing import Any

from wtforms import BooleanField, DateField, SelectField
from wtforms.validators import Optional, Regexp, ValidationError

from portal.kernel.clock import today
from portal.kernel.text import N_
from portal.network.terms import (
    LEAST,
    LONGEST_ADDRESS,
    LONGEST_EMAIL,
    LONGEST_NAME,
    LONGEST_NOTES,
    LONGEST_PHONE,
    LONGEST_ROLE,
    LONGEST_STEP,
    LONGEST_WEBSITE,
    MOST,
    Attitude,
    ConsentWay,
    ContactWay,
    Nature,
    StakeholderKind,
)
from portal.web.choosing import Choices, EnumField, PlaceField, SeveralField
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm, as_small_number
from portal.web.i18n import _

_PHONE = r"[\d\s+()/.–-]{5,}$"
_EMAIL = r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]{2,}$"
_WEB = r"(?i)(https?://)?[^\s/:]+\.[^\s/:]{2,}(/\S*)?$"


class StakeholderForm(VersionedForm, SubmissionForm):
    """What is written about an Akteur."""

    nature = EnumField(N_("Das ist"), Nature, default=Nature.ORGANISATION.value)
    name = LineField(N_("Name"), [Needed(N_("Bitte geben Sie dem Akteur einen Namen."))], max_length=LONGEST_NAME)
    kind = EnumField(N_("Art"), StakeholderKind, default=StakeholderKind.ASSOCIATION.value)
    sozialraum_id = PlaceField(N_("Sozialraum"))
    role = LineField(N_("Rolle im Ort"), max_length=LONGEST_ROLE)
    action_field_ids = SeveralField(N_("Handlungsfelder"))
    website = LineField(
        N_("Webseite"),
        [Optional(), Regexp(_WEB, message=N_("Das ist keine Adresse im Internet, zum Beispiel www.beispiel.de."))],
        max_length=LONGEST_WEBSITE,
    )
    notes = LongTextField(N_("Notizen"), max_length=LONGEST_NOTES)

    def __init__(self, *, places: Choices, fields: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sozialraum_id.offer(places, nothing=_("Bitte wählen"))
        self.action_field_ids.offer(fields)

    def validate_sozialraum_id(self, field: PlaceField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie einen Sozialraum, für den Sie zuständig sind."))


class AssessmentForm(VersionedForm):
    """How an Akteur is seen."""

    influence = SelectField(N_("Einfluss"), coerce=as_small_number, validate_choice=False, choices=[])
    interest = SelectField(N_("Interesse"), coerce=as_small_number, validate_choice=False, choices=[])
    attitude = EnumField(N_("Haltung"), Attitude, default=Attitude.UNKNOWN.value)
    next_step = LineField(N_("Nächster Schritt"), max_length=LONGEST_STEP)
    review_on = DateField(N_("Wieder anschauen am"), [Optional()])

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        words = {1: _("1 – kaum"), 2: _("2 – wenig"), 3: _("3 – mittel"), 4: _("4 – viel"), 5: _("5 – sehr viel")}
        lines = [(0, _("noch nicht eingeschätzt")), *((number, words[number]) for number in range(LEAST, MOST + 1))]
        self.influence.choices = self.interest.choices = lines


class ContactForm(VersionedForm, SubmissionForm):
    """What is kept of a person."""

    name = LineField(N_("Name"), max_length=LONGEST_NAME)
    function = LineField(N_("Funktion"), max_length=LONGEST_ROLE)
    email = LineField(
        N_("E-Mail"),
        [Optional(), Regexp(_EMAIL, message=N_("Diese E-Mail-Adresse ist nicht vollständig."))],
        max_length=LONGEST_EMAIL,
    )
    phone = LineField(
        N_("Telefon"),
        [
            Optional(),
            Regexp(_PHONE, message=N_("Bitte geben Sie eine Telefonnummer ein, zum Beispiel 08261 995-0.")),
        ],
        max_length=LONGEST_PHONE,
    )
    address = LongTextField(N_("Anschrift"), max_length=LONGEST_ADDRESS)
    way = EnumField(N_("Am liebsten erreichbar über"), ContactWay, default=ContactWay.MAIL.value)
    consented_on = DateField(N_("Einwilligung vom"), [Optional()])
    consent_way = EnumField(N_("Wie gegeben"), ConsentWay, nothing=N_("keine Einwilligung"))
    may_be_named = BooleanField(N_("Der Name darf in Protokollen und Teilnahmelisten stehen"))

    def validate_consented_on(self, field: DateField) -> None:
        if field.data and field.data > today():
            raise ValidationError(_("Dieser Tag liegt in der Zukunft."))

    def validate_consent_way(self, field: EnumField) -> None:
        if self.consented_on.data and field.chosen is None:
            raise ValidationError(_("Bitte sagen Sie, wie die Einwilligung gegeben wurde."))
        if field.chosen is not None and not self.consented_on.data and not self.consented_on.errors:
            raise ValidationError(_("Zu einer Einwilligung gehört der Tag, an dem sie gegeben wurde."))

    def validate_address(self, field: LongTextField) -> None:
        if len((field.data or "").splitlines()) > 4:
            raise ValidationError(_("In das Adressfeld eines Briefes passen unter dem Namen vier Zeilen."))


class ConsentForm(Form):
    """Somebody agreed again."""

    consent_way = EnumField(N_("Wie gegeben"), ConsentWay, default=ConsentWay.SPOKEN.value)
