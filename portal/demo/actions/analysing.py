"""Planning in the story: one Bedarf is analysed, Soll and Ist are put side by side, six Bedarfe are weighed."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from functools import partial

from portal.accounts import queries as accounts
from portal.accounts.models import Account
from portal.county.models import ActionField
from portal.demo import queries
from portal.demo.actions.scenes import Scene
from portal.demo.story import analysis as story
from portal.demo.story.shape import day_from, on
from portal.needs import actions as needs
from portal.needs.terms import EvidenceKind, Stance
from portal.offers.terms.kinds import OfferKind
from portal.planning.actions import analysis, criteria, evidence_level, priorities, questions, targets
from portal.planning.actions.analysis import AnalysisDraft, IndicatorDraft
from portal.planning.actions.priorities import RoundDraft
from portal.planning.actions.targets import TargetDraft
from portal.planning.models.analysis import NeedAnalysis
from portal.planning.models.priorities import PriorityRound
from portal.planning.queries import analysis as analyses
from portal.planning.queries import priorities as rounds
from portal.planning.terms.analysis import Tendency
from portal.planning.terms.evidence_level import EvidenceLevel
from portal.planning.terms.targets import ActualKind, TargetKind

_BEGUN, _ASKED, _DECIDED = on(3, "Di", "10:00"), on(3, "Di", "11:30"), on(2, "Do", "15:00")
_COMPARED = on(2, "Mo", "09:30")
_WEIGHED, _HANDED_IN, _CLOSED = on(2, "Mi", "09:00"), on(2, "Fr", "12:00"), on(1, "Mo", "16:00")


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """The weeks before the load."""
    yield Scene(_BEGUN.resolve(loaded_at), "analysis", begin)
    yield Scene(_ASKED.resolve(loaded_at), "analysis", partial(ask, loaded_at))
    yield Scene(_COMPARED.resolve(loaded_at), "targets", compare)
    yield Scene(_WEIGHED.resolve(loaded_at), "priorities", weigh)
    yield Scene(_DECIDED.resolve(loaded_at), "analysis", decide)
    yield Scene(_HANDED_IN.resolve(loaded_at), "priorities", hand_in)
    yield Scene(_CLOSED.resolve(loaded_at), "priorities", close)


def begin() -> None:
    """The analysis is begun, says what it wants to know, and puts figures beside their comparison."""
    planner = queries.person("planung")
    made = analysis.begin_analysis(queries.need(story.NEED), by=planner)
    for quote, source, speaks_against in story.STATEMENTS:
        stance = Stance.AGAINST if speaks_against else Stance.FOR
        need = queries.need(story.NEED)
        needs.add_evidence(need, kind=EvidenceKind.EXPERT, quote=quote, source=source, stance=stance, by=planner)
    size, source = story.GROUP
    draft = AnalysisDraft(question=story.QUESTION, group_size=size, group_source=source)
    analysis.write_analysis(made, draft, version=made.version, by=planner)
    for told in story.FIGURES:
        draft_of = IndicatorDraft(
            name=told.name,
            unit=told.unit,
            value=_number(told.value),
            compared=_number(told.compared),
            compared_with=told.compared_with,
            source=told.source,
            tendency=Tendency.LOWER if told.lower_speaks_for_it else Tendency.HIGHER,
        )
        analysis.compare_indicator(made, draft_of, by=planner)


def ask(loaded_at: datetime) -> None:
    """Questions are handed out; one of them is answered at once on the telephone."""
    planner = queries.person("planung")
    for told in story.QUESTIONS:
        question = questions.ask_question(
            queries.need(story.NEED),
            text=told.text,
            responsible_id=queries.person(told.who).id,
            due_on=day_from(loaded_at, told.due_in_days),
            by=planner,
        )
        if told.answer:
            fresh = analyses.question(question.id)
            questions.answer_question(fresh, answer=told.answer, by=queries.person(told.who))


def decide() -> None:
    """What was found is written down, and the level decided with a reason."""
    planner, found = queries.person("planung"), _analysis()
    draft = AnalysisDraft(
        question=found.question,
        findings=story.FINDINGS,
        conclusion=story.CONCLUSION,
        group_size=found.group_size,
        group_source=found.group_source,
    )
    analysis.write_analysis(found, draft, version=found.version, by=planner)
    evidence_level.decide_level(
        found, level=EvidenceLevel.PROVEN, reason=story.REASON, version=found.version, by=planner
    )


def compare() -> None:
    """Soll and Ist of several Handlungsfelder."""
    planner = queries.person("planung")
    for told in story.TARGETS:
        row = targets.add_target(
            _target(told), submission_key=queries.submission_key(f"target-{told.place}-{told.subject}"), by=planner
        )
        targets.hang_needs(row, [queries.need(key) for key in told.needs], by=planner)


def weigh() -> None:
    """The proposed criteria are taken over, and a round is opened."""
    planner = queries.person("planung")
    criteria.ship_criteria(by=planner)
    draft = RoundDraft(
        title=story.ROUND_TITLE,
        place=queries.place("Landkreis"),
        purpose=story.ROUND_PURPOSE,
        needs=[queries.need(key) for key in story.ROUND_NEEDS],
        people=[_account(key) for key in story.SHEETS],
    )
    made = priorities.prepare_round(draft, submission_key=queries.submission_key("round"), by=planner)
    priorities.open_round(rounds.round_(made.id), by=planner)


def hand_in() -> None:
    """Three people score, each alone."""
    round_ = _round()
    for who, rows in story.SHEETS.items():
        points = {
            (entry.id, one.id): None if given == "-" else int(given)
            for entry, row in zip(round_.entries, rows, strict=True)
            for one, given in zip(round_.criteria, row, strict=True)
        }
        priorities.save_scores(round_, points, hand_in=True, by=queries.person(who))


def close() -> None:
    """The round ends, and the county says what it makes of it."""
    planner, round_ = queries.person("planung"), _round()
    priorities.close_round(round_, by=planner)
    priorities.conclude(round_, text=story.ROUND_CONCLUSION, version=round_.version, by=planner)


def _account(key: str) -> Account:
    """The account of a person of the story, as a round invites it."""
    account_id = queries.person(key).id
    assert account_id is not None, "people of the story have accounts"
    return accounts.account(account_id)


def _analysis() -> NeedAnalysis:
    found = analyses.current_analysis(queries.need(story.NEED).id)
    assert found is not None, "it was begun"
    return found


def _round() -> PriorityRound:
    planner = queries.person("planung")
    newest = rounds.page_of(rounds.visible_rounds(planner), after=None, limit=1).rows[0]
    return rounds.round_(newest.id)


def _target(told: story.TargetStory) -> TargetDraft:
    return TargetDraft(
        action_field_id=next(iter(queries.terms(ActionField, (told.field,)))),
        place=queries.place(told.place),
        subject=told.subject,
        unit=told.unit,
        target_value=_number(told.target),
        target_kind=TargetKind(told.kind),
        target_source=told.source,
        actual_kind=ActualKind.OFFERS if told.counts else ActualKind.TYPED,
        offer_kind=OfferKind(told.counts) if told.counts else None,
        actual_value=None if told.actual is None else _number(told.actual),
        actual_source=told.actual_source,
        means=told.means,
    )


def _number(written: str) -> Decimal:
    return Decimal(written.replace(",", "."))
