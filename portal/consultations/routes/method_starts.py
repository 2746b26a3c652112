"""How methods begin with a Verfahren, and the one that is done in the network."""

from collections.abc import Iterator
from typing import Any

from flask import url_for

from portal.consultations.policy import ConsultationPermission
from portal.consultations.terms.methods import FOR_METHOD, METHOD_STARTS, MethodStart, method
from portal.kernel import policy
from portal.kernel.policy import Actor
from portal.network.policy import NetworkPermission
from portal.web.i18n import _
from portal.web.pages import with_arguments
from portal.web.panels import contributes

#: Done behind closed doors: no Verfahren that everybody reads.
_INTERNAL = "stakeholderanalyse"


@contributes(METHOD_STARTS, order=10)
def start_in_the_network(*, method: str, who: Actor) -> Iterator[MethodStart]:
    """The Stakeholderanalyse is done where the Akteure are."""
    if method == _INTERNAL and policy.allows(NetworkPermission.LIST, who):
        yield MethodStart(
            label=_("Akteure einschätzen"),
            address=url_for("network.analysis"),
            hint=_("Die vier Felder mit allen Akteuren Ihres Netzwerks."),
        )


@contributes(METHOD_STARTS, order=90)
def start_with_a_consultation(*, method: str, who: Actor) -> Iterator[MethodStart]:
    """Every other method can stand under a Verfahren, which says why people are asked and what becomes of it."""
    if method != _INTERNAL and policy.allows(ConsultationPermission.DRAFT, who):
        yield MethodStart(
            label=_("Beteiligungsverfahren vorbereiten"),
            address=with_arguments(url_for("consultations.new"), **{FOR_METHOD: method}),
            hint=_("Der Rahmen für alle Termine und Formate. Titel und Zweck stehen als Entwurf schon da."),
        )


def values_for(slug: str | None) -> dict[str, Any]:
    """What a new Verfahren says about itself when it begins with this method; nothing for none."""
    chosen = method(slug or "")
    if chosen is None or chosen.slug == _INTERNAL:
        return {}
    outcome = _("Was dabei herauskommt: %(outcome)s", outcome=_(chosen.outcome))
    return {"title": _(chosen.title), "purpose": f"{_(chosen.summary)}\n\n{outcome}"}
