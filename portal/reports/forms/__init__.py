"""Forms of Sozialberichte."""

from portal.reports.forms.social_reports import PublishForm, ReportForm

__all__ = ["PublishForm", "ReportForm"]
