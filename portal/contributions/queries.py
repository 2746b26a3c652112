"""Reading Wortmeldungen."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, Select, false, func, or_, select, text, true

from portal.consultations import queries as consultations
from portal.contributions.models import (
    NOT_A_CONCERN,
    NOT_ONLINE,
    NOT_RELEASED,
    Contact,
    Contribution,
    IssuedReceipt,
    ModerationEntry,
    Photo,
    ReceiptReconciliation,
)
from portal.contributions.policy import CALLERS, READERS
from portal.contributions.terms import Channel, ContributionKind, ModerationState
from portal.kernel.codes import hash_code, normalise_code
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor, Role
from portal.places import queries as places

#: Lists say "mehr als 1.000" instead of counting further.
COUNTED_UP_TO = 1_000


@dataclass(frozen=True, kw_only=True)
class ContributionFilter:
    """What a list is narrowed to. Nothing given: everything that may be seen."""

    place_id: UUID | None = None
    channel: Channel | None = None
    kind: ContributionKind | None = None
    consultation_id: UUID | None = None
    moderation: ModerationState | None = None


def contribution(id: UUID) -> Contribution:
    """One Wortmeldung. Raises `NotFound`."""
    found = session().scalar(select(Contribution).where(Contribution.id == id))
    if found is None:
        raise NotFound
    return found


def get_many(ids: Collection[UUID]) -> dict[UUID, Contribution]:
    """These Wortmeldungen by id; unknown ids are left out. One query, none for no ids."""
    if not ids:
        return {}
    return {row.id: row for row in session().scalars(select(Contribution).where(Contribution.id.in_(set(ids))))}


def by_code(code: str) -> Contribution | None:
    """The Wortmeldung of a Rückmelde-Code, however it was typed; None when there is none."""
    normal = normalise_code(code)
    if not normal:
        return None
    return session().scalar(select(Contribution).where(Contribution.receipt_hash == hash_code(normal)))


def by_submission_key(key: UUID) -> Contribution | None:
    """What was stored under the key of a form."""
    return session().scalar(select(Contribution).where(Contribution.submission_key == key))


def visible(viewer: Actor, *, only: ContributionFilter = ContributionFilter()) -> Select[Contribution]:
    """Every Wortmeldung this person may read: the only door for user-facing lists. Order by `Contribution.seq`."""
    chosen = select(Contribution).where(readable_by(viewer))
    if only.place_id is not None:
        chosen = chosen.where(Contribution.sozialraum_id.in_(places.subtree_ids([only.place_id])))
    if only.consultation_id is not None:
        chosen = chosen.where(Contribution.consultation_id == only.consultation_id)
    for column, wanted, usual, unusual in (
        (Contribution.channel, only.channel, Channel.ONLINE, NOT_ONLINE),
        (Contribution.kind, only.kind, ContributionKind.CONCERN, NOT_A_CONCERN),
        (Contribution.moderation, only.moderation, ModerationState.RELEASED, NOT_RELEASED),
    ):
        if wanted is not None:
            chosen = chosen.where(column == wanted)
            chosen = chosen if wanted is usual else chosen.where(text(f"contribution.{unusual}"))
    return chosen


def newest_page(chosen: Select[Contribution], *, after: str | None, limit: int = 30) -> KeysetPage:
    """One page of a list, the newest first."""
    return page_by_key(chosen, keys=(Contribution.seq.desc(),), after=after, limit=limit)


def places_of(viewer: Actor, *roles: Role) -> list[places.PlaceNode]:
    """The Sozialräume in which one of these roles is held, with everything beneath, by name."""
    scope = viewer.scope_of(*roles)
    return [node for node in places.tree() if scope is None or not scope.isdisjoint(node.lineage)]


def consultations_named(viewer: Actor) -> list[consultations.Titled]:
    """The Verfahren this person may narrow the list to, by title."""
    return consultations.titled(consultations.own_consultations(viewer))


def count(chosen: Select[Contribution]) -> int:
    """How many a list holds; counting stops one above `COUNTED_UP_TO`."""
    some = chosen.with_only_columns(Contribution.seq).order_by(None).limit(COUNTED_UP_TO + 1).subquery()
    return session().scalar(select(func.count()).select_from(some)) or 0


def held_count(viewer: Actor) -> int:
    """How many wait for this person's release. What was found on a walk is read by staff alone and waits for nothing."""
    held = visible(viewer, only=ContributionFilter(moderation=ModerationState.HELD))
    return count(held.where(Contribution.kind != ContributionKind.FINDING))


def recorded_since(account_id: UUID, since: datetime) -> int:
    """How many this person wrote down since a moment."""
    rows = select(func.count()).where(Contribution.recorded_by == account_id, Contribution.received_at >= since)
    return session().scalar(rows) or 0


def contact_of(contribution_id: UUID) -> Contact | None:
    """How the person can be reached. For pages of the staff take `actions.reveal_contact`, which asks and logs."""
    return session().get(Contact, contribution_id)


def photos_of(contribution_id: UUID) -> list[Photo]:
    """The photos of one Wortmeldung."""
    return list(session().scalars(select(Photo).where(Photo.contribution_id == contribution_id)))


def with_photos(ids: Collection[UUID]) -> frozenset[UUID]:
    """Which of these Wortmeldungen have a photo. One query, none for no ids."""
    if not ids:
        return frozenset()
    return frozenset(session().scalars(select(Photo.contribution_id).where(Photo.contribution_id.in_(ids))))


def photos_of_many(ids: Collection[UUID]) -> dict[UUID, list[Photo]]:
    """The photos of these Wortmeldungen, those without any left out. One query, none for no ids."""
    found: dict[UUID, list[Photo]] = {}
    if ids:
        for one in session().scalars(select(Photo).where(Photo.contribution_id.in_(ids)).order_by(Photo.id)):
            found.setdefault(one.contribution_id, []).append(one)
    return found


def photo(id: UUID) -> Photo:
    """One photo. Raises `NotFound`."""
    found = session().get(Photo, id)
    if found is None:
        raise NotFound
    return found


def photo_files() -> frozenset[str]:
    """The names of all files that rows speak of."""
    return frozenset(session().scalars(select(Photo.file_name)))


def is_file_named(file_name: str) -> bool:
    """Whether a row still speaks of this file."""
    return session().scalar(select(Photo.id).where(Photo.file_name == file_name).limit(1)) is not None


def moderation_history(contribution_id: UUID) -> list[ModerationEntry]:
    """Every step of moderation, the first one first."""
    rows = select(ModerationEntry).where(ModerationEntry.contribution_id == contribution_id)
    return list(session().scalars(rows.order_by(ModerationEntry.id)))


def missing_receipts() -> int:
    """How many receipts were issued for which no Wortmeldung is there: anything but 0 is an alarm."""
    there = select(Contribution.seq).where(Contribution.receipt_hash == IssuedReceipt.receipt_hash)
    return session().scalar(select(func.count()).select_from(IssuedReceipt).where(~there.exists())) or 0


def receipts_per_day(since: date, until: date) -> Sequence[tuple[date, int, int]]:
    """Day, receipts issued on it, Wortmeldungen that are there for them; days without receipts are left out."""
    rows = (
        select(IssuedReceipt.issued_on, func.count(), func.count(Contribution.seq))
        .outerjoin(Contribution, Contribution.receipt_hash == IssuedReceipt.receipt_hash)
        .where(IssuedReceipt.issued_on >= since, IssuedReceipt.issued_on < until)
        .group_by(IssuedReceipt.issued_on)
        .order_by(IssuedReceipt.issued_on)
    )
    return [(day, issued, present) for day, issued, present in session().execute(rows)]


def total() -> int:
    """How many Wortmeldungen there are."""
    return session().scalar(select(func.count()).select_from(Contribution)) or 0


def last_reconciliation() -> ReceiptReconciliation | None:
    """The newest day that was compared."""
    return session().scalar(select(ReceiptReconciliation).order_by(ReceiptReconciliation.day.desc()).limit(1))


def readable_by(viewer: Actor) -> ColumnElement[bool]:
    """Whether this person may read a Wortmeldung, as a condition for lists."""
    scope = viewer.scope_of(*READERS)
    if scope is None:
        return true()
    conditions: list[ColumnElement[bool]] = []
    if scope:
        conditions.append(Contribution.sozialraum_id.in_(places.subtree_ids(scope)))
    if viewer.id is not None and viewer.holds(Role.OBSERVER):
        conditions.append(Contribution.recorded_by == viewer.id)
    return or_(false(), *conditions)


def contactable_by(viewer: Actor) -> ColumnElement[bool]:
    """Whether this person may know how somebody is reached, as a condition for lists over `Contribution`."""
    scope = viewer.scope_of(*CALLERS)
    if scope is None:
        return true()
    return Contribution.sozialraum_id.in_(places.subtree_ids(scope)) if scope else false()
