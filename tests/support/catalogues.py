"""German source texts as they stand in the code, and the catalogues that translate them."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from tests.support.sources import ROOT

TRANSLATIONS = ROOT / "translations"
KEYWORDS = {"_": None, "N_": None, "says": None, "gettext": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


@dataclass(frozen=True)
class Source:
    """One German text, where it stands."""

    file: str
    line: int
    #: The text, or (one, many).
    text: str | tuple[str, ...]
    context: str | None


@cache
def source_texts() -> tuple[Source, ...]:
    """Every text of code and templates that people read."""
    with (TRANSLATIONS / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)  # type: ignore[no-untyped-call]
    found = extract_from_dir(
        ROOT / "portal", [(p.removeprefix("portal/"), m) for p, m in methods], _inside(options), KEYWORDS
    )
    return tuple(Source(f"portal/{file}", line, text, context) for file, line, text, _comments, context in found)


def _inside(options: dict[str, dict[str, object]]) -> dict[str, dict[str, object]]:
    return {pattern.removeprefix("portal/"): chosen for pattern, chosen in options.items()}


def catalogue_files() -> list[Path]:
    return sorted(TRANSLATIONS.glob("*/LC_MESSAGES/*.po"))


def catalogue(file: Path) -> Catalog:
    with file.open("rb") as opened:
        return read_po(opened, locale=file.parts[-3])


def compile_catalogues() -> None:
    """Make the compiled catalogues as new as their sources; several processes may do it at once."""
    for file in catalogue_files():
        compiled = file.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= file.stat().st_mtime:
            continue
        fresh = compiled.with_name(f"{compiled.name}.{os.getpid()}")
        with fresh.open("wb") as opened:
            write_mo(opened, catalogue(file))
        fresh.replace(compiled)


def single_texts() -> Iterator[tuple[Source, str]]:
    """Each text of each source; two for texts with a plural."""
    for source in source_texts():
        for text in (source.text,) if isinstance(source.text, str) else source.text:
            yield source, text
