"""Forms about one step of a project."""

from wtforms import DateField, MultipleFileField
from wtforms.validators import Optional

from portal.kernel.text import N_
from portal.kuemmerer.terms.projects import Phase
from portal.kuemmerer.terms.steps import (
    LONGEST_EXPLANATION,
    LONGEST_NOTE,
    LONGEST_PROOF,
    LONGEST_REASON,
    LONGEST_TITLE,
    Responsible,
)
from portal.web.choosing import EnumField
from portal.web.forms import LineField, LongTextField, Needed, SubmissionForm, VersionedForm


class TickForm(VersionedForm, SubmissionForm):
    """A step is done, or something is noted on it."""

    photo = MultipleFileField(N_("Foto"))
    note = LongTextField(N_("Notiz"), max_length=LONGEST_NOTE)
    proof_found = LineField(N_("Wo liegt der Nachweis?"), max_length=LONGEST_PROOF)
    done_on = DateField(N_("Erledigt am"), [Optional()])


class DueForm(VersionedForm):
    """The day of a step, set by hand."""

    due_on = DateField(N_("Neuer Termin"), [Needed(N_("Bitte geben Sie den Tag an."))])
    reason = LineField(
        N_("Grund"),
        [Needed(N_("Bitte schreiben Sie kurz, warum der Termin verschoben wird."))],
        max_length=LONGEST_REASON,
    )


class WaiveForm(VersionedForm):
    """A step falls away in this project."""

    waived_reason = LineField(
        N_("Warum entfällt er?"),
        [Needed(N_("Bitte schreiben Sie kurz, warum der Schritt entfällt."))],
        max_length=LONGEST_REASON,
    )


class OwnStepForm(VersionedForm, SubmissionForm):
    """A step of the project's own."""

    title = LineField(N_("Was ist zu tun?"), [Needed(N_("Bitte sagen Sie, was zu tun ist."))], max_length=LONGEST_TITLE)
    phase = EnumField(N_("Phase"), Phase)
    responsible = EnumField(N_("Zuständig"), Responsible)
    due_on = DateField(N_("Bis wann?"), [Optional()])
    explanation = LongTextField(N_("Erklärung"), max_length=LONGEST_EXPLANATION)
    proof = LineField(N_("Was belegt, dass es erledigt ist?"), max_length=LONGEST_PROOF)
