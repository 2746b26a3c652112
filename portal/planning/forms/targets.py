"""Forms of the Soll-Ist-Abgleich."""

from collections.abc import Sequence
from typing import Any

from wtforms import DateField, SelectField
from wtforms.validators import Optional, ValidationError

from portal.kernel.text import N_
from portal.offers.terms.kinds import OfferKind
from portal.planning.forms.numbers import NumberField
from portal.planning.terms.targets import (
    LONGEST_SOURCE,
    LONGEST_SUBJECT,
    LONGEST_TEXT,
    LONGEST_UNIT,
    ActualKind,
    TargetKind,
)
from portal.web.choosing import Choices, EnumField, PlaceField, SeveralField
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _


class TargetForm(VersionedForm, SubmissionForm):
    """A row of the Soll-Ist-Abgleich."""

    action_field_id = PlaceField(N_("Handlungsfeld"))
    sozialraum_id = PlaceField(N_("Sozialraum"))
    subject = LineField(
        N_("Was wird gezählt?"), [Needed(N_("Bitte schreiben Sie, was gezählt wird."))], max_length=LONGEST_SUBJECT
    )
    unit = LineField(N_("Einheit"), max_length=LONGEST_UNIT)
    target_value = NumberField(N_("Soll"), [Needed(N_("Bitte geben Sie das Soll als Zahl an."))])
    target_kind = EnumField(N_("Worauf beruht das Soll?"), TargetKind, default=TargetKind.GUIDELINE.value)
    target_source = LineField(
        N_("Wo steht das?"), [Needed(N_("Bitte schreiben Sie, worauf das Soll beruht."))], max_length=LONGEST_SOURCE
    )
    actual_kind = EnumField(N_("Woher kommt das Ist?"), ActualKind, default=ActualKind.TYPED.value)
    offer_kind = EnumField(N_("Welche Angebote zählen?"), OfferKind, nothing=N_("alle des Handlungsfelds"), default="")
    indicator_key = SelectField(N_("Welche Kennzahl?"), validate_choice=False, choices=[])
    actual_value = NumberField(N_("Ist"))
    actual_source = LineField(N_("Quelle des Ist"), max_length=LONGEST_SOURCE)
    actual_on = DateField(N_("Stand vom"), [Optional()])
    means = LongTextField(N_("Was ist schon da und könnte mehr leisten?"), max_length=LONGEST_TEXT)
    remark = LongTextField(N_("Anmerkung"), max_length=LONGEST_TEXT)

    def __init__(
        self, *, fields: Choices, places: Choices, indicators: Sequence[tuple[str, str]], **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.indicator_key.choices = [("", _("keine")), *indicators]
        self.action_field_id.offer(fields, nothing=_("Bitte wählen"))
        self.sozialraum_id.offer(places, nothing=_("Bitte wählen"))

    def validate_action_field_id(self, field: PlaceField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie ein Handlungsfeld."))

    def validate_sozialraum_id(self, field: PlaceField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie einen Sozialraum, für den Sie zuständig sind."))


class TargetFilterForm(Form):
    """What narrows the matrix and the list; it stands in the address."""

    feld = PlaceField(N_("Handlungsfeld"))
    ort = PlaceField(N_("Ort"))

    def __init__(self, *, fields: Choices, places: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.feld.offer(fields, nothing=_("alle"))
        self.ort.offer(places, nothing=_("alle"))


class HangForm(Form):
    """Which Bedarfe a gap is about."""

    need_ids = SeveralField(N_("Bedarfe, um die es hier geht"))

    def __init__(self, *, needs: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.need_ids.offer(needs)

    def validate_need_ids(self, field: SeveralField) -> None:
        if not field.chosen:
            raise ValidationError(_("Bitte wählen Sie mindestens einen Bedarf."))
