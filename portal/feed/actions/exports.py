"""Starting exports."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from portal.feed.policy.clients import FeedPermission
from portal.feed.terms.exports import REASON_SHORTEST, ExportFormat
from portal.kernel import audit, jobs
from portal.kernel.errors import InvalidInput
from portal.kernel.jobs import Job
from portal.kernel.policy import Actor, allows, ensure
from portal.kernel.text import N_
from portal.needs.policy import READERS, NeedPermission
from portal.places import queries as places

EXPORT_WITH_NAMES = audit.kind(
    "feed.export-with-names", N_("Bedarfe mit Namen der Zuständigen ausgegeben"), keys=("job_id", "format", "reason")
)

#: The job that writes the file; `needs.exports` runs it.
EXPORT_JOB = "needs.export"


def start_export(
    *,
    format: ExportFormat,
    title: str,
    filters: Mapping[str, str],
    with_names: bool = False,
    reason: str = "",
    by: Actor,
) -> Job:
    """Queue a file with the Bedarfe that `by` may read and that match `filters` (as they stand in the list's address).

    With the names of responsible colleagues only for planners and only with a reason, which the audit log keeps. Raises
    `InvalidInput` at the field "reason" without one.
    """
    ensure(NeedPermission.EXPORT, by)
    if with_names:
        ensure(FeedPermission.EXPORT_NAMES, by)
        if len(reason) < REASON_SHORTEST:
            raise InvalidInput(
                "export.reason",
                N_("Wofür brauchen Sie die Namen? Bitte schreiben Sie es in einem kurzen Satz; er wird protokolliert."),
                field="reason",
            )
    job = jobs.start(
        EXPORT_JOB,
        owner=by.id,
        title=title,
        owner_id=_text(by.id),
        format=format.value,
        filters=dict(filters),
        with_names=with_names,
    )
    if with_names:
        audit.log(EXPORT_WITH_NAMES, by=by, job_id=job.id, format=format.value, reason=reason)
    return job


@jobs.rights_to(EXPORT_JOB)
def may_have_export(who: Actor, made_with: Mapping[str, Any]) -> bool:
    """Whether somebody may still read everything a file holds: each of its Sozialräume, and the names where they are in it."""
    if not allows(NeedPermission.EXPORT, who):
        return False
    if made_with.get("with_names") and not allows(FeedPermission.EXPORT_NAMES, who):
        return False
    scope = made_with.get("scope")
    if scope is None:
        return who.holds(*READERS, within=())
    nodes = [places.tree().get(UUID(place)) for place in scope]
    return all(node is not None and who.holds(*READERS, within=node.lineage) for node in nodes)


def _text(id: UUID | None) -> str | None:
    return str(id) if id is not None else None
