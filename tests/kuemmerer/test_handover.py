"""The Übergabe: who may what, from preparing to acceptance, its package, and what the Sachbericht gets."""

import io
from datetime import timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from flask import Flask

from portal.accounts import actions as people
from portal.accounts import queries as accounts
from portal.accounts.models import Account
from portal.cases import queries as cases
from portal.cases.policy import CasePermission
from portal.kernel import audit, jobs, outbox
from portal.kernel.clock import today
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import Forbidden, InvalidInput
from portal.kernel.policy import SYSTEM, Role, allows
from portal.kuemmerer import actions, queries
from portal.kuemmerer.actions import EntryDraft
from portal.kuemmerer.actions import handovers as acting
from portal.kuemmerer.actions.handovers import HandoverDraft
from portal.kuemmerer.models import Handover
from portal.kuemmerer.policy import HandoverPermission as May
from portal.kuemmerer.queries import handovers as reading
from portal.kuemmerer.terms.handovers import HandoverPoint, HandoverState
from portal.places.models import Sozialraum
from portal.web.due import due_until
from tests.factories.accounts import make_account
from tests.factories.cases import make_case
from tests.factories.county import make_county
from tests.factories.kuemmerer import make_project
from tests.factories.places import make_place
from tests.factories.volunteers import make_hours
from tests.support.login import Login
from tests.support.picky import PickyClient

WORK = "/arbeit/quartiersprojekte"
CANARY = "Kanarienvogel-Sorge"


class Cast:
    """Everybody a change of the Kümmerer concerns, and some it does not."""

    def __init__(self) -> None:
        make_county(with_terms=True)
        self.place: Sozialraum = make_place("Pfaffenhausen")
        self.old = make_account(Role.KUEMMERER, self.place, name="Alt")
        self.new = make_account(Role.KUEMMERER, self.place, name="Neu")
        self.others = {
            "planner": make_account(Role.PLANNER),
            "other": make_account(Role.KUEMMERER, self.place),
            "gemeinde": make_account(Role.MUNICIPALITY, self.place),
            "admin": make_account(Role.ADMIN),
        }
        self.project = make_project(place=self.place, responsible_ids=[self.old.id])

    @property
    def everybody(self) -> dict[str, Account]:
        return {"old": self.old, "new": self.new} | self.others

    def who_may(self, permission: May, thing: object) -> set[str]:
        return {name for name, person in self.everybody.items() if allows(permission, person, thing)}

    def begun(self, by: Account | None = None) -> Handover:
        with unit_of_work():
            draft = HandoverDraft(
                to_id=self.new.id, words="Der Schlüssel liegt im Rathaus", points=[HandoverPoint.STEPS]
            )
            made = acting.begin_handover(queries.project(self.project.id), draft, by=by or self.old)
        return reading.handover(made.id)

    def moved(self, handover: Handover, verb: Any, by: Account) -> Handover:
        with unit_of_work():
            verb(reading.handover(handover.id), by=by)
        return reading.handover(handover.id)


@pytest.fixture
def cast(app: Flask) -> Cast:
    return Cast()


def test_who_may_what_in_each_state(cast: Cast) -> None:
    both = {"old", "planner"}
    nobody: set[str] = set()

    assert cast.who_may(May.BEGIN, cast.project) == both
    handover = cast.begun()
    table = {May.READ: both, May.EDIT: both, May.CANCEL: both, May.CHOOSE_CASES: {"old"}, May.ACCEPT: nobody}
    assert {one: cast.who_may(one, handover) for one in table} == table
    handover = cast.moved(handover, acting.hand_over, cast.old)
    table |= {May.READ: both | {"new"}, May.EDIT: nobody, May.ACCEPT: {"new"}}
    assert {one: cast.who_may(one, handover) for one in table} == table
    handover = cast.moved(handover, acting.accept, cast.new)
    table |= {May.CANCEL: nobody, May.CHOOSE_CASES: nobody, May.ACCEPT: nobody}
    assert {one: cast.who_may(one, handover) for one in table} == table


def test_accepting_changes_who_is_responsible_and_who_keeps_the_chosen_case(cast: Cast) -> None:
    going, staying = make_case(cast.old, place=cast.place), make_case(cast.old, place=cast.place)
    handover = cast.moved(cast.begun(), acting.hand_over, cast.old)
    with unit_of_work():
        acting.choose_cases(reading.handover(handover.id), [going.id], by=cast.old)
    assert not allows(CasePermission.READ, cast.new, cases.case(going.id))

    for _twice in range(2):
        cast.moved(handover, acting.accept, cast.new)

    assert queries.project(cast.project.id).responsible_ids == [cast.new.id]
    readers = {
        case.number: [one.name for one in (cast.old, cast.new) if allows(CasePermission.READ, one, cases.case(case.id))]
        for case in (going, staying)
    }
    assert readers == {going.number: ["Neu"], staying.number: ["Alt"]}
    accepted = session().scalars(audit.entries(of_kind="kuemmerer.handover-accepted")).all()
    assert [one.actor_id for one in accepted] == [cast.new.id]


def test_nobody_gives_the_case_of_another(cast: Cast) -> None:
    foreign = make_case(place=cast.place)
    handover = cast.begun()

    with pytest.raises(InvalidInput), unit_of_work():
        acting.choose_cases(handover, [foreign.id], by=cast.old)
    with pytest.raises(Forbidden), unit_of_work():
        acting.choose_cases(reading.handover(handover.id), [foreign.id], by=cast.others["planner"])


def test_a_planner_hands_over_for_somebody_who_is_gone_to_somebody_whose_role_begins_later(cast: Cast) -> None:
    later = make_account(Role.OBSERVER, cast.place, name="Später")
    with unit_of_work():
        people.deactivate(cast.old, by=SYSTEM)
    planner = cast.others["planner"]
    with unit_of_work():
        made = acting.begin_handover(queries.project(cast.project.id), HandoverDraft(to_id=later.id), by=planner)
    handover = cast.moved(made, acting.hand_over, planner)

    assert handover.from_id is None
    assert not allows(May.READ, later, handover)
    with unit_of_work():
        people.give_role(later, role=Role.KUEMMERER, place=cast.place, by=SYSTEM)
    cast.moved(handover, acting.accept, accounts.account(later.id))
    assert queries.project(cast.project.id).responsible_ids == [later.id]


def test_a_cancelled_one_leaves_everything_and_another_can_begin(cast: Cast) -> None:
    handover = cast.begun()
    with pytest.raises(InvalidInput):
        cast.begun(cast.others["planner"])
    for _twice in range(2):
        handover = cast.moved(handover, acting.cancel_handover, cast.old)

    assert handover.state is HandoverState.CANCELLED
    assert queries.project(cast.project.id).responsible_ids == [cast.old.id]
    assert cast.begun().state is HandoverState.PREPARED


def test_from_the_page_to_the_successor(client: PickyClient, login: Login, cast: Cast) -> None:
    login.as_(cast.old)
    start = client.page(f"{WORK}/{cast.project.id}/uebergabe")
    form = start.form("main form[data-island=submit-once]")
    assert client.submit(form, to_id="").status_code == 422
    answers = [client.submit(form, to_id=str(cast.new.id), words="Bis bald") for _ in range(2)]
    assert answers[0].location == answers[1].location
    shown = client.follow(answers[0])
    assert shown.heading == "Übergabe an Neu"
    handover = reading.handovers_of(cast.old, cast.project.id)[0]
    client.submit(shown.form(f"form[action$='{handover.id}/uebergeben']"))

    with client.application.test_request_context():
        assert [one.kind for one in due_until(today(), cast.new)].count("Übergabe") == 1
    login.as_(cast.new)
    mine = client.page(f"{WORK}/uebergaben/{handover.id}")
    client.submit(mine.form("form[action$=annehmen]"))
    assert queries.project(cast.project.id).responsible_ids == [cast.new.id]
    login.as_(cast.others["other"])
    assert client.get(f"{WORK}/uebergaben/{handover.id}").status_code == 404
    assert client.get(f"{WORK}/{cast.project.id}/uebergabe").status_code == 404


def test_the_package_has_the_project_and_never_a_case(client: PickyClient, login: Login, cast: Cast) -> None:
    make_case(cast.old, place=cast.place, concern=CANARY, name=CANARY, contact=CANARY)
    handover = cast.moved(cast.begun(), acting.hand_over, cast.old)
    login.as_(cast.old)
    shown = client.page(f"{WORK}/uebergaben/{handover.id}")
    client.submit(shown.form("form[action$=paket]"))
    outbox.drain()

    login.as_(cast.new)
    answer = client.get(f"{WORK}/uebergaben/{handover.id}/paket.zip")
    assert answer.status_code == 200
    with ZipFile(io.BytesIO(answer.data)) as package:
        names = package.namelist()
        contents = [package.read(name) for name in names]
    assert names[:2] == ["uebersicht.pdf", "tabellen/offene-schritte.xlsx"]
    inside = list(contents)
    for name, data in zip(names, contents, strict=True):
        if name.endswith(".xlsx"):
            with ZipFile(io.BytesIO(data)) as book:
                inside += [book.read(part) for part in book.namelist()]
    assert [one for one in inside if CANARY.encode() in one] == []


def test_no_file_stays_when_the_account_is_gone_before_the_job_ends(
    client: PickyClient, login: Login, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    from portal.kuemmerer.documents import handover as making

    handover = cast.moved(cast.begun(), acting.hand_over, cast.old)
    login.as_(cast.old)
    client.submit(client.page(f"{WORK}/uebergaben/{handover.id}").form("form[action$=paket]"))
    real = making.overview_pdf

    def gone_meanwhile(*args: Any) -> bytes:
        made = real(*args)
        session().rollback()
        with unit_of_work():
            people.deactivate(accounts.account(cast.old.id), by=SYSTEM)
        return made

    monkeypatch.setattr(making, "overview_pdf", gone_meanwhile)
    before = set(jobs.files_dir().iterdir())
    outbox.drain()

    assert set(jobs.files_dir().iterdir()) == before


def test_the_sachbericht_tells_chosen_entries_and_done_steps(app: Flask, cast: Cast) -> None:
    from portal.funding.terms import REPORT_MATERIAL
    from portal.web.panels import collect

    for text, chosen in (("Mittagstisch eröffnet", True), ("Nur für mich", False)):
        with unit_of_work():
            draft = EntryDraft(on=today(), text=text, in_report=chosen)
            actions.write_entry(queries.project(cast.project.id), draft, by=cast.old)
    make_hours(cast.project, "2.5")
    make_hours(cast.project, "1", on=today() - timedelta(days=1))
    with app.test_request_context():
        asked = {"subject_id": cast.project.id, "since": today(), "until": today()}
        told = {one.title: one for one in collect(REPORT_MATERIAL, who=cast.old, **asked)}
        foreign = collect(REPORT_MATERIAL, who=cast.others["admin"], **asked)

    assert [line.partition(": ")[2] for line in told["Aus dem Projekttagebuch"].paragraphs] == ["Mittagstisch eröffnet"]
    assert "Beteiligung in Zahlen" in told
    given = told["Ehrenamt in Zahlen"]
    assert given.paragraphs[0] == "Ehrenamtlich geleistete Stunden: 2,5"
    assert [list(row) for row in given.rows] == [["Fahren", "2,5"]]
    assert foreign == []
