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
    #: What goes into a field of the program by itself: what the field is called, and what is pasted there.
    pieces: tuple[tuple[str, str], ...]

    @property
    def text(self) -> str:
        """Everything that is pasted, line by line."""
        return "\n".join(text for _field, text in self.pieces)


def samples(client: "ApiClient", server: str, key: str = SOME_KEY) -> list[Sample]:
    """What works with the rights of this system, for each program."""
    address = f"{server}/api/v1/{_first_list(client)}"
    return [
        Sample("curl", "curl", N_("In ein Terminal einfügen:"), ((N_("Befehl"), curl(address, key)),)),
        Sample(
            "qgis",
            "QGIS",
            N_(
                "Layer → Layer hinzufügen → WFS / OGC API – Features → Neu. Die Adresse gehört in das Feld „URL“. Unter "
                "„Authentifizierung“ legen Sie eine neue vom Typ „API Header“ an, mit diesem Namen und Wert:"
            ),
            (
                (N_("Adresse"), f"{server}/ogc"),
                (N_("Name des Kopfes"), "Authorization"),
                (N_("Wert des Kopfes"), f"Bearer {key}"),
            ),
        ),
        Sample(
            "excel",
            N_("Excel (Power Query)"),
            N_(
                "Daten → Daten abrufen → Aus anderen Quellen → Leere Abfrage, dann Start → Erweiterter Editor. Ersetzen Sie alles, "
                "was dort steht. Fragt Excel nach der Anmeldung, wählen Sie „Anonym“:"
            ),
            ((N_("Abfrage"), _POWER_QUERY.format(key=key, address=address)),),
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
