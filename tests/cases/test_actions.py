"""What can be done with Fälle, and what follows."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select

from portal.accounts import actions as accounts
from portal.accounts import queries as people
from portal.accounts.models import Account
from portal.cases import actions, queries
from portal.cases.models import Case, CaseEntry
from portal.cases.terms import EntryKind, Guidance, names_person, seems_to_name
from portal.contributions.models import Contribution
from portal.contributions.terms import ContributionKind
from portal.kernel import audit, jobs, mail
from portal.kernel.clock import today
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import Conflict, Forbidden, InvalidInput
from portal.kernel.policy import SYSTEM, Role
from portal.needs.models import TriageItem
from portal.needs.terms import TriageState
from portal.places.models import Sozialraum
from tests.factories.accounts import make_account
from tests.factories.cases import close, make_break_glass, make_case, make_deputy, make_keeper
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.support.time import StoppedClock


@pytest.fixture(autouse=True)
def place(app: Flask) -> Sozialraum:
    make_county(with_terms=True)
    return make_place("Pfaffenhausen")


@pytest.fixture
def keeper(place: Sozialraum) -> Account:
    return make_keeper(place)


def entries(case: Case) -> list[tuple[EntryKind, str]]:
    return [(one.told.kind, one.told.text) for one in queries.entries_of(case.id)]


def facts_of(kind: str) -> list[dict[str, object]]:
    return [one.facts for one in session().scalars(audit.entries(of_kind=kind).order_by(audit.AuditEntry.seq))]


def mails_to(account: Account) -> list[str]:
    chosen = mail.mailbox().where(mail.OutgoingMail.to_address == account.email)
    return [
        one.subject for one in session().scalars(chosen.order_by(mail.OutgoingMail.created_at, mail.OutgoingMail.id))
    ]


def test_numbers_count_within_the_year(keeper: Account, place: Sozialraum, frozen_clock: StoppedClock) -> None:
    first, second = make_case(keeper, place=place), make_case(keeper, place=place)
    frozen_clock.set("2027-01-04T08:00:00+01:00")

    numbers = [first.number, second.number, make_case(keeper, place=place).number]

    assert numbers == ["2026-00001", "2026-00002", "2027-00001"]


def test_an_entry_moves_the_day_to_look_again(keeper: Account, place: Sozialraum) -> None:
    case = make_case(keeper, place=place)
    key = uuid4()
    for _ in range(2):
        with unit_of_work():
            fresh = queries.case(case.id)
            actions.add_entry(
                fresh,
                "Tochter angerufen",
                follow_up_on=today() + timedelta(days=7),
                version=case.version,
                submission_key=key,
                by=keeper,
            )

    assert entries(case) == [(EntryKind.NOTE, "Tochter angerufen")]
    assert queries.case(case.id).follow_up_on == today() + timedelta(days=7)


def test_who_comes_second_loses_nothing_and_overwrites_nothing(keeper: Account, place: Sozialraum) -> None:
    case = make_case(keeper, place=place)
    seen = case.version
    with unit_of_work():
        actions.add_entry(queries.case(case.id), "Erster", follow_up_on=today(), version=seen, by=keeper)

    with pytest.raises(Conflict), unit_of_work():
        actions.add_entry(queries.case(case.id), "Zweiter", follow_up_on=None, version=seen, by=keeper)
    with pytest.raises(Conflict), unit_of_work():
        actions.close_case(queries.case(case.id), result="x", guidance=Guidance.TALK, version=seen, by=keeper)
    assert entries(case) == [(EntryKind.NOTE, "Erster")]


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31), date(2026, 3, 1)])
def test_a_day_to_look_again_that_makes_no_sense_is_refused(
    keeper: Account, place: Sozialraum, frozen_clock: StoppedClock, day: date
) -> None:
    with pytest.raises(InvalidInput) as refused:
        make_case(keeper, place=place, follow_up_on=day)

    assert refused.value.field == "follow_up_on"


def test_closed_and_taken_up_again(keeper: Account, place: Sozialraum) -> None:
    case = close(make_case(keeper, place=place, follow_up_on=today()), by=keeper)
    assert (case.closed_on, case.follow_up_on, case.result) == (today(), None, "Nachbarin kauft ein")

    with unit_of_work():
        actions.reopen_case(queries.case(case.id), by=keeper)

    assert queries.case(case.id).closed_on is None
    assert entries(case) == [(EntryKind.REOPENED, ""), (EntryKind.CLOSED, "")]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Frau Huber kommt nicht zum Einkaufen", True),
        ("HUBERS brauchen Hilfe", True),
        ("Rosas Einkauf", True),
        ("Bitte 08265/47 11 anrufen", True),
        ("Bitte +49 8265 4711 anrufen", True),
        ("Mail an Rosa.Huber@example.org", True),
        ("rosa.huber@example.org", True),
        ("Ältere Menschen kommen nicht zum Einkaufen", False),
        ("Die Nummer 112 kennt jeder, auch 08265 4712", False),
        ("Frau und Herr", False),
        ("", False),
    ],
)
def test_a_text_that_names_the_person_is_noticed(text: str, names: bool) -> None:
    assert names_person(text, name="Frau Rosa Huber", contact="08265 4711, rosa.huber@example.org") is names


def test_nobody_is_named_where_no_name_is_known() -> None:
    assert not names_person("Irgendein Text mit 12345", name="", contact="")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Frau Meier kommt nicht mehr zum Arzt.", True),
        ("Dem Herrn Dr. Huber fehlt die Rampe.", True),
        ("Familie Öttl sucht eine Wohnung.", True),
        ("In der Kirchgasse 3 fehlt ein Geländer.", True),
        ("Bahnhofstr. 12a: keine Klingel in Sitzhöhe", True),
        ("Eine Frau und ein Herr brauchen einen Fahrdienst.", False),
        ("Familien finden keine Wohnung.", False),
        ("Am Kirchplatz fehlt eine Bank.", False),
        ("Auf dem Weg zum Arzt fährt um 15 Uhr kein Bus.", False),
        ("Der Bus fährt weg, 3 Leute bleiben stehen.", False),
    ],
)
def test_what_seems_to_name_somebody(text: str, names: bool) -> None:
    assert seems_to_name(text) is names


def test_a_name_the_fall_does_not_know_is_asked_about_once(keeper: Account, place: Sozialraum) -> None:
    case, key, text = (
        make_case(keeper, place=place),
        uuid4(),
        "Frau Meier aus der Kirchgasse 3 kann nicht mehr einkaufen.",
    )
    with pytest.raises(InvalidInput) as warned, unit_of_work():
        actions.report_need(queries.case(case.id), text, place=place, submission_key=key, by=keeper)
    assert (warned.value.code, warned.value.field) == ("cases.names-person", "text")

    with unit_of_work():
        told = actions.report_need(
            queries.case(case.id), text, place=place, checked=True, submission_key=key, by=keeper
        )
    assert not told.repeated


def test_a_need_is_told_on_without_the_person(keeper: Account, place: Sozialraum) -> None:
    case = make_case(keeper, place=place)
    key = uuid4()
    with pytest.raises(InvalidInput) as warned, unit_of_work():
        actions.report_need(
            queries.case(case.id), "Frau Huber braucht Hilfe", place=place, submission_key=key, by=keeper
        )
    assert (warned.value.code, warned.value.field) == ("cases.names-person", "text")

    for _ in range(2):
        with unit_of_work():
            told = actions.report_need(
                queries.case(case.id), "Es fehlt ein Einkaufsdienst", place=place, submission_key=key, by=keeper
            )
        with unit_of_work():
            actions.note_reported(queries.case(case.id), by=keeper)

    said = session().scalars(select(Contribution)).one()
    assert told.repeated
    assert (said.kind, said.text, said.sozialraum_id) == (
        ContributionKind.CASE,
        "Es fehlt ein Einkaufsdienst",
        place.id,
    )
    assert session().scalars(select(TriageItem.state)).all() == [TriageState.OPEN]
    assert entries(case) == [(EntryKind.REPORTED, "")]


def test_a_checked_text_passes(keeper: Account, place: Sozialraum) -> None:
    case = make_case(keeper, place=place, name="Anna Bach")
    with unit_of_work():
        actions.report_need(
            queries.case(case.id),
            "Am Bach fehlt ein Geländer",
            place=place,
            checked=True,
            submission_key=uuid4(),
            by=keeper,
        )

    assert session().scalar(select(func.count()).select_from(Contribution)) == 1


class TestDeputy:
    def test_one_at_a_time_and_both_know(self, keeper: Account) -> None:
        first, second = make_keeper(make_place("Kammlach")), make_keeper(make_place("Erkheim"))
        make_deputy(keeper, first)
        make_deputy(keeper, second)

        standing = queries.deputy_of(keeper.id)
        assert standing is not None
        assert standing.deputy_id == second.id
        assert [one.deputy_id for one in queries.deputies_of(keeper.id)] == [first.id]
        assert queries.stands_in_for(first.id) == []
        assert [one.keeper_id for one in queries.stands_in_for(second.id)] == [keeper.id]
        assert mails_to(second) == ["Sie vertreten jemanden bei den Fällen"]
        assert [one["account_id"] for one in facts_of("cases.deputy-named")] == [str(first.id), str(second.id)]
        assert [one["account_id"] for one in facts_of("cases.deputy-ended")] == [str(first.id)]

    def test_a_new_one_after_the_last_day_of_the_old(self, keeper: Account, frozen_clock: StoppedClock) -> None:
        first, second = make_keeper(make_place("Kammlach")), make_keeper(make_place("Erkheim"))
        make_deputy(keeper, first, ends_on=today())
        frozen_clock.forward(days=3)
        assert queries.deputy_of(keeper.id) is None

        make_deputy(keeper, second)

        standing = queries.deputy_of(keeper.id)
        assert standing is not None
        assert standing.deputy_id == second.id

    @pytest.mark.parametrize("role", [role for role in Role if role is not Role.KUEMMERER])
    def test_only_another_kuemmerer(self, keeper: Account, role: Role) -> None:
        with pytest.raises(InvalidInput) as refused:
            make_deputy(keeper, make_account(role))
        assert refused.value.field == "deputy_id"

    def test_nobody_who_administers(self, keeper: Account) -> None:
        both = make_keeper(make_place("Kammlach"))
        with unit_of_work():
            accounts.give_role(people.account(both.id), role=Role.ADMIN, place=None, by=SYSTEM)

        with pytest.raises(InvalidInput):
            make_deputy(keeper, people.account(both.id))

    @pytest.mark.parametrize(
        ("days", "field"),
        [
            ({"starts_on": date(1, 1, 1)}, "starts_on"),
            ({"starts_on": date(9999, 12, 31)}, "starts_on"),
            ({"ends_on": date(2026, 3, 1)}, "ends_on"),
            ({"ends_on": date(9999, 12, 31)}, "ends_on"),
        ],
    )
    def test_days_that_make_no_sense(
        self, keeper: Account, frozen_clock: StoppedClock, days: dict[str, date], field: str
    ) -> None:
        with pytest.raises(InvalidInput) as refused:
            make_deputy(keeper, make_keeper(make_place("Kammlach")), **days)
        assert refused.value.field == field


class TestBreakGlass:
    def test_the_keeper_is_told_and_every_reading_is_noted(self, keeper: Account, place: Sozialraum) -> None:
        asker, second = make_account(Role.ADMIN), make_account(Role.PLANNER)
        case = make_case(keeper, place=place)
        asked = make_break_glass(keeper, by=asker)
        assert mails_to(second) == ["Notöffnung: Ihre Entscheidung ist gefragt"]
        assert mails_to(keeper) == []

        with unit_of_work():
            actions.agree(queries.break_glass(asked.id), by=second)
        for _ in range(3):
            with unit_of_work():
                actions.note_reading(queries.break_glass(asked.id), queries.case(case.id), by=asker)

        assert mails_to(keeper) == ["Ihre Fälle wurden für eine andere Person geöffnet"]
        assert [one.readings for one in queries.opened_of(keeper.id)] == [3]
        assert [one["case_id"] for one in facts_of("cases.break-glass-read")] == [str(case.id)] * 3

    def test_nobody_agrees_to_their_own_request(self, keeper: Account) -> None:
        asker = make_account(Role.ADMIN)

        with pytest.raises(Forbidden):
            make_break_glass(keeper, by=asker, agreed_by=asker)

    def test_a_decision_stands(self, keeper: Account) -> None:
        asked = make_break_glass(keeper, by=make_account(Role.ADMIN), agreed_by=make_account(Role.PLANNER))
        third = make_account(Role.PLANNER)

        with pytest.raises(Forbidden), unit_of_work():
            actions.refuse(queries.break_glass(asked.id), by=third)

    def test_without_a_reason_nothing_is_asked(self, keeper: Account) -> None:
        asker = make_account(Role.ADMIN)
        with pytest.raises(InvalidInput), unit_of_work():
            actions.ask_break_glass(keeper, reason="", by=asker)


class TestHandOver:
    def test_running_ones_go_to_the_named_successor(self, keeper: Account, place: Sozialraum) -> None:
        running, done = make_case(keeper, place=place), close(make_case(keeper, place=place), by=keeper)
        successor, deputy = make_keeper(place), make_keeper(make_place("Kammlach"))
        make_deputy(keeper, deputy)

        with unit_of_work():
            actions.hand_over_cases(queries.running_cases_of(keeper.id), to=successor, by=keeper)

        def read(who: Account) -> list[str]:
            return sorted(session().scalars(queries.visible_cases(who).with_only_columns(Case.number)))

        assert read(successor) == [running.number]
        assert read(keeper) == read(deputy) == [done.number]
        assert entries(running) == [(EntryKind.HANDED_OVER, "")]
        assert [one["case_ids"] for one in facts_of("cases.handed-over")] == [[str(running.id)]]
        assert mails_to(successor) == ["Fälle für Sie"]

    def test_all_or_none(self, keeper: Account, place: Sozialraum) -> None:
        elsewhere = make_place("Kammlach")
        with unit_of_work():
            accounts.give_role(people.account(keeper.id), role=Role.KUEMMERER, place=elsewhere, by=SYSTEM)
        both = people.account(keeper.id)
        cases = [make_case(both, place=where) for where in (place, elsewhere)]
        successor = make_keeper(place)

        with pytest.raises(InvalidInput) as refused, unit_of_work():
            actions.hand_over_cases([queries.case(one.id) for one in cases], to=successor, by=both)

        assert refused.value.field == "to_id"
        assert [one.keeper_id for one in queries.running_cases_of(keeper.id)] == [keeper.id] * 2

    def test_closed_ones_stay(self, keeper: Account, place: Sozialraum) -> None:
        case = close(make_case(keeper, place=place), by=keeper)
        successor = make_keeper(place)

        with pytest.raises(Forbidden), unit_of_work():
            actions.hand_over_cases([queries.case(case.id)], to=successor, by=keeper)

    def test_what_a_kuemmerer_left_behind_is_handed_over_by_two(self, keeper: Account, place: Sozialraum) -> None:
        case, successor = make_case(keeper, place=place), make_keeper(place)
        asker = make_account(Role.ADMIN)
        asked = make_break_glass(keeper, by=asker, agreed_by=make_account(Role.PLANNER))
        with pytest.raises(Forbidden), unit_of_work():
            actions.hand_over_cases([queries.case(case.id)], to=successor, by=asker)
        with unit_of_work():
            accounts.deactivate(people.account(keeper.id), by=SYSTEM)

        with unit_of_work():
            actions.hand_over_cases([queries.case(case.id)], to=successor, by=asker)

        assert queries.case(case.id).keeper_id == successor.id
        assert [one["break_glass_id"] for one in facts_of("cases.handed-over")] == [str(asked.id)]


class TestDeletion:
    def test_closed_ones_go_when_their_time_is_over(
        self, keeper: Account, place: Sozialraum, frozen_clock: StoppedClock
    ) -> None:
        first = close(make_case(keeper, place=place), by=keeper)
        running = make_case(keeper, place=place, follow_up_on=today() + timedelta(days=500))
        frozen_clock.forward(days=1)
        second = close(make_case(keeper, place=place), by=keeper)
        gone = []
        for day in ("2027-03-01", "2027-03-02", "2027-03-03"):
            frozen_clock.set(f"{day}T03:00:00+01:00")
            jobs.PERIODIC["cases.forget"].call()
            left = set(session().scalars(select(Case.id)))
            gone.append(sorted(one.number for one in (first, second, running) if one.id not in left))

        assert gone == [[], [first.number], [first.number, second.number]]
        assert set(session().scalars(select(CaseEntry.case_id))) == set()
        assert facts_of("cases.deleted") == [
            {"closed": 1, "quiet": 0, "from_day": day, "until_day": day} for day in ("2026-03-02", "2026-03-03")
        ]

    def test_what_rests_is_spoken_of_first(
        self, keeper: Account, place: Sozialraum, frozen_clock: StoppedClock
    ) -> None:
        resting, awaited = make_case(keeper, place=place), make_case(keeper, place=place)
        with unit_of_work():
            fresh = queries.case(awaited.id)
            actions.add_entry(
                fresh, "In zwei Jahren", follow_up_on=today() + timedelta(days=720), version=fresh.version, by=keeper
            )
        told = []
        for day in ("2027-02-01", "2027-02-02", "2027-02-20", "2027-03-02", "2027-03-03", "2027-03-04", "2027-03-05"):
            frozen_clock.set(f"{day}T03:00:00+01:00")
            jobs.PERIODIC["cases.forget"].call()
            session().expire_all()
            left = session().scalar(select(func.count()).select_from(Case))
            told.append((len(mails_to(keeper)), left))

        assert told == [(0, 2), (1, 2), (1, 2), (1, 2), (1, 2), (1, 1), (1, 1)]
        assert set(session().scalars(select(Case.id))) == {awaited.id}
        assert resting.id != awaited.id

    def test_one_entry_is_enough_to_keep_it(
        self, keeper: Account, place: Sozialraum, frozen_clock: StoppedClock
    ) -> None:
        case = make_case(keeper, place=place)
        frozen_clock.set("2027-02-02T03:00:00+01:00")
        jobs.PERIODIC["cases.forget"].call()
        with unit_of_work():
            fresh = queries.case(case.id)
            actions.add_entry(fresh, "Läuft noch", follow_up_on=None, version=fresh.version, by=keeper)
        frozen_clock.set("2027-03-10T03:00:00+01:00")
        jobs.PERIODIC["cases.forget"].call()

        assert queries.case(case.id).reminded_on is None

    def test_a_wish_is_enough(self, keeper: Account, place: Sozialraum) -> None:
        case = close(make_case(keeper, place=place), by=keeper)
        with unit_of_work():
            actions.erase_case(queries.case(case.id), by=keeper)

        assert session().scalar(select(func.count()).select_from(Case)) == 0
        assert facts_of("cases.erased") == [{"keeper_id": str(keeper.id)}]
