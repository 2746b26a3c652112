"""Rows of places, for pages that edit them and for statements of other rooms."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from sqlalchemy import Select, Text, Uuid, column, false, or_, select, table
from sqlalchemy.orm import undefer

from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.text import fold
from portal.places.models import Sozialraum
from portal.places.terms import SLUG, PlaceKind

#: The two columns a statement of another room needs. A page puts some thirty of them together: an alias of the mapped class would
#: copy every column each time.
_TREE = table(Sozialraum.__tablename__, column("id", Uuid()), column("path", Text()))


def root() -> Sozialraum | None:
    """The county, or None before anything was imported."""
    return session().scalars(select(Sozialraum).where(Sozialraum.kind == PlaceKind.COUNTY)).one_or_none()


def place(place_id: UUID) -> Sozialraum:
    """One place. Raises `NotFound`."""
    found = session().get(Sozialraum, place_id)
    if found is None:
        raise NotFound(place_id=str(place_id))
    return found


def place_by_slug(slug: str, *, with_boundary: bool = False) -> Sozialraum:
    """The place behind an address. Raises `NotFound`."""
    if not SLUG.fullmatch(slug):
        raise NotFound(slug=slug)
    query = select(Sozialraum).where(Sozialraum.slug == slug)
    if with_boundary:
        query = query.options(undefer(Sozialraum.boundary))
    found = session().scalars(query).one_or_none()
    if found is None:
        raise NotFound(slug=slug)
    return found


def municipalities() -> Sequence[Sozialraum]:
    """The Gemeinden by name, without gemeindefreie Gebiete."""
    found = session().scalars(select(Sozialraum).where(Sozialraum.kind == PlaceKind.MUNICIPALITY)).all()
    return sorted(found, key=lambda gemeinde: fold(gemeinde.name))


def children(parent: Sozialraum) -> Sequence[Sozialraum]:
    """The places directly below, by name."""
    found = session().scalars(select(Sozialraum).where(Sozialraum.parent_id == parent.id)).all()
    return sorted(found, key=lambda child: fold(child.name))


def subtree_ids(ids: Iterable[UUID]) -> Select[UUID]:
    """The ids of these places and of everything beneath them, as a statement to use inside another one."""
    beneath = _TREE.alias()
    inside = [beneath.c.path.contains(f"/{place_id}/") for place_id in ids]
    return select(beneath.c.id).where(or_(false(), *inside))


def boundaries(ids: Iterable[UUID]) -> dict[UUID, bytes]:
    """The boundaries (WKB, WGS84) of those places that have one."""
    rows = session().execute(
        select(Sozialraum.id, Sozialraum.boundary).where(Sozialraum.id.in_(list(ids)), Sozialraum.boundary.is_not(None))
    )
    return {place_id: boundary for place_id, boundary in rows if boundary is not None}
