"""`/arbeit/werkstaetten/<id>/wuensche`: one criticism after the other is turned into a wish, until none is left."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError
from portal.kernel.text import N_
from portal.web.access import actor, requires
from portal.web.errors import status_of
from portal.web.pages import page, reply, tells
from portal.workshops import queries
from portal.workshops.actions import wishes as actions
from portal.workshops.forms.leading import WishForm
from portal.workshops.policy import WorkshopPermission
from portal.workshops.queries.chain import Criticism, chain
from portal.workshops.routes.tabs import tab, workshop_in_url
from portal.workshops.terms.steps import WorkshopStep

if TYPE_CHECKING:
    from portal.workshops.models import FutureWorkshop

bp = Blueprint("workshop_wishes", __name__, url_prefix="/arbeit/werkstaetten/<uuid:workshop_id>/wuensche")
tab(N_("Kritik umkehren"), "workshop_wishes.show", WorkshopPermission.READ, order=34)
tells("wish-hung", N_("Der Wunsch hängt an der Wand. Hier ist die nächste Kritik."))


@bp.get("")
@requires(WorkshopPermission.READ, of=workshop_in_url)
def show(workshop: "FutureWorkshop") -> Response:
    return _page(workshop, wanted=request.args.get("kritik", ""))


@bp.post("")
@requires(WorkshopPermission.LEAD, of=workshop_in_url)
def turn(workshop: "FutureWorkshop") -> Response:
    form = WishForm()
    wanted = str(form.criticism.data or "")
    if not form.validate_on_submit():
        return _page(workshop, form=form, wanted=wanted, status=422)
    try:
        with unit_of_work():
            actions.turn_into_wish(
                queries.workshop(workshop.id),
                wanted,
                wish=str(form.wish.data),
                submission_key=form.key,
                by=actor(),
            )
    except DomainError as error:
        form.take(error)
        return _page(queries.workshop(workshop.id), form=form, wanted=wanted, status=status_of(error))
    return reply(url_for("workshop_wishes.show", workshop_id=workshop.id), tell="wish-hung")


def _page(workshop: "FutureWorkshop", *, form: WishForm | None = None, wanted: str = "", status: int = 200) -> Response:
    """The criticism that was asked for, else the first that is not turned; below it what was turned already."""
    found = chain(workshop, for_staff=True)
    now: Criticism | None = found.criticism(wanted)
    if now is None or now.wish is not None:
        now = next(iter(found.unturned), None)
    following = _after(found.unturned, now)
    return page(
        "workshops/work/wishes.html",
        status=status,
        workshop=workshop,
        chain=found,
        now=now,
        following=following,
        turns=workshop.step in (WorkshopStep.FANTASY, WorkshopStep.REALISATION),
        form=form or WishForm(formdata=None, data={"criticism": now.thought.key if now else ""}),
    )


def _after(unturned: list[Criticism], now: Criticism | None) -> Criticism | None:
    """Where "später" leads: to the next that is not turned, and from the last to the first."""
    keys = [one.thought.key for one in unturned]
    if now is None or len(unturned) < 2 or now.thought.key not in keys:
        return None
    return unturned[(keys.index(now.thought.key) + 1) % len(unturned)]
