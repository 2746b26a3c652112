"""Angebote on paper."""

from portal.offers.documents.sheet import PDF_MIMETYPE, sheet_pdf

__all__ = ["PDF_MIMETYPE", "sheet_pdf"]
