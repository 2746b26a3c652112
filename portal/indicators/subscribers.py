"""What Kennzahlen mind by themselves: large files are read by the worker, old ones forgotten."""

from datetime import timedelta
from uuid import UUID

from portal.indicators import actions, queries
from portal.indicators.actions.importing import READ_JOB
from portal.indicators.terms.importing import ImportState
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.jobs import JobResult, Progress, job, periodic


@job(READ_JOB)
def read_large_file(progress: Progress, *, import_id: str) -> JobResult | None:
    """Read a file and keep what it holds for the preview; run again after a crash it does the same."""
    try:
        content = queries.import_file(UUID(import_id), whole=True).content
    except NotFound:
        return None
    if content is None:
        return None
    refused, found = None, None
    try:
        found = actions.look_into(content, tell=progress.step)
    except InvalidInput as error:
        refused = error
    with unit_of_work():
        file = queries.import_file(UUID(import_id), whole=True)
        if file.state is not ImportState.READING:
            return None
        if refused is not None:
            actions.refuse(file, refused)
        elif found is not None:
            actions.read_kept(file, *found)
    return None


@periodic("indicators.forget", every=timedelta(hours=6))
def forget() -> None:
    """Files that were looked at and never taken over."""
    with unit_of_work():
        actions.forget_old_files()
