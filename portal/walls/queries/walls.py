"""Finding Moderationswände, their columns and clusters."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, true

from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor
from portal.places import queries as places
from portal.walls.models import ROOM_CODE_LENGTH, Wall, WallCard, WallCluster, WallColumn
from portal.walls.policy import EDITORS
from portal.walls.terms import WallState
from portal.walls.terms.states import PHONES_ARE_KNOWN


def wall(wall_id: UUID) -> Wall:
    """One Moderationswand. Raises `NotFound`."""
    found = session().get(Wall, wall_id)
    if found is None:
        raise NotFound
    return found


def read_room_code(typed: str) -> str:
    """A room code as people type it, with or without the gap; "" when it cannot be one."""
    digits = "".join(typed[:40].split()).replace("-", "")
    good = len(digits) == ROOM_CODE_LENGTH and digits.isascii() and digits.isdecimal()
    return digits if good else ""


def wall_of_code(typed: str) -> Wall | None:
    """The wall of a room code that is open or was closed not long ago; None for anything else, drafts included."""
    code = read_room_code(typed)
    if not code:
        return None
    return session().scalar(select(Wall).where(Wall.room_code == code, is_found_by_code()))


def is_found_by_code() -> ColumnElement[bool]:
    """Whether its room code leads to a wall.

    Codes are short: those of all walls that ever were would soon be so many that one is found by trying.
    """
    just_closed = and_(Wall.state == WallState.CLOSED, Wall.closed_at > clock.now() - PHONES_ARE_KNOWN)
    return or_(Wall.state == WallState.OPEN, just_closed)


def is_code_taken(code: str) -> bool:
    """Whether a wall has this room code, or had it."""
    return session().scalar(select(Wall.id).where(Wall.room_code == code)) is not None


def columns_of(wall_id: UUID) -> list[WallColumn]:
    """The columns of a wall from left to right."""
    return list(
        session().scalars(select(WallColumn).where(WallColumn.wall_id == wall_id).order_by(WallColumn.position))
    )


def column(wall: Wall, column_id: UUID | None) -> WallColumn:
    """A column of this wall. Raises `NotFound` for none, and for one of another wall."""
    found = session().get(WallColumn, column_id) if column_id else None
    if found is None or found.wall_id != wall.id:
        raise NotFound
    return found


def cluster(wall: Wall, cluster_id: UUID | None) -> WallCluster:
    """A cluster of this wall. Raises `NotFound` for none, and for one of another wall."""
    found = session().get(WallCluster, cluster_id) if cluster_id else None
    if found is None or found.wall_id != wall.id:
        raise NotFound
    return found


def card(wall: Wall, card_id: UUID | None) -> WallCard:
    """A card of this wall. Raises `NotFound` for none, and for one of another wall."""
    found = session().get(WallCard, card_id) if card_id else None
    if found is None or found.wall_id != wall.id:
        raise NotFound
    return found


def card_or_none(contribution_id: UUID) -> WallCard | None:
    """The card of a Wortmeldung; None when it is none."""
    return session().get(WallCard, contribution_id)


def clusters_of(column_id: UUID) -> list[WallCluster]:
    """The clusters of a column in their order."""
    chosen = select(WallCluster).where(WallCluster.column_id == column_id)
    return list(session().scalars(chosen.order_by(WallCluster.position, WallCluster.id)))


def own_walls(viewer: Actor, *, state: WallState | None = None) -> Select[Wall]:
    """The walls of the Sozialräume in which this person holds an editing role: the only door for lists of the staff."""
    chosen = select(Wall).where(_in_scope(viewer.scope_of(*EDITORS)))
    return chosen.where(Wall.state == state) if state is not None else chosen


def newest_page(chosen: Select[Wall], *, after: str | None, limit: int = 30) -> KeysetPage:
    """One page of a list, the newest first."""
    return page_by_key(chosen, keys=(Wall.id.desc(),), after=after, limit=limit)


def own_of_consultation(viewer: Actor, consultation_id: UUID) -> list[Wall]:
    """The walls of a Verfahren that this person may run, the newest first."""
    chosen = own_walls(viewer).where(Wall.consultation_id == consultation_id)
    return list(session().scalars(chosen.order_by(Wall.id.desc()).limit(50)))


def open_walls(viewer: Actor) -> list[Wall]:
    """The walls that are open just now and that this person may run."""
    chosen = own_walls(viewer, state=WallState.OPEN).order_by(Wall.opened_at.desc(), Wall.id.desc())
    return list(session().scalars(chosen.limit(20)))


def own_of_place(viewer: Actor, place_id: UUID) -> list[Wall]:
    """The newest walls of a Sozialraum and everything beneath it that this person may run."""
    chosen = own_walls(viewer).where(Wall.sozialraum_id.in_(places.subtree_ids([place_id])))
    return list(session().scalars(chosen.order_by(Wall.id.desc()).limit(10)))


def card_counts(ids: Collection[UUID]) -> dict[UUID, int]:
    """How many cards hang on each of these walls, whether shown or not. One query, none for no ids."""
    if not ids:
        return {}
    rows = select(WallCard.wall_id, func.count()).where(WallCard.wall_id.in_(ids)).group_by(WallCard.wall_id)
    return {row[0]: row[1] for row in session().execute(rows)}


def titles(ids: Collection[UUID]) -> dict[UUID, str]:
    """The titles of these walls, by id. One query, none for no ids."""
    if not ids:
        return {}
    rows = session().execute(select(Wall.id, Wall.title).where(Wall.id.in_(ids)))
    return {row.id: row.title for row in rows}


def _in_scope(scope: frozenset[UUID] | None) -> ColumnElement[bool]:
    return true() if scope is None else Wall.sozialraum_id.in_(places.subtree_ids(scope))
