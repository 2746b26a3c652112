"""Results for everybody: frozen, safe, chosen question by question, and gone when they are withdrawn."""

from datetime import date
from typing import Any

import pytest
from flask import Flask

from portal.kernel import audit
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import SYSTEM, Role
from portal.surveys import queries
from portal.surveys.actions import coding, releasing
from portal.surveys.actions.storing import replace_answers
from portal.surveys.actions.withdrawing import delete_response
from portal.surveys.models import Survey, SurveyRelease, SurveyResponse
from portal.surveys.queries import snapshot
from portal.surveys.queries.free_texts import TextRef
from portal.surveys.terms import Answer, Comparison, QuestionKind, SurveyState, Test
from tests.factories.places import make_places
from tests.factories.surveys import make_questionnaire, make_response, make_survey, options, question
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient

WAY = question("way", QuestionKind.SINGLE, "Womit?", options=options(bus="Bus", car="Auto", foot="Zu Fuß"))
WHY_BUS = question("why_bus", QuestionKind.YES_NO, show_if=Comparison("way", Test.IS, "bus"))
ILLNESS = question("illness", QuestionKind.YES_NO, "Sind Sie krank?", special_category=True)
INSIDE = question("inside", QuestionKind.YES_NO, "Wie viel verdienen Sie?", unpublished=True)
AGE = question("years", QuestionKind.NUMBER, "Wie alt?")
HOME = question("home", QuestionKind.PLACE, "Wo wohnen Sie?")
WISH = question("wish", QuestionKind.LONG_TEXT, "Was wünschen Sie sich?")


def result_survey(**values: Any) -> Survey:
    return make_survey(
        "Unterwegs", questionnaire=make_questionnaire(WAY, WHY_BUS, ILLNESS, INSIDE, AGE, HOME, WISH), **values
    )


def answer(survey: Survey, count: int, **answers: Answer) -> None:
    for _ in range(count):
        make_response(survey, answers)


def release(survey: Survey, *codes: str, threshold: int = 5) -> SurveyRelease:
    with unit_of_work():
        return releasing.release_result(
            queries.survey(survey.id), codes=codes or ("way",), threshold=threshold, by=SYSTEM
        )


def counts(release: SurveyRelease, code: str) -> dict[str, int | None]:
    question = next(one for one in release.content["questions"] if one["code"] == code)
    return {option["code"]: option["count"] for option in question["options"]}


def chosen(code: str) -> Answer:
    return Answer(chosen=(code,))


def test_a_result_is_rounded_and_frozen(app: Flask) -> None:
    survey = result_survey()
    answer(survey, 22, way=chosen("bus"))
    answer(survey, 13, way=chosen("car"))
    answer(survey, 6, way=chosen("foot"))

    frozen = release(survey)
    answer(survey, 40, way=chosen("foot"))

    session().expire_all()
    assert counts(frozen, "way") == {"bus": 20, "car": 15, "foot": 5}
    assert frozen.responses == 40
    assert snapshot.public_release(survey.id) == frozen


def test_protected_and_unpublished_questions_are_left_out_whatever_is_asked_for(app: Flask) -> None:
    survey = result_survey()
    answer(survey, 20, way=chosen("bus"), illness=chosen("yes"), inside=chosen("no"))

    frozen = release(survey, "way", "illness", "inside")

    assert [one["code"] for one in frozen.content["questions"]] == ["way"]
    with pytest.raises(InvalidInput):
        release(survey, "illness")


def test_a_question_that_hangs_on_a_hidden_count_is_not_shown(app: Flask) -> None:
    survey = result_survey()
    answer(survey, 62, way=chosen("bus"), why_bus=chosen("yes"))
    answer(survey, 42, way=chosen("car"))
    answer(survey, 4, way=chosen("foot"))

    frozen = release(survey, "way", "why_bus")

    assert counts(frozen, "way") == {"bus": 60, "car": None, "foot": None}
    assert counts(frozen, "why_bus") == {}
    assert frozen.content["questions"][1]["people"] is None


def test_a_question_that_hangs_on_counts_all_shown_is_shown(app: Flask) -> None:
    survey = result_survey()
    for code in ("bus", "car", "foot"):
        answer(survey, 10, way=chosen(code), why_bus=chosen("yes"))

    assert counts(release(survey, "why_bus"), "why_bus") == {"yes": 10, "no": None}


def test_places_and_ends_of_a_range_with_few_people_are_not_named(app: Flask) -> None:
    here, there = make_places("Viele", "Einer")
    survey = result_survey()
    answer(survey, 20, way=chosen("bus"), home=Answer(place=here.id), years=Answer(number=70))
    answer(survey, 20, way=chosen("bus"), home=Answer(place=here.id), years=Answer(number=30))
    answer(survey, 1, way=chosen("bus"), home=Answer(place=there.id), years=Answer(number=104))

    frozen = release(survey, "home", "years")

    assert "Einer" not in str(frozen.content)
    assert [step["low"] for step in frozen.content["questions"][0]["options"]] == [20, 40, 60]


def test_below_the_threshold_nothing_is_released(app: Flask) -> None:
    survey = result_survey()
    answer(survey, 4, way=chosen("bus"))

    with pytest.raises(InvalidInput):
        release(survey)


@pytest.mark.parametrize(("people", "offered"), [(4, False), (5, True)])
def test_the_preview_offers_what_can_be_released(client: PickyClient, login: Login, people: int, offered: bool) -> None:
    survey = result_survey()
    answer(survey, people, way=chosen("bus"))
    login(Role.PLANNER)

    page = Page(client.get(f"/arbeit/umfragen/{survey.id}/veroeffentlichen-ergebnis?codes=way&threshold=5"))

    assert page.has(".release-preview form") == offered
    assert ("sobald mindestens 5 Menschen" in page.text(".release-preview")) == (not offered)


def test_a_further_result_waits_for_thirty_new_answers(app: Flask) -> None:
    survey = result_survey()
    answer(survey, 20, way=chosen("bus"))
    release(survey)
    assert release(survey, "way", "why_bus").number == 2

    answer(survey, 29, way=chosen("car"))
    with pytest.raises(Conflict):
        release(survey)
    answer(survey, 1, way=chosen("car"))
    assert release(survey).number == 3


def test_after_the_end_there_is_one_last_result_with_few_new_answers(app: Flask, frozen_clock: Any) -> None:
    survey = result_survey()
    answer(survey, 20, way=chosen("bus"))
    release(survey)
    answer(survey, 1, way=chosen("car"))
    frozen_clock.forward(days=40)

    assert release(survey).number == 2
    answer(survey, 1, way=chosen("car"))
    with pytest.raises(Conflict):
        release(survey)


def test_the_first_result_sets_the_threshold(app: Flask) -> None:
    survey = result_survey()
    answer(survey, 20, way=chosen("bus"))
    answer(survey, 8, way=chosen("car"))

    release(survey, threshold=10)
    later = release(survey, threshold=5)

    assert later.threshold == 10
    assert counts(later, "way")["car"] is None
    with pytest.raises(InvalidInput):
        release(survey, threshold=1)


def test_only_released_texts_are_shown(app: Flask) -> None:
    survey = result_survey()
    answer(survey, 20, way=chosen("bus"))
    shown, hidden = (
        make_response(survey, {"way": chosen("bus"), "wish": Answer(text=text)}) for text in ("Ja bitte.", "Nein.")
    )
    with unit_of_work():
        coding.release_text(queries.survey(survey.id), TextRef(shown.id, "wish"), by=SYSTEM)

    frozen = release(survey, "wish")

    assert hidden.id != shown.id
    assert frozen.content["questions"][0]["words"] == ["Ja bitte."]


def words(release: SurveyRelease) -> list[str]:
    session().expire_all()
    found: list[str] = next(one["words"] for one in release.content["questions"] if one["code"] == "wish")
    return found


def released_text(survey: Survey, text: str) -> SurveyResponse:
    """A text that may stand in results."""
    response = make_response(survey, {"way": chosen("bus"), "wish": Answer(text=text)})
    with unit_of_work():
        coding.release_text(queries.survey(survey.id), TextRef(response.id, "wish"), by=SYSTEM)
    return response


def test_who_takes_a_teilnahme_back_takes_the_words_out_of_every_result(app: Flask) -> None:
    survey = result_survey()
    answer(survey, 20, way=chosen("bus"))
    mine, _theirs, _other = (released_text(survey, text) for text in ("Eine Bank.", "Eine Bank.", "Ein Bus."))
    first, second = release(survey, "way", "wish"), release(survey, "wish")
    with unit_of_work():
        releasing.withdraw_result(queries.survey(survey.id), first, by=SYSTEM)
    figures = counts(first, "way")

    with unit_of_work():
        delete_response(session().get_one(SurveyResponse, mine.id), text_keys=(), by=SYSTEM)

    assert words(first) == words(second) == ["Ein Bus.", "Eine Bank."]
    assert counts(first, "way") == figures
    logged = session().scalars(audit.entries(of_kind="surveys.words-removed")).all()
    assert sorted(entry.facts["number"] for entry in logged) == [1, 2]
    assert "Bank" not in str([entry.facts for entry in logged])


def test_words_that_were_never_released_leave_those_of_others_alone(app: Flask) -> None:
    survey = result_survey()
    answer(survey, 20, way=chosen("bus"))
    released_text(survey, "Eine Bank.")
    quiet = make_response(survey, {"wish": Answer(text="Eine Bank.")})
    frozen = release(survey, "wish")

    with unit_of_work():
        delete_response(session().get_one(SurveyResponse, quiet.id), text_keys=(), by=SYSTEM)

    assert words(frozen) == ["Eine Bank."]


def test_a_release_taken_back_and_a_corrected_sheet_change_the_result_that_stands(app: Flask) -> None:
    survey = result_survey()
    answer(survey, 20, way=chosen("bus"))
    named, mistyped = released_text(survey, "Frau Huber hilft."), released_text(survey, "Ein Bsu.")
    frozen = release(survey, "wish")

    with unit_of_work():
        coding.take_back_text(queries.survey(survey.id), TextRef(named.id, "wish"), by=SYSTEM)
    assert words(frozen) == ["Ein Bsu."]
    corrected = {"way": chosen("bus"), "wish": Answer(text="Ein Bus.")}
    with unit_of_work():
        response = session().get_one(SurveyResponse, mistyped.id)
        replace_answers(queries.survey(survey.id), response, corrected, secret="neu", by=SYSTEM)
    assert words(frozen) == []


def test_days_are_shown_by_month_without_the_first_and_the_last_few(app: Flask) -> None:
    asked = make_questionnaire(question("since", QuestionKind.DATE))
    survey = make_survey(anonymous=False, questionnaire=asked)
    for month, people in ((1, 1), (2, 12), (3, 7), (4, 2)):
        answer(survey, people, since=Answer(on=date(2026, month, 9)))

    shown = release(survey, "since").content["questions"][0]["options"]

    assert [(one["first"], one["until"], one["count"]) for one in shown] == [
        ("2026-02-01", "2026-02-28", 10),
        ("2026-03-01", "2026-03-31", 5),
    ]


def test_everybody_reads_the_result_from_choosing_to_withdrawing(client: PickyClient, login: Login) -> None:
    survey = result_survey()
    for code in ("bus", "car", "foot"):
        answer(survey, 11, way=chosen(code), illness=chosen("yes"))
    address = f"/umfragen/{survey.slug}/ergebnis"
    assert client.get(address).status_code == 404
    login(Role.PLANNER)
    staff = f"/arbeit/umfragen/{survey.id}/veroeffentlichen-ergebnis"
    assert "Sind Sie krank?" not in client.get(staff).get_data(as_text=True)

    preview = Page(client.get(f"{staff}?codes=way&codes=illness&threshold=5"))
    form = preview.form(".release-preview form")
    assert form.values["codes"] == ["way"]
    assert client.post(form.action, data=form.values).status_code == 303

    client.delete_cookie("sitzung")
    public = Page(client.get(address))
    assert public.heading == "Ergebnis: Unterwegs"
    assert public.rows("#result-way tbody tr") == [[name, "rund 10", "29 %"] for name in ("Bus", "Auto", "Zu Fuß")]
    assert "krank" not in public.text()

    login(Role.PLANNER)
    withdrawal = Page(client.get(staff)).form("form[action$=zuruecknehmen]")
    assert client.post(withdrawal.action, data=withdrawal.values).status_code == 303
    assert client.get(address).status_code == 404


def test_a_draft_and_an_unknown_survey_have_no_result(client: PickyClient, app: Flask) -> None:
    draft = result_survey(state=SurveyState.DRAFT)

    for slug in (draft.slug, "gibt-es-nicht", "%00", "A B"):
        assert client.get(f"/umfragen/{slug}/ergebnis").status_code == 404


@pytest.mark.parametrize("number", ["", "0", "99", "x", "1" * 500, "١"])
def test_a_result_that_does_not_exist_cannot_be_withdrawn(client: PickyClient, login: Login, number: str) -> None:
    survey = result_survey()
    answer(survey, 20, way=chosen("bus"))
    release(survey)
    login(Role.PLANNER)
    form = Page(client.get(f"/arbeit/umfragen/{survey.id}/veroeffentlichen-ergebnis")).form(
        "form[action$=zuruecknehmen]"
    )

    assert client.post(form.action, data=form.values | {"number": number}).status_code == 404
    assert snapshot.public_release(survey.id) is not None


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"codes": []}, 422),
        ({"codes": ["nichts"]}, 422),
        ({"codes": ["way"], "threshold": "1"}, 422),
        ({"codes": ["way"], "threshold": "viele"}, 422),
        ({"codes": ["way"], "threshold": ["5", "10"]}, 303),
    ],
)
def test_bad_choices_come_back_with_a_sentence(
    client: PickyClient, login: Login, data: dict[str, Any], status: int
) -> None:
    survey = result_survey()
    answer(survey, 20, way=chosen("bus"))
    login(Role.PLANNER)
    address = f"/arbeit/umfragen/{survey.id}/veroeffentlichen-ergebnis"
    token = Page(client.get(f"{address}?codes=way")).form(".release-preview form").values

    answered = client.post(address, data={"form_token": token["form_token"], "threshold": "5"} | data)

    assert answered.status_code == status
    assert Page(answered).has(".error-summary") == (status == 422)


def test_the_page_of_the_survey_leads_to_its_result(client: PickyClient, app: Flask) -> None:
    survey = result_survey()
    answer(survey, 20, way=chosen("bus"))
    before = Page(client.get(f"/umfragen/{survey.slug}"))
    release(survey)

    after = Page(client.get(f"/umfragen/{survey.slug}"))

    assert "Zum Ergebnis" not in before.text()
    assert after.link("Zum Ergebnis") == f"/umfragen/{survey.slug}/ergebnis"


@pytest.mark.parametrize("role", [Role.KUEMMERER, Role.MODERATOR, Role.ADMIN, Role.OBSERVER])
def test_who_may_not_publish_neither_releases_nor_withdraws(client: PickyClient, login: Login, role: Role) -> None:
    survey = result_survey()
    answer(survey, 20, way=chosen("bus"))
    release(survey)
    login(role)
    address = f"/arbeit/umfragen/{survey.id}/veroeffentlichen-ergebnis"

    assert client.post(address, data={"codes": "way", "threshold": "5"}).status_code == 404
    assert client.post(f"{address}/zuruecknehmen", data={"number": "1"}).status_code == 404
    assert [one.withdrawn for one in snapshot.releases_of(survey.id)] == [False]


def test_as_many_answers_as_before_are_not_the_same_answers(app: Flask) -> None:
    survey = result_survey()
    mine = make_response(survey, {"way": chosen("bus")})
    answer(survey, 12, way=chosen("bus"))
    answer(survey, 12, way=chosen("car"))
    release(survey)
    with unit_of_work():
        delete_response(session().get_one(SurveyResponse, mine.id), text_keys=(), by=SYSTEM)
    answer(survey, 1, way=chosen("car"))

    with pytest.raises(Conflict):
        release(survey)

    answer(survey, 30, way=chosen("car"))
    assert release(survey).number == 2


def test_further_questions_may_follow_while_nothing_has_changed(app: Flask) -> None:
    survey = result_survey()
    answer(survey, 20, way=chosen("bus"), years=Answer(number=70))
    release(survey, "way")

    assert counts(release(survey, "way", "years"), "years")
