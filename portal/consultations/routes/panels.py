"""What the Verfahren add to pages of other rooms."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from portal.consultations import queries
from portal.consultations.policy import PUBLISHERS
from portal.web.access import actor
from portal.web.panels import contributes, panel, render_panel


@panel("place.main", order=20)
def consultations_of_place(*, place: Any, **_context: Any) -> str | None:
    """Verfahren that run or begin soon and concern the place."""
    found = queries.published_in(place.id, place.lineage)
    return render_panel("consultations/panel_place.html", found=found) if found else None


@panel("my_day", order=60)
def drafts_of_my_day(**_context: Any) -> str | None:
    """Drafts that wait for the viewer's publication."""
    if not actor().holds(*PUBLISHERS):
        return None
    drafts = queries.drafts_to_publish(actor())
    return render_panel("consultations/my_day.html", drafts=drafts) if drafts else None


@contributes("log.names")
def names_in_the_log(*, ids: set[UUID], **_context: Any) -> Iterator[dict[UUID, str]]:
    """Verfahren stand in the log by their title."""
    yield queries.titles(ids)
