"""What can be chosen in the forms of Maßnahmen."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from portal.funding import queries as funding
from portal.funding.models import FundingApplication
from portal.kernel.db import session
from portal.kernel.policy import Actor
from portal.needs import queries as needs
from portal.needs.models import Need
from portal.needs.queries import NeedFilters
from portal.network import queries as network
from portal.network.models import Stakeholder
from portal.planning.models import CouncilPaper, Decision, Measure
from portal.planning.queries.decisions import carried_out_ids

MOST_OFFERED = 500

Choices = list[tuple[UUID, str]]


def stakeholder_choices(viewer: Actor, *, keep: Measure | None = None) -> Choices:
    """The Akteure this person may see, by name, and those that a Maßnahme names already. One query."""
    seen = network.visible_stakeholders(viewer).with_only_columns(Stakeholder.id, Stakeholder.name)
    rows = session().execute(seen.order_by(Stakeholder.sort_name, Stakeholder.id).limit(MOST_OFFERED))
    found = {row.id: row.name for row in rows}
    named = [*([keep.stakeholder] if keep.stakeholder else []), *keep.partners] if keep else []
    return list((found | {one.id: one.name for one in named}).items())


def application_choices(viewer: Actor, *, keep: UUID | None = None) -> Choices:
    """The Förderanträge this person may see, the latest first, and the one that was chosen before."""
    seen = funding.visible_applications(viewer).with_only_columns(FundingApplication.id, FundingApplication.title)
    rows = session().execute(
        seen.order_by(FundingApplication.starts_on.desc(), FundingApplication.id).limit(MOST_OFFERED)
    )
    found = {row.id: row.title for row in rows}
    return list((found | funding.application_names([keep] if keep else [])).items())


def decision_choices(viewer: Actor, *, keep: UUID | None = None) -> Choices:
    """The Beschlüsse that can be carried out, the latest first, and the one that was chosen before."""
    ids = carried_out_ids(viewer)
    if keep is not None and keep not in ids:
        ids.append(keep)
    names = decision_names(ids)
    return [(one, names[one]) for one in ids if one in names]


def decision_names(ids: Collection[UUID]) -> dict[UUID, str]:
    """What these Beschlüsse are called: day and title of the Beschlussvorlage. One query, none for no ids."""
    if not ids:
        return {}
    chosen = select(Decision.id, Decision.decided_on, CouncilPaper.title).join(
        CouncilPaper, CouncilPaper.id == Decision.paper_id
    )
    rows = session().execute(chosen.where(Decision.id.in_(ids)))
    return {row.id: f"{row.decided_on:%d.%m.%Y}: {row.title}" for row in rows}


def readable_needs(viewer: Actor, ids: list[UUID]) -> list[Need]:
    """The Bedarfe among these that this person may read. One query, none for no ids."""
    return needs.needs_by_id(viewer, ids) if ids else []


def needs_to_choose(viewer: Actor, measure: Measure, words: str, *, limit: int = 20) -> list[Need]:
    """Bedarfe of its places that this person may read, the newest first; those with these words in them."""
    found: dict[UUID, Need] = {}
    for place in measure.places[:12]:
        filters = NeedFilters(text=words, place_id=place.id)
        chosen = needs.visible_needs(viewer, filters).order_by(*needs.order_of(filters)).limit(limit)
        found |= {one.id: one for one in session().scalars(chosen)}
    return sorted(found.values(), key=lambda one: -one.seq)[:limit]
