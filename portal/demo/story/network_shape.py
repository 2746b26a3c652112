"""The shapes in which the network of the story is told."""

from dataclasses import dataclass

from portal.demo.story.words import Field


@dataclass(frozen=True)
class ContactStory:
    """A person one reaches. `consented_weeks_ago` None: never asked."""

    name: str
    function: str = ""
    email: str = ""
    phone: str = ""
    address: str = ""
    way: str = "mail"
    consented_weeks_ago: int | None = 12
    consent: str = "spoken"
    may_be_named: bool = False


@dataclass(frozen=True)
class SeenStory:
    """How an Akteur is seen; the review is due so many days after the load (negative: it is overdue)."""

    influence: int
    interest: int
    attitude: str
    next_step: str = ""
    review_in_days: int | None = None


@dataclass(frozen=True)
class StakeholderStory:
    """One Akteur with its contacts and the analysis."""

    name: str
    kind: str
    place: str
    contacts: tuple[ContactStory, ...] = ()
    seen: SeenStory | None = None
    fields: tuple[Field, ...] = ()
    role: str = ""
    notes: str = ""
    website: str = ""
    is_person: bool = False
    by: str = "planung"


def envelope(street: str, town: str) -> str:
    return f"{street}\n{town}"
