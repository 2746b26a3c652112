"""Forms of the Ehrenamt."""

from typing import Any

from wtforms import BooleanField, DateField, SelectMultipleField
from wtforms.validators import Optional, ValidationError

from portal.kernel.text import N_
from portal.kuemmerer.forms.groups import OneOfField
from portal.kuemmerer.forms.numbers import NumberField
from portal.kuemmerer.terms.volunteers import (
    DAY_PARTS,
    LONGEST_MAIL,
    LONGEST_PERSON_NAME,
    LONGEST_PHONE,
    LONGEST_REMARK,
    LONGEST_WHAT,
    SLOTS,
    WEEKDAYS,
    AidKind,
    AidState,
    VolunteerState,
    slots_of,
    times_of,
)
from portal.network.terms import ConsentWay
from portal.web.choosing import Choices, EnumField, options
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _


class KindsField(SelectMultipleField):
    """Several kinds of help."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, choices=options(AidKind), **kwargs)

    @property
    def chosen(self) -> tuple[AidKind, ...]:
        return tuple(kind for kind in AidKind if kind.value in set(self.data or ()))


class TimesField(SelectMultipleField):
    """Half-days of a week; given and read as one number with a bit for each."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, choices=[(str(slot), "") for slot in SLOTS], **kwargs)

    def process_data(self, value: Any) -> None:
        self.data = [str(slot) for slot in slots_of(int(value or 0))]

    @property
    def times(self) -> int:
        return times_of(int(one) for one in self.data or () if one in {str(slot) for slot in SLOTS})

    @property
    def grid(self) -> list[tuple[str, list[tuple[int, str, bool]]]]:
        """For each weekday its half-days as (number, name, whether it is chosen)."""
        chosen = set(slots_of(self.times))
        parts = len(DAY_PARTS)
        return [
            (
                _(day),
                [(number * parts + at, _(part), number * parts + at in chosen) for at, part in enumerate(DAY_PARTS)],
            )
            for number, day in enumerate(WEEKDAYS)
        ]


class VolunteerForm(VersionedForm, SubmissionForm):
    """Somebody who helps."""

    name = LineField(N_("Name"), [Needed(N_("Bitte schreiben Sie, wer hilft."))], max_length=LONGEST_PERSON_NAME)
    phone = LineField(N_("Telefon"), max_length=LONGEST_PHONE)
    mail = LineField(N_("E-Mail"), max_length=LONGEST_MAIL)
    kinds = KindsField(N_("Was die Person tun kann"))
    place_id = OneOfField(N_("Wo?"))
    times = TimesField(N_("Wann?"))
    state = EnumField(N_("Stand"), VolunteerState, default=VolunteerState.ACTIVE.value)
    consent_way = EnumField(N_("Einwilligung"), ConsentWay, nothing=N_("liegt noch nicht vor"))
    consent_on = DateField(N_("Eingewilligt am"), [Optional()])
    insured_on = DateField(N_("Versicherung geprüft am"), [Optional()])
    clearance_on = DateField(N_("Führungszeugnis vorgelegt am"), [Optional()])
    remark = LongTextField(N_("Anmerkungen"), max_length=LONGEST_REMARK)

    def __init__(self, *, places: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.place_id.offer(places, nothing=_("Alle Orte des Projekts"))

    def validate_kinds(self, field: KindsField) -> None:
        if not field.chosen:
            raise ValidationError(_("Bitte wählen Sie, was die Person tun kann."))

    def validate_mail(self, field: LineField) -> None:
        if field.data and ("@" not in field.data or " " in field.data):
            raise ValidationError(_("Das ist keine E-Mail-Adresse. Bitte prüfen Sie sie."))


class AidForm(VersionedForm, SubmissionForm):
    """Somebody asks for help."""

    what = LongTextField(
        N_("Wobei wird Hilfe gebraucht?"),
        [Needed(N_("Bitte schreiben Sie, wobei Hilfe gebraucht wird."))],
        max_length=LONGEST_WHAT,
    )
    kind = EnumField(N_("Art der Hilfe"), AidKind, default=AidKind.DRIVING.value)
    place_id = OneOfField(N_("Wo?"))
    name = LineField(N_("Name"), max_length=LONGEST_PERSON_NAME)
    contact = LineField(N_("Telefon oder Adresse"), max_length=LONGEST_MAIL)
    is_regular = BooleanField(N_("Regelmäßig"))
    wanted_on = DateField(N_("Am oder ab"), [Optional()])
    until = DateField(N_("Letzter Tag"), [Optional()])
    times = TimesField(N_("Wann?"))
    needs_clearance = BooleanField(N_("Nur mit erweitertem Führungszeugnis"))

    def __init__(self, *, places: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.place_id.offer(places, nothing=_("Bitte wählen"))

    def validate_place_id(self, field: OneOfField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie den Ort."))


class HoursForm(SubmissionForm):
    """Hours of one day."""

    on = DateField(N_("Tag"), [Needed(N_("Bitte geben Sie den Tag an."))])
    hours = NumberField(N_("Stunden"))
    kind = EnumField(N_("Art der Hilfe"), AidKind, default=AidKind.DRIVING.value)
    volunteer_id = OneOfField(N_("Wer?"))
    request_id = OneOfField(N_("Zu welchem Gesuch?"))
    sub_project_id = OneOfField(N_("Teilprojekt"))

    def __init__(self, *, people: Choices, requests: Choices, sub_projects: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.volunteer_id.offer(people, nothing=_("Mehrere oder ohne Namen"))
        self.request_id.offer(requests, nothing=_("keines"))
        self.sub_project_id.offer(sub_projects, nothing=_("keines"))

    def validate_hours(self, field: NumberField) -> None:
        if field.number is None and not field.errors:
            raise ValidationError(_("Bitte geben Sie die Stunden an, zum Beispiel 1,5."))


class PeopleFilterForm(Form):
    """What narrows the list of those who help."""

    art = EnumField(N_("Art der Hilfe"), AidKind, nothing=N_("Alle"))
    stand = EnumField(N_("Stand"), VolunteerState, nothing=N_("Alle"))


class AidFilterForm(Form):
    """What narrows the Hilfegesuche."""

    art = EnumField(N_("Art der Hilfe"), AidKind, nothing=N_("Alle"))
    stand = EnumField(N_("Stand"), AidState, nothing=N_("Alle"))
