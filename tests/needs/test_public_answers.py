"""What was said and what became of it, for everybody; and which promises wait too long."""

import pytest
from sqlalchemy.orm import Session

from portal.accounts.models import Account
from portal.contributions import actions as contributions
from portal.contributions import queries as voices
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.needs import actions
from portal.needs.models import Need
from portal.needs.queries import promises, public_answers
from portal.needs.queries.promises import PromiseFilter
from portal.needs.terms import NeedStatus
from portal.needs.terms.telling import AnswerGroup, Simple
from portal.places.models import Sozialraum
from tests.factories.accounts import make_account
from tests.factories.consultations import make_consultation
from tests.factories.county import make_county
from tests.factories.needs import add_voice, make_answered, make_item, make_need
from tests.factories.places import make_place, make_places
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.time import StoppedClock

EVERYTHING = PromiseFilter()


def answered(title: str, place: Sozialraum, *states: NeedStatus, simple: str = "") -> Need:
    need = make_need(title, place)
    for state in states:
        with unit_of_work():
            actions.answer(need, status=state, sentence=f"{title}: {state.label}", simple=Simple(simple), by=SYSTEM)
    return need


def test_the_page_of_a_gemeinde_has_three_parts(session: Session, client: PickyClient) -> None:
    make_county()
    here, there = make_places("Legau", "Babenhausen")
    answered("Bank", here, NeedStatus.CONFIRMED, NeedStatus.DONE, simple="Die Bank steht.")
    answered("Bus", here, NeedStatus.IN_REVIEW)
    answered("Hallenbad", here, NeedStatus.DECLINED)
    answered("Drüben", there, NeedStatus.IN_REVIEW)
    make_need("Noch geheim", here)

    page = client.page(f"/orte/{here.slug}/antworten")
    assert page.texts(".answers__head") == [
        "Das haben wir gemacht eine Antwort",
        "Daran arbeiten wir eine Antwort",
        "Das geht nicht, weil … eine Antwort",
    ]
    assert "Die Bank steht." in page.text(".answers__group--gemacht")
    assert "Noch geheim" not in page.text("body")
    assert "Drüben" not in page.text("main")
    easy = client.page(f"/orte/{here.slug}/antworten?leicht=1")
    assert easy.texts(".simple__text") == ["Die Bank steht."]
    assert "noch nicht in Leichter Sprache" in easy.text(".answers__group--in-arbeit")


def test_a_part_is_paged_and_bad_places_of_it_are_refused(session: Session, client: PickyClient) -> None:
    place = make_place("Legau")
    for number in range(23):
        answered(f"Bedarf {number}", place, NeedStatus.IN_REVIEW)
    here = f"/orte/{place.slug}/antworten"

    assert len(client.page(here).all(".answers__line")) == 6
    page = client.page(f"{here}?teil=in-arbeit")
    assert len(page.all(".answers__line")) == 20
    older = page.one("a[href*='after=']").attributes["href"]
    assert len(client.page(older or "").all(".answers__line")) == 3
    assert client.get(f"{here}?teil=in-arbeit&after=kaputt").status_code == 422
    assert client.get(f"{here}?teil=gibt-es-nicht&after=x").status_code == 200
    assert client.get("/orte/gibt-es-nicht/antworten").status_code == 404
    assert client.get("/beteiligung/gibt-es-nicht/antworten").status_code == 404


def test_queries_do_not_grow_with_the_answers(session: Session, client: PickyClient) -> None:
    small, large = make_places("Legau", "Babenhausen")
    answered("Einer", small, NeedStatus.IN_REVIEW)
    for number in range(9):
        answered(f"Bedarf {number}", large, NeedStatus.IN_REVIEW)

    def asked(place: Sozialraum) -> int:
        client.get(f"/orte/{place.slug}/antworten")
        with count_queries() as seen:
            client.get(f"/orte/{place.slug}/antworten")
        return len(seen)

    assert asked(small) == asked(large)


def test_what_is_withdrawn_merged_or_deleted_is_not_shown(session: Session) -> None:
    place = make_place("Legau")
    gone, into = answered("Weg", place, NeedStatus.IN_REVIEW), answered("Ziel", place, NeedStatus.IN_REVIEW)
    with unit_of_work():
        actions.merge_needs(gone, into=into, sentence="Zusammen.", by=SYSTEM)
    deleted = answered("Gelöscht", place, NeedStatus.IN_REVIEW)
    with unit_of_work():
        actions.delete_need(deleted, reason="Versehen.", by=SYSTEM)

    lines = public_answers.public_lines(public_answers.at_place([place.id]), AnswerGroup.UNDER_WAY)
    assert [line.title for line in lines.rows] == ["Ziel"]
    assert public_answers.public_counts(public_answers.at_place([place.id]))[AnswerGroup.UNDER_WAY] == 1


def test_a_verfahren_shows_answers_once_enough_people_spoke(session: Session, client: PickyClient) -> None:
    make_county()
    place = make_place("Legau")
    consultation = make_consultation("Wie wollen wir älter werden?", place=place)
    need = make_need("Bank", place)
    add_voice(need, "Eine Bank fehlt.", place, consultation_id=consultation.id)
    make_answered(need)
    address = f"/beteiligung/{consultation.slug}/antworten"

    page = client.page(address)
    assert "Damit niemand erkannt wird" in page.text("main")
    assert "Bank" not in page.text(".page__content")
    assert address not in client.get(f"/beteiligung/{consultation.slug}").get_data(as_text=True)
    said = [make_item(f"Stimme {number}", place, consultation_id=consultation.id) for number in range(4)]
    assert client.page(address).texts(".answers__title") == ["Das haben Sie gesagt: Bank"]
    assert address in client.get(f"/beteiligung/{consultation.slug}").get_data(as_text=True)
    with unit_of_work():
        contributions.withdraw(voices.contribution(said[0].contribution_id), by=SYSTEM)
    assert "Bank" not in client.page(address).text(".page__content"), "who took back hides nobody"
    draft = make_consultation("Noch geheim", place=place, published=False)
    assert client.get(f"/beteiligung/{draft.slug}/antworten").status_code == 404


def test_promises_wait_ninety_days(session: Session, frozen_clock: StoppedClock) -> None:
    place = make_place("Legau")
    silent, answered_late = make_need("Nie beantwortet", place), make_need("Einmal beantwortet", place)
    done, fresh = make_need("Fertig", place), make_need("Frisch beantwortet", place)
    make_answered(answered_late)
    make_answered(done, NeedStatus.DECLINED)
    frozen_clock.forward(days=91)
    make_answered(fresh)
    planner = make_account(Role.PLANNER)

    found = promises.page_of_promises(planner, PromiseFilter(), after=None)
    assert [need.title for need in found.rows] == [silent.title, answered_late.title]
    assert promises.count_promises(planner).number == 2
    make_answered(silent)
    assert promises.count_promises(planner).number == 1


def test_promises_are_narrowed_and_stay_in_their_place(session: Session, frozen_clock: StoppedClock) -> None:
    here, there = make_places("Legau", "Babenhausen")
    consultation = make_consultation(place=here)
    mine, other = make_need("Hier", here), make_need("Dort", there)
    add_voice(mine, "Gesagt.", here, consultation_id=consultation.id)
    make_item("Wartet", here)
    frozen_clock.forward(days=91)
    everywhere, local = make_account(Role.PLANNER), make_account(Role.PLANNER, there)

    def titles(viewer: Account, only: PromiseFilter = EVERYTHING) -> list[str]:
        return [need.title for need in promises.page_of_promises(viewer, only, after=None).rows]

    assert titles(everywhere) == ["Hier", "Dort"]
    assert titles(local) == [other.title]
    assert titles(everywhere, PromiseFilter(place_id=here.id)) == ["Hier"]
    assert titles(everywhere, PromiseFilter(consultation_id=consultation.id)) == ["Hier"]
    assert promises.count_undecided(everywhere) == 1
    assert promises.count_undecided(local) == 0


def test_the_list_of_promises_as_a_page(
    session: Session, client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    make_county()
    place = make_place("Legau")
    make_need("Vergessen", place)
    frozen_clock.forward(days=91)
    login(Role.PLANNER)

    page = client.page("/arbeit/bedarfe/zusagen")
    assert "Vergessen" in page.text("#promise-rows")
    assert page.has("a[href$='/antwort']")
    assert "Alte Zusagen" in client.page("/arbeit").text("main")
    assert client.get("/arbeit/bedarfe/zusagen?after=kaputt").status_code == 422
    assert client.get("/arbeit/bedarfe/zusagen?ort=unsinn&verfahren=x").status_code == 200
    login(Role.KUEMMERER, place)
    assert client.get("/arbeit/bedarfe/zusagen").status_code == 404


@pytest.mark.parametrize("teil", ["gemacht", "in-arbeit", "geht-nicht", "\x00", "x" * 3000])
def test_any_part_may_be_asked_for(session: Session, client: PickyClient, teil: str) -> None:
    place = make_place("Legau")

    assert client.get(f"/orte/{place.slug}/antworten", query_string={"teil": teil}).status_code == 200
