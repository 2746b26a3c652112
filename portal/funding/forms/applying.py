"""Forms in which an application, a line of its plan and the decision are written."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from wtforms import BooleanField, SelectField
from wtforms.validators import ValidationError

from portal.funding.forms.fields import DayField
from portal.funding.terms import (
    LONGEST_FILE_NUMBER,
    LONGEST_LABEL,
    LONGEST_NAME,
    LONGEST_PURPOSE,
    LONGEST_REASON,
    ApplicationState,
    LineKind,
    Side,
)
from portal.kernel.text import N_
from portal.web.choosing import Choices, PlaceField, options
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _
from portal.web.money import MoneyField

_NOT_OFFERED = N_("Diese Auswahl gibt es nicht (mehr). Bitte wählen Sie neu.")


class FilterForm(Form):
    """What the list is narrowed by; it stands in the address."""

    ort = PlaceField(N_("Ort"))
    stand = SelectField(N_("Stand"), validate_choice=False)
    programm = PlaceField(N_("Programm"))

    def __init__(self, *, places: Choices, programmes: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ort.offer(places, nothing=_("alle"))
        self.programm.offer(programmes, nothing=_("alle"))
        self.stand.choices = options(ApplicationState, nothing=_("alle"))


class ApplicationForm(VersionedForm, SubmissionForm):
    """What is written about an application, apart from its plan."""

    title = LineField(N_("Wofür"), [Needed(N_("Bitte geben Sie dem Antrag einen Namen."))], max_length=LONGEST_NAME)
    programme_id = PlaceField(N_("Förderprogramm"))
    subject_id = PlaceField(N_("Projekt"))
    sozialraum_id = PlaceField(N_("Ort"))
    starts_on = DayField(N_("Beginn des Projekts"), [Needed(N_("Bitte geben Sie an, wann das Projekt beginnt."))])
    ends_on = DayField(N_("Ende des Projekts"), [Needed(N_("Bitte geben Sie an, wann das Projekt endet."))])
    purpose = LongTextField(N_("Was mit dem Geld geschehen soll"), max_length=LONGEST_PURPOSE)

    def __init__(self, *, places: Choices, subjects: Choices, programmes: Choices | None = None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sozialraum_id.offer(places, nothing=_("Bitte wählen"))
        self.subject_id.offer(subjects, nothing=_("kein Projekt, nur der Ort"))
        self.chooses_programme = programmes is not None
        self.programme_id.offer(programmes or [], nothing=_("Bitte wählen"))

    def validate_programme_id(self, field: PlaceField) -> None:
        if self.chooses_programme and field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie ein Programm, das gerade Anträge annimmt."))

    def validate_subject_id(self, field: PlaceField) -> None:
        if field.data is not None and field.chosen is None:
            raise ValidationError(_(_NOT_OFFERED))

    def validate_sozialraum_id(self, field: PlaceField) -> None:
        if field.chosen is None and self.subject_id.chosen is None:
            raise ValidationError(_("Bitte wählen Sie einen Ort, für den Sie zuständig sind."))


class LineForm(VersionedForm, SubmissionForm):
    """One line of a plan, without its amounts; `line_form` adds one field for each year."""

    kind = SelectField(N_("Art"), validate_choice=False, choices=[])
    label = LineField(
        N_("Bezeichnung"), [Needed(N_("Bitte sagen Sie, wofür dieser Betrag ist."))], max_length=LONGEST_LABEL
    )
    is_eligible = BooleanField(N_("Das Programm fördert diese Kosten"), default=True)

    years: Sequence[int] = ()

    def offer(self, side: Side) -> None:
        """Set the kinds that can be chosen."""
        self._kinds = LineKind.of(side)
        self.kind.choices = options(list[Any](self._kinds))

    @property
    def chosen_kind(self) -> LineKind | None:
        return next((kind for kind in self._kinds if kind.value == self.kind.data), None)

    @property
    def amount_fields(self) -> list[MoneyField]:
        """The fields of the years, in their order."""
        fields: list[Any] = [self[f"amount_{year}"] for year in self.years]
        return fields

    @property
    def amounts(self) -> dict[int, Decimal]:
        """What was given, without years that were left empty."""
        pairs = zip(self.years, self.amount_fields, strict=True)
        return {year: field.data for year, field in pairs if field.data}

    def validate_kind(self, _field: SelectField) -> None:
        if self.chosen_kind is None:
            raise ValidationError(_(_NOT_OFFERED))


def line_form(years: Sequence[int], side: Side, **kwargs: Any) -> LineForm:
    """The form of a line with one field for each of these years."""
    fields = {f"amount_{year}": MoneyField(str(year)) for year in years}
    made: LineForm = type("YearlyLineForm", (LineForm,), {**fields, "years": tuple(years)})(**kwargs)
    made.offer(side)
    return made


class DecisionForm(VersionedForm):
    """What the funder decided."""

    outcome = SelectField(N_("Entscheidung"), validate_choice=False, choices=[])
    decided_on = DayField(N_("Datum des Bescheids"), [Needed(N_("Bitte geben Sie das Datum des Bescheids an."))])
    amount = MoneyField(N_("Bewilligter Betrag"))
    starts_on = DayField(N_("Bewilligungszeitraum von"))
    ends_on = DayField(N_("bis"))
    file_number = LineField(N_("Aktenzeichen"), max_length=LONGEST_FILE_NUMBER)
    reason = LongTextField(N_("Begründung der Ablehnung"), max_length=LONGEST_REASON)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.outcome.choices = options(list[Any]((ApplicationState.GRANTED, ApplicationState.REFUSED)))

    @property
    def is_granted(self) -> bool:
        return bool(self.outcome.data == ApplicationState.GRANTED.value)

    def validate_outcome(self, field: SelectField) -> None:
        if field.data not in (ApplicationState.GRANTED.value, ApplicationState.REFUSED.value):
            raise ValidationError(_(_NOT_OFFERED))

    def validate_amount(self, field: MoneyField) -> None:
        if self.is_granted and not field.data:
            raise ValidationError(_("Bitte geben Sie an, wie viel bewilligt wurde."))

    def validate_starts_on(self, field: DayField) -> None:
        if self.is_granted and field.data is None:
            raise ValidationError(_("Bitte geben Sie an, ab wann bewilligt ist."))

    def validate_ends_on(self, field: DayField) -> None:
        if self.is_granted and field.data is None:
            raise ValidationError(_("Bitte geben Sie an, bis wann bewilligt ist."))
