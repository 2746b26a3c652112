"""Which Bedarfe are like a Wortmeldung, and why: computed here, explained in words, with a limit on what is looked at."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from portal.county.models import ActionField, BasicFunction, TargetGroup
from portal.kernel.db import session
from portal.kernel.policy import Actor
from portal.kernel.text import fold, stem, words
from portal.needs.models import Need
from portal.needs.queries import index
from portal.needs.queries.listing import visible_needs
from portal.needs.terms.subjects import ACTION_FIELDS, BASIC_FUNCTIONS, TARGET_GROUPS, suggested
from portal.places import queries as places

#: How many Bedarfe are compared at most.
CANDIDATES = 40
#: By how many stems they are looked for, and how many of the newest are taken for each: in the same Gemeinde, and anywhere.
STEMS_HERE, EACH_HERE = 8, 80
STEMS_ANYWHERE, EACH_ANYWHERE = 5, 120
SHOWN = 5
#: Shared words named as the reason.
NAMED_WORDS = 6
#: Words this short hardly ever tell two matters apart.
TELLING_FROM = 4
#: Shorter words are not looked for inside compounds.
COMPOUND_FROM = 3
WEIGHT_PLACE = 1.5
WEIGHT_FIELD = 1.0
ENOUGH = 2.0


@dataclass(frozen=True)
class Similar:
    """A Bedarf like the words at hand, and what makes it so."""

    need: Need
    score: float
    #: Words of the Wortmeldung that occur in the Bedarf too, as they were written.
    shared_words: tuple[str, ...]
    same_place: bool
    same_field: bool


def similar_needs(
    viewer: Actor, text: str, *, place_id: UUID | None, action_field_id: UUID | None = None, without: UUID | None = None
) -> list[Similar]:
    """The visible Bedarfe most like `text`, the best first, at most five; never the one called `without`."""
    written = _written_words(text)
    if not written:
        return []
    found = _candidates(viewer, _telling(written), place_id)
    here = _around(place_id)
    rated = (_rate(need, written, here, action_field_id) for need in found if need.id != without)
    good = [similar for similar in rated if similar.shared_words and similar.score >= ENOUGH]
    return sorted(good, key=lambda similar: (-similar.score, -similar.need.seq))[:SHOWN]


def suggested_field(text: str) -> ActionField | None:
    """The Handlungsfeld the words of a text point to; None when none or several do alike."""
    keys = suggested(ACTION_FIELDS, text)
    if not keys:
        return None
    return session().scalar(select(ActionField).where(ActionField.key == keys[0], ActionField.is_active))


def suggested_links(text: str) -> tuple[list[UUID], list[UUID]]:
    """The Zielgruppen and Grunddaseinsfunktionen the words of a text point to."""
    groups = suggested(TARGET_GROUPS, text, at_most=2)
    functions = suggested(BASIC_FUNCTIONS, text, at_most=1)
    return (
        list(session().scalars(select(TargetGroup.id).where(TargetGroup.key.in_(groups), TargetGroup.is_active))),
        list(session().scalars(select(BasicFunction.id).where(BasicFunction.key.in_(functions)))),
    )


def _written_words(text: str) -> dict[str, str]:
    """Stem → the word as it was written."""
    found: dict[str, str] = {}
    for word in text.split():
        for folded in words(word):
            found.setdefault(stem(folded), word.strip(".,;:!?()\"“”„'»«…-"))
    return found


def _telling(written: dict[str, str]) -> list[str]:
    """The stems most likely to tell this matter from others: long words, and nouns."""
    return sorted(written, key=lambda s: (not written[s][:1].isupper(), -len(s)))


def _candidates(viewer: Actor, stems: Sequence[str], place_id: UUID | None) -> Iterable[Need]:
    """The Bedarfe that share the most and the rarest stems, in the same Gemeinde and anywhere."""
    node = places.tree().get(place_id)
    gemeinde = places.tree().gemeinde_of(node) if node else None
    points: Counter[int] = Counter()
    if gemeinde is not None:
        facets = [index.LIVE, index.place_facet(gemeinde.id)]
        points += _points(index.NEED_INDEX.hits(stems[:STEMS_HERE], facets, each=EACH_HERE), EACH_HERE)
    points += _points(index.NEED_INDEX.hits(stems[:STEMS_ANYWHERE], [index.LIVE], each=EACH_ANYWHERE), EACH_ANYWHERE)
    best = [seq for seq, _points_of in points.most_common(CANDIDATES)]
    return session().scalars(visible_needs(viewer).where(Need.seq.in_(best))) if best else ()


def _points(hits: dict[str, list[int]], most: int) -> Counter[int]:
    """How much each document shares: a stem that few others hold counts up to twice."""
    points: Counter[int] = Counter()
    for found in hits.values():
        worth = 200 - 100 * len(found) // most
        for seq in found:
            points[seq] += worth
    return points


def _around(place_id: UUID | None) -> frozenset[UUID]:
    """The place, its Gemeinde and the parts of both: what counts as the same place."""
    tree = places.tree()
    node = tree.get(place_id)
    if node is None:
        return frozenset()
    gemeinde = tree.gemeinde_of(node) or node
    return frozenset(below.id for below in tree.subtree(gemeinde))


def _rate(need: Need, written: dict[str, str], here: frozenset[UUID], field_id: UUID | None) -> Similar:
    from rapidfuzz import fuzz

    theirs = {stem(word) for word in words(f"{need.title} {need.description}")}
    shared = [own for own in written if _occurs(own, theirs)]
    weight = sum(_weight(own) for own in shared)
    alike = fuzz.token_set_ratio(fold(need.title), fold(" ".join(written.values()))) / 100
    same_place = need.sozialraum_id in here
    same_field = field_id is not None and need.action_field_id == field_id
    score = weight + alike + WEIGHT_PLACE * same_place + WEIGHT_FIELD * same_field
    named = sorted(shared, key=lambda own: -_weight(own))[:NAMED_WORDS]
    return Similar(need, score, tuple(written[own] for own in named), same_place, same_field)


def _occurs(own: str, theirs: set[str]) -> bool:
    """Whether a stem stands in their words, also at the beginning or end of a compound (Bus in Busverbindung)."""
    if own in theirs:
        return True
    if len(own) < COMPOUND_FROM:
        return False
    return any(
        other.startswith(own) or other.endswith(own) or (len(other) >= TELLING_FROM and own.endswith(other))
        for other in theirs
    )


def _weight(own: str) -> float:
    """Longer words say more: half a point from four letters on, up to one and a half."""
    return 0.3 if len(own) < TELLING_FROM else min(1.5, 0.5 + (len(own) - TELLING_FROM) * 0.2)
