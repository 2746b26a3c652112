"""What Moderationswände add to pages of other rooms."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from portal.walls import queries
from portal.walls.policy import WallPermission
from portal.web.access import actor, may
from portal.web.panels import contributes, panel, render_panel


@panel("home.doors")
def door_to_the_wall(**_context: Any) -> str:
    """The way in for those who see a room code before them. The same for everybody, since that page is kept."""
    return render_panel("walls/home.html")


@panel("my_day", order=55)
def open_walls(**_context: Any) -> str | None:
    """Walls that are open just now: the evening is running, or somebody forgot to close one."""
    if not may(WallPermission.LIST):
        return None
    found = queries.open_walls(actor())
    return render_panel("walls/my_day.html", found=found) if found else None


@panel("place.main", order=60)
def walls_of_place(*, place: Any, **_context: Any) -> str | None:
    """Walls of a Sozialraum, for those who may run them; for others a wall is found by its code alone."""
    if not may(WallPermission.LIST):
        return None
    found = queries.own_of_place(actor(), place.id)
    return render_panel("walls/panel_place.html", found=found) if found else None


@panel("consultation.work", order=40)
def walls_of_consultation(*, consultation: Any, **_context: Any) -> str | None:
    """The walls of a Verfahren, drafts included, for those who work on it."""
    if not may(WallPermission.LIST):
        return None
    found = queries.own_of_consultation(actor(), consultation.id)
    return render_panel("walls/panel_consultation.html", found=found, consultation=consultation)


@contributes("log.names")
def names_in_the_log(*, ids: set[UUID], **_context: Any) -> Iterator[dict[UUID, str]]:
    """Walls stand in the log by their title."""
    yield queries.titles(ids)
