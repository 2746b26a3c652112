"""Who hears of a public answer in which way: mail before letter, letter before call, and everybody with the Rückmelde-Code.

Everything here is counted and chosen by the database, however many people stand behind a Bedarf. Of several Wortmeldungen with the
same address or number only the first counts, so nobody gets two letters.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from portal.contributions import queries as contributions
from portal.contributions.models import Contact, Contribution
from portal.kernel.codes import receipt_code
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import KeysetPage, page_by_key
from portal.kernel.policy import Actor
from portal.needs.models import Evidence, EvidenceMove, Need, NeedEntry, NoticeSheet, PublicAnswer, Telling
from portal.needs.terms.telling import MOST_LETTERS, TellingChannel, TellingState
from portal.places import queries as places

_TOLD, _PRINTED = TellingState.TOLD, TellingState.PRINTED
#: What people put into numbers to read them more easily.
_BETWEEN_DIGITS = " /-.()–"


def behind_need(need_id: UUID) -> Select[Any]:
    """The Wortmeldungen that stand behind a Bedarf now, as a statement to use inside another one."""
    return select(Evidence.contribution_id).where(Evidence.need_id == need_id, Evidence.contribution_id.is_not(None))


def behind_answer(answer: PublicAnswer) -> Select[Any]:
    """The Wortmeldungen an answer was for, also those that a merge or split has carried on since."""
    carried = (
        select(EvidenceMove.evidence_id)
        .join(NeedEntry, NeedEntry.id == EvidenceMove.entry_id)
        .where(EvidenceMove.from_need_id == answer.need_id, NeedEntry.at >= answer.at, NeedEntry.undone_at.is_(None))
    )
    return select(Evidence.contribution_id).where(
        or_(Evidence.need_id == answer.need_id, Evidence.id.in_(carried)), Evidence.contribution_id.is_not(None)
    )


BY_MAIL = and_(Contact.email.is_not(None), Contact.wants_updates, Contact.stopped_at.is_(None))
_NOT_BY_MAIL = and_(Contact.stopped_at.is_(None), or_(Contact.email.is_(None), Contact.wants_updates.is_(False)))
BY_LETTER = and_(_NOT_BY_MAIL, Contact.address.is_not(None), Contact.name.is_not(None))
BY_CALL = and_(_NOT_BY_MAIL, or_(Contact.address.is_(None), Contact.name.is_(None)), Contact.phone.is_not(None))


def same_mail() -> ColumnElement[Any]:
    """What tells the addresses of two people apart."""
    return func.lower(Contact.email)


def _same_letter() -> ColumnElement[Any]:
    return func.lower(Contact.name + "\n" + Contact.address)


def _same_call() -> ColumnElement[Any]:
    plain: Any = Contact.phone
    for sign in _BETWEEN_DIGITS:
        plain = func.replace(plain, sign, "")
    return func.replace(plain, "+49", "0")


@dataclass(frozen=True)
class Audience:
    """Who is told of an answer, and how."""

    #: Wortmeldungen behind the Bedarf: whoever has the code reads the sentence.
    people: int
    by_mail: int
    by_letter: int = 0
    by_call: int = 0

    @property
    def by_code(self) -> int:
        """Those who only have their code."""
        return max(0, self.people - self.by_mail - self.by_letter - self.by_call)


def audience(need: Need) -> Audience:
    """Who would hear of an answer now. Two queries."""
    behind = behind_need(need.id)
    people = session().scalar(select(func.count(func.distinct(behind.subquery().c.contribution_id)))) or 0
    row = session().execute(
        select(_number(BY_MAIL, same_mail()), _number(BY_LETTER, _same_letter()), _number(BY_CALL, _same_call())).where(
            Contact.contribution_id.in_(behind)
        )
    )
    return Audience(people, *row.one())


def _number(condition: ColumnElement[bool], same: ColumnElement[Any]) -> ColumnElement[int]:
    return func.count(case((condition, same)).distinct())


@dataclass(frozen=True)
class Way:
    """How far telling in one way is, in people."""

    #: All whom this way reaches.
    all: int
    #: Those of them whom the viewer may reach.
    mine: int
    #: Those of the viewer's who are told.
    told: int
    #: Those whose letter is printed and not yet posted.
    printed: int = 0

    @property
    def open(self) -> int:
        return max(0, self.mine - self.told)

    @property
    def for_others(self) -> int:
        """People who live where the viewer may not see how to reach them."""
        return max(0, self.all - self.mine)


@dataclass(frozen=True)
class Ways:
    """How far telling of one answer is on paper and by telephone."""

    letters: Way
    calls: Way


def ways_of(answer: PublicAnswer, viewer: Actor) -> Ways:
    """How many are reached by letter and by telephone, and how many of them know. One query."""
    letter, call = aliased(Telling), aliased(Telling)
    mine = contributions.contactable_by(viewer)
    row = session().execute(
        select(
            *_way_columns(BY_LETTER, _same_letter(), mine, letter),
            *_way_columns(BY_CALL, _same_call(), mine, call),
        )
        .select_from(Contact)
        .join(Contribution, Contribution.id == Contact.contribution_id)
        .outerjoin(letter, _telling_of(letter, answer, TellingChannel.LETTER))
        .outerjoin(call, _telling_of(call, answer, TellingChannel.CALL))
        .where(Contact.contribution_id.in_(behind_answer(answer)))
    )
    found = row.one()
    return Ways(Way(*found[:4]), Way(*found[4:7]))


def _way_columns(
    condition: ColumnElement[bool], same: ColumnElement[Any], mine: ColumnElement[bool], telling: Any
) -> list[ColumnElement[int]]:
    here = and_(condition, mine)
    return [
        _number(condition, same),
        _number(here, same),
        _number(and_(here, telling.state == _TOLD), same),
        _number(and_(here, telling.state == _PRINTED), same),
    ]


def _telling_of(telling: Any, answer: PublicAnswer, channel: TellingChannel) -> ColumnElement[bool]:
    return and_(
        telling.contribution_id == Contact.contribution_id,
        telling.answer_id == answer.id,
        telling.channel == channel,
    )


@dataclass(frozen=True)
class Addressee:
    """Somebody who gets a letter."""

    contribution_id: UUID
    name: str
    address: str
    #: The Rückmelde-Code; worked out for the letter, stored nowhere.
    code: str


def letters_open(answer: PublicAnswer, viewer: Actor, *, limit: int = MOST_LETTERS) -> list[Addressee]:
    """Whose letter is not yet posted, among those whom the viewer may reach, in the order of arrival."""
    rows = session().execute(
        _one_each(answer, viewer, BY_LETTER, _same_letter())
        .add_columns(Contact.name, Contact.address, Contribution.submission_key)
        .outerjoin(Telling, _telling_of(Telling, answer, TellingChannel.LETTER))
        .where(or_(Telling.id.is_(None), Telling.state != _TOLD))
        .order_by(Contribution.seq)
        .limit(limit)
    )
    return [Addressee(one.id, one.name, one.address, receipt_code(one.submission_key)) for one in rows]


def _one_each(
    answer: PublicAnswer, viewer: Actor, condition: ColumnElement[bool], same: ColumnElement[Any]
) -> Select[Any]:
    """The first Wortmeldung of each person reached in this way whom the viewer may reach."""
    firsts = (
        select(func.min(Contribution.seq))
        .join(Contact, Contact.contribution_id == Contribution.id)
        .where(Contribution.id.in_(behind_answer(answer)), condition, contributions.contactable_by(viewer))
        .group_by(same)
    )
    return (
        select(Contribution.id)
        .select_from(Contribution)
        .join(Contact, Contact.contribution_id == Contribution.id)
        .where(Contribution.seq.in_(firsts))
    )


@dataclass(frozen=True)
class Call:
    """Somebody who has only a telephone, and what became of ringing them."""

    contribution_id: UUID
    name: str
    phone: str
    place_id: UUID | None
    state: TellingState | None
    at: datetime | None
    tries: int
    by_id: UUID | None

    @property
    def seen(self) -> str:
        """What the page showed, to notice when somebody else was faster."""
        return f"{self.state.value if self.state else ''}-{self.tries}"


def calls(
    answer: PublicAnswer, viewer: Actor, *, with_told: bool = False, after: str | None = None, limit: int = 30
) -> KeysetPage:
    """One page of the people to ring whom the viewer may reach; without `with_told` only those who do not know yet.

    `rows` are `Call`. Raises `InvalidInput` for a cursor of another list.
    """
    chosen = _calls(answer, viewer)
    if not with_told:
        chosen = chosen.where(or_(Telling.id.is_(None), Telling.state != _TOLD))
    found = page_by_key(chosen, keys=(Contribution.__table__.c.seq,), after=after, limit=limit, called="needs.calls")
    return KeysetPage([_call(row) for row in found.rows], found.next_cursor)


def call_of(answer: PublicAnswer, viewer: Actor, contribution_id: UUID) -> Call:
    """One line of that list. Raises `NotFound` for whoever does not stand on it."""
    row = session().execute(_calls(answer, viewer).where(Contribution.id == contribution_id)).one_or_none()
    if row is None:
        raise NotFound
    return _call(row)


def _calls(answer: PublicAnswer, viewer: Actor) -> Select[Any]:
    return (
        _one_each(answer, viewer, BY_CALL, _same_call())
        .add_columns(
            Contact.name,
            Contact.phone,
            Contribution.sozialraum_id,
            Telling.state,
            Telling.at,
            Telling.tries,
            Telling.by_id,
        )
        .outerjoin(Telling, _telling_of(Telling, answer, TellingChannel.CALL))
    )


def _call(row: Any) -> Call:
    said_id, name, phone, place_id, state, at, tries, by_id = row
    return Call(said_id, name or "", phone, place_id, state, at, tries or 0, by_id)


def gemeinden_behind(answer: PublicAnswer, need: Need) -> list[places.PlaceNode]:
    """The Gemeinden on whose notice boards the answer belongs: where the Bedarf lies, and where people spoke of it. By name."""
    tree = places.tree()
    ids = session().scalars(
        select(Contribution.sozialraum_id).where(Contribution.id.in_(behind_answer(answer))).distinct()
    )
    nodes = [tree.get(place_id) for place_id in {need.sozialraum_id, *ids}]
    found = {gemeinde.id: gemeinde for node in nodes if node and (gemeinde := tree.gemeinde_of(node))}
    return sorted(found.values(), key=lambda node: node.folded)


def notice_sheets(answer: PublicAnswer) -> dict[UUID, NoticeSheet]:
    """Where the answer hangs, by Gemeinde."""
    rows = session().scalars(select(NoticeSheet).where(NoticeSheet.answer_id == answer.id))
    return {row.sozialraum_id: row for row in rows}


def answer_of(need: Need, answer_id: int) -> PublicAnswer:
    """A public answer of this Bedarf that stands. Raises `NotFound` for another one's and for one that was taken back."""
    found = session().get(PublicAnswer, answer_id)
    if found is None or found.need_id != need.id or found.retracted_at is not None:
        raise NotFound
    return found


def told_numbers(answers: Sequence[PublicAnswer]) -> dict[int, int]:
    """How many people were told of each of these answers by mail, letter or call. One query, none for no answers."""
    if not answers:
        return {}
    rows = session().execute(
        select(Telling.answer_id, func.count().label("people"))
        .where(Telling.answer_id.in_([one.id for one in answers]), Telling.state == _TOLD)
        .group_by(Telling.answer_id)
    )
    return {row.answer_id: row.people for row in rows}
