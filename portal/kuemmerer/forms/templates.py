"""Forms in which planners write the Checkliste."""

from wtforms import HiddenField
from wtforms.validators import ValidationError

from portal.kernel.text import N_
from portal.kuemmerer.terms.projects import Phase
from portal.kuemmerer.terms.steps import (
    LONGEST_CHANGES,
    LONGEST_EXPLANATION,
    LONGEST_PROOF,
    LONGEST_TITLE,
    DueUnit,
    Responsible,
    StepAid,
)
from portal.web.choosing import EnumField
from portal.web.forms import Form, LineField, LongTextField, Needed, VersionedForm, as_small_number
from portal.web.i18n import _


class TemplateStepForm(VersionedForm):
    """One step of the Checkliste."""

    title = LineField(N_("Was ist zu tun?"), [Needed(N_("Bitte sagen Sie, was zu tun ist."))], max_length=LONGEST_TITLE)
    phase = EnumField(N_("Phase"), Phase)
    responsible = EnumField(N_("Zuständig"), Responsible)
    due_after = LineField(N_("Fällig nach Beginn der Phase"), max_length=10)
    due_unit = EnumField(N_("Gezählt in"), DueUnit, default=DueUnit.WEEKS.value)
    explanation = LongTextField(N_("Erklärung"), max_length=LONGEST_EXPLANATION)
    proof = LineField(N_("Was belegt, dass es erledigt ist?"), max_length=LONGEST_PROOF)
    aid = EnumField(N_("Was im Portal dabei hilft"), StepAid, nothing=N_("nichts davon"))

    def validate_due_after(self, field: LineField) -> None:
        written = field.data or ""
        if written and not (written.isascii() and written.isdecimal() and len(written) < 4):
            raise ValidationError(
                _("Bitte geben Sie eine ganze Zahl an, zum Beispiel 6, oder lassen Sie das Feld leer.")
            )

    @property
    def after(self) -> int | None:
        """The number; None for an empty field. Ask after validation."""
        return int(self.due_after.data) if self.due_after.data else None


class PublishForm(VersionedForm):
    """What is different in the new version."""

    changes = LineField(
        N_("Was ändert sich?"),
        [Needed(N_("Bitte schreiben Sie in einem Satz, was sich ändert."))],
        max_length=LONGEST_CHANGES,
    )


class TakeOverForm(Form):
    """Carries the version somebody has seen the preview of."""

    number = HiddenField()

    @property
    def seen_number(self) -> int:
        """That version; 0, which fits nothing, when what came is no number."""
        return as_small_number(self.number.data)
