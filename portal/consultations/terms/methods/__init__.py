"""The Methodenkoffer: ways to take part that have proved themselves, written down so that a group can do them by itself.

`METHODS` holds them in the order in which they are offered. Their addresses (`slug`) are stable: letters, checklists of
Quartiersprojekte and other rooms point to `/methoden/<slug>`.
"""

from portal.consultations.terms.methods.aktivierende_befragung import ACTIVATING_SURVEY
from portal.consultations.terms.methods.buergerrat import CITIZENS_ASSEMBLY
from portal.consultations.terms.methods.dorfgespraech import VILLAGE_TALK
from portal.consultations.terms.methods.erzaehlcafe import STORY_CAFE
from portal.consultations.terms.methods.kinder_und_jugend import YOUNG_PEOPLE
from portal.consultations.terms.methods.nadelmethode import PINS
from portal.consultations.terms.methods.open_space import OPEN_SPACE
from portal.consultations.terms.methods.ortsbegehung import WALK
from portal.consultations.terms.methods.runder_tisch import ROUND_TABLE
from portal.consultations.terms.methods.seniorenbefragung import SENIORS_SURVEY
from portal.consultations.terms.methods.shape import Goal, Inclusion, Method, MethodStart, Step, TimeFrame
from portal.consultations.terms.methods.stakeholderanalyse import STAKEHOLDERS
from portal.consultations.terms.methods.swot import SWOT
from portal.consultations.terms.methods.world_cafe import WORLD_CAFE
from portal.consultations.terms.methods.zukunftswerkstatt import FUTURE_WORKSHOP

METHODS: tuple[Method, ...] = (
    FUTURE_WORKSHOP,
    PINS,
    WALK,
    ROUND_TABLE,
    ACTIVATING_SURVEY,
    SENIORS_SURVEY,
    YOUNG_PEOPLE,
    STORY_CAFE,
    VILLAGE_TALK,
    WORLD_CAFE,
    OPEN_SPACE,
    CITIZENS_ASSEMBLY,
    STAKEHOLDERS,
    SWOT,
)
#: The topic by which formats say how a method begins with them: `@contributes(METHOD_STARTS)` on a function of (method, who)
#: that returns an iterable of `MethodStart`, none when this person may not begin it.
METHOD_STARTS = "methods.starts"
#: The argument of an address that names the method a form is filled for.
FOR_METHOD = "methode"

_BY_SLUG = {method.slug: method for method in METHODS}


def method(slug: str) -> Method | None:
    """The method of this address; None for none."""
    return _BY_SLUG.get(slug)


__all__ = [
    "FOR_METHOD",
    "METHODS",
    "METHOD_STARTS",
    "Goal",
    "Inclusion",
    "Method",
    "MethodStart",
    "Step",
    "TimeFrame",
    "method",
]
