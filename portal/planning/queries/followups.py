"""Whom a Maßnahme is about, what they may read of it, and what they answered."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.orm import joinedload

from portal.contributions.models import Contact, Contribution
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.needs.models import Evidence
from portal.needs.queries.reaching import BY_MAIL
from portal.planning.models import FollowUp, FollowUpAnswer, FollowUpRemark, Measure, measure_need
from portal.planning.queries.measures import LIST, in_places, need_ids_of, where_they_are_now, with_merged
from portal.planning.terms.followups import SHOWN_FROM, Helped


@dataclass(frozen=True)
class Recipient:
    """A Wortmeldung whose sender gets a mail, and the language for it."""

    contribution_id: UUID
    language: str


@dataclass(frozen=True)
class Reach:
    """Who would be asked now."""

    #: Wortmeldungen behind the Bedarfe; each can answer with its code.
    people: int
    #: Addresses that get a mail.
    by_mail: int


@dataclass(frozen=True)
class Counts:
    """What people answered. With fewer answers than `SHOWN_FROM` only that it is fewer."""

    answered: int
    #: Empty while there are too few to show.
    by_answer: dict[Helped, int]

    @property
    def is_shown(self) -> bool:
        return self.answered >= SHOWN_FROM


@dataclass(frozen=True)
class Question:
    """A question to the person behind one Wortmeldung, and what they answered."""

    follow_up: FollowUp
    answer: Helped | None

    @property
    def measure(self) -> Measure:
        return self.follow_up.measure


def follow_up_of(measure_id: UUID) -> FollowUp | None:
    """That people were asked about a Maßnahme; None when nobody was."""
    return session().scalar(select(FollowUp).where(FollowUp.measure_id == measure_id))


def follow_up_or_none(id: UUID) -> FollowUp | None:
    """The question with its Maßnahme; None when it is gone."""
    return session().scalar(select(FollowUp).where(FollowUp.id == id).options(joinedload(FollowUp.measure)))


def question(follow_up_id: UUID, contribution_id: UUID) -> Question:
    """One question to one Wortmeldung. Raises `NotFound` when it is not asked that or its Maßnahme is not public any more."""
    found = next((one for one in questions_to(contribution_id) if one.follow_up.id == follow_up_id), None)
    if found is None:
        raise NotFound
    return found


def questions_to(contribution_id: UUID) -> list[Question]:
    """Everything the person behind a Wortmeldung is asked, the latest first. Four queries at most."""
    ids = _measure_ids_behind(contribution_id)
    if not ids:
        return []
    chosen = (
        select(FollowUp, FollowUpAnswer.helped)
        .join(FollowUp.measure)
        .outerjoin(
            FollowUpAnswer,
            (FollowUpAnswer.follow_up_id == FollowUp.id) & (FollowUpAnswer.contribution_id == contribution_id),
        )
        .where(FollowUp.measure_id.in_(ids), Measure.is_public)
        .options(joinedload(FollowUp.measure))
        .order_by(FollowUp.asked_at.desc(), FollowUp.id)
    )
    return [Question(row[0], row[1]) for row in session().execute(chosen)]


def public_measures_behind(contribution_id: UUID) -> list[Measure]:
    """What is done about what the person behind a Wortmeldung said, as far as it was released, by title."""
    ids = _measure_ids_behind(contribution_id)
    return _public(select(Measure).where(Measure.id.in_(ids))) if ids else []


def public_measures_in(place_ids: Collection[UUID], *, limit: int) -> list[Measure]:
    """Released Maßnahmen of these Sozialräume, by title."""
    return _public(select(Measure).where(in_places(place_ids)), limit=limit)


def public_measures_of_consultation(consultation_id: UUID, *, limit: int) -> list[Measure]:
    """Released Maßnahmen that answer Bedarfe behind which stands what was said in a Verfahren, by title."""
    behind = (
        select(measure_need.c.measure_id)
        .join(Evidence, Evidence.need_id == measure_need.c.need_id)
        .join(Contribution, Contribution.id == Evidence.contribution_id)
        .where(Contribution.consultation_id == consultation_id, Contribution.withdrawn_at.is_(None))
    )
    return _public(select(Measure).where(Measure.id.in_(behind)), limit=limit)


def counts_of(follow_up_id: UUID) -> Counts:
    """How people answered; nothing but the number while it is too small to be shown."""
    rows = session().execute(
        select(FollowUpAnswer.helped, func.count())
        .where(FollowUpAnswer.follow_up_id == follow_up_id)
        .group_by(FollowUpAnswer.helped)
    )
    found: dict[Helped, int] = {row[0]: row[1] for row in rows}
    answered = sum(found.values())
    return Counts(answered, {one: found.get(one, 0) for one in Helped} if answered >= SHOWN_FROM else {})


def reach_of(measure_id: UUID) -> Reach:
    """Whom a question about this Maßnahme would reach now."""
    behind = _contributions_behind(measure_id)
    people = session().scalar(select(func.count()).select_from(behind.subquery())) or 0
    by_mail = session().scalar(
        select(func.count(func.lower(Contact.email).distinct())).where(Contact.contribution_id.in_(behind), BY_MAIL)
    )
    return Reach(people, by_mail or 0)


def recipients_of(asked: FollowUp) -> list[Recipient]:
    """Who is asked by mail: one Wortmeldung per address that wants updates."""
    rows = session().execute(
        select(Contribution.id, Contribution.language, Contact.email)
        .join(Contact, Contact.contribution_id == Contribution.id)
        .where(Contribution.id.in_(_contributions_behind(asked.measure_id)), BY_MAIL)
        .order_by(Contribution.seq)
    )
    chosen: dict[str, Recipient] = {}
    for contribution_id, language, email in rows:
        chosen.setdefault(str(email).casefold(), Recipient(contribution_id, language))
    return list(chosen.values())


def measures_remarked_on(contribution_ids: Collection[UUID]) -> dict[UUID, Measure]:
    """The Maßnahme to which each of these Wortmeldungen was said together with an answer. One query, none for no ids."""
    if not contribution_ids:
        return {}
    rows = session().execute(
        select(FollowUpRemark.contribution_id, Measure)
        .join(FollowUp, FollowUp.id == FollowUpRemark.follow_up_id)
        .join(Measure, Measure.id == FollowUp.measure_id)
        .where(FollowUpRemark.contribution_id.in_(contribution_ids))
    )
    return {row[0]: row[1] for row in rows}


def _contributions_behind(measure_id: UUID) -> Select[UUID | None]:
    now = where_they_are_now(set(need_ids_of(measure_id)))
    return (
        select(Evidence.contribution_id)
        .join(Contribution, Contribution.id == Evidence.contribution_id)
        .where(Evidence.need_id.in_(now), Contribution.withdrawn_at.is_(None))
        .distinct()
    )


def _measure_ids_behind(contribution_id: UUID) -> Sequence[UUID]:
    needs = set(session().scalars(select(Evidence.need_id).where(Evidence.contribution_id == contribution_id)))
    if not needs:
        return ()
    linked = select(measure_need.c.measure_id).where(measure_need.c.need_id.in_(with_merged(needs)))
    return session().scalars(linked.distinct()).all()


def _public(chosen: Select[Measure], *, limit: int = 20) -> list[Measure]:
    released = chosen.where(Measure.is_public).options(*LIST)
    return list(session().scalars(released.order_by(Measure.sort_title, Measure.id).limit(limit)))
