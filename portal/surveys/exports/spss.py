"""The answers as an SPSS file: numbers with labels, and three kinds of missing values.

pyreadstat writes from a data frame only, so the columns are gathered first: numbers as doubles, 8 bytes each.
"""

import re
from array import array
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from portal.surveys.exports.rows import Made
from portal.surveys.exports.variables import Missing, Scale, Value, Variable
from portal.surveys.terms import Channel

MIMETYPE = "application/x-spss-sav"
_LONGEST_NAME = 60
_LONGEST_LABEL = 250
_LONGEST_VALUE_LABEL = 118
_NUMBER_OF_OTHER = 96
_RESERVED = frozenset({"ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH"})
_CHANNELS = {channel.value: number for number, channel in enumerate(Channel, start=1)}


def as_numbers(variable: Variable, value: Value | Missing) -> Any:
    """What stands in a cell: the number of an option, a number, a text."""
    text = variable.scale in _TEXTS or (variable.scale is Scale.CHOICE and not variable.values)
    if isinstance(value, Missing):
        return "" if text else float(value.number)
    if value is None:
        return "" if text else float("nan")
    if text:
        return str(value)
    # A version may have asked in another way; what it had for options has no number here.
    return float(numbers(variable.values).get(str(value), "nan")) if variable.values else float(value)


_TEXTS = (Scale.TEXT, Scale.DATE, Scale.AGS)
_numbered: dict[int, tuple[Mapping[str, str], dict[str, int]]] = {}


def numbers(values: Mapping[str, str]) -> dict[str, int]:
    """{code: number}: the codes themselves when they are small numbers, else 1, 2, 3 …; "Sonstiges" is 96."""
    found = _numbered.get(id(values))
    if found is not None and found[0] is values:
        return found[1]
    codes = [code for code in values if code != "other"]
    plain = all(code.isascii() and code.isdecimal() and len(code) <= 4 and str(int(code)) == code for code in codes)
    made = {code: int(code) if plain else order for order, code in enumerate(codes, start=1)}
    if "other" in values:
        made["other"] = _NUMBER_OF_OTHER if _NUMBER_OF_OTHER not in made.values() else max(made.values()) + 1
    if len(_numbered) > 2_000:
        _numbered.clear()
    _numbered[id(values)] = (values, made)
    return made


def write_sav(path: Path, variables: Sequence[Variable], rows: Iterator[Made], *, title: str) -> int:
    """Write the file; returns how many rows it holds."""
    import pandas
    import pyreadstat

    names = _names(["version", "channel", "language", *(one.key for one in variables)])
    columns: dict[str, Any] = {"version": array("d"), "channel": array("d"), "language": []}
    columns |= {one.key: [] if _is_text(one) else array("d") for one in variables}
    count = 0
    for row in rows:
        count += 1
        columns["version"].append(float(row["version"]))
        columns["channel"].append(float(_CHANNELS[row["channel"]]))
        columns["language"].append(row["language"])
        for one in variables:
            columns[one.key].append(row[one.key])
    frame = pandas.DataFrame({names[key]: _series(values) for key, values in columns.items()})
    coded = [one for one in variables if not _is_text(one)]
    pyreadstat.write_sav(
        frame,
        str(path),
        file_label=_cut(title, 60),
        column_labels=["Fassung", "Weg", "Sprache", *(_cut(one.label, _LONGEST_LABEL) for one in variables)],
        variable_value_labels={names[one.key]: _value_labels(one) for one in coded} | {"channel": _channel_labels()},
        missing_ranges={names[one.key]: [float(missing.number) for missing in Missing] for one in coded},
        row_compress=True,
    )
    return count


def _is_text(one: Variable) -> bool:
    return one.scale in _TEXTS or (one.scale is Scale.CHOICE and not one.values)


def _series(values: Any) -> Any:
    import numpy

    return numpy.frombuffer(values, dtype="float64") if isinstance(values, array) and values else list(values)


def _value_labels(one: Variable) -> dict[int | float, str]:
    labels: dict[int | float, str] = {float(missing.number): missing.words.strip("[]") for missing in Missing}
    if one.scale is Scale.TICK:
        return labels | {0.0: "nicht angekreuzt", 1.0: "angekreuzt"}
    coded = numbers(one.values) if one.values else {}
    return labels | {float(number): _cut(one.values[code], _LONGEST_VALUE_LABEL) for code, number in coded.items()}


def _channel_labels() -> dict[int | float, str]:
    return {number: Channel(value).label for value, number in _CHANNELS.items()}


def _names(keys: Sequence[str]) -> dict[str, str]:
    """{key: a name that SPSS takes}, each once whatever its capitals."""
    taken: set[str] = set()
    made: dict[str, str] = {}
    for key in keys:
        name = re.sub(r"[^A-Za-z0-9_]", "_", key)[:_LONGEST_NAME].rstrip("_")
        name = f"v_{name}" if name.upper() in _RESERVED or not name[:1].isalpha() else name
        wanted, number = name, 1
        while name.casefold() in taken:
            number += 1
            name = f"{wanted[: _LONGEST_NAME - 4]}_{number}"
        taken.add(name.casefold())
        made[key] = name
    return made


def _cut(text: str, most: int) -> str:
    return text.encode()[:most].decode(errors="ignore")
