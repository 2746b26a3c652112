"""Batches of personal codes, and how many of them were used. Never which answer came of which code."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Integer, cast, exists, func, select

from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.policy import Actor
from portal.surveys.models import Invitation, InvitationBatch, Survey
from portal.surveys.queries.surveys import own_surveys
from portal.surveys.terms import Access, SurveyState

_MOST_BATCHES = 500
#: Used codes of anonymous surveys are counted in such steps.
STEP = 5
#: When people are reminded of their letter.
GIVEN_TIME, BEFORE_THE_END = timedelta(days=7), timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Counted:
    """Codes of one batch."""

    made: int = 0
    used: int = 0
    blocked: int = 0


def batch(id: UUID) -> InvitationBatch:
    """One batch. Raises `NotFound`."""
    found = session().get(InvitationBatch, id)
    if found is None:
        raise NotFound
    return found


def batches_of(survey_id: UUID) -> list[InvitationBatch]:
    """The batches of a survey, the newest first."""
    chosen = select(InvitationBatch).where(InvitationBatch.survey_id == survey_id)
    return list(session().scalars(chosen.order_by(InvitationBatch.id.desc()).limit(_MOST_BATCHES)))


def counts_by_batch(survey_id: UUID, *, step: int = 1) -> dict[UUID, Counted]:
    """How many codes of each batch there are, were used, and are blocked; used ones in steps of `step`, rounded down.

    Of an anonymous survey take steps: whoever sees one code being used could look for the one answer that came with it.
    """
    counted = (
        select(
            Invitation.batch_id,
            func.count(),
            func.sum(cast(Invitation.used, Integer)),
            func.sum(cast(Invitation.blocked, Integer)),
        )
        .where(Invitation.survey_id == survey_id)
        .group_by(Invitation.batch_id)
    )
    return {
        batch: Counted(made, int(used) - int(used) % step, int(blocked))
        for batch, made, used, blocked in session().execute(counted)
    }


def letters_to_remind(survey: Survey, batch_id: UUID) -> list[int]:
    """Numbers of the letters whose code is still good, in their order. Of an anonymous survey used ones are among them: a list
    without them would tell who answered."""
    chosen = select(Invitation.number).where(Invitation.batch_id == batch_id, Invitation.blocked.is_(False))
    if not survey.anonymous:
        chosen = chosen.where(Invitation.used.is_(False))
    return list(session().scalars(chosen.order_by(Invitation.number)))


def to_remind(viewer: Actor, *, limit: int = 20) -> list[tuple[Survey, int]]:
    """(survey, codes nobody used) of the surveys with letters that this person runs and that end in two weeks, the first to end
    first. Codes need a week before somebody is reminded of them."""
    moment = now()
    unused = (Invitation.survey_id == Survey.id) & Invitation.used.is_(False) & Invitation.blocked.is_(False)
    chosen = own_surveys(viewer, state=SurveyState.PUBLISHED).where(
        Survey.access == Access.CODES,
        Survey.opens_at <= moment - GIVEN_TIME,
        Survey.closes_at.between(moment, moment + BEFORE_THE_END),
        exists().where(unused),
    )
    # Counted for the few surveys that are due, never for all codes of the county.
    codes = select(func.count()).where(unused).correlate(Survey).scalar_subquery()
    found = session().execute(chosen.add_columns(codes).order_by(Survey.closes_at).limit(limit))
    return [(survey, codes) for survey, codes in found]
