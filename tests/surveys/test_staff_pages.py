"""`/arbeit/umfragen`: from the template over the checklist to the end of a survey."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask

from portal.kernel.clock import now, today
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.places.models import Sozialraum
from portal.surveys import queries
from portal.surveys.actions import drafting as actions
from portal.surveys.actions.drafting import RESERVED_SLUGS, SurveySettings
from portal.surveys.terms import PLAIN, Channel, QuestionKind, SurveyState
from portal.surveys.terms.templates import TEMPLATES
from tests.factories.consultations import make_consultation
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.factories.surveys import add_version, make_questionnaire, make_response, make_survey, question
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

WORK = "/arbeit/umfragen"
NEW = "main form[action$='/neu']"
SETTINGS = "main form[action$='/angaben']"
PUBLISH = "form[action$='/veroeffentlichen']"


@pytest.fixture(autouse=True)
def place(app: Flask) -> Sozialraum:
    make_county()
    return make_place("Pfaffenhausen")


def days(**moved: int) -> dict[str, str]:
    return {name: (today() + timedelta(days=by)).isoformat() for name, by in moved.items()}


def test_from_the_template_to_the_closed_survey(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.MUNICIPALITY, place)
    form = client.page(client.page(WORK).link("Neue Umfrage N")).form(NEW)
    editor = client.follow(client.submit(form, template="mobilitaet"))
    assert editor.heading == "Fragen bearbeiten"
    (survey,) = client_surveys()
    assert survey.titles["de"] == "Gut unterwegs bei uns"
    assert PLAIN in survey.titles

    address = f"{WORK}/{survey.id}"
    overview = client.page(address)
    assert "fehlt noch Beginn und Ende" in overview.text("#checklist ~ ul")
    assert not overview.has(PUBLISH)
    settings = client.page(f"{address}/angaben").form(SETTINGS)
    told = {"audience": "Die Sozialplanung.", "contact_name": "Rosa Huber", "contact_phone": "08392 999-0"}
    client.follow(client.submit(settings, **told, **days(opens_on=0, closes_on=9)))
    walk_through(client, address)
    client.submit(client.page(f"{address}/papier").form("main form[action*='papier']"))

    public = client.follow(client.submit(client.page(address).form(PUBLISH)))
    assert "Veröffentlicht. Ab Beginn des Zeitraums" in public.text("main")
    assert public.has(f"a[href$='/umfragen/{survey.slug}']")
    closed = client.follow(client.submit(public.form("form[action$='/schliessen']")))
    assert "Geschlossen" in closed.text("main")
    again = client.page(closed.link("Wieder öffnen")).form("main form[action$='/wieder-oeffnen']")
    assert client.submit(again, **days(closes_on=-1)).status_code == 422
    client.follow(client.submit(again, **days(closes_on=20)))
    assert queries.survey(survey.id).state is SurveyState.PUBLISHED


def walk_through(client: PickyClient, address: str) -> None:
    """Pass over every question of the trial."""
    page = client.page(f"{address}/probe")
    for _step in range(40):
        if page.heading == "Die Probe ist zu Ende":
            return
        page = Page(client.submit(page.form("main form")))
    raise AssertionError(f"the trial does not end: {page.heading}")


def client_surveys() -> list[Any]:
    return list(queries.newest_page(queries.own_surveys(SYSTEM), after=None).rows)


def test_a_trial_ticks_the_checklist_and_stores_nothing(client: PickyClient, login: Login) -> None:
    survey = make_survey(state=SurveyState.DRAFT)
    login(Role.PLANNER)

    walk_through(client, f"{WORK}/{survey.id}")

    fresh = queries.survey(survey.id)
    assert fresh.tried_at is not None
    assert fresh.version == survey.version
    assert queries.response_count(survey.id) == 0


def test_a_trial_goes_back_and_says_what_cannot_be_used(client: PickyClient, login: Login) -> None:
    asked = make_questionnaire(
        question("first", QuestionKind.NUMBER, minimum=1, maximum=9), question("second", QuestionKind.SHORT_TEXT)
    )
    survey = make_survey(state=SurveyState.DRAFT, questionnaire=asked)
    login(Role.PLANNER)
    form = client.page(f"{WORK}/{survey.id}/probe").form("main form")

    wrong = client.submit(form, number="12")
    assert wrong.status_code == 422
    assert "Der größte mögliche Wert ist 9." in Page(wrong).text("main")
    second = Page(client.submit(form, number="5"))
    assert second.heading == "Frage second?"
    back = Page(client.submit(second.form("main form"), button="back"))
    assert back.form("main form").values["number"] == ["5"]
    made_up = client.submit(back.form("main form"), carried='{"first": {"o": [1]}, "x": 3}', number="1")
    assert made_up.status_code == 200


@pytest.mark.parametrize("one", TEMPLATES, ids=lambda one: one.name)
def test_every_template_opens_in_the_editor_and_can_be_walked_through(
    client: PickyClient, login: Login, place: Sozialraum, one: Any
) -> None:
    login(Role.KUEMMERER, place)
    form = client.page(f"{WORK}/neu").form(NEW)

    editor = client.follow(client.submit(form, template=one.name, title="Unsere Umfrage"))

    (survey,) = client_surveys()
    assert editor.heading == "Fragen bearbeiten"
    assert survey.title == "Unsere Umfrage"
    walk_through(client, f"{WORK}/{survey.id}")


def test_an_empty_one_needs_a_title_and_a_verfahren_lends_its_period(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    consultation = make_consultation(place=place)
    login(Role.PLANNER)
    form = client.page(f"{WORK}/neu").form(NEW)
    chosen = {"template": "leer", "sozialraum_id": str(place.id), "consultation_id": str(consultation.id)}

    assert client.submit(form, **chosen).status_code == 422
    client.follow(client.submit(form, **chosen, title="Eigene Fragen"))

    (survey,) = client_surveys()
    assert survey.consultation_id == consultation.id
    assert survey.contact_name == "Rosa Huber"
    assert (survey.closes_at - survey.opens_at).days == 30
    assert client.page(f"{WORK}/{survey.id}/probe").heading == "Noch nichts zu fragen"


def test_no_survey_stands_where_another_page_stands(app: Flask, place: Sozialraum) -> None:
    rules = [str(rule).split("/") for rule in app.url_map.iter_rules() if str(rule).startswith("/umfragen/")]
    taken = {parts[2] for parts in rules if "<" not in parts[2]}
    assert taken == RESERVED_SLUGS

    with unit_of_work():
        slugs = [
            actions.create(SurveySettings(titles={"de": title}), make_questionnaire(), place=place, by=SYSTEM).slug
            for title in ("Weiter!", "???", "Weiter so")
        ]

    assert slugs == ["umfrage-weiter", "umfrage", "weiter-so"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("title", "x" * 121),
        ("opens_on", "bald"),
        ("closes_on", "1999-01-01"),
        ("contact_phone", "<script>"),
        ("contact_email", "nein"),
        ("keep_months", "0"),
        ("keep_months", "1" * 40),
        ("minutes", "viele"),
        ("access", "gibt-es-nicht"),
        ("consultation_id", str(uuid4())),
    ],
)
def test_what_cannot_be_used_is_said_at_its_field(client: PickyClient, login: Login, field: str, value: str) -> None:
    survey = make_survey(state=SurveyState.DRAFT)
    login(Role.PLANNER)
    form = client.page(f"{WORK}/{survey.id}/angaben").form(SETTINGS)
    form.values[field] = [value]

    answer = client.submit(form, purpose="Wird behalten", **{field: value})

    assert answer.status_code == 422
    assert field in Page(answer).errors()
    assert Page(answer).form(SETTINGS).values["purpose"] == ["Wird behalten"]


def test_the_promise_of_anonymity_cannot_be_taken_back(client: PickyClient, login: Login) -> None:
    survey = make_survey()
    login(Role.PLANNER)
    form = client.page(f"{WORK}/{survey.id}/angaben").form(SETTINGS)
    make_response(survey)
    form.values["anonymous"] = []

    answer = client.submit(form)

    assert answer.status_code == 422
    assert "Die Umfrage bleibt anonym." in Page(answer).text("main")
    assert queries.survey(survey.id).anonymous


def test_two_who_edit_the_settings_see_both_texts(
    client: PickyClient, login: Login, another_client: Any, place: Sozialraum
) -> None:
    survey = make_survey(state=SurveyState.DRAFT, place=place)
    colleague = another_client()
    login(Role.KUEMMERER, place)
    login(Role.MUNICIPALITY, place, client=colleague)
    mine, theirs = (who.page(f"{WORK}/{survey.id}/angaben").form(SETTINGS) for who in (client, colleague))
    colleague.submit(theirs, purpose="Text der Kollegin")

    answer = client.submit(mine, purpose="Mein Text")

    assert answer.status_code == 409
    assert "Text der Kollegin" in Page(answer).text(".conflict")
    assert "Mein Text" in Page(answer).text(".conflict")
    client.submit(Page(answer).form(SETTINGS), purpose="Beides zusammen")
    assert queries.survey(survey.id).purposes["de"] == "Beides zusammen"


def test_a_published_survey_may_not_become_incomplete(client: PickyClient, login: Login) -> None:
    survey = make_survey()
    login(Role.PLANNER)

    answer = client.submit(client.page(f"{WORK}/{survey.id}/angaben").form(SETTINGS), audience="")

    assert answer.status_code == 422
    assert queries.survey(survey.id).audience


def test_the_counter_of_an_anonymous_survey_moves_in_steps(client: PickyClient, login: Login) -> None:
    secret, open_one = make_survey(), make_survey(anonymous=False)
    for number in range(12):
        day = today() - timedelta(days=1)
        make_response(secret, channel=Channel.PAPER if number < 3 else Channel.ONLINE, given_on=day)
        make_response(open_one)
    login(Role.PLANNER)

    anonymous = client.page(f"{WORK}/{secret.id}").text("section[aria-labelledby=responses]")
    counted = client.page(f"{WORK}/{open_one.id}").text("section[aria-labelledby=responses]")

    assert "mindestens 10" in anonymous
    assert "online: etwa 75 %" in anonymous
    assert "auf Papier: etwa 25 %" in anonymous
    assert "12" in counted
    assert "mindestens" not in counted


def test_after_the_end_the_number_stands_there_exactly_as_on_the_result_page(client: PickyClient, login: Login) -> None:
    survey = make_survey(opens_at=now() - timedelta(days=9), closes_at=now() - timedelta(days=2))
    for channel, people in ((Channel.ONLINE, 10), (Channel.PAPER, 8), (Channel.PHONE, 3)):
        for _ in range(people):
            make_response(survey, channel=channel)
    login(Role.PLANNER)

    page = client.page(f"{WORK}/{survey.id}")

    assert page.text("section[aria-labelledby=responses] .figure__value") == "21"
    # 48, 38 and 14 per cent, each rounded to five for itself, would be 105 together.
    shares = [line.rpartition(": ")[2] for line in page.texts("section[aria-labelledby=responses] li")]
    assert shares == ["etwa 45 %", "etwa 40 %", "etwa 15 %"]


def test_changes_of_a_running_survey_are_named_before_they_are_published(client: PickyClient, login: Login) -> None:
    survey = make_survey()
    login(Role.PLANNER)
    assert "noch nicht veröffentlicht" not in client.page(f"{WORK}/{survey.id}").text("main")

    client.submit(client.page(f"{WORK}/{survey.id}/fragen?frage=age").form("#remove"))

    overview = client.page(f"{WORK}/{survey.id}")
    assert "Entfernt: Wie alt sind Sie?" in overview.text("main")
    assert "age" in queries.questionnaire_of(survey.current_version_id or uuid4()).by_code


def test_the_link_comes_as_a_picture_once_there_is_one(client: PickyClient, login: Login) -> None:
    draft, survey = make_survey(state=SurveyState.DRAFT), make_survey()
    login(Role.PLANNER)

    png, svg = (client.get(f"{WORK}/{survey.id}/qr.{kind}") for kind in ("png", "svg"))

    assert png.data.startswith(b"\x89PNG")
    assert b"<svg" in svg.data
    assert client.get(f"{WORK}/{draft.id}/qr.png").status_code == 404


def test_the_list_is_narrowed_and_costs_the_same_for_thirty(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    login(Role.PLANNER)
    make_survey("Eins", place=place)
    client.page(WORK)
    with count_queries() as one:
        client.page(WORK)
    for number in range(29):
        state = SurveyState.PUBLISHED if number else SurveyState.DRAFT
        make_survey(f"Nummer {number}", place=place, state=state)

    with count_queries() as thirty:
        assert len(client.page(WORK).rows()) == 30

    assert len(thirty) == len(one), f"{one}\n---\n{thirty}"
    assert [row[0] for row in client.page(f"{WORK}?stand=draft").rows()] == ["Nummer 0"]
    assert client.get(f"{WORK}?stand=x&stand=y&after=99").status_code == 422


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SECTOR_PLANNER, Role.OBSERVER, None])
def test_others_do_not_find_the_pages(client: PickyClient, login: Login, role: Role | None) -> None:
    survey = make_survey()
    login(role)

    for path in ("", "/neu", f"/{survey.id}", f"/{survey.id}/fragen", f"/{survey.id}/angaben", f"/{survey.id}/probe"):
        assert client.get(WORK + path).status_code == 404


def test_a_neighbour_finds_nothing_and_who_prepares_does_not_publish(
    client: PickyClient, login: Login, another_client: Any, place: Sozialraum
) -> None:
    draft = make_survey(state=SurveyState.DRAFT, place=place)
    login(Role.MODERATOR, make_place("Kammlach"))
    kuemmerer = another_client()
    login(Role.KUEMMERER, place, client=kuemmerer)

    for path in ("", "/fragen", "/angaben", "/probe", "/sprachen", "/sammlung"):
        assert client.get(f"{WORK}/{draft.id}{path}").status_code == 404
        assert client.get(f"{WORK}/{uuid4()}{path}").status_code == 404
    assert "Veröffentlichen kann die Gemeinde" in kuemmerer.page(f"{WORK}/{draft.id}").text("main")
    headers = {"Sec-Fetch-Site": "same-origin"}
    assert kuemmerer.post(f"{WORK}/{draft.id}/veroeffentlichen", headers=headers).status_code == 404
    assert queries.survey(draft.id).state is SurveyState.DRAFT


def test_a_draft_can_be_thrown_away(client: PickyClient, login: Login, place: Sozialraum) -> None:
    address = f"{WORK}/{make_survey(state=SurveyState.DRAFT, place=place).id}"
    login(Role.KUEMMERER, place)

    client.follow(client.submit(client.page(address).form("form[action$='/verwerfen']")))

    assert client.get(address).status_code == 404


def test_a_further_version_needs_a_change(client: PickyClient, login: Login) -> None:
    survey = make_survey()
    add_version(survey, make_questionnaire(question("new", QuestionKind.YES_NO)))

    assert [version.number for version in queries.versions_of(survey.id)] == [1, 2]
    login(Role.PLANNER)
    assert "Fassung 2" in client.page(f"{WORK}/{survey.id}").text("main")
