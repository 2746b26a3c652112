"""Addresses and Akteure as files."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.kernel import clock
from portal.kernel.text import N_
from portal.network.formats import HEADINGS
from portal.network.queries import Reachable
from portal.web.documents.columns import Column, Description
from portal.web.documents.csv import office_csv
from portal.web.documents.xlsx import write_xlsx
from portal.web.i18n import _
from portal.web.site import site

if TYPE_CHECKING:
    from portal.network.models import Stakeholder, StakeholderContact

VCARD_MIMETYPE = "text/vcard; charset=utf-8"
#: The headings are those a file can be read in with again.
COLUMNS = (
    Column("organisation", N_("Organisation"), meaning=N_("Name des Akteurs; leer bei einzelnen Personen"), width=36),
    Column("person", N_("Ansprechperson"), meaning=N_("Vor- und Nachname"), width=26),
    Column("function", N_("Funktion"), meaning=N_("Was die Person dort ist"), width=24),
    Column("email", N_("E-Mail"), meaning=N_("Adresse"), width=32),
    Column("phone", N_("Telefon"), meaning=N_("Nummer"), width=18),
    Column("address", N_("Anschrift"), meaning=N_("Straße, Postleitzahl und Ort"), width=36),
)


def bcc(people: Iterable[Reachable]) -> str:
    """Addresses for the field "Bcc" of a mail program."""
    return "; ".join(one.email for one in people)


def addresses_csv(people: Iterable[Reachable]) -> bytes:
    """A table that a German Excel opens by double click."""
    return b"".join(office_csv(_columns(), _rows(people)))


def addresses_xlsx(path: Path, people: Iterable[Reachable], *, filters: list[tuple[str, str]]) -> None:
    """The same as a workbook that says what it holds."""
    about = Description(
        title=_("Adressen aus dem Netzwerk"),
        source=site().county_name or site().name,
        created_at=clock.now(),
        licence=_("Vertraulich: nur für den genannten Zweck. Bitte danach löschen."),
        filters=filters,
    )
    write_xlsx(path, _columns(), _rows(people), about)


def template_csv() -> bytes:
    """An empty table with every heading we know, and one line that shows what belongs where."""
    columns = [
        Column(heading.key, _(heading.label)) for heading in HEADINGS if heading.key not in ("first", "last", "address")
    ]
    return b"".join(office_csv(columns, [_EXAMPLE]))


def vcards(stakeholder: "Stakeholder") -> str:
    """Every contact of an Akteur as a vCard 3.0, which all address books read; one of the organisation when it has none."""
    people: list[StakeholderContact | None] = [*stakeholder.people] or [None]
    return "".join(_vcard(stakeholder, one) for one in people)


def _vcard(stakeholder: "Stakeholder", contact: "StakeholderContact | None") -> str:
    import vobject

    card = vobject.vCard()
    name = (contact.name if contact else "") or stakeholder.name
    *given, family = name.split(" ")
    card.add("n").value = vobject.vcard.Name(family=family, given=" ".join(given))
    card.add("fn").value = name
    if not stakeholder.is_person:
        card.add("org").value = [stakeholder.name]
    for key, value in _lines(stakeholder, contact):
        card.add(key).value = value
    if contact is not None and contact.address:
        street, _line, town = contact.address.rpartition("\n")
        code, _blank, city = town.partition(" ")
        known = code.isdecimal()
        card.add("adr").value = vobject.vcard.Address(
            street=street if known else contact.address, code=code if known else "", city=city if known else ""
        )
    return str(card.serialize())


def _lines(stakeholder: "Stakeholder", contact: "StakeholderContact | None") -> Iterator[tuple[str, str]]:
    told = [("role", stakeholder.role), ("url", stakeholder.website)]
    if contact is not None:
        told += [("email", contact.email), ("tel", contact.phone), ("title", contact.function)]
    yield from ((key, value) for key, value in told if value)


def _columns() -> list[Column]:
    return [Column(one.key, _(one.label), one.type, _(one.meaning), one.width) for one in COLUMNS]


def _rows(people: Iterable[Reachable]) -> Iterator[dict[str, Any]]:
    for one in people:
        yield {
            "organisation": one.organisation,
            "person": one.name,
            "function": one.function,
            "email": one.email,
            "phone": one.phone,
            "address": one.address.replace("\n", ", "),
        }


_EXAMPLE = {
    "organisation": "Nachbarschaftshilfe Musterdorf e. V.",
    "kind": "Initiative",
    "place": "",
    "fields": "",
    "person": "Erika Beispiel",
    "function": "Vorsitzende",
    "email": "erika.beispiel@example.org",
    "phone": "08261 99999",
    "street": "Dorfstraße 1",
    "postcode": "87700",
    "town": "Musterdorf",
    "consent": "15.03.2026",
}
