"""From the cells of a row to values, with every reason why it cannot be used."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from portal.kernel.clock import today
from portal.kernel.text import N_, fold
from portal.offers.formats.columns import columns_of, label_of
from portal.offers.formats.rows import Broken, FileContent, OfferRow
from portal.offers.terms.hours import BadHours, read_day
from portal.offers.terms.importing import LARGEST_FILE, MOST_ROWS, Fault
from portal.offers.terms.kinds import (
    EMAIL,
    FIRST_YEAR,
    LONGEST_ADDRESS,
    LONGEST_COSTS,
    LONGEST_EMAIL,
    LONGEST_HOURS_NOTE,
    LONGEST_NAME,
    LONGEST_PHONE,
    LONGEST_WEBSITE,
    LONGEST_WHAT,
    PHONE,
    RHYTHMS,
    USUAL_RHYTHM,
    WEBSITE,
    BarrierFree,
    OfferKind,
    OfferState,
)
from portal.web.documents.cells import day_of, is_constant, text_of
from portal.web.documents.tables import bad_file, ensure_usable, read_table

_LONGEST = {
    "key": LONGEST_NAME,
    "name": LONGEST_NAME,
    "what": LONGEST_WHAT,
    "place": LONGEST_NAME,
    "address": LONGEST_ADDRESS,
    "phone": LONGEST_PHONE,
    "email": LONGEST_EMAIL,
    "website": LONGEST_WEBSITE,
    "hours_note": LONGEST_HOURS_NOTE,
    "costs": LONGEST_COSTS,
}
_LINES = frozenset({"what", "address"})
_MOST_LISTED = 60
_KINDS: dict[str, OfferKind] = {
    **dict.fromkeys(("beratungsstelle", "information"), OfferKind.ADVICE),
    **dict.fromkeys(("hilfe", "nachbarschaftshilfe", "besuchsdienst", "haushaltshilfe"), OfferKind.EVERYDAY_HELP),
    **dict.fromkeys(("pflegedienst", "pflegeheim", "tagespflege"), OfferKind.CARE),
    **dict.fromkeys(
        ("arzt", "aerztin", "aerzte", "gesundheit", "apotheke", "aerzte/gesundheit", "therapie"), OfferKind.HEALTH
    ),
    **dict.fromkeys(("fahrdienst", "mobilitaet", "fahrdienst/mobilitaet", "buergerbus"), OfferKind.TRANSPORT),
    **dict.fromkeys(("treff", "begegnung", "begegnungsstaette"), OfferKind.MEETING_PLACE),
    **dict.fromkeys(("essen", "einkaufen", "mittagstisch", "essen auf raedern", "dorfladen"), OfferKind.MEALS),
    **dict.fromkeys(("vereine", "sportverein"), OfferKind.CLUB),
    **dict.fromkeys(("bildung", "kultur", "bibliothek", "buecherei"), OfferKind.EDUCATION),
    **dict.fromkeys(("kinder", "jugend", "familie", "familien"), OfferKind.CHILDREN),
    **dict.fromkeys(("behoerde/amt", "amt", "rathaus"), OfferKind.AUTHORITY),
    **dict.fromkeys(("notfall", "krise", "notruf"), OfferKind.EMERGENCY),
    **dict.fromkeys(("anderes", "sonstiges"), OfferKind.OTHER),
    **{fold(kind.label): kind for kind in OfferKind},
    **{kind.value: kind for kind in OfferKind},
}
_STATES = {
    "gezeigt": OfferState.SHOWN,
    **{fold(state.label): state for state in OfferState},
    **{state.value: state for state in OfferState},
}
_YES_NO = {"ja": True, "x": True, "yes": True, "1": True, "nein": False, "no": False, "0": False, "": False, "-": False}
_ACCESS = {
    "": BarrierFree.UNKNOWN,
    "unbekannt": BarrierFree.UNKNOWN,
    "ja": BarrierFree.YES,
    "nein": BarrierFree.NO,
    "teilweise": BarrierFree.PARTLY,
    **{fold(access.label): access for access in BarrierFree},
}


class _Wrong(Exception):
    """A cell cannot be used."""

    def __init__(self, fault: Fault, what: str = "") -> None:
        super().__init__(fault, what)
        self.fault, self.what = fault, what


def read_file(data: bytes) -> FileContent:
    """Everything a file says about Angebote. Raises `InvalidInput` (field "file") when it cannot be used as a whole."""
    ensure_usable(data, largest=LARGEST_FILE)
    table = read_table(data, columns_of=columns_of, one_of={"name"}, most=MOST_ROWS)
    if table is None:
        raise bad_file(
            "no-headings",
            N_(
                "In dieser Datei finden wir keine Überschriften, die wir kennen. In der ersten Zeile muss mindestens „Name“ "
                "stehen; unten finden Sie alle Spalten und eine Vorlage."
            ),
        )
    content = FileContent(ignored=table.ignored)
    for line, cells in table.rows:
        _take(line, cells, content, formulas=not data.startswith(b"PK"))
    return content


def _take(line: int, cells: Mapping[str, object], into: FileContent, *, formulas: bool) -> None:
    """Read one row and note it, or every reason why it cannot be used.

    With `formulas` a cell that begins like one is one; a workbook knows which of its cells are text, however they begin.
    """
    values: dict[str, Any] = {}
    faults: list[Broken] = []
    for key, cell in cells.items():
        try:
            if formulas and str(cell).startswith("=") and not is_constant(cell):
                raise _Wrong(Fault.FORMULA, label_of(key))
            values[key] = _value(key, cell)
        except _Wrong as wrong:
            faults.append(Broken(line, wrong.fault, wrong.what))
    if faults:
        into.broken.extend(faults)
    else:
        into.rows.append(OfferRow(line, values))


def _value(key: str, cell: object) -> Any:
    text = text_of(cell, lines=key in _LINES)
    if len(text) > _LONGEST.get(key, LONGEST_WHAT):
        raise _Wrong(Fault.TOO_LONG, label_of(key))
    read = _READERS.get(key)
    if key.startswith("hours_") and key != "hours_note":
        return _hours(text, int(key.removeprefix("hours_")))
    return read(text) if read else text


def _name(text: str) -> str:
    if not text:
        raise _Wrong(Fault.NO_NAME)
    return text


def _kind(text: str) -> str:
    if not text:
        raise _Wrong(Fault.NO_KIND)
    kind = _KINDS.get(fold(text))
    if kind is None:
        raise _Wrong(Fault.UNKNOWN_KIND, text[:60])
    return kind.value


def _place(text: str) -> str:
    if not text:
        raise _Wrong(Fault.NO_PLACE)
    return text


def _state(text: str) -> str:
    """An empty cell leaves the state as it is, and a new Angebot a draft."""
    if not text:
        return ""
    state = _STATES.get(fold(text))
    if state is None:
        raise _Wrong(Fault.BAD_STATE, text[:60])
    return state.value


def _listed(text: str) -> list[str]:
    between = r"[|\n]" if "|" in text else r"[;\n]"
    return list(filter(None, (part.strip() for part in re.split(between, text))))[:_MOST_LISTED]


def _matching(pattern: str, fault: Fault) -> Callable[[str], str]:
    whole = re.compile(pattern)

    def read(text: str) -> str:
        if text and not whole.match(text):
            raise _Wrong(fault, text[:60])
        return text

    return read


def _hours(text: str, weekday: int) -> list[list[int]]:
    try:
        return [[span.opens, span.closes] for span in read_day(text, weekday)]
    except BadHours as error:
        raise _Wrong(Fault.BAD_HOURS, text[:60]) from error


def _yes_no(text: str) -> bool:
    if fold(text) not in _YES_NO:
        raise _Wrong(Fault.BAD_YES_NO, text[:60])
    return _YES_NO[fold(text)]


def _access(text: str) -> str:
    access = _ACCESS.get(fold(text))
    if access is None:
        raise _Wrong(Fault.BAD_ACCESS, text[:60])
    return access.value


def _day(text: str) -> str:
    day = day_of(text) if text else None
    if text and (day is None or day > today() or day.year < FIRST_YEAR):
        raise _Wrong(Fault.BAD_DAY, text[:60])
    return day.isoformat() if day else ""


def _rhythm(text: str) -> int:
    if text and text not in {str(months) for months in RHYTHMS}:
        raise _Wrong(Fault.BAD_RHYTHM, text[:60])
    return int(text or USUAL_RHYTHM)


_READERS: dict[str, Callable[[str], Any]] = {
    "name": _name,
    "kind": _kind,
    "place": _place,
    "state": _state,
    "groups": _listed,
    "fields": _listed,
    "places": _listed,
    "phone": _matching(PHONE, Fault.BAD_PHONE),
    "email": _matching(EMAIL, Fault.BAD_EMAIL),
    "website": _matching(WEBSITE, Fault.BAD_WEBSITE),
    "by_appointment": _yes_no,
    "barrier_free": _access,
    "checked_on": _day,
    "rhythm": _rhythm,
}
