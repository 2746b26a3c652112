"""Akteure that may be the same: by e-mail address, telephone number, or nearly the same name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select

from portal.kernel.db import session
from portal.kernel.policy import Actor
from portal.kernel.text import fold, words
from portal.network.models import Stakeholder, StakeholderContact, StakeholderDistinction
from portal.network.queries.directory import contacts_in_scope, visible_stakeholders
from portal.network.terms import Likeness

#: How alike two names must be (0 to 100).
ALIKE = 88
#: A word that stands in more names than this tells nobody apart.
COMMON = 60
#: An address that more Akteure than this share is an office, not a double.
MOST_SHARING = 6
MOST_PAIRS = 100
#: Words that organisations carry like a title.
_FORMS = frozenset(
    ["ev", "e", "v", "eingetragener", "verein", "gemeinnuetzige", "ggmbh", "gmbh", "ag", "kg", "gbr", "stiftung"]
)


class Named(NamedTuple):
    """What is compared of an Akteur."""

    id: UUID
    name: str
    sozialraum_id: UUID


@dataclass(frozen=True)
class Pair:
    """Two Akteure that may be the same, and why."""

    first: Named
    second: Named
    why: tuple[Likeness, ...]


def doubles(viewer: Actor) -> list[Pair]:
    """Pairs of Akteure whom this person may see, those with most reasons first. Pairs that were told apart do not come again."""
    return _pairs(viewer, None)


def doubles_of(viewer: Actor, stakeholder_id: UUID) -> list[Pair]:
    """The pairs with this Akteur."""
    return _pairs(viewer, stakeholder_id)


def comparable(name: str) -> str:
    """A name as it is compared: folded, without "e. V." and the like."""
    return " ".join(word for word in fold(name).replace(".", " ").replace("-", " ").split() if word not in _FORMS)


def same_names(names: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Positions of names that are nearly the same. Only names that share a word are compared."""
    plain = [comparable(name) for name in names]
    by_word: dict[str, list[int]] = defaultdict(list)
    for position, name in enumerate(plain):
        for word in set(words(name)) | {name}:
            by_word[word].append(position)
    pairs = {pair for positions in by_word.values() if len(positions) <= COMMON for pair in combinations(positions, 2)}
    for one, other in sorted(pairs):
        if plain[one] and alike(plain[one], plain[other]) >= ALIKE:
            yield one, other


def same_as(name: str, others: Sequence[str]) -> Iterator[int]:
    """Positions of names that are nearly the same as this one."""
    wanted = comparable(name)
    shared = {*words(wanted), wanted}
    for position, other in enumerate(map(comparable, others)):
        if wanted and any(word in other for word in shared) and alike(wanted, other) >= ALIKE:
            yield position


def alike(one: str, other: str) -> float:
    """How alike two comparable names are (0 to 100), whatever the order of words and where they are joined."""
    from rapidfuzz import fuzz

    return max(fuzz.token_sort_ratio(one, other), fuzz.ratio(one.replace(" ", ""), other.replace(" ", "")))


def _pairs(viewer: Actor, only: UUID | None) -> list[Pair]:
    known = {one.id: one for one in _named(viewer)}
    reasons: dict[tuple[UUID, UUID], set[Likeness]] = defaultdict(set)
    names = _same_names(list(known.values()), only)
    for why, first, second in (*names, *_same_contacts(viewer, only)):
        reasons[min(first, second), max(first, second)].add(why)
    for told_apart in _told_apart():
        reasons.pop(told_apart, None)
    found = [
        Pair(known[first], known[second], tuple(why for why in Likeness if why in reasons[first, second]))
        for first, second in reasons
        if first in known and second in known
    ]
    found.sort(key=lambda pair: (-len(pair.why), fold(pair.first.name), str(pair.first.id)))
    return found[:MOST_PAIRS]


def _named(viewer: Actor) -> Iterable[Named]:
    chosen = visible_stakeholders(viewer).with_only_columns(Stakeholder.id, Stakeholder.name, Stakeholder.sozialraum_id)
    return [Named(*row) for row in session().execute(chosen.order_by(Stakeholder.sort_name, Stakeholder.id))]


def _same_names(known: list[Named], only: UUID | None) -> Iterator[tuple[Likeness, UUID, UUID]]:
    if only is None:
        for one, other in same_names([one.name for one in known]):
            yield Likeness.NAME, known[one].id, known[other].id
        return
    others = [one for one in known if one.id != only]
    for mine in (one for one in known if one.id == only):
        for position in same_as(mine.name, [one.name for one in others]):
            yield Likeness.NAME, only, others[position].id


def _same_contacts(viewer: Actor, only: UUID | None) -> Iterator[tuple[Likeness, UUID, UUID]]:
    for why, column in ((Likeness.EMAIL, StakeholderContact.email_key), (Likeness.PHONE, StakeholderContact.phone_key)):
        chosen = contacts_in_scope(viewer).with_only_columns(column, StakeholderContact.stakeholder_id)
        if only is not None:
            chosen = chosen.where(column.in_(select(column).where(StakeholderContact.stakeholder_id == only)))
        sharing: dict[str, set[UUID]] = defaultdict(set)
        for key, stakeholder_id in session().execute(chosen.where(column != "")):
            sharing[key].add(stakeholder_id)
        for ids in sharing.values():
            if 1 < len(ids) <= MOST_SHARING:
                pairs = combinations(sorted(ids), 2)
                yield from ((why, one, other) for one, other in pairs if only is None or only in (one, other))


def _told_apart() -> list[tuple[UUID, UUID]]:
    rows = session().execute(select(StakeholderDistinction.first_id, StakeholderDistinction.second_id))
    return [(row.first_id, row.second_id) for row in rows]
