"""What planning adds to the path of a Bedarf: how far it is borne out, what is done about it, whether it helped."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from flask import url_for

from portal.kernel import clock
from portal.kernel.clock import ON_SCREEN
from portal.kernel.policy import Actor, allows
from portal.needs.terms.way import NEED_WAY, Station, WayPart
from portal.planning.policy.analysis import AnalysisPermission
from portal.planning.policy.measures import MeasurePermission
from portal.planning.queries import measures as measure_queries
from portal.planning.queries import way as queries
from portal.planning.terms.evidence_level import EvidenceLevel
from portal.web.i18n import _
from portal.web.panels import contributes

if TYPE_CHECKING:
    from portal.needs.models import Need
    from portal.planning.models import Measure, Milestone


@contributes(NEED_WAY, order=30)
def levels(*, need: "Need", who: Actor) -> Iterator[Station]:
    """Each decision about how far the Bedarf is borne out."""
    if not allows(AnalysisPermission.READ, who, need):
        return
    address = url_for("need_analyses.show", need_id=need.id)
    for one in queries.levels_decided(need.id):
        title = _("Bedarfsanalyse: %(level)s", level=_(one.level.label))
        borne_out = one.level is not EvidenceLevel.FELT
        yield Station(one.at, WayPart.EVIDENCE, title, one.reason, address, one.level.tone, reaches=borne_out)


@contributes(NEED_WAY, order=50)
def measures(*, need: "Need", who: Actor) -> Iterator[Station]:
    """Maßnahmen with the Meilensteine they reached, what reviews found, and the next review."""
    if not allows(MeasurePermission.LIST, who):
        return
    found = {one.id: one for one in measure_queries.measures_of_need(who, need.id)}
    for measure in found.values():
        yield _begun(measure)
        if measure.reviews_ended_on is None and measure.review_on >= clock.today():
            yield _next_review(measure)
    for milestone in queries.milestones_reached(found):
        yield _reached(milestone, found[milestone.measure_id])
    for evaluation in queries.evaluations_held(found):
        title = _("Überprüft: %(result)s", result=_(evaluation.result.label))
        address = _address(found[evaluation.measure_id])
        yield Station(evaluation.held_on, WayPart.EFFECT, title, evaluation.reason, address, evaluation.result.tone)


def _begun(measure: "Measure") -> Station:
    on: date = measure.begins_on or measure.created_at.astimezone(ON_SCREEN).date()
    title, text = _("Maßnahme: %(title)s", title=measure.title), _(measure.status.label)
    return Station(on, WayPart.ACTION, title, text, _address(measure), is_ahead=on > clock.today())


def _next_review(measure: "Measure") -> Station:
    title = _("Überprüfung der Maßnahme „%(title)s“", title=measure.title)
    return Station(measure.review_on, WayPart.EFFECT, title, "", _address(measure), "neutral", is_ahead=True)


def _reached(milestone: "Milestone", measure: "Measure") -> Station:
    title = _("Meilenstein erreicht: %(title)s", title=milestone.title)
    on = milestone.done_on or milestone.due_on
    return Station(on, WayPart.ACTION, title, measure.title, _address(measure), "success")


def _address(measure: "Measure") -> str:
    return url_for("measures.show", measure_id=measure.id)
