"""What can be done with Fälle."""

from portal.cases.actions.deleting import erase_case, forget_closed, remind_of_quiet
from portal.cases.actions.handing_over import hand_over_cases
from portal.cases.actions.keeping import (
    CaseDraft,
    add_entry,
    close_case,
    edit_case,
    open_case,
    reopen_case,
)
from portal.cases.actions.opening import agree, ask_break_glass, note_reading, refuse
from portal.cases.actions.rekeying import Place, Rekeyed, count_unreadable, rekey
from portal.cases.actions.reporting import note_reported, report_need
from portal.cases.actions.standing_in import end_deputy, name_deputy

__all__ = [
    "CaseDraft",
    "Place",
    "Rekeyed",
    "add_entry",
    "agree",
    "ask_break_glass",
    "close_case",
    "count_unreadable",
    "edit_case",
    "end_deputy",
    "erase_case",
    "forget_closed",
    "hand_over_cases",
    "name_deputy",
    "note_reading",
    "note_reported",
    "open_case",
    "refuse",
    "rekey",
    "remind_of_quiet",
    "reopen_case",
    "report_need",
]
