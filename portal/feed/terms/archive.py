"""The whole archive: its form, what it leaves out and why, and how an order of one goes."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum

from portal.kernel.text import N_

#: The name of the form, as it stands in the manifest.
FORMAT = "miteinander-archiv"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
README = "LIESMICH.md"
DICTIONARY = "tables.json"
#: Folders of uploaded files below the data folder; each lies below `files/` in the archive.
UPLOADED = ("photos",)

#: Rows read or written at once, and bytes written at once.
PORTION = 1000
PORTION_BYTES = 16 * 1024 * 1024
#: The longest line that is read: a boundary of a county, a file of a template.
LINE_LONGEST = 256 * 1024 * 1024
#: The longest manifest, dictionary or explanation that is read.
DOCUMENT_LONGEST = 256 * 1024 * 1024
#: A part that unpacks to more than so many times its size, beyond the first megabytes, is no archive of ours.
UNPACKS_MOST = 400
UNSUSPECTED_BYTES = 32 * 1024 * 1024
#: So much room is left on the disk in any case.
SPARE_BYTES = 64 * 1024 * 1024

#: How long an order waits for the second person.
WAITS = timedelta(days=7)
#: How long a finished archive can be fetched; then its file is erased.
KEPT = timedelta(days=3)
REASON_SHORTEST = 10
REASON_LONGEST = 500

#: Tables that stay behind, each with the reason that the archive states.
LEFT_OUT: Mapping[str, str] = {
    "login_session": "Anmeldungen: Wer gerade angemeldet ist, meldet sich im neuen Portal neu an.",
    "invitation": "Offene Einladungslinks öffnen Konten; sie gelten nur im alten Portal und werden im neuen neu verschickt.",
    "password_reset": "Links für ein neues Passwort öffnen Konten und gelten nur kurze Zeit.",
    "job": "Aufträge und ihre Dateien halten einen Tag; was noch nicht fertig ist, wird neu bestellt.",
    "periodic_run": "Wann wiederkehrende Arbeiten fällig sind, ergibt sich im neuen Portal von selbst.",
    "archive_order": "Bestellungen von Archiven: Ihre Dateien bleiben im alten Portal, das Protokoll nennt sie weiter.",
    "nightly_version": "Die Dateien einzelner Nächte: Das neue Portal schreibt in der ersten Nacht seine eigenen.",
    "search_need": "Wortsuche über Bedarfe; sie wird beim Import neu aufgebaut.",
    "search_offer": "Wortsuche über Angebote; sie wird beim Import neu aufgebaut.",
}

#: Tables of which only some rows go along, each with the reason that the archive states.
PARTLY: Mapping[str, str] = {
    "outbox_message": (
        "Nur Nachrichten, die noch nicht zugestellt sind. Zugestellte und die Anstöße zu Aufträgen bleiben zurück."
    ),
    "outgoing_mail": "Ohne E-Mails mit Links, die Konten öffnen (Einladungen und neue Passwörter).",
}


#: Tables in which an empty portal notes its own work; what stands there gives way to an archive.
OWN_NOTES = frozenset({"receipt_reconciliation", "number_series"})


#: How the keys of mails begin whose links open accounts.
MAILS_LEFT_OUT = ("accounts.invitation/", "accounts.reset/")


class Filler(StrEnum):
    """What stands in a withheld column after an import."""

    #: An empty text.
    EMPTY = "empty"
    #: Random bytes that fit no key.
    RANDOM = "random"
    #: NULL.
    NOTHING = "nothing"


#: Columns that stay behind, each with what takes their place and the reason that the archive states.
WITHHELD: Mapping[tuple[str, str], tuple[Filler, str]] = {
    ("account", "password_hash"): (
        Filler.EMPTY,
        "Passwörter verlassen das Portal auch verschlüsselt nicht; nach dem Import wählt jede Person ein neues.",
    ),
    ("api_client", "key_hash"): (
        Filler.RANDOM,
        "Schlüssel von Schnittstellen gelten nur im alten Portal; im neuen bekommt jedes System einen neuen.",
    ),
    ("api_client", "previous_key_hash"): (
        Filler.NOTHING,
        "Der abgelöste Schlüssel einer Schnittstelle gilt nur noch kurz, und nur im alten Portal.",
    ),
}


class OrderState(StrEnum):
    """Where an order of an archive stands."""

    ORDERED = "ordered"
    APPROVED = "approved"
    READY = "ready"
    FAILED = "failed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"
    ERASED = "erased"

    @property
    def label(self) -> str:
        return _STATES[self][0]

    @property
    def tone(self) -> str:
        """The colour of its mark."""
        return _STATES[self][1]


_STATES = {
    OrderState.ORDERED: (N_("wartet auf eine zweite Person"), "warning"),
    OrderState.APPROVED: (N_("wird geschrieben"), "info"),
    OrderState.READY: (N_("liegt bereit"), "success"),
    OrderState.FAILED: (N_("nicht geschrieben"), "danger"),
    OrderState.REFUSED: (N_("abgelehnt"), "neutral"),
    OrderState.WITHDRAWN: (N_("zurückgezogen"), "neutral"),
    OrderState.ERASED: (N_("Datei gelöscht"), "neutral"),
}
