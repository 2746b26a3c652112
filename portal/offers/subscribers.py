"""What Angebote mind by themselves."""

from datetime import timedelta
from uuid import UUID

from portal.accounts import queries as accounts
from portal.kernel import jobs
from portal.kernel.backup import after_restore
from portal.kernel.db import unit_of_work
from portal.kernel.jobs import Progress, periodic
from portal.kernel.policy import SYSTEM
from portal.offers import actions, queries
from portal.offers.actions import importing
from portal.offers.terms.importing import ImportState


@periodic("offers.forget", every=timedelta(hours=1))
def forget() -> None:
    """Files that were never taken over, and contacts of Hinweise that nobody settled."""
    with unit_of_work():
        actions.forget_old_imports()
        actions.forget_contacts()


@jobs.job(importing.TAKING_OVER)
def take_over(progress: Progress, *, owner_id: str | None, import_id: str, fingerprint: str) -> None:
    """Take over a long file in one piece, all of it or nothing. Run again after a crash, or ordered twice, it does nothing more."""
    viewer = accounts.account(UUID(owner_id)) if owner_id else SYSTEM
    file = queries.import_file(UUID(import_id))
    if file.state is ImportState.TAKEN:
        return
    total = len(file.rows["rows"])
    progress.step(0, total)
    with unit_of_work():
        actions.take_over(queries.import_file(UUID(import_id)), fingerprint=fingerprint, by=viewer)
    progress.step(total, total)


@after_restore
def rebuild_search() -> None:
    """A backup leaves the word search out."""
    with unit_of_work():
        actions.rebuild_search()
