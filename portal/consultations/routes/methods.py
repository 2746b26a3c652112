"""`/methoden`: the Methodenkoffer for everyone, and for those who may, how each method begins here."""

from flask import Blueprint, Response, request

from portal.consultations.forms import MethodSearchForm
from portal.consultations.policy import ConsultationPermission
from portal.consultations.terms.methods import METHOD_STARTS, METHODS, Method, method
from portal.consultations.terms.methods.suggesting import Intention, suggestions
from portal.kernel.errors import NotFound
from portal.kernel.text import N_
from portal.web.access import actor, public
from portal.web.nav import nav_entry
from portal.web.pages import page
from portal.web.panels import collect

bp = Blueprint("methods", __name__, url_prefix="/methoden")

nav_entry(
    "work",
    label=N_("Methodenkoffer"),
    endpoint="methods.index",
    order=51,
    permission=ConsultationPermission.LIST,
    icon="list",
)

#: So many others with the same goal are named at the end of a method.
_MOST_RELATED = 3


@bp.get("")
@public
def index() -> Response:
    form = MethodSearchForm(formdata=request.args)
    good = form.validate()
    wanted = form.intention if good else Intention()
    return page(
        "consultations/methods/index.html",
        status=200 if good else 422,
        form=form,
        methods=METHODS,
        wanted=wanted,
        found=[] if wanted.is_empty else suggestions(wanted, METHODS),
    )


@bp.get("/<slug>")
@public
def show(slug: str) -> Response:
    found = method(slug)
    if found is None:
        raise NotFound
    return page(
        "consultations/methods/show.html",
        method=found,
        starts=collect(METHOD_STARTS, method=found.slug, who=actor()),
        related=_related(found),
    )


def _related(to: Method) -> list[Method]:
    """Others that are good for what this one is best for, those first for which it comes first."""
    goal, _reason = to.goals[0]
    ranked = [([one for one, _why in other.goals], other) for other in METHODS if other is not to]
    fitting = [(goals.index(goal), other) for goals, other in ranked if goal in goals]
    return [other for _rank, other in sorted(fitting, key=lambda one: one[0])][:_MOST_RELATED]
