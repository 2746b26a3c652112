"""The mails that gather the answers for one person: one address is one person, and one evening is one mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from sqlalchemy import Select, func, select

from portal.contributions.models import Contact, Contribution
from portal.kernel.db import session
from portal.needs.models import Need, PublicAnswer, Telling
from portal.needs.queries.fate import public_title
from portal.needs.queries.reaching import BY_MAIL, same_mail
from portal.needs.terms.telling import TellingChannel, TellingState, mails_leave


@dataclass(frozen=True)
class MailWays:
    """How far telling one answer by mail is, in people."""

    told: int
    #: Those whose mail leaves with the next ones.
    waiting: int
    #: Those whose address took no mail, or where nobody can know.
    not_reached: int


@dataclass(frozen=True)
class MailLine:
    """What one mail says about one Bedarf, to the person behind one Wortmeldung."""

    title: str
    #: In the order in which they were given.
    answers: tuple[PublicAnswer, ...]
    contribution: Contribution


@dataclass(frozen=True)
class AnswersForOne:
    """What a mail that leaves now has to say."""

    address: str
    lines: tuple[MailLine, ...]
    #: The tellings it takes along.
    telling_ids: frozenset[int]


def mail_ways(answer: PublicAnswer) -> MailWays:
    """How far the mails of an answer are. One query."""
    state = Telling.state
    row = session().execute(
        select(
            func.count().filter(state == TellingState.TOLD),
            func.count().filter(state == TellingState.WAITING, BY_MAIL),
            func.count().filter(state == TellingState.NOT_REACHED),
        )
        .join(Contact, Contact.contribution_id == Telling.contribution_id)
        .where(Telling.answer_id == answer.id, Telling.channel == TellingChannel.MAIL)
    )
    return MailWays(*row.one())


def _due(until: datetime) -> tuple[Any, ...]:
    """Tellings of answers given up to `until` that wait for a mail somebody still wants."""
    return (
        Telling.channel == TellingChannel.MAIL,
        Telling.state == TellingState.WAITING,
        Telling.mail_id.is_(None),
        Telling.at <= until,
        PublicAnswer.retracted_at.is_(None),
        BY_MAIL,
    )


def _with_contact(*columns: Any) -> Select[Any]:
    return (
        select(*columns)
        .select_from(Telling)
        .join(PublicAnswer, PublicAnswer.id == Telling.answer_id)
        .join(Contact, Contact.contribution_id == Telling.contribution_id)
    )


def next_mails_leave() -> datetime | None:
    """When the mails with answers leave next; None when no answer waits."""
    waiting = select(func.min(Telling.at)).where(Telling.state == TellingState.WAITING, Telling.mail_id.is_(None))
    first: datetime | None = session().scalar(waiting)
    return mails_leave(first) if first else None


def due_by_person(until: datetime, *, people: int) -> list[list[int]]:
    """Tellings that are due, person by person, locked where the database can; never part of what is due for one person."""
    addresses = _with_contact(same_mail()).where(*_due(until)).group_by(same_mail()).order_by(same_mail()).limit(people)
    chosen = (
        _with_contact(Telling.id, same_mail().label("address"))
        .where(*_due(until), same_mail().in_(addresses))
        .order_by(same_mail(), Telling.id)
        .with_for_update(of=Telling)
    )
    rows = session().execute(chosen).all()
    return [[row.id for row in some] for _address, some in groupby(rows, key=lambda row: row.address)]


def hopeless(until: datetime) -> Select[Any]:
    """Ids of tellings that are due and that nobody waits for any more: stopped, or the answer was taken back."""
    wanted = _with_contact(Telling.id).where(*_due(until))
    return select(Telling.id).where(
        Telling.channel == TellingChannel.MAIL,
        Telling.state == TellingState.WAITING,
        Telling.mail_id.is_(None),
        Telling.at <= until,
        Telling.id.not_in(wanted),
    )


def answers_of_mail(mail_id: UUID) -> AnswersForOne | None:
    """What a mail says if it leaves now: answers that stand and that this address was not told before; None for nothing."""
    rows = (
        session()
        .execute(
            _with_contact(Telling.id, same_mail(), PublicAnswer, Need, Contribution)
            .join(Need, Need.id == PublicAnswer.need_id)
            .join(Contribution, Contribution.id == Telling.contribution_id)
            .where(Telling.mail_id == mail_id, PublicAnswer.retracted_at.is_(None), BY_MAIL)
            .order_by(Need.seq, PublicAnswer.id, Contribution.seq)
        )
        .all()
    )
    if not rows:
        return None
    address = rows[0][1]
    known = _told_before(address, [answer.id for _id, _to, answer, _need, _said in rows], mail_id)
    mine: dict[int, Any] = {}
    for row in rows:
        if row[1] == address and row[2].id not in known:
            mine.setdefault(row[2].id, row)
    kept = frozenset(row[0] for row in mine.values())
    return AnswersForOne(address, tuple(_lines(list(mine.values()))), kept) if mine else None


def of_other_address(mail_id: UUID, address: str) -> Select[Any]:
    """Ids of tellings that named this mail and whose person has given another address since."""
    return _with_contact(Telling.id).where(Telling.mail_id == mail_id, BY_MAIL, same_mail() != address)


def _told_before(address: str, answer_ids: Sequence[int], mail_id: UUID) -> frozenset[int]:
    """Those of the answers that another mail has brought, or may have brought, to this address."""
    rows = _with_contact(Telling.answer_id).where(
        Telling.answer_id.in_(answer_ids),
        Telling.channel == TellingChannel.MAIL,
        Telling.state.in_((TellingState.TOLD, TellingState.NOT_REACHED)),
        Telling.mail_id.is_distinct_from(mail_id),
        same_mail() == address,
    )
    return frozenset(session().scalars(rows))


def _lines(rows: Sequence[Any]) -> list[MailLine]:
    return [
        MailLine(public_title(some[0][3]), tuple(row[2] for row in some), some[0][4])
        for some in (list(group) for _need, group in groupby(rows, key=lambda row: row[3].id))
    ]
