"""What a word of the glossary is."""

from dataclasses import dataclass
from enum import StrEnum

from portal.kernel.text import N_


class Group(StrEnum):
    """Under which heading a word stands."""

    PLACES_AND_PEOPLE = "places_and_people"
    TAKING_PART = "taking_part"
    NEED_TO_EFFECT = "need_to_effect"
    KUEMMERER = "kuemmerer"
    WORKING_HERE = "working_here"

    @property
    def label(self) -> str:
        return _GROUPS[self]


_GROUPS = {
    Group.PLACES_AND_PEOPLE: N_("Wer und wo"),
    Group.TAKING_PART: N_("Mitreden"),
    Group.NEED_TO_EFFECT: N_("Vom Bedarf zur Wirkung"),
    Group.KUEMMERER: N_("Arbeit der Kümmerer"),
    Group.WORKING_HERE: N_("Arbeiten mit dem Portal"),
}


@dataclass(frozen=True)
class Term:
    """One concept of the domain."""

    #: The word people read.
    screen: str
    #: The word programmers write: class, enum value or package.
    code: str
    #: What it means, in plain German.
    meaning: str
    group: Group
    #: Whether residents meet the word; the others are for staff.
    is_public: bool = False
    #: Words that must not name this in code.
    never_code: tuple[str, ...] = ()
    #: Words that must not name this on a screen.
    never_screen: tuple[str, ...] = ()
