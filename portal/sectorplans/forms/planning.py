"""Forms in which Fachplanungen are written."""

from typing import Any

from wtforms import DateField
from wtforms.validators import Optional, ValidationError

from portal.kernel.text import N_
from portal.sectorplans.forms.fields import email_field, phone_field
from portal.sectorplans.terms import (
    LONGEST_BASIS,
    LONGEST_INDICATOR,
    LONGEST_NAME,
    LONGEST_PURPOSE,
    LONGEST_SOURCE,
    MOST_COMMITTEES,
    MOST_RHYTHM,
)
from portal.web.choosing import Choices, PlaceField
from portal.web.forms import LineField, LongTextField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _


class PlanForm(VersionedForm, SubmissionForm):
    """What is written about a Fachplanung."""

    name = LineField(N_("Name"), [Needed(N_("Bitte geben Sie der Fachplanung einen Namen."))], max_length=LONGEST_NAME)
    legal_basis = LineField(N_("Rechtsgrundlage"), max_length=LONGEST_BASIS)
    purpose = LongTextField(N_("Worum geht es?"), max_length=LONGEST_PURPOSE)
    responsible_id = PlaceField(N_("Verantwortlich"))
    contact_name = LineField(N_("Ansprechperson ohne Konto im Portal"), max_length=LONGEST_NAME)
    contact_phone = phone_field()
    contact_email = email_field()
    rhythm_months = LineField(N_("Fortschreibung alle … Monate"), max_length=10)
    updated_on = DateField(N_("Letzte Fortschreibung am"), [Optional()])
    next_update_on = DateField(N_("Nächste Fortschreibung am"), [Optional()])
    committees = LongTextField(N_("Gremien"), max_length=MOST_COMMITTEES * LONGEST_NAME)

    def __init__(self, *, people: Choices, may_assign: bool, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.responsible_id.offer(people, nothing=_("niemand mit Konto"))
        self.may_assign = may_assign

    @property
    def rhythm(self) -> int | None:
        """Months; None for no rhythm."""
        typed = str(self.rhythm_months.data or "")
        return int(typed) if typed.isascii() and typed.isdecimal() and len(typed) < 4 else None

    @property
    def committee_names(self) -> tuple[str, ...]:
        """One Gremium a line."""
        return tuple(filter(None, (line.strip() for line in str(self.committees.data or "").splitlines())))

    def validate_rhythm_months(self, field: LineField) -> None:
        if field.data and not 1 <= (self.rhythm or 0) <= MOST_RHYTHM:
            raise ValidationError(_("Bitte geben Sie eine ganze Zahl von 1 bis 240 an, oder nichts."))

    def validate_responsible_id(self, field: PlaceField) -> None:
        if self.may_assign and field.data is not None and field.chosen is None:
            raise ValidationError(_("Diese Auswahl gibt es nicht (mehr). Bitte wählen Sie neu."))

    def validate_committees(self, field: LongTextField) -> None:
        names = self.committee_names
        if len(names) > MOST_COMMITTEES:
            raise ValidationError(_("Bitte nennen Sie höchstens zwölf Gremien."))
        if any(len(name) > LONGEST_NAME for name in names):
            raise ValidationError(_("Der Name eines Gremiums ist zu lang: Schreiben Sie jedes in eine eigene Zeile."))


class UpdateForm(VersionedForm):
    """The day on which a new version was decided."""

    on = DateField(N_("Beschlossen am"), [Needed(N_("Bitte geben Sie den Tag an."))])


class IndicatorForm(VersionedForm):
    """A figure that a Fachplanung works with."""

    name = LineField(
        N_("Indikator"), [Needed(N_("Bitte geben Sie dem Indikator einen Namen."))], max_length=LONGEST_INDICATOR
    )
    source = LineField(N_("Quelle"), max_length=LONGEST_SOURCE)
    as_of = DateField(N_("Stand vom"), [Optional()])


class UseForm(VersionedForm):
    """The Fachplanung that works with an Erhebung of somebody else."""

    sector_plan_id = PlaceField(N_("Fachplanung"))

    def __init__(self, *, plans: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sector_plan_id.offer(plans, nothing=_("Bitte wählen"))

    def validate_sector_plan_id(self, field: PlaceField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie eine Fachplanung."))
