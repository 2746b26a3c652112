"""What was chosen on a map becomes evidence of a Bedarf: all at once, only what waits, and it can be taken back."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.datastructures import MultiDict

from portal.contributions import actions as contribution_actions
from portal.contributions import queries as contributions
from portal.contributions.terms import ContributionKind
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role
from portal.needs import actions
from portal.needs.actions import NeedDraft
from portal.needs.models import Evidence, Need, NeedEntry, TriageDecision, TriageItem
from portal.needs.queries.selection import selection
from portal.needs.terms import SELECTION_MOST, TriageState
from portal.places.models import Sozialraum
from tests.factories.accounts import make_account
from tests.factories.contributions import make_contribution
from tests.factories.places import make_place
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

TAKE = "/arbeit/eingang/auswahl"


@pytest.fixture
def place(session: Session) -> Sozialraum:
    return make_place("Kammlach")


def chosen(place: Sozialraum, *words: str) -> list[UUID]:
    return [make_contribution(one, place=place, kind=ContributionKind.PIN).id for one in words]


def draft(place: Sozialraum) -> NeedDraft:
    return NeedDraft(title="Bänke am Bahnhof, Kammlach", sozialraum_id=place.id)


def counted(session: Session, kind: Any) -> int:
    return session.scalar(select(func.count()).select_from(kind)) or 0


def states(session: Session) -> list[TriageState]:
    session.expire_all()
    return [item.state for item in session.scalars(select(TriageItem).order_by(TriageItem.id))]


def test_everything_that_waits_becomes_evidence_at_once(session: Session, place: Sozialraum) -> None:
    ids = chosen(place, "Bank fehlt.", "Hier fehlt eine Bank.", "Bank am Bahnhof!")

    with unit_of_work():
        taken = actions.take_into_new(ids, draft=draft(place), by=SYSTEM)

    session.expire_all()
    assert (taken.taken, taken.left_out, taken.need.contribution_count) == (3, 0, 3)
    assert states(session) == [TriageState.DECIDED] * 3
    assert (counted(session, Evidence), counted(session, TriageDecision)) == (3, 3)


def test_what_was_decided_before_stays_where_it_is(session: Session, place: Sozialraum) -> None:
    ids = chosen(place, "Erstens.", "Zweitens.", "Drittens.")
    with unit_of_work():
        first = actions.take_into_new(ids[:1], draft=draft(place), by=SYSTEM)
    with unit_of_work():
        contribution_actions.withdraw(contributions.contribution(ids[1]), by=ANONYMOUS)

    with unit_of_work():
        taken = actions.take_into_new(ids, draft=draft(place), by=SYSTEM)

    session.expire_all()
    assert (taken.taken, taken.left_out) == (1, 2)
    assert (first.need.contribution_count, taken.need.contribution_count) == (1, 1)


def test_when_nothing_waits_no_bedarf_comes_into_being(session: Session, place: Sozialraum) -> None:
    ids = chosen(place, "Erstens.")
    with unit_of_work():
        actions.take_into_new(ids, draft=draft(place), by=SYSTEM)

    with pytest.raises(Conflict), unit_of_work():
        actions.take_into_new(ids, draft=draft(place), by=SYSTEM)

    assert counted(session, Need) == 1


def test_undone_they_all_wait_again(session: Session, place: Sozialraum) -> None:
    ids = chosen(place, "Erstens.", "Zweitens.")
    with unit_of_work():
        taken = actions.take_into_new(ids, draft=draft(place), by=SYSTEM)

    with unit_of_work():
        actions.undo_decision(taken.batch_id, by=SYSTEM)

    session.expire_all()
    assert states(session) == [TriageState.OPEN] * 2
    assert taken.need.is_deleted
    assert counted(session, Evidence) == 0


def test_undoing_each_further_one_costs_at_most_one_statement(session: Session, place: Sozialraum) -> None:
    """That one is the line of history; nothing is read one by one."""
    numbers = []
    for many in (2, 60):
        ids = chosen(place, *(f"Nummer {number} von {many}" for number in range(many)))
        with unit_of_work():
            taken = actions.take_into_new(ids, draft=draft(place), by=SYSTEM)
        session.expire_all()
        with unit_of_work(), count_queries() as seen:
            items = actions.undo_decision(taken.batch_id, by=SYSTEM)
        assert sorted(item.contribution_id for item in items) == sorted(ids)
        numbers.append(len(seen))

    assert numbers[1] <= numbers[0] + 58 + 4
    assert set(states(session)) == {TriageState.OPEN}


def test_they_can_join_a_bedarf_that_is_there(session: Session, place: Sozialraum) -> None:
    with unit_of_work():
        need = actions.create_need(draft(place), by=SYSTEM)
    ids = chosen(place, "Bank fehlt.")

    with unit_of_work():
        taken = actions.take_into(ids, need=need, by=SYSTEM)

    session.expire_all()
    assert (taken.need.id, need.contribution_count) == (need.id, 1)


def test_each_further_one_costs_at_most_two_statements(session: Session, place: Sozialraum) -> None:
    ids = chosen(place, *(f"Nummer {number}" for number in range(60)))

    with unit_of_work(), count_queries() as few:
        actions.take_into_new(ids[:2], draft=draft(place), by=SYSTEM)
    with unit_of_work(), count_queries() as many:
        actions.take_into_new(ids[2:], draft=draft(place), by=SYSTEM)

    assert len(many) <= len(few) + 2 * 56 + 4, str(many)
    assert counted(session, NeedEntry) == 62


def test_more_are_refused(session: Session, place: Sozialraum) -> None:
    with pytest.raises(InvalidInput) as error, unit_of_work():
        actions.take_into_new([uuid4() for _ in range(SELECTION_MOST + 1)], draft=draft(place), by=SYSTEM)
    assert error.value.code == "triage.too-many"


def test_of_two_planners_at_once_each_pin_goes_to_one(app: Flask, session: Session, place: Sozialraum) -> None:
    ids = chosen(place, *(f"Nummer {number}" for number in range(6)))
    wanted = draft(place)

    def take(some: list[UUID]) -> int:
        with app.app_context():
            try:
                with unit_of_work():
                    return actions.take_into_new(some, draft=wanted, by=SYSTEM).taken
            except Conflict:
                return 0

    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(take, [ids, ids[::-1], ids[:4], ids[2:]]))

    assert sum(taken) == 6
    assert counted(session, Evidence) == 6


def test_nobody_takes_what_is_not_theirs(session: Session, place: Sozialraum) -> None:
    ids = chosen(make_place("Unteregg"), "Fremdes.")
    planner = make_account(Role.PLANNER, place)

    assert selection(planner, ids).contribution_ids == ()
    with pytest.raises(Conflict), unit_of_work():
        actions.take_into_new(ids, draft=draft(place), by=planner)


def offered(client: PickyClient, ids: list[UUID], **values: Any) -> Page:
    data = [("wortmeldung", str(one)) for one in ids]
    token = client.page("/arbeit/eingang").all("input[name=form_token]")[0].attributes["value"]
    answer = client.post(f"{TAKE}/dazu", data=MultiDict([*data, ("form_token", str(token)), *values.items()]))
    assert answer.status_code == 200
    return Page(answer)


def test_the_page_offers_a_bedarf_and_says_what_stays_out(
    client: PickyClient, login: Login, session: Session, place: Sozialraum
) -> None:
    ids = chosen(place, "Am Bahnhof fehlt eine Bank.", "Keine Bank am Bahnhof.", "Schon entschieden.")
    with unit_of_work():
        first = actions.take_into_new(ids[2:], draft=draft(place), by=SYSTEM)
    login(Role.PLANNER)

    page = offered(client, ids, zurueck="/arbeit/eingang", title="Bänke am Bahnhof", sozialraum_id=str(place.id))
    assert "2 Wortmeldungen werden Belege" in page.text("#selection-heading")
    assert "1 Wortmeldung bleibt draußen" in page.text(".tell")
    made = client.submit(page.form("form[action$=bedarf]"), title="Bänke am Bahnhof, Kammlach")

    page = client.follow(made)
    assert page.heading == "Bänke am Bahnhof, Kammlach"
    assert "Aufgenommene Wortmeldungen: 2." in page.text("#tells")
    assert page.link("Zurück zur Auswahl") == "/arbeit/eingang"
    client.submit(page.form(".triage__undo form"))
    assert states(session) == [TriageState.OPEN, TriageState.OPEN, TriageState.DECIDED]
    assert first.need.contribution_count == 1


def test_a_search_finds_the_bedarf_to_join(
    client: PickyClient, login: Login, session: Session, place: Sozialraum
) -> None:
    with unit_of_work():
        need = actions.create_need(draft(place), by=SYSTEM)
    ids = chosen(place, "Mehr Licht.")
    login(Role.PLANNER)

    page = offered(client, ids, suche=need.number)
    answer = client.submit(page.form("form[action$=dazu]"), button=str(need.id))

    assert answer.location.startswith(f"/arbeit/bedarfe/{need.id}?")
    session.expire_all()
    assert need.contribution_count == 1


def test_without_a_title_everything_stays_chosen(client: PickyClient, login: Login, place: Sozialraum) -> None:
    ids = chosen(place, "Erstens.", "Zweitens.")
    login(Role.PLANNER)

    answer = client.submit(offered(client, ids).form("form[action$=bedarf]"), title="", sozialraum_id=str(place.id))

    assert answer.status_code == 422
    page = Page(answer)
    assert "Bitte geben Sie dem Bedarf einen Titel." in page.text(".error-summary")
    assert [n.attributes["value"] for n in page.all("form[action$=bedarf] [name=wortmeldung]")] == [str(i) for i in ids]


@pytest.mark.parametrize("role", [*Role, None])
def test_only_planners_take(client: PickyClient, login: Login, place: Sozialraum, role: Role | None) -> None:
    ids = chosen(place, "Erstens.")
    login(role)

    for action in ("bedarf", "dazu"):
        status = client.post(f"{TAKE}/{action}", data={"wortmeldung": [str(one) for one in ids]}).status_code
        assert (status == 404) is (role is not Role.PLANNER)
