"""State machines as data."""

from enum import StrEnum

import pytest

from portal.kernel.errors import InvalidTransition
from portal.kernel.workflow import Transitions


class Light(StrEnum):
    RED = "red"
    GREEN = "green"
    OUT = "out"


LIGHTS = Transitions(
    {
        Light.RED: frozenset({Light.GREEN}),
        Light.GREEN: frozenset({Light.RED, Light.OUT}),
        Light.OUT: frozenset(),
    }
)


@pytest.mark.parametrize("state", Light)
@pytest.mark.parametrize("to", Light)
def test_only_the_steps_of_the_table_are_taken(state: Light, to: Light) -> None:
    if to in LIGHTS.next(state):
        LIGHTS.check(state, to)
    else:
        with pytest.raises(InvalidTransition) as refused:
            LIGHTS.check(state, to)
        assert refused.value.params == {"state": state.value, "to": to.value}


def test_a_state_without_a_row_is_found_at_once() -> None:
    with pytest.raises(ValueError, match="out"):
        Transitions({Light.RED: frozenset(), Light.GREEN: frozenset()})
