"""What comes out of a session: results, votes, Beschlüsse, looking again, and telling the people behind the Bedarfe."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from portal.kernel import audit, clock
from portal.kernel.clock import months_later
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition
from portal.kernel.policy import Actor, allows, ensure
from portal.kernel.text import N_
from portal.needs import actions as needs
from portal.needs.models import Need
from portal.needs.policy import NeedPermission
from portal.needs.terms import TRANSITIONS, NeedStatus
from portal.planning.actions.papers import check_address
from portal.planning.actions.recommendations import set_state
from portal.planning.models import CouncilPaper, Decision, Deliberation, Measure
from portal.planning.policy.council import DecisionPermission, PaperPermission
from portal.planning.queries.papers import deliberations_of
from portal.planning.terms.decisions import MOST_REVIEW_YEARS, MOST_VOTES, DeliberationRole, Result
from portal.planning.terms.papers import PaperState
from portal.planning.terms.recommendations import RecommendationState

DECIDED = audit.kind("planning.decided", N_("Ergebnis einer Sitzung eingetragen"), keys=("deliberation_id", "result"))
REVIEWED = audit.kind("planning.decision-reviewed", N_("Beschluss geprüft"), keys=("decision_id",))


@dataclass(frozen=True, kw_only=True)
class ResultDraft:
    """What came out of one session."""

    result: Result
    votes_yes: int | None = None
    votes_no: int | None = None
    votes_abstained: int | None = None
    agenda_item: str = ""
    outside_address: str = ""
    remark: str = ""
    #: The day of the Beschluss; left out, that of the session.
    decided_on: date | None = None
    #: The Beschluss in its own words; left out, the proposal as it was submitted.
    wording: str = ""
    #: Compulsory where the result is a Beschluss.
    review_on: date | None = None


def note_result(
    paper: CouncilPaper, station: Deliberation, draft: ResultDraft, *, version: int, by: Actor
) -> Decision | None:
    """Write down what came out of a session, or correct it.

    A result that settles the matter in a Gremium that was asked to decide is a Beschluss and needs a day for looking again.
    Raises `InvalidInput` for a Beschluss that would be older than its paper or its session, and for votes that contradict the
    result; `Conflict` when somebody saved since `version`.
    """
    ensure(PaperPermission.DELIBERATE, by, paper)
    if station.version != version:
        raise Conflict
    _check(paper, station, draft)
    for name in ("result", "votes_yes", "votes_no", "votes_abstained", "agenda_item", "outside_address", "remark"):
        setattr(station, name, getattr(draft, name))
    decision = _decide(paper, station, draft)
    session().flush()
    _follow(paper, by)
    audit.log(DECIDED, by=by, deliberation_id=station.id, result=draft.result)
    return decision


def _check(paper: CouncilPaper, station: Deliberation, draft: ResultDraft) -> None:
    if station.paper_version_id is None:
        raise InvalidTransition("result.not-submitted", N_("In diese Sitzung wurde die Vorlage noch nicht gegeben."))
    if station.session.cancelled_at is not None:
        raise InvalidTransition("result.cancelled", N_("Diese Sitzung ist entfallen. Sie kann kein Ergebnis haben."))
    if station.session.held_on > clock.today():
        raise InvalidInput(
            "result.before-session",
            N_("Diese Sitzung war noch nicht. Ein Ergebnis kann es erst ab dem Sitzungstag geben."),
            field="result",
        )
    check_address(draft.outside_address, field="outside_address")
    _check_votes(draft)
    if is_decision(station, draft.result):
        _check_days(paper, station, draft)


def is_decision(station: Deliberation, result: Result) -> bool:
    """Whether this result of this session is a Beschluss."""
    return station.role is DeliberationRole.DECIDING and result.is_decision


def _check_votes(draft: ResultDraft) -> None:
    votes = {"votes_yes": draft.votes_yes, "votes_no": draft.votes_no, "votes_abstained": draft.votes_abstained}
    for name, number in votes.items():
        if number is not None and not 0 <= number <= MOST_VOTES:
            raise InvalidInput("result.votes", N_("Stimmen sind ganze Zahlen von 0 bis 999."), field=name)
    yes, no = draft.votes_yes, draft.votes_no
    if draft.result is Result.UNANIMOUS and no:
        raise InvalidInput("result.not-unanimous", N_("Einstimmig heißt: keine Stimme dagegen."), field="votes_no")
    if yes is None or no is None:
        return
    # Art. 45 Abs. 1 LKrO, Art. 51 Abs. 1 GO: the majority of those who vote; a tie is a refusal.
    if draft.result.is_approval and yes <= no:
        raise InvalidInput(
            "result.no-majority",
            N_("Mit diesen Stimmen gibt es keine Mehrheit: Bei Stimmengleichheit ist ein Antrag abgelehnt."),
            field="votes_yes",
        )
    if draft.result is Result.REJECTED and yes > no:
        raise InvalidInput("result.majority", N_("Mit diesen Stimmen gibt es eine Mehrheit dafür."), field="votes_yes")


def _check_days(paper: CouncilPaper, station: Deliberation, draft: ResultDraft) -> None:
    day = draft.decided_on or station.session.held_on
    if day < paper.dated_on:
        raise InvalidInput(
            "decision.before-paper",
            N_("Der Beschluss wäre älter als die Vorlage. Bitte prüfen Sie das Datum."),
            field="decided_on",
        )
    if day < station.session.held_on:
        raise InvalidInput(
            "decision.before-session",
            N_("Der Beschluss wäre älter als die Sitzung. Bitte prüfen Sie das Datum."),
            field="decided_on",
        )
    if day > clock.today():
        raise InvalidInput("decision.ahead", N_("Dieser Tag liegt noch vor uns."), field="decided_on")
    if draft.review_on is None:
        raise InvalidInput(
            "decision.no-review",
            N_(
                "Bitte geben Sie an, wann Sie prüfen, was aus dem Beschluss geworden ist. "
                "Ohne Wiedervorlage gibt es keinen Beschluss."
            ),
            field="review_on",
        )
    check_review(draft.review_on, after=day)


def check_review(day: date, *, after: date) -> None:
    """Raises `InvalidInput` for a day of looking again that is not after `after`, or ten years and more away."""
    if day <= after:
        raise InvalidInput(
            "decision.review-early", N_("Die Wiedervorlage muss nach dem Beschluss liegen."), field="review_on"
        )
    if day > months_later(after, 12 * MOST_REVIEW_YEARS):
        raise InvalidInput(
            "decision.review-late", N_("Die Wiedervorlage darf höchstens zehn Jahre entfernt sein."), field="review_on"
        )


def _decide(paper: CouncilPaper, station: Deliberation, draft: ResultDraft) -> Decision | None:
    there = station.decision
    if not is_decision(station, draft.result):
        if there is not None:
            _take_out(there)
            session().expire(station, ["decision"])
        return None
    assert draft.review_on is not None, "the draft was checked"
    row = there or Decision(paper_id=paper.id, deliberation_id=station.id)
    if row.review_on != draft.review_on:
        row.reviewed_at = None
    row.decided_on = draft.decided_on or station.session.held_on
    row.result, row.review_on = draft.result, draft.review_on
    row.wording = draft.wording or _proposal_of(station)
    session().add(row)
    session().flush()
    session().expire(station, ["decision"])
    return row


def _proposal_of(station: Deliberation) -> str:
    return str(station.paper_version.content.get("proposal", "")) if station.paper_version is not None else ""


def _take_out(row: Decision) -> None:
    carried_out = select(Measure.id).where(Measure.decision_id == row.id)
    if session().scalar(carried_out.limit(1)) is not None:
        raise InvalidTransition(
            "decision.in-use", N_("An diesem Beschluss hängen schon Maßnahmen. Er kann nicht mehr entfallen.")
        )
    session().delete(row)
    session().flush()


def _follow(paper: CouncilPaper, by: Actor) -> None:
    """Paper and Handlungsempfehlung stand where their results say."""
    stations = deliberations_of([paper.id])
    is_decided = any(one.decision is not None for one in stations)
    last = next((one.result for one in reversed(stations) if one.result is not None), None)
    if is_decided:
        paper.state = PaperState.DECIDED
    else:
        paper.state = PaperState.WITHDRAWN if last is Result.WITHDRAWN else PaperState.SUBMITTED
    origin = paper.recommendation
    if is_decided and origin.state is RecommendationState.IN_COUNCIL:
        set_state(origin, RecommendationState.DECIDED, by)
    if not is_decided and origin.state is RecommendationState.DECIDED:
        set_state(origin, RecommendationState.IN_COUNCIL, by)
    session().flush()


def review_decision(row: Decision, *, found: str, again_on: date | None, version: int, by: Actor) -> None:
    """Note what became of a Beschluss. With `again_on` it comes back on that day, else it is done with."""
    ensure(DecisionPermission.FOLLOW, by, row)
    if row.version != version:
        raise Conflict
    if not found:
        raise InvalidInput(
            "decision.no-finding", N_("Bitte schreiben Sie, was aus dem Beschluss geworden ist."), field="review"
        )
    if again_on is not None:
        check_review(again_on, after=max(row.decided_on, clock.today()))
        row.review_on, row.reviewed_at = again_on, None
    else:
        row.reviewed_at = clock.now()
    row.review = found
    session().flush()
    audit.log(REVIEWED, by=by, decision_id=row.id)


@dataclass(frozen=True)
class NeedAnswer:
    """What a person decided to say about one Bedarf."""

    need: Need
    status: NeedStatus
    sentence: str
    #: The version the person had before them.
    version: int


@dataclass(frozen=True)
class Told:
    """What telling the people did."""

    done: tuple[Need, ...]
    #: Bedarfe whose status cannot follow (any more), or that this person may not answer.
    skipped: tuple[Need, ...]


def tell_needs(row: Decision, answers: Sequence[NeedAnswer], *, by: Actor) -> Told:
    """Give each Bedarf the status and sentence somebody confirmed, all in one transaction; what cannot follow is left and named."""
    ensure(DecisionPermission.FOLLOW, by, row)
    done: list[Need] = []
    skipped: list[Need] = []
    for one in answers:
        possible = one.status is one.need.status or TRANSITIONS.allows(one.need.status, one.status)
        if possible and allows(NeedPermission.ANSWER, by, one.need):
            needs.answer(one.need, status=one.status, sentence=one.sentence, version=one.version, by=by)
            done.append(one.need)
        else:
            skipped.append(one.need)
    return Told(tuple(done), tuple(skipped))
