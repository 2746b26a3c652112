"""What is new for everybody, as feed readers get it."""

from dataclasses import dataclass, field
from datetime import datetime

#: So many entries a feed holds.
MOST_ENTRIES = 50


@dataclass(frozen=True)
class News:
    """One entry. Everything in it stands on public pages already."""

    #: What it is and of what, for a mark that stays the same: "antwort/<id>/2026-03-02".
    mark: str
    title: str
    text: str
    #: When it became so; answers say the day and nothing finer.
    at: datetime
    #: Kind of page it leads to and the name in its address; `feed.routes.news` makes the address.
    leads_to: tuple[str, str]
    #: Names of the Sozialräume it is about.
    places: tuple[str, ...] = field(default=())
