"""Tagged PDF files (PDF/UA-1) from a typst source and data; residents' words go in as data, never as source."""

import json
import re
from collections.abc import Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

BOX = "□"
#: Pictures and what joins or colours them: together they are one sign to people, so they become one box.
_PICTURES = re.compile("[\U00010000-\U0010ffff\u2600-\u27bf\u2b00-\u2bff\u200d\u20e3\ufe0e\ufe0f]+")
#: What every font for Latin text has.
_UNCOMMON = re.compile("[^\n\u0020-\u024f\u2010-\u2026\u20ac\u25a1]+")
_NAMED = re.compile(r'the text `"(.*)"` could not be displayed', re.DOTALL)
_ESCAPED = re.compile(r"\\u\{([0-9a-f]+)\}")
#: So many single signs are looked for before everything uncommon goes.
_MOST_TRIES = 12


def tagged_pdf(source: Path, data: Mapping[str, Any]) -> bytes:
    """The document that `source` draws of `data` (JSON values, read there with `json(bytes(sys.inputs.data))`).

    Raises `typst.TypstError` when the source cannot draw it: a picture without alternative text, or a sign no font here has.
    """
    import typst

    made: bytes = typst.compile(
        _source(source),
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        pdf_tags=True,
    )
    return made


def words_pdf(source: Path, data: Mapping[str, Any], *, pictures: Path | None = None) -> bytes:
    """`tagged_pdf` of data in which people typed what they liked: what no font here has becomes an empty box.

    A thumb or a heart keeps nobody from their minutes. `pictures` is the only folder the source may read from.
    """
    import typst

    draw = partial(_with_pictures, pictures) if pictures else tagged_pdf
    shown: Any = data
    for attempt in range(_MOST_TRIES):
        try:
            return draw(source, shown)
        except typst.TypstError as error:
            found = _NAMED.search(str(error))
            if found is None:
                raise
            shown = _replaced(shown, _first_remedy(found[1], attempt))
    return draw(source, _replaced(shown, _UNCOMMON))


def _with_pictures(folder: Path, source: Path, data: Mapping[str, Any]) -> bytes:
    import typst

    # The stubs ask for source and root of one kind; the library takes bytes and a path.
    made: bytes = typst.compile(  # type: ignore[call-overload]
        _source(source),
        root=str(folder),
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
        pdf_standards=["ua-1"],
        pdf_tags=True,
    )
    return made


def _first_remedy(named: str, attempt: int) -> re.Pattern[str]:
    """All pictures at once, as there is seldom one alone; then each sign that was named."""
    if attempt == 0 and _PICTURES.search(_plain(named)):
        return _PICTURES
    return re.compile(f"[{re.escape(_plain(named))}]")


def _plain(named: str) -> str:
    return _ESCAPED.sub(lambda code: chr(int(code[1], 16)), named)


def _replaced(value: Any, signs: re.Pattern[str]) -> Any:
    match value:
        case str():
            return signs.sub(BOX, value)
        case Mapping():
            return {key: _replaced(one, signs) for key, one in value.items()}
        case list():
            return [_replaced(one, signs) for one in value]
        case _:
            return value


@lru_cache(maxsize=32)
def _source(path: Path) -> bytes:
    return path.read_bytes()
