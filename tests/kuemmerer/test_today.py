"""Heute dran, and the way there from Mein Tag."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal.funding.models import FundingDrawdown
from portal.funding.terms import ApplicationState
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import Role
from portal.kuemmerer.models import ChecklistStep
from portal.kuemmerer.queries import steps
from portal.kuemmerer.terms.overview import When, when
from portal.kuemmerer.terms.projects import Phase
from portal.network.models import Stakeholder
from tests.factories.contributions import make_contribution
from tests.factories.county import make_county
from tests.factories.exchange import make_exchange
from tests.factories.funding import make_application
from tests.factories.kuemmerer import make_project
from tests.factories.network import make_stakeholder
from tests.factories.places import make_place
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.time import StoppedClock

HEUTE = "/arbeit/heute"


@pytest.mark.parametrize(
    ("on", "group"),
    [
        (date(2026, 3, 1), When.OVERDUE),
        (date(2026, 3, 4), When.TODAY),
        (date(2026, 3, 5), When.WEEK),
        (date(2026, 3, 8), When.WEEK),
        (date(2026, 3, 9), When.LATER),
        (date(2026, 4, 1), When.LATER),
    ],
)
def test_a_week_ends_on_sunday(on: date, group: When) -> None:
    assert when(on, date(2026, 3, 4)) is group


@pytest.mark.parametrize("role", sorted(set(Role)))
def test_who_works_in_the_portal_opens_it(client: PickyClient, login: Login, role: Role) -> None:
    make_county()
    login(role, make_place())

    allowed = {Role.PLANNER, Role.SECTOR_PLANNER, Role.KUEMMERER, Role.MUNICIPALITY, Role.MODERATOR}
    assert client.get(HEUTE).status_code == (200 if role in allowed else 404)


def test_without_an_account_it_leads_to_the_entrance(client: PickyClient) -> None:
    make_county()

    assert client.get(HEUTE).status_code == 303


def test_nothing_due_says_so(client: PickyClient, login: Login) -> None:
    make_county()
    login(Role.KUEMMERER, make_place())

    page = client.page(HEUTE)

    assert page.text(".empty__title") == "Gerade ist nichts fällig"
    assert page.text("section[aria-labelledby=new-concerns] p") == "In den letzten 14 Tagen ist keines angekommen."


def test_new_concerns_of_the_own_gemeinde_stand_on_it(
    client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    make_county()
    here, elsewhere = make_place(), make_place("Kammlach")
    make_contribution(text="Das ist lange her.", sozialraum_id=here.id)
    frozen_clock.forward(days=20)
    make_contribution(text="Am Friedhof fehlt eine Bank.", sozialraum_id=here.id)
    make_contribution(text="Dort ist es dunkel.", sozialraum_id=elsewhere.id)
    login(Role.KUEMMERER, here)

    assert client.page(HEUTE).texts("section[aria-labelledby=new-concerns] .row__title") == [
        "Am Friedhof fehlt eine Bank."
    ]


def test_whoever_works_in_the_whole_county_has_the_inbox_instead(client: PickyClient, login: Login) -> None:
    make_county()
    make_contribution(text="Am Friedhof fehlt eine Bank.", place=make_place())
    login(Role.PLANNER)

    assert not client.page(HEUTE).has("section[aria-labelledby=new-concerns]")


def test_the_next_exchange_is_always_in_sight(client: PickyClient, login: Login, frozen_clock: StoppedClock) -> None:
    make_county()
    make_exchange(date(2026, 1, 14), "Vorbei")
    make_exchange(date(2026, 10, 14), "Landratsamt")
    login(Role.KUEMMERER, make_place())

    assert client.page(HEUTE).texts(".today__sight a") == ["14. Oktober 2026 Landratsamt"]


def test_my_day_counts_and_leads_there(client: PickyClient, login: Login, frozen_clock: StoppedClock) -> None:
    make_county()
    place = make_place()
    make_project(place=place, begun_on=date(2026, 1, 5))
    login(Role.KUEMMERER, place)

    page = client.page("/arbeit")

    assert page.link("Heute dran öffnen") == HEUTE


def test_a_kuemmerin_asks_for_help_from_here(client: PickyClient, login: Login, frozen_clock: StoppedClock) -> None:
    make_county()
    place = make_place()
    project = make_project("Daheim im Markt", place=place)
    make_project("Woanders", place=make_place("Kammlach"))
    login(Role.KUEMMERER, place)

    page = client.page(HEUTE)

    assert page.texts("section[aria-labelledby=need-help] a") == ["Hilfe für „Daheim im Markt“"]
    assert str(project.id) in page.link("Hilfe für „Daheim im Markt“")


@pytest.mark.parametrize("page", [HEUTE, "/arbeit"])
def test_it_asks_the_database_as_often_for_thirty_projects_as_for_one(
    client: PickyClient, login: Login, frozen_clock: StoppedClock, page: str
) -> None:
    make_county()
    place = make_place()
    login(Role.KUEMMERER, place)
    begun = frozen_clock.moment.date() - timedelta(days=60)

    def project(number: int) -> None:
        made = make_project(f"Projekt {number}", place=place, begun_on=begun)
        for state in (ApplicationState.DRAFT, ApplicationState.RUNNING):
            make_application(f"Antrag {number}", place=place, state=state, subject_id=made.id)

    project(0)
    client.page(page)
    with count_queries() as for_one:
        client.page(page)
    for number in range(1, 30):
        project(number)

    with count_queries() as for_thirty:
        client.page(page)

    assert len(for_thirty) == len(for_one), str(for_thirty)
    assert sum("FROM funding_application" in one for one in for_thirty) == 1, str(for_thirty)
    assert sum("FROM checklist_step" in one for one in for_thirty) == 1, str(for_thirty)


def test_money_that_came_is_no_longer_due_on_the_next_page(
    client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    make_county()
    place = make_place()
    application = make_application("Läuft", place=place, state=ApplicationState.RUNNING)
    with unit_of_work():
        drawdown = FundingDrawdown(application_id=application.id, planned_on=date(2026, 3, 1), amount=Decimal(500))
        session().add(drawdown)
    login(Role.KUEMMERER, place)
    before = client.page(HEUTE).texts("section[aria-labelledby=due-overdue] .row__title")
    with unit_of_work():
        session().get_one(FundingDrawdown, drawdown.id).received_on = date(2026, 3, 3)

    after = client.page(HEUTE)

    assert before == ["Läuft"]
    assert not after.has("section[aria-labelledby=due-overdue]")


def test_mein_tag_names_a_late_step_once(client: PickyClient, login: Login, frozen_clock: StoppedClock) -> None:
    make_county()
    place = make_place()
    project = make_project(place=place)
    first = steps.steps_of(project.id, Phase.PREPARATION)[0]
    with unit_of_work():
        session().get_one(ChecklistStep, first.id).due_on = date(2026, 2, 20)
    login(Role.KUEMMERER, place)

    page = client.page("/arbeit")

    assert "1 Überfällig" in page.texts("section[aria-labelledby=my-day-today] .figure")
    assert first.title not in page.text("main")


def test_what_is_due_stands_in_groups_one_tap_from_where_it_is_done(
    client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    make_county()
    place = make_place()
    project = make_project(place=place)
    open_steps = steps.steps_of(project.id, Phase.PREPARATION)
    days = (date(2026, 2, 20), date(2026, 3, 2), date(2026, 3, 8), date(2026, 3, 30), date(2026, 3, 31))
    with unit_of_work():
        for step in open_steps:
            session().get_one(ChecklistStep, step.id).due_on = None
        for step, day in zip(open_steps, days, strict=False):
            session().get_one(ChecklistStep, step.id).due_on = day
    titles, ids = [step.title for step in open_steps], [step.id for step in open_steps]
    login(Role.KUEMMERER, place)

    page = client.page(HEUTE)

    assert page.texts("section[aria-labelledby^=due] h2") == [
        "Überfällig 1",
        "Heute 1",
        "Diese Woche 1",
        "In den nächsten vier Wochen 1",
    ]
    assert page.texts("section[aria-labelledby^=due] .row__title") == titles[:4]
    assert page.texts("section[aria-labelledby=due-overdue] .row__meta") == ["Schritt · Daheim im Markt"]
    assert page.link(titles[0]) == f"/arbeit/quartiersprojekte/{project.id}/schritte/{ids[0]}"
    assert client.page("/arbeit").texts("section[aria-labelledby=my-day-today] .figure") == [
        "1 Überfällig",
        "1 Heute",
        "1 Diese Woche",
    ]


def test_the_next_date_for_money_is_in_sight_however_far_away(
    client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    make_county()
    place = make_place()
    make_application("Quartiersmanagement", place=place, starts_on=date(2027, 1, 1))
    login(Role.KUEMMERER, place)

    page = client.page(HEUTE)

    assert [text.split(" Quart")[1] for text in page.texts(".today__sight a")] == ["iersmanagement"]
    assert not page.has("section[aria-labelledby^=due]")


def test_what_stands_above_does_not_stand_below_again(
    client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    make_county()
    place = make_place()
    make_application("Quartiersmanagement", place=place, starts_on=date(2026, 4, 1))
    login(Role.KUEMMERER, place)

    page = client.page(HEUTE)

    assert len(page.all(".today__sight a")) == 1
    assert "Quartiersmanagement" not in page.texts("main .row__title")


def test_akteure_to_be_looked_at_again_are_due_before_their_day(
    client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    make_county()
    stakeholder = make_stakeholder("Nachbarschaftshilfe")
    with unit_of_work():
        session().get_one(Stakeholder, stakeholder.id).review_on = date(2026, 3, 10)
    login(Role.KUEMMERER, stakeholder.sozialraum)

    page = client.page(HEUTE)

    assert page.texts("section[aria-labelledby=due-later] .row__title") == ["Nachbarschaftshilfe"]
    assert not client.page("/arbeit").has("section[aria-labelledby=my-day-network]")
