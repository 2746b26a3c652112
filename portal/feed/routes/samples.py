"""Requests to try a key with, ready to be pasted: for curl, QGIS and Excel."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.feed.terms.clients import ApiRight
from portal.kernel.text import N_

if TYPE_CHECKING:
    from portal.feed.models.clients import ApiClient

#: Stands where the key belongs when it cannot be shown.
SOME_KEY = "mtn_…"

_LISTS = {
    ApiRight.READ_NEEDS: "needs",
    ApiRight.READ_MEASURES: "measures",
    ApiRight.READ_DECISIONS: "decisions",
    ApiRight.READ_PAPERS: "papers",
    ApiRight.READ_CONSULTATIONS: "consultations",
    ApiRight.READ_INDICATORS: "indicators",
}

_POWER_QUERY = """let
    Schluessel = "{key}",
    Seite = (adresse) => Json.Document(
        Web.Contents(adresse, [Headers = [Authorization = "Bearer " & Schluessel]])),
    Seiten = List.Generate(
        () => Seite("{address}?limit=1000"),
        each _ <> null,
        each if [next] = null then null else Seite([next])),
    Zeilen = List.Combine(List.Transform(Seiten, each [items])),
    Tabelle = Table.FromRecords(Zeilen, null, MissingField.UseNull)
in
    Tabelle"""


@dataclass(frozen=True)
class Sample:
    """One request, for one program."""

    #: Its anchor on the page.
    slug: str
    program: str
    #: What to do with it, in one sentence.
    told: str
    text: str


def samples(client: "ApiClient", server: str, key: str = SOME_KEY) -> list[Sample]:
    """What works with the rights of this system, for each program."""
    address = f"{server}/api/v1/{_first_list(client)}"
    return [
        Sample("curl", "curl", N_("In ein Terminal einfügen:"), curl(address, key)),
        Sample(
            "qgis",
            "QGIS",
            N_(
                "Layer → Layer hinzufügen → WFS / OGC API – Features → Neu. Als Authentifizierung „API Header“ wählen und "
                "die zweite Zeile als Kopf eintragen:"
            ),
            f"{server}/ogc\nAuthorization: Bearer {key}",
        ),
        Sample(
            "excel",
            N_("Excel (Power Query)"),
            N_("Daten → Daten abrufen → Leere Abfrage → Erweiterter Editor; als Anmeldung „Anonym“ wählen:"),
            _POWER_QUERY.format(key=key, address=address),
        ),
    ]


def curl(address: str, key: str) -> str:
    """A list, for curl."""
    return f'curl -H "Authorization: Bearer {key}" "{address}?limit=10"'


def download_with_curl(address: str) -> str:
    """A file under the name it has here, for curl."""
    return f'curl -OJ -H "Authorization: Bearer {SOME_KEY}" "{address}"'


def _first_list(client: "ApiClient") -> str:
    return next((path for right, path in _LISTS.items() if client.may(right)), "places")
