"""Files of Akteure: tables (XLSX, CSV) and vCards, read within limits."""

from portal.network.formats.columns import HEADINGS, Heading
from portal.network.formats.reading import read_file
from portal.network.formats.rows import FileContent, Skipped, StakeholderRow, as_json, from_json

__all__ = [
    "HEADINGS",
    "FileContent",
    "Heading",
    "Skipped",
    "StakeholderRow",
    "as_json",
    "from_json",
    "read_file",
]
