"""Applications for tests, under the programmes that come with the portal."""

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from portal.funding import actions, queries
from portal.funding.actions import ApplicationDraft, LineDraft
from portal.funding.models import FundingApplication, FundingProgramme
from portal.funding.terms import ApplicationState, LineKind
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.places.models import Sozialraum
from tests.factories.places import make_place

#: Four years after the next date of application, from SOME_MORNING (2 March 2026) on.
STARTS, ENDS = date(2026, 7, 1), date(2030, 6, 30)
SELA, COUNTY = "SeLA", "Landkreis"


def programme(short_name: str = SELA) -> FundingProgramme:
    """One of the programmes that come with the portal."""
    return next(one for one in queries.programmes() if one.short_name == short_name)


def make_application(
    title: str = "Quartiersmanagement",
    *,
    place: Sozialraum | None = None,
    of: str = SELA,
    lines: dict[LineKind, str] | None = None,
    state: ApplicationState = ApplicationState.DRAFT,
    starts_on: date = STARTS,
    ends_on: date = ENDS,
    subject_id: UUID | None = None,
    subject_title: str = "",
) -> FundingApplication:
    """An application whose lines stand in its first year: 50,000 of staff, 40,000 asked, 10,000 own, unless told otherwise.

    With a later `state` it went the whole way there, all on the day of the test.
    """
    where = place or make_place()
    version = programme(of).versions[-1]
    told = ApplicationDraft(
        title=title,
        place=where,
        starts_on=starts_on,
        ends_on=ends_on,
        subject_id=subject_id,
        subject_title=subject_title,
    )
    with unit_of_work():
        made = actions.draft(told, version=version, by=SYSTEM)
    plan = lines if lines is not None else {LineKind.STAFF: "50000", LineKind.GRANT: "40000", LineKind.OWN: "10000"}
    for kind, amount in plan.items():
        make_line(made, kind, {starts_on.year: Decimal(amount)})
    _walk(made, state)
    return queries.application(made.id)


def make_line(application: FundingApplication, kind: LineKind, amounts: dict[int, Decimal], **values: Any) -> UUID:
    """One line of its plan."""
    with unit_of_work():
        draft = LineDraft(kind=kind, label=values.pop("label", kind.value.title()), amounts=amounts, **values)
        return actions.set_line(queries.application(application.id), draft, by=SYSTEM).id


def _walk(application: FundingApplication, to: ApplicationState) -> None:
    if to is ApplicationState.DRAFT:
        return
    with unit_of_work():
        fresh = queries.application(application.id)
        actions.submit(fresh, version=fresh.version, by=SYSTEM)
    if to is ApplicationState.SUBMITTED:
        return
    with unit_of_work():
        fresh = queries.application(application.id)
        if to is ApplicationState.REFUSED:
            actions.refuse(fresh, decided_on=today(), version=fresh.version, by=SYSTEM)
            return
        actions.grant(
            fresh,
            amount=fresh.plan.grant,
            starts_on=fresh.starts_on,
            ends_on=fresh.ends_on,
            decided_on=today(),
            version=fresh.version,
            by=SYSTEM,
        )
    if to is not ApplicationState.GRANTED:
        with unit_of_work():
            actions.start(queries.application(application.id), by=SYSTEM)
