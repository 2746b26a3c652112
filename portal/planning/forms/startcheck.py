"""The form of the Startcheck: a day, one answer for each question, a remark."""

from typing import Any

from wtforms import DateField, RadioField
from wtforms.validators import InputRequired

from portal.kernel.clock import today
from portal.kernel.text import N_
from portal.planning.terms.startcheck import LONGEST_REMARK, QUESTIONS, Question, Reply
from portal.web.choosing import PlaceField, options
from portal.web.forms import LongTextField, Needed, VersionedForm
from portal.web.i18n import _


class StartCheckForm(VersionedForm):
    """The questions are added one by one below the class: their list belongs to the terms."""

    checked_on = DateField(N_("Stand vom"), [InputRequired(N_("Bitte geben Sie den Tag an."))], default=today)
    sozialraum_id = PlaceField(N_("Für welchen Sozialraum?"))
    remark = LongTextField(N_("Wer hat geantwortet, und was wollen Sie sich merken?"), max_length=LONGEST_REMARK)

    def __init__(self, *, places: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.sozialraum_id.offer(places, nothing=_("Bitte wählen"))
        for one in QUESTIONS:
            field = self[one.key]
            assert isinstance(field, RadioField)
            field.choices = options(Reply)

    @property
    def answers(self) -> dict[str, Reply]:
        """By key of the question; the form was validated."""
        return {one.key: Reply(self[one.key].data) for one in QUESTIONS if self[one.key].data in set(Reply)}


def _field(question: Question) -> RadioField:
    message = N_("Bitte wählen Sie eine Antwort.")
    return RadioField(question.text, [Needed(message)], choices=[("", "")], validate_choice=False)


for _question in QUESTIONS:
    setattr(StartCheckForm, _question.key, _field(_question))
