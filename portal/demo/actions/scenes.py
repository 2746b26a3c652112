"""A scene: one thing that happens at one moment of the story."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Scene:
    """Something that happens at a moment: `play` does it inside a unit of work, with the clock standing at `at`."""

    at: datetime
    name: str
    play: Callable[[], object]


def in_order(scenes: Iterable[Scene]) -> list[Scene]:
    """All scenes as they follow in time; those of the same moment keep their order."""
    return sorted(scenes, key=lambda scene: scene.at)


def later(at: datetime, minutes: int) -> datetime:
    """A moment some minutes on."""
    return at + timedelta(minutes=minutes)
