"""Merging and splitting Bedarfe: evidence moves, nobody gets lost, and each step can be undone exactly."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import select

from portal.kernel import audit, clock
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput, InvalidTransition
from portal.kernel.events import record
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.needs.actions import protocol
from portal.needs.actions.answering import say
from portal.needs.actions.keeping import changing, remember, touch
from portal.needs.actions.making import NeedDraft, make_need
from portal.needs.events import NeedDeleted, NeedMerged, NeedRestored, NeedSplit
from portal.needs.models import Evidence, EvidenceMove, Need, NeedEntry, PublicAnswer
from portal.needs.policy import NeedPermission
from portal.needs.terms import EntryKind, NeedStatus

_NOT_LAST = N_("Die Belege sind inzwischen weitergewandert. Nehmen Sie zuerst den späteren Schritt zurück.")


def merge_needs(need: Need, *, into: Need, sentence: str, by: Actor) -> NeedEntry:
    """Let `need` go into another Bedarf: all its evidence moves, everybody behind it follows and reads `sentence`.

    Returns the history entry with which `undo_operation` takes it back.
    """
    if need.id == into.id:
        raise InvalidInput("need.same", N_("Bitte wählen Sie einen anderen Bedarf."), field="into")
    with changing(need, into):
        ensure(NeedPermission.MERGE, by, need)
        ensure(NeedPermission.MERGE, by, into)
        kept = {"status": need.status.value, "sentence": need.public_sentence, "public_title": need.public_title}
        answered = need.answered_at.isoformat() if need.answered_at else ""
        answer = say(need, status=NeedStatus.MERGED, sentence=sentence, by=by)
        need.merged_into_id = into.id
        entry = remember(need, EntryKind.MERGED, by, other=str(into.id), answer=answer.id, answered_at=answered, **kept)
        remember(
            into, EntryKind.ABSORBED, by, other=str(need.id), number=need.number, title=need.title, operation=entry.id
        )
        _move(_evidence_of(need.id), into.id, entry)
    touch([need.id, into.id])
    audit.log(protocol.MERGED, by=by, need_id=need.id, into_id=into.id)
    record(NeedMerged(need_id=need.id, into_id=into.id, answer_id=answer.id))
    return entry


def split_need(need: Need, *, evidence_ids: Collection[UUID], draft: NeedDraft, by: Actor) -> tuple[Need, NeedEntry]:
    """Move part of the evidence into a new Bedarf. At least one Beleg must go and one must stay.

    Returns the new Bedarf and the history entry with which `undo_operation` takes it back.
    """
    with changing(need):
        ensure(NeedPermission.MERGE, by, need)
        all_of_it = _evidence_of(need.id)
        chosen = [beleg for beleg in all_of_it if beleg.id in set(evidence_ids)]
        if not chosen or len(chosen) != len(set(evidence_ids)):
            raise InvalidInput(
                "need.no-evidence", N_("Bitte wählen Sie aus, welche Belege mitgehen."), field="evidence_ids"
            )
        if len(chosen) == len(all_of_it):
            raise InvalidInput("need.all-evidence", N_("Mindestens ein Beleg muss hier bleiben."), field="evidence_ids")
        entry = remember(need, EntryKind.SPLIT, by)
    new = make_need(
        draft, by=by, entry=EntryKind.SPLIT_FROM, other=str(need.id), number=need.number, operation=entry.id
    )
    entry.payload = {"other": str(new.id), "number": new.number, "title": new.title}
    _move(chosen, new.id, entry)
    touch([need.id, new.id])
    audit.log(protocol.SPLIT, by=by, need_id=need.id, new_need_id=new.id)
    record(NeedSplit(need_id=need.id, new_need_id=new.id))
    return new, entry


def undo_operation(entry: NeedEntry, *, by: Actor) -> Need:
    """Take back a merge or split: every Beleg it moved is where it was before. Returns the Bedarf whose history holds it.

    Raises `InvalidTransition` when the evidence has moved on since (the later step comes first), when what was split has gone
    into another Bedarf (nothing may come back behind one that is merged), or when a Bedarf made by splitting has got answers
    or evidence of its own.
    """
    need = session().get_one(Need, entry.need_id)
    other = session().get_one(Need, UUID(entry.payload["other"]))
    with changing(need, other):
        session().refresh(entry)
        if entry.undone_at is not None:
            raise InvalidTransition("need.undone", N_("Dieser Schritt ist schon zurückgenommen."))
        ensure(NeedPermission.UNDO, by, need)
        if entry.kind is EntryKind.MERGED:
            ensure(NeedPermission.RESTORE, by, need)
        elif need.is_merged:
            raise InvalidTransition("need.moved-on", _NOT_LAST)
        else:
            ensure(NeedPermission.MERGE, by, need)
        _move_back(entry)
        entry.undone_at, entry.undone_by = clock.now(), by.id
        remember(need, EntryKind.UNDONE, by, step=entry.kind.value, operation=entry.id)
        if entry.kind is EntryKind.MERGED:
            _unmerge(need, entry)
        else:
            _forget_split(other)
    touch([need.id, other.id])
    audit.log(protocol.STEP_UNDONE, by=by, need_id=need.id, other_id=other.id)
    record(NeedRestored(need_id=need.id) if entry.kind is EntryKind.MERGED else NeedDeleted(need_id=other.id))
    return need


def _evidence_of(need_id: UUID) -> list[Evidence]:
    return list(session().scalars(select(Evidence).where(Evidence.need_id == need_id).order_by(Evidence.id)))


def _move(evidence: Iterable[Evidence], to: UUID, entry: NeedEntry) -> None:
    for beleg in evidence:
        session().add(EvidenceMove(entry_id=entry.id, evidence_id=beleg.id, from_need_id=beleg.need_id, to_need_id=to))
        beleg.need_id = to
    session().flush()


def _move_back(entry: NeedEntry) -> None:
    moves = session().scalars(select(EvidenceMove).where(EvidenceMove.entry_id == entry.id)).all()
    for move in moves:
        beleg = session().get_one(Evidence, move.evidence_id)
        if beleg.need_id != move.to_need_id or _moved_again(move):
            raise InvalidTransition("need.moved-on", _NOT_LAST)
        beleg.need_id = move.from_need_id
    session().flush()


def _moved_again(move: EvidenceMove) -> bool:
    later = (
        select(EvidenceMove.id)
        .join(NeedEntry, NeedEntry.id == EvidenceMove.entry_id)
        .where(EvidenceMove.evidence_id == move.evidence_id, EvidenceMove.id > move.id, NeedEntry.undone_at.is_(None))
    )
    return session().scalar(later.limit(1)) is not None


def _unmerge(need: Need, entry: NeedEntry) -> None:
    kept = entry.payload
    need.merged_into_id = None
    need.status = NeedStatus(kept["status"])
    need.public_sentence, need.public_title = kept["sentence"], kept["public_title"]
    told = session().get_one(PublicAnswer, kept["answer"])
    told.retracted_at = clock.now()
    before = select(PublicAnswer.at).where(PublicAnswer.need_id == need.id, PublicAnswer.retracted_at.is_(None))
    need.answered_at = session().scalar(before.order_by(PublicAnswer.id.desc()).limit(1))
    need.last_word_at = need.answered_at or need.created_at


def _forget_split(made: Need) -> None:
    has_own = session().scalar(select(Evidence.id).where(Evidence.need_id == made.id).limit(1)) is not None
    has_answer = session().scalar(select(PublicAnswer.id).where(PublicAnswer.need_id == made.id).limit(1)) is not None
    followed = session().scalar(select(Need.id).where(Need.merged_into_id == made.id).limit(1)) is not None
    if has_own or has_answer or followed or made.is_merged:
        raise InvalidTransition(
            "need.split-lives",
            N_(
                "Der neue Bedarf hat inzwischen eigene Belege oder Antworten. Führen Sie die beiden stattdessen zusammen."
            ),
        )
    made.deleted_at = clock.now()
