"""Finding a date: members say on which of a few dates they could come; choosing one makes the meeting."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from sqlalchemy import select

from portal.kernel import clock, mail
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.network.terms import ContactWay
from portal.roundtables.actions import addresses, meetings, telling
from portal.roundtables.actions.meetings import MeetingDraft
from portal.roundtables.formats import times
from portal.roundtables.models import DateAnswer, DateFinding, DateOption, Meeting, Member, RoundTable
from portal.roundtables.policy import RoundTablePermission
from portal.roundtables.queries import dates as queries
from portal.roundtables.queries import series
from portal.roundtables.terms.agendas import AgendaTemplate
from portal.roundtables.terms.meetings import FEWEST_DATES, MOST_DATES, DateAnswerKind, FindingState

_SUBJECT = "Wann passt es Ihnen? %(title)s"
_QUESTION = """%(greeting)s

wir suchen einen Termin für: %(what)s
%(dates)s

Bitte sagen Sie uns bis %(until)s, wann Sie können. Das geht ohne Anmeldung, mit einem Klick je Termin:
%(link)s

Fragen beantwortet: %(contact)s
"""


@dataclass(frozen=True, kw_only=True)
class FindingDraft:
    """What one asks the members."""

    starts: Sequence[datetime]
    minutes: int
    answer_until: date
    title: str = ""
    venue: str = ""


def ask(round_table: RoundTable, draft: FindingDraft, *, submission_key: UUID, by: Actor) -> DateFinding:
    """Ask the members for a date; those with mail get a link at once. The same key asks once."""
    ensure(RoundTablePermission.PLAN, by, round_table)
    if found := queries.repeated(submission_key):
        ensure(RoundTablePermission.READ, by, found.round_table)
        return found
    _check(draft)
    finding = DateFinding(
        round_table_id=round_table.id,
        title=draft.title,
        venue=draft.venue or round_table.venue,
        minutes=draft.minutes,
        answer_until=draft.answer_until,
        asked_at=clock.now(),
        submission_key=submission_key,
        options=[DateOption(starts_at=one) for one in sorted(draft.starts)],
    )
    finding.round_table = round_table
    session().add(finding)
    session().flush()
    for member in series.members(round_table):
        _write_to(finding, member)
    return finding


def answer_by_link(finding: DateFinding, member: Member, given: Mapping[UUID, DateAnswerKind]) -> None:
    """A member says on which dates they could come. The last answer counts."""
    _answer(finding, member, given, typed_by=None)


def record_answer(finding: DateFinding, member: Member, given: Mapping[UUID, DateAnswerKind], *, by: Actor) -> None:
    """Type what a member said on the telephone."""
    ensure(RoundTablePermission.PLAN, by, finding.round_table)
    if member.round_table_id != finding.round_table_id:
        raise NotFound
    _answer(finding, member, given, typed_by=by.id)


def choose(finding: DateFinding, option: DateOption, *, template: AgendaTemplate, by: Actor) -> Meeting:
    """This date it is: make the meeting. Pressed again it is the meeting that was made."""
    ensure(RoundTablePermission.READ, by, finding.round_table)
    _hold(finding)
    if finding.meeting_id is not None:
        made = session().get(Meeting, finding.meeting_id)
        assert made is not None
        return made
    ensure(RoundTablePermission.PLAN, by, finding.round_table)
    _ensure_open(finding)
    draft = MeetingDraft(
        title=finding.title,
        starts_at=option.starts_at,
        ends_at=option.starts_at + timedelta(minutes=finding.minutes),
        venue=finding.venue,
    )
    meeting = meetings.plan(finding.round_table, draft, template=template, submission_key=finding.id, by=by)
    finding.state, finding.meeting_id = FindingState.DECIDED, meeting.id
    return meeting


def drop(finding: DateFinding, *, by: Actor) -> None:
    """Give it up; links show that nothing is asked any more."""
    ensure(RoundTablePermission.PLAN, by, finding.round_table)
    _hold(finding)
    _ensure_open(finding)
    finding.state = FindingState.DROPPED


def _answer(
    finding: DateFinding, member: Member, given: Mapping[UUID, DateAnswerKind], *, typed_by: UUID | None
) -> None:
    _hold(finding)
    _ensure_open(finding)
    chosen = select(DateAnswer).where(
        DateAnswer.member_id == member.id, DateAnswer.option_id.in_([one.id for one in finding.options])
    )
    there = {one.option_id: one for one in session().scalars(chosen)}
    for option in finding.options:
        if option.id not in given:
            continue
        kept = there.get(option.id)
        if kept is None:
            kept = DateAnswer(option_id=option.id, member_id=member.id)
            session().add(kept)
        kept.kind, kept.typed_by, kept.answered_at = given[option.id], typed_by, clock.now()
    session().flush()


def _hold(finding: DateFinding) -> None:
    """One answer or choice at a time."""
    session().flush()
    chosen = select(DateFinding).where(DateFinding.id == finding.id).with_for_update()
    session().execute(chosen.execution_options(populate_existing=True)).scalar_one()


def _ensure_open(finding: DateFinding) -> None:
    if finding.state is not FindingState.OPEN:
        raise InvalidInput("dates.over", N_("Der Termin steht schon fest. Antworten werden nicht mehr gebraucht."))


def _check(draft: FindingDraft) -> None:
    if not FEWEST_DATES <= len(draft.starts) <= MOST_DATES:
        raise InvalidInput(
            "dates.number",
            N_("Bitte nennen Sie zwischen %(fewest)s und %(most)s Termine mit Tag und Uhrzeit."),
            field="dates",
            fewest=FEWEST_DATES,
            most=MOST_DATES,
        )
    if len(set(draft.starts)) != len(draft.starts):
        raise InvalidInput("dates.twice", N_("Diesen Termin haben Sie zweimal angegeben."), field="dates")
    if min(draft.starts) <= clock.now():
        raise InvalidInput("dates.past", N_("Einer der Termine liegt in der Vergangenheit."), field="dates")
    if draft.answer_until < clock.today():
        raise InvalidInput("dates.until-past", N_("Dieser Tag liegt in der Vergangenheit."), field="answer_until")


def _write_to(finding: DateFinding, member: Member) -> None:
    if member.way is not ContactWay.MAIL or not mail.can_be_addressed(member.email):
        return
    table = finding.round_table
    what = f"{table.title}: {finding.title}" if finding.title else table.title
    facts = {
        "greeting": telling.greeting(member.name),
        "what": what,
        "dates": "\n".join(f"- {times.day(one.starts_at)}, {times.hour(one.starts_at)}" for one in finding.options),
        "until": times.day(finding.answer_until),
        "link": addresses.dates_url(finding, member),
        "contact": ", ".join(part for part in (table.contact_name, table.contact_phone, table.contact_email) if part),
    }
    key = f"roundtables.dates.{finding.id}.{member.id}"
    mail.outgoing(member.email, _SUBJECT % {"title": what}, _QUESTION % facts, key=key)
