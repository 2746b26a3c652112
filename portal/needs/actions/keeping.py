"""What follows from every change to a Bedarf: its change number, the tally, the counts, the word search."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import attributes

from portal.county.models import ActionField
from portal.kernel import clock
from portal.kernel.db import next_number, session
from portal.kernel.events import record
from portal.kernel.ids import among
from portal.kernel.policy import Actor
from portal.needs.actions import tallying
from portal.needs.actions.tallying import CHANGES
from portal.needs.events import NeedChanged
from portal.needs.models import Need, NeedDeparture, NeedEntry, need_basic_function, need_target_group
from portal.needs.queries.counting import behind
from portal.needs.queries.index import NEED_INDEX, facets_of, text_of
from portal.needs.terms import EntryKind
from portal.places.models import Sozialraum


def hold(*needs: Need) -> None:
    """Wait for one's turn and read these Bedarfe as they are now: nobody changes a Bedarf until this unit has committed."""
    next_number(CHANGES)
    for need in needs:
        session().refresh(need)


@contextmanager
def changing(*needs: Need) -> Iterator[None]:
    """Change Bedarfe inside; at the end everything that is derived from them agrees again, in the same transaction.

    Whoever comes second waits here until the first has committed and then sees what the first wrote, so decisions inside rest
    on the present state.
    """
    numbers = {need.id: next_number(CHANGES) for need in needs}
    for need in needs:
        session().refresh(need)
    lay = {need.id: need.sozialraum_id for need in needs}
    before = tallying.counted(needs)
    yield
    for need in needs:
        need.change_number = numbers[need.id]
        if need.sozialraum_id != lay[need.id]:
            left = NeedDeparture(change_number=need.change_number, need_id=need.id, sozialraum_id=lay[need.id])
            session().add(left)
    session().flush()
    tallying.move(before, tallying.counted(needs))
    for need in needs:
        session().expire(need, ["place", "action_field"])
        index(need)
        left_id = lay[need.id] if need.sozialraum_id != lay[need.id] else None
        record(NeedChanged(need_id=need.id, change_number=need.change_number, left_id=left_id))


def settle_new(need: Need) -> None:
    """Count and index a Bedarf that was just made."""
    session().flush()
    tallying.move(tallying.NOTHING, tallying.counted([need]))
    index(need)


def recount(ids: Collection[UUID]) -> None:
    """Count people and Wortmeldungen behind these Bedarfe anew.

    Leaves `version` alone: a Wortmeldung more is no reason to refuse what a planner is just writing.
    """
    for need_id, found in behind(ids).items():
        _write_quietly(need_id, contribution_count=found.contributions, people_count=found.people)


def touch(ids: Iterable[UUID]) -> None:
    """Note that the evidence of these Bedarfe changed: new counts and a new change number, the version stays."""
    wanted = sorted(set(ids))
    numbers = {need_id: next_number(CHANGES) for need_id in wanted}
    recount(wanted)
    for need_id, number in numbers.items():
        _write_quietly(need_id, change_number=number, updated_at=clock.now())
        record(NeedChanged(need_id=need_id, change_number=number, is_evidence=True))


def _write_quietly(id: UUID, **values: Any) -> None:
    table = Need.__table__
    session().execute(update(table).where(table.c.id == id).values(**values))  # type: ignore[arg-type]
    loaded = session().identity_map.get(session().identity_key(Need, id))
    if loaded is not None:
        for name, value in values.items():
            attributes.set_committed_value(loaded, name, value)


def remember(need: Need, kind: EntryKind, by: Actor, **payload: Any) -> NeedEntry:
    """Write a line of the Bedarf's history. The payload holds JSON values."""
    entry = note_entry(need, kind, by, **payload)
    session().flush()
    return entry


def note_entry(need: Need, kind: EntryKind, by: Actor, **payload: Any) -> NeedEntry:
    """The same, written with everything else at the next flush: for many lines at once."""
    entry = NeedEntry(need_id=need.id, kind=kind, by_id=by.id, payload=payload)
    session().add(entry)
    return entry


def index(*needs: Need) -> None:
    """Write the search documents of these Bedarfe anew; deleted ones have none. The statements hardly grow with the Bedarfe."""
    alive = [need for need in needs if not need.is_deleted]
    ids = [need.id for need in alive]
    groups = _linked(need_target_group.c.need_id, need_target_group.c.target_group_id, ids)
    functions = _linked(need_basic_function.c.need_id, need_basic_function.c.basic_function_id, ids)
    places = {own: session().get_one(Sozialraum, own) for own in {need.sozialraum_id for need in alive}}
    fields = {own: _field_line(own) for own in {need.action_field_id for need in alive}}
    NEED_INDEX.remove(*(need.seq for need in needs))
    NEED_INDEX.put_new(
        (
            need.seq,
            text_of(need, places[need.sozialraum_id].name),
            facets_of(
                need,
                lineage=places[need.sozialraum_id].lineage,
                fields=fields[need.action_field_id],
                groups=groups.get(need.id, []),
                functions=functions.get(need.id, []),
            ),
        )
        for need in alive
    )


def _linked(of: Any, column: Any, ids: Collection[UUID]) -> dict[UUID, list[UUID]]:
    found: dict[UUID, list[UUID]] = {}
    if ids:
        for need_id, linked in session().execute(select(of, column).where(among(of, ids))):
            found.setdefault(need_id, []).append(linked)
    return found


def _field_line(id: UUID | None) -> list[UUID]:
    if id is None:
        return []
    field = session().get_one(ActionField, id)
    return [field.id, field.parent_id] if field.parent_id else [field.id]
