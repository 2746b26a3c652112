"""The sheets of an XLSForm as rows of texts, within limits; texts in several languages gathered from their columns."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Any

from portal.kernel.text import N_, clean_text
from portal.surveys.formats.guards import bad, damaged
from portal.surveys.formats.imported import ImportReport
from portal.surveys.formats.marks import NAME
from portal.surveys.formats.plain import plain
from portal.surveys.terms import Texts
from portal.surveys.terms.questionnaire import LANGUAGE, LONGEST_TEXT

Row = dict[str, str]
MOST_ROWS = {"survey": 2_000, "choices": 20_000, "settings": 10}
_MOST_COLUMNS = 300
_CODE_IN_NAME = re.compile(r"\(([A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\)\s*$")
#: Languages that are often written without their code.
_NAMES = {
    "deutsch": "de", "german": "de", "leichte sprache": "de-simple", "englisch": "en", "english": "en", "französisch": "fr",
    "french": "fr", "français": "fr", "türkisch": "tr", "turkish": "tr", "türkçe": "tr", "russisch": "ru", "russian": "ru",
    "ukrainisch": "uk", "ukrainian": "uk", "arabisch": "ar", "arabic": "ar", "polnisch": "pl", "polish": "pl",
    "italienisch": "it", "italian": "it", "spanisch": "es", "spanish": "es", "rumänisch": "ro", "romanian": "ro",
}  # fmt: skip
_DEFAULT = "de"


def read_sheets(data: bytes) -> dict[str, list[Row]]:
    """{"survey" | "choices" | "settings": rows}. Raises `InvalidInput`."""
    from openpyxl import load_workbook

    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
        sheets = {sheet.title.strip().casefold(): sheet for sheet in book.worksheets}
        if "survey" not in sheets:
            raise bad(
                "not-a-survey",
                N_(
                    "In dieser Excel-Datei fehlt das Blatt „survey“. Ein XLSForm hat die Blätter survey, choices und settings."
                ),
            )
        return {name: list(_rows(sheets[name], name)) for name in MOST_ROWS if name in sheets}
    except (
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        TypeError,
        OSError,
        AttributeError,
        IndexError,
        SyntaxError,
        EOFError,
    ) as error:
        raise damaged() from error


def _rows(sheet: Any, name: str) -> Iterator[Row]:
    heads: list[str] | None = None
    empty = 0
    for count, cells in enumerate(sheet.iter_rows(max_col=_MOST_COLUMNS, values_only=True)):
        if count > MOST_ROWS[name]:
            raise bad(
                "too-many-rows",
                N_("Das Blatt „%(name)s“ hat mehr als %(most)s Zeilen. "
                    "Das ist kein Fragebogen, sondern vielleicht eine Liste von Antworten."),
                name=name, most=MOST_ROWS[name],
            )  # fmt: skip
        values = [_text(cell) for cell in cells]
        if not any(values):
            empty += 1
            continue
        if heads is None:
            heads = [
                re.sub(r"\s*::?\s*", "::", head.strip()) if ":" in head else head.strip().casefold() for head in values
            ]
            continue
        yield {
            head: value
            for head, value in zip(heads, values, strict=False)
            if head and (value or head.startswith("label::"))
        }


def _text(cell: Any) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "yes" if cell else "no"
        case float() if cell.is_integer() and abs(cell) < 1e15:
            return str(int(cell))
        case datetime() | date():
            return cell.isoformat()[:10]
        case _:
            return str(cell).strip()


class Languages:
    """The languages of the columns: "label::Deutsch (de)", "label::English", or "label" alone."""

    def __init__(self, sheets: Mapping[str, list[Row]], report: ImportReport) -> None:
        self._report = report
        settings = next(iter(sheets.get("settings", [])), {})
        default = settings.get("default_language", "")
        #: Files of our own hold plain text, those of others often HTML.
        self.own = bool(settings.get(NAME))
        self._plain = clean_text if self.own else plain
        named = dict.fromkeys(
            head.split("::", 1)[1]
            for rows in (sheets["survey"], sheets.get("choices", []))
            for row in rows
            for head in row
            if head.split("::")[0].casefold() in ("label", "hint") and "::" in head
        )
        self._codes: dict[str, str] = {}
        for name in sorted(named, key=lambda one: one != default):
            self._add(name)
        self.base = self._code(default) or next(iter(self._codes.values()), _DEFAULT)
        alone = any("label" in row for row in sheets["survey"])
        codes = dict.fromkeys([*([self.base] if alone or not self._codes else []), *self._codes.values()])
        self.all = tuple(codes)

    def _code(self, name: str) -> str | None:
        if found := _CODE_IN_NAME.search(name):
            code = found.group(1)
        else:
            code = _NAMES.get(name.strip().casefold(), name.strip().casefold())
        head, _, tail = code.partition("-")
        code = head.casefold() + (f"-{tail}" if tail else "")
        return code if LANGUAGE.fullmatch(code) and len(code) <= 20 else None

    def _add(self, name: str) -> None:
        code = self._code(name)
        if code is None:
            self._report.left_out(
                "", N_("Die Sprache „%(name)s“ kennt das Portal nicht; ihre Texte fehlen."), name=name
            )
        else:
            self._codes[name] = code

    def texts(self, row: Row, column: str) -> Texts:
        """The texts of one column family of a row."""
        made: dict[str, str] = {}
        for head, value in row.items():
            family, _, name = head.partition("::")
            if family.casefold() != column:
                continue
            code = self._codes.get(name) if name else self.base
            if code and (text := self._plain(value)[:LONGEST_TEXT]):
                made[code] = text
        return made
