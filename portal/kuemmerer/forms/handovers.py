"""Forms of the Übergabe."""

from collections.abc import Sequence
from typing import Any

from wtforms import SelectMultipleField
from wtforms.validators import ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from portal.kernel.text import N_
from portal.kuemmerer.terms.handovers import LONGEST_WORDS, HandoverPoint
from portal.web.choosing import Choices, PlaceField, SeveralField
from portal.web.forms import Form, LongTextField, SubmissionForm, VersionedForm
from portal.web.i18n import _

_GONE = N_("Diese Auswahl gibt es nicht (mehr). Bitte wählen Sie neu.")


class HandoverForm(VersionedForm, SubmissionForm):
    """Who gets the project, what is said to them, and what was gone through."""

    to_id = PlaceField(N_("Wer übernimmt das Projekt?"))
    words = LongTextField(N_("Worte an die Nachfolge"), max_length=LONGEST_WORDS)
    points = SelectMultipleField(
        N_("Das haben wir durchgesprochen"),
        validate_choice=False,
        widget=ListWidget(),
        option_widget=CheckboxInput(),
    )

    def __init__(self, *, people: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.to_id.offer(people, nothing=_("Bitte wählen"))
        self.points.choices = [(one.value, _(one.label)) for one in HandoverPoint]

    def validate_to_id(self, field: PlaceField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie, wer das Projekt übernimmt."))

    def validate_points(self, field: SelectMultipleField) -> None:
        if not set(field.data or ()) <= {one.value for one in HandoverPoint}:
            raise ValidationError(_(_GONE))

    @property
    def chosen_points(self) -> Sequence[HandoverPoint]:
        """Ask after validation."""
        return [HandoverPoint(one) for one in self.points.data or ()]


class HandedCasesForm(Form):
    """Which running Fälle go along; none is an answer too."""

    case_ids = SeveralField(N_("Diese Fälle gehen mit"))

    def __init__(self, *, cases: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.case_ids.offer(cases)

    def validate_case_ids(self, field: SeveralField) -> None:
        if len(field.chosen) != len(field.data or ()):
            raise ValidationError(_(_GONE))
