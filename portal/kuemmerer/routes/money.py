"""What the Förderung says about projects: their light, their next date, what was granted and what is left."""

from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal
from uuid import UUID

from flask import g

from portal.funding import queries as funding
from portal.funding.policy import READERS
from portal.funding.queries.lights import Business, Reason, open_business
from portal.funding.terms import LightColour
from portal.kernel.policy import Actor
from portal.kernel.standing import (
    PROJECT_DATES,
    PROJECT_FIGURES,
    PROJECT_LIGHTS,
    Colour,
    Dated,
    Figure,
    Light,
    Measure,
)
from portal.web.i18n import _, as_date
from portal.web.money import as_money
from portal.web.panels import contributes

_COLOURS = {LightColour.GREEN: Colour.GREEN, LightColour.AMBER: Colour.YELLOW, LightColour.RED: Colour.RED}


@contributes(PROJECT_LIGHTS, order=20)
def lights_of_money(*, who: Actor, subject_ids: Collection[UUID], today: date) -> Iterator[Light]:
    """One light for each reason, so that every reason is told."""
    if not who.holds(*READERS):
        return
    for subject_id, light in funding.lights_of(subject_ids, today, business=_business(subject_ids)).items():
        yield from (Light(subject_id, _COLOURS[one.colour], _told(one)) for one in light.reasons)


@contributes(PROJECT_DATES, order=20)
def dates_of_money(*, who: Actor, subject_ids: Collection[UUID], today: date) -> Iterator[Dated]:
    """The next date of application, report or drawdown."""
    if not who.holds(*READERS):
        return
    for subject_id, found in funding.next_dates_of(subject_ids, today, business=_business(subject_ids)).items():
        yield Dated(subject_id, found.on, _(found.what))


@contributes(PROJECT_FIGURES, order=20)
def figures_of_money(*, who: Actor, subject_ids: Collection[UUID], today: date) -> Iterator[Figure]:
    """Granted, drawn, left."""
    if not who.holds(*READERS):
        return
    for subject_id, sums in funding.sums_of(subject_ids).items():
        yield Figure(subject_id, "granted", _("Fördergeld bewilligt"), sums.granted, Measure.EUROS)
        yield Figure(subject_id, "drawn", _("Fördergeld abgerufen"), sums.drawn, Measure.EUROS)
        yield Figure(subject_id, "left", _("Fördergeld noch offen"), sums.left, Measure.EUROS)


def _business(subject_ids: Collection[UUID]) -> list[Business]:
    """The open business of these projects, read once for a page that asks for lights and dates."""
    asked = frozenset(subject_ids)
    known: tuple[frozenset[UUID], list[Business]] | None = g.get("project_business")
    if known is None or known[0] != asked:
        g.project_business = known = (asked, open_business(subject_ids))
    return known[1]


def _told(reason: Reason) -> str:
    values = {name: _in_words(value) for name, value in reason.params.items()}
    return _(reason.message, **values) if values else _(reason.message)


def _in_words(value: date | Decimal | str) -> str:
    if isinstance(value, date):
        return as_date(value, "medium")
    return as_money(value) if isinstance(value, Decimal) else value
