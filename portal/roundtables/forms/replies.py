"""Forms with which people answer invitations, say when they could come, and that they are there."""

from typing import Any

from wtforms import DateField, IntegerField, RadioField, SelectField, SelectMultipleField, TimeField
from wtforms.validators import NumberRange, Optional, ValidationError

from portal.kernel.text import N_
from portal.roundtables.forms.fields import email_field
from portal.roundtables.forms.meetings import template_choices, template_of
from portal.roundtables.terms.agendas import AgendaTemplate
from portal.roundtables.terms.meetings import (
    LONGEST_REMARK,
    MOST_DATES,
    Assistance,
    ReplyWay,
)
from portal.roundtables.terms.series import LONGEST_NAME, LONGEST_TITLE, LONGEST_VENUE
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm
from portal.web.i18n import _

COMES, DOES_NOT = "yes", "no"


class ReplyForm(Form):
    """The answer to an invitation."""

    comes = RadioField(N_("Kommen Sie?"), validate_choice=False)
    substitute = LineField(N_("Jemand vertritt mich"), max_length=LONGEST_NAME)
    assistance = SelectMultipleField(N_("Was brauchen Sie, damit Sie gut dabei sein können?"), validate_choice=False)
    remark = LongTextField(N_("Möchten Sie uns noch etwas sagen?"), max_length=LONGEST_REMARK)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.comes.choices = [
            (COMES, _("Ja, ich komme oder jemand vertritt mich")),
            (DOES_NOT, _("Nein, ich kann nicht")),
        ]
        self.assistance.choices = [(one.value, _(one.label)) for one in Assistance]

    def validate_comes(self, field: RadioField) -> None:
        if field.data not in (COMES, DOES_NOT):
            raise ValidationError(_("Bitte wählen Sie Ja oder Nein."))

    @property
    def needed(self) -> frozenset[Assistance]:
        """What the person needs; nonsense is left out."""
        return frozenset(one for one in Assistance if one.value in (self.assistance.data or ()))


class RecordedReplyForm(ReplyForm):
    """The same, typed by the staff."""

    how = RadioField(N_("Wie kam die Antwort?"), validate_choice=False, default=ReplyWay.PHONE.value)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.how.choices = [(one.value, _(one.label)) for one in (ReplyWay.PHONE, ReplyWay.PAPER)]

    @property
    def reply_way(self) -> ReplyWay:
        """Telephone or paper; nonsense means telephone."""
        return ReplyWay.PAPER if self.how.data == ReplyWay.PAPER.value else ReplyWay.PHONE


class CodeForm(Form):
    """The code on a letter."""

    code = LineField(
        N_("Code aus Ihrer Einladung"), [Needed(N_("Bitte geben Sie den Code ein. Er steht auf Ihrer Einladung."))]
    )


class ArrivalForm(Form):
    """Somebody writes their name into the list at the door."""

    name = LineField(N_("Ihr Name"), [Needed(N_("Bitte geben Sie Ihren Namen ein."))], max_length=LONGEST_NAME)
    organisation = LineField(N_("Für wen sind Sie da?"), max_length=LONGEST_NAME)
    email = email_field(N_("E-Mail für das Protokoll"))


class FindingForm(SubmissionForm):
    """A question for a date."""

    title = LineField(N_("Schwerpunkt"), max_length=LONGEST_TITLE)
    venue = LineField(N_("Ort"), max_length=LONGEST_VENUE)
    length = IntegerField(
        N_("Dauer in Minuten"),
        [
            Needed(N_("Bitte geben Sie die Dauer an.")),
            NumberRange(15, 840, message=N_("Möglich sind 15 bis 840 Minuten.")),
        ],
        default=120,
    )
    answer_until = DateField(N_("Antworten bis"), [Needed(N_("Bitte geben Sie den Tag an, zum Beispiel 24.12.2026."))])
    day_1 = DateField(N_("1. Tag"), [Optional()])
    hour_1 = TimeField(N_("Uhrzeit des 1. Tags"), [Optional()])
    day_2 = DateField(N_("2. Tag"), [Optional()])
    hour_2 = TimeField(N_("Uhrzeit des 2. Tags"), [Optional()])
    day_3 = DateField(N_("3. Tag"), [Optional()])
    hour_3 = TimeField(N_("Uhrzeit des 3. Tags"), [Optional()])
    day_4 = DateField(N_("4. Tag"), [Optional()])
    hour_4 = TimeField(N_("Uhrzeit des 4. Tags"), [Optional()])
    day_5 = DateField(N_("5. Tag"), [Optional()])
    hour_5 = TimeField(N_("Uhrzeit des 5. Tags"), [Optional()])
    day_6 = DateField(N_("6. Tag"), [Optional()])
    hour_6 = TimeField(N_("Uhrzeit des 6. Tags"), [Optional()])

    @property
    def pairs(self) -> list[tuple[Any, Any]]:
        """The fields of each date, day and hour."""
        return [(self[f"day_{number}"], self[f"hour_{number}"]) for number in range(1, MOST_DATES + 1)]

    def validate(self, extra_validators: Any = None) -> bool:
        good = super().validate(extra_validators)
        for day, hour in self.pairs:
            if bool(day.data) != bool(hour.data) and not (day.errors or hour.errors):
                missing = hour if day.data else day
                missing.errors = [*missing.errors, _("Zu einem Termin gehören Tag und Uhrzeit.")]
                good = False
        return bool(good)


class ChooseDateForm(Form):
    """Which agenda the meeting begins with."""

    template = SelectField(N_("Tagesordnung"), validate_choice=False)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.template.choices = template_choices()

    @property
    def chosen_template(self) -> AgendaTemplate:
        """The template; nonsense means the usual one."""
        return template_of(self.template.data)
