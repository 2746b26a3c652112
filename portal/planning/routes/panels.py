"""What analysis, Soll-Ist-Abgleich and prioritising add to other pages: the file of a Bedarf, the overview, "Heute dran"."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for

from portal.kernel.policy import Actor, allows
from portal.planning.policy.analysis import AnalysisPermission
from portal.planning.policy.priorities import PriorityPermission
from portal.planning.policy.targets import TargetPermission
from portal.planning.queries import analysis as queries
from portal.planning.queries import priorities, targets
from portal.web.access import actor
from portal.web.due import MOST_OF_ONE, TODAY_DUE, Due
from portal.web.i18n import _
from portal.web.panels import contributes, panel, render_panel

SHOWN_AT_HOME = 5


@panel("need.main", order=20)
def analysis_of_need(*, need: Any, **_context: Any) -> str | None:
    """How far the Bedarf is borne out, and the way to its analysis."""
    if not allows(AnalysisPermission.READ, actor(), need):
        return None
    analysis = queries.current_analysis(need.id)
    decisions = queries.decisions_of(analysis.id) if analysis else []
    return render_panel(
        "planning/need_box.html",
        need=need,
        analysis=analysis,
        latest=decisions[0] if decisions else None,
        open=queries.count_open_questions(need.id) if analysis else 0,
    )


@panel("planning.home", order=10)
def analyses_at_home(**_context: Any) -> str | None:
    """Analyses by level, and those about which nobody has decided."""
    who = actor()
    if not allows(AnalysisPermission.READ_RULE, who):
        return None
    return render_panel(
        "planning/home_analyses.html",
        counts=queries.counts_by_level(who),
        rows=queries.page_of(queries.visible_analyses(who, undecided=True), after=None, limit=SHOWN_AT_HOME).rows,
    )


@panel("planning.home", order=20)
def gaps_at_home(**_context: Any) -> str | None:
    """Where most is missing."""
    who = actor()
    if not allows(TargetPermission.LIST, who):
        return None
    return render_panel("planning/home_targets.html", rows=targets.worst(who, limit=SHOWN_AT_HOME))


@panel("planning.home", order=30)
def rounds_at_home(**_context: Any) -> str | None:
    """The latest rounds of prioritising, and those that wait for one's own points."""
    who = actor()
    if not allows(PriorityPermission.LIST, who):
        return None
    return render_panel(
        "planning/home_rounds.html",
        waiting=priorities.to_score(who.id) if who.id is not None else [],
        rows=priorities.page_of(priorities.visible_rounds(who), after=None, limit=SHOWN_AT_HOME).rows,
    )


@contributes(TODAY_DUE, order=36)
def rounds_that_are_due(*, who: Actor, until: date) -> Iterable[Due]:
    """Rounds in which somebody is asked to score, by the day of handing in."""
    if who.id is None or not allows(PriorityPermission.LIST, who):
        return
    for one in priorities.to_score(who.id, until=until, limit=MOST_OF_ONE):
        if one.due_on is not None:
            address = url_for("priorities.sheet", round_id=one.id)
            yield Due(one.due_on, one.title, address, _("Priorisierung"), one.place.name)


@contributes(TODAY_DUE, order=35)
def questions_that_are_due(*, who: Actor, until: date) -> Iterable[Due]:
    """What somebody is to find out about a Bedarf, by its day."""
    if who.id is None or not allows(AnalysisPermission.READ_RULE, who):
        return
    for one in queries.questions_due(who.id, until=until, limit=MOST_OF_ONE):
        if one.due_on is not None and allows(AnalysisPermission.READ, who, one.need):
            address = url_for("need_analyses.show", need_id=one.need_id, _anchor="fragen")
            yield Due(one.due_on, one.text, address, _("Offene Frage"), one.need.place.name)


@contributes("log.names")
def names_in_the_log(*, ids: set[UUID], **_context: Any) -> Iterator[dict[UUID, str]]:
    """Rows of the Soll-Ist-Abgleich, criteria and rounds stand in the log by their name."""
    yield targets.names(ids)
    yield priorities.names(ids)
