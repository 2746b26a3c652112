"""Starting exports."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from portal.feed.policy.clients import FeedPermission
from portal.feed.policy.files import FilePermission, scope_for, still_covers
from portal.feed.terms.exports import REASON_SHORTEST, ExportFormat
from portal.feed.terms.files import Dataset
from portal.kernel import audit, jobs
from portal.kernel.errors import InvalidInput
from portal.kernel.jobs import Job
from portal.kernel.policy import Actor, allows, ensure
from portal.kernel.text import N_

EXPORT_WITH_NAMES = audit.kind(
    "feed.export-with-names", N_("Bedarfe mit Namen der Zuständigen ausgegeben"), keys=("job_id", "format", "reason")
)
MEASURES_WITH_NAMES = audit.kind(
    "feed.measures-with-names",
    N_("Maßnahmen mit Namen der Verantwortlichen ausgegeben"),
    keys=("job_id", "format", "reason"),
)

#: The job that writes the file; `exports.files` runs it.
EXPORT_JOB = "needs.export"


def start_export(
    *,
    format: ExportFormat,
    title: str,
    filters: Mapping[str, str],
    dataset: Dataset = Dataset.NEEDS,
    with_names: bool = False,
    reason: str = "",
    by: Actor,
) -> Job:
    """Queue a file with what `by` may read and what matches `filters` (as they stand in the address of the list of Bedarfe).

    Of data sets other than Bedarfe and their Belege, only the Sozialraum among the filters counts. With the names of
    responsible colleagues only for planners and only with a reason, which the audit log keeps. Raises `InvalidInput` at the
    field "reason" without one, and at "with_names" for a data set that knows no such form.
    """
    ensure(FilePermission.TAKE, by)
    if with_names:
        _ensure_names(dataset, reason, by)
    job = jobs.start(
        EXPORT_JOB,
        owner=by.id,
        title=title,
        owner_id=_text(by.id),
        format=format.value,
        filters=dict(filters),
        dataset=dataset.value,
        with_names=with_names,
    )
    if with_names:
        kind = EXPORT_WITH_NAMES if dataset is Dataset.NEEDS else MEASURES_WITH_NAMES
        audit.log(kind, by=by, job_id=job.id, format=format.value, reason=reason)
    return job


def _ensure_names(dataset: Dataset, reason: str, by: Actor) -> None:
    ensure(FeedPermission.EXPORT_NAMES, by)
    if not dataset.can_name:
        raise InvalidInput("export.nameless", N_("Mit Namen gibt es nur Bedarfe und Maßnahmen."), field="with_names")
    if len(reason) < REASON_SHORTEST:
        raise InvalidInput(
            "export.reason",
            N_("Wofür brauchen Sie die Namen? Bitte schreiben Sie es in einem kurzen Satz; er wird protokolliert."),
            field="reason",
        )


@jobs.rights_to(EXPORT_JOB)
def may_have_export(who: Actor, made_with: Mapping[str, Any]) -> bool:
    """Whether somebody may still read everything a file holds: each of its Sozialräume, and the names where they are in it."""
    if not allows(FilePermission.TAKE, who):
        return False
    if made_with.get("with_names") and not allows(FeedPermission.EXPORT_NAMES, who):
        return False
    dataset = Dataset(made_with.get("dataset", Dataset.NEEDS))
    return still_covers(scope_for(dataset, who), made_with.get("scope"))


def _text(id: UUID | None) -> str | None:
    return str(id) if id is not None else None
