"""From the draft to the Verwendungsnachweis, what is refused on the way, and what is due."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.funding import actions, queries
from portal.funding.actions import ApplicationDraft, LineDraft, RuleDraft, VersionDraft
from portal.funding.models import FundingApplication, FundingBooking
from portal.funding.terms import ApplicationState, LightColour, LineKind, ReportKind, RuleKind
from portal.kernel import audit
from portal.kernel.clock import now, today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, Forbidden, InvalidInput, InvalidTransition
from portal.kernel.policy import SYSTEM, Role
from tests.factories.accounts import make_account
from tests.factories.funding import ENDS, STARTS, make_application, make_line, programme
from tests.factories.places import make_place
from tests.support.queries import count_queries
from tests.support.time import StoppedClock


@pytest.fixture(autouse=True)
def spring(frozen_clock: StoppedClock) -> StoppedClock:
    """The second of March 2026; the next date is the last of the month."""
    return frozen_clock


def told(application: FundingApplication) -> list[str]:
    return [one.kind.value for one in actions.findings_of(queries.application(application.id)) if one.is_hard]


def booked(application: FundingApplication, paid: str, **values: object) -> FundingBooking:
    with unit_of_work():
        return actions.book(
            queries.application(application.id),
            **({"booked_on": today(), "label": "Miete", "amount": Decimal(paid)} | values),  # type: ignore[arg-type]
            by=SYSTEM,
        )


def test_the_shipped_programmes_hold_what_their_sources_say(session: Session) -> None:
    sela, county = programme("SeLA").versions[0], programme("Landkreis").versions[0]

    assert {rule.kind: rule.value for rule in sela.rules if rule.value} == {
        RuleKind.MOST_AMOUNT: Decimal("80000.00"),
        RuleKind.MOST_SHARE: Decimal("90.00"),
        RuleKind.MOST_MONTHS: Decimal("48.00"),
    }
    assert [f"{one.day}.{one.month}." for one in sela.days] == ["31.3.", "30.6.", "30.9.", "31.12."]
    assert {rule.kind: (rule.value, rule.of_kind) for rule in county.rules} == {
        RuleKind.MOST_AMOUNT: (Decimal("5000.00"), None),
        RuleKind.MOST_SHARE: (Decimal("40.00"), LineKind.PLANNING),
    }
    assert all(rule.is_paraphrase and rule.sentence for rule in (*sela.rules, *county.rules))


def test_a_broken_rule_keeps_a_draft_from_being_submitted(session: Session) -> None:
    application = make_application(lines={LineKind.STAFF: "90000", LineKind.GRANT: "85000", LineKind.OWN: "5000"})
    assert told(application) == ["most_amount", "most_share"]

    with pytest.raises(InvalidInput) as refused, unit_of_work():
        actions.submit(queries.application(application.id), version=application.version, by=SYSTEM)

    assert refused.value.code == "funding.rules-broken"
    assert queries.application(application.id).state is ApplicationState.DRAFT


def test_it_is_too_late_the_day_after_the_last_date(session: Session, spring: StoppedClock) -> None:
    application = make_application(starts_on=date(2026, 4, 1), ends_on=date(2030, 3, 31))
    spring.set(f"{date(2026, 3, 31)} 09:00")
    assert told(application) == []

    spring.set(f"{date(2026, 4, 1)} 09:00")

    assert told(application) == ["before_start"]
    (finding,) = actions.findings_of(queries.application(application.id))
    assert finding.params["next"] == date(2026, 6, 30)
    assert finding.params["earliest"] == date(2026, 7, 1)


def test_the_whole_way_and_its_log(session: Session, spring: StoppedClock) -> None:
    application = make_application(state=ApplicationState.RUNNING)
    reports = queries.reports_of(application.id)
    assert [one.kind for one in reports] == [ReportKind.INTERIM] * 4 + [ReportKind.FINAL]
    assert [one.due_on for one in reports][:1] == [date(2027, 3, 31)]

    spring.set(f"{ENDS + timedelta(days=1)} 09:00")
    for report in reports:
        with unit_of_work():
            actions.hand_in_report(queries.report(report.id), by=SYSTEM)
    assert queries.application(application.id).state is ApplicationState.REPORTED
    planner = make_account(Role.PLANNER)
    with pytest.raises(Forbidden), unit_of_work():
        fresh = queries.application(application.id)
        actions.book(fresh, booked_on=ENDS, label="Spät", amount=Decimal(1), by=planner)
    with unit_of_work():
        actions.close(queries.application(application.id), by=SYSTEM)

    assert queries.application(application.id).closed_on == ENDS + timedelta(days=1)
    kinds = session.scalars(select(audit.AuditEntry.kind).order_by(audit.AuditEntry.seq)).all()
    assert [kind for kind in kinds if kind.startswith("funding.")] == [
        "funding.submitted",
        "funding.decided",
        *["funding.report-handed-in"] * 5,
        "funding.closed",
    ]


def test_a_state_is_not_left_out(session: Session) -> None:
    application = make_application()

    with pytest.raises(InvalidTransition), unit_of_work():
        actions.start(queries.application(application.id), by=SYSTEM)


def test_a_report_waits_for_the_end_of_its_time(session: Session) -> None:
    application = make_application(state=ApplicationState.RUNNING)

    with pytest.raises(InvalidInput), unit_of_work():
        actions.hand_in_report(queries.reports_of(application.id)[0], by=SYSTEM)


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"amount": Decimal("40000.01")}, "amount"),
        ({"amount": Decimal(0)}, "amount"),
        ({"ends_on": date(2026, 6, 30)}, "ends_on"),
        ({"starts_on": date(1, 1, 1)}, "starts_on"),
        ({"ends_on": date(9999, 12, 31)}, "ends_on"),
        ({"ends_on": date(2099, 12, 31)}, "ends_on"),
        ({"decided_on": date(2026, 3, 3)}, "decided_on"),
        ({"decided_on": date(2026, 3, 1)}, "decided_on"),
    ],
)
def test_a_decision_that_cannot_be(session: Session, changes: dict[str, object], field: str) -> None:
    application = make_application(state=ApplicationState.SUBMITTED)
    values = {"amount": Decimal(1), "starts_on": STARTS, "ends_on": ENDS, "decided_on": today()}

    with pytest.raises(InvalidInput) as refused, unit_of_work():
        actions.grant(
            queries.application(application.id),
            **(values | changes),  # type: ignore[arg-type]
            version=application.version,
            by=SYSTEM,
        )

    assert refused.value.field == field


def test_a_refusal_ends_it(session: Session) -> None:
    application = make_application(state=ApplicationState.REFUSED)

    assert queries.reports_of(application.id) == []
    assert application.decided_on == today()


def test_bookings_count_until_they_are_cancelled(session: Session, spring: StoppedClock) -> None:
    application = make_application(state=ApplicationState.RUNNING)
    spring.set(f"{STARTS} 09:00")
    line = application.lines[0]
    first, _second = booked(application, "1000.10", line_id=line.id), booked(application, "0.20")

    ledger = queries.ledger_of(queries.application(application.id))
    assert (ledger.granted, ledger.planned, ledger.spent) == (Decimal(40000), Decimal(50000), Decimal("1000.30"))
    assert (ledger.left, ledger.spent_per_line) == (
        Decimal("48999.70"),
        {line.id: Decimal("1000.10"), None: Decimal("0.20")},
    )
    for _time in range(2):
        with unit_of_work():
            fresh = queries.application(application.id)
            actions.cancel_booking(fresh, queries.booking(fresh.id, first.id), by=SYSTEM)
    assert queries.ledger_of(application).spent == Decimal("0.20")
    assert len(queries.bookings_of(application.id)) == 2


@pytest.mark.parametrize(
    ("day", "values", "field"),
    [
        (STARTS, {"booked_on": STARTS - timedelta(days=1)}, "booked_on"),
        (STARTS, {"booked_on": STARTS + timedelta(days=1)}, "booked_on"),
        (ENDS + timedelta(days=2), {"booked_on": ENDS + timedelta(days=1)}, "booked_on"),
        (STARTS, {"booked_on": date(1, 1, 1)}, "booked_on"),
        (STARTS, {"amount": Decimal(-1)}, "amount"),
        (STARTS, {"amount": Decimal("0.001")}, "amount"),
        (STARTS, {"amount": Decimal("1e12")}, "amount"),
        (STARTS, {"amount": Decimal("50000.01")}, "is_confirmed"),
        (STARTS, {"label": ""}, "label"),
        (STARTS, {"line_id": uuid4()}, "line_id"),
    ],
)
def test_a_booking_that_cannot_be(
    session: Session, spring: StoppedClock, day: date, values: dict[str, object], field: str
) -> None:
    application = make_application(state=ApplicationState.RUNNING)
    spring.set(f"{day} 09:00")

    with pytest.raises(InvalidInput) as refused:
        booked(application, "1", **values)

    assert refused.value.field == field


def test_more_than_is_left_is_booked_when_it_is_meant(session: Session, spring: StoppedClock) -> None:
    application = make_application(state=ApplicationState.RUNNING)
    spring.set(f"{STARTS} 09:00")

    booked(application, "50000.01", is_confirmed=True)

    assert queries.ledger_of(application).left == Decimal("-0.01")


def test_the_same_booking_is_booked_once(session: Session, spring: StoppedClock) -> None:
    application = make_application(state=ApplicationState.RUNNING)
    spring.set(f"{STARTS} 09:00")
    key = uuid4()

    first, second = (booked(application, "5", submission_key=key) for _ in range(2))

    assert first.id == second.id
    assert queries.ledger_of(application).spent == Decimal(5)


def test_no_more_is_drawn_than_was_granted(session: Session) -> None:
    application = make_application(state=ApplicationState.RUNNING)
    with unit_of_work():
        fresh = queries.application(application.id)
        first = actions.plan_drawdown(fresh, planned_on=STARTS, amount=Decimal(30000), by=SYSTEM)
    with pytest.raises(InvalidInput), unit_of_work():
        fresh = queries.application(application.id)
        actions.plan_drawdown(fresh, planned_on=STARTS, amount=Decimal("10000.01"), by=SYSTEM)
    with unit_of_work():
        fresh = queries.application(application.id)
        actions.receive_drawdown(fresh, queries.drawdown(fresh.id, first.id), by=SYSTEM)
        actions.drop_drawdown(fresh, queries.drawdown(fresh.id, first.id), by=SYSTEM)

    ledger = queries.ledger_of(application)
    assert (ledger.drawn, ledger.expected, ledger.left_to_draw) == (Decimal(30000), Decimal(0), Decimal(10000))


def test_two_who_write_one_line(session: Session) -> None:
    application = make_application()
    line = application.lines[0]
    seen, seen_plan = line.version, application.version
    draft = LineDraft(kind=LineKind.STAFF, label=line.label, amounts={2026: Decimal(1), 2027: Decimal(0)})
    with unit_of_work():
        fresh = queries.application(application.id)
        actions.set_line(fresh, draft, line=queries.line(fresh.id, line.id), version=seen, by=SYSTEM)

    with pytest.raises(Conflict), unit_of_work():
        fresh = queries.application(application.id)
        actions.set_line(fresh, draft, line=queries.line(fresh.id, line.id), version=seen, by=SYSTEM)
    with pytest.raises(Conflict), unit_of_work():
        actions.submit(queries.application(application.id), version=seen_plan, by=SYSTEM)

    assert queries.line(application.id, line.id).per_year == {2026: Decimal(1)}


def test_a_new_version_leaves_old_applications_their_rules(session: Session) -> None:
    application = make_application()
    sela = programme()
    draft = VersionDraft(
        valid_from=date(2026, 6, 1),
        source="Neue Richtlinie",
        rules=[RuleDraft(kind=RuleKind.MOST_AMOUNT, sentence="Höchstens 10 Euro.", value=Decimal(10))],
    )
    with unit_of_work():
        actions.add_version(queries.programme(sela.id), draft, seen=1, by=SYSTEM)

    fresh = queries.programme(sela.id)
    assert [(one.number, one.valid_until) for one in fresh.versions] == [(1, date(2026, 5, 31)), (2, None)]
    assert [fresh.version_on(day).number for day in (date(2026, 5, 31), date(2026, 6, 1))] == [1, 2]  # type: ignore[union-attr]
    assert told(application) == []
    assert queries.application(application.id).programme_version.number == 1
    with pytest.raises(Conflict), unit_of_work():
        actions.add_version(queries.programme(sela.id), draft, seen=1, by=SYSTEM)
    with pytest.raises(InvalidInput), unit_of_work():
        actions.add_version(queries.programme(sela.id), draft, seen=2, by=SYSTEM)


def test_programmes_are_not_for_everybody(session: Session) -> None:
    draft = VersionDraft(valid_from=today(), source="Quelle", rules=[])

    told = {"name": "Neu", "short_name": "", "funder": "Stiftung", "version": draft}
    for who in [make_account(role) for role in (Role.KUEMMERER, Role.SECTOR_PLANNER, Role.ADMIN)]:
        with pytest.raises(Forbidden), unit_of_work():
            actions.add_programme(**told, by=who)  # type: ignore[arg-type]
    planner = make_account(Role.PLANNER)
    with unit_of_work():
        made = actions.add_programme(**told, by=planner)  # type: ignore[arg-type]
    assert queries.programme(made.id).short_name == "Neu"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"title": ""}, "title"),
        ({"starts_on": date(1, 1, 1)}, "starts_on"),
        ({"ends_on": date(9999, 12, 31)}, "ends_on"),
        ({"ends_on": STARTS - timedelta(days=1)}, "ends_on"),
        ({"ends_on": date(2034, 1, 1)}, "ends_on"),
    ],
)
def test_an_application_that_cannot_be(session: Session, values: dict[str, object], field: str) -> None:
    given = {"title": "Gut", "place": make_place(), "starts_on": STARTS, "ends_on": ENDS} | values

    with pytest.raises(InvalidInput) as refused, unit_of_work():
        actions.draft(ApplicationDraft(**given), version=programme().versions[0], by=SYSTEM)  # type: ignore[arg-type]

    assert refused.value.field == field


def test_the_light_of_a_project_has_its_reasons(session: Session, spring: StoppedClock) -> None:
    running, drafted, other = uuid4(), uuid4(), uuid4()
    make_application(state=ApplicationState.RUNNING, subject_id=running)
    make_application("Entwurf", subject_id=drafted)

    def colours(day: date) -> list[LightColour]:
        found = queries.lights_of([running, drafted, other], day)
        assert set(found) == {running, drafted}
        return [found[one].colour for one in (running, drafted)]

    green, amber, red = LightColour.GREEN, LightColour.AMBER, LightColour.RED
    assert colours(date(2026, 3, 2)) == [green, green]
    assert colours(date(2026, 5, 19)) == [green, amber]
    assert colours(date(2026, 6, 30)) == [green, amber]
    assert colours(date(2026, 7, 1)) == [green, red]
    assert colours(date(2027, 3, 1)) == [amber, red]
    assert colours(date(2027, 4, 1)) == [red, red]
    next_dates = queries.next_dates_of([running, drafted, other], date(2026, 3, 2))
    assert {one: (found.on, found.what) for one, found in next_dates.items()} == {
        running: (date(2027, 3, 31), "Zwischenbericht"),
        drafted: (date(2026, 6, 30), "Antragstermin"),
    }


def test_lights_ask_as_often_for_one_project_as_for_thirty(session: Session) -> None:
    subjects = [uuid4() for _ in range(30)]
    place = make_place()
    for number, subject in enumerate(subjects):
        state = ApplicationState.RUNNING if number % 2 == 0 else ApplicationState.DRAFT
        make_application(f"Antrag {number}", place=place, state=state, subject_id=subject)

    def asked(count: int) -> int:
        session.expire_all()
        with count_queries() as seen:
            assert len(queries.lights_of(subjects[:count])) == count
        return len(seen)

    assert asked(1) == asked(30)
    assert queries.lights_of([]) == {}
    assert queries.next_dates_of([]) == {}


def test_what_is_due_is_for_whoever_minds_it(session: Session) -> None:
    application = make_application("Hier")
    make_application("Dort", place=make_place("Kammlach"))
    make_application("Läuft", place=application.sozialraum, state=ApplicationState.RUNNING)
    here = make_account(Role.KUEMMERER, application.sozialraum)

    def titles(who: object, until: date) -> list[str]:
        return [one.title for one in queries.due_dates(who, until=until, limit=25)]  # type: ignore[arg-type]

    assert titles(here, date(2026, 6, 29)) == []
    assert titles(here, date(2026, 6, 30)) == ["Hier"]
    assert titles(here, date(2027, 3, 31)) == ["Hier", "Läuft"]
    assert titles(make_account(Role.PLANNER), date(2026, 6, 30)) == ["Dort", "Hier"]
    assert titles(make_account(Role.SECTOR_PLANNER), date(2027, 3, 31)) == []


def test_a_draft_goes_with_its_plan(session: Session) -> None:
    application = make_application()
    make_line(application, LineKind.DONATION, {2026: Decimal(1)})

    with unit_of_work():
        actions.discard(queries.application(application.id), by=SYSTEM)

    assert session.scalars(select(FundingApplication)).all() == []


def spend(application: FundingApplication, amount: str, on: date, *, is_cancelled: bool = False) -> None:
    with unit_of_work() as unit:
        cancelled = now() if is_cancelled else None
        unit.add(
            FundingBooking(
                application_id=application.id,
                booked_on=on,
                label="Beleg",
                amount=Decimal(amount),
                cancelled_at=cancelled,
            )
        )


def reasons_of(subject_id: UUID) -> list[tuple[LightColour, dict[str, object]]]:
    found = queries.lights_of([subject_id], date(2026, 3, 2))[subject_id]
    return [(one.colour, dict(one.params)) for one in found.reasons]


def test_a_light_is_red_when_more_is_spent_than_there_is(session: Session, spring: StoppedClock) -> None:
    subject = uuid4()
    application = make_application(state=ApplicationState.RUNNING, subject_id=subject)
    spend(application, "50000", STARTS)
    spend(application, "700", STARTS, is_cancelled=True)
    assert reasons_of(subject) == []

    spend(application, "0.01", STARTS)

    assert reasons_of(subject) == [(LightColour.RED, {"spent": Decimal("50000.01"), "means": Decimal(50000)})]


def test_a_light_is_yellow_for_a_year_above_its_plan(session: Session, spring: StoppedClock) -> None:
    subject = uuid4()
    application = make_application(state=ApplicationState.RUNNING, subject_id=subject)
    year = STARTS.year + 1

    spend(application, "200.50", date(year, 2, 1))

    assert reasons_of(subject) == [
        (LightColour.AMBER, {"year": str(year), "spent": Decimal("200.50"), "planned": Decimal(0)})
    ]


def test_what_is_spent_of_a_draft_or_a_closed_one_tells_nothing(session: Session, spring: StoppedClock) -> None:
    subject = uuid4()
    application = make_application(state=ApplicationState.REFUSED, subject_id=subject)

    spend(application, "99999", STARTS)

    assert reasons_of(subject) == []
