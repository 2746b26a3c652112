"""Where a reader of a list stopped, as a word that tells nothing: it is of use to nobody else, and for no other list."""

from portal.feed.models.clients import ApiClient
from portal.kernel.codes import unveil, veil


def cursor_of(reader: ApiClient | None, listed: str, position: str) -> str:
    """A position in a list as a word that only this reader can use (None: everybody). It outlives the key of the system."""
    return veil(_purpose(reader, listed), position)


def position_of(reader: ApiClient | None, listed: str, cursor: str) -> str | None:
    """The position in a cursor; None when it was made up, changed, or given to another reader or for another list."""
    return unveil(_purpose(reader, listed), cursor)


def _purpose(reader: ApiClient | None, listed: str) -> str:
    return f"feed.{listed}:{reader.id if reader is not None else 'public'}"
