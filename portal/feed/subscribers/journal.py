"""What happens to Bedarfe is written into the journal, at the end of the transaction in which it happens."""

from portal.feed.actions.journal import write_journal
from portal.kernel.db import Stage, Unit

Unit.before_commit[Stage.JOURNAL] = write_journal
