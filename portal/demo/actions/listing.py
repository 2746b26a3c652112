"""The Angebote of the story: entered by those who keep them up, with days of checks that lie behind, and two Hinweise."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import select

from portal.county.models import ActionField, TargetGroup
from portal.demo import queries
from portal.demo.actions.scenes import Scene
from portal.demo.story.offers import OFFERS, REPORTS, OfferStory, ReportStory
from portal.demo.story.shape import day_from, on
from portal.kernel.db import session
from portal.kernel.policy import ANONYMOUS
from portal.offers import actions
from portal.offers.models import Offer
from portal.offers.terms.hours import read_day
from portal.offers.terms.kinds import BarrierFree, OfferKind

_ENTERED = on(2, "Mi", "10:15")


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """One morning on which the lists of several desks come together, and what readers wrote since."""
    yield Scene(_ENTERED.resolve(loaded_at), "offers", partial(enter, loaded_at))
    for told in REPORTS:
        yield Scene(loaded_at - timedelta(hours=told.hours_ago), "offers", partial(report, told))


def enter(loaded_at: datetime) -> None:
    """Enter every Angebot."""
    for told in OFFERS:
        actions.add(
            _draft(told, loaded_at),
            shown=told.state == "shown",
            submission_key=queries.submission_key(f"offer-{told.name}"),
            by=queries.person(told.by),
        )


def report(told: ReportStory) -> None:
    """Somebody who reads the page says what is wrong."""
    key = queries.submission_key(f"offer-{told.offer}")
    offer = session().scalars(select(Offer).where(Offer.submission_key == key)).one()
    actions.report(
        offer,
        text=told.text,
        contact=told.contact,
        submission_key=queries.submission_key(f"report-{told.offer}"),
        by=ANONYMOUS,
    )


def _draft(told: OfferStory, loaded_at: datetime) -> actions.OfferDraft:
    return actions.OfferDraft(
        name=told.name,
        kind=OfferKind(told.kind),
        place=queries.place(told.place),
        what=told.what,
        place_ids=[queries.place(name).id for name in told.also],
        action_field_ids=queries.terms(ActionField, told.fields),
        target_group_ids=queries.terms(TargetGroup, told.groups),
        address=told.address,
        phone=told.phone,
        email=told.email,
        website=told.website,
        spans=[span for weekday, hours in told.hours for span in read_day(hours, weekday)],
        by_appointment=told.by_appointment,
        hours_note=told.hours_note,
        costs=told.costs,
        barrier_free=BarrierFree(told.barrier_free),
        checked_on=day_from(loaded_at, -told.checked_days_ago),
        rhythm=told.rhythm,
    )
