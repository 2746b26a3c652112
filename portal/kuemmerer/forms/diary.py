"""Forms of the diary and of asking for help."""

import re
from decimal import Decimal

from wtforms import BooleanField, DateField, MultipleFileField
from wtforms.validators import ValidationError

from portal.kernel.text import N_
from portal.kuemmerer.terms.diary import LONGEST_ANSWER, LONGEST_ENTRY, LONGEST_QUESTION
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _

_HOURS = re.compile(r"[0-9]{1,2}(?:[.,][0-9]{1,2})?")


class EntryForm(VersionedForm, SubmissionForm):
    """An entry of the diary. Without text a photo is needed; the action says so."""

    text = LongTextField(N_("Was war?"), max_length=LONGEST_ENTRY)
    photo = MultipleFileField(N_("Foto"))
    on = DateField(N_("Tag"), [Needed(N_("Bitte geben Sie den Tag an."))])
    hours = LineField(N_("Stunden"), max_length=10)
    in_report = BooleanField(N_("Im Sachbericht erzählen"))

    def validate_hours(self, field: LineField) -> None:
        if field.data and not _HOURS.fullmatch(field.data):
            raise ValidationError(_("Bitte geben Sie die Stunden als Zahl an, zum Beispiel 1,5."))

    @property
    def worked(self) -> Decimal | None:
        """The hours; None for an empty field. Ask after validation."""
        return Decimal(str(self.hours.data).replace(",", ".")) if self.hours.data else None


class HelpForm(SubmissionForm):
    """One sentence to the county's desk."""

    question = LineField(
        N_("Wobei brauchen Sie Hilfe?"),
        [Needed(N_("Bitte schreiben Sie in einem Satz, wobei Sie Hilfe brauchen."))],
        max_length=LONGEST_QUESTION,
    )


class AnswerForm(Form):
    """What the county says."""

    answer = LongTextField(N_("Antwort"), [Needed(N_("Bitte schreiben Sie eine Antwort."))], max_length=LONGEST_ANSWER)
    close = BooleanField(N_("Damit ist es erledigt"))
