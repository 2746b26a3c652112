#!/usr/bin/env python3
"""Bedarfe aus dem Portal in eine eigene Tabelle holen: vollständig, und bei jedem weiteren Lauf nur, was sich geändert hat.

Braucht nur Python ab 3.11. Der Schlüssel steht in der Umgebung, damit er in keiner Befehlszeile und in keiner Datei landet:

    export PORTAL_SCHLUESSEL=mtn_…
    python3 bedarfe_abholen.py https://portal.landkreis.de bedarfe.sqlite

Die Tabelle `bedarf` hat je Bedarf eine Zeile, die Tabelle `stand` den Cursor. Beide werden je Stück in *einer* Transaktion
geschrieben. Deshalb darf dieses Programm in jedem Augenblick abgebrochen werden, auch durch Stromausfall: Der nächste Lauf macht
genau dort weiter, wo der letzte gespeichert hat, und es fehlt nichts und nichts steht doppelt da.
"""

import argparse
import http.client
import json
import os
import sqlite3
import sys
import time
import urllib.error
import urllib.request
from contextlib import closing
from typing import Any
from urllib.parse import urlencode

#: So oft wird nach einem Fehler der Leitung oder des Servers neu gefragt, jedes Mal nach einer längeren Pause.
TRIES = 8
#: Länger wartet niemand auf einmal, in Sekunden.
LONGEST_PAUSE = 300
TABLES = """
CREATE TABLE IF NOT EXISTS bedarf (
    id TEXT PRIMARY KEY,
    aenderung INTEGER NOT NULL,
    nummer TEXT NOT NULL,
    titel TEXT NOT NULL,
    sozialraum TEXT NOT NULL,
    ags TEXT,
    status TEXT NOT NULL,
    wortmeldungen INTEGER NOT NULL,
    menschen INTEGER NOT NULL,
    geaendert TEXT NOT NULL,
    alles TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS stand (liste TEXT PRIMARY KEY, "cursor" TEXT NOT NULL);
"""
PUT = "INSERT OR REPLACE INTO bedarf VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"


class Refused(Exception):
    """Der Server hat geantwortet, dass es so nicht geht; `code` sagt, warum."""

    def __init__(self, status: int, code: str, detail: str) -> None:
        super().__init__(f"{status} {code}: {detail}")
        self.code = code


def main() -> int:
    """Ein Lauf: alles holen, was seit dem letzten neu ist."""
    parser = argparse.ArgumentParser(description="Bedarfe aus dem Portal in eine SQLite-Datei holen.")
    parser.add_argument("adresse", help="Adresse des Portals, zum Beispiel https://portal.landkreis.de")
    parser.add_argument("datei", help="SQLite-Datei; sie wird angelegt, wenn es sie noch nicht gibt")
    parser.add_argument("--stueck", type=int, default=1000, help="Bedarfe je Anfrage, höchstens 1000")
    asked = parser.parse_args()
    key = os.environ.get("PORTAL_SCHLUESSEL", "")
    if not key:
        print("Bitte setzen Sie PORTAL_SCHLUESSEL.", file=sys.stderr)
        return 2
    try:
        with closing(open_table(asked.datei)) as table:
            count = pull(table, asked.adresse.rstrip("/"), key, asked.stueck)
    except (Refused, OSError, ValueError, http.client.HTTPException) as error:
        print(f"Abgebrochen, beim nächsten Mal geht es hier weiter: {error}", file=sys.stderr)
        return 1
    print(f"{count} Änderungen übernommen.")
    return 0


def open_table(path: str) -> sqlite3.Connection:
    """Die eigene Datei. Sie bestätigt erst, wenn wirklich auf der Platte steht, was geschrieben wurde."""
    table = sqlite3.connect(path, isolation_level=None, timeout=30)
    table.execute("PRAGMA journal_mode=WAL")
    table.execute("PRAGMA synchronous=FULL")
    table.executescript(TABLES)
    return table


def pull(table: sqlite3.Connection, server: str, key: str, limit: int) -> int:
    """Stück für Stück bis zum Ende; gibt zurück, wie viele Änderungen es waren."""
    count = 0
    while True:
        found = table.execute("SELECT \"cursor\" FROM stand WHERE liste = 'needs'").fetchone()
        asked = {"limit": str(limit)} | ({"cursor": found[0]} if found else {})
        try:
            page = ask(f"{server}/api/v1/needs?{urlencode(asked)}", key)
        except Refused as error:
            if error.code != "cursor-invalid" or not found:
                raise
            begin_anew(table)  # das Portal kennt den Cursor nicht (mehr): alles noch einmal
            continue
        keep(table, page)
        count += len(page["items"])
        if not page["has_more"]:
            return count


def keep(table: sqlite3.Connection, page: dict[str, Any]) -> None:
    """Ein Stück und der Cursor dahinter: beides oder nichts."""
    living = [item for item in page["items"] if item["state"] == "current"]
    gone = [item for item in page["items"] if item["state"] != "current"]
    table.execute("BEGIN IMMEDIATE")
    try:
        table.executemany(PUT, [row_of(item) for item in living])
        table.executemany("DELETE FROM bedarf WHERE id = ?", [(item["id"],) for item in gone])
        table.execute("INSERT OR REPLACE INTO stand VALUES ('needs', ?)", (page["cursor"],))
        table.execute("COMMIT")
    except BaseException:
        table.execute("ROLLBACK")
        raise


def begin_anew(table: sqlite3.Connection) -> None:
    """Die Kopie ist nichts mehr wert: leeren, in einer Transaktion."""
    table.execute("BEGIN IMMEDIATE")
    table.execute("DELETE FROM bedarf")
    table.execute("DELETE FROM stand WHERE liste = 'needs'")
    table.execute("COMMIT")


def row_of(item: dict[str, Any]) -> tuple[Any, ...]:
    """Die Zeile eines Bedarfs; `alles` behält, was keine eigene Spalte hat."""
    return (
        item["id"],
        item["change"],
        item["number"],
        item["title"],
        item["place_name"],
        item["ags"],
        item["status"],
        item["contribution_count"],
        item["people_count"],
        item["updated_at"],
        json.dumps(item, ensure_ascii=False),
    )


def ask(url: str, key: str) -> dict[str, Any]:
    """Eine Anfrage. Bei „zu oft“ und „gerade nicht“ wird gewartet, wie der Server sagt; sonst jedes Mal doppelt so lange."""
    request = urllib.request.Request(url, headers={"Authorization": f"Bearer {key}", "Accept": "application/json"})
    for number in range(TRIES):
        pause = min(2**number, LONGEST_PAUSE)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                page: dict[str, Any] = json.load(answer)
                return page
        except urllib.error.HTTPError as error:
            if error.code not in (429, 500, 502, 503, 504) or number == TRIES - 1:
                raise refusal(error) from error
            pause = min(int(error.headers.get("Retry-After") or pause), LONGEST_PAUSE)
        except (OSError, ValueError, http.client.HTTPException):  # die Leitung riss, oder die Antwort kam nur halb an
            if number == TRIES - 1:
                raise
        time.sleep(pause)
    raise AssertionError("einer der Versuche hat geantwortet oder einen Fehler gemeldet")


def refusal(error: urllib.error.HTTPError) -> Refused:
    """Der Fehler, wie ihn das Portal nach RFC 9457 erklärt."""
    try:
        told = json.load(error)
        return Refused(error.code, str(told["code"]), str(told["detail"]))
    except (ValueError, KeyError, TypeError):
        return Refused(error.code, "unbekannt", error.reason)


if __name__ == "__main__":
    sys.exit(main())
