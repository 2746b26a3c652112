"""The form in which an Angebot is written. Hours are written a day at a time, as people say them."""

from typing import Any

from wtforms import BooleanField, DateField, SelectField
from wtforms.validators import Optional, Regexp, ValidationError

from portal.kernel.clock import today
from portal.kernel.text import N_
from portal.offers.terms.hours import WEEKDAYS, BadHours, Span, read_day
from portal.offers.terms.kinds import (
    EMAIL,
    FIRST_YEAR,
    LONGEST_ADDRESS,
    LONGEST_COSTS,
    LONGEST_EMAIL,
    LONGEST_HOURS_NOTE,
    LONGEST_NAME,
    LONGEST_PHONE,
    LONGEST_WEBSITE,
    LONGEST_WHAT,
    PHONE,
    RHYTHMS,
    USUAL_RHYTHM,
    WEBSITE,
    BarrierFree,
    OfferKind,
)
from portal.web.choosing import Choices, EnumField, PlaceField, SeveralField
from portal.web.forms import LineField, LongTextField, Needed, SubmissionForm, VersionedForm, as_small_number
from portal.web.i18n import _

_LONGEST_DAY = 120


class DayField(LineField):
    """The hours of one weekday: "9–12, 14–18:30"; empty for closed."""

    def __init__(self, weekday: int, **kwargs: Any) -> None:
        super().__init__(WEEKDAYS[weekday], max_length=_LONGEST_DAY, **kwargs)
        self.weekday = weekday
        self.spans: tuple[Span, ...] = ()

    def pre_validate(self, form: Any) -> None:
        try:
            self.spans = read_day(str(self.data or ""), self.weekday)
        except BadHours as error:
            raise ValidationError(
                _("Diese Zeiten verstehen wir nicht. Schreiben Sie zum Beispiel: 9–12, 14–18:30")
            ) from error


class OfferForm(VersionedForm, SubmissionForm):
    """What is written about an Angebot."""

    name = LineField(N_("Name"), [Needed(N_("Bitte geben Sie dem Angebot einen Namen."))], max_length=LONGEST_NAME)
    kind = EnumField(N_("Art"), OfferKind, default=OfferKind.ADVICE.value)
    what = LongTextField(N_("Was gibt es dort?"), max_length=LONGEST_WHAT)
    sozialraum_id = PlaceField(N_("Gehört zu"))
    place_ids = SeveralField(N_("Gilt auch für"))
    target_group_ids = SeveralField(N_("Für wen?"))
    action_field_ids = SeveralField(N_("Handlungsfelder"))
    address = LongTextField(N_("Wo ist es?"), max_length=LONGEST_ADDRESS)
    phone = LineField(
        N_("Telefon"),
        [Optional(), Regexp(PHONE, message=N_("Bitte geben Sie eine Telefonnummer ein, zum Beispiel 08261 995-0."))],
        max_length=LONGEST_PHONE,
    )
    email = LineField(
        N_("E-Mail"),
        [Optional(), Regexp(EMAIL, message=N_("Diese E-Mail-Adresse ist nicht vollständig."))],
        max_length=LONGEST_EMAIL,
    )
    website = LineField(
        N_("Webseite"),
        [Optional(), Regexp(WEBSITE, message=N_("Das ist keine Adresse im Internet, zum Beispiel www.beispiel.de."))],
        max_length=LONGEST_WEBSITE,
    )
    hours_0 = DayField(0)
    hours_1 = DayField(1)
    hours_2 = DayField(2)
    hours_3 = DayField(3)
    hours_4 = DayField(4)
    hours_5 = DayField(5)
    hours_6 = DayField(6)
    by_appointment = BooleanField(N_("Nur nach Vereinbarung"))
    hours_note = LineField(N_("Ausnahmen"), max_length=LONGEST_HOURS_NOTE)
    costs = LineField(N_("Kosten"), max_length=LONGEST_COSTS)
    barrier_free = EnumField(N_("Barrierefrei"), BarrierFree, default=BarrierFree.UNKNOWN.value)
    checked_on = DateField(N_("Zuletzt geprüft am"), [Optional()])
    rhythm = SelectField(N_("Wieder prüfen"), coerce=as_small_number, validate_choice=False, choices=[])
    shown = BooleanField(N_("Gleich öffentlich zeigen"))

    def __init__(self, *, places: Choices, further: Choices, groups: Choices, fields: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sozialraum_id.offer(places, nothing=_("Bitte wählen"))
        self.place_ids.offer(further)
        self.target_group_ids.offer(groups)
        self.action_field_ids.offer(fields)
        words = {3: _("nach 3 Monaten"), 6: _("nach 6 Monaten"), 12: _("nach 12 Monaten")}
        self.rhythm.choices = [(months, words[months]) for months in RHYTHMS]
        if self.rhythm.data is None:
            self.rhythm.data = USUAL_RHYTHM

    @property
    def days(self) -> list[DayField]:
        """The fields of the week, Monday first."""
        return [field for field in self if isinstance(field, DayField)]

    @property
    def spans(self) -> list[Span]:
        """All hours of a form that was validated."""
        return [span for day in self.days for span in day.spans]

    def validate_sozialraum_id(self, field: PlaceField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie einen Ort, für den Sie zuständig sind."))

    def validate_checked_on(self, field: DateField) -> None:
        if field.data and field.data > today():
            raise ValidationError(_("Dieser Tag liegt in der Zukunft."))
        if field.data and field.data.year < FIRST_YEAR:
            raise ValidationError(_("Dieser Tag liegt zu weit zurück."))

    def validate_rhythm(self, field: SelectField) -> None:
        if field.data not in RHYTHMS:
            raise ValidationError(_("Bitte wählen Sie 3, 6 oder 12 Monate."))
