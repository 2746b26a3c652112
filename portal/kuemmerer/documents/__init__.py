"""Papers about Quartiersprojekte: the Steckbrief of one, the hand-out of all."""

from portal.kuemmerer.documents.factsheet import factsheet_pdf
from portal.kuemmerer.documents.handout import handout_pdf

PDF_MIMETYPE = "application/pdf"

__all__ = ["PDF_MIMETYPE", "factsheet_pdf", "handout_pdf"]
