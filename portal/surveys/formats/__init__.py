"""Questionnaires as files of other programs: LimeSurvey and XLSForm, read with a report of what changed, and written."""

from portal.surveys.formats.files import SUFFIXES, read_file
from portal.surveys.formats.guards import LARGEST_FILE
from portal.surveys.formats.imported import Imported, ImportReport, Remark, RemarkKind

__all__ = ["LARGEST_FILE", "SUFFIXES", "ImportReport", "Imported", "Remark", "RemarkKind", "read_file"]
