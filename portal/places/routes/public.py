"""Places for everyone: the list of all Gemeinden and one page for each place."""

from itertools import groupby
from typing import TYPE_CHECKING

from flask import Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from portal.kernel.text import N_
from portal.places import queries
from portal.places.forms import FindPlaceForm
from portal.places.queries import PlaceNode, Tree
from portal.places.routes.blueprint import bp
from portal.places.terms import CHOSEN_BY_PEOPLE, PARTS, PlaceKind, short_name
from portal.web.access import public
from portal.web.i18n import _, as_number
from portal.web.nav import nav_entry
from portal.web.pages import page
from portal.web.site import site

if TYPE_CHECKING:
    from portal.places.models import Sozialraum

nav_entry("public", label=N_("Orte"), endpoint="places.index", order=40)

BY_NAME, BY_ASSOCIATION = "name", "vg"


@bp.get("/orte")
@public
def index() -> Response | AnyResponse:
    known = queries.tree()
    chosen = request.args.get("ort", "")
    if known.by_slug(chosen):
        return redirect(url_for("places.show", slug=chosen), 303)
    form = FindPlaceForm(request.args)
    typed = (form.q.data or "") if form.validate() else ""
    found = queries.search(typed, kinds=(*CHOSEN_BY_PEOPLE, PlaceKind.UNINCORPORATED, PlaceKind.MUNICIPAL_ASSOCIATION))
    order = BY_ASSOCIATION if request.args.get("nach") == BY_ASSOCIATION else BY_NAME
    return page(
        "places/index.html",
        form=form,
        typed=typed,
        found=found,
        tree=known,
        order=order,
        groups=_by_association(known) if order == BY_ASSOCIATION else _by_letter(known),
        drawing=queries.county_drawing(),
    )


@bp.get("/orte/<slug>")
@public
def show(slug: str) -> Response:
    place = queries.place_by_slug(slug)
    known = queries.tree_with(place.id)
    node = known.get(place.id)
    assert node is not None
    association = known.association_of(node) if node.kind is PlaceKind.MUNICIPALITY else None
    return page(
        "places/show.html",
        place=place,
        node=node,
        tree=known,
        contact=contact_of(place),
        eyebrow=_eyebrow(node),
        crumbs=[(up.name, url_for("places.show", slug=up.slug)) for up in known.above(node)[1:]],
        facts=_facts(known, node),
        drawing=queries.county_drawing(),
        shown=queries.parts_drawn(node),
        association=association,
        neighbours=[other for other in known.children(association) if other is not node] if association else [],
        parts=[child for child in known.children(node) if child.kind in PARTS],
        gemeinden=[child for child in known.children(node) if child.kind not in PARTS],
    )


def contact_of(place: "Sozialraum") -> queries.Contact:
    """Whom residents of a place can ring: the number nearest to it, else the county's."""
    known = queries.tree()
    node = known.get(place.id)
    near = known.contact_of(node) if node else None
    return near or queries.Contact(
        name=site().contact_name or site().county_name, phone=site().contact_phone, place=site().county_name
    )


def _eyebrow(node: PlaceNode) -> str:
    """What the place calls itself, else what it is: "Stadt", "Gemeinde", "Ortsteil"."""
    is_gemeinde = node.kind is PlaceKind.MUNICIPALITY and node.designation
    return node.designation if is_gemeinde else _(node.kind.label)


def _facts(known: Tree, node: PlaceNode) -> list[tuple[str, str]]:
    """What is worth knowing about a place, in the order people ask for it."""
    facts = [(_(up.kind.label), short_name(up.kind, up.name)) for up in reversed(known.above(node))]
    if node.area_km2:
        facts.append((_("Fläche"), f"{as_number(node.area_km2, 1)} km²"))
    return facts


def _by_letter(known: Tree) -> list[tuple[str, list[PlaceNode]]]:
    nodes = known.of_kind(PlaceKind.MUNICIPALITY, PlaceKind.UNINCORPORATED)
    return [(letter, list(group)) for letter, group in groupby(nodes, key=lambda node: node.folded[:1].upper())]


def _by_association(known: Tree) -> list[tuple[str, list[PlaceNode]]]:
    groups = [(vg.name, known.children(vg)) for vg in known.of_kind(PlaceKind.MUNICIPAL_ASSOCIATION)]
    alone = [
        node
        for node in known.of_kind(PlaceKind.MUNICIPALITY, PlaceKind.UNINCORPORATED)
        if not known.association_of(node)
    ]
    return [*groups, *([(_("Ohne Verwaltungsgemeinschaft"), alone)] if alone else [])]
