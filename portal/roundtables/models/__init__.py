"""The tables of the Runde Tische."""

from portal.roundtables.models.agreements import Agreement, AgreementEntry
from portal.roundtables.models.meetings import AgendaItem, Meeting, Participant
from portal.roundtables.models.minutes import (
    CorrectionNote,
    MeetingRun,
    MeetingWall,
    Minutes,
    MinutesDelivery,
    MinutesRemark,
    NoteEntry,
)
from portal.roundtables.models.series import DateAnswer, DateFinding, DateOption, Member, RoundTable

__all__ = [
    "AgendaItem",
    "Agreement",
    "AgreementEntry",
    "CorrectionNote",
    "DateAnswer",
    "DateFinding",
    "DateOption",
    "Meeting",
    "MeetingRun",
    "MeetingWall",
    "Member",
    "Minutes",
    "MinutesDelivery",
    "MinutesRemark",
    "NoteEntry",
    "Participant",
    "RoundTable",
]
