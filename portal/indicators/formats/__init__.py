"""Files with values: original tables of the Regionaldatenbank, workbooks and CSV, read within limits."""

from portal.indicators.formats.cells import Cell, cell_of, day_in, plain_cell
from portal.indicators.formats.lists import Meaning, columns_by, proposed
from portal.indicators.formats.places import KnownPlaces, plain_name
from portal.indicators.formats.reading import Tell, ensure_file, read_sheet, values_of
from portal.indicators.formats.sheets import Columns, FileContent, ReadValue, Sheet

__all__ = [
    "Cell",
    "Columns",
    "FileContent",
    "KnownPlaces",
    "Meaning",
    "ReadValue",
    "Sheet",
    "Tell",
    "cell_of",
    "columns_by",
    "day_in",
    "ensure_file",
    "plain_cell",
    "plain_name",
    "proposed",
    "read_sheet",
    "values_of",
]
