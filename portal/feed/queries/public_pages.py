"""Which pages there are for everybody, for those who search."""

from collections.abc import Iterator
from datetime import date, datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import InstrumentedAttribute

from portal.consultations.models import Consultation
from portal.consultations.terms import ConsultationState
from portal.kernel.clock import ON_SCREEN
from portal.kernel.db import session
from portal.offers.models import Offer
from portal.offers.queries.directory import IS_SHOWN
from portal.pinmaps.models import PinMap
from portal.pinmaps.terms import MapState
from portal.places.models import Sozialraum
from portal.roundtables.models import RoundTable
from portal.surveys.models import Survey
from portal.surveys.terms import SurveyState

#: Kind of page, the name in its address, when it changed, and which rows have one.
_Source = tuple[str, InstrumentedAttribute[str], InstrumentedAttribute[datetime], ColumnElement[bool] | None]


def _sources() -> tuple[_Source, ...]:
    return (
        ("place", Sozialraum.slug, Sozialraum.updated_at, None),
        ("consultation", Consultation.slug, Consultation.updated_at, Consultation.state != ConsultationState.DRAFT),
        ("survey", Survey.slug, Survey.updated_at, Survey.state != SurveyState.DRAFT),
        ("pin_map", PinMap.slug, PinMap.updated_at, PinMap.state != MapState.DRAFT),
        ("round_table", RoundTable.slug, RoundTable.updated_at, RoundTable.is_public.is_(True)),
        ("offer", Offer.slug, Offer.updated_at, IS_SHOWN),
    )


def public_pages() -> Iterator[tuple[str, str, date]]:
    """Kind of page, the name in its address, and the day of its latest change. One query for each kind."""
    for kind, slug, changed, condition in _sources():
        chosen = select(slug, changed).order_by(slug)
        if condition is not None:
            chosen = chosen.where(condition)
        for name, moment in session().execute(chosen):
            yield kind, name, moment.astimezone(ON_SCREEN).date()
