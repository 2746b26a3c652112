"""The form in which a pin is set: what it stands for, where, and if asked why."""

from typing import Any
from uuid import UUID, uuid4

from wtforms import BooleanField, FileField, HiddenField, RadioField, SelectField
from wtforms.validators import ValidationError

from portal.contributions.terms import LONGEST_PLACE
from portal.kernel.text import N_
from portal.pinmaps.forms.position import PositionField
from portal.pinmaps.terms.states import LONGEST_COMMENT
from portal.web.forms import Form, LineField, LongTextField, SubmissionForm, as_small_number, as_uuid
from portal.web.i18n import _


class NumberedField(RadioField):
    """One of the categories or groups of a map, by number; 0 for none."""

    def __init__(self, label: str = "", *, wrong: str, **kwargs: Any) -> None:
        super().__init__(label, coerce=as_small_number, validate_choice=False, **kwargs)
        self.wrong = wrong

    def pre_validate(self, form: Any) -> None:
        given = bool(self.raw_data and str(self.raw_data[0]).strip() not in ("", "0"))
        if given and self.data not in [choice[0] for choice in self.choices or ()]:
            self.data = 0
            raise ValidationError(_(self.wrong))


class KnownPlaceField(SelectField):
    """A Gemeinde or an Ortsteil around the map."""

    def __init__(self, label: str = "", **kwargs: Any) -> None:
        super().__init__(label, coerce=as_uuid, validate_choice=False, **kwargs)
        self.known: frozenset[UUID] = frozenset()

    def pre_validate(self, form: Any) -> None:
        given = bool(self.raw_data and str(self.raw_data[0]).strip())
        if given and self.data not in self.known:
            self.data = None
            raise ValidationError(
                _(
                    "Diesen Ort gibt es in unserer Liste nicht. Bitte wählen Sie ihn neu, oder beschreiben Sie ihn in Worten."
                )
            )


class PlacingForm(SubmissionForm):
    """Sets one pin. Only the map knows which of its questions are asked."""

    category = NumberedField(
        N_("Wofür steht Ihre Nadel?"),
        wrong=N_("Diese Auswahl gibt es auf der Karte nicht. Bitte wählen Sie noch einmal."),
    )
    at = PositionField()
    sozialraum_id = KnownPlaceField(N_("Gemeinde oder Ortsteil"))
    place_text = LineField(N_("Oder beschreiben Sie die Stelle in Worten"), max_length=LONGEST_PLACE)
    comment = LongTextField(N_("Warum?"), max_length=LONGEST_COMMENT)
    group = NumberedField(wrong=N_("Diese Gruppe gibt es auf der Karte nicht."))
    photo = FileField(N_("Foto"))
    #: Signed note of a photo that arrived before the form came back for another reason.
    photo_note = HiddenField()
    without_photo = BooleanField(N_("Das Foto doch nicht mitschicken"))
    #: Names the sitting, whose pins share one Rückmelde-Code.
    sitting = HiddenField(default=lambda: str(uuid4()))
    #: The own pin that this one takes the place of.
    instead = HiddenField()
    #: The solution of a proof of work, when one was asked for.
    work = HiddenField()

    @property
    def sitting_key(self) -> UUID:
        """The key of the sitting; a fresh one when what came is none."""
        return _key_in(self.sitting)

    @property
    def replaces(self) -> UUID | None:
        """The own pin that is taken back when this one stands."""
        return as_uuid(self.instead.data)

    def has_category(self) -> bool:
        """Complains at the field when nothing was chosen."""
        if not self.category.data and not self.category.errors:
            self.category.errors = [_("Bitte wählen Sie zuerst, wofür die Nadel steht.")]
        return bool(self.category.data)


class TakeBackForm(Form):
    """Takes back one pin of the sitting."""

    pin = HiddenField()
    sitting = HiddenField()

    @property
    def pin_id(self) -> UUID | None:
        """Which one; None when what came names nothing."""
        return as_uuid(self.pin.data)

    @property
    def sitting_key(self) -> UUID | None:
        """The key of the sitting; None when what came is none."""
        return as_uuid(self.sitting.data)


def _key_in(field: HiddenField) -> UUID:
    known = as_uuid(field.data)
    if known is None:
        known = uuid4()
        field.data = str(known)
    return known
