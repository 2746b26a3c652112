"""Telling people of a public answer: letters printed and posted, calls ticked off, sheets hung up.

Names, addresses and numbers are read where they stand and copied nowhere. Whoever takes them out of the portal says
why, and the log keeps it.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, update
from sqlalchemy.dialects import postgresql, sqlite

from portal.kernel import audit, clock
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput, NotFound
from portal.kernel.policy import Actor, ensure
from portal.kernel.runtime import settings
from portal.kernel.text import N_
from portal.needs import queries
from portal.needs.actions import protocol
from portal.needs.models import Need, NoticeSheet, PublicAnswer, Telling
from portal.needs.policy import NeedPermission
from portal.needs.queries import Addressee, Call
from portal.needs.terms.telling import (
    CALL_RESULTS,
    LONGEST_REASON,
    SHORTEST_REASON,
    WHERE_LONGEST,
    TellingChannel,
    TellingState,
)


def make_letters(need: Need, answer: PublicAnswer, *, reason: str, by: Actor) -> list[Addressee]:
    """Choose everybody whose letter is not yet posted, note their letters as printed, and what for in the log.

    Raises `InvalidInput` without a reason and when nobody is left to write to.
    """
    ensure(NeedPermission.TELL, by, need)
    _ensure_reason(reason)
    chosen = queries.letters_open(answer, by)
    if not chosen:
        raise InvalidInput("telling.no-letters", N_("Es ist kein Brief mehr zu schreiben."))
    ids = [one.contribution_id for one in chosen]
    note_new(answer.id, ids, TellingChannel.LETTER, TellingState.PRINTED, by=by.id)
    _log(need, "letters", len(chosen), reason, by)
    return chosen


def letters_posted(need: Need, answer: PublicAnswer, *, by: Actor) -> int:
    """Note that the printed letters of this person's places are in the post. Returns how many."""
    ensure(NeedPermission.TELL, by, need)
    mine = [one.contribution_id for one in queries.letters_open(answer, by)]
    changed = session().execute(
        update(Telling)
        .where(
            Telling.answer_id == answer.id,
            Telling.channel == TellingChannel.LETTER,
            Telling.state == TellingState.PRINTED,
            Telling.contribution_id.in_(mine),
        )
        .values(state=TellingState.TOLD, at=clock.now(), by_id=by.id)
    )
    return int(changed.rowcount)  # type: ignore[attr-defined]


def open_calls(need: Need, answer: PublicAnswer, *, reason: str, by: Actor) -> int:
    """Note in the log that somebody reads or takes away the list of numbers, and what for. Returns how many stand on it."""
    ensure(NeedPermission.TELL, by, need)
    _ensure_reason(reason)
    number = queries.ways_of(answer, by).calls.mine
    _log(need, "calls", number, reason, by)
    return number


def note_call(
    need: Need, answer: PublicAnswer, contribution_id: UUID, *, result: TellingState, seen: str, by: Actor
) -> None:
    """Tick off a call: told, not reached, or later. Raises `NotFound` for whoever does not stand on this person's list, `Conflict`
    ("call.changed") when somebody else ticked since the page was `seen`."""
    ensure(NeedPermission.TELL, by, need)
    if result not in CALL_RESULTS:
        raise InvalidInput("call.no-result", N_("Bitte wählen Sie, was bei dem Anruf herauskam."))
    call = queries.call_of(answer, by, contribution_id)
    tries = call.tries + (result is not TellingState.LATER)
    if seen != call.seen or not (_first_try if call.state is None else _another_try)(
        answer.id, call, state=result, tries=tries, by=by
    ):
        raise Conflict(
            "call.changed",
            N_("Gerade hat jemand anderes diesen Anruf eingetragen. Bitte sehen Sie erst nach, was dort steht."),
        )


def hang_up(need: Need, answer: PublicAnswer, place_id: UUID, *, where: str, by: Actor) -> None:
    """Note that the sheet hangs in a Gemeinde, and where; said again, the newer word counts.

    Raises `NotFound` for a Gemeinde on whose board this answer does not belong.
    """
    ensure(NeedPermission.TELL, by, need)
    _ensure_belongs(need, answer, place_id)
    if len(where) > WHERE_LONGEST:
        raise InvalidInput("notice.where-long", N_("Bitte höchstens 120 Zeichen schreiben."), field="where")
    values = {"hangs_where": where, "at": clock.now(), "by_id": by.id}
    table = NoticeSheet.__table__
    statement = _insert(table).values(answer_id=answer.id, sozialraum_id=place_id, **values)
    session().execute(statement.on_conflict_do_update(index_elements=["answer_id", "sozialraum_id"], set_=values))
    session().expire_all()


def take_down(need: Need, answer: PublicAnswer, place_id: UUID, *, by: Actor) -> None:
    """Forget that the sheet hangs in a Gemeinde: it was taken down, or never hung."""
    ensure(NeedPermission.TELL, by, need)
    _ensure_belongs(need, answer, place_id)
    session().execute(
        delete(NoticeSheet).where(NoticeSheet.answer_id == answer.id, NoticeSheet.sozialraum_id == place_id)
    )


def note_new(
    answer_id: int,
    contribution_ids: Collection[UUID],
    channel: TellingChannel,
    state: TellingState,
    *,
    at: datetime | None = None,
    tries: int = 0,
    by: UUID | None,
) -> int:
    """Write that people were told, or will be, where nothing is written yet; `at` is now unless given. Returns how many rows."""
    rows = [
        {
            "answer_id": answer_id,
            "contribution_id": one,
            "channel": channel,
            "state": state,
            "at": at or clock.now(),
            "tries": tries,
            "by_id": by,
        }
        for one in contribution_ids
    ]
    table, written = Telling.__table__, 0
    for start in range(0, len(rows), _AT_ONCE):
        statement = _insert(table).values(rows[start : start + _AT_ONCE]).on_conflict_do_nothing()
        written += len(session().execute(statement.returning(table.c.id)).all())
    return written


def _ensure_belongs(need: Need, answer: PublicAnswer, place_id: UUID) -> None:
    if place_id not in {node.id for node in queries.gemeinden_behind(answer, need)}:
        raise NotFound


def _first_try(answer_id: int, call: Call, *, state: TellingState, tries: int, by: Actor) -> bool:
    """Whether this was the first to tick."""
    return note_new(answer_id, [call.contribution_id], TellingChannel.CALL, state, tries=tries, by=by.id) == 1


def _another_try(answer_id: int, call: Call, *, state: TellingState, tries: int, by: Actor) -> bool:
    """Whether nobody ticked since."""
    changed = session().execute(
        update(Telling)
        .where(
            Telling.answer_id == answer_id,
            Telling.channel == TellingChannel.CALL,
            Telling.contribution_id == call.contribution_id,
            Telling.state == call.state,
            Telling.tries == call.tries,
        )
        .values(state=state, tries=tries, at=clock.now(), by_id=by.id)
    )
    return bool(changed.rowcount)  # type: ignore[attr-defined]


#: Rows of one statement; databases allow only so many values in one.
_AT_ONCE = 500


def _insert(table: Any) -> Any:
    return (sqlite.insert if settings().is_sqlite else postgresql.insert)(table)


def _ensure_reason(reason: str) -> None:
    if len(reason.strip()) < SHORTEST_REASON:
        raise InvalidInput(
            "telling.no-reason",
            N_("Bitte schreiben Sie in wenigen Worten, wofür Sie die Angaben brauchen."),
            field="reason",
        )


def _log(need: Need, way: str, contacts: int, reason: str, by: Actor) -> None:
    audit.log(
        protocol.CONTACTS_HANDED_OUT,
        by=by,
        need_id=need.id,
        way=way,
        contacts=contacts,
        reason=reason.strip()[:LONGEST_REASON],
    )
