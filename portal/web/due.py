"""What is due for whom and when: the one list that "Heute dran" makes of everything the rooms know.

A room says what is due with a source of the topic `today.due`, which gets the actor and the last day asked for::

    @contributes(TODAY_DUE, order=30)
    def _due(*, who: Actor, until: date) -> Iterable[Due]: ...

A source names only what this actor may open, asks the database once or twice however much there is, and returns the earliest
`MOST_OF_ONE` things: a phone shows no more.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from portal.kernel.policy import Actor
from portal.web.panels import collect

TODAY_DUE = "today.due"
#: What stays in sight however far away it is.
TODAY_NEXT = "today.next"
#: How many things one source names at most.
MOST_OF_ONE = 25


@dataclass(frozen=True)
class Due:
    """One thing that waits for somebody."""

    #: The day in the county's time zone by which it should be done; one in the past is overdue.
    on: date
    #: What is to be done, in the reader's language.
    title: str
    #: The page on which it is done.
    address: str
    #: What kind of thing it is, in one or two words of the reader's language: "Schritt", "Sitzung", "Antragstermin".
    kind: str
    #: Where it belongs: the project, the Gemeinde.
    place: str = ""


def due_until(day: date, who: Actor) -> list[Due]:
    """Everything due up to and on this day for this actor, the longest overdue first."""
    found: Iterable[Due] = collect(TODAY_DUE, who=who, until=day)
    return sorted((one for one in found if one.on <= day), key=attrgetter("on", "kind", "title"))


def always_in_sight(who: Actor, *, since: date) -> list[Due]:
    """The next thing of each kind that must not get out of sight, however far away it is: sources of the topic `today.next`.

    A source gets the actor and the present day and names at most one thing, for example the next date for an application.
    """
    found: Iterable[Due] = collect(TODAY_NEXT, who=who, since=since)
    return sorted(found, key=attrgetter("on", "kind", "title"))
