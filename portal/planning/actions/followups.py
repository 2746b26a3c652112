"""Asking those who raised a Bedarf whether it helped, and taking their answer."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete

from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.contributions.terms import Channel, ContributionKind
from portal.kernel.clock import now, today
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput, InvalidTransition
from portal.kernel.events import record
from portal.kernel.policy import ANONYMOUS, Actor, ensure
from portal.kernel.text import N_
from portal.planning.actions.remembering import remember
from portal.planning.events.followups import FollowUpAsked
from portal.planning.models import FollowUp, FollowUpAnswer, FollowUpRemark, Measure
from portal.planning.policy.measures import MeasurePermission
from portal.planning.queries import followups as queries
from portal.planning.terms.followups import LONGEST_REMARK, Helped
from portal.planning.terms.measures import MeasureEntryKind, MeasureStatus


@dataclass(frozen=True)
class Taken:
    """What became of an answer."""

    #: False when this Wortmeldung had answered before; its first answer stands.
    is_first: bool
    #: The Rückmelde-Code of the sentence; "" without one.
    code: str = ""


def ask_whether_it_helped(measure: Measure, *, by: Actor) -> FollowUp:
    """Ask everybody behind its Bedarfe, on the page behind their code and by mail where they want mails. Only once.

    Raises `InvalidTransition` when they were asked before, when it has not begun, or while residents may not read of it.
    """
    ensure(MeasurePermission.TELL, by, measure)
    if queries.follow_up_of(measure.id) is not None:
        raise InvalidTransition(
            "follow-up.asked-before",
            N_("Die Menschen wurden schon gefragt. Ein zweites Mal fragt das Portal nicht."),
        )
    if measure.status is MeasureStatus.PLANNED:
        raise InvalidTransition(
            "follow-up.too-early", N_("Die Maßnahme hat noch nicht begonnen. Fragen Sie, wenn man etwas davon merkt.")
        )
    if not measure.is_public:
        raise InvalidTransition(
            "follow-up.not-public",
            N_("Zeigen Sie die Maßnahme zuerst öffentlich: Wer gefragt wird, muss lesen können, worum es geht."),
        )
    made = FollowUp(measure_id=measure.id, asked_at=now(), asked_by=by.id)
    session().add(made)
    session().flush()
    remember(measure, MeasureEntryKind.ASKED, by=by)
    record(FollowUpAsked(follow_up_id=made.id))
    return made


def answer_follow_up(
    follow_up_id: UUID, contribution_id: UUID, *, helped: Helped, remark: str, language: str, submission_key: UUID
) -> Taken:
    """Take the answer of the person who holds the code of this Wortmeldung. One that is there already stands.

    The sentence is a thing said like any other: it becomes a Wortmeldung of its own with a Rückmelde-Code, waits in the inbox and
    has a fate. It is not tied to the answer, so that counts stay counts. Raises `NotFound`, `InvalidInput`.
    """
    asked = queries.question(follow_up_id, contribution_id)
    if len(remark) > LONGEST_REMARK:
        raise InvalidInput(
            "follow-up.too-long", N_("Der Satz ist zu lang, möglich sind 1.000 Zeichen."), field="remark"
        )
    is_first = asked.answer is None
    if is_first:
        session().add(
            FollowUpAnswer(
                follow_up_id=follow_up_id, contribution_id=contribution_id, helped=helped, answered_on=today()
            )
        )
        session().flush()
    if not remark:
        return Taken(is_first)
    receipt = contributions.accept(
        submission_key=submission_key,
        kind=ContributionKind.CONCERN,
        text=remark,
        channel=Channel.ONLINE,
        sozialraum_id=said.contribution(contribution_id).sozialraum_id,
        language=language,
        by=ANONYMOUS,
    )
    if not receipt.repeated:
        session().add(FollowUpRemark(contribution_id=receipt.contribution.id, follow_up_id=follow_up_id))
    return Taken(is_first, receipt.code)


def forget_answers_of(contribution_id: UUID) -> None:
    """Delete what was answered with the code of a Wortmeldung."""
    session().execute(delete(FollowUpAnswer).where(FollowUpAnswer.contribution_id == contribution_id))
