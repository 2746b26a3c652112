"""Forms of criteria and rounds of prioritising."""

from typing import Any

from wtforms import BooleanField, DateField
from wtforms.validators import Optional, ValidationError

from portal.kernel.text import N_
from portal.planning.forms.numbers import CountField
from portal.planning.terms.priorities import (
    LONGEST_MEANING,
    LONGEST_NAME,
    LONGEST_QUESTION,
    LONGEST_TEXT,
    LONGEST_TITLE,
    MOST_POINTS,
)
from portal.web.choosing import Choices, PlaceField, SeveralField
from portal.web.forms import LineField, LongTextField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _


def _meaning(points: str) -> LineField:
    return LineField(points, max_length=LONGEST_MEANING)


class CriterionForm(VersionedForm):
    """A criterion of the county."""

    name = LineField(N_("Name"), [Needed(N_("Bitte geben Sie dem Kriterium einen Namen."))], max_length=LONGEST_NAME)
    question = LineField(N_("Welche Frage stellt man sich?"), max_length=LONGEST_QUESTION)
    weight = CountField(N_("Gewicht"), [Needed(N_("Das Gewicht ist eine ganze Zahl von 1 bis 100."))])
    meaning_1 = _meaning(N_("1 Punkt heißt"))
    meaning_2 = _meaning(N_("2 Punkte heißen"))
    meaning_3 = _meaning(N_("3 Punkte heißen"))
    meaning_4 = _meaning(N_("4 Punkte heißen"))
    meaning_5 = _meaning(N_("5 Punkte heißen"))
    is_active = BooleanField(N_("Neue Runden fragen danach"), default=True)

    @property
    def meanings(self) -> list[str]:
        """What 1 to 5 points mean."""
        return [str(self[f"meaning_{points}"].data or "") for points in range(1, MOST_POINTS + 1)]


class RoundForm(VersionedForm, SubmissionForm):
    """A round while it is prepared."""

    title = LineField(N_("Titel"), [Needed(N_("Bitte geben Sie der Runde einen Titel."))], max_length=LONGEST_TITLE)
    purpose = LongTextField(N_("Wofür ist die Reihenfolge?"), max_length=LONGEST_TEXT)
    due_on = DateField(N_("Abgeben bis"), [Optional()])
    need_ids = SeveralField(N_("Welche Bedarfe werden bewertet?"))
    people_ids = SeveralField(N_("Wer bewertet?"))

    def __init__(self, *, needs: Choices, people: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.need_ids.offer(needs)
        self.people_ids.offer(people)


class PlaceForm(VersionedForm):
    """The Sozialraum a round is about; its Bedarfe can be chosen afterwards."""

    ort = PlaceField(N_("Für welchen Sozialraum?"))

    def __init__(self, *, places: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ort.offer(places, nothing=_("Bitte wählen"))

    def validate_ort(self, field: PlaceField) -> None:
        if field.chosen is None:
            raise ValidationError(_("Bitte wählen Sie einen Sozialraum, für den Sie zuständig sind."))


class ScoreForm(VersionedForm):
    """One person's sheet; its points are read beside it, since their number differs from round to round."""


class ConclusionForm(VersionedForm):
    """What was made of the ranking."""

    conclusion = LongTextField(N_("Was folgt aus der Reihenfolge?"), max_length=LONGEST_TEXT)
