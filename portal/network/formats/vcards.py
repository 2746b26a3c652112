"""vCards of versions 2.1, 3.0 and 4.0, several in a file. One that is broken does not spoil the others."""

import re
from collections.abc import Iterator
from typing import Any

from portal.kernel.text import N_, clean_text
from portal.network.formats.columns import take_texts
from portal.network.formats.rows import FileContent, Skipped
from portal.network.terms import MOST_ROWS, SkipReason
from portal.web.documents.tables import bad_file, decoded, too_many_rows

_CARD = re.compile(r"^BEGIN:VCARD[ \t]*\r?$.*?(?=^BEGIN:VCARD[ \t]*\r?$|\Z)", re.MULTILINE | re.DOTALL | re.IGNORECASE)
_END = re.compile(r"^END:VCARD[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)
#: Pictures and sounds are of no use here and may be huge.
_HEAVY = re.compile(
    r"^(?:item\d+\.)?(?:PHOTO|LOGO|SOUND|KEY)[;:].*(?:\r?\n(?:[ \t].*|[A-Za-z0-9+/=]{40,}))*",
    re.MULTILINE | re.IGNORECASE,
)


def read_vcards(data: bytes) -> FileContent:
    """Every card of the file, numbered from 1. Raises `InvalidInput` for none and for too many."""
    content = FileContent()
    number = 0
    for number, card in enumerate(_CARD.findall(decoded(data)), start=1):
        if number > MOST_ROWS:
            raise too_many_rows(MOST_ROWS)
        texts = _texts(card)
        if texts is None:
            content.skipped.append(Skipped(number, SkipReason.BAD_CARD))
        else:
            take_texts(number, texts, content)
    if number == 0:
        raise bad_file("no-cards", N_("In dieser Datei ist keine Visitenkarte."))
    return content


def _texts(card: str) -> dict[str, str] | None:
    """The texts of one card by the keys of columns; None when it cannot be read."""
    import vobject

    ends = _END.search(card)
    if ends is None:
        return None
    try:
        parsed = vobject.readOne(_HEAVY.sub("", card[: ends.end()]), ignoreUnreadable=True, allowQP=True)
        return _told(parsed)
    except Exception:
        # The parser answers broken cards with whatever its regular expressions and codecs raise; each means the same.
        return None


def _told(card: Any) -> dict[str, str]:
    organisation = _organisation(card)
    name = _first(card, "fn") or _structured_name(card)
    telephones = [_text(value) for value in _values(card, "tel")]
    return {
        "organisation": organisation,
        "person": "" if name == organisation else name,
        "function": _first(card, "title"),
        "role": _first(card, "role"),
        "email": _first(card, "email"),
        "phone": telephones[0].removeprefix("tel:") if telephones else "",
        "address": _address(card),
        "website": _first(card, "url"),
        "notes": _first(card, "note", lines=True),
    }


def _values(card: Any, name: str) -> Iterator[Any]:
    for line in card.contents.get(name, []):
        yield line.value


def _first(card: Any, name: str, *, lines: bool = False) -> str:
    return next((text for value in _values(card, name) if (text := _text(value, lines=lines))), "")


def _organisation(card: Any) -> str:
    value = next(_values(card, "org"), "")
    parts = value if isinstance(value, (list, tuple)) else str(value).split(";")
    return ", ".join(text for part in parts if (text := _text(part)))


def _structured_name(card: Any) -> str:
    value = next(_values(card, "n"), None)
    if value is None:
        return ""
    if isinstance(value, str):
        family, given, *_rest = [*value.split(";"), "", ""]
        return _text(f"{given} {family}")
    return _text(f"{_joined(value.given)} {_joined(value.family)}")


def _address(card: Any) -> str:
    value = next(_values(card, "adr"), None)
    if value is None:
        return ""
    if isinstance(value, str):
        box, extended, street, city, _region, code, *_rest = [*value.split(";"), *[""] * 7]
    else:
        box, extended, street = _joined(value.box), _joined(value.extended), _joined(value.street)
        city, code = _joined(value.city), _joined(value.code)
    lines = (extended, street, box, f"{code} {city}")
    return "\n".join(text for line in lines if (text := _text(line)))


def _joined(value: Any) -> str:
    return " ".join(str(part) for part in value) if isinstance(value, (list, tuple)) else str(value)


def _text(value: Any, *, lines: bool = False) -> str:
    return clean_text(_joined(value), lines=lines)
