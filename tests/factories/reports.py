"""Sozialberichte for tests."""

from datetime import date
from uuid import uuid4

from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.reports import actions
from portal.reports.documents.report_jobs import release_now
from portal.reports.models import SocialReport
from portal.reports.queries import social_reports
from portal.reports.terms.chapters import ChapterKind


def draft(title: str = "Sozialbericht 2025", **fields: object) -> actions.ReportDraft:
    """What is written, all chapters unless told otherwise."""
    text = str(fields.pop("text", ""))
    told: dict[str, object] = {
        "begins_on": date(2025, 1, 1),
        "ends_on": date(2026, 12, 31),
        "chapters": [actions.ChapterDraft(kind=kind, text=text) for kind in ChapterKind],
    }
    return actions.ReportDraft(title=title, **(told | fields))  # type: ignore[arg-type]


def make_report(title: str = "Sozialbericht 2025", **fields: object) -> SocialReport:
    """A draft."""
    with unit_of_work():
        return actions.add_report(draft(title, **fields), by=SYSTEM)


def make_released(title: str = "Sozialbericht 2025", **fields: object) -> SocialReport:
    """One with a Fassung."""
    made = make_report(title, **fields)
    release_now(made, version=made.version, order_key=uuid4(), by=SYSTEM)
    return social_reports.report(made.id)
