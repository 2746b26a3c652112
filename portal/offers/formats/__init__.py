"""Files of Angebote: tables (XLSX, CSV), read within limits."""

from portal.offers.formats.columns import HEADINGS, Heading
from portal.offers.formats.reading import read_file
from portal.offers.formats.rows import Broken, FileContent, OfferRow, as_json, from_json

__all__ = [
    "HEADINGS",
    "Broken",
    "FileContent",
    "Heading",
    "OfferRow",
    "as_json",
    "from_json",
    "read_file",
]
