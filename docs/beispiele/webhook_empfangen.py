"""Nimmt Webhooks des Portals an, prüft die Unterschrift und legt jedes Ereignis genau einmal in einer Tabelle ab.

    pip install standardwebhooks
    export WEBHOOK_GEHEIMNIS=whsec_…
    python webhook_empfangen.py ereignisse.db 8080

Davor gehört ein Webserver, der HTTPS annimmt und an diesen Port weiterreicht. Geantwortet wird erst, wenn das Ereignis
gespeichert ist: Fällt dieses Programm vorher aus, stellt das Portal noch einmal zu. Kommt ein Ereignis ein zweites Mal, erkennt
die Tabelle es an seiner Kennung.
"""

import os
import sqlite3
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from standardwebhooks.webhooks import Webhook, WebhookVerificationError

#: Größere Nachrichten sendet das Portal nicht.
GROESSTE_NACHRICHT = 1_000_000


def tabelle(datei: str) -> None:
    """Legt die Tabelle an, wenn es sie noch nicht gibt."""
    with sqlite3.connect(datei) as verbindung:
        verbindung.execute(
            "CREATE TABLE IF NOT EXISTS ereignis ("
            "id TEXT PRIMARY KEY, nummer INTEGER, art TEXT, zeit TEXT, bedarf TEXT, status TEXT, adresse TEXT)"
        )
    verbindung.close()


def ablegen(datei: str, kennung: str, nachricht: dict[str, Any]) -> None:
    """Speichert ein Ereignis; eines, das schon da ist, bleibt, wie es ist."""
    worum = nachricht["data"]
    zeile = (
        kennung,
        nachricht.get("number"),
        nachricht["type"],
        nachricht["timestamp"],
        worum.get("need_number"),
        worum.get("status"),
        worum.get("url"),
    )
    with sqlite3.connect(datei, timeout=30) as verbindung:
        verbindung.execute("INSERT OR IGNORE INTO ereignis VALUES (?, ?, ?, ?, ?, ?, ?)", zeile)
    verbindung.close()


def empfaenger(datei: str, geheimnis: str) -> type[BaseHTTPRequestHandler]:
    """Der Teil, der antwortet: 204 angenommen, 401 Unterschrift falsch, 413 zu groß."""
    pruefer = Webhook(geheimnis)

    class Empfaenger(BaseHTTPRequestHandler):
        timeout = 30

        def do_POST(self) -> None:
            laenge = int(self.headers.get("Content-Length") or 0)
            if laenge > GROESSTE_NACHRICHT:
                self._antworten(413)
                return
            koepfe = {name.lower(): wert for name, wert in self.headers.items()}
            try:
                nachricht = pruefer.verify(self.rfile.read(laenge), koepfe)
            except (WebhookVerificationError, ValueError):
                self._antworten(401)
                return
            ablegen(datei, koepfe["webhook-id"], nachricht)
            self._antworten(204)

        def _antworten(self, status: int) -> None:
            self.send_response(status)
            self.send_header("Content-Length", "0")
            self.end_headers()

    return Empfaenger


def main(datei: str, port: int) -> None:
    """Nimmt an, bis das Programm beendet wird."""
    tabelle(datei)
    ThreadingHTTPServer(("127.0.0.1", port), empfaenger(datei, os.environ["WEBHOOK_GEHEIMNIS"])).serve_forever()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
