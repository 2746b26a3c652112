"""What is to be looked at again: reviews that are due, consents that have grown old, and the whole analysis."""

from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from portal.kernel import clock
from portal.kernel.db import session
from portal.kernel.policy import Actor
from portal.network.models import Stakeholder, StakeholderContact
from portal.network.queries.directory import Filters, visible_contacts, visible_stakeholders
from portal.network.terms import CONSENT_GROWS_OLD

#: The chart shows so many; a network of people who know each other is smaller.
MOST_SHOWN = 200


def assessed(viewer: Actor, filters: Filters) -> list[Stakeholder]:
    """Akteure that have a place in the chart, those with most influence and interest first."""
    chosen = visible_stakeholders(viewer, filters).where(Stakeholder.influence.is_not(None))
    ordered = chosen.order_by(
        Stakeholder.influence.desc(), Stakeholder.interest.desc(), Stakeholder.sort_name, Stakeholder.id
    )
    return list(session().scalars(ordered.limit(MOST_SHOWN)))


def count_unassessed(viewer: Actor, filters: Filters) -> int:
    """How many have no place in the chart yet."""
    chosen = visible_stakeholders(viewer, filters).where(Stakeholder.influence.is_(None))
    return session().scalar(select(func.count()).select_from(chosen.subquery())) or 0


def due_reviews(viewer: Actor, *, until: date | None = None, limit: int = 100) -> list[Stakeholder]:
    """Akteure whose day of review has come, or comes by `until`, the longest waiting first."""
    chosen = visible_stakeholders(viewer).where(Stakeholder.review_on <= (until or clock.today()))
    ordered = chosen.options(joinedload(Stakeholder.sozialraum)).order_by(Stakeholder.review_on, Stakeholder.sort_name)
    return list(session().scalars(ordered.limit(limit)))


def old_consents(viewer: Actor, *, limit: int = 200) -> list[StakeholderContact]:
    """Contacts whose consent is older than two years, the oldest first."""
    chosen = visible_contacts(viewer).where(StakeholderContact.consented_on <= clock.today() - CONSENT_GROWS_OLD)
    return list(session().scalars(chosen.order_by(StakeholderContact.consented_on, StakeholderContact.id).limit(limit)))
