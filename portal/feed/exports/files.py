"""The job that writes a file somebody asked for, and the table behind each data set."""

from collections.abc import Callable, Mapping
from uuid import UUID, uuid4

from portal.accounts import queries as accounts
from portal.feed.actions.exports import EXPORT_JOB
from portal.feed.exports import figure_files, measure_files, need_files, place_files
from portal.feed.exports.wanted import Wanted
from portal.feed.policy.clients import FeedPermission
from portal.feed.policy.files import scope_for
from portal.feed.terms.files import Dataset
from portal.kernel import jobs
from portal.kernel.clock import today
from portal.kernel.jobs import JobResult, Progress
from portal.kernel.policy import SYSTEM, allows
from portal.needs.queries import NeedFilters
from portal.web.documents.whole_tables import FORMS, Table, write_table

TABLES: Mapping[Dataset, Callable[[Wanted], Table]] = {
    Dataset.NEEDS: need_files.needs_table,
    Dataset.EVIDENCE: need_files.evidence_table,
    Dataset.MEASURES: measure_files.table,
    Dataset.PLACES: place_files.table,
    Dataset.FIGURES: figure_files.table,
}
#: How many steps writing takes, each as the table tells them; Sozialräume are written in one go.
_COUNTS: Mapping[Dataset, Callable[[Wanted], int]] = {
    Dataset.NEEDS: need_files.count,
    Dataset.EVIDENCE: need_files.count,
    Dataset.MEASURES: measure_files.count,
    Dataset.FIGURES: figure_files.count,
}


@jobs.job(EXPORT_JOB)
def write_export(
    progress: Progress,
    *,
    owner_id: str | None,
    format: str,
    filters: dict[str, str],
    dataset: str = Dataset.NEEDS.value,
    with_names: bool = False,
) -> JobResult:
    """Write the file of an export. The rights of the person count as they are when the job runs."""
    viewer = accounts.account(UUID(owner_id)) if owner_id else SYSTEM
    with_names = with_names and allows(FeedPermission.EXPORT_NAMES, viewer)
    chosen = Dataset(dataset)
    scope = scope_for(chosen, viewer)
    rights = {"scope": None if scope is None else sorted(str(place_id) for place_id in scope)}
    wanted = Wanted(viewer, NeedFilters.from_args(filters), with_names)
    ending, mimetype = FORMS[format]
    path = jobs.files_dir() / f"{uuid4().hex}.{ending}"
    write_table(format, path, TABLES[chosen](with_progress(chosen, wanted, progress)))
    return JobResult(path, f"{chosen.stem}-{today().isoformat()}.{ending}", mimetype, rights=rights)


def with_progress(dataset: Dataset, wanted: Wanted, progress: Progress) -> Wanted:
    """The same, telling a job how far it is."""
    total = _COUNTS[dataset](wanted) if dataset in _COUNTS else 0

    def told(done: int) -> None:
        progress.step(done, max(total, done))

    return Wanted(wanted.viewer, wanted.filters, wanted.with_names, told)
