"""The Förderung of the story: applied for in time, granted, begun, spent receipt by receipt."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import partial

from sqlalchemy import select

from portal.demo import queries
from portal.demo.actions.scenes import Scene
from portal.demo.story.funding import DRAFT, RUNNING, ApplicationStory, BookingStory
from portal.demo.story.shape import day_from, on
from portal.funding import actions
from portal.funding import queries as funding
from portal.funding.formats import last_day, months_between, next_date, split
from portal.funding.models import FundingApplication, FundingDrawdown, ProgrammeVersion
from portal.funding.terms import LineKind
from portal.kernel.clock import today
from portal.kernel.db import session

_BEGUN, _SUBMITTED, _DECIDED = on(26, "Di", "10:40"), on(26, "Do", "16:10"), on(15, "Mi", "11:20")
_STARTED, _DRAWN, _CAME, _DRAFTED = (
    on(12, "Mo", "08:30"),
    on(11, "Fr", "09:00"),
    on(8, "Do", "09:15"),
    on(2, "Do", "15:05"),
)
_FIRST_DRAWDOWN, _SECOND_DRAWDOWN = Decimal("9000.00"), Decimal("9500.00")


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """From the plan of one spring to the receipts of the last weeks, and a draft that waits to be sent."""
    yield Scene(_BEGUN.resolve(loaded_at), "funding", begin_running)
    yield Scene(_SUBMITTED.resolve(loaded_at), "funding", submit)
    yield Scene(_DECIDED.resolve(loaded_at), "funding", grant)
    yield Scene(_STARTED.resolve(loaded_at), "funding", start)
    yield Scene(_DRAWN.resolve(loaded_at), "funding", partial(plan_drawdowns, loaded_at))
    yield Scene(_CAME.resolve(loaded_at), "funding", receive)
    yield Scene(_DRAFTED.resolve(loaded_at), "funding", partial(begin_draft, loaded_at))
    for told in RUNNING.bookings:
        yield Scene(on(told.weeks_ago, told.weekday, "17:00").resolve(loaded_at), "funding", partial(book, told))


def begin_running() -> None:
    """Write the application that will run: it begins the day after the next date."""
    version = _version(RUNNING)
    upcoming = next_date(today() + timedelta(days=3), version.days) or today()
    _begin(RUNNING, upcoming + timedelta(days=1))


def begin_draft(loaded_at: datetime) -> None:
    """Write the draft; it begins two months from the load."""
    _begin(DRAFT, day_from(loaded_at, 60))


def submit() -> None:
    application = _application(RUNNING)
    actions.submit(application, version=application.version, by=queries.person(RUNNING.by))


def grant() -> None:
    application = _application(RUNNING)
    actions.grant(
        application,
        amount=application.plan.grant,
        starts_on=application.starts_on,
        ends_on=application.ends_on,
        decided_on=today(),
        file_number="44-6573-1/12",
        version=application.version,
        by=queries.person("planung"),
    )


def start() -> None:
    actions.start(_application(RUNNING), by=queries.person(RUNNING.by))


def running_application() -> FundingApplication:
    """The one whose money is being spent."""
    return _application(RUNNING)


def plan_drawdowns(loaded_at: datetime) -> None:
    """The first half-year's money soon, the next two weeks after the load."""
    application, by = _application(RUNNING), queries.person(RUNNING.by)
    days = ((today() + timedelta(days=14), _FIRST_DRAWDOWN), (day_from(loaded_at, 14), _SECOND_DRAWDOWN))
    for day, amount in days:
        actions.plan_drawdown(application, planned_on=day, amount=amount, by=by)


def receive() -> None:
    application = _application(RUNNING)
    chosen = select(FundingDrawdown).where(FundingDrawdown.application_id == application.id)
    first = session().scalars(chosen.order_by(FundingDrawdown.planned_on)).first()
    assert first is not None, "it was planned before"
    actions.receive_drawdown(application, first, by=queries.person(RUNNING.by))


def book(told: BookingStory) -> None:
    application = _application(RUNNING)
    lines = {line.label: line.id for line in application.lines}
    actions.book(
        application,
        booked_on=today(),
        label=told.label,
        amount=Decimal(told.amount),
        line_id=lines[told.line],
        submission_key=queries.submission_key(f"booking-{told.label}"),
        by=queries.person(RUNNING.by),
    )


def _begin(told: ApplicationStory, starts_on: date) -> None:
    by, ends_on = queries.person(told.by), last_day(starts_on, told.months)
    draft = actions.ApplicationDraft(
        title=told.title, place=queries.place(told.place), starts_on=starts_on, ends_on=ends_on, purpose=told.purpose
    )
    made = actions.draft(
        draft, version=_version(told), submission_key=queries.submission_key(f"funding-{told.key}"), by=by
    )
    application = funding.application(made.id)
    months = months_between(starts_on, ends_on)
    for line in told.lines:
        parts = split(Decimal(line.amount), list(months.values()))
        written = actions.LineDraft(
            kind=LineKind(line.kind),
            label=line.label,
            amounts=dict(zip(months, parts, strict=True)),
            is_eligible=line.is_eligible,
        )
        actions.set_line(application, written, by=by)


def _version(told: ApplicationStory) -> ProgrammeVersion:
    return next(one for one in funding.programmes() if one.short_name == told.programme).versions[-1]


def _application(told: ApplicationStory) -> FundingApplication:
    key = queries.submission_key(f"funding-{told.key}")
    chosen = select(FundingApplication.id).where(FundingApplication.submission_key == key)
    return funding.application(session().scalars(chosen).one())
