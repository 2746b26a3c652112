"""Minding a Bedarf: who is responsible, until when, notes, Belege by hand, deleting and bringing back."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import insert, select

from portal.accounts import queries as accounts
from portal.county.models import TargetGroup
from portal.kernel import audit, clock
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput, InvalidTransition, NotFound
from portal.kernel.events import record
from portal.kernel.policy import Actor, Role, ensure
from portal.kernel.text import N_
from portal.needs.actions import protocol
from portal.needs.actions.answering import say
from portal.needs.actions.keeping import changing, remember, touch
from portal.needs.actions.making import linked
from portal.needs.events import NeedDeleted, NeedRestored
from portal.needs.models import Evidence, InternalNote, Need, NeedEntry, PublicAnswer, need_target_group
from portal.needs.policy import NeedPermission
from portal.needs.terms import (
    EVIDENCE_BY_HAND,
    NOTE_LONGEST,
    QUOTE_LONGEST,
    RESTORE_DAYS,
    EntryKind,
    EvidenceKind,
    Stance,
)


def assign(needs: Sequence[Need], *, to: UUID | None, by: Actor) -> int:
    """Make somebody responsible for Bedarfe, or nobody with `to=None`. Returns how many changed.

    The person must be a planner where the Bedarf lies.
    """
    changed = 0
    for need in needs:
        if need.responsible_id == to:
            continue
        with changing(need):
            ensure(NeedPermission.EDIT, by, need)
            _ensure_planner(to, need)
            before, need.responsible_id = need.responsible_id, to
        remember(need, EntryKind.ASSIGNED, by, before=str(before or ""), after=str(to or ""))
        changed += 1
    return changed


def set_due(needs: Sequence[Need], *, on: date | None, by: Actor) -> int:
    """Set the date until which the next step is to be done, or none. Returns how many changed."""
    if on is not None and not date(2000, 1, 1) <= on <= date(2100, 12, 31):
        raise InvalidInput("need.bad-date", N_("Bitte geben Sie ein Datum zwischen 2000 und 2100 an."), field="due_on")
    changed = 0
    for need in needs:
        if need.due_on == on:
            continue
        with changing(need):
            ensure(NeedPermission.EDIT, by, need)
            before, need.due_on = need.due_on, on
        remember(need, EntryKind.DUE, by, before=str(before or ""), after=str(on or ""))
        changed += 1
    return changed


def add_target_group(needs: Sequence[Need], *, group_id: UUID, by: Actor) -> int:
    """Add a Zielgruppe to Bedarfe. Returns how many did not have it yet."""
    if session().get(TargetGroup, group_id) is None:
        raise InvalidInput("need.unknown-choice", N_("Diese Auswahl gibt es nicht (mehr)."), field="target_group_id")
    changed = 0
    for need in needs:
        if group_id in linked(need_target_group, need.id):
            continue
        with changing(need):
            ensure(NeedPermission.EDIT, by, need)
            session().execute(insert(need_target_group).values(need_id=need.id, target_group_id=group_id))
        remember(need, EntryKind.GROUPS, by, added=str(group_id))
        changed += 1
    return changed


def note(need: Need, *, text: str, by: Actor) -> InternalNote:
    """Leave a note for colleagues. Residents never see it."""
    ensure(NeedPermission.COMMENT, by, need)
    if not text:
        raise InvalidInput("note.empty", N_("Bitte schreiben Sie etwas."), field="text")
    if len(text) > NOTE_LONGEST:
        raise InvalidInput("note.too-long", N_("Die Notiz ist zu lang, möglich sind 4.000 Zeichen."), field="text")
    row = InternalNote(need_id=need.id, text=text, by_id=by.id)
    session().add(row)
    return row


def add_evidence(
    need: Need, *, kind: EvidenceKind, quote: str, source: str = "", stance: Stance = Stance.FOR, by: Actor
) -> Evidence:
    """Add a document, figure, expert statement or finding. Wortmeldungen come through the inbox only."""
    ensure(NeedPermission.ADD_EVIDENCE, by, need)
    if kind not in EVIDENCE_BY_HAND:
        raise InvalidInput("evidence.kind", N_("Diese Auswahl gibt es nicht (mehr)."), field="kind")
    if not quote:
        raise InvalidInput("evidence.empty", N_("Bitte schreiben Sie, was der Beleg sagt."), field="quote")
    if len(quote) > QUOTE_LONGEST or len(source) > QUOTE_LONGEST:
        raise InvalidInput("evidence.too-long", N_("Dieser Text ist zu lang."), field="quote")
    row = Evidence(
        need_id=need.id, origin_need_id=need.id, kind=kind, stance=stance, quote=quote, source=source, added_by=by.id
    )
    session().add(row)
    session().flush()
    remember(need, EntryKind.EVIDENCE_ADDED, by, evidence=str(row.id))
    touch([need.id])
    return row


def remove_evidence(beleg: Evidence, *, by: Actor) -> None:
    """Remove a Beleg that was added by hand; the history keeps what it said. A Wortmeldung goes back to the inbox instead."""
    need = session().get_one(Need, beleg.need_id)
    ensure(NeedPermission.EDIT, by, need)
    if beleg.kind is EvidenceKind.CONTRIBUTION:
        raise InvalidInput("evidence.kind", N_("Eine Wortmeldung lässt sich nur über ihre Entscheidung zurückholen."))
    session().delete(beleg)
    remember(
        need, EntryKind.EVIDENCE_REMOVED, by, quote=beleg.quote, source=beleg.source, evidence_kind=beleg.kind.value
    )
    touch([need.id])


def delete_need(need: Need, *, reason: str, by: Actor) -> None:
    """Delete a Bedarf; a tombstone and its evidence remain, and it can be brought back for 30 days.

    Everybody behind it reads the reason.
    """
    with changing(need):
        ensure(NeedPermission.DELETE, by, need)
        if not reason:
            raise InvalidInput(
                "need.no-reason", N_("Bitte schreiben Sie, warum der Bedarf gelöscht wird."), field="reason"
            )
        answer = say(need, status=need.status, sentence=reason, by=by)
        answer.is_farewell = True
        need.deleted_at, need.deleted_reason = clock.now(), reason
    remember(need, EntryKind.DELETED, by, reason=reason, answer=answer.id)
    audit.log(protocol.DELETED, by=by, need_id=need.id)
    record(NeedDeleted(need_id=need.id))


def restore_need(need: Need, *, by: Actor) -> None:
    """Bring a deleted Bedarf back as it was. Raises `InvalidTransition` after 30 days."""
    with changing(need):
        ensure(NeedPermission.RESTORE, by, need)
        if need.deleted_at is None or clock.now() - need.deleted_at > timedelta(days=RESTORE_DAYS):
            raise InvalidTransition("need.gone-for-good", N_("Wiederherstellen geht nur in den ersten 30 Tagen."))
        _retract_farewell(need)
        need.deleted_at, need.deleted_reason = None, ""
    remember(need, EntryKind.RESTORED, by)
    audit.log(protocol.RESTORED, by=by, need_id=need.id)
    record(NeedRestored(need_id=need.id))


def _retract_farewell(need: Need) -> None:
    deleted = select(NeedEntry).where(NeedEntry.need_id == need.id, NeedEntry.kind == EntryKind.DELETED)
    entry = session().scalar(deleted.order_by(NeedEntry.id.desc()).limit(1))
    if entry is not None:
        session().get_one(PublicAnswer, entry.payload["answer"]).retracted_at = clock.now()
    standing = select(PublicAnswer).where(PublicAnswer.need_id == need.id, PublicAnswer.retracted_at.is_(None))
    last = session().scalar(standing.order_by(PublicAnswer.id.desc()).limit(1))
    need.public_sentence = last.sentence if last else ""
    need.answered_at = last.at if last else None
    need.last_word_at = need.answered_at or need.created_at
    need.public_title = need.public_title if last else ""


def _ensure_planner(id: UUID | None, need: Need) -> None:
    if id is None:
        return
    refused = InvalidInput(
        "need.no-planner", N_("Diese Person ist hier nicht als Sozialplanung eingetragen."), field="responsible_id"
    )
    try:
        account = accounts.account(id)
    except NotFound:
        raise refused from None
    if not account.is_active or not account.holds(Role.PLANNER, within=need.lineage):
        raise refused
