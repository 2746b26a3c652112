"""The language of the domain as data: one concept, one German word on the screen, one English word in the code.

The page `/glossar` shows it to everybody, and a test fails when a forbidden synonym turns up in an identifier or on a screen.
A new noun of the domain enters this list before it enters the code.
"""

from collections.abc import Callable, Iterable

from portal.kernel.glossary import kuemmerer_work, need_to_effect, places_and_people, taking_part, working_here
from portal.kernel.glossary.shape import Group, Term
from portal.kernel.text import fold

__all__ = ["TERMS", "Group", "Term", "grouped", "public_terms"]

TERMS: tuple[Term, ...] = (
    *places_and_people.TERMS,
    *taking_part.TERMS,
    *need_to_effect.TERMS,
    *kuemmerer_work.TERMS,
    *working_here.TERMS,
)


def public_terms() -> tuple[Term, ...]:
    """The words residents meet."""
    return tuple(term for term in TERMS if term.is_public)


def grouped(terms: Iterable[Term], *, spoken: Callable[[str], str] = str) -> list[tuple[Group, list[Term]]]:
    """The words under their headings, in the order of the alphabet of the language that `spoken` translates them to."""
    ordered = sorted(terms, key=lambda term: fold(spoken(term.screen)))
    by_group = [(group, [term for term in ordered if term.group is group]) for group in Group]
    return [(group, found) for group, found in by_group if found]
