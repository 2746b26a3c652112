"""What is to be looked at again: reviews that are due, and consents that have grown old."""

from flask import Response

from portal.network import queries
from portal.network.policy import NetworkPermission
from portal.network.routes.blueprint import bp, views
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.pages import page


@bp.get("/wiedervorlage")
@requires(NetworkPermission.LIST)
def reminders() -> Response:
    due, consents = queries.due_reviews(actor()), queries.old_consents(actor())
    return page(
        "network/reminders.html",
        due=due,
        consents=consents,
        names=places.names(one.sozialraum_id for one in due),
        views=views(),
    )
