"""Forms of the Wirkungstreppe and of reviews."""

from collections.abc import Sequence
from typing import Any

from wtforms import DateField, RadioField, SelectField
from wtforms.validators import Optional, ValidationError

from portal.kernel.text import N_
from portal.needs.terms import TITLE_LONGEST
from portal.planning.terms.evaluations import (
    LONGEST_INDICATOR_NAME,
    LONGEST_JUDGEMENT,
    LONGEST_MEASURED,
    LONGEST_REVIEW,
    LONGEST_SOURCE,
    LONGEST_STATEMENT,
    LONGEST_TARGET,
    Attainment,
    Consequence,
    EffectStage,
)
from portal.web.choosing import EnumField, options
from portal.web.forms import LineField, LongTextField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _


class EffectForm(VersionedForm, SubmissionForm):
    """One row of the Wirkungstreppe."""

    stage = EnumField(N_("Stufe"), EffectStage, default=EffectStage.HAPPENS.value)
    statement = LineField(
        N_("Was soll so sein?"), [Needed(N_("Bitte schreiben Sie, was so sein soll."))], max_length=LONGEST_STATEMENT
    )
    indicator_name = LineField(N_("Woran sieht man es?"), max_length=LONGEST_INDICATOR_NAME)
    indicator_key = SelectField(N_("Indikator aus dem Register"), validate_choice=False, choices=[])
    target = LineField(N_("Zielwert mit Einheit"), max_length=LONGEST_TARGET)
    due_on = DateField(N_("Bis wann?"), [Optional()])
    source = LineField(N_("Quelle der Messung"), max_length=LONGEST_SOURCE)
    measured = LineField(N_("Gemessener Wert"), max_length=LONGEST_MEASURED)
    measured_on = DateField(N_("Gemessen am"), [Optional()])
    attainment = EnumField(N_("Urteil"), Attainment, default=Attainment.OPEN.value)
    judgement = LongTextField(N_("Begründung des Urteils"), max_length=LONGEST_JUDGEMENT)

    def __init__(self, *, indicators: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._known = {"", *(key for key, _name in indicators)}
        self.indicator_key.choices = [("", _("keiner aus dem Register")), *indicators]

    @property
    def chosen_key(self) -> str:
        """The key of an Indikator of the register; "" for none."""
        return str(self.indicator_key.data or "")

    def validate_indicator_key(self, _field: SelectField) -> None:
        if self.chosen_key not in self._known:
            raise ValidationError(_("Diese Auswahl gibt es nicht (mehr). Bitte wählen Sie neu."))

    def validate_measured_on(self, field: DateField) -> None:
        if self.measured.data and not field.data:
            raise ValidationError(_("Bitte sagen Sie, wann das gemessen wurde."))

    def validate_judgement(self, field: LongTextField) -> None:
        if self.attainment.chosen not in (None, Attainment.OPEN) and not field.data:
            raise ValidationError(_("Bitte begründen Sie das Urteil."))


class ReviewForm(SubmissionForm):
    """What somebody found when looking at a Maßnahme."""

    held_on = DateField(N_("Überprüft am"), [Needed(N_("Bitte geben Sie den Tag der Überprüfung an."))])
    result = RadioField(N_("Hat sie ihr Ziel erreicht?"), validate_choice=False)
    reason = LongTextField(
        N_("Warum urteilen Sie so?"), [Needed(N_("Bitte begründen Sie das Ergebnis."))], max_length=LONGEST_REVIEW
    )
    consequence = RadioField(N_("Was folgt daraus?"), validate_choice=False)
    next_steps = LongTextField(N_("Was geschieht als Nächstes?"), max_length=LONGEST_REVIEW)
    next_review_on = DateField(N_("Nächste Überprüfung am"), [Optional()])
    need_title = LineField(N_("Titel des neuen Bedarfs"), max_length=TITLE_LONGEST)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.result.choices = options(Attainment)
        self.consequence.choices = options(Consequence)

    @property
    def chosen_result(self) -> Attainment | None:
        return Attainment(self.result.data) if self.result.data in set(Attainment) else None

    @property
    def chosen_consequence(self) -> Consequence | None:
        return Consequence(self.consequence.data) if self.consequence.data in set(Consequence) else None

    def validate_result(self, _field: RadioField) -> None:
        if self.chosen_result is None:
            raise ValidationError(_("Bitte wählen Sie ein Ergebnis."))

    def validate_consequence(self, _field: RadioField) -> None:
        if self.chosen_consequence is None:
            raise ValidationError(_("Bitte wählen Sie, was folgt."))

    def validate_need_title(self, field: LineField) -> None:
        if self.chosen_consequence is Consequence.NEW_NEED and not field.data:
            raise ValidationError(_("Bitte geben Sie dem neuen Bedarf einen Titel."))

    def validate_next_review_on(self, field: DateField) -> None:
        chosen = self.chosen_consequence
        if chosen is not None and chosen.needs_next_review and not field.data:
            raise ValidationError(_("Wenn es weitergeht, braucht es den Tag der nächsten Überprüfung."))
