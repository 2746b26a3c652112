"""Who may do what with Runde Tische.

Everybody reads what a public series says of itself. Those who work in the Sozialraum prepare and run it; an invitation goes out in
the name of the Bürgermeister only when the Gemeindeverwaltung let it. Administrators see no names of members and no notes.
"""

from enum import StrEnum

from portal.kernel.policy import Actor, Role, has_role, has_role_here, policy, rule
from portal.roundtables.models import DateFinding, Meeting, Minutes, RoundTable
from portal.roundtables.terms.meetings import Approval, MeetingState
from portal.roundtables.terms.series import RoundTableKind

#: The roles that prepare and run Runde Tische in their Sozialraum.
EDITORS = (Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY)
#: The role in whose name one invites.
HOSTS = (Role.MUNICIPALITY,)


class RoundTablePermission(StrEnum):
    """What can be done with a series and with a Sitzung before it begins."""

    #: Open the list of those one works on.
    LIST = "round-table:list"
    #: See the series with its members.
    READ = "round-table:read"
    #: Open the page for setting one up.
    SET_UP = "round-table:set-up"
    #: Set one up for a particular Sozialraum.
    SET_UP_HERE = "round-table:set-up-here"
    #: Change what it says, its members, and where its calendar lies.
    EDIT = "round-table:edit"
    END = "round-table:end"
    RESUME = "round-table:resume"
    #: Ask for a date, or make a meeting.
    PLAN = "round-table:plan"


class MeetingPermission(StrEnum):
    """What can be done with a Sitzung before and when it begins."""

    #: See it with its participants and what they answered.
    READ = "meeting:read"
    #: Change date, place, agenda, invitation and list of participants.
    PREPARE = "meeting:prepare"
    #: Lay the invitation before the Gemeinde.
    ASK_APPROVAL = "meeting:ask-approval"
    #: Let it go out in the name of the Bürgermeister.
    APPROVE = "meeting:approve"
    #: Be the voice of those in whose name one invites.
    SPEAK_FOR_HOST = "meeting:speak-for-host"
    #: Send it.
    INVITE = "meeting:invite"
    #: Tell those without mail, by letter or telephone, of the invitation, of a change or that it does not take place.
    TELL = "meeting:tell"
    #: Write down what somebody answered on the telephone or on paper.
    RECORD = "meeting:record"
    CANCEL = "meeting:cancel"
    #: Note who is there.
    CHECK_IN = "meeting:check-in"


class MinutesPermission(StrEnum):
    """What can be done with a Sitzung while it runs, and with its Protokoll afterwards."""

    #: Begin it and go through its agenda.
    RUN = "minutes:run"
    #: Write down what is said; corrections of the draft as well.
    NOTE = "minutes:note"
    #: End the evening: what was written down becomes the draft.
    CLOSE = "minutes:close"
    #: See what was written down, and the Protokoll in every state.
    READ = "minutes:read"
    #: Write the summary, ask participants for corrections, say what becomes of them.
    EDIT = "minutes:edit"
    #: Stand for it with one's name; nothing of it changes afterwards.
    RELEASE = "minutes:release"
    #: Send what is released, and put right what turned out wrong.
    SEND = "minutes:send"


class AgreementPermission(StrEnum):
    """What can be done with a Vereinbarung."""

    #: Open the ledger.
    LIST = "agreement:list"
    READ = "agreement:read"
    #: Hold on to one that was made at a particular Sitzung.
    MAKE = "agreement:make"
    EDIT = "agreement:edit"
    #: Say that it is done, dropped, carried over or gets a new day.
    SETTLE = "agreement:settle"


@rule
def is_active(_: Actor, series: RoundTable | DateFinding) -> bool:
    """One goes on meeting."""
    return series.is_active


@rule
def is_ahead(_: Actor, meeting: Meeting) -> bool:
    """It lies ahead and was not called off."""
    return meeting.is_ahead


@rule
def is_approved(_: Actor, meeting: Meeting) -> bool:
    """The Gemeinde lets the invitation go out."""
    return meeting.approval is Approval.GIVEN


@rule
def is_host_here(actor: Actor, meeting: Meeting) -> bool:
    """The Gemeinde invites; to an Austauschtreffen of all Gemeinden of the county the Sozialplanung does."""
    is_of_the_county = meeting.round_table.kind is RoundTableKind.EXCHANGE and len(meeting.lineage) == 1
    if is_of_the_county and actor.holds(Role.PLANNER, within=meeting.lineage):
        return True
    return actor.holds(*HOSTS, within=meeting.lineage)


@rule
def is_not_called_off(_: Actor, meeting: Meeting) -> bool:
    """It takes place, or took place."""
    return meeting.state is not MeetingState.CANCELLED


@rule
def runs_or_can(_: Actor, meeting: Meeting) -> bool:
    """It runs, or could begin."""
    return meeting.is_ahead or meeting.state in (MeetingState.RUNNING, MeetingState.HELD)


@rule
def has_begun(_: Actor, meeting: Meeting) -> bool:
    """It runs, or has been held."""
    return meeting.state in (MeetingState.RUNNING, MeetingState.HELD)


@rule
def is_released(_: Actor, minutes: Minutes) -> bool:
    """The Protokoll is signed and frozen."""
    return minutes.is_released


POLICY = policy(
    {
        RoundTablePermission.LIST: has_role(*EDITORS),
        RoundTablePermission.READ: has_role_here(*EDITORS),
        RoundTablePermission.SET_UP: has_role(*EDITORS),
        RoundTablePermission.SET_UP_HERE: has_role_here(*EDITORS),
        RoundTablePermission.EDIT: has_role_here(*EDITORS),
        RoundTablePermission.END: has_role_here(*EDITORS) & is_active,
        RoundTablePermission.RESUME: has_role_here(*EDITORS) & ~is_active,
        RoundTablePermission.PLAN: has_role_here(*EDITORS) & is_active,
        MeetingPermission.READ: has_role_here(*EDITORS),
        MeetingPermission.PREPARE: has_role_here(*EDITORS) & is_ahead,
        MeetingPermission.ASK_APPROVAL: has_role_here(*EDITORS) & is_ahead & ~is_approved,
        MeetingPermission.APPROVE: is_host_here & is_ahead & ~is_approved,
        MeetingPermission.SPEAK_FOR_HOST: is_host_here,
        MeetingPermission.INVITE: has_role_here(*EDITORS) & is_ahead & (is_approved | is_host_here),
        MeetingPermission.TELL: has_role_here(*EDITORS)
        & ((is_ahead & (is_approved | is_host_here)) | ~is_not_called_off),
        MeetingPermission.RECORD: has_role_here(*EDITORS) & is_ahead,
        MeetingPermission.CANCEL: has_role_here(*EDITORS) & is_ahead,
        MeetingPermission.CHECK_IN: has_role_here(*EDITORS) & is_not_called_off,
    }
)

MINUTES_POLICY = policy(
    {
        MinutesPermission.RUN: has_role_here(*EDITORS) & runs_or_can,
        MinutesPermission.NOTE: has_role_here(*EDITORS) & has_begun,
        MinutesPermission.CLOSE: has_role_here(*EDITORS) & has_begun,
        MinutesPermission.READ: has_role_here(*EDITORS) & has_begun,
        MinutesPermission.EDIT: has_role_here(*EDITORS) & ~is_released,
        MinutesPermission.RELEASE: has_role_here(*EDITORS) & ~is_released,
        MinutesPermission.SEND: has_role_here(*EDITORS) & is_released,
    }
)
AGREEMENT_POLICY = policy(
    {
        AgreementPermission.LIST: has_role(*EDITORS),
        AgreementPermission.READ: has_role_here(*EDITORS),
        AgreementPermission.MAKE: has_role_here(*EDITORS) & has_begun,
        AgreementPermission.EDIT: has_role_here(*EDITORS),
        AgreementPermission.SETTLE: has_role_here(*EDITORS),
    }
)
