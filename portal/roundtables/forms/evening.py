"""What is sent while a meeting runs: notes, who came, what became of agreements."""

from datetime import date
from uuid import UUID

from wtforms import BooleanField, DateField, HiddenField, SelectField, StringField
from wtforms.validators import Optional

from portal.kernel.text import N_
from portal.roundtables.terms.agreements import LONGEST_OWNER, LONGEST_SENTENCE
from portal.roundtables.terms.minutes import LONGEST_NOTE, NoteKind
from portal.roundtables.terms.series import LONGEST_NAME
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm, as_uuid


class NoteForm(SubmissionForm, VersionedForm):
    """One note. Who and until when count for a Vereinbarung only."""

    text = LongTextField(N_("Notiz"), [Needed(N_("Bitte schreiben Sie etwas in die Notiz."))], max_length=LONGEST_NOTE)
    kind = StringField(N_("Art"))
    agenda_item_id = HiddenField()
    owner = LineField(N_("Wer?"), max_length=LONGEST_OWNER)
    due_on = DateField(N_("Bis wann?"), [Optional()], format="%Y-%m-%d")
    #: Whether the page asked who and until when: left empty it is left open, and not simply not asked.
    asks_promise = HiddenField()

    @property
    def chosen_kind(self) -> NoteKind:
        """What the pressed button says; Info for anything else."""
        return next((kind for kind in NoteKind if kind.value == self.kind.data), NoteKind.INFO)

    @property
    def item_id(self) -> UUID | None:
        return as_uuid(self.agenda_item_id.data)

    @property
    def day(self) -> date | None:
        return self.due_on.data


class WalkInForm(Form):
    """Somebody who came without being on the list."""

    name = LineField(N_("Name"), [Needed(N_("Bitte schreiben Sie den Namen."))], max_length=LONGEST_NAME)
    organisation = LineField(N_("Organisation oder Rolle"), max_length=LONGEST_NAME)
    may_be_named = BooleanField(N_("Darf mit Namen im Protokoll stehen"))


class SettleForm(Form):
    """What became of an agreement of an earlier meeting."""

    step = StringField()
    sentence = LineField(N_("Ein Satz dazu"), max_length=LONGEST_SENTENCE)
    due_on = DateField(N_("Neuer Termin"), [Optional()], format="%Y-%m-%d")


class ItemForm(Form):
    """Which TOP is taken up."""

    item_id = SelectField(N_("TOP"), choices=(), validate_choice=False)

    @property
    def chosen(self) -> UUID | None:
        return as_uuid(self.item_id.data)


class ClusterForm(SubmissionForm):
    """A Vereinbarung made of what stands together on a wall."""

    text = LongTextField(
        N_("Was wird getan?"), [Needed(N_("Bitte schreiben Sie, was getan wird."))], max_length=LONGEST_NOTE
    )
    owner = LineField(N_("Wer?"), max_length=LONGEST_OWNER)
    due_on = DateField(N_("Bis wann?"), [Optional()], format="%Y-%m-%d")
