"""What the attributes of an object say it is: kind, keys and name, as German deliveries write them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_, clean_text
from portal.places.terms import (
    AGS_FIELDS,
    ARS_FIELDS,
    COUNTY_DESIGNATIONS,
    DESIGNATION_FIELDS,
    FIRST_SELF_ADMINISTERED_IBZ,
    LEVEL_OF_ADE,
    LONGEST_NAME,
    NAME_FIELDS,
    PARTS,
    WATER_SURFACES,
    PlaceKind,
)

_NOTHING = re.compile(r"[-\s.]*")
_SURELY_WRONG = re.compile("[\ufffd\x80-\x9f]")
_STATES = range(1, 17)


class BadAttribute(InvalidInput):
    """A key or name of one object cannot be used."""

    code = "places.bad-attribute"


@dataclass(frozen=True)
class Identity:
    """Who an object is. For parts of a Gemeinde `ags` is the key of that Gemeinde."""

    kind: PlaceKind
    ags: str
    ars: str
    name: str
    designation: str
    restored_zero: bool = False


def kind_of(attributes: Mapping[str, Any]) -> PlaceKind | None:
    """The kind of an object; None for what is no place of ours (a Land, water, a Gemeinde as its own association)."""
    if _number(attributes.get("gf")) in WATER_SURFACES:
        return None
    level = _number(attributes.get("ade"))
    kind = LEVEL_OF_ADE.get(level) if level is not None else _kind_by_words(attributes)
    ars = key_digits(first_of(attributes, ARS_FIELDS))
    ibz = _number(attributes.get("ibz")) or 0
    if kind is PlaceKind.MUNICIPAL_ASSOCIATION and (ibz >= FIRST_SELF_ADMINISTERED_IBZ or ars[5:6] in ("0", "9")):
        return None
    is_unincorporated = _designation(attributes).casefold().startswith("gemeindefrei") or (
        len(ars) == 12 and ars[5] == "9"
    )
    return PlaceKind.UNINCORPORATED if kind is PlaceKind.MUNICIPALITY and is_unincorporated else kind


def _kind_by_words(attributes: Mapping[str, Any]) -> PlaceKind | None:
    """Without a level the designation decides, else the length of the key."""
    designation = _designation(attributes)
    if designation in COUNTY_DESIGNATIONS:
        return PlaceKind.COUNTY
    if designation == "Verwaltungsgemeinschaft":
        return PlaceKind.MUNICIPAL_ASSOCIATION
    by_length = {5: PlaceKind.COUNTY, 8: PlaceKind.MUNICIPALITY}
    ags = with_leading_zero(key_digits(first_of(attributes, AGS_FIELDS)))
    ars = with_leading_zero(key_digits(first_of(attributes, ARS_FIELDS)))
    return by_length.get(len(ags)) or {
        5: PlaceKind.COUNTY,
        9: PlaceKind.MUNICIPAL_ASSOCIATION,
        12: PlaceKind.MUNICIPALITY,
    }.get(len(ars))


def county_key_of(attributes: Mapping[str, Any]) -> str:
    """The first five digits of whatever key the object has; "" when it has none."""
    for fields in (AGS_FIELDS, ARS_FIELDS):
        key = with_leading_zero(key_digits(first_of(attributes, fields)))
        if len(key) >= 5:
            return key[:5]
    return ""


def identity_of(attributes: Mapping[str, Any], kind: PlaceKind) -> Identity:
    """Keys and name of an object of the given kind. Raises `BadAttribute` with a sentence for people."""
    raw_ags, raw_ars = key_digits(first_of(attributes, AGS_FIELDS)), key_digits(first_of(attributes, ARS_FIELDS))
    ags, ars = with_leading_zero(raw_ags), with_leading_zero(raw_ars)
    return Identity(
        kind=kind,
        ags=_checked_ags(kind, ags, ars),
        ars=_checked_ars(kind, ags, ars),
        name=checked_name(first_of(attributes, NAME_FIELDS)),
        designation=clean_text(_designation(attributes), lines=False)[:LONGEST_NAME],
        restored_zero=(ags, ars) != (raw_ags, raw_ars),
    )


def key_digits(raw: object) -> str:
    """A key as text, whatever a program made of it ("09778116", 9778116, 9778116.0); "" for "--------"."""
    if raw is None or isinstance(raw, bool):
        return ""
    number = _number(raw) if isinstance(raw, float) else None
    text = str(number if number is not None else raw).strip()
    return "" if _NOTHING.fullmatch(text) else text.replace(" ", "")


def with_leading_zero(key: str) -> str:
    """A key that lost its leading zero on the way through a spreadsheet gets it back: no key has 4, 7 or 11 digits."""
    return "0" + key if len(key) in (4, 7, 11) and key.isdecimal() and key[0] != "0" else key


def first_of(attributes: Mapping[str, Any], fields: tuple[str, ...]) -> Any:
    """The first of the fields that holds anything."""
    for name in fields:
        value = attributes.get(name)
        if value is not None and not _NOTHING.fullmatch(str(value).strip()):
            return value
    return None


def checked_name(raw: object) -> str:
    """A name fit for the screen. Raises `BadAttribute` when it is missing or was damaged by a wrong character set."""
    name = raw if isinstance(raw, str) else ""
    if _SURELY_WRONG.search(name) or _is_utf8_read_as_latin(name):
        raise BadAttribute(
            message=N_(
                "Der Name „%(name)s“ enthält falsche Zeichen. Vermutlich stimmt die Zeichenkodierung der "
                "Datei nicht (siehe --encoding)."
            ),
            name=clean_text(name, lines=False),
        )
    name = clean_text(name, lines=False)
    if not name:
        raise BadAttribute(message=N_("Der Name fehlt (erwartet im Feld GEN oder NAME)."))
    if len(name) > LONGEST_NAME:
        raise BadAttribute(message=N_("Der Name ist länger als %(most)s Zeichen."), most=LONGEST_NAME)
    return name


def _is_utf8_read_as_latin(text: str) -> bool:
    """Whether somebody took UTF-8 for Windows-1252 ("WÃ¶rishofen"). Right German never decodes this way."""
    try:
        return not text.isascii() and bool(text.encode("cp1252").decode("utf-8"))
    except UnicodeError:
        return False


def _checked_ags(kind: PlaceKind, ags: str, ars: str) -> str:
    if kind is PlaceKind.MUNICIPAL_ASSOCIATION:
        return ""
    if kind in PARTS:
        return _eight_digits(ags) if ags else ""
    if not ags and ars:
        ags = ars[:5] if kind is PlaceKind.COUNTY else ars[:5] + ars[9:]
    if not ags:
        raise BadAttribute(message=N_("Der Amtliche Gemeindeschlüssel (Feld AGS) fehlt."))
    if kind is PlaceKind.COUNTY:
        return _digits(ags.removesuffix("000") if len(ags) == 8 else ags, 5)
    ags = _eight_digits(ags)
    if len(ars) == 12 and ags != ars[:5] + ars[9:]:
        raise BadAttribute(message=N_("AGS %(ags)s und ARS %(ars)s gehören nicht zusammen."), ags=ags, ars=ars)
    return ags


def _checked_ars(kind: PlaceKind, ags: str, ars: str) -> str:
    """The ARS padded to 12 digits; a Gemeinde or a part may come without."""
    if kind in PARTS:
        return ""
    if kind is PlaceKind.COUNTY:
        return _digits((ars or ags)[:5], 5) + "0000000"
    if kind is PlaceKind.MUNICIPAL_ASSOCIATION:
        if not ars:
            raise BadAttribute(
                message=N_(
                    "Der Regionalschlüssel (Feld ARS) fehlt; ohne ihn gehört keine Gemeinde zu dieser "
                    "Verwaltungsgemeinschaft."
                )
            )
        return _digits(ars[:9] if len(ars) == 12 else ars, 9) + "000"
    return _digits(ars, 12) if ars else ""


def _eight_digits(ags: str) -> str:
    return _digits(ags, 8)


def _digits(key: str, length: int) -> str:
    if len(key) != length or not (key.isascii() and key.isdecimal()):
        raise BadAttribute(
            message=N_(
                "Der Schlüssel „%(key)s“ passt nicht: erwartet werden %(length)s Ziffern mit der führenden Null."
            ),
            key=key[:40],
            length=length,
        )
    if int(key[:2]) not in _STATES:
        raise BadAttribute(message=N_("Der Schlüssel „%(key)s“ gehört zu keinem Bundesland."), key=key)
    return key


def _designation(attributes: Mapping[str, Any]) -> str:
    value = first_of(attributes, DESIGNATION_FIELDS)
    return value if isinstance(value, str) else ""


def _number(raw: object) -> int | None:
    """An integer however it is written, or None."""
    try:
        number = float(str(raw))
    except ValueError:
        return None
    return int(number) if number.is_integer() else None
