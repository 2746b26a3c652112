"""Pins are read by a person before others see their words and photos."""

import io
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from portal.contributions import actions as contribution_actions
from portal.contributions import queries as contributions
from portal.contributions.models import Photo
from portal.contributions.terms import ModerationState
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, NotFound
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role
from portal.pinmaps import queries
from portal.pinmaps.actions import counting, moderating
from portal.pinmaps.models import PinMap
from portal.pinmaps.terms import MapState, ModerationRule, PinVisibility
from portal.web import uploads
from tests.factories.contributions import image_bytes
from tests.factories.pinmaps import make_map, make_pin
from tests.factories.places import make_place, square
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

ALL = "/arbeit/karten/freigabe"


@pytest.fixture
def pin_map(session: Session) -> PinMap:
    return make_map(with_photo=True)


def kept_photo() -> uploads.KeptPhoto:
    return uploads.keep_photo(FileStorage(io.BytesIO(image_bytes()), filename="foto.jpg"))


def waiting_pin(pin_map: PinMap, words: str = "Hier fehlt eine Bank.", **values: Any) -> UUID:
    return make_pin(pin_map, comment=words, **values).pin.contribution_id


def desk(pin_map: PinMap) -> str:
    return f"/arbeit/karten/{pin_map.id}/freigabe"


def photo_of(contribution_id: UUID) -> Photo:
    return contributions.photos_of(contribution_id)[0]


def state_of(session: Session, contribution_id: UUID) -> tuple[ModerationState, PinVisibility, bool]:
    session.expire_all()
    pin = queries.pin(contribution_id)
    return contributions.contribution(contribution_id).moderation, pin.visibility, pin.is_read


def test_released_words_and_photo_are_seen_by_all(session: Session, pin_map: PinMap) -> None:
    wanted = waiting_pin(pin_map, photo=kept_photo())

    with unit_of_work():
        moderating.release(pin_map, wanted, by=SYSTEM)

    assert state_of(session, wanted) == (ModerationState.RELEASED, PinVisibility.SHOWN, True)
    assert photo_of(wanted).moderation is ModerationState.RELEASED


def test_the_photo_can_stay_away_while_the_words_are_shown(session: Session, pin_map: PinMap) -> None:
    wanted = waiting_pin(pin_map, photo=kept_photo())

    with unit_of_work():
        moderating.release_without_photo(pin_map, wanted, reason="Zeigt ein Kennzeichen.", by=SYSTEM)

    assert state_of(session, wanted) == (ModerationState.RELEASED, PinVisibility.SHOWN, True)
    assert photo_of(wanted).moderation is ModerationState.HIDDEN
    assert contributions.moderation_history(wanted)[-1].reason == "Zeigt ein Kennzeichen."


def test_what_is_hidden_leaves_the_map_and_its_counts(session: Session, pin_map: PinMap) -> None:
    wanted = waiting_pin(pin_map, photo=kept_photo())

    with unit_of_work():
        moderating.hide(pin_map, wanted, reason="Beleidigt jemanden.", by=SYSTEM)

    assert state_of(session, wanted) == (ModerationState.HIDDEN, PinVisibility.HIDDEN, True)
    assert photo_of(wanted).moderation is ModerationState.HIDDEN
    assert contributions.contribution(wanted).moderation_reason == "Beleidigt jemanden."
    assert (queries.counts_of(pin_map.id).hidden, counting.differing(pin_map.id)) == (1, 0)


@pytest.mark.parametrize("act", [moderating.hide, moderating.release_without_photo])
def test_hiding_needs_a_reason(session: Session, pin_map: PinMap, act: Any) -> None:
    wanted = waiting_pin(pin_map)

    with pytest.raises(InvalidInput) as error, unit_of_work():
        act(pin_map, wanted, reason="", by=SYSTEM)

    assert error.value.field == "reason"
    assert state_of(session, wanted)[2] is False


def test_whoever_comes_second_learns_it_and_changes_nothing(session: Session, pin_map: PinMap) -> None:
    wanted = waiting_pin(pin_map)
    with unit_of_work():
        moderating.release(pin_map, wanted, by=SYSTEM)

    with pytest.raises(Conflict), unit_of_work():
        moderating.hide(pin_map, wanted, reason="Zu spät.", by=SYSTEM)

    assert state_of(session, wanted)[0] is ModerationState.RELEASED


def test_one_of_two_at_the_same_moment_decides(app: Flask, pin_map: PinMap) -> None:
    wanted, map_id = waiting_pin(pin_map), pin_map.id

    def decide(hides: bool) -> bool:
        with app.app_context():
            try:
                with unit_of_work():
                    if hides:
                        moderating.hide(queries.pin_map(map_id), wanted, reason="Nein.", by=SYSTEM)
                    else:
                        moderating.release(queries.pin_map(map_id), wanted, by=SYSTEM)
            except Conflict:
                return False
            return True

    with ThreadPoolExecutor(4) as pool:
        decided = list(pool.map(decide, [True, False, True, False]))

    assert sum(decided) == 1
    assert counting.differing(map_id) == 0


def test_what_was_taken_back_is_not_decided(session: Session, pin_map: PinMap) -> None:
    wanted = waiting_pin(pin_map)
    with unit_of_work():
        contribution_actions.withdraw(contributions.contribution(wanted), by=ANONYMOUS)

    with pytest.raises(Conflict), unit_of_work():
        moderating.release(pin_map, wanted, by=SYSTEM)


def test_a_pin_of_another_map_is_none_of_this_one(session: Session, pin_map: PinMap) -> None:
    wanted = waiting_pin(make_map("Andere"))

    with pytest.raises(NotFound), unit_of_work():
        moderating.release(pin_map, wanted, by=SYSTEM)


def test_the_oldest_waits_in_front_with_words_photo_and_map(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    waiting_pin(pin_map, "Die erste.", photo=kept_photo())
    waiting_pin(pin_map, "Die zweite.", category=3)
    make_pin(pin_map)
    login(Role.KUEMMERER)

    page = client.page(desk(pin_map))

    assert page.text(".triage__words") == "Die erste."
    assert page.has(".contribution__photo img")
    assert page.has(".map[data-island=pin-spot]")
    assert page.texts(".triage__queue .triage__excerpt") == ["Die erste.", "Die zweite."]
    assert "2 Nadeln warten" in page.text(".page__lead")


def test_release_leads_to_the_next_and_then_to_the_end(
    client: PickyClient, login: Login, session: Session, pin_map: PinMap
) -> None:
    first, second = waiting_pin(pin_map, "Die erste."), waiting_pin(pin_map, "Die zweite.")
    login(Role.MODERATOR)

    page = client.follow(client.submit(client.page(desk(pin_map)).form(".triage__decide form")))
    assert page.text(".triage__words") == "Die zweite."
    page = client.follow(client.submit(page.form(".triage__decide form")))

    assert "Alles gelesen" in page.text("main")
    assert {state_of(session, one)[0] for one in (first, second)} == {ModerationState.RELEASED}


def test_hiding_takes_a_ready_sentence_or_ones_own(
    client: PickyClient, login: Login, session: Session, pin_map: PinMap
) -> None:
    first, second = waiting_pin(pin_map, "Die erste."), waiting_pin(pin_map, "Die zweite.")
    login(Role.MODERATOR)

    page = client.page(client.page(desk(pin_map)).link("Ausblenden A"))
    page = client.follow(client.submit(page.form(".triage__decide form"), reason="insult"))
    page = client.page(page.link("Ausblenden A"))
    client.submit(page.form(".triage__decide form"), reason="insult", own_words="Bitte ohne Schimpfwort.")

    session.expire_all()
    reasons = [contributions.contribution(one).moderation_reason for one in (first, second)]
    assert reasons[0].startswith("Darin wird jemand beleidigt")
    assert reasons[1] == "Bitte ohne Schimpfwort."


def test_without_a_reason_the_page_says_so(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    waiting_pin(pin_map)
    login(Role.MODERATOR)

    page = client.page(client.page(desk(pin_map)).link("Ausblenden A"))
    answer = client.submit(page.form(".triage__decide form"))

    assert answer.status_code == 422
    assert "Bitte wählen oder schreiben Sie einen Grund" in answer.text


def test_the_second_moderator_gets_a_calm_word(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    wanted = waiting_pin(pin_map, "Die erste.")
    waiting_pin(pin_map, "Die zweite.")
    login(Role.MODERATOR)
    seen = client.page(desk(pin_map)).form(".triage__decide form")
    with unit_of_work():
        moderating.hide(pin_map, wanted, reason="War schneller.", by=SYSTEM)

    page = client.follow(client.submit(seen))

    assert "hat gerade schon jemand anders gelesen" in page.text("#tells")
    assert page.text(".triage__words") == "Die zweite."


def test_pins_without_words_wait_too_where_everything_is_read_first(
    client: PickyClient, login: Login, session: Session
) -> None:
    strict = make_map(moderation=ModerationRule.BEFORE)
    wanted = make_pin(strict).pin.contribution_id
    login(Role.MUNICIPALITY)

    page = client.page(desk(strict))
    assert "Ohne Worte" in page.text(".triage__text")
    client.submit(page.form(".triage__decide form"))

    assert state_of(session, wanted) == (ModerationState.RELEASED, PinVisibility.SHOWN, True)


def test_a_pin_that_was_only_described_has_no_map(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    waiting_pin(pin_map, at=None, place_text="beim alten Bahnhof")
    login(Role.MODERATOR)

    page = client.page(desk(pin_map))

    assert not page.has(".map")
    assert "beim alten Bahnhof" in page.text(".triage__text")


def test_all_own_maps_are_read_in_one_queue(client: PickyClient, login: Login, session: Session) -> None:
    own = make_place("Kammlach", boundary=square(10.2, 48.2))
    other = make_place("Unteregg", boundary=square(10.4, 48.2))
    first, second = make_map("Erste", place=own), make_map("Zweite", place=own)
    foreign = make_map("Fremde", place=other)
    waiting_pin(first, "Aus der ersten.", at=None, place_text="hier")
    waiting_pin(second, "Aus der zweiten.", at=None, place_text="hier")
    hidden = waiting_pin(foreign, "Geht sie nichts an.", at=None, place_text="hier")
    login(Role.KUEMMERER, own)

    page = client.page(ALL)
    assert page.texts(".triage__queue .triage__excerpt") == ["Aus der ersten.", "Aus der zweiten."]
    page = client.follow(client.submit(page.form(".triage__decide form")))

    assert (page.url, page.text(".triage__words")) == (ALL, "Aus der zweiten.")
    assert client.page(f"{ALL}?nadel={hidden}").text(".triage__words") == "Aus der zweiten."


def test_the_list_releases_what_stood_there_and_had_its_tick(
    client: PickyClient, login: Login, session: Session, pin_map: PinMap
) -> None:
    pins = [waiting_pin(pin_map, f"Nummer {number}") for number in range(23)]
    login(Role.MODERATOR)

    page = client.page(f"{desk(pin_map)}/liste")
    assert len(page.all(".pin-sheet")) == 20
    form = page.form("main form.stack")
    late = waiting_pin(pin_map, "Kam inzwischen dazu.")
    with unit_of_work():
        moderating.hide(pin_map, pins[1], reason="Schon entschieden.", by=SYSTEM)
    page = client.follow(client.submit(form, nadel=[str(one) for one in pins[:20] if one != pins[0]]))

    states = [state_of(session, one)[0] for one in pins]
    assert states[:2] == [ModerationState.HELD, ModerationState.HIDDEN]
    assert set(states[2:20]) == {ModerationState.RELEASED}
    assert set(states[20:]) == {ModerationState.HELD}
    assert state_of(session, late)[0] is ModerationState.HELD
    assert "Freigegebene Nadeln: 18." in page.text("#tells")


def test_the_list_says_when_nothing_was_left(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    wanted = waiting_pin(pin_map)
    login(Role.MODERATOR)
    form = client.page(f"{ALL}/liste").form("main form.stack")
    with unit_of_work():
        moderating.release(pin_map, wanted, by=SYSTEM)

    page = client.follow(client.submit(form))

    assert "inzwischen schon jemand anders gelesen" in page.text("#tells")
    assert "Alles gelesen" in page.text("main")


@pytest.mark.parametrize("address", ["", "/liste"])
def test_as_many_queries_for_one_as_for_thirty(
    client: PickyClient, login: Login, pin_map: PinMap, address: str
) -> None:
    waiting_pin(pin_map, photo=kept_photo())
    login(Role.MODERATOR)
    client.page(desk(pin_map) + address)
    with count_queries() as few:
        client.page(desk(pin_map) + address)
    for number in range(30):
        waiting_pin(pin_map, f"Nummer {number}")

    with count_queries() as many:
        client.page(desk(pin_map) + address)

    assert len(many) <= len(few), f"{few}\n\n{many}"


@pytest.mark.parametrize(
    "query", ["nadel=x", f"nadel={uuid4()}", "aktion=%00", "aktion=ohne-foto", "von=alle", "nadel="]
)
def test_nonsense_in_the_address_breaks_nothing(client: PickyClient, login: Login, pin_map: PinMap, query: str) -> None:
    waiting_pin(pin_map)
    login(Role.MODERATOR)

    assert client.get(f"{desk(pin_map)}?{query}").status_code == 200
    assert client.get(f"{ALL}?{query}").status_code == 200


READERS = {Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY}


@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.parametrize("state", list(MapState))
def test_who_may_read_before_others_do(client: PickyClient, login: Login, role: Role | None, state: MapState) -> None:
    here = make_map(state=state)
    may = role in READERS and state is not MapState.DRAFT
    login(role)

    for address in (desk(here), f"{desk(here)}/liste"):
        assert client.get(address).status_code == (200 if may else 404)
    assert client.get(ALL).status_code == (200 if role in READERS else 404)
    for action in ("freigeben", "verbergen", "ohne-foto"):
        status = client.post(f"{desk(here)}/{uuid4()}/{action}", data={}).status_code
        assert status != 200
        assert (status == 404) is not may


@pytest.mark.parametrize("role", sorted(READERS))
def test_foreign_maps_answer_404(client: PickyClient, login: Login, role: Role) -> None:
    foreign = make_map(place=make_place("Kammlach", boundary=square(10.2, 48.2)))
    wanted = waiting_pin(foreign, at=None, place_text="hier")
    login(role, make_place("Unteregg"))

    for address in (desk(foreign), f"{desk(foreign)}/liste", f"{desk(foreign)}?nadel={wanted}"):
        assert client.get(address).status_code == 404
    assert client.post(f"{desk(foreign)}/{wanted}/freigeben", data={}).status_code == 404


def test_the_desk_comes_alone_for_the_script(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    waiting_pin(pin_map, "Die erste.")
    login(Role.MODERATOR)

    for query in ("", "?aktion=verbergen"):
        part = client.get(desk(pin_map) + query, headers={"HX-Request": "true"}).text
        assert "Die erste." in part
        assert "<html" not in part
