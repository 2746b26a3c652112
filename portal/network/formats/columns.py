"""What columns of a table are called by those who keep such lists, and what stands in their cells."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from portal.kernel.clock import today
from portal.kernel.text import N_, clean_text, fold
from portal.network.formats.rows import FileContent, Skipped, StakeholderRow
from portal.network.terms import (
    LONGEST_ADDRESS,
    LONGEST_EMAIL,
    LONGEST_NAME,
    LONGEST_NOTES,
    LONGEST_PHONE,
    LONGEST_ROLE,
    LONGEST_WEBSITE,
    Remark,
    SkipReason,
    StakeholderKind,
)
from portal.web.documents.cells import day_of, plain_heading, text_of


class Heading(NamedTuple):
    """A column we know: its name in our template, what it holds, other names for it."""

    key: str
    label: str
    meaning: str
    others: tuple[str, ...] = ()


HEADINGS = (
    Heading("organisation", N_("Organisation"), N_("Name der Organisation; leer bei einzelnen Personen"),
            ("institution", "firma", "verein", "einrichtung", "traeger", "akteur", "name der organisation",
             "organization", "company",
             "bezeichnung", "verband")),
    Heading("kind", N_("Art"), N_("Kommune, Kirche, Verein, Wohlfahrtsverband, Einrichtung, Wirtschaft, Initiative …"),
            ("typ", "kategorie", "gruppe", "akteursgruppe")),
    Heading("role", N_("Rolle"), N_("Aufgabe für den Ort, zum Beispiel Seniorenbeauftragte"), ("amt", "beauftragung")),
    Heading("place", N_("Gemeinde"), N_("Gemeinde oder Ortsteil, in dem der Akteur wirkt; leer: der beim Einlesen gewählte"),
            ("sozialraum", "kommune", "einzugsgebiet")),
    Heading("fields", N_("Handlungsfelder"), N_("Mehrere mit | getrennt"), ("handlungsfeld", "themen", "thema", "schwerpunkt")),
    Heading("person", N_("Ansprechperson"), N_("Vor- und Nachname"),
            ("name", "kontakt", "kontaktperson", "ansprechpartner", "ansprechpartnerin", "ansprechpartner in",
             "person", "full name",
             "vollstaendiger name", "vor und nachname", "contact")),
    Heading("first", N_("Vorname"), N_("Wenn Vor- und Nachname getrennt stehen"), ("first name", "given name")),
    Heading("last", N_("Nachname"),
            N_("Wenn Vor- und Nachname getrennt stehen"), ("last name", "familienname", "zuname", "surname")),
    Heading("function", N_("Funktion"),
            N_("Was die Person dort ist, zum Beispiel Vorsitzende"), ("position", "stellung", "job title")),
    Heading("email", N_("E-Mail"), N_("Eine Adresse"),
            ("mail", "emailadresse", "e mail adresse", "mailadresse", "e mail", "e mail address", "email address")),
    Heading("phone", N_("Telefon"), N_("Eine Nummer"),
            ("tel", "telefonnummer", "festnetz", "mobil", "handy", "mobiltelefon", "rufnummer", "phone", "telefon dienstlich")),
    Heading("street", N_("Straße"),
            N_("Straße und Hausnummer"), ("strasse und hausnummer", "strasse hausnummer", "strasse nr", "street")),
    Heading("postcode", N_("PLZ"), N_("Postleitzahl"), ("postleitzahl", "zip", "postal code")),
    Heading("town", N_("Ort"), N_("Ort der Anschrift"), ("wohnort", "stadt", "city")),
    Heading("address", N_("Anschrift"),
            N_("Die ganze Anschrift in einer Zelle, wenn sie so vorliegt"), ("adresse", "postanschrift", "address")),
    Heading("consent", N_("Einwilligung am"), N_("Tag der Einwilligung, zum Beispiel 15.03.2026; leer: keine"),
            ("einwilligung", "einverstaendnis", "zustimmung", "dsgvo", "datenschutz", "consent")),
    Heading("website", N_("Webseite"), N_("Adresse im Internet"), ("website", "homepage", "internet", "web", "url")),
    Heading("notes", N_("Notizen"),
            N_("Was Sie wissen sollten"), ("notiz", "bemerkung", "bemerkungen", "anmerkung", "kommentar", "info")),
)  # fmt: skip

_EMAIL = re.compile(r"[^@\s<>,;]+@[^@\s<>,;]+\.[^@\s<>,;]{2,}")
_LONGEST = {
    "organisation": LONGEST_NAME,
    "person": LONGEST_NAME,
    "role": LONGEST_ROLE,
    "function": LONGEST_ROLE,
    "email": LONGEST_EMAIL,
    "phone": LONGEST_PHONE,
    "address": LONGEST_ADDRESS,
    "website": LONGEST_WEBSITE,
    "notes": LONGEST_NOTES,
    "place": LONGEST_NAME,
}
_KINDS: dict[str, StakeholderKind] = {
    **dict.fromkeys(("kommune", "gemeinde", "stadt", "markt", "politik", "gemeinderat"), StakeholderKind.MUNICIPALITY),
    **dict.fromkeys(("kirche", "pfarrei", "kirchengemeinde", "religionsgemeinschaft"), StakeholderKind.CHURCH),
    **dict.fromkeys(("verein", "vereine", "e.v.", "ev"), StakeholderKind.ASSOCIATION),
    **dict.fromkeys(("wohlfahrtsverband", "wohlfahrt", "sozialverband", "verband"), StakeholderKind.WELFARE),
    **dict.fromkeys(
        ("einrichtung", "pflegeheim", "pflegedienst", "schule", "kita", "kindergarten", "arztpraxis"),
        StakeholderKind.FACILITY,
    ),
    **dict.fromkeys(("wirtschaft", "betrieb", "unternehmen", "firma", "handel", "gewerbe"), StakeholderKind.BUSINESS),
    **dict.fromkeys(("initiative", "ehrenamt", "nachbarschaftshilfe", "helferkreis"), StakeholderKind.INITIATIVE),
    **dict.fromkeys(("behoerde", "amt", "beratungsstelle", "fachstelle"), StakeholderKind.AUTHORITY),
    **dict.fromkeys(
        ("beauftragte", "beauftragter", "seniorenbeauftragte", "seniorenbeauftragter", "behindertenbeauftragte"),
        StakeholderKind.OFFICER,
    ),
    **{fold(kind.label): kind for kind in StakeholderKind},
    **{kind.value: kind for kind in StakeholderKind},
}


_BY_NAME = {
    name: heading.key for heading in HEADINGS for name in (plain_heading(heading.label), heading.key, *heading.others)
}


def columns_of(headings: Sequence[str]) -> tuple[dict[int, str], list[str]]:
    """(position → key of each column we know, headings of the others). The first of two columns for one thing counts."""
    known: dict[int, str] = {}
    ignored: list[str] = []
    for position, heading in enumerate(headings):
        key = _BY_NAME.get(plain_heading(heading))
        if key is None and heading.strip():
            ignored.append(clean_text(heading, lines=False)[:60])
        elif key and key not in known.values():
            known[position] = key
    named = next(
        (position for position, key in known.items() if key == "person" and _is_name(headings[position])), None
    )
    if named is not None:
        known[named] = _what_name_means(set(known.values()))
    return known, ignored


def _is_name(heading: str) -> bool:
    return plain_heading(heading) == "name"


def _what_name_means(keys: set[str]) -> str:
    """ "Name" beside "Vorname" is the last name, beside "Organisation" that of the person, otherwise that of the organisation."""
    if "first" in keys and "last" not in keys:
        return "last"
    return "person" if "organisation" in keys else "organisation"


def take_row(line: int, cells: Mapping[str, object], into: FileContent) -> None:
    """Read one row, given by the keys of its columns, and note it or why it cannot be used. An empty row is nothing."""
    texts = {key: text_of(cell, lines=key in ("notes", "address")) for key, cell in cells.items()}
    if not any(texts.values()):
        return
    formula = next((key for key, text in texts.items() if text.startswith("=")), None)
    if formula is not None:
        into.skipped.append(Skipped(line, SkipReason.FORMULA, _label(formula)))
        return
    take_texts(line, texts, into)


def take_texts(line: int, texts: Mapping[str, str], into: FileContent) -> None:
    """The same for cleaned texts."""
    values = _values(texts)
    too_long = next((key for key, most in _LONGEST.items() if len(values.get(key, "")) > most), None)
    if too_long is not None:
        into.skipped.append(Skipped(line, SkipReason.TOO_LONG, _label(too_long)))
    elif not (values["organisation"] or values["person"]):
        into.skipped.append(Skipped(line, SkipReason.NO_NAME))
    elif values["email"] and not _EMAIL.fullmatch(values["email"]):
        into.skipped.append(Skipped(line, SkipReason.BAD_EMAIL))
    else:
        into.rows.append(_row(line, values, texts))


def _values(texts: Mapping[str, str]) -> dict[str, str]:
    get = texts.get
    person = get("person", "") or " ".join(filter(None, (get("first", ""), get("last", ""))))
    town = " ".join(filter(None, (get("postcode", ""), get("town", ""))))
    address = get("address", "") or "\n".join(filter(None, (get("street", ""), town)))
    return {
        "organisation": get("organisation", ""),
        "person": person,
        "email": get("email", "").removeprefix("mailto:"),
        "address": address,
        **{name: get(name, "") for name in ("role", "function", "phone", "website", "notes", "place")},
    }


def _row(line: int, values: dict[str, str], texts: Mapping[str, str]) -> StakeholderRow:
    remarks: list[tuple[Remark, str]] = []
    kind = StakeholderKind.OTHER
    if said := texts.get("kind", ""):
        kind = _KINDS.get(fold(said), StakeholderKind.OTHER)
        if kind is StakeholderKind.OTHER and fold(said) != fold(kind.label):
            remarks.append((Remark.UNKNOWN_KIND, said[:60]))
    consented = ""
    if said := texts.get("consent", ""):
        day = day_of(said)
        if day is not None and day <= today():
            consented = day.isoformat()
        elif fold(said) not in ("nein", "no", "-", "–", "0"):
            remarks.append((Remark.NO_CONSENT_DATE, said[:60]))
    fields = tuple(filter(None, (part.strip() for part in re.split(r"[|;\n]", texts.get("fields", "")))))[:20]
    return StakeholderRow(
        line=line, kind=kind.value, fields=fields, consented_on=consented, remarks=tuple(remarks), **values
    )


def _label(key: str) -> str:
    return next((heading.label for heading in HEADINGS if heading.key == key), key)
