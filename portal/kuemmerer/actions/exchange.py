"""Planning an Austauschtreffen and noting who shows what."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.kuemmerer.actions.projects import check_day
from portal.kuemmerer.models import ExchangeMeeting, ExchangeShare, KuemmererProject
from portal.kuemmerer.policy import KuemmererPermission, OverviewPermission


@dataclass(frozen=True, kw_only=True)
class ExchangeDraft:
    """What is written about an Austauschtreffen."""

    held_on: date
    place: str = ""
    topics: str = ""


def plan_exchange(draft: ExchangeDraft, *, submission_key: UUID | None = None, by: Actor) -> ExchangeMeeting:
    """Plan one. The same key again answers what is there. Raises `InvalidInput` for a day outside this century."""
    ensure(OverviewPermission.PREPARE_EXCHANGE, by)
    if submission_key is not None:
        there = session().scalar(select(ExchangeMeeting).where(ExchangeMeeting.submission_key == submission_key))
        if there is not None:
            return there
    check_day(draft.held_on, field="held_on")
    meeting = ExchangeMeeting(
        held_on=draft.held_on,
        place=draft.place,
        topics=draft.topics,
        submission_key=submission_key,
        created_by=by.id,
        shares=[],
    )
    session().add(meeting)
    session().flush()
    return meeting


def edit_exchange(meeting: ExchangeMeeting, draft: ExchangeDraft, *, version: int, by: Actor) -> None:
    """Change day, place and topics. Raises `Conflict` when somebody saved since `version`."""
    ensure(OverviewPermission.PREPARE_EXCHANGE, by)
    if meeting.version != version:
        raise Conflict
    check_day(draft.held_on, field="held_on")
    meeting.held_on, meeting.place, meeting.topics = draft.held_on, draft.place, draft.topics
    session().flush()


def cancel_exchange(meeting: ExchangeMeeting, *, by: Actor) -> None:
    """Take it off the list, with what was to be shown."""
    ensure(OverviewPermission.PREPARE_EXCHANGE, by)
    session().delete(meeting)
    session().flush()


def set_share(meeting: ExchangeMeeting, project: KuemmererProject, text: str, *, by: Actor) -> None:
    """Note what a project shows the others; what was noted before is replaced.

    Raises `InvalidInput` without a text.
    """
    ensure(OverviewPermission.PREPARE_EXCHANGE, by)
    ensure(KuemmererPermission.READ, by, project)
    if not text:
        raise InvalidInput(
            "kuemmerer.nothing-to-show",
            N_("Bitte schreiben Sie in einem Satz, was dieses Projekt zeigt."),
            field="text",
        )
    for share in meeting.shares:
        if share.project_id == project.id:
            share.text = text
            break
    else:
        meeting.shares.append(ExchangeShare(project_id=project.id, text=text))
    session().flush()


def drop_share(meeting: ExchangeMeeting, project_id: UUID, *, by: Actor) -> None:
    """The project shows nothing after all. Doing it again does nothing."""
    ensure(OverviewPermission.PREPARE_EXCHANGE, by)
    meeting.shares = [share for share in meeting.shares if share.project_id != project_id]
    session().flush()
