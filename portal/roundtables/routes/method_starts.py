"""How the Runder Tisch of the Methodenkoffer begins."""

from collections.abc import Iterator
from typing import Any

from flask import url_for

from portal.consultations.terms.methods import FOR_METHOD, METHOD_STARTS, MethodStart
from portal.kernel import policy
from portal.kernel.policy import Actor
from portal.kernel.text import N_
from portal.roundtables.policy import RoundTablePermission
from portal.roundtables.terms.series import Rhythm
from portal.web.i18n import _
from portal.web.pages import with_arguments
from portal.web.panels import contributes

_METHOD = "runder-tisch"
_PURPOSE = N_(
    "Wir bringen alle zusammen, die vor Ort etwas bewegen können. Wir hören, was Menschen brauchen, und vereinbaren, wer was bis "
    "wann tut."
)


@contributes(METHOD_STARTS, order=15)
def start_with_a_series(*, method: str, who: Actor) -> Iterator[MethodStart]:
    """A series of meetings."""
    if method == _METHOD and policy.allows(RoundTablePermission.SET_UP, who):
        yield MethodStart(
            label=_("Runden Tisch anlegen"),
            address=with_arguments(url_for("round_tables.new"), **{FOR_METHOD: method}),
            hint=_("Name, Zweck und ein Treffen je Vierteljahr stehen schon da."),
        )


def values_for(slug: str | None) -> dict[str, Any]:
    """What stands in the form of a new series for this method; nothing for others."""
    if slug != _METHOD:
        return {}
    return {"title": _("Runder Tisch"), "purpose": _(_PURPOSE), "rhythm": Rhythm.QUARTERLY.value}
