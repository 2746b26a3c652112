"""State machines as data."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Generic, TypeVar

from portal.kernel.errors import InvalidTransition

State = TypeVar("State", bound=StrEnum)


class Transitions(Generic[State]):
    """Which state may follow which. Every state of the enum must be named, so that a new one cannot be forgotten."""

    def __init__(self, table: Mapping[State, frozenset[State]]) -> None:
        missing = set(type(next(iter(table)))) - set(table)
        if missing:
            raise ValueError(f"no row for {sorted(missing)}")
        self._table = dict(table)

    def next(self, state: State) -> frozenset[State]:
        """The states that may come after `state`."""
        return self._table[state]

    def allows(self, state: State, to: State) -> bool:
        return to in self._table[state]

    def check(self, state: State, to: State) -> None:
        """Raises `InvalidTransition` when `to` cannot follow `state`."""
        if not self.allows(state, to):
            raise InvalidTransition(state=state.value, to=to.value)
