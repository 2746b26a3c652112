"""How the Zukunftswerkstatt of the Methodenkoffer begins."""

from collections.abc import Iterator
from typing import Any

from flask import url_for

from portal.consultations.terms.methods import FOR_METHOD, METHOD_STARTS, MethodStart
from portal.kernel import policy
from portal.kernel.policy import Actor
from portal.kernel.text import N_
from portal.web.i18n import _
from portal.web.pages import with_arguments
from portal.web.panels import contributes
from portal.workshops.policy import WorkshopPermission
from portal.workshops.terms.templates import WorkshopTemplate

_METHOD = "zukunftswerkstatt"
_TITLE = N_("Wie wollen wir hier in zehn Jahren leben?")


@contributes(METHOD_STARTS, order=15)
def start_with_a_workshop(*, method: str, who: Actor) -> Iterator[MethodStart]:
    """A Zukunftswerkstatt with run-sheet and wall."""
    if method == _METHOD and policy.allows(WorkshopPermission.DRAFT, who):
        yield MethodStart(
            label=_("Zukunftswerkstatt anlegen"),
            address=with_arguments(url_for("workshops.new"), **{FOR_METHOD: method}),
            hint=_("Ablauf mit Zeiten, Moderationstexte und die Wand mit drei Spalten entstehen von selbst."),
        )


def values_for(slug: str | None) -> dict[str, Any]:
    """What stands in the form of a new workshop for this method; nothing for others."""
    return {"title": _(_TITLE), "template": WorkshopTemplate.EVENING.value} if slug == _METHOD else {}
