"""The page of a Bedarfsanalyse, which several steps show again with what was refused."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response

from portal.accounts import queries as accounts
from portal.indicators import queries as indicators
from portal.kernel import clock
from portal.needs import queries as needs
from portal.needs.policy import READERS
from portal.needs.terms import Stance
from portal.planning.forms.analysis import AnswerForm, BeginForm, ComparisonForm, LevelForm, QuestionForm, TakeForm
from portal.planning.policy.analysis import AnalysisPermission
from portal.planning.policy.priorities import PriorityPermission
from portal.planning.queries import analysis as queries
from portal.planning.queries import evidence_level, priorities, targets
from portal.planning.terms.evidence_level import EvidenceLevel, propose
from portal.web.access import may
from portal.web.choosing import Choices
from portal.web.i18n import _
from portal.web.pages import page

if TYPE_CHECKING:
    from portal.needs.models import Need
    from portal.planning.models.analysis import NeedAnalysis
    from portal.planning.models.priorities import PriorityRound
    from portal.planning.terms.ranking import Ranked


def analysis_page(need: "Need", *, status: int = 200, **forms: Any) -> Response:
    """Everything about the present analysis. `forms` are refused forms by name."""
    analysis = queries.current_analysis(need.id)
    questions = queries.questions_of(need.id)
    decisions = queries.decisions_of(analysis.id) if analysis else []
    return page(
        "planning/analysis.html",
        status=status,
        analysis=analysis,
        questions=questions,
        decisions=decisions,
        earlier=[one for one in queries.analyses_of(need.id) if not one.is_current],
        rows=targets.rows_of_need(need.id),
        weighed=_weighed(need),
        today=clock.today(),
        names=_names(analysis, questions, decisions),
        collections=queries.collection_titles(questions),
        **_evidence(need, analysis),
        **_forms(need, analysis, forms),
    )


def archive_page(need: "Need", analysis: "NeedAnalysis") -> Response:
    """An analysis to be read, with the decisions of its time."""
    decisions = queries.decisions_of(analysis.id)
    return page(
        "planning/analysis_version.html",
        need=need,
        analysis=analysis,
        decisions=decisions,
        names=_names(analysis, [], decisions),
        from_stored=evidence_level.from_stored,
        levels={one.value: one for one in EvidenceLevel},
    )


def people_choices(need: "Need", *, keep: UUID | None = None) -> Choices:
    """Who can be asked to find something out: those who read the Bedarf; also whoever was asked and has left."""
    found = [(one.id, one.name) for one in accounts.holders(*READERS, within=need.lineage)]
    gone = {} if keep is None or keep in dict(found) else accounts.names([keep])
    return [*found, *gone.items()]


def indicator_choices() -> list[tuple[str, str]]:
    """The Indikatoren of the portal as (key, name with unit)."""
    return [
        (one.key, f"{_(one.name)} ({_(one.unit)})" if one.unit else _(one.name)) for one in indicators.definitions()
    ]


def _weighed(need: "Need") -> "list[tuple[PriorityRound, Ranked]]":
    """The closed rounds in which the Bedarf was weighed and whose result this person sees, with the place it got."""
    found = [one for one in priorities.rounds_of_need(need.id) if may(PriorityPermission.SEE_RESULT, one)]
    lines = [(one, line) for one in found for line in priorities.result(one).lines]
    return [(one, line.ranked) for one, line in lines if line.need.id == need.id]


def _evidence(need: "Need", analysis: "NeedAnalysis | None") -> dict[str, Any]:
    rule = queries.rule_on()
    matrix = evidence_level.evidence_matrix(need.id)
    facts = evidence_level.facts_of(need, matrix, analysis, rule)
    return {
        "need": need,
        "labels": needs.labels_for([need]),
        "matrix": matrix,
        "sides": [(Stance.FOR, matrix.on_side(Stance.FOR)), (Stance.AGAINST, matrix.on_side(Stance.AGAINST))],
        "facts": facts,
        "rule": rule,
        "proposal": propose(facts, rule),
        "from_stored": evidence_level.from_stored,
        "levels": {one.value: one for one in EvidenceLevel},
    }


def _forms(need: "Need", analysis: "NeedAnalysis | None", refused: dict[str, Any]) -> dict[str, Any]:
    """The forms of the page, empty unless they were refused; none for those who only read."""
    writes = may(AnalysisPermission.EDIT, need)
    version = {"version": str(analysis.version if analysis else 0)}
    made: dict[str, Any] = {"begin_form": BeginForm(formdata=None), "answer_form": AnswerForm(formdata=None)}
    if writes:
        made["comparison_form"] = ComparisonForm(formdata=None)
        made["take_form"] = TakeForm(formdata=None, indicators=indicator_choices())
        made["level_form"] = LevelForm(formdata=None, data=version)
        made["question_form"] = QuestionForm(formdata=None, people=people_choices(need))
    return made | {"answering": None} | refused | {"writes": writes}


def _names(analysis: "NeedAnalysis | None", questions: Any, decisions: Any) -> dict[UUID, str]:
    ids = {one.by_id for one in decisions} | {analysis.created_by if analysis else None}
    for one in questions:
        ids |= {one.responsible_id, one.closed_by, one.created_by}
    return accounts.names(ids)
