"""Writing and releasing Sozialberichte."""

from portal.reports.actions.publishing import publish, unpublish
from portal.reports.actions.social_reports import (
    ChapterDraft,
    ReportDraft,
    add_report,
    edit_report,
    keep_release,
    remove_report,
)

__all__ = [
    "ChapterDraft",
    "ReportDraft",
    "add_report",
    "edit_report",
    "keep_release",
    "publish",
    "remove_report",
    "unpublish",
]
