"""The words in which a Sitzung, its date and the answers to its invitation are described."""

from enum import StrEnum

from portal.kernel.text import N_
from portal.kernel.workflow import Transitions

LONGEST_INVITATION = 4_000
LONGEST_REMARK = 1_000
LONGEST_REASON = 500
LONGEST_ITEM = 200
LONGEST_MATERIAL = 300
#: Points on one agenda.
MOST_ITEMS = 40
LONGEST_ITEM_MINUTES = 600
LONGEST_MEETING_HOURS = 14
#: Years a day that somebody types can lie in; everything else is a slip of the finger.
POSSIBLE_YEARS = range(1990, 2200)
#: Dates one may choose from.
FEWEST_DATES = 2
MOST_DATES = 6
LARGEST_CAPACITY = 1_000


class MeetingState(StrEnum):
    """How far a Sitzung is."""

    PLANNED = "planned"
    INVITED = "invited"
    RUNNING = "running"
    HELD = "held"
    CANCELLED = "cancelled"

    @property
    def label(self) -> str:
        return _STATE_LABELS[self]

    @property
    def tone(self) -> str:
        return _STATE_TONES[self]


_STATE_LABELS = {
    MeetingState.PLANNED: N_("In Vorbereitung"),
    MeetingState.INVITED: N_("Eingeladen"),
    MeetingState.RUNNING: N_("Läuft gerade"),
    MeetingState.HELD: N_("Hat stattgefunden"),
    MeetingState.CANCELLED: N_("Abgesagt"),
}
_STATE_TONES = {
    MeetingState.PLANNED: "neutral",
    MeetingState.INVITED: "info",
    MeetingState.RUNNING: "success",
    MeetingState.HELD: "success",
    MeetingState.CANCELLED: "danger",
}

MEETING: Transitions[MeetingState] = Transitions(
    {
        MeetingState.PLANNED: frozenset({MeetingState.INVITED, MeetingState.RUNNING, MeetingState.CANCELLED}),
        MeetingState.INVITED: frozenset({MeetingState.RUNNING, MeetingState.CANCELLED}),
        MeetingState.RUNNING: frozenset({MeetingState.HELD}),
        MeetingState.HELD: frozenset({MeetingState.RUNNING}),
        MeetingState.CANCELLED: frozenset(),
    }
)
#: States in which the meeting still lies ahead.
AHEAD = (MeetingState.PLANNED, MeetingState.INVITED)


class Approval(StrEnum):
    """Whether the Gemeinde lets the invitation go out in the name of its Bürgermeister."""

    OPEN = "open"
    ASKED = "asked"
    GIVEN = "given"

    @property
    def label(self) -> str:
        return _APPROVAL_LABELS[self]

    @property
    def tone(self) -> str:
        return _APPROVAL_TONES[self]


_APPROVAL_LABELS = {
    Approval.OPEN: N_("Noch nicht vorgelegt"),
    Approval.ASKED: N_("Liegt der Gemeinde zur Freigabe vor"),
    Approval.GIVEN: N_("Von der Gemeinde freigegeben"),
}
_APPROVAL_TONES = {Approval.OPEN: "neutral", Approval.ASKED: "warning", Approval.GIVEN: "success"}


class Reply(StrEnum):
    """What an invited person answered."""

    OPEN = "open"
    YES = "yes"
    WAITING = "waiting"
    NO = "no"

    @property
    def label(self) -> str:
        return _REPLY_LABELS[self]

    @property
    def tone(self) -> str:
        return _REPLY_TONES[self]


_REPLY_LABELS = {
    Reply.OPEN: N_("Noch keine Antwort"),
    Reply.YES: N_("Kommt"),
    Reply.WAITING: N_("Auf der Warteliste"),
    Reply.NO: N_("Kommt nicht"),
}
_REPLY_TONES = {Reply.OPEN: "neutral", Reply.YES: "success", Reply.WAITING: "warning", Reply.NO: "neutral"}


class ReplyWay(StrEnum):
    """How the answer came."""

    LINK = "link"
    PHONE = "phone"
    PAPER = "paper"

    @property
    def label(self) -> str:
        return _WAY_LABELS[self]


_WAY_LABELS = {
    ReplyWay.LINK: N_("über den Link"),
    ReplyWay.PHONE: N_("am Telefon"),
    ReplyWay.PAPER: N_("auf Papier"),
}


class Assistance(StrEnum):
    """What somebody needs to be able to take part."""

    HEARING = "hearing"
    WHEELCHAIR = "wheelchair"
    CHILDCARE = "childcare"
    INTERPRETER = "interpreter"

    @property
    def label(self) -> str:
        return _ASSISTANCE_LABELS[self]


_ASSISTANCE_LABELS = {
    Assistance.HEARING: N_("Höranlage"),
    Assistance.WHEELCHAIR: N_("Platz und Zugang für einen Rollstuhl"),
    Assistance.CHILDCARE: N_("Kinderbetreuung"),
    Assistance.INTERPRETER: N_("Dolmetschen oder Gebärdensprache"),
}


class AgendaKind(StrEnum):
    """What a TOP is about."""

    ORDINARY = "ordinary"
    #: The agreements of earlier meetings that are still open.
    AGREEMENTS = "agreements"


class FindingState(StrEnum):
    """How far the finding of a date is."""

    OPEN = "open"
    DECIDED = "decided"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return _FINDING_LABELS[self]


_FINDING_LABELS = {
    FindingState.OPEN: N_("Antworten werden gesammelt"),
    FindingState.DECIDED: N_("Termin steht fest"),
    FindingState.DROPPED: N_("Aufgegeben"),
}


class DateAnswerKind(StrEnum):
    """Whether somebody could come on that date."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"

    @property
    def label(self) -> str:
        return _DATE_LABELS[self]


_DATE_LABELS = {DateAnswerKind.YES: N_("ja"), DateAnswerKind.MAYBE: N_("vielleicht"), DateAnswerKind.NO: N_("nein")}
