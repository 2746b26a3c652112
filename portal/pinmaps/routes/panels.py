"""What Nadelkarten add to pages of other rooms."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import url_for

from portal.kernel.clock import today
from portal.kernel.policy import Actor, allows
from portal.pinmaps import queries
from portal.pinmaps.policy import PUBLISHERS, PinMapPermission
from portal.pinmaps.queries import authoring, maps, sessions
from portal.web.access import actor, may
from portal.web.panels import contributes, panel, render_panel

#: So long before its end a map is shown to those who can still invite people, or prolong it.
SOON = timedelta(days=3)


@panel("my_day", order=67)
def maps_of_my_day(**_context: Any) -> str | None:
    """Drafts that wait for the viewer's publication, maps that end soon or have ended without being closed, and pins that wait
    for somebody to read them."""
    is_publisher = actor().holds(*PUBLISHERS)
    drafts = authoring.drafts_to_publish(actor()) if is_publisher else []
    ending = authoring.ending_by(actor(), today() + SOON) if is_publisher else []
    waiting = authoring.waiting_by_map(actor()) if may(PinMapPermission.LIST) else []
    if not drafts and not ending and not waiting:
        return None
    over = [pin_map for pin_map in ending if pin_map.closes_on is not None and pin_map.closes_on < today()]
    soon = [pin_map for pin_map in ending if pin_map not in over]
    return render_panel("pinmaps/work/my_day.html", drafts=drafts, soon=soon, over=over, waiting=waiting)


@panel("place.main", order=24)
def maps_of_place(*, place: Any, **_context: Any) -> str | None:
    """Maps that run or begin soon and concern the place."""
    found = authoring.open_around(place.id, place.lineage)
    return render_panel("pinmaps/work/panel_place.html", found=found) if found else None


@panel("consultation.formats", order=15)
def maps_of_consultation(*, consultation: Any, **_context: Any) -> str | None:
    """The maps of a Verfahren on its public page, one card each."""
    found = queries.published(consultation_id=consultation.id)
    return render_panel("pinmaps/work/panel_consultation.html", found=found) if found else None


@panel("consultation.work", order=15)
def maps_of_consultation_work(*, consultation: Any, **_context: Any) -> str | None:
    """The maps of a Verfahren, drafts included, for those who work on it."""
    if not may(PinMapPermission.LIST):
        return None
    found = queries.own_of_consultation(actor(), consultation.id)
    return render_panel("pinmaps/work/panel_consultation_work.html", found=found)


@contributes("log.names")
def names_in_the_log(*, ids: set[UUID], **_context: Any) -> Iterator[dict[UUID, str]]:
    """Maps stand in the log by their title."""
    yield queries.titles(ids)


@contributes("photos.kept")
def photos_of_tables(**_context: Any) -> Iterator[str]:
    """Photos of paper maps lie in the folder of all photos."""
    yield from sessions.photo_files()


@contributes("data_collection.address")
def addresses_of_collections(
    *, kind: str, ids: frozenset[UUID], who: Actor, **_context: Any
) -> Iterator[tuple[UUID, str]]:
    """The way from the Erhebungskalender to Nadelkarten, for who may read them."""
    if kind == "pin_map":
        for one in maps.get_many(ids):
            if allows(PinMapPermission.READ, who, one):
                yield one.id, url_for("pin_maps.detail", map_id=one.id)
