"""The data dictionary of an archive, read from the code itself: what each table and each column means.

A table says so in the first sentence of its class, a column in the sentence above it (`#:`). What the house calls the same
everywhere stands in `terms.column_words`; a reference means the row it leads to, a choice what its enum says.
"""

import ast
import importlib
import inspect
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache
from types import ModuleType
from typing import Any

from sqlalchemy import Column, Table
from sqlalchemy import Enum as EnumType

from portal.feed.formats import cells
from portal.feed.queries.archive_tables import ArchiveTable, archive_tables
from portal.feed.terms.archive import LEFT_OUT, PARTLY, WITHHELD
from portal.feed.terms.column_words import TABLES, WORDS
from portal.kernel.db import Base

Sentences = Mapping[tuple[str, str], str]


def dictionary() -> dict[str, Any]:
    """The whole dictionary as JSON values."""
    return {
        "tables": [_told(table) for table in archive_tables()],
        "left_out": [{"name": name, "reason": reason} for name, reason in sorted(LEFT_OUT.items())],
    }


def meaning_of_table(table: Table) -> str:
    """What a row of it is; empty when nobody wrote it down."""
    kind = _classes().get(table.name)
    return TABLES.get(table.name) or (_first_sentence(kind) if kind is not None else "")


def meaning_of(column: Column[Any]) -> str:
    """What a column holds; empty when nobody wrote it down."""
    word = WORDS.get(f"{column.table.name}.{column.name}") or WORDS.get(column.name, "")
    return _own_sentence(column) or _as_reference(column) or word or _as_choice(column)


def _told(archived: ArchiveTable) -> dict[str, Any]:
    table = archived.table
    told: dict[str, Any] = {
        "name": table.name,
        "file": f"tables/{table.name}.jsonl",
        "meaning": meaning_of_table(table),
        "key": [column.name for column in table.primary_key.columns],
        "columns": [_column(column) for column in archived.columns],
    }
    if table.name in PARTLY:
        told["carried"] = PARTLY[table.name]
    if archived.withheld:
        told["withheld"] = [
            {"name": column.name, "reason": WITHHELD[table.name, column.name][1]} for column in archived.withheld
        ]
    return told


def _column(column: Column[Any]) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": column.name,
        "meaning": meaning_of(column),
        "type": cells.kind_of(column),
        "required": not column.nullable,
    }
    if isinstance(column.type, EnumType):
        told["values"] = list(column.type.enums)
    if references := sorted(key.target_fullname for key in column.foreign_keys):
        told["references"] = references
    return told


def _own_sentence(column: Column[Any]) -> str:
    kind = _classes().get(column.table.name)
    if kind is None:
        return ""
    key = kind.__mapper__.get_property_by_column(column).key
    for parent in kind.__mro__:
        if parent.__module__.startswith("portal."):
            found = _sentences(parent.__module__).get((parent.__name__, key))
            if found:
                return found
    return ""


def _as_reference(column: Column[Any]) -> str:
    targets = sorted(key.target_fullname for key in column.foreign_keys)
    return f"References {', '.join(targets)}." if targets else ""


def _as_choice(column: Column[Any]) -> str:
    chosen = getattr(column.type, "enum_class", None) if isinstance(column.type, EnumType) else None
    return _first_sentence(chosen) if chosen is not None and issubclass(chosen, Enum) else ""


@lru_cache(maxsize=1)
def _classes() -> Mapping[str, type[Any]]:
    return {mapper.local_table.name: mapper.class_ for mapper in Base.registry.mappers}  # type: ignore[attr-defined]


@lru_cache
def _sentences(module: str) -> Sentences:
    return dict(sentences_of(importlib.import_module(module)))


def sentences_of(module: ModuleType) -> Iterator[tuple[tuple[str, str], str]]:
    """What stands after `#:` above the attributes of each class of a module."""
    source = inspect.getsource(module)
    lines = source.splitlines()
    for kind in ast.walk(ast.parse(source)):
        if not isinstance(kind, ast.ClassDef):
            continue
        for statement in kind.body:
            if not (isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)):
                continue
            if sentence := _above(lines, statement.lineno - 1):
                yield (kind.name, statement.target.id), sentence


def _above(lines: list[str], line: int) -> str:
    found: list[str] = []
    while line > 0 and lines[line - 1].lstrip().startswith("#:"):
        line -= 1
        found.insert(0, lines[line].lstrip().removeprefix("#:").strip())
    return " ".join(found)


def _first_sentence(kind: type[Any]) -> str:
    text = inspect.cleandoc(kind.__doc__ or "").partition("\n\n")[0].replace("\n", " ")
    first = text.partition(". ")[0]
    return first if first.endswith((".", "?")) or not first else f"{first}."
