"""A project sketch in one text, as it goes on to others."""

from datetime import date
from typing import Protocol


class Sketched(Protocol):
    """What stands on a sheet."""

    @property
    def title(self) -> str: ...
    @property
    def what(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def when_done(self) -> str: ...
    @property
    def with_whom(self) -> str: ...
    @property
    def first_step(self) -> str: ...
    @property
    def first_step_on(self) -> date | None: ...


def words_of_sketch(sketch: Sketched) -> str:
    """Everything a group wrote, each under its question; what was left empty is left out. German, as it was written."""
    by_when = f" (bis {sketch.first_step_on:%d.%m.%Y})" if sketch.first_step_on and sketch.first_step else ""
    lines = [
        ("Projekt", sketch.title),
        ("Was", sketch.what),
        ("Wer", sketch.who),
        ("Wann", sketch.when_done),
        ("Mit wem", sketch.with_whom),
        ("Erster Schritt", sketch.first_step and sketch.first_step + by_when),
    ]
    return "\n".join(f"{question}: {answer}" for question, answer in lines if answer)
