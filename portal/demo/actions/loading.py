"""Loading: every scene in the order of time, each with the clock standing at its moment.

This is the one place where the past is written: `clock.frozen` lets each action believe that it is the moment of its scene, so
every timestamp, date, mail and history entry comes out as if the county had worked for half a year. Nothing is inserted behind
an action's back.

Which scene was played last is counted in the transaction of the scene itself. A load that was killed goes on where it stopped.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from portal.county.queries import county, find_county
from portal.demo import queries
from portal.demo.actions import (
    aiming,
    analysing,
    answering,
    asking,
    confiding,
    connecting,
    consulting,
    deciding,
    dreaming,
    effecting,
    evenings,
    exchanging,
    figuring,
    gathering,
    granting,
    grouping,
    handing,
    helping,
    listing,
    minding,
    networking,
    pinning,
    quartering,
    registering,
    reporting,
    setting,
    speaking,
    walling,
)
from portal.demo.actions.scenes import Scene, in_order, later
from portal.demo.actions.speaking import KeepPhoto
from portal.demo.story.people import PASSWORD, PEOPLE
from portal.demo.story.shape import Person
from portal.kernel import clock, outbox
from portal.kernel.db import next_number, session, unit_of_work
from portal.kernel.errors import Conflict
from portal.kernel.runtime import settings
from portal.kernel.text import N_
from portal.needs import queries as needs
from portal.needs.actions import gather_mails

#: How long before the load the county was set up.
HISTORY = timedelta(weeks=27)


class Outcome(StrEnum):
    """What a load did."""

    LOADED = "loaded"
    CONTINUED = "continued"
    THERE_ALREADY = "there_already"


@dataclass(frozen=True)
class ExampleCounty:
    """The example county as it stands in the database, with the logins that belong to it."""

    outcome: Outcome
    name: str
    scenes: int
    people: tuple[Person, ...] = PEOPLE
    password: str = PASSWORD


class NotHere(Conflict):
    """The example county may not be loaded into this database."""


def load_example_county(
    *, keep_photo: KeepPhoto, tell: Callable[[int, int], None] = lambda _done, _total: None
) -> ExampleCounty:
    """Fill an empty database with the example county, or leave one that is there as it is.

    `tell(done, total)` is called as the story goes on. Raises `NotHere` for a database that holds anything else, and for one
    whose portal sends real mails.
    """
    if queries.holds_something_else():
        raise NotHere(
            "demo.real-county",
            N_(
                "Diese Datenbank gehört zu einem echten Landkreis. Der Beispiellandkreis wird nur in eine leere geladen."
            ),
        )
    if queries.is_told():
        return ExampleCounty(Outcome.THERE_ALREADY, county().name, queries.scenes_played())
    if settings().mail_mode == "smtp":
        raise NotHere(
            "demo.real-mail",
            N_("Dieses Portal versendet E-Mails. Der Beispiellandkreis braucht PORTAL_MAIL_MODE=mailbox."),
        )
    begun = find_county()
    loaded_at = begun.created_at + HISTORY if begun else clock.now()
    scenes = all_scenes(loaded_at, keep_photo)
    played = queries.scenes_played()
    for number, scene in enumerate(scenes[played:], start=played + 1):
        send_mails_of_days_before(scene.at)
        play(scene, loaded_at)
        tell(number, len(scenes))
    send_mails_of_days_before(loaded_at)
    with unit_of_work():
        next_number(queries.TOLD)
    return ExampleCounty(Outcome.CONTINUED if begun else Outcome.LOADED, county().name, len(scenes))


def all_scenes(loaded_at: datetime, keep_photo: KeepPhoto) -> list[Scene]:
    """The whole story in the order of time, for a county loaded at this moment."""
    return in_order(
        [
            *setting.scenes(loaded_at - HISTORY),
            *figuring.scenes(loaded_at),
            *networking.scenes(loaded_at),
            *listing.scenes(loaded_at),
            *registering.scenes(loaded_at),
            *granting.scenes(loaded_at),
            *confiding.scenes(loaded_at),
            *consulting.scenes(loaded_at),
            *asking.scenes(loaded_at),
            *pinning.scenes(loaded_at),
            *dreaming.scenes(loaded_at),
            *gathering.scenes(loaded_at),
            *evenings.scenes(loaded_at),
            *speaking.scenes(loaded_at, keep_photo),
            *minding.scenes(loaded_at),
            *deciding.scenes(loaded_at),
            *answering.scenes(loaded_at),
            *analysing.scenes(loaded_at),
            *walling.scenes(loaded_at),
            *quartering.scenes(loaded_at),
            *grouping.scenes(loaded_at, keep_photo),
            *exchanging.scenes(loaded_at),
            *helping.scenes(loaded_at),
            *handing.scenes(loaded_at),
            *reporting.scenes(loaded_at),
            *effecting.scenes(loaded_at),
            *aiming.scenes(loaded_at),
            *connecting.scenes(loaded_at),
        ]
    )


def send_mails_of_days_before(moment: datetime) -> None:
    """Let the mails with answers leave on each evening that has come before this moment."""
    while (leaves := needs.next_mails_leave()) is not None and leaves <= moment:
        with clock.frozen(leaves):
            gather_mails()
            outbox.drain()


def play(scene: Scene, loaded_at: datetime) -> None:
    """Let one scene happen at its moment, and a minute later deliver the mails it caused."""
    with clock.frozen(scene.at), unit_of_work():
        scene.play()
        next_number(queries.SCENES)
    with clock.frozen(min(later(scene.at, 1), loaded_at)):
        outbox.drain()
    session().expire_all()
