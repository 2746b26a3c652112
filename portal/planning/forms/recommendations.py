"""Forms of Handlungsempfehlungen and their options."""

from typing import Any

from wtforms.validators import ValidationError

from portal.kernel.text import N_
from portal.planning.terms.recommendations import (
    LONGEST_COST_NOTE,
    LONGEST_OPTION_TEXT,
    LONGEST_OPTION_TITLE,
    LONGEST_RECOMMENDATION_TEXT,
    LONGEST_RECOMMENDATION_TITLE,
    Effect,
    RecommendationState,
)
from portal.web.choosing import Choices, EnumField, PlaceField, SeveralField
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _
from portal.web.money import MoneyField


class RecommendationForm(VersionedForm, SubmissionForm):
    """What is written about a Handlungsempfehlung."""

    title = LineField(
        N_("Was empfehlen Sie?"),
        [Needed(N_("Bitte schreiben Sie in einer Zeile, was Sie empfehlen."))],
        max_length=LONGEST_RECOMMENDATION_TITLE,
    )
    body = LongTextField(N_("Begründung"), max_length=LONGEST_RECOMMENDATION_TEXT)
    need_ids = SeveralField(N_("Für welche Bedarfe?"))
    sozialraum_id = PlaceField(N_("Für welchen Sozialraum?"))
    responsible_id = PlaceField(N_("Wer bringt sie ins Gremium?"))

    def __init__(self, *, needs: Choices, places: Choices, people: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.need_ids.offer(needs)
        self.sozialraum_id.offer(places, nothing=_("Bitte wählen"))
        self.responsible_id.offer(people, nothing=_("noch niemand"))

    def validate_need_ids(self, field: SeveralField) -> None:
        if not field.chosen:
            raise ValidationError(_("Bitte wählen Sie mindestens einen Bedarf."))

    def validate_sozialraum_id(self, field: PlaceField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie den Sozialraum."))


class OptionForm(VersionedForm):
    """What is written about an option, without the effects."""

    title = LineField(
        N_("Name der Option"), [Needed(N_("Bitte geben Sie der Option einen Namen."))], max_length=LONGEST_OPTION_TITLE
    )
    body = LongTextField(N_("Was geschieht?"), max_length=LONGEST_OPTION_TEXT)
    pros = LongTextField(N_("Was spricht dafür?"), max_length=LONGEST_OPTION_TEXT)
    cons = LongTextField(N_("Was spricht dagegen?"), max_length=LONGEST_OPTION_TEXT)
    cost_once = MoneyField(N_("Kosten einmalig in Euro"))
    cost_yearly = MoneyField(N_("Kosten im Jahr in Euro"))
    cost_note = LineField(N_("Anmerkung zu den Kosten"), max_length=LONGEST_COST_NOTE)


def option_form(functions: Choices, **kwargs: Any) -> OptionForm:
    """The form with one line for each Grunddaseinsfunktion; its field is called `effect_` and the id in hexadecimal."""
    lines = {f"effect_{key.hex}": EnumField(name, Effect, nothing=N_("nicht bewertet")) for key, name in functions}
    made: type[OptionForm] = type("OptionWithEffects", (OptionForm,), lines)
    return made(**kwargs)


class StateFilter(Form):
    """What the list of Handlungsempfehlungen is narrowed to."""

    stand = EnumField(N_("Stand"), RecommendationState, nothing=N_("alle"))
