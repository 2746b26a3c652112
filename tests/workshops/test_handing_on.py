"""Criticism, wishes and sketches go on to a Bedarf: a sketch becomes a Wortmeldung, once."""

import pytest
from flask import Flask

from portal.contributions import queries as said
from portal.contributions.terms import Channel, ContributionKind
from portal.kernel.policy import Role
from portal.needs.queries.selection import selection
from portal.places.models import Sozialraum
from portal.workshops.queries.sketches import sketches
from portal.workshops.terms.telling import words_of_sketch
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.factories.workshops import chain_of, make_chain, make_workshop
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient


@pytest.fixture
def place(app: Flask) -> Sozialraum:
    make_county()
    return make_place("Kirchheim")


def test_a_chain_becomes_a_need(client: PickyClient, login: Login, place: Sozialraum) -> None:
    account = login(Role.PLANNER)
    workshop = make_chain(place)
    (sketch,) = sketches(workshop.id)
    found = chain_of(workshop)
    form = client.page(f"/arbeit/werkstaetten/{workshop.id}/weitergeben").form("main form[action$='/auswahl']")

    for _time in range(2):
        chosen = client.submit(form, skizze=[str(sketch.id)], gedanke=[found.criticisms[0].thought.key])
        assert chosen.status_code == 200
    page = Page(chosen)

    assert page.heading == "3 Wortmeldungen ausgewählt"
    (row,) = sketches(workshop.id)
    assert row.contribution_id is not None
    words = said.contribution(row.contribution_id)
    assert (words.kind, words.channel, words.recorded_by) == (ContributionKind.CARD, Channel.EVENT, account.id)
    assert words.text == ("Projekt: Dorfstube\nWas: Das Lehrerhaus wird aufgesperrt.\nErster Schritt: Den Raum ansehen")
    assert "Hildegard" not in words.text
    ids = [row.contribution_id, *found.criticisms[0].thought.contribution_ids]
    assert len(selection(account, ids).contribution_ids) == 3
    made = client.follow(client.submit(page.form("main form[action$='/bedarf']")))
    assert "Dorfstube" in made.text("main")
    again = client.page(f"/arbeit/werkstaetten/{workshop.id}/projekte/{sketch.id}")
    assert "Weitergegeben als Wortmeldung" in again.text("main")
    assert not again.has("main form[action$='/loeschen']")


def test_nothing_chosen_is_said(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    workshop = make_chain(place)
    address = f"/arbeit/werkstaetten/{workshop.id}/weitergeben"
    form = client.page(address).form("main form[action$='/auswahl']")

    for nonsense in ({}, {"gedanke": ["k-quatsch"]}, {"skizze": ["quatsch"]}):
        answer = client.submit(form, **nonsense)
        assert answer.status_code == 422
        assert "Bitte wählen Sie zuerst aus" in Page(answer).text("main")
    assert sketches(workshop.id)[0].contribution_id is None


def test_a_moderator_hands_on_to_the_inbox(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.MODERATOR, place)
    workshop = make_chain(place)
    (sketch,) = sketches(workshop.id)
    form = client.page(f"/arbeit/werkstaetten/{workshop.id}/weitergeben").form("main form[action$='/auswahl']")

    page = Page(client.submit(form, skizze=[str(sketch.id)]))

    assert "liegt bei ihr im Eingang" in page.text("main")
    assert sketches(workshop.id)[0].contribution_id is not None


def test_there_is_nothing_to_hand_on_before_it_began(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    workshop = make_workshop(place=place)

    assert client.get(f"/arbeit/werkstaetten/{workshop.id}/weitergeben").status_code == 404


def test_what_was_left_empty_is_left_out(app: Flask, place: Sozialraum) -> None:
    (sketch,) = sketches(make_chain(place).id)

    assert words_of_sketch(sketch).count("\n") == 2
