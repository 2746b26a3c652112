"""The Rückmelde-Code of a survey on the page where all codes are typed."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.contributions.models import Contribution
from portal.kernel import codes
from portal.surveys.models import Survey, SurveyResponse
from tests.factories.surveys import chosen, make_response, make_survey, said
from tests.support.html import Page
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

pytestmark = pytest.mark.usefixtures("app")


def answered(survey: Survey, *, language: str = "de") -> str:
    """The code of somebody who answered."""
    code = codes.receipt_code(uuid4())
    answers = {"way": chosen("bus"), "wish": said("Abends ein Bus.")}
    make_response(survey, answers, receipt_code=code, language=language)
    return code


def look_up(client: PickyClient, code: str) -> Page:
    response = client.submit(client.page("/rueckmeldung").form(), code=code)
    return client.follow(response) if response.status_code == 303 else Page(response)


def test_the_code_opens_the_own_answers(client: PickyClient) -> None:
    survey = make_survey()

    page = look_up(client, answered(survey).lower().replace("-", " "))

    assert page.heading == "Ihre Antworten"
    assert survey.title in page.text("main")
    assert page.texts(".answering__words") == ["Mit dem Bus", "Abends ein Bus."]
    assert page.texts(".timeline__title") == ["Bei uns eingegangen"]


def test_the_own_answers_stand_in_the_language_of_the_questions(client: PickyClient) -> None:
    code = answered(make_survey(), language="ar")

    page = look_up(client, code)

    assert page.heading == "إجاباتك"
    assert page.attribute(".page__head", "dir") == "rtl"
    assert "حذف جميع إجاباتي" in page.text('[action$="/loeschen"]')
    assert page.texts(".timeline__title") == ["Bei uns eingegangen"]
    assert page.attribute("section > div", "lang") == "de"


def test_other_codes_stay_unknown(client: PickyClient) -> None:
    answered(make_survey())

    page = look_up(client, codes.receipt_code(uuid4()))

    assert page.response.status_code == 422


def test_the_view_closes_after_two_hours(client: PickyClient, frozen_clock: StoppedClock) -> None:
    page = look_up(client, answered(make_survey()))
    frozen_clock.forward(hours=2, minutes=1)

    assert client.follow(client.get(page.url)).heading == "Rückmeldung"


def test_a_made_up_view_opens_nothing(client: PickyClient) -> None:
    assert client.get("/rueckmeldung/umfrage/0.xyz").status_code == 303


def test_deleting_takes_everything_back(
    client: PickyClient, another_client: Callable[[], PickyClient], session: Session
) -> None:
    survey = make_survey()
    kept, gone = answered(survey), answered(survey)
    page = look_up(client, gone)

    client.follow(client.submit(page.form('[action$="/loeschen"]')))

    assert session.scalar(select(func.count()).select_from(SurveyResponse)) == 1
    assert sorted(session.scalars(select(Contribution.text))) == ["", "Abends ein Bus."]
    assert look_up(client, gone).response.status_code == 422
    assert look_up(another_client(), kept).heading == "Ihre Antworten"
    assert client.get(page.url).status_code == 303
