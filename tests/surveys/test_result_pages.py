"""Result page, cross table and comparison: what they show, to whom, and with addresses nobody made."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from portal.kernel.clock import now, today
from portal.kernel.policy import Role
from portal.surveys.models import Survey
from portal.surveys.terms import Answer, Channel, QuestionKind, SurveyState
from portal.web import panels
from portal.web.i18n import as_date
from tests.factories.places import make_place, make_places
from tests.factories.surveys import make_questionnaire, make_response, make_survey, options, question
from tests.support.html import Page, words_of
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

WAY = question("way", QuestionKind.SINGLE, "Womit?", options=options(bus="Bus", car="Auto"))
SPOT = Answer(latitude=1.0, longitude=1.0)
PAGES = ("ergebnis", "kreuztabelle", "vergleich", "texte", "veroeffentlichen-ergebnis")


def test_the_result_page_counts_people_per_option(client: PickyClient, login: Login) -> None:
    survey = make_survey(anonymous=False)
    make_response(survey, {"way": Answer(chosen=("bus",)), "reasons": Answer(chosen=("shop", "doctor"))})
    make_response(survey, {"way": Answer(declined=True), "reasons": Answer(chosen=("shop",))}, channel=Channel.PAPER)
    login(Role.PLANNER)

    page = client.get(f"/arbeit/umfragen/{survey.id}/ergebnis")

    assert page.status_code == 200
    shop = Page(page).all("#result-reasons tbody tr")[0]
    assert [words_of(cell) for cell in shop.css("td")] == ["2", "100,0 %"]
    way = [words_of(row.css_first(".chart__label")) for row in Page(page).all("#result-way tbody tr")]
    assert way == ["Mit dem Bus", "Mit dem Auto", "Zu Fuß", "Sonstiges", "Weiß nicht / keine Angabe"]


def test_who_may_not_read_results_finds_nothing(client: PickyClient, login: Login) -> None:
    here, there = make_places("Hier", "Dort")
    survey, draft = make_survey(place=here), make_survey(place=here, state=SurveyState.DRAFT)
    for role, place, reads, releases in (
        (Role.PLANNER, None, 200, 200),
        (Role.KUEMMERER, here, 200, 404),
        (Role.MODERATOR, here, 200, 404),
        (Role.MUNICIPALITY, here, 200, 200),
        (Role.KUEMMERER, there, 404, 404),
        (Role.ADMIN, None, 404, 404),
        (Role.OBSERVER, here, 404, 404),
    ):
        login(role, place)
        for name in PAGES:
            expected = releases if name == "veroeffentlichen-ergebnis" else reads
            assert client.get(f"/arbeit/umfragen/{survey.id}/{name}").status_code == expected, (role, name)
            assert client.get(f"/arbeit/umfragen/{draft.id}/{name}").status_code == 404, (role, name)
            assert client.get(f"/arbeit/umfragen/{uuid4()}/{name}").status_code == 404, (role, name)


@pytest.mark.parametrize("name", PAGES)
def test_without_an_account_one_is_led_to_the_sign_in_page(client: PickyClient, app: Flask, name: str) -> None:
    survey = make_survey()

    assert client.get(f"/arbeit/umfragen/{survey.id}/{name}").status_code == 303


@pytest.mark.parametrize(
    "query",
    [
        "nur=way:plane",
        "nur=%00&ort=%ff&kanal=x&von=x&bis=x",
        "nur=way:bus&nur=way:car",
        "ort=" + "9" * 5000,
        "von=0001-01-01&bis=9999-12-31",
        "zeilen=nichts&spalten=%22",
        "zeilen=wish&spalten=kanal",
        "mit=nichts",
        "frage=nichts&wort=x&ungelesen=vielleicht",
        "codes=nichts&threshold=-1",
        "codes=way&threshold=99999999999",
    ],
)
def test_addresses_nobody_made_get_a_page_all_the_same(client: PickyClient, login: Login, query: str) -> None:
    survey = make_survey()
    make_response(survey)
    login(Role.PLANNER)

    assert {client.get(f"/arbeit/umfragen/{survey.id}/{name}?{query}").status_code for name in PAGES} == {200}


def test_a_filter_that_was_left_out_is_told(client: PickyClient, login: Login) -> None:
    survey = make_survey(anonymous=False)
    make_response(survey)
    login(Role.PLANNER)

    told = client.get(f"/arbeit/umfragen/{survey.id}/ergebnis?nur=way:plane")
    quiet = client.get(f"/arbeit/umfragen/{survey.id}/ergebnis?nur=way:bus")

    assert "wurde weggelassen" in told.get_data(as_text=True)
    assert "wurde weggelassen" not in quiet.get_data(as_text=True)
    assert "Gezählt sind 1 von 1 Teilnahmen." in quiet.get_data(as_text=True)


def test_the_counter_of_an_anonymous_survey_goes_in_steps(client: PickyClient, login: Login) -> None:
    anonymous, named = make_survey(), make_survey(anonymous=False)
    for survey in (anonymous, named):
        for _ in range(7):
            make_response(survey)
    login(Role.PLANNER)

    def counted(survey_id: object) -> str:
        address = f"/arbeit/umfragen/{survey_id}/ergebnis/zaehler"
        return Page(client.get(address, headers={"HX-Request": "true"})).text("strong")

    assert counted(anonymous.id) == "mindestens 5"
    assert counted(named.id) == "7"


@pytest.fixture
def anonymous(app: Flask) -> Survey:
    """Seven people answered before yesterday, two yesterday, and one today."""
    survey = make_survey(opens_at=now() - timedelta(days=9))
    for ago, people in ((3, 4), (2, 3), (1, 2), (0, 1)):
        for _ in range(people):
            make_response(survey, {"way": Answer(chosen=("bus",))}, given_on=today() - timedelta(days=ago))
    return survey


def test_a_running_anonymous_survey_shows_whole_days_of_five_people_at_least(
    client: PickyClient, login: Login, anonymous: Survey
) -> None:
    login(Role.PLANNER)
    before = Page(client.get(f"/arbeit/umfragen/{anonymous.id}/ergebnis")).text("main")
    make_response(anonymous, {"way": Answer(chosen=("car",))})

    after = Page(client.get(f"/arbeit/umfragen/{anonymous.id}/ergebnis")).text("main")

    assert f"Gezählt bis zum {as_date(today() - timedelta(days=2))}" in before
    assert "Gezählt sind 7 Teilnahmen." in before
    assert after.replace("mindestens 10", "") == before.replace("mindestens 10", "")


def test_after_its_end_an_anonymous_survey_is_counted_whole(
    client: PickyClient, login: Login, frozen_clock: Any, anonymous: Survey
) -> None:
    frozen_clock.forward(days=40)
    login(Role.PLANNER)

    told = Page(client.get(f"/arbeit/umfragen/{anonymous.id}/ergebnis")).text("main")

    assert "Gezählt sind 10 Teilnahmen." in told
    assert "10 Teilnahmen sind da." in told
    assert not any(words in told for words in ("mindestens", "Gezählt bis"))


@pytest.mark.parametrize(("people", "shown"), [(4, False), (5, True)])
def test_what_fewer_than_five_people_of_an_anonymous_survey_share_is_not_shown(
    client: PickyClient, login: Login, people: int, shown: bool
) -> None:
    survey = make_survey(opens_at=now() - timedelta(days=9), closes_at=now() - timedelta(days=2))
    for _ in range(people):
        make_response(survey, {"way": Answer(chosen=("bus",)), "age": Answer(chosen=("60-69",))})
    login(Role.PLANNER)

    page = Page(client.get(f"/arbeit/umfragen/{survey.id}/ergebnis"))
    table = Page(client.get(f"/arbeit/umfragen/{survey.id}/kreuztabelle?zeilen=age&spalten=way"))

    assert page.has("#result-age") == table.has(".crosstab") == shown
    assert [("Zu wenige Antworten" in one.text()) for one in (page, table)] == [not shown] * 2
    assert (f"Gezählt sind {people}" in page.text()) == shown


def test_numbers_days_and_points_are_counted_for_people_to_read(client: PickyClient, login: Login) -> None:
    asked = make_questionnaire(
        question("years", QuestionKind.NUMBER, unit={"de": "Jahre"}),
        question("since", QuestionKind.DATE),
        question("spot", QuestionKind.POINT),
    )
    survey = make_survey(anonymous=False, questionnaire=asked)
    for years, day in ((3.5, date(2026, 1, 31)), (10, date(2026, 3, 1)), (30, date(2026, 3, 31))):
        make_response(survey, {"years": Answer(number=years), "since": Answer(on=day), "spot": SPOT})
    make_response(survey, {"years": Answer(declined=True), "spot": Answer(text="beim alten Bahnhof")})
    login(Role.PLANNER)

    page = Page(client.get(f"/arbeit/umfragen/{survey.id}/ergebnis"))

    facts = [page.texts(f"#result-{code} .survey-result__facts span")[2:] for code in ("years", "since")]
    assert facts == [
        ["kleinste Zahl 3,5 Jahre", "größte Zahl 30 Jahre", "Mittelwert 14,5 Jahre", "Median 10 Jahre"],
        ["frühester Tag 31.01.2026", "spätester Tag 31.03.2026", "die Hälfte bis 01.03.2026"],
    ]
    labels = page.texts("#result-since .chart__label")
    assert labels == ["Januar 2026", "Februar 2026", "März 2026", "Nicht beantwortet"]
    assert page.rows("#result-spot .chart:first-of-type tbody tr")[:2] == [
        ["auf der Karte gezeigt", "3", "75,0 %"],
        ["nur in Worten beschrieben", "1", "25,0 %"],
    ]
    assert page.rows("#result-spot h3 + .chart tbody tr") == [["außerhalb des Landkreises", "3", "100,0 %"]]


def test_the_smallest_and_the_largest_number_of_an_anonymous_survey_are_not_told(
    client: PickyClient, login: Login
) -> None:
    asked = make_questionnaire(question("years", QuestionKind.NUMBER), question("since", QuestionKind.DATE))
    survey = make_survey(questionnaire=asked, opens_at=now() - timedelta(days=9), closes_at=now() - timedelta(days=2))
    for years in (20, 30, 40, 50, 97):
        make_response(survey, {"years": Answer(number=years), "since": Answer(on=date(2026, 1, years % 28 + 1))})
    login(Role.PLANNER)

    page = Page(client.get(f"/arbeit/umfragen/{survey.id}/ergebnis"))

    facts = [page.texts(f"#result-{code} .survey-result__facts span")[2:] for code in ("years", "since")]
    assert facts == [["Mittelwert 47,4", "Median 40"], ["die Hälfte bis 14.01.2026"]]


def test_a_printed_page_says_whose_answers_it_counts(client: PickyClient, login: Login) -> None:
    place = make_place("Erkheim")
    asked = make_questionnaire(WAY, question("home", QuestionKind.PLACE))
    survey = make_survey(anonymous=False, questionnaire=asked)
    make_response(survey, {"way": Answer(declined=True), "home": Answer(place=place.id)}, channel=Channel.PAPER)
    login(Role.PLANNER)
    wanted = f"nur=way:-&ort={place.id}&kanal=paper&von=2026-01-01"

    for name in ("ergebnis", "kreuztabelle"):
        told = Page(client.get(f"/arbeit/umfragen/{survey.id}/{name}?{wanted}")).text("p.only-print")
        quiet = Page(client.get(f"/arbeit/umfragen/{survey.id}/{name}"))

        assert told == (
            "Nur ein Teil der Antworten: Womit?: Weiß nicht / keine Angabe; "
            "Gemeinde: Erkheim; Kanal: auf Papier; Antworten vom: 1. Januar 2026"
        )
        assert not quiet.has("p.only-print")


def test_the_counter_asked_for_as_a_page_leads_to_the_result(client: PickyClient, login: Login) -> None:
    survey = make_survey()
    login(Role.PLANNER)

    assert client.get(f"/arbeit/umfragen/{survey.id}/ergebnis/zaehler").status_code == 303


def test_a_closed_survey_no_longer_asks_for_its_counter(client: PickyClient, login: Login) -> None:
    survey = make_survey(opens_at=now() - timedelta(days=9), closes_at=now() - timedelta(days=2))
    login(Role.PLANNER)

    counter = Page(client.get(f"/arbeit/umfragen/{survey.id}/ergebnis")).one("#survey-counter")

    assert "hx-get" not in counter.attributes


def test_the_cross_table_has_counts_and_both_shares(client: PickyClient, login: Login) -> None:
    survey = make_survey(anonymous=False)
    make_response(survey, {"way": Answer(chosen=("bus",)), "age": Answer(chosen=("80+",))})
    make_response(survey, {"way": Answer(chosen=("bus",)), "age": Answer(chosen=("60-69",))})
    login(Role.PLANNER)

    page = client.get(f"/arbeit/umfragen/{survey.id}/kreuztabelle?zeilen=way&spalten=age")

    bus = Page(page).all(".crosstab tbody tr")[0]
    assert words_of(bus.css_first("th")) == "Mit dem Bus"
    sixties = bus.css("td")[4]
    assert words_of(sixties.css_first(".crosstab__count")) == "1"
    assert [words_of(one) for one in sixties.css(".crosstab__share")] == [
        "von der Zeile → 50 %",
        "von der Spalte ↓ 100 %",
    ]


def test_surveys_are_compared_by_the_codes_of_questions_and_options(client: PickyClient, login: Login) -> None:
    both = question("both", QuestionKind.SINGLE, options=options(a="A", b="B"))
    wider = question("both", QuestionKind.SINGLE, options=options(a="A", c="C"))
    other_kind = question("kind", QuestionKind.YES_NO)
    first = make_survey("Früher", anonymous=False, questionnaire=make_questionnaire(both, other_kind))
    asked = make_questionnaire(wider, question("kind", QuestionKind.SMILEYS))
    second = make_survey("Heute", anonymous=False, questionnaire=asked)
    make_response(first, {"both": Answer(chosen=("a",))})
    make_response(second, {"both": Answer(chosen=("c",))})
    login(Role.PLANNER)

    page = client.get(f"/arbeit/umfragen/{second.id}/vergleich?mit={first.id}")

    rows = Page(page).all(".chart__table tbody tr")
    assert [words_of(row.css_first(".chart__label")) for row in rows] == ["A"]
    assert words_of(rows[0].css("td")[2]) == "−100,0"


def test_somebody_elses_survey_is_not_offered_for_comparison(client: PickyClient, login: Login) -> None:
    here, there = make_places("Hier", "Dort")
    mine, theirs = make_survey(place=here), make_survey("Fremd", place=there)
    login(Role.KUEMMERER, here)

    page = client.get(f"/arbeit/umfragen/{mine.id}/vergleich?mit={theirs.id}")

    assert page.status_code == 200
    assert "Fremd" not in page.get_data(as_text=True)
    assert not Page(page).has(".chart__table")


def test_figures_of_the_population_stand_beside_the_age_groups_when_somebody_has_them(
    client: PickyClient, login: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    survey = make_survey(anonymous=False)
    make_response(survey, {"age": Answer(chosen=("80+",))})
    login(Role.PLANNER)
    address = f"/arbeit/umfragen/{survey.id}/ergebnis"
    without = client.get(address)
    monkeypatch.setattr(panels, "_sources", defaultdict(dict))
    panels.contributes("survey.population")(
        lambda *, survey: [{"source": "Landesamt für Statistik, 31.12.2025", "people": {"80+": 10, "60-69": 30}}]
    )

    page = client.get(address)

    assert "Bevölkerung" not in without.get_data(as_text=True)
    assert "Landesamt für Statistik, 31.12.2025" in page.get_data(as_text=True)
    assert "+75,0" in page.get_data(as_text=True)


def test_many_answers_take_as_many_questions_to_the_database_as_one(client: PickyClient, login: Login) -> None:
    place = make_place("Wo")
    survey = make_survey(
        anonymous=False,
        questionnaire=make_questionnaire(
            question("home", QuestionKind.PLACE),
            question("w", QuestionKind.LONG_TEXT),
            question("spot", QuestionKind.POINT),
        ),
    )
    login(Role.PLANNER)
    for name in ("ergebnis", "kreuztabelle", "texte"):
        address = f"/arbeit/umfragen/{survey.id}/{name}"
        make_response(survey, {"home": Answer(place=place.id), "w": Answer(text="Eine Bank."), "spot": SPOT})
        client.get(address)
        with count_queries() as few:
            client.get(address)
        for _ in range(30):
            make_response(survey, {"home": Answer(place=place.id), "w": Answer(text="Mehr Busse."), "spot": SPOT})
        with count_queries() as many:
            client.get(address)

        assert len(many) == len(few), f"{few}\n\n{many}"
