"""Running a wall: opening and closing it, and saying what it takes just now."""

from collections.abc import Collection
from datetime import timedelta
from uuid import UUID

from portal.kernel import audit
from portal.kernel.clock import now
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.events import record
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.walls import queries
from portal.walls.actions.changes import hold, touch
from portal.walls.events import WallClosed, WallOpened
from portal.walls.models import Wall, WallColumn
from portal.walls.policy import WallPermission
from portal.walls.terms import WALL, WallState
from portal.walls.terms.states import LONGEST_TIMER_MINUTES

OPENED = audit.kind("walls.opened", N_("Moderationswand geöffnet"), keys=("wall_id",))
CLOSED = audit.kind("walls.closed", N_("Moderationswand geschlossen"), keys=("wall_id",))

_MINUTES = N_("Möglich sind 1 bis %(most)s Minuten.")


def open_wall(wall: Wall, *, by: Actor) -> None:
    """Let phones find it by its room code, for the first time or again. No column takes anything until `open_columns` says so."""
    hold(wall)
    ensure(WallPermission.OPEN, by, wall)
    WALL.check(wall.state, WallState.OPEN)
    wall.state, wall.opened_at, wall.closed_at = WallState.OPEN, wall.opened_at or now(), None
    audit.log(OPENED, by=by, wall_id=wall.id)
    record(WallOpened(wall_id=wall.id, by=by.id))
    touch(wall, phones=True)


def close_wall(wall: Wall, *, by: Actor) -> None:
    """Take nothing more; from now on everybody sees where the dots stand. `open_wall` opens it again."""
    hold(wall)
    ensure(WallPermission.CLOSE, by, wall)
    WALL.check(wall.state, WallState.CLOSED)
    wall.state, wall.closed_at, wall.timer_ends_at = WallState.CLOSED, now(), None
    for column in queries.columns_of(wall.id):
        column.takes_cards = column.takes_dots = False
    audit.log(CLOSED, by=by, wall_id=wall.id)
    record(WallClosed(wall_id=wall.id, by=by.id))
    touch(wall, phones=True)


def open_columns(wall: Wall, *, cards: Collection[UUID], dots: Collection[UUID], by: Actor) -> None:
    """Exactly these columns take cards, exactly these take dots from now on; the others take none.

    Columns that are opened for dots together share a round: people have their dots for all of them once. A column that was open
    for dots before keeps its round, so nobody gets fresh dots by closing and opening it again. Raises `NotFound` for a column of
    another wall.
    """
    hold(wall)
    ensure(WallPermission.RUN, by, wall)
    columns = queries.columns_of(wall.id)
    if not {*cards, *dots} <= {one.id for one in columns}:
        raise NotFound
    for column in columns:
        column.takes_cards, column.takes_dots = column.id in cards, column.id in dots
    _share_a_round(columns)
    touch(wall, phones=True)


def start_timer(wall: Wall, *, minutes: int, by: Actor) -> None:
    """Count so many minutes down, on the beamer and on all phones. A timer that runs begins anew."""
    hold(wall)
    ensure(WallPermission.RUN, by, wall)
    if not 1 <= minutes <= LONGEST_TIMER_MINUTES:
        raise InvalidInput("wall.minutes", _MINUTES, field="minutes", most=LONGEST_TIMER_MINUTES)
    wall.timer_ends_at = now() + timedelta(minutes=minutes)
    touch(wall, phones=True)


def stop_timer(wall: Wall, *, by: Actor) -> None:
    """Count nothing down any more."""
    hold(wall)
    ensure(WallPermission.RUN, by, wall)
    wall.timer_ends_at = None
    touch(wall, phones=True)


def _share_a_round(columns: Collection[WallColumn]) -> None:
    new = [one for one in columns if one.takes_dots and not one.dot_round]
    if not new:
        return
    shared = max((one.dot_round for one in columns if one.takes_dots), default=0)
    number = shared or max(one.dot_round for one in columns) + 1
    for column in new:
        column.dot_round = number
