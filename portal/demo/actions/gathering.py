"""The Runder Tisch of the story: set up, invited to, answered. What happens in the evenings is told elsewhere."""

from collections.abc import Iterator
from datetime import datetime, time, timedelta
from functools import partial

from sqlalchemy import select

from portal.demo import queries
from portal.demo.actions.scenes import Scene, later
from portal.demo.story.roundtables import (
    SET_UP,
    TABLE_MEETINGS,
    TABLE_MEMBERS,
    TABLE_PLACE,
    TABLE_PURPOSE,
    TABLE_TITLE,
    TABLE_VENUE,
    TableMeeting,
)
from portal.demo.story.shape import BERLIN
from portal.kernel.db import session
from portal.kernel.policy import SYSTEM
from portal.network.terms import ContactWay
from portal.roundtables.actions import inviting, meetings, members, replies, series
from portal.roundtables.actions.meetings import MeetingDraft
from portal.roundtables.actions.members import PersonDraft
from portal.roundtables.actions.replies import ReplyDraft
from portal.roundtables.actions.series import SeriesDraft
from portal.roundtables.models import Meeting, RoundTable
from portal.roundtables.queries import meetings as meeting_queries
from portal.roundtables.terms.agendas import AgendaTemplate
from portal.roundtables.terms.meetings import Assistance, ReplyWay
from portal.roundtables.terms.series import Rhythm

_LASTS = timedelta(hours=2)


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """What happens around the table before each evening."""
    yield Scene(SET_UP.resolve(loaded_at), TABLE_TITLE, set_up)
    for told in TABLE_MEETINGS:
        invited = told.invited.resolve(loaded_at)
        yield Scene(invited, told.title, partial(plan, told, begins(told, loaded_at)))
        yield Scene(later(invited, 60), told.title, partial(invite, told))
        yield Scene(later(invited, 60 * 26), told.title, partial(answer, told))


def begins(told: TableMeeting, loaded_at: datetime) -> datetime:
    """When the evening begins."""
    if told.held is not None:
        return told.held.resolve(loaded_at)
    day = loaded_at.astimezone(BERLIN).date() + timedelta(days=told.in_days)
    return datetime.combine(day, time(18, 30), tzinfo=BERLIN)


def set_up() -> None:
    """Begin the series with its standing members."""
    draft = SeriesDraft(
        title=TABLE_TITLE,
        place=queries.place(TABLE_PLACE),
        purpose=TABLE_PURPOSE,
        rhythm=Rhythm.AS_NEEDED,
        venue=TABLE_VENUE,
        host_name="Martin Haslach",
        host_function="Erster Bürgermeister",
        sender="Markt Rettenbach, Ottobeurer Straße 3, 87733 Markt Rettenbach",
        contact_name="Maria Stiegeler, Kümmerin",
        contact_phone="0176 04069 130",
        contact_email="kuemmerer@example.org",
    )
    by = queries.person("moderation")
    table = series.set_up(draft, submission_key=queries.submission_key(TABLE_TITLE), by=by)
    for told in TABLE_MEMBERS:
        person = PersonDraft(
            name=told.name,
            way=ContactWay(told.way),
            organisation=told.organisation,
            function=told.function,
            email=told.email,
            phone=told.phone,
            address=told.address,
            may_be_named=told.may_be_named,
        )
        members.add(table, person, by=by)


def plan(told: TableMeeting, starts_at: datetime) -> None:
    """Make the meeting and lay the invitation before the Gemeinde."""
    draft = MeetingDraft(starts_at=starts_at, ends_at=starts_at + _LASTS, title=told.title, capacity=told.capacity)
    by = queries.person("moderation")
    key = queries.submission_key(f"{TABLE_TITLE}-{told.number}")
    meeting = meetings.plan(table(), draft, template=AgendaTemplate(told.template), submission_key=key, by=by)
    inviting.ask_approval(meeting, by=by)


def invite(told: TableMeeting) -> None:
    """The Gemeinde lets it go out; mails, letters and calls reach everybody."""
    meeting, by = found(told.number), queries.person("moderation")
    inviting.approve(meeting, by=SYSTEM)
    inviting.invite(meeting, by=by)
    people = meeting_queries.participants(meeting)
    inviting.letters_sent(meeting, [one.id for one in people if one.way is ContactWay.LETTER], by=by)
    for one in people:
        if one.way is ContactWay.PHONE:
            inviting.called(one, by=by)


def answer(told: TableMeeting) -> None:
    """Members answer by their links; those without mail at the telephone."""
    meeting = found(told.number)
    people = {one.name: one for one in meeting_queries.participants(meeting)}
    drafts = [(named, True) for named in told.yes] + [(named, False) for named in told.no]
    for named, comes in drafts:
        name, _colon, need = named.partition(":")
        draft = ReplyDraft(
            comes=comes,
            substitute=told.substitutes.get(name, ""),
            assistance=frozenset({Assistance(need)}) if need else frozenset(),
        )
        if people[name].way is ContactWay.MAIL:
            replies.reply_by_link(people[name], draft)
        else:
            replies.record_reply(people[name], draft, way=ReplyWay.PHONE, by=queries.person("kuemmerer"))


def table() -> RoundTable:
    """The series of the story."""
    return session().scalars(select(RoundTable).where(RoundTable.title == TABLE_TITLE)).one()


def found(number: int) -> Meeting:
    """One of its meetings."""
    chosen = select(Meeting).where(Meeting.round_table_id == table().id, Meeting.number == number)
    return session().scalars(chosen).one()
