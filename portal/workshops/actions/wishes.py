"""Turning criticism into wishes."""

from uuid import UUID

from portal.kernel.db import session
from portal.kernel.errors import InvalidInput, InvalidTransition
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.walls import actions as walls
from portal.walls import queries as wall_queries
from portal.walls.terms.states import LONGEST_CARD
from portal.workshops.models import FutureWorkshop, Wish
from portal.workshops.policy import WorkshopPermission
from portal.workshops.queries.chain import chain
from portal.workshops.queries.wishes import wish_of_card
from portal.workshops.terms.steps import Phase, WorkshopStep

#: Criticism is turned in the Phantasie; what was forgotten can be made good in the Verwirklichung.
_TURNED_IN = (WorkshopStep.FANTASY, WorkshopStep.REALISATION)


def turn_into_wish(workshop: FutureWorkshop, criticism: str, *, wish: str, submission_key: UUID, by: Actor) -> Wish:
    """Hang the positive turn of a criticism into the column Phantasie, typed by the moderation for the room.

    `criticism` is the key of its `Thought`. The wish is a card and so a Wortmeldung: it takes dots like all others. Sent again with
    the same key it is the same wish. Raises `InvalidInput` for one that is turned already or is gone.
    """
    ensure(WorkshopPermission.LEAD, by, workshop)
    if workshop.step not in _TURNED_IN:
        raise InvalidTransition
    if not wish:
        raise InvalidInput("wish.empty", N_("Bitte schreiben Sie den Wunsch auf."), field="wish")
    if len(wish) > LONGEST_CARD:
        raise InvalidInput(
            "wish.too-long", N_("Bitte fassen Sie den Wunsch kürzer, er soll auf eine Karte passen."), field="wish"
        )
    found = chain(workshop, for_staff=True)
    card = walls.type_card(
        wall_queries.wall(workshop.wall_id),
        found.columns[Phase.FANTASY].id,
        wish,
        submission_key=submission_key,
        by=by,
    )
    if (before := wish_of_card(card.contribution_id)) is not None:
        return before
    turned = found.criticism(criticism)
    if turned is None:
        raise InvalidInput(
            "wish.no-criticism", N_("Diese Kritik hängt nicht mehr so an der Wand. Laden Sie die Seite neu.")
        )
    if turned.wish is not None:
        raise InvalidInput(
            "wish.turned",
            N_("Diese Kritik ist schon umgekehrt. Laden Sie die Seite neu, um den Wunsch zu sehen."),
            field="wish",
        )
    row = Wish(
        workshop_id=workshop.id,
        cluster_id=turned.thought.cluster_id,
        critique_card_id=turned.thought.card_id,
        card_id=card.contribution_id,
        turned_by=by.id,
    )
    session().add(row)
    session().flush()
    return row
