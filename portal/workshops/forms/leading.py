"""Forms with which a workshop is led."""

from typing import Any

from wtforms import BooleanField, DateField, HiddenField, IntegerField, SelectField
from wtforms.validators import NumberRange, Optional, ValidationError

from portal.kernel.text import N_
from portal.walls.terms.states import LONGEST_CARD, LONGEST_TIMER_MINUTES
from portal.web.forms import Form, LineField, LongTextField, Needed, SubmissionForm, VersionedForm
from portal.web.i18n import _
from portal.workshops.terms.limits import (
    LONGEST_LINE,
    LONGEST_NAME,
    LONGEST_SENTENCE,
    LONGEST_SUMMARY,
    LONGEST_TEXT,
    LONGEST_TITLE,
)
from portal.workshops.terms.sketches import SKETCH, SketchState
from portal.workshops.terms.steps import WorkshopStep


class StepForm(Form):
    """On to the next step, or back; it carries the step that the moderator had before them."""

    seen = HiddenField()
    anyway = BooleanField(N_("Trotzdem weiter; die offene Kritik bleibt in der Liste"))

    @property
    def seen_step(self) -> WorkshopStep:
        return next((one for one in WorkshopStep if one.value == self.seen.data), WorkshopStep.PREPARATION)


class TimerForm(Form):
    """How long the room has."""

    minutes = IntegerField(
        N_("Minuten"),
        [
            Needed(N_("Bitte geben Sie die Minuten an.")),
            NumberRange(min=1, max=LONGEST_TIMER_MINUTES, message=N_("Bitte geben Sie 1 bis 180 Minuten an.")),
        ],
    )


class WishForm(SubmissionForm):
    """The positive turn of one criticism."""

    criticism = HiddenField()
    wish = LongTextField(N_("Der Wunsch"), [Needed(N_("Bitte schreiben Sie den Wunsch auf."))], max_length=LONGEST_CARD)


class _SketchFields(Form):
    """What a group writes on its sheet."""

    title = LineField(
        N_("Name des Projekts"), [Needed(N_("Bitte geben Sie dem Projekt einen Namen."))], max_length=LONGEST_TITLE
    )
    what = LongTextField(N_("Was machen wir?"), max_length=LONGEST_TEXT)
    who = LongTextField(N_("Wer macht es?"), max_length=LONGEST_TEXT)
    when_done = LineField(N_("Wann?"), max_length=LONGEST_LINE)
    with_whom = LongTextField(N_("Mit wem?"), max_length=LONGEST_TEXT)
    first_step = LongTextField(N_("Der erste Schritt"), max_length=LONGEST_TEXT)
    first_step_on = DateField(N_("Bis wann ist er getan?"), [Optional()])
    godparent = LineField(N_("Patin oder Pate"), max_length=LONGEST_NAME)
    godparent_may_be_named = BooleanField(N_("Ist einverstanden, öffentlich genannt zu werden"))


class NewSketchForm(_SketchFields, SubmissionForm):
    """A new sketch."""

    idea = HiddenField()


class SketchForm(_SketchFields, VersionedForm):
    """A sketch that is there."""


class ToldForm(SubmissionForm):
    """What became of a sketch."""

    state = SelectField(N_("Wie steht es?"), validate_choice=False)
    sentence = LongTextField(
        N_("In einem Satz, für alle zu lesen"),
        [Needed(N_("Bitte schreiben Sie in einem Satz, wie es steht."))],
        max_length=LONGEST_SENTENCE,
    )

    def __init__(self, *, now: SketchState, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._allowed = [state for state in SketchState if state in SKETCH.next(now)]
        self.state.choices = [(state.value, _(state.label)) for state in self._allowed]

    @property
    def chosen_state(self) -> SketchState | None:
        return next((one for one in self._allowed if one.value == self.state.data), None)

    def validate_state(self, _field: SelectField) -> None:
        if self.chosen_state is None:
            raise ValidationError(_("Bitte wählen Sie, wie es um das Projekt steht."))


class SummaryForm(VersionedForm):
    """What came out, and when somebody asks again."""

    summary = LongTextField(N_("Was herauskam"), max_length=LONGEST_SUMMARY)
    look_again_on = DateField(N_("Wieder nachfragen am"), [Optional()])
