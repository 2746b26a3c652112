"""Forms of SWOT-Analysen."""

from collections.abc import Sequence
from typing import Any

from wtforms import SelectField
from wtforms.validators import ValidationError

from portal.kernel.text import N_
from portal.planning.terms.swot import LONGEST_ENTRY, LONGEST_NOTE, LONGEST_TITLE, SwotField
from portal.web.choosing import Choices, EnumField, PlaceField
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _


class SwotForm(VersionedForm, SubmissionForm):
    """Title and place of a SWOT-Analyse."""

    title = LineField(
        N_("Titel"), [Needed(N_("Bitte geben Sie der SWOT-Analyse einen Titel."))], max_length=LONGEST_TITLE
    )
    sozialraum_id = PlaceField(N_("Für welchen Sozialraum?"))
    made_with = LineField(N_("Wer hat daran gearbeitet, und wann?"), max_length=LONGEST_NOTE)

    def __init__(self, *, places: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sozialraum_id.offer(places, nothing=_("Bitte wählen"))

    def validate_sozialraum_id(self, field: PlaceField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie einen Sozialraum, für den Sie zuständig sind."))


class EntryForm(VersionedForm):
    """One sentence in a field."""

    field = EnumField(N_("Wohin gehört der Satz?"), SwotField)
    text = LongTextField(N_("Der Satz"), [Needed(N_("Bitte schreiben Sie einen Satz."))], max_length=LONGEST_ENTRY)
    need_id = PlaceField(N_("Bedarf, der das belegt"))
    indicator_key = SelectField(N_("Kennzahl, die das belegt"), validate_choice=False, choices=[])

    def __init__(self, *, needs: Choices, indicators: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.need_id.offer(needs, nothing=_("keiner"))
        self.indicator_key.choices = [("", _("keine")), *indicators]


class KeepForm(Form):
    """What a Fassung is kept for."""

    note = LineField(N_("Wofür halten Sie diesen Stand fest?"), max_length=LONGEST_NOTE)
