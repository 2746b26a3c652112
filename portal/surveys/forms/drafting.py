"""Forms of the list of surveys, of a new one, and of what is said about one."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from wtforms import BooleanField, DateField, IntegerField, RadioField, SelectField, TimeField
from wtforms.validators import NumberRange, Optional, Regexp, ValidationError

from portal.kernel.clock import ON_SCREEN
from portal.kernel.text import N_
from portal.surveys.terms import Access, SurveyState
from portal.surveys.terms.states import LONGEST_TITLE
from portal.surveys.terms.templates import TEMPLATES
from portal.web.forms import Form, LineField, LongTextField, Needed, VersionedForm, as_uuid
from portal.web.i18n import _

Choices = Sequence[tuple[UUID, str]]

EMPTY = "leer"
LONGEST_PURPOSE = 4_000
_PHONE_WANTED = N_("Bitte geben Sie eine Telefonnummer ein, zum Beispiel 08261 995-0.")


class StateFilterForm(Form):
    """Narrows the list of the staff."""

    stand = SelectField(N_("Stand"), validate_choice=False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.stand.choices = [("", _("Alle")), *((state.value, _(state.label)) for state in SurveyState)]


class NewSurveyForm(Form):
    """What is needed to begin: a template, a place, and a title unless the template's will do."""

    template = RadioField(
        N_("Womit möchten Sie beginnen?"), [Needed(N_("Bitte wählen Sie eine Vorlage oder „Leer beginnen“."))]
    )
    title = LineField(N_("Titel"), max_length=LONGEST_TITLE)
    sozialraum_id = SelectField(N_("Sozialraum"), coerce=as_uuid, validate_choice=False)
    consultation_id = SelectField(N_("Verfahren"), coerce=as_uuid, validate_choice=False)

    def __init__(self, *, places: Choices, consultations: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._places = {place_id for place_id, _label in places}
        self._consultations = {consultation_id for consultation_id, _label in consultations}
        self.template.choices = [
            *((one.name, one.title["de"]) for one in TEMPLATES),
            (EMPTY, _("Leer beginnen")),
        ]
        self.sozialraum_id.choices = [("", _("Bitte wählen")), *_as_texts(places)]
        self.consultation_id.choices = [("", _("Zu keinem Verfahren")), *_as_texts(consultations)]

    def validate_title(self, field: LineField) -> None:
        if not field.data and self.template.data == EMPTY:
            raise ValidationError(_("Bitte geben Sie der Umfrage einen Titel."))

    def validate_sozialraum_id(self, field: SelectField) -> None:
        if field.data not in self._places:
            field.data = None
            raise ValidationError(_("Bitte wählen Sie einen Sozialraum, für den Sie zuständig sind."))

    def validate_consultation_id(self, field: SelectField) -> None:
        _ensure_known(field, self._consultations)


class SettingsForm(VersionedForm):
    """Everything besides the questions; titles and purposes in further languages come beside it (`texts_in`)."""

    title = LineField(N_("Titel"), [Needed(N_("Bitte geben Sie der Umfrage einen Titel."))], max_length=LONGEST_TITLE)
    purpose = LongTextField(N_("Wozu fragen Sie, und was geschieht mit den Antworten?"), max_length=LONGEST_PURPOSE)
    consultation_id = SelectField(N_("Verfahren"), coerce=as_uuid, validate_choice=False)
    opens_on = DateField(N_("Erster Tag"), [Optional()])
    opens_time = TimeField(N_("Uhrzeit"), [Optional()])
    closes_on = DateField(N_("Letzter Tag"), [Optional()])
    closes_time = TimeField(N_("Uhrzeit"), [Optional()])
    access = RadioField(N_("Wer kann antworten?"), [Needed(N_("Bitte wählen Sie, wer antworten kann."))])
    anonymous = BooleanField(N_("Anonym: Niemand kann eine Antwort einem Menschen oder einem Code zuordnen"))
    audience = LongTextField(N_("Wer sieht die Antworten?"), max_length=500)
    keep_months = IntegerField(
        N_("Einzelne Antworten löschen nach … Monaten"),
        [NumberRange(1, 120, message=N_("Möglich sind 1 bis 120 Monate."))],
    )
    contact_name = LineField(N_("Ansprechperson"), max_length=120)
    contact_phone = LineField(
        N_("Telefon"), [Optional(), Regexp(r"[\d\s+()/.–-]{5,}$", message=_PHONE_WANTED)], max_length=40
    )
    contact_email = LineField(
        N_("E-Mail"),
        [
            Optional(),
            Regexp(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}$", message=N_("Diese E-Mail-Adresse ist nicht vollständig.")),
        ],
        max_length=254,
    )
    return_address = LongTextField(N_("Wohin mit den ausgefüllten Papierbögen?"), max_length=500)
    minutes = IntegerField(
        N_("Dauer in Minuten"),
        [Optional(), NumberRange(0, 240, message=N_("Möglich sind 0 bis 240 Minuten."))],
    )

    def __init__(self, *, consultations: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._consultations = {consultation_id for consultation_id, _label in consultations}
        self.consultation_id.choices = [("", _("Zu keinem Verfahren")), *_as_texts(consultations)]
        self.access.choices = [(access.value, _(access.label)) for access in Access]

    def validate_consultation_id(self, field: SelectField) -> None:
        _ensure_known(field, self._consultations)

    def validate_closes_on(self, field: DateField) -> None:
        opens, closes = self.opens_at, self.closes_at
        if opens and closes and closes <= opens:
            raise ValidationError(_("Das Ende liegt vor dem Beginn. Bitte prüfen Sie Tage und Uhrzeiten."))

    @property
    def opens_at(self) -> datetime | None:
        """The first moment; the morning of the day when no time is given."""
        return moment(self.opens_on.data, self.opens_time.data, time(0, 0))

    @property
    def closes_at(self) -> datetime | None:
        """The last moment; midnight at the end of the day when no time is given."""
        return moment(self.closes_on.data, self.closes_time.data, time(23, 59))


class EndForm(Form):
    """A new end for a survey that is opened again."""

    closes_on = DateField(N_("Neuer letzter Tag"), [Needed(N_("Bitte wählen Sie einen Tag."))])
    closes_time = TimeField(N_("Uhrzeit"), [Optional()])

    @property
    def closes_at(self) -> datetime | None:
        return moment(self.closes_on.data, self.closes_time.data, time(23, 59))


def moment(day: date | None, at: time | None, otherwise: time) -> datetime | None:
    """A day and a time as they are read on a clock in Bavaria; None without a day or with one out of all calendars."""
    if day is None or not 1990 <= day.year <= 2200:
        return None
    return datetime.combine(day, at or otherwise, tzinfo=ON_SCREEN)


def _ensure_known(field: SelectField, known: set[UUID]) -> None:
    if field.data is not None and field.data not in known:
        field.data = None
        raise ValidationError(_("Dieses Verfahren gibt es nicht oder nicht mehr. Bitte wählen Sie noch einmal."))


def _as_texts(choices: Choices) -> list[tuple[str, str]]:
    return [(str(one), label) for one, label in choices]
