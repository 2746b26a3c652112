"""Every day refusals and answers that nobody asks for any more are forgotten. Changes are numbered as they are written."""

from datetime import timedelta

from portal.feed.actions import changes
from portal.feed.actions.clients import forget_failures
from portal.feed.actions.writing import forget_answers
from portal.kernel.db import unit_of_work
from portal.kernel.jobs import periodic

changes.listen()


@periodic("feed.forget", every=timedelta(days=1))
def forget() -> None:
    """Forget what the pages no longer show and no system repeats."""
    with unit_of_work():
        forget_failures()
        forget_answers()
