"""Forms in which a workshop is prepared."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from wtforms import DateField, IntegerField, RadioField, SelectField, TimeField
from wtforms.validators import NumberRange, Optional, Regexp, ValidationError

from portal.kernel.clock import ON_SCREEN
from portal.kernel.text import N_
from portal.web.forms import Form, LineField, LongTextField, Needed, VersionedForm, as_uuid
from portal.web.i18n import _
from portal.workshops.terms.limits import (
    LONGEST_EMAIL,
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_PHONE,
    LONGEST_PURPOSE,
    LONGEST_SPOKEN,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_MINUTES,
    MOST_PEOPLE,
)
from portal.workshops.terms.steps import WorkshopStep
from portal.workshops.terms.templates import WorkshopTemplate

Choices = Sequence[tuple[UUID, str]]

_TITLE_WANTED = N_("Bitte geben Sie der Werkstatt einen Titel.")


class _Chosen(Form):
    """The Verfahren a workshop belongs to."""

    consultation_id = SelectField(N_("Beteiligungsverfahren"), coerce=as_uuid, validate_choice=False)

    def offer(self, consultations: Choices) -> None:
        """The Verfahren to choose from."""
        self.known_consultations = {known for known, _title in consultations}
        self.consultation_id.choices = [("", _("Keines")), *((str(known), title) for known, title in consultations)]

    def validate_consultation_id(self, field: SelectField) -> None:
        if field.data is not None and field.data not in self.known_consultations:
            field.data = None
            raise ValidationError(_("Bitte wählen Sie ein Verfahren, an dem Sie mitarbeiten."))


class NewWorkshopForm(_Chosen):
    """Three questions, and the run-sheet is there."""

    title = LineField(N_("Titel"), [Needed(_TITLE_WANTED)], max_length=LONGEST_TITLE)
    sozialraum_id = SelectField(N_("Sozialraum"), coerce=as_uuid, validate_choice=False)
    template = RadioField(N_("Wie soll sie ablaufen?"), validate_choice=False)

    def __init__(self, *, places: Choices, consultations: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._known = {place_id for place_id, _label in places}
        self.sozialraum_id.choices = [("", _("Bitte wählen")), *((str(place_id), label) for place_id, label in places)]
        self.template.choices = [(one.value, _(one.label)) for one in WorkshopTemplate]
        self.offer(consultations)

    @property
    def chosen_template(self) -> WorkshopTemplate | None:
        return next((one for one in WorkshopTemplate if one.value == self.template.data), None)

    def validate_sozialraum_id(self, field: SelectField) -> None:
        if field.data not in self._known:
            field.data = None
            raise ValidationError(_("Bitte wählen Sie einen Sozialraum, für den Sie zuständig sind."))

    def validate_template(self, _field: RadioField) -> None:
        if self.chosen_template is None:
            raise ValidationError(_("Bitte wählen Sie, wie die Werkstatt ablaufen soll."))


class WorkshopForm(_Chosen, VersionedForm):
    """Everything an author writes about a workshop."""

    title = LineField(N_("Titel"), [Needed(_TITLE_WANTED)], max_length=LONGEST_TITLE)
    purpose = LongTextField(N_("Worum geht es?"), max_length=LONGEST_PURPOSE)
    starts_on = DateField(N_("Tag"), [Optional()])
    starts_time = TimeField(N_("Beginn"), [Optional()], format=["%H:%M", "%H:%M:%S"])
    venue = LineField(N_("Ort"), max_length=LONGEST_LINE)
    critique_on = DateField(N_("Kritik ab"), [Optional()])
    fantasy_on = DateField(N_("Phantasie ab"), [Optional()])
    realisation_on = DateField(N_("Verwirklichung ab"), [Optional()])
    ends_on = DateField(N_("Letzter Tag"), [Optional()])
    led_by = LineField(N_("Wer moderiert?"), max_length=LONGEST_NAME)
    contact_name = LineField(N_("Ansprechperson"), max_length=LONGEST_NAME)
    contact_phone = LineField(
        N_("Telefon"),
        [
            Optional(),
            Regexp(
                r"[\d\s+()/.–-]{5,}$", message=N_("Bitte geben Sie eine Telefonnummer ein, zum Beispiel 08261 995-0.")
            ),
        ],
        max_length=LONGEST_PHONE,
    )
    contact_email = LineField(
        N_("E-Mail"),
        [
            Optional(),
            Regexp(r"[^@\s]+@[^@\s]+\.[^@\s]{2,}$", message=N_("Diese E-Mail-Adresse ist nicht vollständig.")),
        ],
        max_length=LONGEST_EMAIL,
    )

    def __init__(self, *, consultations: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.offer(consultations)

    @property
    def starts_at(self) -> datetime | None:
        """The moment it begins, as clocks in Bavaria show it."""
        day: date | None = self.starts_on.data
        if day is None or self.starts_time.data is None:
            return None
        return datetime.combine(day, self.starts_time.data, ON_SCREEN)

    def validate(self, extra_validators: Any = None) -> bool:
        """A day without a time is no date that people can come to."""
        good = super().validate(extra_validators)
        if self.starts_on.data and self.starts_time.data is None and not self.starts_time.errors:
            self.starts_time.errors = [_("Bitte sagen Sie auch, um wie viel Uhr es beginnt.")]
            return False
        return bool(good)


class ItemForm(VersionedForm):
    """One piece of the run-sheet."""

    title = LineField(
        N_("Was geschieht?"), [Needed(N_("Bitte schreiben Sie, was geschieht."))], max_length=LONGEST_TITLE
    )
    step = SelectField(N_("Schritt"), validate_choice=False)
    minutes = IntegerField(
        N_("Minuten"),
        [
            Optional(),
            NumberRange(min=0, max=MOST_MINUTES, message=N_("Bitte geben Sie eine Zahl von 0 bis 600 ein.")),
        ],
    )
    material = LongTextField(N_("Material"), max_length=LONGEST_TEXT)
    spoken = LongTextField(N_("Was Sie sagen können"), max_length=LONGEST_SPOKEN)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.step.choices = [(step.value, _(step.label)) for step in WorkshopStep]

    @property
    def chosen_step(self) -> WorkshopStep:
        return next((one for one in WorkshopStep if one.value == self.step.data), WorkshopStep.PREPARATION)


class PeopleForm(VersionedForm):
    """How many came; nobody is listed."""

    people = IntegerField(
        N_("Wie viele Menschen waren da?"),
        [
            Optional(),
            NumberRange(min=0, max=MOST_PEOPLE, message=N_("Bitte geben Sie eine Zahl von 0 bis 5.000 ein.")),
        ],
    )
    participants = LongTextField(N_("Wer war da, in Worten ohne Namen?"), max_length=LONGEST_TEXT)


class StepFilterForm(Form):
    """Narrows the list of the staff."""

    schritt = SelectField(N_("Schritt"), validate_choice=False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.schritt.choices = [("", _("Alle")), *((step.value, _(step.label)) for step in WorkshopStep)]
