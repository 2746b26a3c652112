"""What walks add to pages of other rooms."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from portal.pinmaps.policy import WalkPermission
from portal.pinmaps.queries import walks as queries
from portal.web.access import actor, may
from portal.web.panels import contributes, panel, render_panel


@panel("my_day", order=67)
def late_findings_of_my_day(**_context: Any) -> str | None:
    """Walks whose tray of late findings holds something."""
    found = queries.with_late(actor()) if may(WalkPermission.LIST) else []
    return render_panel("pinmaps/walks/my_day.html", found=found) if found else None


@panel("consultation.work", order=40)
def walks_of_consultation(*, consultation: Any, **_context: Any) -> str | None:
    """The walks of a Verfahren, for those who work on it."""
    if not may(WalkPermission.LIST):
        return None
    found = queries.own_of_consultation(actor(), consultation.id)
    counts = queries.counts_of([walk.id for walk in found])
    return render_panel("pinmaps/walks/panel_consultation.html", found=found, counts=counts, consultation=consultation)


@panel("place.work", order=40)
def walks_of_place(*, place: Any, **_context: Any) -> str | None:
    """The latest walks in a place, on its page of the staff."""
    found = queries.own_of_place(actor(), place.id) if may(WalkPermission.LIST) else []
    counts = queries.counts_of([walk.id for walk in found])
    return render_panel("pinmaps/walks/panel_place.html", found=found, counts=counts) if found else None


@panel("contribution.main", order=30)
def finding_of_contribution(*, contribution: Any, **_context: Any) -> str | None:
    """Topic, rating, place and walk, on the page of a Wortmeldung that is a finding."""
    finding = queries.finding_or_none(contribution.id)
    if finding is None:
        return None
    walk = queries.walk(finding.audit_id)
    return render_panel("pinmaps/walks/panel_contribution.html", finding=finding, walk=walk)


@contributes("log.names")
def names_in_the_log(*, ids: set[UUID], **_context: Any) -> Iterator[dict[UUID, str]]:
    """Walks stand in the log by their title."""
    yield queries.titles(ids)
