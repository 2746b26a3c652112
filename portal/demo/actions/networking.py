"""The network of the story: entered with its contacts, then assessed, by those who work in the places."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import select

from portal.county.models import ActionField
from portal.demo import queries
from portal.demo.actions.scenes import Scene
from portal.demo.story.network import STAKEHOLDERS
from portal.demo.story.network_shape import ContactStory, StakeholderStory
from portal.demo.story.shape import day_from, on
from portal.kernel.clock import today
from portal.kernel.db import session
from portal.network import actions
from portal.network.models import Stakeholder
from portal.network.terms import Attitude, ConsentWay, ContactWay, Nature, StakeholderKind

_ENTERED, _ASSESSED = on(11, "Di", "10:15"), on(6, "Do", "14:30")


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """Two long afternoons: the lists of several desks come together, then everybody is assessed."""
    yield Scene(_ENTERED.resolve(loaded_at), "network", enter)
    yield Scene(_ASSESSED.resolve(loaded_at), "network", partial(assess, loaded_at))


def enter() -> None:
    """Enter every Akteur with its contacts."""
    for told in STAKEHOLDERS:
        by = queries.person(told.by)
        draft = actions.StakeholderDraft(
            name=told.name,
            place=queries.place(told.place),
            nature=Nature.PERSON if told.is_person else Nature.ORGANISATION,
            kind=StakeholderKind(told.kind),
            role=told.role,
            website=told.website,
            notes=told.notes,
            action_field_ids=queries.terms(ActionField, told.fields),
        )
        stakeholder = actions.add(draft, submission_key=_key(told), by=by)
        for contact in told.contacts:
            actions.add_contact(stakeholder, _contact(contact), by=by)


def assess(loaded_at: datetime) -> None:
    """Say of each how it is seen, and when to look again."""
    for told in STAKEHOLDERS:
        if told.seen is None:
            continue
        seen = actions.Assessment(
            influence=told.seen.influence,
            interest=told.seen.interest,
            attitude=Attitude(told.seen.attitude),
            next_step=told.seen.next_step,
            review_on=None if told.seen.review_in_days is None else day_from(loaded_at, told.seen.review_in_days),
        )
        stakeholder = session().scalars(select(Stakeholder).where(Stakeholder.submission_key == _key(told))).one()
        actions.assess(stakeholder, seen, version=stakeholder.version, by=queries.person(told.by))


def _contact(told: ContactStory) -> actions.ContactDraft:
    weeks = told.consented_weeks_ago
    return actions.ContactDraft(
        name=told.name,
        function=told.function,
        email=told.email,
        phone=told.phone,
        address=told.address,
        way=ContactWay(told.way),
        consented_on=None if weeks is None else today() - timedelta(weeks=max(0, weeks - 11)),
        consent_way=None if weeks is None else ConsentWay(told.consent),
        may_be_named=told.may_be_named,
    )


def _key(told: StakeholderStory) -> UUID:
    return queries.submission_key(f"network-{told.name}")
