"""A year nobody can mean is refused in a sentence, wherever somebody types a day."""

from datetime import date

import pytest

from portal.kernel.policy import Role
from portal.surveys.terms import SurveyState
from portal.web.forms import check_year
from tests.factories.county import make_county
from tests.factories.pinmaps import make_map
from tests.factories.places import make_place
from tests.factories.surveys import make_survey
from tests.factories.workshops import make_workshop
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

WRONG = ("0001-01-01", "1899-12-31", "2077-01-01", "9999-12-31")


def address(room: str) -> str:
    place = make_place()
    if room == "umfragen":
        return f"/arbeit/umfragen/{make_survey(state=SurveyState.DRAFT).id}/angaben"
    if room == "karten":
        return f"/arbeit/karten/{make_map(published=False).id}/angaben"
    if room == "werkstaetten":
        return f"/arbeit/werkstaetten/{make_workshop(place=place).id}/angaben"
    return "/arbeit/beteiligung/neu"


@pytest.mark.parametrize(
    ("room", "field"),
    [
        ("umfragen", "opens_on"),
        ("umfragen", "closes_on"),
        ("karten", "opens_on"),
        ("karten", "closes_on"),
        ("werkstaetten", "starts_on"),
        ("verfahren", "opens_on"),
        ("verfahren", "closes_on"),
    ],
)
def test_an_absurd_year_is_refused_and_the_rest_is_kept(
    client: PickyClient, login: Login, frozen_clock: StoppedClock, room: str, field: str
) -> None:
    make_county()
    login(Role.PLANNER)
    form = client.page(address(room)).form("main form[method=post]:has([name=title])")

    for day in WRONG:
        answer = client.submit(form, title="Wird behalten", **{field: day})

        assert answer.status_code == 422
        assert Page(answer).errors()[field] == "Fehler: Bitte prüfen Sie das Jahr: möglich sind 1900 bis 2076."
        assert Page(answer).form("main form[method=post]:has([name=title])").values["title"] == ["Wird behalten"]


@pytest.mark.parametrize("day", [date(1900, 1, 1), date(2076, 12, 31), None])
def test_every_other_year_can_be_meant(frozen_clock: StoppedClock, day: date | None) -> None:
    class Typed:
        data = day

    check_year(None, Typed())  # type: ignore[arg-type]
