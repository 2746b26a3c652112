"""What surveys add to "Mein Tag" and to the pages of a Gemeinde and of a Verfahren."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from portal.kernel.clock import now
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.places.models import Sozialraum
from portal.surveys import queries
from portal.surveys.actions import releasing
from portal.surveys.actions.inviting import make_codes
from portal.surveys.models import Invitation, InvitationBatch
from portal.surveys.queries import snapshot
from portal.surveys.terms import Access, SurveyState
from tests.factories.consultations import make_consultation
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.factories.surveys import make_response, make_survey
from tests.support.html import words_of
from tests.support.login import Login
from tests.support.picky import PickyClient


@pytest.fixture
def place(app: Flask) -> Sozialraum:
    make_county()
    return make_place("Pfaffenhausen")


def test_the_day_of_who_publishes_names_drafts_ends_and_what_is_left_open(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    make_survey("Wartet", state=SurveyState.DRAFT, place=place)
    make_survey("Endet bald", place=place, closes_at=now() + timedelta(days=2))
    make_survey("Ist vorbei", place=place, opens_at=now() - timedelta(days=9), closes_at=now() - timedelta(hours=1))
    make_survey("Läuft noch lange", place=place)
    make_survey("Nebenan", state=SurveyState.DRAFT, place=make_place("Kammlach"))

    login(Role.KUEMMERER, place)
    assert not client.page("/arbeit").has("section[aria-labelledby=my-day-surveys]")
    login(Role.MUNICIPALITY, place)
    told = client.page("/arbeit").texts("section[aria-labelledby=my-day-surveys] .row__title")

    assert told == ["Ist vorbei", "Endet bald", "Wartet"]


def test_pages_of_a_gemeinde_and_of_a_verfahren_show_what_can_be_answered(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    consultation = make_consultation(place=place)
    running = make_survey("Gut unterwegs", place=place, consultation_id=consultation.id)
    make_survey("Geheimer Entwurf", state=SurveyState.DRAFT, place=place, consultation_id=consultation.id)

    of_place, public = client.page(f"/orte/{place.slug}"), client.page(f"/beteiligung/{consultation.slug}")
    assert of_place.has(f"a[href='/umfragen/{running.slug}']")
    assert public.has(f"a[href='/umfragen/{running.slug}']")
    assert "Geheimer Entwurf" not in of_place.text() + public.text()
    login(Role.MODERATOR, place)
    assert "Geheimer Entwurf" in client.page(f"/arbeit/beteiligung/{consultation.id}").text("main")


def test_pages_of_a_gemeinde_and_of_a_verfahren_lead_to_results_until_they_are_withdrawn(
    client: PickyClient, place: Sozialraum
) -> None:
    consultation = make_consultation(place=place)
    survey = make_survey("Gut unterwegs", state=SurveyState.CLOSED, place=place, consultation_id=consultation.id)
    make_survey("Noch ohne Ergebnis", state=SurveyState.CLOSED, place=place, consultation_id=consultation.id)
    for _ in range(20):
        make_response(survey)
    with unit_of_work():
        releasing.release_result(queries.survey(survey.id), codes=["way"], threshold=5, by=SYSTEM)

    def links() -> list[int]:
        """How many links lead to this result, and to any."""
        pages = (client.page(f"/orte/{place.slug}"), client.page(f"/beteiligung/{consultation.slug}"))
        ours, any_result = f"a[href='/umfragen/{survey.slug}/ergebnis']", "a[href$='/ergebnis']"
        return [len(page.all(selector)) for page in pages for selector in (ours, any_result)]

    assert links() == [1, 1, 1, 1]
    with unit_of_work():
        release = snapshot.public_release(survey.id)
        assert release is not None
        releasing.withdraw_result(queries.survey(survey.id), release, by=SYSTEM)
    assert links() == [0, 0, 0, 0]


@pytest.mark.parametrize("anonymous", [True, False])
def test_the_day_of_the_kuemmerer_names_letters_to_remind_of(
    client: PickyClient, login: Login, place: Sozialraum, anonymous: bool
) -> None:
    ends = now() + timedelta(days=10)
    values: dict[str, Any] = {"access": Access.CODES, "place": place, "closes_at": ends, "anonymous": anonymous}
    survey = make_survey("Mit Briefen", opens_at=now() - timedelta(days=9), **values)
    make_survey("Ohne Briefe", opens_at=now() - timedelta(days=9), **values)
    fresh = make_survey("Eben begonnen", **values)
    for one in (survey, fresh):
        with unit_of_work():
            session().add(batch := InvitationBatch(survey_id=one.id, name="Briefe", size=3))
            session().flush()
            make_codes(batch)
    with unit_of_work():
        session().execute(update(Invitation).where(Invitation.number == 1).values(used=True))
    login(Role.KUEMMERER, place)

    panel = client.page("/arbeit").one("section[aria-labelledby=my-day-surveys]")

    told = words_of(panel)
    assert "Mit Briefen" in told
    assert not any(title in told for title in ("Ohne Briefe", "Eben begonnen"))
    assert ("2 Codes sind noch nicht verwendet" in told) == (not anonymous)
    assert panel.css_first(f"a[href='/arbeit/umfragen/{survey.id}/codes#erinnern']") is not None
