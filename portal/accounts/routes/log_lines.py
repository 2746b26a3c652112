"""Entries of the log in words: ids become the names people know."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from portal.kernel import audit
from portal.kernel.policy import Role
from portal.kernel.text import N_
from portal.places import queries as places
from portal.web.forms import as_uuid
from portal.web.i18n import _
from portal.web.panels import collect

_KEY_LABELS = {
    "account_id": N_("Person"),
    "added": N_("neu"),
    "after": N_("danach"),
    "batch_id": N_("Entscheidung"),
    "change": N_("Änderung"),
    "changed": N_("geändert"),
    "client_id": N_("Schlüssel"),
    "consultation_id": N_("Beteiligungsverfahren"),
    "contribution_id": N_("Wortmeldung"),
    "count": N_("Anzahl"),
    "county_id": N_("Landkreis"),
    "format": N_("Format"),
    "into_id": N_("aufgenommen in"),
    "job_id": N_("Auftrag"),
    "module_id": N_("Textbaustein"),
    "need_id": N_("Bedarf"),
    "new_need_id": N_("neuer Bedarf"),
    "number": N_("Nummer"),
    "other_id": N_("anderer Bedarf"),
    "place_id": N_("Ort"),
    "questions": N_("Fragen"),
    "reason": N_("Grund"),
    "role": N_("Rolle"),
    "second_holds": N_("zweite Eingabe gilt"),
    "sessions": N_("Sitzungen"),
    "sozialraum_id": N_("Sozialraum"),
    "survey_id": N_("Umfrage"),
    "taxonomy": N_("Liste"),
    "term_id": N_("Eintrag"),
    "with_texts": N_("mit eigenen Worten"),
}
#: Plain values that other rooms write, in the words their own pages use.
_VALUE_LABELS = {
    "action_field": N_("Handlungsfelder"),
    "added": N_("hinzugefügt"),
    "arms": N_("Wappen"),
    "basic_function": N_("Grunddaseinsfunktionen"),
    "colours": N_("Farben"),
    "details": N_("Name und Kontakt"),
    "held": N_("Wird geprüft"),
    "hidden": N_("Ausgeblendet"),
    "moved": N_("verschoben"),
    "released": N_("Freigegeben"),
    "removed": N_("entfernt"),
    "renamed": N_("umbenannt"),
    "restored": N_("wieder angeboten"),
    "retired": N_("nicht mehr angeboten"),
    "set-up": N_("eingerichtet"),
    "target_group": N_("Zielgruppen"),
    "texts": N_("Texte"),
}
#: There is one county; its id says nothing.
_SAYS_NOTHING = frozenset({"county_id"})


@dataclass(frozen=True)
class LogLine:
    """One entry as the page shows it."""

    seq: int
    at: datetime
    what: str
    who: str
    facts: tuple[tuple[str, str], ...]


def log_lines(entries: Iterable[audit.AuditEntry], *, people: Mapping[UUID, str]) -> list[LogLine]:
    """The entries in words. Places cost no query, people are handed in; each room is asked once for the names of its things."""
    shown = list(entries)
    ids = {thing for entry in shown for key, value in entry.facts.items() if (thing := _thing(key, value))}
    names = dict(people)
    for room in collect("log.names", ids=ids):
        names |= room
    return [
        LogLine(entry.seq, entry.at, _what(entry.kind), _who(entry, people), tuple(_facts(entry, names)))
        for entry in shown
    ]


def _what(kind: str) -> str:
    declared = audit.kinds().get(kind)
    return _(declared.label) if declared else kind


def _who(entry: audit.AuditEntry, people: Mapping[UUID, str]) -> str:
    if entry.actor_id is not None:
        return people.get(entry.actor_id, _("unbekanntes Konto"))
    declared = audit.kinds().get(entry.kind)
    return _("Portal") if declared is not None and not declared.by_anyone else _("ohne Konto")


def _facts(entry: audit.AuditEntry, names: Mapping[UUID, str]) -> Iterable[tuple[str, str]]:
    for key, value in sorted(entry.facts.items()):
        if key in _SAYS_NOTHING or (key == "account_id" and as_uuid(value) == entry.actor_id):
            continue
        said = _said(key, value, names)
        if said:
            yield _(_KEY_LABELS[key]) if key in _KEY_LABELS else key, said


def _said(key: str, value: object, names: Mapping[UUID, str]) -> str:
    if key == "role" and value in set(Role):
        return _(Role(str(value)).label)
    if key == "sozialraum_id" and value is None:
        return _("Ganzer Landkreis")
    if value is None:
        return _("unbekannt") if key == "account_id" else ""
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    thing = _thing(key, value)
    if thing is None:
        return ", ".join(_word(part) for part in value) if isinstance(value, list) else _word(value)
    return names.get(thing) or places.names([thing]).get(thing) or str(thing)


def _thing(key: str, value: object) -> UUID | None:
    return as_uuid(value) if key.endswith(("_id", "_by")) else None


def _word(value: object) -> str:
    return _(_VALUE_LABELS[str(value)]) if str(value) in _VALUE_LABELS else str(value)
