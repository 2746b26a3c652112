"""The file of one Bedarf: evidence, channels, answers, notes, history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import selectinload

from portal.accounts import queries as accounts
from portal.contributions import queries as contributions
from portal.contributions.models import Contribution
from portal.contributions.policy import ContributionPermission
from portal.contributions.terms import Channel
from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor, allows
from portal.needs.models import (
    Evidence,
    InternalNote,
    Need,
    NeedEntry,
    PublicAnswer,
    TextModule,
    TriageItem,
    need_basic_function,
    need_target_group,
)
from portal.needs.terms import RESTORE_DAYS, EntryKind, EvidenceKind, NeedStatus, Stance
from portal.needs.terms.sentences import ANSWERS
from portal.needs.terms.simple_sentences import SIMPLE
from portal.needs.terms.telling import Simple
from portal.places import queries as places


@dataclass(frozen=True)
class Beleg:
    """A Beleg as the file shows it."""

    evidence: Evidence
    #: None for Belege added by hand and when this person may not read Wortmeldungen.
    contribution: Contribution | None
    #: The original words of the passage, or what the document says; "" when hidden from this person or withdrawn.
    text: str
    place_name: str
    #: The decision with which it came, to take it back.
    item: TriageItem | None

    @property
    def channel(self) -> str:
        return Channel(self.evidence.channel).label if self.evidence.channel else ""

    @property
    def speaks_against(self) -> bool:
        return self.evidence.stance is Stance.AGAINST


def evidence_page(need: Need, *, after: str | None, limit: int = 20) -> KeysetPage:
    """One page of the Belege, newest first."""
    chosen = select(Evidence).where(Evidence.need_id == need.id)
    return page_by_key(chosen, keys=(Evidence.__table__.c.id.desc(),), after=after, limit=limit)


def belege(viewer: Actor, rows: Sequence[Evidence]) -> list[Beleg]:
    """These Belege with their words as far as this person may read them; a constant number of queries."""
    ids = {row.contribution_id for row in rows if row.contribution_id}
    said = {
        said_id: row
        for said_id, row in contributions.get_many(ids).items()
        if allows(ContributionPermission.READ, viewer, row)
    }
    item_ids = {row.triage_item_id for row in rows if row.triage_item_id}
    items = (
        {i.id: i for i in session().scalars(select(TriageItem).where(TriageItem.id.in_(item_ids)))} if item_ids else {}
    )
    names = places.names({row.sozialraum_id for row in said.values() if row.sozialraum_id})
    return [_beleg(row, said, items, names) for row in rows]


def _beleg(
    row: Evidence, said: dict[UUID, Contribution], items: dict[UUID, TriageItem], names: dict[UUID, str]
) -> Beleg:
    contribution = said.get(row.contribution_id) if row.contribution_id else None
    item = items.get(row.triage_item_id) if row.triage_item_id else None
    text = row.quote
    if contribution is not None:
        text = contribution.text[item.start : item.stop] if item else contribution.text
    place = names.get(contribution.sozialraum_id, "") if contribution and contribution.sozialraum_id else ""
    return Beleg(row, contribution, text, place, item)


@dataclass(frozen=True)
class ChannelShare:
    """How many Wortmeldungen came by one channel."""

    channel: Channel
    number: int


@dataclass(frozen=True)
class EvidenceSummary:
    """What is behind a Bedarf, in numbers."""

    channels: tuple[ChannelShare, ...]
    for_it: int
    against_it: int
    by_hand: int

    @property
    def largest(self) -> int:
        return max((share.number for share in self.channels), default=0)


def summary(need: Need) -> EvidenceSummary:
    """Channels and stances of the evidence. One query."""
    one = func.coalesce(Evidence.contribution_id, Evidence.id)
    rows = (
        session()
        .execute(
            select(
                Evidence.channel,
                Evidence.kind,
                Evidence.stance,
                func.count(one.distinct()),
            )
            .where(Evidence.need_id == need.id)
            .group_by(Evidence.channel, Evidence.kind, Evidence.stance)
        )
        .all()
    )
    by_channel: dict[Channel, int] = {}
    for channel, kind, _, number in rows:
        if kind is EvidenceKind.CONTRIBUTION:
            by_channel[Channel(channel)] = by_channel.get(Channel(channel), 0) + number
    shares = [ChannelShare(channel, by_channel[channel]) for channel in Channel if channel in by_channel]
    return EvidenceSummary(
        channels=tuple(sorted(shares, key=lambda share: -share.number)),
        for_it=sum(number for _, _, stance, number in rows if stance is Stance.FOR),
        against_it=sum(number for _, _, stance, number in rows if stance is Stance.AGAINST),
        by_hand=sum(number for _, kind, _, number in rows if kind is not EvidenceKind.CONTRIBUTION),
    )


def beleg(need: Need, beleg_id: UUID | None) -> Evidence:
    """One Beleg of a Bedarf. Raises `NotFound`."""
    found = session().get(Evidence, beleg_id) if beleg_id else None
    if found is None or found.need_id != need.id:
        raise NotFound
    return found


def answers(need: Need) -> list[PublicAnswer]:
    """The public sentences that stand, newest first."""
    rows = select(PublicAnswer).where(PublicAnswer.need_id == need.id, PublicAnswer.retracted_at.is_(None))
    return list(session().scalars(rows.order_by(PublicAnswer.id.desc()).limit(100)))


def notes(need: Need) -> list[InternalNote]:
    """The internal notes, newest first."""
    rows = select(InternalNote).where(InternalNote.need_id == need.id)
    return list(session().scalars(rows.order_by(InternalNote.id.desc()).limit(100)))


def history(need: Need, *, after: str | None, limit: int = 20) -> KeysetPage:
    """One page of the history, newest first."""
    chosen = select(NeedEntry).where(NeedEntry.need_id == need.id)
    return page_by_key(chosen, keys=(NeedEntry.__table__.c.id.desc(),), after=after, limit=limit)


def entry(need_id: UUID, id: int) -> NeedEntry:
    """One line of a Bedarf's history. Raises `NotFound`."""
    found = session().get(NeedEntry, id)
    if found is None or found.need_id != need_id:
        raise NotFound
    return found


def undoable(line: NeedEntry) -> bool:
    """Whether a line of history is a step that can be taken back at all."""
    return line.undone_at is None and line.kind in (EntryKind.MERGED, EntryKind.SPLIT)


def target_group_ids(need: Need) -> list[UUID]:
    c = need_target_group.c
    return list(session().scalars(select(c.target_group_id).where(c.need_id == need.id)))


def basic_function_ids(need: Need) -> list[UUID]:
    c = need_basic_function.c
    return list(session().scalars(select(c.basic_function_id).where(c.need_id == need.id)))


def numbers(ids: Sequence[UUID]) -> dict[UUID, Need]:
    """These Bedarfe by id, whatever became of them and whoever may read them. Two queries."""
    if not ids:
        return {}
    return {row.id: row for row in session().scalars(_with_place().where(Need.id.in_(set(ids))))}


def absorbed(need: Need) -> list[Need]:
    """The Bedarfe that went into this one, whoever may read them."""
    return list(session().scalars(_with_place().where(Need.merged_into_id == need.id).order_by(Need.seq)))


def _with_place() -> Select[Need]:
    """Bedarfe about which it will be asked who may read them."""
    return select(Need).options(selectinload(Need.place))


def can_be_restored(need: Need) -> bool:
    """Whether a deleted Bedarf can still be brought back."""
    return need.deleted_at is not None and clock.now() - need.deleted_at <= timedelta(days=RESTORE_DAYS)


@dataclass(frozen=True)
class ReadySentence:
    """A ready sentence for public answers, and the same in Leichte Sprache beside it."""

    text: str
    simple: Simple


def text_modules(status: NeedStatus) -> list[ReadySentence]:
    """The ready sentences for a status: the county's own, else those the portal comes with."""
    own = [ReadySentence(module.text, module.simple) for module in own_text_modules(status)]
    return own or [ReadySentence(text, Simple(SIMPLE.get(text, ""))) for text in ANSWERS[status]]


def own_text_modules(status: NeedStatus) -> list[TextModule]:
    """The county's own ready sentences for a status."""
    rows = select(TextModule).where(TextModule.status == status, TextModule.is_active)
    return list(session().scalars(rows.order_by(TextModule.position, TextModule.created_at)))


def names_in(needs: Sequence[Need], lines: Sequence[NeedEntry | InternalNote | PublicAnswer]) -> dict[UUID, str]:
    """Names of everybody who wrote these lines or is responsible. One query."""
    return accounts.names({line.by_id for line in lines} | {need.responsible_id for need in needs})
