"""How methods of the Methodenkoffer begin with a Nadelkarte or an Ortsbegehung."""

from collections.abc import Iterator
from typing import Any

from flask import url_for

from portal.consultations.terms.methods import FOR_METHOD, METHOD_STARTS, MethodStart
from portal.kernel import policy
from portal.kernel.policy import Actor
from portal.kernel.text import N_
from portal.pinmaps.policy import PinMapPermission, WalkPermission
from portal.pinmaps.terms.templates import MapTemplate, template
from portal.web.i18n import _
from portal.web.pages import with_arguments
from portal.web.panels import contributes

#: The ready map of each method.
_MAPS = {"nadelmethode": "hier-fehlt-etwas", "kinder-und-jugendbeteiligung": "lieblingsort", "ortsbegehung": "barriere"}
_WALK = "ortsbegehung"
_WALK_TITLE = N_("Gemeinsam durch den Ort")


@contributes(METHOD_STARTS, order=25)
def start_with_a_walk(*, method: str, who: Actor) -> Iterator[MethodStart]:
    """An Ortsbegehung whose findings are noted on the phone."""
    if method == _WALK and policy.allows(WalkPermission.PLAN, who):
        yield MethodStart(
            label=_("Begehung anlegen"),
            address=with_arguments(url_for("walks.new"), **{FOR_METHOD: method}),
            hint=_("Tag und Weg eintragen, dann gehen Sie mit dem Telefon los, auch ohne Netz."),
        )


@contributes(METHOD_STARTS, order=30)
def start_with_a_map(*, method: str, who: Actor) -> Iterator[MethodStart]:
    """A Nadelkarte with question and legend."""
    chosen = _map(method)
    if chosen is not None and policy.allows(PinMapPermission.DRAFT, who):
        yield MethodStart(
            label=_("Nadelkarte beginnen"),
            address=with_arguments(url_for("pin_maps.new"), **{FOR_METHOD: method}),
            hint=_(
                "Mit der Frage „%(question)s“ und ihrer Legende. Beides können Sie ändern.", question=_(chosen.question)
            ),
        )


def values_of_map(slug: str | None) -> dict[str, Any]:
    """What stands in the form of a new Nadelkarte for this method; nothing for others."""
    chosen = _map(slug or "")
    return {"template": chosen.name} if chosen else {}


def values_of_walk(slug: str | None) -> dict[str, Any]:
    """What stands in the form of a new Ortsbegehung for this method; nothing for others."""
    return {"title": _(_WALK_TITLE)} if slug == _WALK else {}


def _map(slug: str) -> MapTemplate | None:
    return template(_MAPS.get(slug, ""))
