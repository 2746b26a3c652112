"""What follows in planning from what happens elsewhere, one module for each part."""

from portal.planning.subscribers import followups, measures

__all__ = ["followups", "measures"]
