"""Parquet for statistics and pipelines: typed columns, moments in UTC, written in row groups.

What a column means stands in the metadata of its field (`label`, `meaning`, `codes`), what the file is in that of the schema.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import UUID

from portal.kernel.clock import ON_SCREEN
from portal.web.documents.columns import Cell, Column, ColumnType, Description, Row

if TYPE_CHECKING:
    import pyarrow

PARQUET_MIMETYPE = "application/vnd.apache.parquet"
_ROW_GROUP = 10_000
#: So many rows are held as rows; those of a row group that are read already wait as columns, which take less memory.
_AT_ONCE = 1_000


def write_parquet(path: Path, columns: Sequence[Column], rows: Iterable[Row], description: Description) -> int:
    """Write the rows to `path` and say how many there are; only one row group is held at a time.

    A crash half-way leaves no file under the final name.
    """
    import pyarrow
    from pyarrow import parquet

    schema = _schema(columns, description)
    partial = path.with_name(f"{path.name}.part")
    count = 0
    try:
        with parquet.ParquetWriter(partial, schema, compression="zstd") as writer:
            portions = _portions(rows)
            while waiting := [_batch(columns, one, schema) for one in islice(portions, _ROW_GROUP // _AT_ONCE)]:
                writer.write_table(pyarrow.Table.from_batches(waiting).unify_dictionaries())
                count += sum(batch.num_rows for batch in waiting)
        partial.replace(path)
    finally:
        partial.unlink(missing_ok=True)
    return count


def _schema(columns: Sequence[Column], description: Description) -> "pyarrow.Schema":
    import pyarrow

    fields = [pyarrow.field(column.key, _type(column), metadata=_told(column)) for column in columns]
    return pyarrow.schema(fields, metadata=_about(description))


def _type(column: Column) -> "pyarrow.DataType":
    import pyarrow

    if column.codes:
        return pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
    known = {
        ColumnType.INTEGER: pyarrow.int64,
        ColumnType.DECIMAL: pyarrow.float64,
        ColumnType.DATE: pyarrow.date32,
        ColumnType.DATETIME: lambda: pyarrow.timestamp("us", tz="UTC"),
        ColumnType.LIST: lambda: pyarrow.list_(pyarrow.string()),
    }
    made: pyarrow.DataType = known.get(column.type, pyarrow.string)()
    return made


def _told(column: Column) -> dict[str, str]:
    told = {"label": column.label, "meaning": column.meaning, "type": column.type.words}
    return told | ({"codes": json.dumps(dict(column.codes), ensure_ascii=False)} if column.codes else {})


def _about(description: Description) -> dict[str, str]:
    return {
        "title": description.title,
        "source": description.source,
        "created_at": description.created_at.astimezone(ON_SCREEN).isoformat(timespec="seconds"),
        "licence": description.licence,
        "filters": json.dumps([list(pair) for pair in description.filters], ensure_ascii=False),
        "notes": json.dumps(list(description.notes), ensure_ascii=False),
    }


def _portions(rows: Iterable[Row]) -> Iterator[list[Row]]:
    waiting = iter(rows)
    while portion := list(islice(waiting, _AT_ONCE)):
        yield portion


def _batch(columns: Sequence[Column], portion: Sequence[Row], schema: "pyarrow.Schema") -> "pyarrow.RecordBatch":
    import pyarrow

    arrays = [_array(column, portion, schema.field(column.key).type) for column in columns]
    return pyarrow.RecordBatch.from_arrays(arrays, schema=schema)


def _array(column: Column, portion: Sequence[Row], wanted: "pyarrow.DataType") -> "pyarrow.Array":
    import pyarrow

    values = [_value(row.get(column.key), column.type) for row in portion]
    if column.codes:
        return pyarrow.array(values, pyarrow.string()).dictionary_encode().cast(wanted)
    return pyarrow.array(values, wanted)


def _value(cell: Cell, kind: ColumnType) -> Any:
    if cell is None:
        return [] if kind is ColumnType.LIST else None
    if kind is ColumnType.LIST:
        return [str(one) for one in cell]  # type: ignore[union-attr]
    if isinstance(cell, UUID):
        return str(cell)
    return float(cell) if isinstance(cell, Decimal) else cell
