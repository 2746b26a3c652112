"""The history of a Bedarf in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from portal.accounts import queries as accounts
from portal.county import queries as county
from portal.kernel.text import N_
from portal.needs import queries
from portal.needs.policy import NeedPermission
from portal.needs.routes.addresses import id_in
from portal.needs.terms import EntryKind, NeedStatus
from portal.places import queries as places
from portal.web.access import may
from portal.web.i18n import _, as_date

if TYPE_CHECKING:
    from portal.needs.models import Need, NeedEntry

_FIELDS = {
    "title": N_("Titel"),
    "description": N_("Beschreibung"),
    "sozialraum_id": N_("Sozialraum"),
    "action_field_id": N_("Handlungsfeld"),
    "public_title": N_("Titel auf öffentlichen Seiten"),
    "target_group_ids": N_("Zielgruppen"),
    "basic_function_ids": N_("Grunddaseinsfunktionen"),
}


@dataclass(frozen=True)
class HistoryLine:
    """One line of history as a page shows it."""

    entry: "NeedEntry"
    by: str
    text: str
    #: The other Bedarf of a merge or split, unless it lies where the reader has no business.
    other: "Need | None"
    can_be_undone: bool


def history_lines(entries: "Sequence[NeedEntry]") -> list[HistoryLine]:
    """These entries in words; the number of queries does not grow with them."""
    words = _Words(entries)
    return [
        HistoryLine(
            entry,
            words.people.get(entry.by_id, "") if entry.by_id else _("Portal"),
            words.of(entry),
            words.needs.get(_other(entry)) if _other(entry) else None,  # type: ignore[arg-type]
            queries.undoable(entry),
        )
        for entry in entries
    ]


def _other(entry: "NeedEntry") -> UUID | None:
    return id_in(str(entry.payload.get("other", "")))


class _Words:
    def __init__(self, entries: "Sequence[NeedEntry]") -> None:
        assigned = {id_in(str(entry.payload.get(side, ""))) for entry in entries for side in ("before", "after")}
        self.people = accounts.names({entry.by_id for entry in entries} | assigned)
        others = queries.numbers([other for entry in entries if (other := _other(entry))])
        self.needs = {other.id: other for other in others.values() if may(NeedPermission.READ, other)}
        self.groups = {str(group.id): group.name for group in county.target_groups(active=None)}

    def of(self, entry: "NeedEntry") -> str:
        """What a line says beyond its kind."""
        payload = entry.payload
        match entry.kind:
            case EntryKind.ANSWERED:
                before, after = NeedStatus(payload["before"]), NeedStatus(payload["after"])
                return _(after.label) if before is after else f"{_(before.label)} → {_(after.label)}"
            case EntryKind.ASSIGNED:
                return f"{self._person(payload['before'])} → {self._person(payload['after'])}"
            case EntryKind.DUE:
                return f"{_day(payload['before'])} → {_day(payload['after'])}"
            case EntryKind.EDITED:
                return self._edited(payload["changed"])
            case EntryKind.GROUPS:
                return self.groups.get(payload["added"], "")
            case EntryKind.EVIDENCE_REMOVED:
                return (
                    _("Von der Person zurückgenommen.")
                    if payload.get("withdrawn")
                    else str(payload.get("quote", ""))[:200]
                )
            case EntryKind.DELETED:
                return str(payload["reason"])
            case _:
                return ""

    def _person(self, raw: str) -> str:
        wanted = id_in(raw)
        return (self.people.get(wanted) if wanted else None) or _("niemand")

    def _edited(self, changed: dict[str, list[str]]) -> str:
        lines = []
        for name, (before, after) in changed.items():
            if name in ("title", "public_title"):
                lines.append(f"{_(_FIELDS[name])}: „{before}“ → „{after}“")
            elif name == "sozialraum_id":
                lines.append(f"{_(_FIELDS[name])}: {_place(before)} → {_place(after)}")
            else:
                lines.append(_(_FIELDS[name]))
        return "\n".join(lines)


def _place(raw: str) -> str:
    node = places.tree().get(id_in(raw))
    return node.name if node else ""


def _day(raw: str) -> str:
    return as_date(date.fromisoformat(raw)) if raw else _("keine Frist")
