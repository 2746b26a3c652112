"""Decisions at the inbox: a new Bedarf, add to one, take apart, no Bedarf; and taking each of them back."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from portal.contributions import queries as contributions
from portal.kernel import audit, clock
from portal.kernel.codes import new_id
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition
from portal.kernel.events import record
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.needs.actions import protocol
from portal.needs.actions.keeping import changing, hold, note_entry, remember, touch
from portal.needs.actions.making import NeedDraft, make_need
from portal.needs.events import NeedDeleted, TriageDecided, TriageUndone
from portal.needs.models import Evidence, Need, PublicAnswer, TriageDecision, TriageItem
from portal.needs.policy import NeedPermission
from portal.needs.queries.listing import final_need
from portal.needs.terms import (
    BULK_MOST,
    PASSAGES_MOST,
    REASON_LONGEST,
    EntryKind,
    EvidenceKind,
    Stance,
    TriageOutcome,
    TriageState,
)
from portal.needs.terms.passages import Passage, is_cut


@dataclass(frozen=True)
class Decided:
    """What a decision made: `batch_id` takes it back, `need` is where the entries went."""

    batch_id: UUID
    need: Need | None = None


def create_need_from(
    items: Sequence[TriageItem], *, draft: NeedDraft, stance: Stance = Stance.FOR, by: Actor
) -> Decided:
    """Make a Bedarf of one or several entries of the inbox; each becomes a Beleg of it."""
    _take(items, by)
    need = make_need(draft, by=by)
    batch = attach(items, need, TriageOutcome.NEW_NEED, stance, by)
    return Decided(batch, need)


def add_to_need(items: Sequence[TriageItem], *, need: Need, stance: Stance = Stance.FOR, by: Actor) -> Decided:
    """Add one or several entries of the inbox to a Bedarf, or to the one it went into meanwhile."""
    _take(items, by)
    hold(need)
    target = final_need(need)
    if target.is_deleted:
        raise Conflict("need.gone", N_("Diesen Bedarf gibt es nicht mehr."))
    ensure(NeedPermission.ADD_EVIDENCE, by, target)
    batch = attach(items, target, TriageOutcome.ADDED, stance, by)
    return Decided(batch, target)


def decline(items: Sequence[TriageItem], *, reason: str, by: Actor) -> Decided:
    """Say that entries are no Bedarf. The people read the reason, and those who want mails get it."""
    _take(items, by)
    if not reason:
        raise InvalidInput(
            "triage.no-reason", N_("Bitte schreiben Sie einen Grund. Die Person liest ihn."), field="reason"
        )
    _ensure_length(reason)
    batch = new_id()
    for item in items:
        _decide(item, TriageOutcome.NO_NEED, batch, by, reason=reason)
        audit.log(protocol.DECLINED, by=by, contribution_id=item.contribution_id)
    return Decided(batch)


def split_item(item: TriageItem, *, passages: Sequence[Passage], by: Actor) -> Decided:
    """Take an entry apart; each passage becomes an entry of its own, those marked as aside are done with.

    Every word of the original must be in exactly one passage.
    """
    _take([item], by)
    text = words_of(item)
    if not is_cut(text, passages):
        raise InvalidInput("triage.bad-cut", N_("Die Teile ergeben zusammen nicht den ganzen Text."), field="passages")
    if len(passages) > PASSAGES_MOST:
        raise InvalidInput("triage.many-passages", N_("Das sind zu viele Teile, möglich sind 20."), field="passages")
    if sum(not passage.aside for passage in passages) < 1 or len(passages) < 2:
        raise InvalidInput(
            "triage.one-passage", N_("Zum Aufteilen braucht es mindestens zwei Teile."), field="passages"
        )
    batch = new_id()
    offset = item.start or 0
    for passage in sorted(passages):
        session().add(_child(item, passage, offset, by))
    _decide(item, TriageOutcome.SPLIT, batch, by)
    return Decided(batch)


def undo_decision(batch_id: UUID, *, by: Actor) -> list[TriageItem]:
    """Take back everything that was decided together; the entries wait in the inbox again.

    A Bedarf that came into being by the decision and holds nothing else goes with it. Raises `InvalidTransition` when it was
    taken back already, or when parts of a split were decided since.
    """
    hold()
    rows = select(TriageDecision).where(TriageDecision.batch_id == batch_id, TriageDecision.undone_at.is_(None))
    decisions = list(session().scalars(rows.with_for_update()))
    if not decisions:
        raise InvalidTransition("triage.undone", N_("Diese Entscheidung ist schon zurückgenommen."))
    items = _items_of(decisions)
    for item in items:
        ensure(NeedPermission.DECIDE, by, item)
    left = _take_back(decisions, items, by)
    audit.log(protocol.DECISION_UNDONE, by=by, batch_id=batch_id)
    touch(left)
    _forget_empty({d.need_id for d in decisions if d.outcome is TriageOutcome.NEW_NEED and d.need_id}, by)
    return items


def words_of(item: TriageItem) -> str:
    """The original words of an entry: the whole Wortmeldung or its passage; "" after a withdrawal."""
    return contributions.contribution(item.contribution_id).text[item.start : item.stop]


def _take(items: Sequence[TriageItem], by: Actor) -> None:
    if not items:
        raise InvalidInput("triage.nothing", N_("Bitte wählen Sie mindestens einen Eintrag aus."))
    if len(items) > BULK_MOST:
        raise InvalidInput("triage.too-many", N_("Bitte wählen Sie höchstens 100 Einträge auf einmal."))
    for item in sorted(items, key=lambda item: item.id):
        ensure(NeedPermission.DECIDE, by, item)
        session().refresh(item, with_for_update=True)
        if item.state is not TriageState.OPEN:
            raise Conflict("triage.decided", N_("Über diesen Eintrag hat inzwischen schon jemand entschieden."))


def attach(items: Sequence[TriageItem], need: Need, outcome: TriageOutcome, stance: Stance, by: Actor) -> UUID:
    """Make each of these entries a Beleg of a Bedarf; they are held by this unit. Returns what takes it back."""
    batch = new_id()
    evidence = [
        Evidence(
            id=new_id(),
            need_id=need.id,
            origin_need_id=need.id,
            kind=EvidenceKind.CONTRIBUTION,
            stance=stance,
            contribution_id=item.contribution_id,
            triage_item_id=item.id,
            channel=item.channel,
            added_by=by.id,
        )
        for item in items
    ]
    session().add_all(evidence)
    session().flush()
    for beleg in evidence:
        note_entry(need, EntryKind.EVIDENCE_ADDED, by, evidence=str(beleg.id), batch=str(batch))
    _decide_all(items, outcome, batch, by, need=need)
    touch([need.id])
    return batch


def _decide(
    item: TriageItem, outcome: TriageOutcome, batch: UUID, by: Actor, *, need: Need | None = None, reason: str = ""
) -> None:
    _decide_all([item], outcome, batch, by, need=need, reason=reason)


def _decide_all(
    items: Sequence[TriageItem],
    outcome: TriageOutcome,
    batch: UUID,
    by: Actor,
    *,
    need: Need | None = None,
    reason: str = "",
) -> None:
    decisions = []
    for item in items:
        item.state = TriageState.SPLIT if outcome is TriageOutcome.SPLIT else TriageState.DECIDED
        item.outcome = outcome
        item.need_id = need.id if need else None
        item.reason_public = reason
        item.decided_by, item.decided_at = by.id, clock.now()
        decisions.append(
            TriageDecision(
                item_id=item.id,
                contribution_id=item.contribution_id,
                batch_id=batch,
                outcome=outcome,
                need_id=item.need_id,
                reason_public=reason,
                by_id=by.id,
            )
        )
    session().add_all(decisions)
    session().flush()
    for decision in decisions:
        record(
            TriageDecided(
                decision_id=decision.id,
                item_id=decision.item_id,
                contribution_id=decision.contribution_id,
                outcome=outcome.value,
                need_id=decision.need_id,
            )
        )


def _child(item: TriageItem, passage: Passage, offset: int, by: Actor) -> TriageItem:
    return TriageItem(
        id=new_id(),
        contribution_id=item.contribution_id,
        parent_id=item.id,
        start=offset + passage.start,
        stop=offset + passage.stop,
        state=TriageState.DECIDED if passage.aside else TriageState.OPEN,
        outcome=TriageOutcome.ASIDE if passage.aside else None,
        decided_by=by.id if passage.aside else None,
        decided_at=clock.now() if passage.aside else None,
        sozialraum_id=item.sozialraum_id,
        received_at=item.received_at,
        kind=item.kind,
        channel=item.channel,
        consultation_id=item.consultation_id,
    )


def _items_of(decisions: Sequence[TriageDecision]) -> list[TriageItem]:
    """The entry of each decision, in the same order; one statement for all."""
    rows = select(TriageItem).where(TriageItem.id.in_([decision.item_id for decision in decisions]))
    found = {item.id: item for item in session().scalars(rows.options(selectinload(TriageItem.place)))}
    return [found[decision.item_id] for decision in decisions]


def _take_back(decisions: Sequence[TriageDecision], items: Sequence[TriageItem], by: Actor) -> set[UUID]:
    """Open the entries again, all of them with a constant number of reads. Returns the Bedarfe that lost a Beleg."""
    for decision, item in zip(decisions, items, strict=True):
        if decision.outcome is TriageOutcome.SPLIT:
            _drop_passages(item)
    left = _remove_evidence(items, by)
    for decision, item in zip(decisions, items, strict=True):
        decision.undone_at, decision.undone_by = clock.now(), by.id
        item.state, item.outcome, item.need_id, item.reason_public = TriageState.OPEN, None, None, ""
        item.decided_by = item.decided_at = None
        record(TriageUndone(decision_id=decision.id, item_id=item.id, contribution_id=item.contribution_id))
    session().flush()
    return left


def _drop_passages(item: TriageItem) -> None:
    parts = session().scalars(
        select(TriageItem)
        .where(TriageItem.parent_id == item.id, TriageItem.state != TriageState.DROPPED)
        .with_for_update()
    )
    for part in parts.all():
        if part.state is not TriageState.OPEN and part.outcome is not TriageOutcome.ASIDE:
            raise InvalidTransition(
                "triage.parts-decided",
                N_("Über einen Teil ist schon entschieden. Nehmen Sie zuerst diese Entscheidung zurück."),
            )
        part.state, part.outcome = TriageState.DROPPED, None


def _remove_evidence(items: Sequence[TriageItem], by: Actor) -> set[UUID]:
    rows = select(Evidence).where(Evidence.triage_item_id.in_([item.id for item in items])).order_by(Evidence.id)
    belege = list(session().scalars(rows))
    needs = {need.id: need for need in session().scalars(select(Need).where(Need.id.in_({b.need_id for b in belege})))}
    for beleg in belege:
        session().delete(beleg)
        note_entry(
            needs[beleg.need_id], EntryKind.EVIDENCE_REMOVED, by, evidence=str(beleg.id), item=str(beleg.triage_item_id)
        )
    session().flush()
    return set(needs)


def _forget_empty(ids: set[UUID], by: Actor) -> None:
    for need_id in sorted(ids):
        need = session().get_one(Need, need_id)
        if need.is_deleted or need.is_merged or _is_in_use(need_id):
            continue
        with changing(need):
            need.deleted_at = clock.now()
        remember(need, EntryKind.UNDONE, by, step="created")
        record(NeedDeleted(need_id=need_id))


def _is_in_use(id: UUID) -> bool:
    has_evidence = select(Evidence.id).where((Evidence.need_id == id) | (Evidence.origin_need_id == id))
    has_answer = select(PublicAnswer.id).where(PublicAnswer.need_id == id)
    followed = select(Need.id).where(Need.merged_into_id == id)
    return any(session().scalar(rows.limit(1)) is not None for rows in (has_evidence, has_answer, followed))


def _ensure_length(reason: str) -> None:
    if len(reason) > REASON_LONGEST:
        raise InvalidInput("triage.long-reason", N_("Der Grund ist zu lang, möglich sind 500 Zeichen."), field="reason")
