"""What Runde Tische add to pages of other rooms: preparing and inviting."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import url_for

from portal.kernel import clock
from portal.kernel.policy import Actor, allows
from portal.roundtables.actions import telling
from portal.roundtables.policy import MeetingPermission, RoundTablePermission
from portal.roundtables.queries import meetings, series
from portal.web.access import actor, may
from portal.web.due import MOST_OF_ONE, TODAY_DUE, TODAY_NEXT, Due
from portal.web.i18n import _, as_time
from portal.web.panels import contributes, panel, render_panel

if TYPE_CHECKING:
    from portal.roundtables.models import Meeting


@panel("my_day", order=55)
def meetings_of_my_day(**_context: Any) -> str | None:
    """Invitations that wait for the viewer's approval, and the next meetings."""
    if not may(RoundTablePermission.LIST):
        return None
    waiting, coming = meetings.to_approve(actor()), meetings.own_next(actor(), limit=5)
    if not waiting and not coming:
        return None
    return render_panel("roundtables/panels/my_day.html", waiting=waiting, coming=coming, called=telling.called)


@panel("place.main", order=35)
def calendar_of_place(*, place: Any, **_context: Any) -> str | None:
    """The next public meetings that concern the place."""
    coming = meetings.public_meetings(around=place.id, lineage=place.lineage, since=clock.now())[:5]
    if not coming:
        return None
    return render_panel("roundtables/panels/place.html", place=place, coming=coming, called=telling.called)


@contributes(TODAY_DUE, order=20)
def meetings_that_come(*, who: Actor, until: date) -> Iterator[Due]:
    """The next meetings, on their day."""
    if allows(RoundTablePermission.LIST, who):
        yield from (_due(one) for one in meetings.own_next(who, limit=MOST_OF_ONE) if one.day <= until)


@contributes(TODAY_NEXT, order=20)
def next_meeting(*, who: Actor, since: date) -> Iterator[Due]:
    """The next meeting, however far away it is."""
    if allows(RoundTablePermission.LIST, who):
        yield from (_due(one) for one in meetings.own_next(who, limit=1))


def _due(meeting: "Meeting") -> Due:
    title = _("%(time)s Uhr: %(meeting)s", time=as_time(meeting.starts_at), meeting=telling.called(meeting))
    return Due(meeting.day, title, url_for("meetings.show", meeting_id=meeting.id), _("Sitzung"))


@contributes("data_collection.address")
def addresses_of_collections(
    *, kind: str, ids: frozenset[UUID], who: Actor, **_context: Any
) -> Iterator[tuple[UUID, str]]:
    """The way from the Erhebungskalender to meetings, for who may read them."""
    if kind == "round_table":
        for one in meetings.get_many(ids):
            if allows(MeetingPermission.READ, who, one):
                yield one.id, url_for("meetings.show", meeting_id=one.id)


@contributes("log.names")
def names_in_the_log(*, ids: set[UUID], **_context: Any) -> Iterator[dict[UUID, str]]:
    """Series and meetings stand in the log by their names."""
    yield series.titles(ids)
    yield meetings.titles(ids)
