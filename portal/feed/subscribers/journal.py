"""What happens to Bedarfe is written into the journal at the end of its transaction, and delivered by the worker."""

from portal.feed.actions import delivering
from portal.feed.actions.journal import write_journal
from portal.kernel.db import Stage, Unit

__all__ = ["delivering"]

Unit.before_commit[Stage.JOURNAL] = write_journal
