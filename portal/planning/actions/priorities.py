"""Rounds of prioritising: prepared, opened, scored by each person alone, closed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.accounts.models import Account
from portal.kernel import audit, clock
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.needs.models import Need
from portal.places.models import Sozialraum
from portal.planning.actions import protocol
from portal.planning.models.priorities import (
    PriorityRound,
    PriorityScore,
    RoundCriterion,
    RoundMember,
    RoundNeed,
)
from portal.planning.policy.priorities import SCORERS, PriorityPermission
from portal.planning.queries import priorities as queries
from portal.planning.terms.priorities import (
    FEWEST_NEEDS,
    FEWEST_SHEETS,
    LEAST_POINTS,
    LONGEST_TEXT,
    MOST_MEMBERS,
    MOST_NEEDS,
    MOST_POINTS,
    TRANSITIONS,
    RoundState,
)
from portal.planning.terms.targets import LATEST_YEAR

#: By Bedarf in the round and criterion of the round; None for "cannot judge".
Points = Mapping[tuple[UUID, UUID], int | None]


@dataclass(frozen=True, kw_only=True)
class RoundDraft:
    """What is said about a round while it is prepared."""

    title: str
    place: Sozialraum
    purpose: str = ""
    due_on: date | None = None
    needs: Collection[Need] = ()
    people: Collection[Account] = ()


def prepare_round(draft: RoundDraft, *, submission_key: UUID | None = None, by: Actor) -> PriorityRound:
    """Begin a round. Nobody hears of it before it is opened. The same key again answers the one that is there already."""
    if submission_key is not None:
        there = session().scalar(select(PriorityRound).where(PriorityRound.submission_key == submission_key))
        if there is not None:
            ensure(PriorityPermission.READ, by, there)
            return there
    ensure(PriorityPermission.ADD_HERE, by, draft.place)
    _check(draft)
    made = PriorityRound(
        submission_key=submission_key, created_by=by.id, state=RoundState.DRAFT, members=[], entries=[], criteria=[]
    )
    _write(made, draft)
    session().add(made)
    session().flush()
    return made


def edit_round(round_: PriorityRound, draft: RoundDraft, *, version: int, by: Actor) -> None:
    """Replace what is said about a round that is being prepared. Raises `Conflict` when somebody saved since `version`."""
    ensure(PriorityPermission.PREPARE, by, round_)
    if round_.version != version:
        raise Conflict
    ensure(PriorityPermission.ADD_HERE, by, draft.place)
    _check(draft)
    _write(round_, draft)
    round_.updated_at = clock.now()  # also who changed only Bedarfe or people must not be overwritten unseen
    session().flush()


def open_round(round_: PriorityRound, *, by: Actor) -> None:
    """Let people score. From now on Bedarfe, people and weights stay as they are."""
    ensure(PriorityPermission.PREPARE, by, round_)
    TRANSITIONS.check(round_.state, RoundState.OPEN)
    if len(round_.entries) < FEWEST_NEEDS:
        raise InvalidTransition("round.few-needs", N_("Eine Reihenfolge braucht mindestens zwei Bedarfe."))
    if len(round_.members) < FEWEST_SHEETS:
        raise InvalidTransition("round.few-people", N_("Bitte laden Sie mindestens zwei Personen zum Bewerten ein."))
    found = queries.criteria()
    if not found:
        raise InvalidTransition("round.no-criteria", N_("Es gibt noch keine Kriterien. Legen Sie zuerst welche fest."))
    round_.criteria = [
        RoundCriterion(
            name=one.name, question=one.question, weight=one.weight, meanings=list(one.meanings), position=number
        )
        for number, one in enumerate(found, 1)
    ]
    round_.state, round_.opened_at = RoundState.OPEN, clock.now()
    session().flush()
    audit.log(protocol.ROUND_OPENED, by=by, round_id=round_.id)


def save_scores(
    round_: PriorityRound,
    points: Points,
    *,
    hand_in: bool = False,
    version: int | None = None,
    by: Actor,
) -> None:
    """Keep what a person gave so far, by Bedarf in the round and criterion of the round; with `hand_in` it is final.

    None says that they cannot judge it. Handing in needs points or that word everywhere.
    Raises `Conflict` when the same person saved in another window since `version`.
    """
    _hold(round_.id)
    ensure(PriorityPermission.SCORE, by, round_)
    member = round_.member(by.id)
    assert member is not None, "only members score"
    if version is not None and member.version != version:
        raise Conflict
    wanted = {(entry.id, one.id) for entry in round_.entries for one in round_.criteria}
    if not set(points) <= wanted or any(
        one is not None and not LEAST_POINTS <= one <= MOST_POINTS for one in points.values()
    ):
        raise InvalidInput("score.unknown", N_("Bitte wählen Sie überall einen bis fünf Punkte."))
    if hand_in and (missing := len(wanted) - len(points)):
        raise InvalidInput(
            "score.incomplete",
            N_("Es fehlen noch %(missing)s Bewertungen. Was Sie eingetragen haben, steht noch da."),
            missing=missing,
        )
    _store(member, points)
    member.scored_at = clock.now()
    if hand_in:
        member.handed_in_at = clock.now()
    session().flush()


def close_round(round_: PriorityRound, *, by: Actor) -> None:
    """End the scoring; sheets that were not handed in do not count. Needs two that were."""
    _hold(round_.id, alone=True)
    ensure(PriorityPermission.CLOSE, by, round_)
    TRANSITIONS.check(round_.state, RoundState.CLOSED)
    if sum(one.has_handed_in for one in round_.members) < FEWEST_SHEETS:
        raise InvalidTransition(
            "round.few-sheets", N_("Erst wenn zwei Personen abgegeben haben, gibt es ein gemeinsames Ergebnis.")
        )
    round_.state, round_.closed_at = RoundState.CLOSED, clock.now()
    session().flush()
    audit.log(protocol.ROUND_CLOSED, by=by, round_id=round_.id)


def conclude(round_: PriorityRound, *, text: str, version: int, by: Actor) -> None:
    """Say in words what was made of the ranking. Raises `Conflict` when somebody saved since `version`."""
    ensure(PriorityPermission.CONCLUDE, by, round_)
    if round_.version != version:
        raise Conflict
    if len(text) > LONGEST_TEXT:
        raise InvalidInput("round.long-conclusion", N_("Dieser Text ist zu lang."), field="conclusion")
    round_.conclusion = text
    session().flush()


def delete_round(round_: PriorityRound, *, by: Actor) -> None:
    """Delete a round that is being prepared. One that was opened stays: people worked on it."""
    ensure(PriorityPermission.PREPARE, by, round_)
    audit.log(protocol.ROUND_DELETED, by=by, round_id=round_.id)
    session().delete(round_)
    session().flush()


def _hold(round_id: UUID, *, alone: bool = False) -> None:
    """Keep its state as it is until this unit ends. `alone` waits for sheets that are being saved, so that each either counts or
    is refused; what was read before is read again."""
    session().execute(select(PriorityRound.id).where(PriorityRound.id == round_id).with_for_update(read=not alone))
    session().expire_all()


def _check(draft: RoundDraft) -> None:
    if not draft.title:
        raise InvalidInput("round.no-title", N_("Bitte geben Sie der Runde einen Titel."), field="title")
    if len(draft.needs) > MOST_NEEDS:
        raise InvalidInput(
            "round.many-needs", N_("Mehr als vierzig Bedarfe kann niemand gegeneinander abwägen."), field="need_ids"
        )
    if len(draft.people) > MOST_MEMBERS:
        raise InvalidInput("round.many-people", N_("Höchstens 25 Personen bewerten eine Runde."), field="people_ids")
    if draft.due_on is not None and not (clock.today() <= draft.due_on and draft.due_on.year <= LATEST_YEAR):
        raise InvalidInput("round.past", N_("Bitte wählen Sie einen Tag, der noch kommt."), field="due_on")
    _check_chosen(draft)


def _check_chosen(draft: RoundDraft) -> None:
    for need in draft.needs:
        if draft.place.id not in need.lineage or need.is_deleted or need.is_merged:
            raise InvalidInput(
                "round.foreign-need", N_("Ein Bedarf gehört nicht zu diesem Sozialraum."), field="need_ids"
            )
    for one in draft.people:
        if not one.is_active or not all(one.holds(*SCORERS, within=need.lineage) for need in draft.needs):
            raise InvalidInput(
                "round.cannot-read",
                N_("%(name)s darf nicht alle diese Bedarfe lesen und kann sie deshalb nicht bewerten."),
                field="people_ids",
                name=one.name,
            )


def _write(round_: PriorityRound, draft: RoundDraft) -> None:
    round_.title, round_.purpose, round_.due_on = draft.title, draft.purpose, draft.due_on
    round_.sozialraum_id = draft.place.id
    there = {one.need_id: one for one in round_.entries}
    round_.entries = [
        there.get(need.id) or RoundNeed(need_id=need.id, position=number) for number, need in enumerate(draft.needs, 1)
    ]
    known = {one.account_id: one for one in round_.members}
    round_.members = [known.get(one.id) or RoundMember(account_id=one.id) for one in draft.people]


def _store(member: RoundMember, points: Points) -> None:
    there = {(one.round_need_id, one.round_criterion_id): one for one in member.scores}
    for key, given in points.items():
        if key in there:
            there[key].points = given
        else:
            member.scores.append(PriorityScore(round_need_id=key[0], round_criterion_id=key[1], points=given))
    for key, row in there.items():
        if key not in points:
            member.scores.remove(row)
