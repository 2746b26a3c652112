"""The start page of the county. It is the page most people see first, and it is the same for everyone without an account."""

from dataclasses import dataclass

from flask import Response, make_response, request

from portal.places import queries
from portal.places.forms import ChoosePlaceForm
from portal.places.queries import Tree
from portal.places.routes.blueprint import bp
from portal.web.access import actor, public
from portal.web.appearance import theme
from portal.web.i18n import _, language
from portal.web.pages import page
from portal.web.site import SiteInfo, site


@dataclass(frozen=True)
class _Kept:
    """The page as it was rendered for one state of the county. `site()` is asked anew every five seconds, and so is this."""

    of: SiteInfo
    tree: Tree
    html: bytes


_kept: dict[tuple[str, str, str], _Kept] = {}
#: Addresses come from the outside, each may name a port of its own; beyond so many pages keeping begins anew.
_MOST_KEPT = 32


@bp.get("/")
@public
def home() -> Response:
    """Rendered once per language, colour scheme and address for everybody without an account and without arguments."""
    if request.args or actor().is_authenticated:
        return _rendered()
    key = (language(), theme(), request.host_url)
    kept = _kept.get(key)
    if kept is None or kept.of is not site() or kept.tree is not queries.tree():
        kept = _Kept(site(), queries.tree(), _rendered().get_data())
        if len(_kept) >= _MOST_KEPT:
            _kept.clear()
        _kept[key] = kept
    return make_response(kept.html)


def _rendered() -> Response:
    known = queries.tree()
    return page(
        "places/home.html",
        form=_chooser(known),
        drawing=queries.county_drawing(),
        tree=known,
        shown=frozenset(),
        place_count=len(known.gemeinden),
    )


def _chooser(known: Tree) -> ChoosePlaceForm:
    """Every place somebody may live in, by its address."""
    form = ChoosePlaceForm()
    nodes = ((known.get(place_id), label) for place_id, label in queries.choices())
    form.ort.choices = [("", _("Bitte wählen")), *((node.slug, label) for node, label in nodes if node is not None)]
    return form
