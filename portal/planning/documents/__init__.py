"""Documents of planning, one module for each part."""

from portal.planning.documents.paper_docx import DOCX_MIMETYPE, paper_docx, shipped_template
from portal.planning.documents.paper_pdf import PDF_MIMETYPE, paper_pdf
from portal.planning.documents.paper_telling import ToldMeeting, ToldPaper, tell
from portal.planning.documents.templates import PLACEHOLDERS, check_template

__all__ = [
    "DOCX_MIMETYPE",
    "PDF_MIMETYPE",
    "PLACEHOLDERS",
    "ToldMeeting",
    "ToldPaper",
    "check_template",
    "paper_docx",
    "paper_pdf",
    "shipped_template",
    "tell",
]
