"""Forms of a running application: bookings, drawdowns, reports."""

from typing import Any

from wtforms import BooleanField, FileField, HiddenField
from wtforms.validators import ValidationError

from portal.funding.forms.fields import DayField
from portal.funding.terms import LONGEST_REPORT, LONGEST_TEXT
from portal.kernel.text import N_
from portal.web.choosing import Choices, PlaceField
from portal.web.forms import LineField, LongTextField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _
from portal.web.money import MoneyField, MoreThanNothing


class BookingForm(SubmissionForm):
    """Money that was spent."""

    booked_on = DayField(N_("Datum des Belegs"), [Needed(N_("Bitte geben Sie das Datum des Belegs an."))])
    label = LineField(
        N_("Wofür, an wen"), [Needed(N_("Bitte sagen Sie, wofür bezahlt wurde."))], max_length=LONGEST_TEXT
    )
    amount = MoneyField(N_("Betrag in Euro"), [MoreThanNothing(N_("Bitte geben Sie den Betrag an."))])
    line_id = PlaceField(N_("Position im Kostenplan"))
    photo = FileField(N_("Foto des Belegs"))
    #: Carries a photo through a form that comes back for another reason.
    photo_note = HiddenField()
    is_confirmed = BooleanField(N_("Trotzdem buchen, obwohl es mehr ist, als noch übrig ist"))

    def __init__(self, *, lines: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.line_id.offer(lines, nothing=_("keiner Position zugeordnet"))

    def validate_line_id(self, field: PlaceField) -> None:
        if field.data is not None and field.chosen is None:
            raise ValidationError(_("Diese Position gibt es nicht (mehr)."))


class LinkForm(VersionedForm):
    """For which project an application is that was submitted already."""

    subject_id = PlaceField(N_("Projekt"))

    def __init__(self, *, subjects: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.subject_id.offer(subjects, nothing=_("kein Projekt, nur der Ort"))

    def validate_subject_id(self, field: PlaceField) -> None:
        if field.data is not None and field.chosen is None:
            raise ValidationError(_("Dieses Projekt gibt es hier nicht (mehr)."))


class DrawdownForm(SubmissionForm):
    """Money that is to be called from the funder."""

    planned_on = DayField(N_("Abrufen bis"), [Needed(N_("Bitte geben Sie an, bis wann Sie abrufen wollen."))])
    amount = MoneyField(N_("Betrag in Euro"), [MoreThanNothing(N_("Bitte geben Sie den Betrag an."))])


class ReportForm(VersionedForm):
    """What stands around the figures of a report."""

    introduction = LongTextField(N_("Einleitung"), max_length=LONGEST_REPORT)
    outlook = LongTextField(N_("Ausblick"), max_length=LONGEST_REPORT)
    due_on = DayField(N_("Abzugeben bis"), [Needed(N_("Bitte geben Sie an, bis wann der Bericht abzugeben ist."))])
