"""The yearly Austauschtreffen and its hand-out."""

from datetime import date, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from pypdf import PdfReader

from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.kuemmerer import queries as projects
from portal.kuemmerer.actions import exchange as actions
from portal.kuemmerer.models import ChecklistStep, ExchangeMeeting, HelpRequest
from portal.kuemmerer.queries import exchange as queries
from portal.kuemmerer.terms.projects import Phase
from portal.kuemmerer.terms.subprojects import SubProjectState
from tests.factories.county import make_county
from tests.factories.exchange import make_exchange
from tests.factories.groups import make_sub_project
from tests.factories.kuemmerer import first_step, make_project
from tests.factories.places import make_place
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.time import StoppedClock

EXCHANGE = "/arbeit/quartiersprojekte/austauschtreffen"


def meetings() -> list[ExchangeMeeting]:
    return list(queries.page_of_meetings(after=None).rows)


def test_a_planner_plans_one(client: PickyClient, login: Login) -> None:
    make_county()
    login(Role.PLANNER)
    form = client.page(f"{EXCHANGE}/neu").form("form.loose")

    answer = client.submit(form, held_on="2026-10-14", place="Landratsamt", topics="Fahrdienste\n\nGeld")
    again = client.submit(form, held_on="2026-10-14", place="Landratsamt")

    assert answer.location == again.location
    page = client.follow(answer)
    assert page.heading == "Austauschtreffen am 14. Oktober 2026"
    assert page.texts("section[aria-labelledby=topics] li") == ["Fahrdienste", "Geld"]
    assert len(meetings()) == 1


@pytest.mark.parametrize("day", ["", "gestern", "0001-01-01", "9999-12-31", "2026-02-30", "\x00", "1" * 400])
def test_a_wrong_day_is_refused_kindly(client: PickyClient, login: Login, day: str) -> None:
    make_county()
    login(Role.PLANNER)

    answer = client.submit(client.page(f"{EXCHANGE}/neu").form("form.loose"), held_on=day, place="Landratsamt")

    assert answer.status_code == 422
    assert "Landratsamt" in answer.get_data(as_text=True)
    assert meetings() == []


def test_too_much_text_is_refused_and_kept(client: PickyClient, login: Login) -> None:
    make_county()
    login(Role.PLANNER)

    answer = client.submit(
        client.page(f"{EXCHANGE}/neu").form("form.loose"), held_on="2026-10-14", place="x" * 161, topics="y" * 2001
    )

    assert answer.status_code == 422
    assert "y" * 2001 in answer.get_data(as_text=True)


def test_whoever_saves_second_sees_both_texts(client: PickyClient, login: Login) -> None:
    make_county()
    login(Role.PLANNER)
    made = make_exchange(place="Landratsamt")
    form = client.page(f"{EXCHANGE}/{made.id}/bearbeiten").form("form.loose")
    with unit_of_work():
        actions.edit_exchange(
            queries.meeting(made.id),
            actions.ExchangeDraft(held_on=made.held_on, place="Rathaus"),
            version=made.version,
            by=SYSTEM,
        )

    answer = client.submit(form, place="Schulhaus")

    assert answer.status_code == 409
    text = answer.get_data(as_text=True)
    assert "Rathaus" in text
    assert "Schulhaus" in text
    assert queries.meeting(made.id).place == "Rathaus"


def test_a_project_shows_one_thing(client: PickyClient, login: Login) -> None:
    make_county()
    login(Role.PLANNER)
    project, made = make_project(), make_exchange()
    page = client.page(f"{EXCHANGE}/{made.id}")
    form = page.form("form[action$=zeigen]")

    client.submit(form, project_id=str(project.id), text="Unser Fahrdienst")
    page = client.follow(client.submit(form, project_id=str(project.id), text="Unser Mittagstisch"))

    assert page.texts("section[aria-labelledby=shares] .row__meta") == ["Unser Mittagstisch"]
    page = client.follow(client.submit(page.form("form[action$=streichen][action*=zeigen]")))
    assert queries.meeting(made.id).shares == []


def test_nothing_to_show_and_no_project_are_refused(client: PickyClient, login: Login) -> None:
    make_county()
    login(Role.PLANNER)
    project, made = make_project(), make_exchange()
    form = client.page(f"{EXCHANGE}/{made.id}").form("form[action$=zeigen]")

    assert client.submit(form, project_id=str(project.id), text="").status_code == 422
    assert client.submit(form, project_id=str(uuid4()), text="Etwas").status_code == 422
    assert client.submit(form, project_id="", text="Etwas").status_code == 422


def test_it_can_be_called_off(client: PickyClient, login: Login) -> None:
    make_county()
    login(Role.PLANNER)
    made = make_exchange()

    client.follow(client.submit(client.page(f"{EXCHANGE}/{made.id}").form("form.tight[action$=streichen]")))

    assert meetings() == []


@pytest.mark.parametrize("role", sorted(set(Role)))
def test_who_reads_and_who_prepares(client: PickyClient, login: Login, role: Role) -> None:
    make_county()
    made = make_exchange()
    login(role)

    reads = client.get(f"{EXCHANGE}/{made.id}").status_code
    assert reads == (200 if role in {Role.PLANNER, Role.SECTOR_PLANNER, Role.KUEMMERER} else 404)
    for address in ("neu", f"{made.id}/bearbeiten", f"{made.id}/handreichung", f"{made.id}/handreichung.pdf"):
        assert client.get(f"{EXCHANGE}/{address}").status_code == (200 if role is Role.PLANNER else 404)


def test_a_planner_of_one_gemeinde_prepares_none(client: PickyClient, login: Login) -> None:
    make_county()
    login(Role.PLANNER, make_place())

    assert client.get(f"{EXCHANGE}/neu").status_code == 404


def test_the_hand_out_tells_since_the_meeting_before(
    client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    make_county()
    project = make_project(begun_on=date(2025, 6, 2))
    make_project("Stilles", place=make_place("Kammlach"))
    make_exchange(date(2026, 2, 1))
    made = make_exchange(date(2026, 6, 10))
    step = first_step(project)
    with unit_of_work():
        done = session().get_one(ChecklistStep, step.id)
        done.done_on, done.done_at = date(2026, 2, 20), frozen_clock.moment
        session().add(HelpRequest(project_id=project.id, question="Wer zahlt den Saal?", asked_at=frozen_clock.moment))
        actions.set_share(queries.meeting(made.id), projects.project(project.id), "Unser Fahrdienst", by=SYSTEM)
    login(Role.PLANNER)

    page = client.page(f"{EXCHANGE}/{made.id}/handreichung")

    assert page.texts("h2") == ["Daheim im Markt", "Stilles"]
    assert page.texts("section:first-of-type li") == [
        step.title,
        "1 Frage an den Landkreis, davon 1 ohne Antwort",
        "Unser Fahrdienst",
    ]
    assert "Wer zahlt den Saal?" not in page.text()
    assert "Wer zahlt den Saal?" in client.page(f"{EXCHANGE}/{made.id}/handreichung?fragen=wortlaut").text()


def test_a_phase_that_began_before_is_no_news_however_late_it_was_noted(client: PickyClient, login: Login) -> None:
    make_county()
    make_project(begun_on=date(2025, 6, 2), phase=Phase.BUILD_UP)
    make_project("Neues", place=make_place("Kammlach"), begun_on=date(2026, 2, 3), phase=Phase.BUILD_UP)
    make_exchange(date(2026, 2, 1))
    made = make_exchange(date(2026, 6, 10))
    login(Role.PLANNER)

    page = client.page(f"{EXCHANGE}/{made.id}/handreichung")

    assert [line for line in page.texts("section li") if "Neue Phase" in line] == ["Neue Phase seit 03.02.2026: Aufbau"]


def test_the_hand_out_is_a_tagged_pdf(client: PickyClient, login: Login) -> None:
    make_county()
    make_project()
    made = make_exchange()
    login(Role.PLANNER)

    reader = PdfReader(BytesIO(client.get(f"{EXCHANGE}/{made.id}/handreichung.pdf").data))

    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert "Daheim im Markt" in reader.pages[0].extract_text()


def test_the_hand_out_asks_as_often_for_thirty_projects_as_for_one(client: PickyClient, login: Login) -> None:
    make_county()
    login(Role.PLANNER)
    made = make_exchange()
    make_project()
    client.page(f"{EXCHANGE}/{made.id}/handreichung")
    with count_queries() as for_one:
        client.page(f"{EXCHANGE}/{made.id}/handreichung")
    for number in range(29):
        make_project(f"Projekt {number}", place=make_place(f"Gemeinde {number}"))

    with count_queries() as for_thirty:
        client.page(f"{EXCHANGE}/{made.id}/handreichung")

    assert len(for_thirty) == len(for_one), str(for_thirty)


def test_sub_projects_that_began_to_run_are_told_as_something_to_copy(
    client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    make_county()
    project = make_project("Daheim")
    make_sub_project("Lange vorher", project=project, state=SubProjectState.RUNNING)
    frozen_clock.forward(days=400)
    make_sub_project("Mittagstisch", project=project, state=SubProjectState.RUNNING, goal="Niemand isst allein.")
    make_sub_project("Nur gedacht", project=project)
    meeting = make_exchange(frozen_clock.moment.date() + timedelta(days=30))
    login(Role.PLANNER)

    page = client.page(f"/arbeit/quartiersprojekte/austauschtreffen/{meeting.id}/handreichung")

    assert "Teilprojekt „Mittagstisch“: Niemand isst allein." in page.text("main")
    assert "Lange vorher" not in page.text("main")
    assert "Nur gedacht" not in page.text("main")
