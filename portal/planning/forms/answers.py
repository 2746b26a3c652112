"""The form in which somebody confirms what the people behind the Bedarfe of a Beschluss are told."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from wtforms import BooleanField, HiddenField, SelectField

from portal.kernel.text import N_
from portal.needs.terms import SENTENCE_LONGEST, NeedStatus
from portal.web.choosing import options
from portal.web.forms import Form, LongTextField


@dataclass(frozen=True)
class AnswerLine:
    """One Bedarf as the form asks about it."""

    #: The id of the Bedarf in hexadecimal; ends the names of its fields.
    key: str
    possible: tuple[NeedStatus, ...]


def answers_form(lines: Sequence[AnswerLine], **kwargs: Any) -> Form:
    """A form with four fields for each Bedarf: whether it is told now, the status, the sentence, the version that was seen."""
    fields: dict[str, Any] = {}
    for one in lines:
        fields[f"tell_{one.key}"] = BooleanField(N_("Zu diesem Bedarf jetzt antworten"))
        fields[f"status_{one.key}"] = SelectField(
            N_("Neuer Status"), validate_choice=True, choices=options(one.possible)
        )
        fields[f"sentence_{one.key}"] = LongTextField(
            N_("Satz an alle, die sich gemeldet haben"), max_length=SENTENCE_LONGEST
        )
        fields[f"version_{one.key}"] = HiddenField(default="0")
    made: type[Form] = type("AnswersForm", (Form,), fields)
    return made(**kwargs)
