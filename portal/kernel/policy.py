"""Who may do what: named rules that can be read aloud, and one answer for page, template, API and action.

A feature declares a `StrEnum` of permissions and one map from each to a rule. Roles are held in a Sozialraum and everything
beneath it; what is asked about says where it is by its `lineage` (the ids from the county down to its place).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Protocol, runtime_checkable
from uuid import UUID

from portal.kernel.errors import Forbidden
from portal.kernel.text import N_


class Role(StrEnum):
    """What a person is to the portal, always within a Sozialraum. The words are those of the glossary."""

    ADMIN = "admin"
    PLANNER = "planner"
    SECTOR_PLANNER = "sector_planner"
    KUEMMERER = "kuemmerer"
    MODERATOR = "moderator"
    MUNICIPALITY = "municipality"
    OBSERVER = "observer"

    @property
    def label(self) -> str:
        return _ROLE_LABELS[self]


_ROLE_LABELS = {
    Role.ADMIN: N_("Verwaltung des Portals"),
    Role.PLANNER: N_("Sozialplanung"),
    Role.SECTOR_PLANNER: N_("Fachplanung"),
    Role.KUEMMERER: N_("Kümmerer, Quartiersmanagement"),
    Role.MODERATOR: N_("Moderation"),
    Role.MUNICIPALITY: N_("Gemeindeverwaltung"),
    Role.OBSERVER: N_("Beobachtung"),
}


@runtime_checkable
class Actor(Protocol):
    """Whoever acts. Accounts implement it; so do the portal itself and people without an account."""

    @property
    def id(self) -> UUID | None: ...
    @property
    def name(self) -> str: ...
    @property
    def is_authenticated(self) -> bool: ...

    def holds(self, *roles: Role, within: Sequence[UUID] | None = None) -> bool:
        """Whether one of `roles` is held in one of the Sozialräume `within`, or anywhere at all when that is None.

        An empty `within` (a thing without a place) asks for a role in the whole county.
        """
        ...

    def scope_of(self, *roles: Role) -> frozenset[UUID] | None:
        """The Sozialräume in which one of `roles` is held; None means the whole county, empty means nowhere."""
        ...


@dataclass(frozen=True)
class _Fixed:
    """An actor that is not an account."""

    name: str
    everything: bool
    id: None = None
    is_authenticated: bool = False

    def holds(self, *roles: Role, within: Sequence[UUID] | None = None) -> bool:
        return self.everything

    def scope_of(self, *roles: Role) -> frozenset[UUID] | None:
        return None if self.everything else frozenset()


#: A person without an account.
ANONYMOUS: Actor = _Fixed(name="", everything=False)
#: The portal itself: jobs, imports, the example county.
SYSTEM: Actor = _Fixed(name="Portal", everything=True)

Predicate = Callable[[Actor, Any], bool]


class Rule:
    """A named condition on (actor, thing), combined with `&`, `|` and `~`."""

    def __init__(self, name: str, check: Predicate) -> None:
        self.name = name
        self._check = check

    def __call__(self, actor: Actor, thing: Any = None) -> bool:
        return self._check(actor, thing)

    def __and__(self, other: "Rule") -> "Rule":
        return Rule(f"({self.name} and {other.name})", lambda actor, thing: self(actor, thing) and other(actor, thing))

    def __or__(self, other: "Rule") -> "Rule":
        return Rule(f"({self.name} or {other.name})", lambda actor, thing: self(actor, thing) or other(actor, thing))

    def __invert__(self) -> "Rule":
        return Rule(f"not {self.name}", lambda actor, thing: not self(actor, thing))

    def __repr__(self) -> str:
        return f"<Rule {self.name}>"


def rule(check: Predicate) -> Rule:
    """Make a function of (actor, thing) a rule with the function's name."""
    return Rule(check.__name__, check)


def has_role(*roles: Role) -> Rule:
    """The actor holds one of `roles` anywhere."""
    return Rule(f"is {'/'.join(roles)}", lambda actor, _thing: actor.holds(*roles))


def has_role_here(*roles: Role) -> Rule:
    """The actor holds one of `roles` where the thing is (its `lineage`)."""
    return Rule(f"is {'/'.join(roles)} here", lambda actor, thing: actor.holds(*roles, within=lineage_of(thing)))


def lineage_of(thing: Any) -> Sequence[UUID]:
    """Where a thing is: its own `lineage`, or () when it has no place."""
    lineage = getattr(thing, "lineage", None)
    return tuple(lineage) if lineage is not None else ()


is_anyone = Rule("anyone", lambda _actor, _thing: True)
is_system = Rule("the portal itself", lambda actor, _thing: actor is SYSTEM)

_rules: dict[StrEnum, Rule] = {}


def policy(table: Mapping[Any, Rule]) -> Mapping[Any, Rule]:
    """Declare a feature's permissions. Raises ValueError when one of its enum is missing or was declared before."""
    kinds = {type(permission) for permission in table}
    missing = [str(p) for kind in kinds for p in kind if p not in table]
    if missing:
        raise ValueError(f"no rule for {missing}")
    if twice := [str(p) for p in table if p in _rules]:
        raise ValueError(f"a second rule for {twice}")
    _rules.update(table)
    return table


def declared() -> Mapping[StrEnum, Rule]:
    """Every permission of the portal with its rule."""
    return _rules


def allows(permission: StrEnum, actor: Actor, thing: Any = None) -> bool:
    """Whether `actor` may do this to `thing`. A permission nobody declared is refused with KeyError."""
    return actor is SYSTEM or _rules[permission](actor, thing)


def ensure(permission: StrEnum, by: Actor, thing: Any = None) -> None:
    """Raises `Forbidden` unless `by` may do this."""
    if not allows(permission, by, thing):
        raise Forbidden(permission=permission.value)
