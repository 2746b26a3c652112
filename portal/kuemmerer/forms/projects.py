"""Forms about a project as a whole."""

from typing import Any

from wtforms import BooleanField, DateField, SearchField, SelectField
from wtforms.validators import Optional, Regexp, ValidationError

from portal.kernel.text import N_
from portal.kuemmerer.terms.projects import (
    LONGEST_AIM,
    LONGEST_NAME,
    LONGEST_PHONE,
    LONGEST_REASON,
    LONGEST_REFERENCE,
    Phase,
)
from portal.web.choosing import Choices, EnumField, PlaceField, SeveralField, options
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _

_PHONE = r"[\d\s+()/.–-]{5,}$"


class FilterForm(Form):
    """What the list of projects is narrowed by; it stands in the address."""

    q = SearchField(N_("Suche"))
    ort = PlaceField(N_("Ort"))
    phase = SelectField(N_("Phase"), validate_choice=False)
    stand = SelectField(N_("Stand"), validate_choice=False)

    def __init__(self, *, places: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ort.offer(places, nothing=_("alle"))
        self.phase.choices = options(Phase, nothing=_("alle"))
        self.stand.choices = [
            ("", _("alle laufenden")),
            ("faellig", _("mit überfälligen Schritten")),
            ("hilfe", _("mit „Hilfe nötig“")),
            ("beendet", _("auch beendete")),
        ]


class ProjectForm(VersionedForm, SubmissionForm):
    """What is written about a project."""

    name = LineField(N_("Name"), [Needed(N_("Bitte geben Sie dem Projekt einen Namen."))], max_length=LONGEST_NAME)
    place_id = PlaceField(N_("Gemeinde oder Quartier"))
    further_ids = SeveralField(N_("Weitere Orte mit derselben Stelle"))
    begun_on = DateField(N_("Beginn der Vorbereitung"), [Optional()])
    aim = LongTextField(N_("Worum geht es?"), max_length=LONGEST_AIM)
    is_public = BooleanField(N_("Auf der öffentlichen Seite der Gemeinde zeigen"))
    contact_name = LineField(N_("Ansprechperson für alle"), max_length=LONGEST_NAME)
    contact_phone = LineField(
        N_("Telefon für alle"),
        [
            Optional(),
            Regexp(_PHONE, message=N_("Bitte geben Sie eine Telefonnummer ein, zum Beispiel 08261 995-0.")),
        ],
        max_length=LONGEST_PHONE,
    )

    def __init__(self, *, places: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.place_id.offer(places, nothing=_("Bitte wählen"))
        self.further_ids.offer(places)

    def validate_place_id(self, field: PlaceField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie einen Sozialraum, für den Sie zuständig sind."))


class GateForm(VersionedForm):
    """A gate was passed."""

    on = DateField(N_("Tag"), [Needed(N_("Bitte geben Sie den Tag an."))])
    reference = LineField(
        N_("Beleg"),
        [Needed(N_("Bitte schreiben Sie, was das belegt: zum Beispiel Sitzung und Tagesordnungspunkt."))],
        max_length=LONGEST_REFERENCE,
    )


class BackForm(VersionedForm):
    """Back into an earlier phase."""

    to = EnumField(N_("Zurück in die Phase"), Phase)
    back_reason = LineField(
        N_("Grund"), [Needed(N_("Bitte schreiben Sie, warum es zurückgeht."))], max_length=LONGEST_REASON
    )

    def offer(self, phases: tuple[Phase, ...]) -> None:
        """Only phases before the present one can be gone back to."""
        self.to.choices = [(one.value, _(one.label)) for one in phases]

    def validate_to(self, field: EnumField) -> None:
        if field.data not in {choice[0] for choice in field.choices or ()}:
            raise ValidationError(_("Bitte wählen Sie eine Phase, die schon war."))


class PlanForm(VersionedForm):
    """When a phase is to begin and to end."""

    planned_begin = DateField(N_("Beginn"), [Needed(N_("Bitte geben Sie den Tag an."))])
    planned_end = DateField(N_("Ende"), [Optional()])
    plan_reason = LineField(N_("Grund"), max_length=LONGEST_REASON)


class AssignForm(Form):
    """Who is responsible."""

    account_id = PlaceField(N_("Kümmerin oder Kümmerer"))

    def offer(self, people: Choices) -> None:
        """Set who can be chosen."""
        self.account_id.offer(people, nothing=_("Bitte wählen"))

    def validate_account_id(self, field: PlaceField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie eine Person aus der Liste."))


class ReasonForm(Form):
    """Why a project ends."""

    reason = LineField(
        N_("Grund"), [Needed(N_("Bitte schreiben Sie, warum das Projekt endet."))], max_length=LONGEST_REASON
    )
