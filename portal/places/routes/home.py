"""The start page of the county. It is the page most people see first, so what is stable is rendered once and kept."""

from flask import Response, render_template
from markupsafe import Markup

from portal.places import queries
from portal.places.forms import ChoosePlaceForm
from portal.places.queries import Tree
from portal.places.routes.blueprint import bp
from portal.web.access import public
from portal.web.i18n import _, language
from portal.web.pages import page

_kept: dict[str, tuple[Tree, Markup]] = {}


@bp.get("/")
@public
def home() -> Response:
    return page("places/home.html", chooser=chooser(), place_count=len(queries.tree().gemeinden))


def chooser() -> Markup:
    """The list and the map that lead to one's own place, in the reader's language; the same for everyone."""
    known = queries.tree()
    kept = _kept.get(language())
    if kept and kept[0] is known:
        return kept[1]
    html = render_template(
        "places/_chooser.html", form=chooser_form(), drawing=queries.county_drawing(), tree=known, shown=frozenset()
    )
    _kept[language()] = (known, Markup(html))  # noqa: S704 - a rendered template
    return _kept[language()][1]


def chooser_form() -> ChoosePlaceForm:
    """Every place somebody may live in, by its address."""
    known = queries.tree()
    form = ChoosePlaceForm()
    form.ort.choices = [("", _("Bitte wählen"))] + [(node.slug, label) for node, label in _labelled(known)]
    return form


def _labelled(known: Tree) -> list[tuple[queries.PlaceNode, str]]:
    found = ((known.get(place_id), label) for place_id, label in queries.choices())
    return [(node, label) for node, label in found if node is not None]
