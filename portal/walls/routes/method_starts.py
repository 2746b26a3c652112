"""How methods of the Methodenkoffer begin with a Moderationswand."""

from collections.abc import Iterator
from typing import Any

from flask import url_for

from portal.consultations.terms.methods import FOR_METHOD, METHOD_STARTS, MethodStart
from portal.kernel import policy
from portal.kernel.policy import Actor
from portal.kernel.text import N_
from portal.walls.policy import WallPermission
from portal.walls.terms.templates import template
from portal.web.i18n import _
from portal.web.pages import with_arguments
from portal.web.panels import contributes

_ONE_QUESTION = "eine-frage"
#: Template and title of the wall of each method.
_WALLS = {
    "swot-analyse": ("swot", N_("Wo steht unser Ort?")),
    "world-cafe": (_ONE_QUESTION, N_("Ernte aus dem World-Café")),
    "dorfgespraech": (_ONE_QUESTION, N_("Was uns im Dorf wichtig ist")),
    "open-space": (_ONE_QUESTION, N_("Anliegenwand")),
    "buergerrat-light": (_ONE_QUESTION, N_("Beratung des Bürgerrats")),
    "runder-tisch": ("beduerfnisse", N_("Was brauchen wir im Alter?")),
}


@contributes(METHOD_STARTS, order=40)
def start_with_a_wall(*, method: str, who: Actor) -> Iterator[MethodStart]:
    """A wall on which what was said is gathered and ordered."""
    if method in _WALLS and policy.allows(WallPermission.DRAFT, who):
        name, title = _WALLS[method]
        chosen = template(name)
        columns = ", ".join(_(column) for column, _hint in chosen.columns) if chosen else ""
        yield MethodStart(
            label=_("Moderationswand anlegen"),
            address=with_arguments(url_for("walls.new"), **{FOR_METHOD: method}),
            hint=_("„%(title)s“ mit den Spalten: %(columns)s.", title=_(title), columns=columns),
        )


def values_for(slug: str | None) -> dict[str, Any]:
    """What stands in the form of a new wall for this method; nothing for others."""
    name, title = _WALLS.get(slug or "", ("", ""))
    return {"template": name, "title": _(title)} if name else {}
