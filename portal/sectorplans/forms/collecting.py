"""Forms in which Erhebungen are written."""

from typing import Any

from wtforms.validators import ValidationError

from portal.kernel.text import N_
from portal.sectorplans.forms.fields import MonthField, email_field, phone_field
from portal.sectorplans.terms import (
    LONGEST_NAME,
    LONGEST_SUBJECT,
    LONGEST_TITLE,
    CollectionMethod,
    CollectionState,
    Runner,
)
from portal.web.choosing import Choices, EnumField, PlaceField, SeveralField
from portal.web.forms import LineField, LongTextField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _


class CollectionForm(VersionedForm, SubmissionForm):
    """An Erhebung entered by hand. `runners` are those the person may choose."""

    title = LineField(N_("Titel"), [Needed(N_("Bitte geben Sie der Erhebung einen Titel."))], max_length=LONGEST_TITLE)
    runner = EnumField(N_("Wer fragt?"), Runner)
    sector_plan_id = PlaceField(N_("Fachplanung"))
    runner_name = LineField(N_("Name der Gemeinde, des Verfahrens oder der Stelle"), max_length=LONGEST_NAME)
    target_group_ids = SeveralField(N_("Wer wird gefragt?"))
    sozialraum_id = PlaceField(N_("Wo wird gefragt?"))
    further_place_ids = SeveralField(N_("Weitere Orte"))
    first_month = MonthField(N_("Erster Monat"))
    last_month = MonthField(N_("Letzter Monat"))
    method = EnumField(N_("Wie wird gefragt?"), CollectionMethod, default=CollectionMethod.ONLINE.value)
    state = EnumField(N_("Stand"), CollectionState, default=CollectionState.PLANNED.value)
    subject = LongTextField(N_("Worum geht es?"), max_length=LONGEST_SUBJECT)
    contact_name = LineField(
        N_("Mit wem kann man sich absprechen?"),
        [Needed(N_("Bitte nennen Sie eine Person, mit der andere sich absprechen können."))],
        max_length=LONGEST_NAME,
    )
    contact_phone = phone_field()
    contact_email = email_field()

    def __init__(
        self, *, places: Choices, groups: Choices, plans: Choices, runners: tuple[Runner, ...], **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.sozialraum_id.offer(places, nothing=_("Bitte wählen"))
        self.further_place_ids.offer(places)
        self.target_group_ids.offer(groups)
        self.sector_plan_id.offer(plans, nothing=_("keine"))
        self._runners = runners
        self.runner.choices = [(one.value, _(one.label)) for one in runners]

    @property
    def asks_for_plan(self) -> bool:
        """Whether a Fachplanung asks."""
        return self.runner.chosen is Runner.SECTOR_PLAN

    def validate_sozialraum_id(self, field: PlaceField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie einen Sozialraum, für den Sie zuständig sind."))

    def validate_runner(self, field: EnumField) -> None:
        if field.chosen is not None and field.chosen not in self._runners:
            raise ValidationError(_("Diese Auswahl gibt es nicht (mehr). Bitte wählen Sie neu."))

    def validate_sector_plan_id(self, field: PlaceField) -> None:
        if self.asks_for_plan and field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie die Fachplanung, für die gefragt wird."))


class SupplementForm(VersionedForm):
    """What only people know about an Erhebung that registered itself."""

    target_group_ids = SeveralField(N_("Wer wird gefragt?"))
    sector_plan_id = PlaceField(N_("Für welche Fachplanung?"))
    subject = LongTextField(N_("Worum geht es?"), max_length=LONGEST_SUBJECT)

    def __init__(self, *, groups: Choices, plans: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.target_group_ids.offer(groups)
        self.sector_plan_id.offer(plans, nothing=_("keine"))

    def validate_sector_plan_id(self, field: PlaceField) -> None:
        if field.data is not None and field.chosen is None:
            raise ValidationError(_("Diese Auswahl gibt es nicht (mehr). Bitte wählen Sie neu."))
