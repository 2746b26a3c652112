"""What is chosen and written in the ledger of agreements and on an owner's own page."""

from collections.abc import Sequence
from uuid import UUID

from wtforms import BooleanField, DateField, SelectField
from wtforms.validators import InputRequired, Optional, ValidationError

from portal.contributions.terms import read_contact
from portal.kernel.text import N_
from portal.roundtables.terms.agreements import LONGEST_AGREEMENT, LONGEST_OWNER, LONGEST_SENTENCE, AgreementState
from portal.roundtables.terms.series import LONGEST_EMAIL
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _

Choices = Sequence[tuple[str, str]]
#: What stands in the address when every state is shown.
EVERY_STATE = "alle"
OVERDUE = "ueberfaellig"


class LedgerForm(Form):
    """Filters of the ledger."""

    stand = SelectField(N_("Stand"), choices=(), validate_choice=False)
    ort = SelectField(N_("Sozialraum"), choices=(), validate_choice=False)
    tisch = SelectField(N_("Runder Tisch"), choices=(), validate_choice=False)

    def __init__(self, *args: object, places: Choices = (), tables: Choices = (), **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        states = [(state.value, _(state.label)) for state in AgreementState if state is not AgreementState.OPEN]
        self.stand.choices = [
            ("", _("Offen")),
            (OVERDUE, _("Nur überfällige")),
            *states,
            (EVERY_STATE, _("Alle")),
        ]
        self.ort.choices = [("", _("Alle")), *places]
        self.tisch.choices = [("", _("Alle")), *tables]


class AgreementForm(VersionedForm):
    """An agreement, as it is written in the ledger."""

    text = LongTextField(
        N_("Was wird getan?"), [Needed(N_("Bitte schreiben Sie, was getan wird."))], max_length=LONGEST_AGREEMENT
    )
    owner = LineField(N_("Wer?"), max_length=LONGEST_OWNER)
    owner_function = LineField(N_("In welcher Funktion?"), max_length=LONGEST_OWNER)
    owner_email = LineField(N_("E-Mail für Erinnerungen"), max_length=LONGEST_EMAIL)
    owner_may_be_named = BooleanField(N_("Darf mit Namen im Protokoll stehen"))
    due_on = DateField(N_("Bis wann?"), [InputRequired(N_("Bitte geben Sie einen Tag an."))], format="%Y-%m-%d")

    def validate_owner_email(self, field: LineField) -> None:
        """It is an address one can write to, or nothing."""
        found = read_contact(field.data or "")
        if found is None or (field.data and not found.email):
            raise ValidationError(_("Das ist keine E-Mail-Adresse. Beispiel: name@beispiel.de"))


class OwnerForm(SubmissionForm):
    """What the owner says on their own page."""

    sentence = LongTextField(N_("Ein Satz dazu"), max_length=LONGEST_SENTENCE)
    until = DateField(N_("Bis wann brauchen Sie Zeit?"), [Optional()], format="%Y-%m-%d")


def as_choices(pairs: Sequence[tuple[UUID, str]]) -> Choices:
    """Ids as they stand in addresses."""
    return [(str(one), label) for one, label in pairs]
