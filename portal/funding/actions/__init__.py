"""What can be done with the Förderung."""

from portal.funding.actions.applications import ApplicationDraft, discard, draft, edit, link
from portal.funding.actions.deciding import close, grant, refuse, start, submit
from portal.funding.actions.ledger import book, cancel_booking, drop_drawdown, plan_drawdown, receive_drawdown
from portal.funding.actions.planning import LineDraft, findings_of, remove_line, set_line, with_line
from portal.funding.actions.programmes import RuleDraft, VersionDraft, add_programme, add_version
from portal.funding.actions.reporting import hand_in_report, write_report

__all__ = [
    "ApplicationDraft",
    "LineDraft",
    "RuleDraft",
    "VersionDraft",
    "add_programme",
    "add_version",
    "book",
    "cancel_booking",
    "close",
    "discard",
    "draft",
    "drop_drawdown",
    "edit",
    "findings_of",
    "grant",
    "hand_in_report",
    "link",
    "plan_drawdown",
    "receive_drawdown",
    "refuse",
    "remove_line",
    "set_line",
    "start",
    "submit",
    "with_line",
    "write_report",
]
