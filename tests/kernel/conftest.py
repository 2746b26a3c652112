"""What the tests of the kernel share."""

from tests.support.kernel_tables import notes, own_handlers

__all__ = ["notes", "own_handlers"]
