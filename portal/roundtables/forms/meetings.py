"""Forms with which a Sitzung is prepared."""

from typing import Any

from wtforms import DateField, IntegerField, SelectField, TimeField
from wtforms.validators import NumberRange, Optional, ValidationError

from portal.kernel.text import N_
from portal.roundtables.terms.agendas import AgendaTemplate
from portal.roundtables.terms.meetings import (
    LARGEST_CAPACITY,
    LONGEST_INVITATION,
    LONGEST_ITEM,
    LONGEST_ITEM_MINUTES,
    LONGEST_MATERIAL,
    LONGEST_REASON,
)
from portal.roundtables.terms.series import LONGEST_NAME, LONGEST_TITLE, LONGEST_VENUE
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _


class MeetingForm(SubmissionForm, VersionedForm):
    """When, where, for how many."""

    title = LineField(N_("Schwerpunkt"), max_length=LONGEST_TITLE)
    day = DateField(N_("Tag"), [Needed(N_("Bitte geben Sie den Tag an, zum Beispiel 24.12.2026."))])
    begins = TimeField(N_("Beginn"), [Needed(N_("Bitte geben Sie die Uhrzeit an, zum Beispiel 18:30."))])
    ends = TimeField(N_("Ende"), [Needed(N_("Bitte geben Sie die Uhrzeit an, zum Beispiel 20:30."))])
    venue = LineField(N_("Ort"), max_length=LONGEST_VENUE)
    capacity = IntegerField(
        N_("Plätze"),
        [
            Optional(),
            NumberRange(1, LARGEST_CAPACITY, message=N_("Bitte geben Sie eine Zahl zwischen 1 und 1.000 ein.")),
        ],
    )
    reply_until = DateField(N_("Antwort bis"), [Optional()])
    reminder_days = IntegerField(
        N_("Erinnern, so viele Tage vorher"),
        [Optional(), NumberRange(0, 30, message=N_("Möglich sind 0 bis 30 Tage; 0 heißt: keine Erinnerung."))],
        default=3,
    )

    def validate_ends(self, field: TimeField) -> None:
        if field.data and self.begins.data and field.data <= self.begins.data:
            raise ValidationError(_("Das Ende liegt vor dem Beginn. Bitte prüfen Sie beide Zeiten."))


class NewMeetingForm(MeetingForm):
    """The same, with the agenda to begin with."""

    template = SelectField(N_("Tagesordnung"), validate_choice=False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.template.choices = template_choices()

    @property
    def chosen_template(self) -> AgendaTemplate:
        """The template; nonsense means the usual one."""
        return template_of(self.template.data)


class TemplateForm(Form):
    """Begin the agenda anew."""

    template = SelectField(N_("Vorlage"), validate_choice=False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.template.choices = template_choices()

    @property
    def chosen_template(self) -> AgendaTemplate:
        """The template; nonsense means the usual one."""
        return template_of(self.template.data)


class ItemForm(VersionedForm):
    """One TOP."""

    title = LineField(
        N_("Worum geht es?"), [Needed(N_("Bitte schreiben Sie, worum es geht."))], max_length=LONGEST_ITEM
    )
    minutes = IntegerField(
        N_("Minuten"),
        [
            Needed(N_("Bitte geben Sie an, wie viele Minuten es dauert.")),
            NumberRange(1, LONGEST_ITEM_MINUTES, message=N_("Möglich sind 1 bis 600 Minuten.")),
        ],
    )
    responsible = LineField(N_("Wer führt durch?"), max_length=LONGEST_NAME)
    material = LineField(N_("Material"), max_length=LONGEST_MATERIAL)


class InvitationForm(VersionedForm):
    """The words of the invitation."""

    invitation = LongTextField(
        N_("Text der Einladung"),
        [Needed(N_("Eine Einladung braucht ein paar Worte."))],
        max_length=LONGEST_INVITATION,
    )


class CancelForm(Form):
    """Why a meeting does not take place."""

    reason = LineField(
        N_("Warum fällt sie aus?"),
        [Needed(N_("Bitte schreiben Sie einen Satz. Alle Eingeladenen lesen ihn."))],
        max_length=LONGEST_REASON,
    )


def template_choices() -> list[tuple[str, str]]:
    """The templates with how long each takes."""
    return [
        (one.value, _("%(name)s (%(n)s Minuten)", name=_(one.label), n=one.minutes) if one.minutes else _(one.label))
        for one in AgendaTemplate
    ]


def template_of(value: str | None) -> AgendaTemplate:
    """The template of this name, the usual one for anything else."""
    return next((one for one in AgendaTemplate if one.value == value), AgendaTemplate.REGULAR)
