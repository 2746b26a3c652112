"""What the minutes of a meeting say: one value that pages, PDF, DOCX and the frozen release are all drawn from.

Names stand in it only with consent. Everybody else appears in their function, and who has none is counted.
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from portal.kernel.clock import ON_SCREEN
from portal.kernel.text import N_, fold
from portal.places import queries as places
from portal.roundtables.models import Agreement, Meeting, Participant
from portal.roundtables.queries import agreements, evening
from portal.roundtables.queries.evening import NoteShown
from portal.roundtables.terms.agreements import AgreementState
from portal.roundtables.terms.meetings import AgendaKind, Reply
from portal.roundtables.terms.minutes import NoteKind

#: Who did not agree to be named and has no function.
SOMEBODY = N_("eine beteiligte Person")
#: Somebody who came instead of the one who was invited.
STOOD_IN = N_("%(who)s (in Vertretung)")
_SHORTEST_NAME = 4
_WORDS = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def content_of(meeting: Meeting, *, summary: str) -> dict[str, Any]:
    """Everything the minutes say, as JSON values; days are ISO 8601, moments are Bavarian wall-clock time."""
    everybody = evening.people(meeting.id)
    there = evening.present(everybody)
    away = [one for one in everybody if not one.attended and one.reply is Reply.NO]
    named, uncounted = people_shown(there)
    excused, _rest = people_shown(away)
    starts, ends = meeting.starts_at.astimezone(ON_SCREEN), meeting.ends_at.astimezone(ON_SCREEN)
    return {
        "series": meeting.round_table.title,
        "place": places.names([meeting.sozialraum_id]).get(meeting.sozialraum_id, ""),
        "number": meeting.number,
        "day": starts.date().isoformat(),
        "begins": starts.strftime("%H:%M"),
        "ends": ends.strftime("%H:%M"),
        "venue": meeting.venue,
        "summary": summary,
        "present": named,
        "present_unnamed": uncounted,
        "present_count": len(there),
        "excused": excused,
        "reviewed": [_agreement(one) for one in agreements.reviewed(meeting)],
        "items": [
            {
                "title": shown.item.title if shown.item else "",
                "is_review": bool(shown.item and shown.item.kind is AgendaKind.AGREEMENTS),
                "notes": [_note(one) for one in shown.notes],
            }
            for shown in evening.shown(meeting.id)
        ],
    }


def people_shown(people: Iterable[Participant]) -> tuple[list[str], int]:
    """How they stand in the minutes, and how many stand there only as a number."""
    shown, uncounted = [], 0
    for one in people:
        text = person_shown(one)
        if text:
            shown.append(text)
        else:
            uncounted += 1
    return shown, uncounted


def person_shown(one: Participant) -> str:
    """Name and function with consent, else the function; "" when there is neither."""
    function = ", ".join(part for part in (one.function, one.organisation) if part)
    if one.substitute:  # whoever came instead has agreed to nothing
        return STOOD_IN % {"who": function} if function else ""
    if one.may_be_named:
        return f"{one.name} ({function})" if function else one.name
    return function


def owner_shown(one: Agreement) -> str:
    """Who does it, by name with consent, else by function; "" when nobody was said."""
    if not one.owner_name and not one.owner_function:
        return ""
    consents = one.participant.may_be_named if one.participant else one.owner_may_be_named
    if consents and one.owner_name:
        return one.owner_name
    return one.owner_function or SOMEBODY


def names_without_consent(meeting: Meeting, texts: Sequence[str]) -> list[str]:
    """Names of people who did not agree to be named and that stand in one of the texts all the same."""
    said = {fold(word) for text in texts for word in _WORDS.findall(text)}
    found = []
    for one in evening.people(meeting.id):
        parts = one.name.split()
        last = parts[-1] if parts else ""
        if not one.may_be_named and len(last) >= _SHORTEST_NAME and fold(last) in said:
            found.append(one.name)
    return sorted(found, key=str.casefold)


def digest_of(content: Mapping[str, Any]) -> bytes:
    """SHA-256 over the content in one spelling."""
    plain = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(plain.encode()).digest()


def _note(shown: NoteShown) -> dict[str, Any]:
    note: dict[str, Any] = {"kind": shown.note.kind.value, "text": shown.note.text, "owner": "", "due": ""}
    if shown.note.kind is NoteKind.AGREEMENT and shown.agreement is not None:
        note |= {"owner": owner_shown(shown.agreement), "due": shown.agreement.due_on.isoformat()}
    return note


def _agreement(one: Agreement) -> dict[str, Any]:
    return {
        "text": one.text,
        "owner": owner_shown(one),
        "due": one.due_on.isoformat(),
        "state": one.state.value,
        "is_done": one.state is AgreementState.DONE,
        "said": one.said if one.state is AgreementState.DONE else "",
    }
