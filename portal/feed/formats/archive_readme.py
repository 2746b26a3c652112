"""The explanation that lies in every archive, for people who have nothing but the file."""

from collections.abc import Mapping
from datetime import datetime

from portal.feed.terms.archive import FORMAT, FORMAT_VERSION, LEFT_OUT, PARTLY, WITHHELD

_TEXT = """\
# Archiv des Beteiligungsportals{of}

Stand: {taken} (UTC) · Form: {form} {version} · Fassung der Datenbank: {revision}
Inhalt: {rows} Zeilen in {tables} Tabellen, {files} hochgeladene Dateien

**Dieses Archiv enthält alles, was im Portal gespeichert ist, auch Namen, Anschriften und nicht veröffentlichte Wortmeldungen.
Bewahren Sie es so sorgfältig auf wie die Datenbank selbst, und löschen Sie es, sobald es seinen Zweck erfüllt hat.**

## Was darin liegt

| Teil | Inhalt |
| --- | --- |
| `manifest.json` | Form, Stand, Landkreis, und zu jedem Teil Größe und SHA-256, zu jeder Tabelle die Zahl der Zeilen |
| `tables.json` | zu jeder Tabelle und Spalte: Bedeutung (englisch, wie im Programm), Art, Schlüssel, Verweise, erlaubte Werte |
| `tables/NAME.jsonl` | eine Zeile JSON je Datensatz, UTF-8, in der Reihenfolge des Schlüssels |
| `files/…` | die hochgeladenen Dateien unter den Namen, die in den Tabellen stehen |

## Wie Werte geschrieben sind

| Art in `tables.json` | in der Zeile |
| --- | --- |
| `text`, `choice` | Text; der leere Text `""` ist etwas anderes als `null` |
| `uuid` | Text mit Bindestrichen, klein geschrieben |
| `integer`, `float`, `boolean` | Zahl, `true`, `false`; eine Zahl, die keine ist, als Text `"NaN"` |
| `decimal` | Text mit allen Nachkommastellen, etwa `"12.50"` |
| `date`, `time` | ISO 8601, etwa `"2026-03-02"`, `"09:30:00.000000"` |
| `moment` | ISO 8601 in UTC mit Mikrosekunden, etwa `"2026-03-02T08:00:00.000000Z"` |
| `bytes` | Base64 |
| `json` | der Wert selbst; fehlt der Schlüssel in der Zeile, steht in der Datenbank nichts (NULL) |

In jeder Zeile stehen die Spalten in der Reihenfolge ihrer Namen. Gleiche Inhalte geben gleiche Zeilen und damit gleiche
Prüfsummen, gleich ob sie aus SQLite oder PostgreSQL stammen.

## Was nicht darin liegt

{left_out}

## Was getrennt übergeben werden muss

- **Der Schlüssel des Portals** (`PORTAL_SECRET_KEY`): Ohne ihn passen Rückmelde-Codes und Einladungen zu Umfragen nicht mehr, und
  das Protokoll lässt sich nicht nachrechnen. Er liegt nicht im Archiv.
- **Der Schlüssel der Fälle** (`PORTAL_CASE_KEY`): Vertrauliche Inhalte (Spalten `…_sealed`) liegen verschlüsselt im Archiv. Wer das
  Archiv hat, kann sie nicht lesen.

## Wieder einspielen

In ein leeres Portal derselben Fassung:

    portal archive check ARCHIV.zip
    portal archive import ARCHIV.zip

Danach legt `portal accounts create-admin` ein erstes Konto mit einer noch nicht benutzten Adresse an; alle anderen bekommen unter
„Konten“ eine neue Einladung.
"""


def readme(county: str, taken: datetime, revision: str, rows: Mapping[str, int], files: int) -> str:
    """The text of LIESMICH.md."""
    gone = [f"- Tabelle `{name}`: {reason}" for name, reason in sorted(LEFT_OUT.items())]
    gone += [f"- Tabelle `{name}`: {reason}" for name, reason in sorted(PARTLY.items())]
    gone += [f"- Spalte `{table}.{column}`: {told[1]}" for (table, column), told in sorted(WITHHELD.items())]
    return _TEXT.format(
        of=f": {county}" if county else "",
        taken=taken.strftime("%d.%m.%Y %H:%M"),
        form=FORMAT,
        version=FORMAT_VERSION,
        revision=revision,
        rows=sum(rows.values()),
        tables=len(rows),
        files=files,
        left_out="\n".join(gone),
    )
