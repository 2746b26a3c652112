"""Rules that can be read aloud."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID, uuid4

import pytest

from portal.kernel import policy
from portal.kernel.errors import Forbidden
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role, allows, ensure, has_role, has_role_here, is_anyone, rule

COUNTY, VILLAGE, OTHER = uuid4(), uuid4(), uuid4()


@dataclass(frozen=True)
class Colleague:
    """An actor with roles in places."""

    roles: dict[Role, UUID] = field(default_factory=dict)
    id: UUID | None = field(default_factory=uuid4)
    name: str = "Colleague"
    is_authenticated: bool = True

    def holds(self, *roles: Role, within: Sequence[UUID] | None = None) -> bool:
        return any(role in self.roles and (within is None or self.roles[role] in within) for role in roles)

    def scope_of(self, *roles: Role) -> frozenset[UUID] | None:
        return frozenset(self.roles[role] for role in roles if role in self.roles)


@dataclass(frozen=True)
class Thing:
    """Something that lies in a place."""

    lineage: Sequence[UUID] | None
    is_closed: bool = False


class NotePermission(StrEnum):
    READ = "note:read"
    WRITE = "note:write"


@rule
def is_closed(_actor: Any, thing: Thing) -> bool:
    return thing.is_closed


WRITING = has_role_here(Role.PLANNER) & ~is_closed | has_role(Role.ADMIN)


@pytest.fixture(autouse=True)
def declared_permissions() -> Iterator[None]:
    before = dict(policy._rules)
    policy.policy({NotePermission.READ: is_anyone, NotePermission.WRITE: WRITING})
    yield
    policy._rules.clear()
    policy._rules.update(before)


@pytest.mark.parametrize(
    ("roles", "lineage", "closed", "allowed"),
    [
        ({}, (COUNTY, VILLAGE), False, False),
        ({Role.PLANNER: VILLAGE}, (COUNTY, VILLAGE), False, True),
        ({Role.PLANNER: COUNTY}, (COUNTY, VILLAGE), False, True),
        ({Role.PLANNER: OTHER}, (COUNTY, VILLAGE), False, False),
        ({Role.PLANNER: VILLAGE}, (COUNTY, VILLAGE), True, False),
        ({Role.PLANNER: VILLAGE}, (COUNTY,), False, False),
        ({Role.PLANNER: VILLAGE}, None, False, False),
        ({Role.KUEMMERER: VILLAGE}, (COUNTY, VILLAGE), False, False),
        ({Role.ADMIN: OTHER}, (COUNTY, VILLAGE), True, True),
    ],
)
def test_who_may_write(roles: dict[Role, UUID], lineage: Sequence[UUID] | None, closed: bool, allowed: bool) -> None:
    assert allows(NotePermission.WRITE, Colleague(roles), Thing(lineage, closed)) is allowed


def test_a_rule_can_be_read_aloud() -> None:
    assert WRITING.name == "((is planner here and not is_closed) or is admin)"


def test_people_without_an_account_may_what_anyone_may() -> None:
    thing = Thing((COUNTY,))

    assert allows(NotePermission.READ, ANONYMOUS, thing)
    assert not allows(NotePermission.WRITE, ANONYMOUS, thing)


def test_the_portal_itself_may_everything() -> None:
    assert allows(NotePermission.WRITE, SYSTEM, Thing(None, is_closed=True))


def test_ensure_raises_for_who_may_not() -> None:
    with pytest.raises(Forbidden):
        ensure(NotePermission.WRITE, Colleague(), Thing((COUNTY,)))


def test_a_permission_nobody_declared_is_never_granted() -> None:
    class Unknown(StrEnum):
        DO = "unknown:do"

    with pytest.raises(KeyError):
        allows(Unknown.DO, Colleague({Role.ADMIN: COUNTY}))


def test_a_policy_must_name_every_permission_of_its_enum() -> None:
    with pytest.raises(ValueError, match="note:write"):
        policy.policy({NotePermission.READ: is_anyone})


def test_a_second_policy_cannot_replace_the_first() -> None:
    with pytest.raises(ValueError, match=r"second rule.*note:read"):
        policy.policy({NotePermission.READ: is_anyone, NotePermission.WRITE: is_anyone})

    assert not allows(NotePermission.WRITE, ANONYMOUS, Thing((COUNTY,)))


def test_every_role_has_a_german_name() -> None:
    assert all(role.label and role.label != role.value for role in Role)
