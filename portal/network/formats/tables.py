"""XLSX and CSV as rows of Akteure."""

from portal.kernel.text import N_
from portal.network.formats.columns import columns_of, take_row
from portal.network.formats.rows import FileContent
from portal.network.terms import MOST_ROWS
from portal.web.documents import tables


def read_table(data: bytes) -> FileContent:
    """The first table whose headings name an Akteur. Raises `InvalidInput` (field "file") when there is none."""
    table = tables.read_table(data, columns_of=columns_of, one_of={"organisation", "person", "last"}, most=MOST_ROWS)
    if table is None:
        raise tables.bad_file(
            "no-headings",
            N_(
                "In dieser Datei finden wir keine Überschriften, die wir kennen. In der ersten Zeile muss mindestens "
                "„Organisation“ oder „Name“ stehen; unten finden Sie alle Spalten und eine Vorlage."
            ),
        )
    content = FileContent(ignored=table.ignored)
    for line, cells in table.rows:
        take_row(line, cells, content)
    return content
