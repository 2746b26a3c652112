"""Tables of the Sozialbericht."""

from portal.reports.models.publications import ReportPublication
from portal.reports.models.social_reports import ReportChapter, ReportRelease, SocialReport

__all__ = ["ReportChapter", "ReportPublication", "ReportRelease", "SocialReport"]
