"""Filling in a questionnaire in the browser, from the start page to the thanks."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from portal.contributions.models import Contribution
from portal.kernel import codes
from portal.kernel.clock import now
from portal.kernel.db import unit_of_work
from portal.surveys import queries
from portal.surveys.models import Survey, SurveyProgress, SurveyResponse
from portal.surveys.routes import public
from portal.surveys.terms import Comparison, QuestionKind, SurveyState, Test
from portal.surveys.terms.questionnaire import Question
from tests.factories.places import make_place
from tests.factories.surveys import add_version, make_questionnaire, make_survey, options, question
from tests.support.application import new_client
from tests.support.html import Page
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

pytestmark = pytest.mark.usefixtures("app")
CODE = re.compile(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}")


def begin(client: PickyClient, survey: Survey) -> Page:
    """Press "Beginnen"; the first question."""
    return client.follow(client.submit(client.page(f"/umfragen/{survey.slug}").form('[action$="/beginnen"]')))


def form_of(page: Page) -> Any:
    return page.form('form.stack[action*="/frage/"]')


def form_island(page: Page) -> str:
    return page.attribute('form.stack[action*="/frage/"]', "data-island")


def answer(client: PickyClient, page: Page, *, button: Any = None, **fields: Any) -> Page:
    """Fill in the question on this page and press a button; the next screen."""
    return client.follow(client.submit(form_of(page), button=button, **fields))


def refused(client: PickyClient, page: Page, **fields: Any) -> Page:
    response = client.submit(form_of(page), **fields)
    assert response.status_code == 422
    return Page(response)


def send(client: PickyClient, page: Page) -> Page:
    return client.follow(client.submit(page.form('[action$="/senden"]')))


def fill_in(client: PickyClient, survey: Survey) -> Page:
    """All questions of the usual questionnaire; the page for checking."""
    page = begin(client, survey)
    page = answer(client, page, a="bus")
    page = answer(client, page, a=["shop", "doctor"])
    page = answer(client, page, a="2", text="Zu selten")
    page = answer(client, page, a="80+")
    return answer(client, page, text="Abends ein Bus.")


def asking(*questions: Question) -> Survey:
    return make_survey(questionnaire=make_questionnaire(*questions))


def stored(session: Session) -> list[dict[str, Any]]:
    return [row.answers for row in session.scalars(select(SurveyResponse))]


def in_progress(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(SurveyProgress)) or 0


def shift(survey: Survey, **changes: Any) -> None:
    with unit_of_work() as unit:
        unit.execute(update(Survey).where(Survey.id == survey.id).values(**changes))


def test_the_list_shows_what_runs_and_no_draft(client: PickyClient) -> None:
    make_survey("Läuft")
    make_survey("Entwurf", state=SurveyState.DRAFT)
    make_survey("Bald", opens_at=now() + timedelta(days=1))
    make_survey("Vorbei", opens_at=now() - timedelta(days=9), closes_at=now() - timedelta(days=3))

    page = client.page("/umfragen")

    assert page.texts("h2")[:3] == ["Läuft gerade", "Beginnt bald", "Beendet"]
    assert [title for title in page.texts("h3") if title] == ["Läuft", "Bald", "Vorbei"]


def test_without_surveys_the_list_says_what_to_do(client: PickyClient) -> None:
    assert "Zurzeit gibt es keine Umfrage" in client.page("/umfragen").text("main")


def test_the_start_page_tells_what_one_wants_to_know(client: PickyClient) -> None:
    survey = make_survey()

    page = client.page(f"/umfragen/{survey.slug}")

    assert page.heading == "Unterwegs im Alter"
    for words in (
        "etwa 3 Minuten für 5 Fragen",
        "Niemand kann",
        survey.audience,
        "24 Monate nach dem Ende",
        "08392 999-0",
    ):
        assert words in page.text()


@pytest.mark.parametrize("path", ["", "/beginnen", "/frage/way", "/senden", "/pruefen", "/danke"])
def test_a_draft_is_not_there(client: PickyClient, path: str) -> None:
    draft = make_survey(state=SurveyState.DRAFT)

    assert client.get(f"/umfragen/{draft.slug}{path}").status_code in (404, 405)
    assert client.post(f"/umfragen/{draft.slug}{path}").status_code in (404, 405)


@pytest.mark.parametrize("slug", ["%00", "a%00b", "%ff", "GROSS", "ü", "x" * 3000])
def test_an_address_that_cannot_be_one_is_not_there(client: PickyClient, slug: str) -> None:
    for path in ("", "/weiter", "/frage/way", "/danke", "/papier.pdf", "/ergebnis"):
        assert client.get(f"/umfragen/{slug}{path}").status_code == 404
    for path in ("/beginnen", "/frage/way", "/senden"):
        assert client.post(f"/umfragen/{slug}{path}").status_code == 404


def test_no_survey_takes_the_address_of_a_page(session: Session) -> None:
    assert queries.free_slug("weiter") == "weiter-2"


def test_who_begins_again_and_again_is_slowed_down(
    client: PickyClient, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(public._MOST_BEGUN, "local", 3)
    survey = make_survey()
    for _ in range(3):
        begin(client, survey)

    refused = client.submit(client.page(f"/umfragen/{survey.slug}").form('[action$="/beginnen"]'))

    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert "sehr oft hintereinander" in Page(refused).text(".error-summary")
    assert in_progress(session) == 3
    assert public._MOST_BEGUN["production"] >= 500


def test_from_the_start_to_the_thanks(client: PickyClient, session: Session) -> None:
    survey = make_survey()

    checked = fill_in(client, survey)
    thanks = send(client, checked)

    assert checked.texts(".answering__words") == [
        "Mit dem Bus", "Einkaufen, Zum Arzt", "schlecht: Zu selten", "80 Jahre und älter", "Abends ein Bus.",
    ]  # fmt: skip
    assert thanks.heading == "Danke fürs Mitmachen!"
    assert CODE.search("".join(thanks.text(".receipt-code__value").split()))
    assert stored(session) == [
        {
            "way": {"o": ["bus"]},
            "reasons": {"o": ["shop", "doctor"]},
            "happy": {"o": ["2"], "t": "Zu selten"},
            "age": {"o": ["80+"]},
            "wish": {"t": "Abends ein Bus."},
        }
    ]
    assert in_progress(session) == 0
    assert session.scalar(select(Contribution.text)) == "Abends ein Bus."


def test_the_same_with_parts_of_pages(client: PickyClient, session: Session) -> None:
    survey = make_survey()
    page = begin(client, survey)
    steps: list[dict[str, Any]] = [{"a": "bus"}, {"a": ["shop"]}, {"a": "5"}, {"a": "60-69"}, {"text": "Nichts."}]

    for step in steps:
        response = client.submit(form_of(page), htmx=True, **step)
        assert response.status_code == 200
        page = Page(response)

    assert response.headers["HX-Push-Url"] == f"/umfragen/{survey.slug}/pruefen"
    assert send(client, page).heading == "Danke fürs Mitmachen!"
    assert stored(session)[0]["happy"] == {"o": ["5"]}


def test_going_back_keeps_the_answers(client: PickyClient) -> None:
    page = answer(client, begin(client, make_survey()), a="foot")

    before = client.page(page.link("Zurück"))

    assert before.attribute("input[checked]", "value") == "foot"
    assert "Frage 1 von 5" in before.text(".progress")


def test_changing_an_earlier_answer_changes_the_way(client: PickyClient, session: Session) -> None:
    drives = question("drives", QuestionKind.YES_NO)
    car = question("car", QuestionKind.SHORT_TEXT, show_if=Comparison("drives", Test.IS, "yes"))
    survey = asking(drives, car)
    page = answer(client, begin(client, survey), a="yes")
    assert page.heading == "Frage car?"
    page = answer(client, page, text="Kombi")

    page = client.page(page.all(".answering__change")[0].attributes["href"] or "")
    page = answer(client, page, a="no")
    send(client, page)

    assert stored(session) == [{"drives": {"o": ["no"]}}]


def test_editing_from_the_check_leads_back_to_it(client: PickyClient) -> None:
    page = fill_in(client, make_survey())

    page = client.page(page.all(".answering__change")[0].attributes["href"] or "")
    page = answer(client, page, a="car")

    assert page.heading == "Stimmt alles?"
    assert page.texts(".answering__words")[0] == "Mit dem Auto"


def test_a_question_out_of_reach_leads_to_where_one_is(client: PickyClient) -> None:
    drives = question("drives", QuestionKind.YES_NO)
    car = question("car", QuestionKind.SHORT_TEXT, show_if=Comparison("drives", Test.IS, "yes"))
    survey = asking(drives, car)
    begin(client, survey)

    assert client.follow(client.get(f"/umfragen/{survey.slug}/frage/car")).heading == "Frage drives?"
    assert client.get(f"/umfragen/{survey.slug}/frage/made_up").status_code == 404


def test_without_a_form_one_is_led_to_the_start(client: PickyClient) -> None:
    survey = make_survey()

    page = client.follow(client.get(f"/umfragen/{survey.slug}/frage/way"))

    assert page.url == f"/umfragen/{survey.slug}"
    assert "kein angefangener Fragebogen" in page.text(".tells")


def test_sent_twice_is_one_teilnahme_with_one_code(client: PickyClient, session: Session) -> None:
    survey = make_survey()
    form = fill_in(client, survey).form('[action$="/senden"]')
    cookie = client.get_cookie("umfrage", path=f"/umfragen/{survey.slug}")
    assert cookie is not None

    first = client.follow(client.submit(form))
    again = client.follow(client.submit(form))
    client.delete_cookie("umfrage_gesendet", path=f"/umfragen/{survey.slug}")
    client.set_cookie("umfrage", cookie.value, path=f"/umfragen/{survey.slug}")
    unanswered = client.follow(client.submit(form))

    codes_shown = {page.text(".receipt-code__value") for page in (first, again, unanswered)}
    assert len(codes_shown) == 1
    assert len(stored(session)) == 1


def test_pressing_begin_twice_begins_once(client: PickyClient, session: Session) -> None:
    survey = make_survey()
    form = client.page(f"/umfragen/{survey.slug}").form('[action$="/beginnen"]')

    for _ in range(2):
        client.submit(form)

    assert in_progress(session) == 1


def test_the_start_page_left_open_after_sending_begins_nothing_new(client: PickyClient, session: Session) -> None:
    survey = make_survey()
    form = client.page(f"/umfragen/{survey.slug}").form('[action$="/beginnen"]')
    page = client.follow(client.submit(form))
    for _ in range(5):
        page = answer(client, page)
    send(client, page)

    assert client.follow(client.submit(form)).heading == "Danke fürs Mitmachen!"
    assert len(stored(session)) == 1


def test_the_code_is_shown_for_half_an_hour_only(client: PickyClient, frozen_clock: StoppedClock) -> None:
    survey = make_survey()
    send(client, fill_in(client, survey))
    frozen_clock.forward(minutes=31)

    page = client.page(f"/umfragen/{survey.slug}/danke")

    assert not page.has(".receipt-code")
    assert "sicher gespeichert" in page.text("main")


ONE_OF_EACH: list[tuple[Question, dict[str, Any], dict[str, Any]]] = [
    (question("q", QuestionKind.SINGLE, has_other=True), {"a": "other", "text": "Pferd"}, {"o": ["other"], "t": "Pferd"}),
    (question("q", QuestionKind.SINGLE, has_other=True), {"text": "Pferd"}, {"o": ["other"], "t": "Pferd"}),
    (question("q", QuestionKind.MULTIPLE), {"a": ["a", "b"]}, {"o": ["a", "b"]}),
    (question("q", QuestionKind.YES_NO), {"a": "yes"}, {"o": ["yes"]}),
    (question("q", QuestionKind.YES_NO), {"a": "-"}, {"-": 1}),
    (question("q", QuestionKind.SCALE, minimum=0, maximum=10), {"a": "0"}, {"o": ["0"]}),
    (question("q", QuestionKind.NUMBER), {"number": "1.234,5"}, {"n": 1234.5}),
    (question("q", QuestionKind.DATE), {"day": "2026-12-24"}, {"d": "2026-12-24"}),
    (question("q", QuestionKind.DATE), {"day": "24.12.2026"}, {"d": "2026-12-24"}),
    (question("q", QuestionKind.SHORT_TEXT), {"text": "Hallo"}, {"t": "Hallo"}),
    (question("q", QuestionKind.LONG_TEXT), {"text": "Hallo\nWelt"}, {"t": "Hallo\nWelt"}),
    (question("q", QuestionKind.POINT), {"text": "beim Bahnhof"}, {"t": "beim Bahnhof"}),
    (question("q", QuestionKind.GENDER), {"a": "diverse"}, {"o": ["diverse"]}),
]  # fmt: skip


@pytest.mark.parametrize(("asked", "sent", "kept"), ONE_OF_EACH)
def test_each_kind(
    client: PickyClient, session: Session, asked: Question, sent: dict[str, Any], kept: dict[str, Any]
) -> None:
    page = answer(client, begin(client, asking(asked)), **sent)
    send(client, page)

    assert stored(session) == [{"q": kept}]


def test_a_place_is_chosen_from_the_list(client: PickyClient, session: Session) -> None:
    place = make_place("Erkheim")
    page = begin(client, asking(question("q", QuestionKind.PLACE)))

    page = answer(client, page, place=str(place.id))

    assert page.texts(".answering__words") == ["Erkheim"]
    send(client, page)
    assert session.scalar(select(SurveyResponse.sozialraum_id)) == place.id


def test_ranking_by_buttons(client: PickyClient, session: Session) -> None:
    ranked = question("q", QuestionKind.RANKING, options=options(a="A", b="B", c="C"))
    page = begin(client, asking(ranked))

    for pressed in ("c", "a", "b"):
        page = answer(client, page, button=pressed)
    page = client.follow(client.post(form_of(page).action, data=form_of(page).filled({}) | {"up": ["a"]}))
    page = client.follow(client.post(form_of(page).action, data=form_of(page).filled({}) | {"drop": ["b"]}))
    assert page.texts(".answering__rank-label") == ["1. A", "2. C"]
    send(client, answer(client, page))

    assert stored(session) == [{"q": {"o": ["a", "c"]}}]


def test_an_info_is_a_screen_without_a_number(client: PickyClient, session: Session) -> None:
    page = begin(client, asking(question("i", QuestionKind.INFO, "Zuerst"), question("q", QuestionKind.YES_NO)))

    assert (page.heading, page.has(".progress")) == ("Zuerst", False)
    page = answer(client, page)
    assert "Frage 1 von 1" in page.text(".progress")
    send(client, answer(client, page, a="no"))
    assert stored(session) == [{"q": {"o": ["no"]}}]


def test_keine_angabe_is_an_answer_to_a_required_question(client: PickyClient, session: Session) -> None:
    page = begin(client, asking(question("q", QuestionKind.LONG_TEXT, required=True)))

    complaint = refused(client, page)
    page = answer(client, page, button="declined")
    send(client, page)

    assert "Weiß nicht / keine Angabe" in complaint.text(".error-summary")
    assert stored(session) == [{"q": {"-": 1}}]


BAD: list[tuple[Question, dict[str, Any]]] = [
    (question("q", QuestionKind.YES_NO), {"a": "vielleicht"}),
    (question("q", QuestionKind.YES_NO), {"a": ["yes", "no"]}),
    (question("q", QuestionKind.MULTIPLE, at_most=1), {"a": ["a", "b"]}),
    (question("q", QuestionKind.NUMBER), {"number": "viele"}),
    (question("q", QuestionKind.NUMBER), {"number": "9" * 400}),
    (question("q", QuestionKind.NUMBER), {"number": "1e309"}),
    (question("q", QuestionKind.NUMBER), {"number": "nan"}),
    (question("q", QuestionKind.DATE), {"day": "31.2.2026"}),
    (question("q", QuestionKind.DATE), {"day": "9999999-1-1"}),
    (question("q", QuestionKind.SHORT_TEXT), {"text": "x" * 501}),
    (question("q", QuestionKind.PLACE), {"place": "nirgendwo"}),
    (question("q", QuestionKind.PLACE), {"place": str(uuid4())}),
]


@pytest.mark.parametrize(("asked", "sent"), BAD)
def test_what_cannot_be_an_answer_comes_back_as_it_was_typed(
    client: PickyClient, session: Session, asked: Question, sent: dict[str, Any]
) -> None:
    page = refused(client, begin(client, asking(asked)), **sent)

    name, value = next(iter(sent.items()))
    if name in ("text", "number"):
        assert page.attribute(f'[name="{name}"]', "value") == value
    assert page.text(".error-summary")
    assert session.scalar(select(SurveyProgress.answers)) == {}


def test_control_characters_are_cleaned(client: PickyClient, session: Session) -> None:
    page = begin(client, asking(question("q", QuestionKind.LONG_TEXT)))

    send(client, answer(client, page, text="a\x00b\x1b"))

    assert stored(session) == [{"q": {"t": "ab"}}]


def test_a_form_that_lay_open_too_long_keeps_what_was_typed(client: PickyClient, session: Session) -> None:
    form = form_of(begin(client, asking(question("q", QuestionKind.LONG_TEXT))))
    data = form.filled({"text": "Mein Text"}) | {"form_token": ["alt"]}

    page = Page(client.post(form.action, data=data))

    assert page.response.status_code == 422
    assert page.text("textarea") == "Mein Text"
    assert session.scalar(select(SurveyProgress.answers)) == {}


def test_going_on_with_a_code_on_another_device(
    client: PickyClient, another_client: Callable[[], PickyClient], session: Session
) -> None:
    survey = make_survey()
    page = answer(client, begin(client, survey), a="bus")
    paused = client.follow(client.submit(page.form('[action$="/spaeter"]')))
    code = paused.text(".receipt-code__value").replace(" ", "")
    phone = another_client()

    opened = phone.submit(phone.page("/umfragen/weiter").form(), code=code.lower())
    page = phone.follow(phone.get(opened.location))

    assert page.heading == "Wohin fahren Sie?"
    assert in_progress(session) == 1
    assert client.get(f"/umfragen/{survey.slug}/frage/age").location.startswith(f"/umfragen/{survey.slug}?")


def test_an_unknown_code_for_going_on_is_told(client: PickyClient) -> None:
    form = client.page("/umfragen/weiter").form()

    page = Page(client.submit(form, code=codes.receipt_code(uuid4())))

    assert "keinen angefangenen Fragebogen" in page.text(".error-summary")


def test_who_had_begun_may_send_for_two_hours_after_the_end(
    client: PickyClient, session: Session, frozen_clock: StoppedClock
) -> None:
    survey = make_survey(closes_at=now() + timedelta(minutes=5))
    page = begin(client, survey)
    frozen_clock.forward(minutes=60)

    page = answer(client, page, a="bus")

    assert "noch bis" in page.text("main")
    start = client.page(f"/umfragen/{survey.slug}")
    assert not start.has('[action$="/beginnen"]')
    send(client, client.page(f"/umfragen/{survey.slug}/pruefen"))
    assert len(stored(session)) == 1


def test_after_that_nothing_is_stored_and_said_so(
    client: PickyClient, session: Session, frozen_clock: StoppedClock
) -> None:
    survey = make_survey(closes_at=now() + timedelta(minutes=5))
    page = begin(client, survey)
    frozen_clock.forward(hours=3)

    kept = client.submit(form_of(page), a="bus")
    sent = client.post(f"/umfragen/{survey.slug}/senden", headers={"Sec-Fetch-Site": "same-origin"})

    assert (kept.status_code, sent.status_code) == (409, 409)
    assert Page(sent).heading == "Diese Umfrage ist beendet"
    assert stored(session) == []


def test_with_parts_of_pages_the_end_is_a_whole_page(client: PickyClient, frozen_clock: StoppedClock) -> None:
    page = begin(client, make_survey(closes_at=now() + timedelta(minutes=5)))
    frozen_clock.forward(hours=3)

    response = client.submit(form_of(page), htmx=True, a="bus")

    assert response.status_code == 204
    assert Page(client.get(response.headers["HX-Redirect"])).heading == "Diese Umfrage ist beendet"


def test_nobody_begins_before_or_after(client: PickyClient, session: Session) -> None:
    survey = make_survey()
    form = client.page(f"/umfragen/{survey.slug}").form('[action$="/beginnen"]')
    for changes in (
        {"opens_at": now() + timedelta(days=1)},
        {"opens_at": now() - timedelta(days=9), "closes_at": now() - timedelta(minutes=1)},
    ):
        shift(survey, **changes)
        refusal = client.submit(form)
        assert refusal.status_code == 409
        is_over = "closes_at" in changes
        assert ("füllen den Fragebogen mit Ihnen zusammen aus" in Page(refusal).text()) is not is_over

    assert in_progress(session) == 0


def test_an_answer_stays_on_the_version_it_was_begun_on(client: PickyClient, session: Session) -> None:
    survey = make_survey()
    first = survey.current_version_id
    page = begin(client, survey)
    add_version(survey, make_questionnaire(question("new", QuestionKind.YES_NO)))

    page = answer(client, page, a="bus")
    assert page.heading == "Wohin fahren Sie?"
    for _ in range(4):
        page = answer(client, page)
    send(client, page)

    assert session.scalar(select(SurveyResponse.version_id)) == first


def test_languages_from_right_to_left(client: PickyClient) -> None:
    asked = Question(code="q", kind=QuestionKind.YES_NO, title={"de": "Alles gut?", "ar": "هل كل شيء بخير؟"})
    survey = make_survey(questionnaire=make_questionnaire(asked, languages=("de", "ar")))
    page = begin(client, survey)

    switched = Page(client.submit(form_of(page), button="ar"))

    assert switched.heading == "هل كل شيء بخير؟"
    assert switched.attribute(".answering__form", "dir") == "rtl"
    assert switched.attribute(".answering__form", "lang") == "ar"
    latin = re.findall("[a-zA-ZäöüÄÖÜß]+", switched.text(".answering__form"))
    assert latin == ["Deutsch"], "nothing but the name of the other language"
    assert answer(client, switched, a="yes").attribute("#screen", "dir") == "rtl"


def two_languages(*, code: str = "tr") -> Survey:
    asked = Question(code="q", kind=QuestionKind.POINT, title={"de": "Wo fehlt eine Bank?", code: "Nerede bank eksik?"})
    return make_survey(questionnaire=make_questionnaire(asked, languages=("de", code)))


def begin_in(client: PickyClient, survey: Survey, language: str) -> Page:
    page = client.page(f"/umfragen/{survey.slug}?in={language}")
    return client.follow(client.submit(page.form('[action$="/beginnen"]')))


def test_before_and_after_the_questions_one_reads_their_language(client: PickyClient) -> None:
    survey = two_languages()

    start = client.page(f"/umfragen/{survey.slug}?in=tr")
    review = answer(client, begin_in(client, survey, "tr"), text="Parkta")
    paused = client.follow(client.submit(review.form('[action$="/spaeter"]')))
    thanks = send(client, client.page(f"/umfragen/{survey.slug}/pruefen"))

    assert paused.heading == "Daha sonra devam et"
    assert thanks.heading == "Katıldığınız için teşekkür ederiz!"
    assert CODE.search(thanks.text(".receipt-code__value").replace(" ", ""))
    german = re.compile(r"\b(Ihre?|Sie|der|die|und|Umfrage|Antworten|drucken|kopieren)\b")
    for page in (paused, thanks):
        assert german.findall(page.text("main")) == []
    for page in (start, paused, thanks):
        assert (page.attribute(".page__head", "lang"), page.attribute(".page__content > .stack", "lang")) == (
            "tr",
            "tr",
        )


def test_after_the_end_one_reads_the_language_of_the_questions(client: PickyClient, frozen_clock: StoppedClock) -> None:
    survey = two_languages()
    page = begin_in(client, survey, "tr")
    frozen_clock.forward(days=400)

    over = Page(client.submit(form_of(page), text="Parkta"))

    assert (over.response.status_code, over.heading) == (409, "Bu anket sona erdi")


def test_codes_are_read_from_left_to_right_in_every_language(client: PickyClient) -> None:
    page = begin_in(client, two_languages(code="ar"), "ar")

    paused = client.follow(client.submit(page.form('[action$="/spaeter"]')))

    assert paused.attribute(".page__content > .stack", "dir") == "rtl"
    assert paused.attribute(".receipt-code__value", "dir") == "ltr"
    assert client.page("/umfragen/weiter?in=ar").attribute("#code", "dir") == "ltr"


def test_sent_twice_still_knows_its_language(client: PickyClient) -> None:
    survey = two_languages()
    form = answer(client, begin_in(client, survey, "tr"), text="Parkta").form('[action$="/senden"]')
    client.submit(form)

    assert client.follow(client.submit(form)).heading == "Katıldığınız için teşekkür ederiz!"


def test_what_is_wrong_with_a_code_is_said_in_the_language_of_the_questions(client: PickyClient) -> None:
    page = client.page("/umfragen/weiter?in=ar")

    nothing = Page(client.submit(page.form("main form"), code=""))
    unknown = Page(client.submit(nothing.form("main form"), code=codes.receipt_code(uuid4())))

    assert page.attribute(".page__head", "dir") == "rtl"
    assert "يرجى إدخال الرمز" in nothing.text(".error-summary")
    assert "لا يوجد استبيان" in unknown.text(".error-summary")
    for none_of_ours in ("xx", "de-%22%3E", "vi"):
        assert client.page(f"/umfragen/weiter?in={none_of_ours}").attribute(".page__head", "lang") == "de"


def test_a_form_that_lay_open_too_long_says_so_in_the_language_of_the_questions(client: PickyClient) -> None:
    survey = two_languages()
    question_form = form_of(begin_in(client, survey, "tr"))
    old = {"form_token": ["alt"]}

    asked = Page(client.post(question_form.action, data=question_form.filled({"text": "Parkta"}) | old))
    answer(client, asked, text="Parkta")
    sending = client.page(f"/umfragen/{survey.slug}/pruefen").form('[action$="/senden"]')
    checked = Page(client.post(sending.action, data=sending.filled({}) | old))

    for page in (asked, checked):
        assert page.response.status_code == 422
        assert "Sayfa uzun süre açık kaldı" in page.text(".error-summary")


def test_a_place_in_words_is_asked_for_before_its_field(client: PickyClient) -> None:
    page = begin(client, asking(question("q", QuestionKind.POINT)))

    assert page.attribute("textarea#answer", "aria-describedby") == "answer-hint"
    assert "in Worten" in page.text("#answer-hint")


@pytest.mark.parametrize(("count", "is_long"), [(60, False), (61, True)])
def test_a_long_list_to_tick_can_be_searched(client: PickyClient, count: int, is_long: bool) -> None:
    offered = options(**{f"o{number}": f"Ortsteil {number}" for number in range(count)})

    page = begin(client, asking(question("q", QuestionKind.MULTIPLE, options=offered)))

    assert len(page.all("input[type=checkbox]")) == count, "without JavaScript every row is there"
    assert page.has('[data-island="find-choices"]') is is_long


def test_what_one_person_typed_is_never_on_the_page_of_another(app: Flask) -> None:
    survey = asking(question("n", QuestionKind.NUMBER), question("t", QuestionKind.SHORT_TEXT))
    someone, other = new_client(app), new_client(app)
    theirs, mine = begin(someone, survey), begin(other, survey)

    refused = Page(someone.submit(form_of(theirs), number="viele"))
    kept = answer(someone, refused, number="7")
    back = Page(someone.get(kept.link("Zurück")))

    assert refused.attribute("#answer", "value") == "viele"
    assert back.attribute("#answer", "value") == "7"
    assert Page(other.get(f"/umfragen/{survey.slug}/frage/n")).attribute("#answer", "value") == ""
    assert Page(other.get(answer(other, mine, number="3").link("Zurück"))).attribute("#answer", "value") == "3"


def test_special_categories_ask_for_consent(client: PickyClient) -> None:
    page = begin(client, asking(question("q", QuestionKind.YES_NO, special_category=True)))

    assert "Art. 9 DSGVO" in page.text("main")
    assert "draft" not in form_island(page), "nothing of this kind stays in the browser"


def test_the_cookie_belongs_to_this_survey_and_no_script(client: PickyClient) -> None:
    survey = make_survey()
    response = client.submit(client.page(f"/umfragen/{survey.slug}").form('[action$="/beginnen"]'))

    cookie = next(value for value in response.headers.getlist("Set-Cookie") if value.startswith("umfrage="))

    assert f"Path=/umfragen/{survey.slug};" in cookie
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
