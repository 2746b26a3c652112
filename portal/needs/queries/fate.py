"""What became of one Wortmeldung, and who is told of an answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select

from portal.contributions import queries as contributions
from portal.contributions.models import Contact, Contribution
from portal.kernel.db import session
from portal.needs.models import Evidence, EvidenceMove, Need, NeedEntry, PublicAnswer, TriageDecision, TriageItem
from portal.needs.queries.reaching import BY_MAIL, behind_answer
from portal.needs.terms import EntryKind, NeedStatus, TriageOutcome
from portal.needs.terms.telling import NOT_IN_SIMPLE_WORDS, SLIP, Simple


@dataclass(frozen=True)
class DecisionFact:
    """Somebody decided about the Wortmeldung or a part of it."""

    at: datetime
    outcome: TriageOutcome
    #: The part it was about, in the original words; "" for the whole.
    passage: str
    reason: str
    #: How the Bedarf is called on public pages.
    need_title: str


@dataclass(frozen=True)
class AnswerFact:
    """A Bedarf behind which the Wortmeldung stands got a public sentence."""

    at: datetime
    status: NeedStatus
    sentence: str
    need_title: str
    #: With which Bedarf it was put together.
    other_title: str = ""
    #: Given before the Wortmeldung joined: how things stood then.
    stood_already: bool = False
    is_farewell: bool = False
    simple: Simple = NOT_IN_SIMPLE_WORDS


@dataclass(frozen=True)
class PartedFact:
    """What the person said went on in a Bedarf of its own when the one it stood behind was split."""

    at: datetime
    need_title: str


@dataclass(frozen=True)
class UndoneFact:
    """A step the person may have read about was taken back."""

    at: datetime


Fact = DecisionFact | AnswerFact | PartedFact | UndoneFact


def fate_of(contribution_id: UUID) -> list[Fact]:
    """Everything the person may know, the first thing first."""
    facts = [*_decision_facts(contribution_id), *_answer_facts(contribution_id), *_parted_facts(contribution_id)]
    return sorted(facts, key=lambda fact: fact.at)


def _decision_facts(contribution_id: UUID) -> Iterator[Fact]:
    rows = (
        session()
        .execute(
            select(TriageDecision, TriageItem, Need)
            .join(TriageItem, TriageItem.id == TriageDecision.item_id)
            .outerjoin(Need, Need.id == TriageDecision.need_id)
            .where(TriageDecision.contribution_id == contribution_id)
            .order_by(TriageDecision.id)
        )
        .all()
    )
    text = contributions.contribution(contribution_id).text if rows else ""
    for decision, item, joined in rows:
        need: Need | None = joined
        if _was_a_slip(decision.at, decision.undone_at):
            continue
        passage = text[item.start : item.stop] if item.is_passage else ""
        yield DecisionFact(
            decision.at,
            decision.outcome,
            passage,
            decision.reason_public,
            public_title(need) if need is not None else "",
        )
        if decision.undone_at is not None:
            yield UndoneFact(decision.undone_at)


@dataclass(frozen=True)
class _Stay:
    """For how long a Beleg stood behind a Bedarf."""

    need_id: UUID
    since: datetime
    until: datetime | None


def _answer_facts(contribution_id: UUID) -> Iterator[Fact]:
    evidence = session().scalars(select(Evidence).where(Evidence.contribution_id == contribution_id)).all()
    stays = [stay for beleg in evidence for stay in _stays(beleg)]
    if not stays:
        return
    ids = {stay.need_id for stay in stays}
    needs = {row.id: row for row in session().scalars(select(Need).where(Need.id.in_(ids)))}
    rows = select(PublicAnswer).where(PublicAnswer.need_id.in_(ids)).order_by(PublicAnswer.id)
    told: dict[UUID, list[PublicAnswer]] = {}
    for answer in session().scalars(rows):
        if not _was_a_slip(answer.at, answer.retracted_at):
            told.setdefault(answer.need_id, []).append(answer)
    seen: set[int] = set()
    for stay in stays:
        for fact_of, answer in _heard(stay, told.get(stay.need_id, []), needs[stay.need_id]):
            if answer.id not in seen:
                seen.add(answer.id)
                yield fact_of
                if answer.retracted_at is not None:
                    yield UndoneFact(answer.retracted_at)


def _parted_facts(contribution_id: UUID) -> Iterator[Fact]:
    rows = session().execute(
        select(NeedEntry.id, NeedEntry.at, NeedEntry.undone_at, Need)
        .join(EvidenceMove, EvidenceMove.entry_id == NeedEntry.id)
        .join(Evidence, Evidence.id == EvidenceMove.evidence_id)
        .join(Need, Need.id == EvidenceMove.to_need_id)
        .where(Evidence.contribution_id == contribution_id, NeedEntry.kind == EntryKind.SPLIT)
        .order_by(NeedEntry.id)
    )
    told: set[int] = set()
    for entry_id, at, undone_at, new in rows:
        if entry_id in told or _was_a_slip(at, undone_at):
            continue
        told.add(entry_id)
        yield PartedFact(at, public_title(new))
        if undone_at is not None:
            yield UndoneFact(undone_at)


def _heard(stay: _Stay, told: Sequence[PublicAnswer], need: Need) -> Iterator[tuple[AnswerFact, PublicAnswer]]:
    before = [answer for answer in told if answer.at < stay.since and answer.retracted_at is None]
    if before and before[-1].status is not NeedStatus.MERGED:
        yield _fact(before[-1], need, stay.since, stood_already=True), before[-1]
    for answer in told:
        if answer.at >= stay.since and (stay.until is None or answer.at <= stay.until):
            yield _fact(answer, need, answer.at), answer


def _fact(answer: PublicAnswer, need: Need, at: datetime, *, stood_already: bool = False) -> AnswerFact:
    other = ""
    if answer.status is NeedStatus.MERGED and need.merged_into_id is not None:
        other = public_title(session().get_one(Need, need.merged_into_id))
    return AnswerFact(
        at,
        answer.status,
        answer.sentence,
        public_title(need),
        other,
        stood_already=stood_already,
        is_farewell=answer.is_farewell,
        simple=answer.simple,
    )


def _stays(beleg: Evidence) -> list[_Stay]:
    moves = (
        session()
        .execute(
            select(EvidenceMove.from_need_id, EvidenceMove.to_need_id, NeedEntry.at)
            .join(NeedEntry, NeedEntry.id == EvidenceMove.entry_id)
            .where(EvidenceMove.evidence_id == beleg.id, NeedEntry.undone_at.is_(None))
            .order_by(EvidenceMove.id)
        )
        .all()
    )
    stays: list[_Stay] = []
    since, here = beleg.added_at, moves[0].from_need_id if moves else beleg.need_id
    for _, to, at in moves:
        stays.append(_Stay(here, since, at))
        since, here = at, to
    return [*stays, _Stay(here, since, None)]


def _was_a_slip(at: datetime, undone_at: datetime | None) -> bool:
    return undone_at is not None and undone_at - at <= SLIP


def public_title(need: Need) -> str:
    """How a Bedarf is called towards the public."""
    return need.public_title or need.title


def latest_answered(limit: int) -> list[Need]:
    """The Bedarfe of the whole county that have a public sentence, the latest answer first. For everybody."""
    rows = (
        select(Need)
        .where(Need.answered_at.is_not(None), Need.deleted_at.is_(None), Need.status != NeedStatus.MERGED)
        .order_by(Need.answered_at.desc(), Need.seq.desc())
        .limit(limit)
    )
    return list(session().scalars(rows))


def standing_answer(answer_id: int) -> PublicAnswer | None:
    """An answer that was not taken back."""
    found = session().get(PublicAnswer, answer_id)
    return found if found is not None and found.retracted_at is None else None


def standing_decision(decision_id: int) -> TriageDecision | None:
    """A decision that was not taken back."""
    found = session().get(TriageDecision, decision_id)
    return found if found is not None and found.undone_at is None else None


@dataclass(frozen=True)
class Recipient:
    """A Wortmeldung whose sender gets a mail, and the language for it."""

    contribution_id: UUID
    language: str


def recipients_of(answer: PublicAnswer) -> list[Recipient]:
    """Who gets this answer by mail: one Wortmeldung per address, among all that stood behind the Bedarf when it was given.

    Those that a merge or split has carried on since are among them.
    """
    rows = session().execute(
        select(Contribution.id, Contribution.language, Contact.email)
        .join(Contact, Contact.contribution_id == Contribution.id)
        .where(Contribution.id.in_(behind_answer(answer)), BY_MAIL)
        .order_by(Contribution.seq)
    )
    chosen: dict[str, Recipient] = {}
    for contribution_id, language, email in rows:
        chosen.setdefault(str(email).casefold(), Recipient(contribution_id, language))
    return list(chosen.values())


def answered_at_place(place_ids: Sequence[UUID], *, limit: int = 6) -> list[Need]:
    """The Bedarfe of these Sozialräume that have a public sentence, the latest answer first. For everybody."""
    rows = (
        select(Need)
        .where(Need.sozialraum_id.in_(place_ids), Need.answered_at.is_not(None), Need.deleted_at.is_(None))
        .where(Need.status != NeedStatus.MERGED)
        .order_by(Need.answered_at.desc(), Need.seq.desc())
        .limit(limit)
    )
    return list(session().scalars(rows))
