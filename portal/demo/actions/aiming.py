"""Goals in the story: one round from the leadership to the decision; a SWOT-Analyse; two Startchecks."""

from collections.abc import Iterator
from datetime import date, datetime
from functools import partial
from uuid import UUID

from sqlalchemy import select

from portal.demo import queries
from portal.demo.actions.scenes import Scene
from portal.demo.story import goals as story
from portal.demo.story.shape import day_from, on
from portal.kernel.clock import today
from portal.kernel.db import session
from portal.planning.actions import goal_procedures, goal_rounds, goals, startcheck, swot
from portal.planning.actions.goal_procedures import ProcedureDraft
from portal.planning.actions.goals import GoalDraft
from portal.planning.actions.swot import EntryDraft
from portal.planning.models import Measure
from portal.planning.models.goals import Goal, GoalPart, GoalProcedure
from portal.planning.queries import goals as found
from portal.planning.queries import swot as swots
from portal.planning.terms.goals import GoalOutcome, ProcedureStage, StatementAnswer
from portal.planning.terms.startcheck import Reply
from portal.planning.terms.swot import SwotField
from portal.sectorplans.models import Committee

_SET, _ASKED, _ANSWERED = on(12, "Mo", "09:00"), on(11, "Mi", "10:00"), on(9, "Do", "14:00")
_PROPOSED, _RECONCILED, _DECIDED = on(8, "Di", "11:00"), on(6, "Mi", "09:30"), on(4, "Mo", "16:00")
_LINKED, _SHEET, _CHECKED = on(3, "Di", "09:00"), on(5, "Do", "19:30"), on(1, "Di", "14:00")
_REPLIES = {"y": Reply.YES, "p": Reply.PARTLY, "n": Reply.NO}


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """From the first goal to the decision; the sheet and the checks beside it."""
    yield Scene(_SET.resolve(loaded_at), "goals set", partial(set_goals, loaded_at))
    yield Scene(_ASKED.resolve(loaded_at), "goals sent down", partial(move, ProcedureStage.CHECKING))
    yield Scene(_ANSWERED.resolve(loaded_at), "goals checked", answer)
    yield Scene(_PROPOSED.resolve(loaded_at), "goals proposed", propose)
    yield Scene(_RECONCILED.resolve(loaded_at), "goals reconciled", reconcile)
    yield Scene(_SHEET.resolve(loaded_at), "swot", write_sheet)
    yield Scene(_DECIDED.resolve(loaded_at), "goals decided", decide)
    yield Scene(_LINKED.resolve(loaded_at), "goals linked", link)
    yield Scene(_CHECKED.resolve(loaded_at), "start checks", partial(check, loaded_at))


def set_goals(loaded_at: datetime) -> None:
    """The leadership writes its goals down and says who takes part."""
    planner = queries.person("planung")
    draft = ProcedureDraft(
        title=story.PROCEDURE_TITLE,
        place=queries.place("Landkreis"),
        purpose=story.PURPOSE,
        due_on=day_from(loaded_at, -63),
    )
    made = goal_procedures.begin_procedure(draft, submission_key=queries.submission_key("goals"), by=planner)
    for name, who in story.DEPARTMENTS:
        goal_procedures.add_part(made, name=name, responsible_id=queries.person(who).id, by=planner)
    for gemeinde in story.GEMEINDEN:
        goal_procedures.add_part(made, place=queries.place(gemeinde), responsible_id=None, by=planner)
    fresh = _procedure()
    parts = {_short(one): one for one in fresh.parts}
    for told in story.GOALS:
        until = date(told.until_year, 12, 31) if told.until_year else None
        above = _goal(told.under) if told.under else None
        draft_of = GoalDraft(
            title=told.title,
            meaning=told.meaning,
            parent=above,
            part=parts[told.minded_by] if told.minded_by else None,
            recipients=[parts[name] for name, *_rest in told.said],
            target_on=until,
        )
        goals.set_goal(fresh, draft_of, submission_key=queries.submission_key(f"goal-{told.key}"), by=planner)


def move(to: ProcedureStage) -> None:
    """The next step begins."""
    fresh = _procedure()
    goal_rounds.go_on(fresh, to, version=fresh.version, by=queries.person("planung"))


def answer() -> None:
    """Each part says something to its goals."""
    fresh = _procedure()
    parts = {_short(one): one for one in fresh.parts}
    for told in story.GOALS:
        for name, answer_, reason, wording in told.said:
            goal_rounds.state(
                _goal(told.key),
                parts[name],
                answer=StatementAnswer(answer_),
                reason=reason,
                wording=wording,
                version=0,
                by=queries.person(_speaker(name)),
            )


def propose() -> None:
    """Two goals come from below."""
    move(ProcedureStage.PROPOSING)
    for name, under, title, meaning, *_rest in story.PROPOSALS:
        part = next(one for one in _procedure().parts if _short(one) == name)
        key = queries.submission_key(f"proposal-{title}")
        draft = GoalDraft(title=title, meaning=meaning, parent=_goal(under))
        goals.propose_goal(part, draft, submission_key=key, by=queries.person(_speaker(name)))


def reconcile() -> None:
    """Both sides are compared, and what holds is written down."""
    move(ProcedureStage.RECONCILING)
    planner = queries.person("planung")
    outcomes = [(f"goal-{told.key}", told.outcome, told.outcome_reason) for told in story.GOALS]
    outcomes += [
        (f"proposal-{title}", outcome, reason) for _name, _under, title, _text, outcome, reason in story.PROPOSALS
    ]
    for key, outcome, reason in outcomes:
        goal = found.goal(_goal_id(key))
        if key == "goal-pflege":
            title = "Pflegende Angehörige finden höchstens 20 Minuten entfernt Entlastung"
            draft = GoalDraft(
                title=title, meaning=goal.meaning, part=goal.part, recipients=goal.recipients, target_on=goal.target_on
            )
            goals.edit_goal(goal, draft, version=goal.version, by=planner)
        goal_rounds.reconcile(goal, outcome=GoalOutcome(outcome), reason=reason, version=goal.version, by=planner)


def decide() -> None:
    """The Kreisausschuss decides."""
    fresh = _procedure()
    committee = session().scalars(select(Committee).where(Committee.name == story.COMMITTEE)).first()
    goal_rounds.decide(
        fresh,
        decided_on=today(),
        committee_id=committee.id if committee else None,
        decision_id=None,
        conclusion=story.CONCLUSION,
        version=fresh.version,
        by=queries.person("planung"),
    )


def link() -> None:
    """Bedarfe and Maßnahmen are hung on the goals."""
    planner = queries.person("planung")
    for told in story.GOALS:
        ids = [
            one
            for begin in told.measures
            for one in session().scalars(select(Measure.id).where(Measure.title.startswith(begin)))
        ]
        bedarfe = [queries.need(key).id for key in told.needs]
        if ids or bedarfe:
            goals.hang(_goal(told.key), need_ids=bedarfe, measure_ids=ids, by=planner)


def write_sheet() -> None:
    """The Kümmerin writes the sheet after the evening."""
    by = queries.person("kuemmerer")
    made = swot.begin_swot(
        title=story.SWOT_TITLE,
        place=queries.place(story.SWOT_PLACE),
        made_with=story.SWOT_WITH,
        submission_key=queries.submission_key("swot"),
        by=by,
    )
    for field, text, need, indicator in story.SWOT_ENTRIES:
        draft = EntryDraft(
            field=SwotField(field),
            text=text,
            need_id=queries.need(need).id if need else None,
            indicator_key=indicator,
        )
        swot.add_entry(swots.swot(made.id), draft, by=by)
    swot.keep_version(swots.swot(made.id), note=story.SWOT_NOTE, by=by)


def check(loaded_at: datetime) -> None:
    """The Startcheck of today, and the one that was done on paper a year ago."""
    planner, place = queries.person("planung"), queries.place("Landkreis")
    for written, remark, days in (
        (story.CHECK_BEFORE, story.REMARK_BEFORE, -372),
        (story.CHECK_NOW, story.REMARK_NOW, -7),
    ):
        answers = {key: _REPLIES[one] for key, one in (pair.split("=") for pair in written.split())}
        day = min(day_from(loaded_at, days), today())
        startcheck.answer_check(place, answers=answers, checked_on=day, remark=remark, by=planner)


def _procedure() -> GoalProcedure:
    made = found.of_form(queries.submission_key("goals"))
    assert made is not None, "it was begun"
    return found.procedure(made.id)


def _goal(key: str) -> Goal:
    return found.goal(_goal_id(f"goal-{key}"))


def _goal_id(key: str) -> UUID:
    made = found.goal_of_form(queries.submission_key(key))
    assert made is not None, f"{key} was not set"
    return made.id


def _short(part: GoalPart) -> str:
    """The name of a part as the story calls it."""
    return part.name.replace("Verwaltungsgemeinschaft", "VG")


def _speaker(part: str) -> str:
    """Who answers for a part."""
    return {"Markt Rettenbach": "kuemmerer", "VG Babenhausen": "gemeinde"}.get(part, "fachplanung")
