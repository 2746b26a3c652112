"""Preparing a wall: its columns and rules."""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists, select

from portal.consultations import queries as consultations
from portal.kernel import audit
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.places.models import Sozialraum
from portal.walls import queries
from portal.walls.actions.changes import hold, touch
from portal.walls.models import ROOM_CODE_LENGTH, Dot, Wall, WallCard, WallCluster, WallColumn
from portal.walls.policy import WallPermission
from portal.walls.terms import Naming
from portal.walls.terms.states import LONGEST_COLUMN_TITLE, LONGEST_HINT, LONGEST_TITLE, MOST_COLUMNS, MOST_DOTS

DISCARDED = audit.kind("walls.discarded", N_("Entwurf einer Moderationswand gelöscht"), keys=("wall_id",))

_NO_TITLE = N_("Bitte geben Sie der Wand einen Titel.")
_NO_COLUMN = N_("Eine Wand braucht mindestens eine Spalte.")
_MANY_COLUMNS = N_("Auf eine Wand passen höchstens %(most)s Spalten, sonst kann sie niemand lesen.")
_TOO_LONG = N_("Die Überschrift „%(title)s“ ist zu lang. Möglich sind %(most)s Zeichen.")
_HINT_TOO_LONG = N_("Der Hinweis zu „%(title)s“ ist zu lang. Möglich sind %(most)s Zeichen.")
_DOTS = N_("Möglich sind 0 bis %(most)s Punkte je Person.")
_FEWER_DOTS = N_("Es kleben schon Punkte. Weniger Punkte je Person sind deshalb nicht mehr möglich.")
_COLUMN_IN_USE = N_("An „%(title)s“ hängen schon Karten. Diese Spalte muss bleiben.")
#: Asked before a wall (None) or one of its columns (its place from the left, from 0) goes.
Guard = Callable[[UUID, int | None], None]
_guards: list[Guard] = []


def provide_guard(guard: Guard) -> Guard:
    """Register a room above whose things live by their walls: it raises `InvalidInput` before one is taken from under them."""
    if guard not in _guards:
        _guards.append(guard)
    return guard


@dataclass(frozen=True, kw_only=True)
class ColumnDraft:
    """A column as its author writes it. `id` names the one that is there already."""

    title: str
    hint: str = ""
    id: UUID | None = None


@dataclass(frozen=True, kw_only=True)
class WallDraft:
    """Everything its author says about a wall."""

    title: str
    place: Sozialraum
    columns: tuple[ColumnDraft, ...]
    consultation_id: UUID | None = None
    dots_per_person: int = 3
    stacking: bool = False
    secret_dots: bool = True
    covered: bool = False
    naming: Naming = Naming.ANONYMOUS
    needs_slip: bool = False


def create_wall(draft: WallDraft, *, by: Actor) -> Wall:
    """Draft a wall. Nobody outside finds it before `open_wall`; its room code is fixed from now on."""
    ensure(WallPermission.DRAFT_HERE, by, draft.place)
    _check(draft)
    wall = Wall(created_by=by.id, room_code=_free_code())
    _write(wall, draft)
    session().add(wall)
    session().flush()
    for position, column in enumerate(draft.columns):
        session().add(WallColumn(wall_id=wall.id, position=position, title=column.title, hint=column.hint))
    session().flush()
    return wall


def edit_wall(wall: Wall, draft: WallDraft, *, version: int, by: Actor) -> None:
    """Replace what the author wrote; columns that are named stay with their cards, the others go, new ones come.

    `version` is the one the author had before them; raises `Conflict` when somebody saved meanwhile. Raises `InvalidInput` when a
    column with cards would go, or dots that were placed would be too many.
    """
    ensure(WallPermission.EDIT, by, wall)
    if draft.place.id != wall.sozialraum_id:
        ensure(WallPermission.DRAFT_HERE, by, draft.place)
    hold(wall)
    if wall.version != version:
        raise Conflict
    _check(draft)
    if draft.dots_per_person < wall.dots_per_person and _has_dots(wall.id):
        raise InvalidInput("wall.fewer-dots", _FEWER_DOTS, field="dots_per_person")
    _write(wall, draft)
    _write_columns(wall, draft.columns)
    session().flush()
    touch(wall, phones=True)


def discard(wall: Wall, *, by: Actor) -> None:
    """Delete a draft on which nothing hangs. Raises `InvalidInput` when cards were typed already, or a room above lives by it."""
    ensure(WallPermission.DISCARD, by, wall)
    if session().scalar(select(exists().where(WallCard.wall_id == wall.id))):
        raise InvalidInput(
            "wall.has-cards", N_("An dieser Wand hängen schon Karten. Sie kann nicht mehr gelöscht werden.")
        )
    _ask_guards(wall.id)
    audit.log(DISCARDED, by=by, wall_id=wall.id)
    session().delete(wall)


def _check(draft: WallDraft) -> None:
    if not draft.title or len(draft.title) > LONGEST_TITLE:
        raise InvalidInput("wall.no-title", _NO_TITLE, field="title")
    if not draft.columns:
        raise InvalidInput("wall.no-column", _NO_COLUMN, field="columns")
    if len(draft.columns) > MOST_COLUMNS:
        raise InvalidInput("wall.many-columns", _MANY_COLUMNS, field="columns", most=MOST_COLUMNS)
    for column in draft.columns:
        if not column.title:
            raise InvalidInput(
                "wall.column-without-title", N_("Jede Spalte braucht eine Überschrift."), field="columns"
            )
        if len(column.title) > LONGEST_COLUMN_TITLE:
            raise InvalidInput(
                "wall.column-title", _TOO_LONG, field="columns", title=column.title, most=LONGEST_COLUMN_TITLE
            )
        if len(column.hint) > LONGEST_HINT:
            raise InvalidInput(
                "wall.column-hint", _HINT_TOO_LONG, field="columns", title=column.title, most=LONGEST_HINT
            )
    if not 0 <= draft.dots_per_person <= MOST_DOTS:
        raise InvalidInput("wall.dots", _DOTS, field="dots_per_person", most=MOST_DOTS)
    if draft.consultation_id is not None:
        consultations.consultation(draft.consultation_id)


def _write(wall: Wall, draft: WallDraft) -> None:
    wall.title, wall.sozialraum_id, wall.consultation_id = draft.title, draft.place.id, draft.consultation_id
    wall.dots_per_person, wall.stacking, wall.secret_dots = draft.dots_per_person, draft.stacking, draft.secret_dots
    wall.covered, wall.naming, wall.needs_slip = draft.covered, draft.naming, draft.needs_slip


def _write_columns(wall: Wall, drafts: tuple[ColumnDraft, ...]) -> None:
    known = {one.id: one for one in queries.columns_of(wall.id)}
    kept = {one.id for one in drafts if one.id is not None}
    for column in known.values():
        if column.id not in kept:
            _remove(column)
    for position, draft in enumerate(drafts):
        there = known.get(draft.id) if draft.id else None
        if there is None:
            session().add(WallColumn(wall_id=wall.id, position=position, title=draft.title, hint=draft.hint))
        else:
            there.position, there.title, there.hint = position, draft.title, draft.hint


def _remove(column: WallColumn) -> None:
    in_use = select(
        exists().where(WallCard.column_id == column.id) | exists().where(WallCluster.column_id == column.id)
    )
    if session().scalar(in_use):
        raise InvalidInput("wall.column-in-use", _COLUMN_IN_USE, field="columns", title=column.title)
    _ask_guards(column.wall_id, column.position)
    session().delete(column)


def _ask_guards(wall_id: UUID, position: int | None = None) -> None:
    for ask in _guards:
        ask(wall_id, position)


def _has_dots(wall_id: UUID) -> bool:
    return bool(session().scalar(select(exists().where(Dot.wall_id == wall_id))))


def _free_code() -> str:
    """A room code that no wall has or had. Chance decides, so that nobody knows the next one from the last."""
    while True:
        code = f"{secrets.randbelow(10**ROOM_CODE_LENGTH):0{ROOM_CODE_LENGTH}d}"
        if not queries.is_code_taken(code):
            return code
