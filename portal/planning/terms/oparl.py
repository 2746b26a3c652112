"""Words of reading from a council information system by OParl."""

from enum import StrEnum

from portal.kernel.text import N_

#: A paper, in the standard for council information systems (https://oparl.org/spezifikation/); version 1.0 says the same of it.
PAPER_TYPES = frozenset({"https://schema.oparl.org/1.1/Paper", "https://schema.oparl.org/1.0/Paper"})
LONGEST_OPARL_TEXT = 500


class ReadingState(StrEnum):
    """How far reading an address is."""

    WAITING = "waiting"
    DONE = "done"
    FAILED = "failed"

    @property
    def label(self) -> str:
        return _STATES[self]


_STATES = {
    ReadingState.WAITING: N_("wird gelesen"),
    ReadingState.DONE: N_("gelesen"),
    ReadingState.FAILED: N_("nicht gelesen"),
}
