"""The Sachbericht with its figures, as a Word document and as a tagged PDF."""

from portal.funding.documents.telling import ToldReport, ToldSection, told_report
from portal.funding.documents.writing import DOCX_MIMETYPE, PDF_MIMETYPE, report_docx, report_pdf

__all__ = [
    "DOCX_MIMETYPE",
    "PDF_MIMETYPE",
    "ToldReport",
    "ToldSection",
    "report_docx",
    "report_pdf",
    "told_report",
]
