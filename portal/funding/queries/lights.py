"""How it stands with the money of many projects at once: a light with its reasons, and the next date. For the county's view."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from portal.funding.formats import ZERO, Timing, timing_of
from portal.funding.models import FundingApplication, FundingDrawdown, FundingReport, ProgrammeVersion
from portal.funding.queries.applications import WITH_RULES
from portal.funding.queries.spending import Spending, spending_of
from portal.funding.terms import SOON, WARN_AHEAD, ApplicationState, LightColour, ReportKind, RuleKind
from portal.kernel.clock import today as this_day
from portal.kernel.db import session
from portal.kernel.text import N_


@dataclass(frozen=True)
class Reason:
    """Why a light is not green: a German source with places for `params` (days, euros as `Decimal`, years as they are written)."""

    colour: LightColour
    message: str
    params: Mapping[str, date | Decimal | str] = field(default_factory=dict)


@dataclass(frozen=True)
class Light:
    """The worst of its reasons; green without any."""

    reasons: Sequence[Reason] = ()

    @property
    def colour(self) -> LightColour:
        found = {one.colour for one in self.reasons}
        return next((one for one in (LightColour.RED, LightColour.AMBER) if one in found), LightColour.GREEN)


@dataclass(frozen=True)
class NextDate:
    """The next day on which something about the money is due."""

    on: date
    #: What is due, a German source.
    what: str
    application_id: UUID


_REPORT_LATE = N_("Ein Bericht war am %(day)s fällig.")
_REPORT_SOON = N_("Ein Bericht ist am %(day)s fällig.")
_DRAW_LATE = N_("Ein Abruf war für den %(day)s geplant.")
_TOO_LATE = N_("Der Antrag kommt für den Beginn am %(day)s zu spät.")
_HURRY = N_("Der Antrag muss bis %(day)s eingereicht sein.")
_OVERSPENT = N_("Ausgegeben sind %(spent)s, zur Verfügung stehen %(means)s.")
_YEAR_OVER = N_("Im Jahr %(year)s sind %(spent)s ausgegeben, geplant waren %(planned)s.")
INTERIM_DUE = N_("Zwischenbericht")
FINAL_DUE = N_("Verwendungsnachweis")
DRAWDOWN_DUE = N_("Abruf")
APPLICATION_DUE = N_("Antragstermin")
REPORTS_DUE = {ReportKind.INTERIM: INTERIM_DUE, ReportKind.FINAL: FINAL_DUE}


def lights_of(
    subject_ids: Collection[UUID], today: date | None = None, *, business: "Sequence[Business] | None" = None
) -> dict[UUID, Light]:
    """One light for each of these projects that has an application. Seven queries however many there are, none for no ids.

    With `business`, what `open_business` found for them, it asks only what was spent.
    """
    day = today or this_day()
    reasons: dict[UUID, list[Reason]] = {}
    open_ones = open_business(subject_ids) if business is None else business
    spending = spending_of([application for application, _reports, _drawdowns in open_ones])
    for application, reports, drawdowns in open_ones:
        if application.subject_id is not None:
            told = reasons.setdefault(application.subject_id, [])
            told.extend(_reasons(application, reports, drawdowns, day))
            told.extend(_overspent(spending.get(application.id, Spending())))
    return {subject_id: Light(tuple(found)) for subject_id, found in reasons.items()}


def next_dates_of(
    subject_ids: Collection[UUID], today: date | None = None, *, business: "Sequence[Business] | None" = None
) -> dict[UUID, NextDate]:
    """The earliest open date of each of these projects, one that has passed too. Projects without any are missing."""
    day = today or this_day()
    found: dict[UUID, NextDate] = {}
    for application, reports, drawdowns in open_business(subject_ids) if business is None else business:
        for one in dates_of(application, reports, drawdowns, day):
            known = found.get(application.subject_id) if application.subject_id else None
            if application.subject_id and (known is None or one.on < known.on):
                found[application.subject_id] = one
    return found


Business = tuple[FundingApplication, list[FundingReport], list[FundingDrawdown]]


def open_business(subject_ids: Collection[UUID]) -> list[Business]:
    """The applications of these projects with their open reports and drawdowns."""
    if not subject_ids:
        return []
    chosen = select(FundingApplication).where(FundingApplication.subject_id.in_(set(subject_ids))).options(*WITH_RULES)
    return with_open(session().scalars(chosen.order_by(FundingApplication.starts_on, FundingApplication.id)).all())


def with_open(applications: Sequence[FundingApplication]) -> list[Business]:
    """Each application with its open reports and drawdowns, those of running ones alone. Two queries."""
    running = [one.id for one in applications if one.state is ApplicationState.RUNNING]
    reports: dict[UUID, list[FundingReport]] = {}
    drawdowns: dict[UUID, list[FundingDrawdown]] = {}
    if running:
        for report in session().scalars(
            select(FundingReport)
            .where(FundingReport.application_id.in_(running), FundingReport.handed_in_on.is_(None))
            .order_by(FundingReport.due_on, FundingReport.id)
        ):
            reports.setdefault(report.application_id, []).append(report)
        for drawdown in session().scalars(
            select(FundingDrawdown)
            .where(FundingDrawdown.application_id.in_(running), FundingDrawdown.received_on.is_(None))
            .order_by(FundingDrawdown.planned_on, FundingDrawdown.id)
        ):
            drawdowns.setdefault(drawdown.application_id, []).append(drawdown)
    return [(one, reports.get(one.id, []), drawdowns.get(one.id, [])) for one in applications]


def dates_of(
    application: FundingApplication, reports: Sequence[FundingReport], drawdowns: Sequence[FundingDrawdown], day: date
) -> Iterator[NextDate]:
    """Every open date of one application."""
    if application.state is ApplicationState.DRAFT:
        last = last_day_to_apply(application.programme_version, application.starts_on, day)
        if last is not None:
            yield NextDate(last, APPLICATION_DUE, application.id)
    for report in reports:
        yield NextDate(report.due_on, REPORTS_DUE[report.kind], application.id)
    for drawdown in drawdowns:
        yield NextDate(drawdown.planned_on, DRAWDOWN_DUE, application.id)


def last_day_to_apply(version: ProgrammeVersion, starts_on: date, day: date) -> date | None:
    """The day by which an application for this begin must be handed in; the next chance when that is too late already.

    `version` has its rules loaded. None when the programme knows no day.
    """
    timing = _timing(version, starts_on, day)
    return timing.last_on if timing.last_on is not None and not timing.is_too_late else timing.next_on


def _timing(version: ProgrammeVersion, starts_on: date, day: date) -> Timing:
    before = any(rule.kind is RuleKind.BEFORE_START for rule in version.rules)
    return timing_of(day, starts_on, version.days, before_start=before)


def _reasons(
    application: FundingApplication, reports: Sequence[FundingReport], drawdowns: Sequence[FundingDrawdown], day: date
) -> Iterator[Reason]:
    if application.state is ApplicationState.DRAFT:
        timing = _timing(application.programme_version, application.starts_on, day)
        if timing.is_too_late:
            yield Reason(LightColour.RED, _TOO_LATE, {"day": application.starts_on})
        elif timing.is_soon(WARN_AHEAD) and timing.last_on is not None:
            yield Reason(LightColour.AMBER, _HURRY, {"day": timing.last_on})
    for report in reports:
        if report.due_on < day:
            yield Reason(LightColour.RED, _REPORT_LATE, {"day": report.due_on})
        elif report.due_on <= day + SOON:
            yield Reason(LightColour.AMBER, _REPORT_SOON, {"day": report.due_on})
    for drawdown in drawdowns:
        if drawdown.planned_on < day:
            yield Reason(LightColour.AMBER, _DRAW_LATE, {"day": drawdown.planned_on})


def _overspent(spending: Spending) -> Iterator[Reason]:
    """Red when more is spent than there is, yellow for each year above its plan while there is enough in all."""
    if spending.total > spending.means:
        yield Reason(LightColour.RED, _OVERSPENT, {"spent": spending.total, "means": spending.means})
        return
    for year in spending.years_above_plan:
        told: dict[str, date | Decimal | str] = {
            "year": str(year),
            "spent": spending.spent[year],
            "planned": spending.planned.get(year, ZERO),
        }
        yield Reason(LightColour.AMBER, _YEAR_OVER, told)
