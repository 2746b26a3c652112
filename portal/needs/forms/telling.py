"""Forms of telling people of an answer."""

from typing import Any
from uuid import UUID

from wtforms import HiddenField

from portal.kernel.text import N_
from portal.needs.forms.need import ChoiceField, Choices
from portal.needs.terms.telling import (
    CALL_RESULTS,
    LONGEST_REASON,
    WHERE_LONGEST,
    TellingState,
)
from portal.web.forms import Form, LineField, Needed
from portal.web.i18n import _

LINE_LONGEST = 160


class LettersForm(Form):
    """What stands in all letters besides the answer, and what they are for."""

    reason = LineField(
        N_("Wofür brauchen Sie die Anschriften?"),
        [Needed(N_("Bitte schreiben Sie in wenigen Worten, wofür Sie die Anschriften brauchen."))],
        max_length=LONGEST_REASON,
    )
    sender = LineField(
        N_("Absender in einer Zeile"),
        [Needed(N_("Bitte nennen Sie den Absender; er steht klein über der Anschrift."))],
        max_length=LINE_LONGEST,
    )
    signature = LineField(
        N_("Wer unterschreibt?"), [Needed(N_("Bitte sagen Sie, wer unterschreibt."))], max_length=LINE_LONGEST
    )


class CallsForm(Form):
    """What the list of numbers is for."""

    call_reason = LineField(
        N_("Wofür brauchen Sie die Nummern?"),
        [Needed(N_("Bitte schreiben Sie in wenigen Worten, wofür Sie die Nummern brauchen."))],
        max_length=LONGEST_REASON,
    )


class CallForm(Form):
    """What became of one call."""

    seen = HiddenField()
    result = HiddenField()

    @property
    def chosen(self) -> TellingState | None:
        """The result that was pressed, None for anything that is none."""
        return next((one for one in CALL_RESULTS if one.value == self.result.data), None)


class NoticeForm(Form):
    """Where a sheet hangs."""

    where = LineField(N_("Wo hängt es?"), max_length=WHERE_LONGEST)


class PromiseFilterForm(Form):
    """What the list of old promises is narrowed to; its names stand in the address."""

    ort = ChoiceField(N_("Gemeinde"))
    verfahren = ChoiceField(N_("Verfahren"))

    def __init__(self, *, places: Choices, consultations: Choices, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ort.offer(places, nothing=_("alle Orte"))
        self.verfahren.offer(consultations, nothing=_("alle Verfahren"))

    @property
    def place_id(self) -> UUID | None:
        chosen: UUID | None = self.ort.data
        return chosen

    @property
    def consultation_id(self) -> UUID | None:
        chosen: UUID | None = self.verfahren.data
        return chosen
