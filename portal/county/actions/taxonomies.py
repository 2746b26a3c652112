"""Keeping the lists of terms: add, rename, order, retire. Nothing is deleted."""

from collections.abc import Sequence

from portal.county import queries
from portal.county.events import TermChanged
from portal.county.models import ActionField, Term
from portal.county.policy import CountyPermission
from portal.county.terms import (
    ACTION_FIELDS,
    BASIC_FUNCTIONS,
    LONGEST_TERM,
    TARGET_GROUPS,
    Direction,
    Taxonomy,
    key_of,
)
from portal.kernel import audit
from portal.kernel.codes import new_id
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.events import record
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_, clean_text, fold

TERM_CHANGED = audit.kind(
    "county.term-changed", N_("Liste der Themen geändert"), keys=("taxonomy", "term_id", "change")
)

TAKEN = N_("„%(name)s“ gibt es schon.")
TAKEN_BY_RETIRED = N_("„%(name)s“ gibt es schon, ist aber stillgelegt. Sie können es wieder aufnehmen.")
DEFAULTS = {
    Taxonomy.ACTION_FIELD: ACTION_FIELDS,
    Taxonomy.TARGET_GROUP: TARGET_GROUPS,
    Taxonomy.BASIC_FUNCTION: BASIC_FUNCTIONS,
}


def seed_taxonomies(*, by: Actor) -> int:
    """Add the default terms that are not there yet. Answers how many were added; a second call adds none."""
    ensure(CountyPermission.EDIT_TAXONOMIES, by)
    added: list[tuple[Taxonomy, Term]] = []
    for taxonomy, names in DEFAULTS.items():
        everything = list(queries.terms_of(taxonomy, active=None))
        known = {term.key for term in everything}
        for name in names:
            if key_of(name) not in known:
                everything.append(_made(taxonomy, name, None, everything))
                added.append((taxonomy, everything[-1]))
    session().flush()
    for taxonomy, term in added:
        _tell(taxonomy, term, "added", by)
    return len(added)


def add_term(taxonomy: Taxonomy, *, name: str, parent: ActionField | None = None, by: Actor) -> Term:
    """Add a term at the end of its list, or a part at the end of a Handlungsfeld of the first level.

    Raises `InvalidInput` for a name that is empty, too long or taken, and for a third level.
    """
    ensure(CountyPermission.EDIT_TAXONOMIES, by)
    if parent is not None and (taxonomy is not Taxonomy.ACTION_FIELD or parent.parent_id is not None):
        raise InvalidInput("county.too-deep", N_("Handlungsfelder haben höchstens zwei Ebenen."), field="parent")
    return _insert(taxonomy, _free_name(taxonomy, name), parent=parent, by=by)


def rename_term(taxonomy: Taxonomy, term: Term, *, seen_version: int, name: str, by: Actor) -> None:
    """Give a term another name everywhere, also where it was used before. Raises `Conflict` after somebody else's change."""
    _begin(term, seen_version, by)
    term.name = _free_name(taxonomy, name, but=term)
    _changed(taxonomy, term, "renamed", by)


def move_term(taxonomy: Taxonomy, term: Term, *, direction: Direction, by: Actor) -> None:
    """Swap a term with its neighbour above or below; at the end of the list nothing happens."""
    ensure(CountyPermission.EDIT_TAXONOMIES, by)
    row = list(queries.neighbours(term))
    here = row.index(term)
    there = here + (-1 if direction is Direction.UP else 1)
    if not 0 <= there < len(row):
        return
    row[here], row[there] = row[there], row[here]
    for position, neighbour in enumerate(row):
        if neighbour.position != position:
            neighbour.position = position
    _changed(taxonomy, term, "moved", by)


def retire_term(taxonomy: Taxonomy, term: Term, *, by: Actor) -> None:
    """Offer a term no longer; what was sorted by it keeps it. Retiring it again does nothing."""
    _switch(taxonomy, term, active=False, by=by)


def restore_term(taxonomy: Taxonomy, term: Term, *, by: Actor) -> None:
    """Offer a retired term again."""
    _switch(taxonomy, term, active=True, by=by)


def _switch(taxonomy: Taxonomy, term: Term, *, active: bool, by: Actor) -> None:
    ensure(CountyPermission.EDIT_TAXONOMIES, by)
    if term.is_active is not active:
        term.is_active = active
        _changed(taxonomy, term, "restored" if active else "retired", by)


def _begin(term: Term, seen_version: int, by: Actor) -> None:
    ensure(CountyPermission.EDIT_TAXONOMIES, by)
    if term.version != seen_version:
        raise Conflict


def _insert(taxonomy: Taxonomy, name: str, *, parent: ActionField | None, by: Actor) -> Term:
    term = _made(taxonomy, name, parent, queries.terms_of(taxonomy, active=None))
    _changed(taxonomy, term, "added", by)
    return term


def _made(taxonomy: Taxonomy, name: str, parent: ActionField | None, everything: Sequence[Term]) -> Term:
    """A term at the end of its list, `everything` being what the list holds so far."""
    above = parent.id if parent else None
    siblings = [term for term in everything if getattr(term, "parent_id", None) == above]
    term = queries.MODELS[taxonomy](
        id=new_id(),
        key=_free_key(name, {term.key for term in everything}),
        name=name,
        position=max((term.position for term in siblings), default=-1) + 1,
    )
    if isinstance(term, ActionField):
        term.parent_id = above
    session().add(term)
    return term


def _changed(taxonomy: Taxonomy, term: Term, change: str, by: Actor) -> None:
    session().flush()
    _tell(taxonomy, term, change, by)


def _tell(taxonomy: Taxonomy, term: Term, change: str, by: Actor) -> None:
    audit.log(TERM_CHANGED, by=by, taxonomy=taxonomy, term_id=term.id, change=change)
    record(TermChanged(taxonomy=taxonomy.value, term_id=term.id))


def _free_name(taxonomy: Taxonomy, raw: str, *, but: Term | None = None) -> str:
    name = clean_text(raw, lines=False)
    if not name:
        raise InvalidInput("county.empty", N_("Bitte geben Sie einen Namen ein."), field="name")
    if len(name) > LONGEST_TERM:
        raise InvalidInput(
            "county.too-long", N_("Der Name ist länger als %(most)s Zeichen."), field="name", most=LONGEST_TERM
        )
    others = (term for term in queries.terms_of(taxonomy, active=None) if term is not but)
    taken = next((term for term in others if fold(term.name) == fold(name)), None)
    if taken is not None:
        raise InvalidInput(
            "county.name-taken", TAKEN if taken.is_active else TAKEN_BY_RETIRED, field="name", name=taken.name
        )
    return name


def _free_key(name: str, taken: set[str]) -> str:
    base = key_of(name)
    numbered = (f"{base}-{number}" for number in range(2, len(taken) + 3))
    return next(key for key in (base, *numbered) if key not in taken)
