"""What everybody reads about Bedarfe: on the start page, and with the Rückmelde-Code after a split."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from portal.contributions.routes.timeline import timeline_of
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.needs import actions
from portal.needs.models import Evidence, Need, NeedEntry
from portal.needs.terms import NeedStatus
from tests.factories.county import make_county
from tests.factories.needs import add_voice, draft, make_answered, make_need
from tests.factories.places import make_place
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.time import StoppedClock

GOES_ON = "Ihr Anliegen wird jetzt als eigener Bedarf weitergeführt: „Der Arzt fehlt“"


def split_off(need: Need, beleg: Evidence) -> NeedEntry:
    words = draft("Der Arzt fehlt", make_place("Dirlewang"))
    with unit_of_work():
        return actions.split_need(need, evidence_ids=[beleg.id], draft=words, by=SYSTEM)[1]


def titles(beleg: Evidence) -> list[str]:
    assert beleg.contribution_id is not None
    return [entry.title for entry in timeline_of(beleg.contribution_id)]


@pytest.mark.usefixtures("app")
def test_who_moves_with_a_split_reads_it_and_nobody_else(frozen_clock: StoppedClock) -> None:
    place = make_place("Legau")
    need = make_need("Bus und Arzt", place)
    moved, stays = add_voice(need, "Es gibt keinen Arzt.", place), add_voice(need, "Es fährt kein Bus.", place)
    frozen_clock.forward(hours=1)

    split_off(need, moved)

    assert titles(moved) == ["Bei uns eingegangen", "In den Bedarf „Bus und Arzt“ aufgenommen", GOES_ON]
    assert GOES_ON not in titles(stays)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize(
    ("after", "told"),
    [(timedelta(minutes=1), []), (timedelta(hours=1), [GOES_ON, "Dieser Schritt wurde zurückgenommen"])],
)
def test_a_split_taken_back_is_told_unless_it_was_a_slip(
    frozen_clock: StoppedClock, after: timedelta, told: list[str]
) -> None:
    place = make_place("Legau")
    need = make_need("Bus und Arzt", place, voices=1)
    beleg = add_voice(need, "Es gibt keinen Arzt.", place)
    entry = split_off(need, beleg)
    frozen_clock.forward(seconds=int(after.total_seconds()))

    with unit_of_work():
        actions.undo_operation(entry, by=SYSTEM)

    assert titles(beleg)[2:] == told


def answered(title: str, sentence: str = "Wir prüfen das.") -> Need:
    need = make_need(title, make_place(f"Ort {title}"), description="Nur für uns gedacht.", voices=1)
    make_answered(need, NeedStatus.IN_REVIEW, sentence)
    return need


def test_the_start_page_shows_the_three_latest_answers(client: PickyClient, frozen_clock: StoppedClock) -> None:
    make_county()
    for title in ("Bank", "Bus", "Arzt", "Laden"):
        answered(title, sentence=f"Für „{title}“ ist gesorgt.")
        frozen_clock.forward(minutes=1)
    make_need("Noch ohne Antwort")

    page = client.page("/")

    assert page.texts(".achieved .card__title") == ["Laden", "Arzt", "Bus"]
    assert page.texts(".achieved .card__kicker")[0] == "Ort Laden"
    assert page.texts(".achieved .card__badge")[0] == "In Prüfung"
    assert "Für „Laden“ ist gesorgt." in page.text(".achieved")
    assert "Nur für uns gedacht." not in page.text()
    assert "Stimme" not in page.text(".achieved")


def test_the_start_page_uses_the_public_title(client: PickyClient) -> None:
    make_county()
    need = answered("Interner Titel")
    with unit_of_work():
        words = draft(need.title, need.place)
        actions.edit_need(need, draft=words, version=need.version, public_title="Ein Bus am Abend", by=SYSTEM)

    page = client.page("/")

    assert page.texts(".achieved .card__title") == ["Ein Bus am Abend"]
    assert "Interner Titel" not in page.text(".achieved .card__title")


def test_what_was_merged_or_deleted_is_not_on_the_start_page(client: PickyClient) -> None:
    make_county()
    gone, into, deleted = answered("Bank"), make_need("Bänke"), answered("Bus")
    with unit_of_work():
        actions.merge_needs(gone, into=into, sentence="Andere sagten dasselbe.", by=SYSTEM)
        actions.delete_need(deleted, reason="Ein Versuch.", by=SYSTEM)

    assert not client.page("/").has(".achieved")


def test_the_answers_cost_the_start_page_one_question(client: PickyClient, session: Session) -> None:
    make_county()
    costs = []
    for title in ("Bank", "Bus"):
        answered(title)
        client.page("/?x=1")
        with count_queries() as statements:
            client.page("/?x=1")
        costs.append(len(statements))

    assert costs[0] == costs[1]
