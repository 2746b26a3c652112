"""Forms for reading pins before others see them."""

from collections.abc import Sequence
from typing import Any

from wtforms import RadioField

from portal.contributions.terms import LONGEST_REASON
from portal.kernel.text import N_
from portal.pinmaps.terms.reasons import HidingReason
from portal.web.forms import Form, LongTextField
from portal.web.i18n import _


class HidingForm(Form):
    """Why something is not shown: a ready reason, or one's own words instead."""

    reason = RadioField(N_("Grund, den die Person liest"), validate_choice=False)
    own_words = LongTextField(N_("Eigener Satz"), max_length=LONGEST_REASON)

    def __init__(self, reasons: Sequence[HidingReason] = (), **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.ready = {one.key: one.sentence for one in reasons}
        self.reason.choices = [(one.key, _(one.label)) for one in reasons]

    @property
    def sentence(self) -> str:
        """What the person reads; "" when nothing was chosen."""
        return str(self.own_words.data or "") or self.ready.get(str(self.reason.data), "")
