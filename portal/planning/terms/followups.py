"""The question "Hat es geholfen?" to those who raised a Bedarf."""

from enum import StrEnum

from portal.kernel.text import N_

#: From how many answers on staff see how they were: fewer could be told apart by whoever knows the people.
SHOWN_FROM = 5
LONGEST_REMARK = 1000


class Helped(StrEnum):
    """The three buttons."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"

    @property
    def label(self) -> str:
        return _LABELS[self]

    @property
    def tone(self) -> str:
        return _TONES[self]


_LABELS = {Helped.YES: N_("Ja, es hat geholfen"), Helped.PARTLY: N_("Ein wenig"), Helped.NO: N_("Nein")}
_TONES = {Helped.YES: "success", Helped.PARTLY: "warning", Helped.NO: "danger"}
