"""Letting everybody read a Fassung, and taking that back."""

from portal.kernel import audit
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.reports.models import ReportPublication, ReportRelease
from portal.reports.policy import ReportPermission

PUBLISHED = audit.kind(
    "reports.published", N_("Fassung eines Sozialberichts veröffentlicht"), keys=("report_id", "number", "digest")
)
UNPUBLISHED = audit.kind(
    "reports.unpublished", N_("Sozialbericht nicht mehr öffentlich"), keys=("report_id", "number", "digest")
)


def publish(release: ReportRelease, *, has_read: bool, by: Actor) -> None:
    """Put a Fassung on the page for everybody, as it was frozen. Done before, nothing changes.

    Its counts are rounded and small ones left out since it was written; its words are the planner's, so whoever publishes says
    that no person can be recognised in them. Raises `InvalidInput` without that.
    """
    ensure(ReportPermission.PUBLISH, by, release.report)
    if not has_read:
        raise InvalidInput(
            "report.unread",
            N_("Bitte bestätigen Sie, dass Sie die Texte gelesen haben und niemand zu erkennen ist."),
        )
    if session().get(ReportPublication, release.id, with_for_update=True) is not None:
        return
    session().add(ReportPublication(release_id=release.id, published_by=by.id))
    session().flush()
    audit.log(PUBLISHED, by=by, report_id=release.report_id, number=release.number, digest=release.digest)


def unpublish(release: ReportRelease, *, by: Actor) -> None:
    """Take a Fassung off that page; whoever has its file keeps it."""
    ensure(ReportPermission.PUBLISH, by, release.report)
    found = session().get(ReportPublication, release.id)
    if found is None:
        return
    session().delete(found)
    session().flush()
    audit.log(UNPUBLISHED, by=by, report_id=release.report_id, number=release.number, digest=release.digest)
