"""`/arbeit/werkstaetten/<id>/weitergeben`: criticism, wishes and sketches on their way to a Bedarf.

What becomes of them others contribute.
"""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.text import N_
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.pages import page
from portal.web.panels import collect
from portal.workshops import queries
from portal.workshops.actions.handing_on import hand_on
from portal.workshops.policy import WorkshopPermission
from portal.workshops.queries.chain import Chain, chain
from portal.workshops.routes.tabs import tab, workshop_in_url
from portal.workshops.terms.limits import MOST_HANDED_ON

if TYPE_CHECKING:
    from portal.workshops.models import FutureWorkshop

bp = Blueprint("workshop_handing_on", __name__, url_prefix="/arbeit/werkstaetten/<uuid:workshop_id>/weitergeben")
tab(N_("Weitergeben"), "workshop_handing_on.show", WorkshopPermission.HAND_ON, order=50)

_NOTHING = N_("Bitte wählen Sie zuerst aus, was zusammen ein Bedarf ist.")
_TOO_MANY = N_("Das sind mehr als %(most)s Wortmeldungen auf einmal. Bitte wählen Sie weniger aus.")


@bp.get("")
@requires(WorkshopPermission.HAND_ON, of=workshop_in_url)
def show(workshop: "FutureWorkshop") -> Response:
    return _page(workshop, Form(formdata=None))


@bp.post("/auswahl")
@requires(WorkshopPermission.HAND_ON, of=workshop_in_url)
def choose(workshop: "FutureWorkshop") -> Response:
    """Chosen sketches become Wortmeldungen; then what was chosen is shown together with what can become of it."""
    form = Form()
    if not form.validate_on_submit():
        return _page(workshop, form, status=422)
    found = chain(workshop, for_staff=True)
    thoughts, sketch_ids = set(request.form.getlist("gedanke")), set(request.form.getlist("skizze"))
    cards, title = _chosen(found, thoughts)
    if len(cards) > MOST_HANDED_ON:
        form.take(InvalidInput("handing-on.too-many", _TOO_MANY, most=MOST_HANDED_ON))
        return _page(workshop, form, status=422)
    with unit_of_work():
        fresh = queries.workshop(workshop.id)
        sketches = hand_on(fresh, sketch_ids, by=actor()) if sketch_ids else []
    if not cards and not sketches:
        form.take(InvalidInput("handing-on.nothing", _NOTHING))
        return _page(workshop, form, status=422)
    ids = [*(one.contribution_id for one in sketches if one.contribution_id), *cards]
    return page(
        "workshops/work/selection.html",
        workshop=workshop,
        sketches=sketches,
        thoughts=[one for one in found.thoughts if one.key in thoughts],
        contribution_ids=list(dict.fromkeys(ids)),
        title=sketches[0].title if sketches else title,
        back=url_for("workshop_handing_on.show", workshop_id=workshop.id),
    )


def _page(workshop: "FutureWorkshop", form: Form, *, status: int = 200) -> Response:
    takers = collect("contributions.takers")
    return page(
        "workshops/work/hand_on.html",
        status=status,
        workshop=workshop,
        chain=chain(workshop, for_staff=True),
        chosen=set(request.form.getlist("gedanke")) | set(request.form.getlist("skizze")),
        button=takers[0] if takers else _("Zusammenstellen"),
        form=form,
    )


def _chosen(found: Chain, keys: set[str]) -> tuple[list[UUID], str]:
    """The cards of what was ticked, and the title of the first."""
    chosen = [one for one in found.thoughts if one.key in keys]
    return [card for one in chosen for card in one.contribution_ids], chosen[0].title if chosen else ""
