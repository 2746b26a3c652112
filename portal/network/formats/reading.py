"""What kind of file it is shows in what it holds, not in its name."""

import re

from portal.network.formats.rows import FileContent
from portal.network.formats.tables import read_table
from portal.network.formats.vcards import read_vcards
from portal.network.terms import LARGEST_FILE
from portal.web.documents.tables import decoded, ensure_usable

_VCARD = re.compile(r"^\s*BEGIN:VCARD", re.IGNORECASE)


def read_file(data: bytes) -> FileContent:
    """Everything a file says about Akteure. Raises `InvalidInput` (field "file") when it cannot be used as a whole."""
    ensure_usable(data, largest=LARGEST_FILE)
    if not data.startswith(b"PK") and _VCARD.match(decoded(data[:400]).lstrip("\ufeff")):
        return read_vcards(data)
    return read_table(data)
