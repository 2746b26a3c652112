"""Words and numbers of Beschlussvorlagen."""

from enum import StrEnum

from portal.kernel.text import N_

LONGEST_PAPER_TITLE = 160
LONGEST_PAPER_TEXT = 20_000
LONGEST_PROPOSAL = 4_000
LONGEST_OUTSIDE_NUMBER = 60
LONGEST_ADDRESS = 500
#: A template of a county has some hundred kB; more is pictures that do not belong into each paper.
LARGEST_TEMPLATE = 2 * 1024 * 1024
LONGEST_FILE_NAME = 160


class PaperState(StrEnum):
    """Where a Beschlussvorlage stands."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"

    @property
    def label(self) -> str:
        return _STATES[self][0]

    @property
    def tone(self) -> str:
        return _STATES[self][1]


_STATES = {
    PaperState.DRAFT: (N_("Entwurf"), "neutral"),
    PaperState.SUBMITTED: (N_("im Gremium"), "warning"),
    PaperState.DECIDED: (N_("entschieden"), "success"),
    PaperState.WITHDRAWN: (N_("zurückgezogen"), "neutral"),
}
