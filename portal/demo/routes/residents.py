"""How many people live in the Gemeinden of the example county: real figures, for maps per 1,000 residents."""

import csv
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from portal.county.queries import find_county
from portal.kernel.text import N_
from portal.places import queries as places
from portal.places.terms import Residents
from portal.web.i18n import _
from portal.web.panels import contributes

AS_OF = date(2015, 12, 31)
_FILE = Path(__file__).parents[1] / "data" / "residents" / "gemeinden_2015.csv"
_SOURCE = N_(
    "© Statistische Ämter des Bundes und der Länder, 2017, Datenlizenz Deutschland – Namensnennung – Version 2.0; Auswahl."
)


@contributes("place.residents", order=90)
def residents(**_context: Any) -> Iterator[Residents]:
    """The figures of the example county; nothing for a real one."""
    county = find_county()
    if county is None or not county.is_example:
        return
    known = by_key()
    found = {node.id: known[node.ags] for node in places.tree().gemeinden if node.ags in known}
    yield Residents(AS_OF, _(_SOURCE), found)


@cache
def by_key() -> dict[str, int]:
    """Residents by the Amtlicher Gemeindeschlüssel."""
    with _FILE.open(encoding="utf-8", newline="") as file:
        return {row["ags"]: int(row["residents"]) for row in csv.DictReader(file)}
