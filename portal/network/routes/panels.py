"""What the network adds to Mein Tag, to the staff's page of a Gemeinde, and to the log."""

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for

from portal.kernel.policy import Actor, allows
from portal.network import queries
from portal.network.policy import NetworkPermission
from portal.places import queries as places
from portal.web.access import actor
from portal.web.due import MOST_OF_ONE, TODAY_DUE, Due
from portal.web.i18n import _
from portal.web.panels import contributes, panel, render_panel

SHOWN = 5
SHOWN_IN_PLACE = 12


@panel("my_day", order=55)
def reviews_of_my_day(**_context: Any) -> str | None:
    """Akteure to be looked at again, and consents to be asked for anew."""
    who = actor()
    if not allows(NetworkPermission.LIST, who):
        return None
    due, consents = queries.due_reviews(who), queries.old_consents(who)
    if not due and not consents:
        return None
    return render_panel(
        "network/my_day.html",
        due=due[:SHOWN],
        due_count=len(due),
        consent_count=len(consents),
        names=places.names(one.sozialraum_id for one in due[:SHOWN]),
    )


@panel("place.work", order=30)
def stakeholders_of_place(*, place: Any, **_context: Any) -> str | None:
    """The Akteure of a Gemeinde, for those who work with them there."""
    if not allows(NetworkPermission.ADD_HERE, actor(), place):
        return None
    found = queries.stakeholders_of(actor(), place.id, limit=SHOWN_IN_PLACE + 1)
    return render_panel(
        "network/place.html", place=place, found=found[:SHOWN_IN_PLACE], has_more=len(found) > SHOWN_IN_PLACE
    )


@contributes(TODAY_DUE, order=50)
def reviews_that_are_due(*, who: Actor, until: date) -> Iterator[Due]:
    """Akteure to be looked at again."""
    if not allows(NetworkPermission.LIST, who):
        return
    for one in queries.due_reviews(who, until=until, limit=MOST_OF_ONE):
        if one.review_on is not None:
            title = f"{one.name}: {one.next_step}" if one.next_step else one.name
            address = url_for("network.show", stakeholder_id=one.id)
            yield Due(one.review_on, title, address, _("Wiedervorlage"), one.sozialraum.name)


@contributes("log.names")
def names_in_the_log(*, ids: set[UUID], **_context: Any) -> Iterator[dict[UUID, str]]:
    """Organisations stand in the log by their name; people never do."""
    yield queries.organisation_names(ids)
