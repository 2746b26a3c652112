"""The form of the question whether a Maßnahme helped: three buttons and a sentence that may be left out."""

from portal.kernel.text import N_
from portal.planning.terms.followups import LONGEST_REMARK, Helped
from portal.web.forms import LongTextField, SubmissionForm


class FollowUpForm(SubmissionForm):
    """The button that was pressed stands in the field `helped`."""

    remark = LongTextField(N_("Möchten Sie etwas dazu sagen?"), max_length=LONGEST_REMARK)

    @staticmethod
    def helped(pressed: str | None) -> Helped | None:
        """The button; None for none and for what is no button."""
        return Helped(pressed) if pressed in set(Helped) else None
