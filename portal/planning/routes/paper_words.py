"""The words a new Beschlussvorlage begins with: those of the Handlungsempfehlung and of the Bedarfsanalysen behind it."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from portal.kernel import clock
from portal.planning.queries import analysis as analyses
from portal.planning.queries import targets
from portal.web.i18n import _, as_number

if TYPE_CHECKING:
    from portal.needs.models import Need
    from portal.planning.models import Recommendation
    from portal.planning.models.analysis import EvidenceDecision
    from portal.planning.queries.targets import Comparison


def first_words(origin: "Recommendation") -> dict[str, Any]:
    """Values for the form. Whoever writes the paper changes them; nothing is taken over later."""
    option = origin.chosen_option
    return {
        "title": origin.title,
        "dated_on": clock.today(),
        "facts": "\n\n".join(filter(None, [origin.body, *(one.description for one in origin.needs)])),
        "evidence": "\n\n".join(_evidence(origin)),
        "costs": option.cost_note if option else "",
        "proposal": _("Das Gremium beschließt: %(what)s", what=option.title) if option else "",
    }


def _evidence(origin: "Recommendation") -> Iterator[str]:
    """For each Bedarf how far it is borne out, why, and what is there against what should be. Two or more queries each."""
    decided = analyses.last_decisions([one.id for one in origin.needs])
    for need in origin.needs:
        if need.id in decided:
            yield _level(need, decided[need.id])
        yield from (_gap(one) for one in targets.rows_of_need(need.id) if one.coverage is not None)


def _level(need: "Need", decision: "EvidenceDecision") -> str:
    return _(
        "Bedarf %(number)s: %(level)s. %(reason)s",
        number=need.number,
        level=_(decision.level.label),
        reason=decision.reason,
    )


def _gap(one: "Comparison") -> str:
    row = one.row
    return _(
        "%(subject)s, %(place)s: Ist %(actual)s, Soll %(target)s (%(source)s). Das sind %(percent)s Prozent.",
        subject=row.subject,
        place=row.place.name,
        actual=as_number(one.actual),
        target=as_number(row.target_value),
        source=row.target_source or _(row.target_kind.label),
        percent=as_number(one.coverage),
    )
