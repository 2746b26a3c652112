"""Counting what is asked of the database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests.support.state import renew_process_state

#: Seconds that no counted block takes.
_LONGEST_BLOCK = 600


class Queries(list[str]):
    """The statements of one block, in order. `len()` is their count."""

    def __str__(self) -> str:
        return "\n".join(f"{number:3} {' '.join(statement.split())}" for number, statement in enumerate(self, 1))


@contextmanager
def count_queries() -> Iterator[Queries]:
    """Gather every statement that any engine of this process runs inside the block.

    A process looks every five seconds whether the county and the tree of places have changed. The block runs as if it had just
    looked, so that these statements belong to no page, however slow the machine is.
    """
    renew_process_state(ahead=_LONGEST_BLOCK)
    seen = Queries()

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)
        renew_process_state()
