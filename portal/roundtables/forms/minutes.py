"""What is written on the pages of the Protokoll."""

from wtforms import IntegerField, StringField
from wtforms.validators import NumberRange

from portal.kernel.text import N_
from portal.roundtables.terms.minutes import (
    CORRECTION_DAYS,
    LONGEST_CORRECTION,
    LONGEST_NOTE,
    LONGEST_REMARK_TEXT,
    LONGEST_SIGNATURE,
    RemarkState,
)
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm

#: The reply to a remark is one or two sentences.
_LONGEST_REPLY = 500


class SummaryForm(VersionedForm):
    """The evening in a few sentences."""

    summary = LongTextField(N_("In Kürze"), max_length=LONGEST_NOTE)


class CorrectionRoundForm(Form):
    """How long participants may say what is wrong."""

    days = IntegerField(
        N_("Tage für die Durchsicht"),
        [NumberRange(min=1, max=LONGEST_CORRECTION, message=N_("Bitte geben Sie eine Zahl von 1 bis 60 an."))],
        default=CORRECTION_DAYS,
    )


class ReleaseForm(VersionedForm):
    """Who stands for the Protokoll."""

    signed_by = LineField(
        N_("Name"), [Needed(N_("Bitte schreiben Sie, wer für das Protokoll steht."))], max_length=LONGEST_SIGNATURE
    )
    signed_as = LineField(N_("Funktion"), max_length=LONGEST_SIGNATURE)


class RemarkForm(SubmissionForm):
    """What a participant says is wrong."""

    text = LongTextField(
        N_("Was stimmt nicht oder fehlt?"),
        [Needed(N_("Bitte schreiben Sie, was nicht stimmt."))],
        max_length=LONGEST_REMARK_TEXT,
    )


class RemarkReplyForm(Form):
    """What became of a remark."""

    state = StringField()
    reply = LineField(N_("Antwort an die Person"), max_length=_LONGEST_REPLY)

    @property
    def chosen(self) -> RemarkState | None:
        return next((state for state in RemarkState if state.value == self.state.data), None)


class CorrectionNoteForm(SubmissionForm):
    """A Nachtrag."""

    text = LongTextField(
        N_("Was ist richtig?"), [Needed(N_("Bitte schreiben Sie, was richtig ist."))], max_length=LONGEST_NOTE
    )
    signed_by = LineField(
        N_("Name"), [Needed(N_("Bitte schreiben Sie, wer für den Nachtrag steht."))], max_length=LONGEST_SIGNATURE
    )
