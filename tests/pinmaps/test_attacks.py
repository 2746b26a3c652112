"""What somebody tries who wants to see, forge, break or lose something on a Nadelkarte."""

import io
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from portal.contributions import actions as contribution_actions
from portal.contributions import queries as contributions
from portal.contributions.terms import ModerationState
from portal.kernel import runtime
from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError
from portal.kernel.policy import ANONYMOUS, SYSTEM
from portal.pinmaps import queries
from portal.pinmaps.actions import counting, moderating, placing, sittings
from portal.pinmaps.actions.placing import NewPin
from portal.pinmaps.models import Pin, PinMap, PinSitting
from portal.pinmaps.routes import placing as placing_routes
from portal.pinmaps.terms import ModerationRule
from tests.factories.contributions import image_bytes
from tests.factories.pinmaps import INSIDE, make_map, make_pin
from tests.support.picky import PickyClient


def at_once(app: Flask, *acts: Callable[[], object]) -> None:
    """Does all of this at the same moment, each in a session and a unit of work of its own. Being refused is no mistake."""
    together = threading.Barrier(len(acts))

    def run(act: Callable[[], object]) -> None:
        with app.app_context():
            together.wait(30)
            with suppress(DomainError), unit_of_work():
                act()

    with ThreadPoolExecutor(len(acts)) as pool:
        list(pool.map(run, acts))


def place_inside(map_id: UUID) -> None:
    pin_map = queries.pin_map(map_id)
    placing.place(pin_map, NewPin(category=1, at=INSIDE), submission_key=uuid4(), sitting_key=uuid4())


def withdraw(own: UUID) -> None:
    contribution_actions.withdraw(contributions.contribution(own), by=ANONYMOUS)


def release(own: UUID) -> None:
    queries.pin(own)  # read before anybody waits, as a page does
    contribution_actions.moderate(contributions.contribution(own), to=ModerationState.RELEASED, by=SYSTEM)


def hide_of_map(map_id: UUID, own: UUID) -> None:
    moderating.hide(queries.pin_map(map_id), own, reason="Nein.", by=SYSTEM)


def test_a_pin_taken_back_many_times_at_once_leaves_the_counts_once(app: Flask, session: Session) -> None:
    pin_map, sitting = make_map(), uuid4()
    map_id = pin_map.id
    kept = make_pin(pin_map, sitting=sitting)
    for _round in range(5):
        wanted = make_pin(pin_map, sitting=sitting).pin.contribution_id

        at_once(app, *[partial(sittings.take_back, wanted, sitting_key=sitting)] * 4)

        session.rollback()
        assert counting.differing(map_id) == 0
    assert session.scalar(select(PinSitting.pins).where(PinSitting.id == kept.pin.sitting_id)) == 1


def test_counts_hold_when_a_pin_is_released_hidden_and_taken_back_at_once(app: Flask, session: Session) -> None:
    map_id = make_map(moderation=ModerationRule.BEFORE).id

    for _round in range(8):
        session.rollback()
        pin_map, key = queries.pin_map(map_id), uuid4()
        own = make_pin(pin_map, sitting=key, comment="Hier fehlt Licht.").pin.contribution_id
        other = make_pin(pin_map).pin.contribution_id
        at_once(
            app,
            partial(sittings.take_back, own, sitting_key=key),
            partial(withdraw, own),
            partial(release, own),
            partial(hide_of_map, map_id, own),
            partial(release, other),
            partial(place_inside, map_id),
        )
        session.rollback()
        assert counting.differing(map_id) == 0
        gone = session.get_one(Pin, own)
        assert (gone.x, gone.sitting_id, gone.visibility.value, gone.has_words) == (None, None, "hidden", False)
        assert contributions.contribution(own).text == ""


def test_pins_moved_by_many_at_once_never_wait_in_a_circle(app: Flask, session: Session) -> None:
    map_id = make_map().id
    spots = [INSIDE, (48.5001, 10.5001), (48.55, 10.55)]

    def move_about(who: int) -> int:
        """Sets a pin and moves it on and on. A circle would be broken by the database with an error."""
        key, last = uuid4(), None
        with app.app_context():
            for step in range(8):
                with unit_of_work():
                    pin_map = queries.pin_map(map_id)
                    new = NewPin(category=1, at=spots[(who + step * (who % 2 + 1)) % 3])
                    if last is None:
                        placed = placing.place(pin_map, new, submission_key=uuid4(), sitting_key=key)
                    else:
                        placed = sittings.place_instead(pin_map, last, new, submission_key=uuid4(), sitting_key=key)
                    last = placed.pin.contribution_id
        return 1

    with ThreadPoolExecutor(6) as pool:
        moved = sum(pool.map(move_about, range(6)))

    session.rollback()
    assert (moved, counting.differing(map_id), queries.counts_of(map_id).shown) == (6, 0, 6)


def photo_files() -> int:
    folder = runtime.settings().data_dir / "photos"
    return len(list(folder.glob("*"))) if folder.is_dir() else 0


def send_photo(client: PickyClient, pin_map: PinMap, **values: str) -> TestResponse:
    sent = {"category": "1", "at": "48.5,10.5", "submission_key": str(uuid4()), "sitting": str(uuid4()), **values}
    token = client.page(f"/karten/{pin_map.slug}").attribute("input[name=form_token]", "value")
    return client.post(
        f"/karten/{pin_map.slug}/nadel",
        data={**sent, "form_token": token, "photo": (io.BytesIO(image_bytes()), "foto.jpg")},
        headers={"Sec-Fetch-Site": "same-origin", "Accept": "application/json"},
    )


def test_a_map_without_photos_opens_none(client: PickyClient) -> None:
    pin_map = make_map(with_photo=False)

    assert send_photo(client, pin_map).status_code == 422
    assert photo_files() == 0


def test_refused_forms_do_not_fill_the_disk_with_photos(client: PickyClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(placing_routes._MOST_PHOTOS, "local", 3)
    pin_map = make_map(with_photo=True)

    answers = [send_photo(client, pin_map, at="nirgends").status_code for _time in range(5)]

    assert answers == [422, 422, 422, 429, 429]
    assert photo_files() == 3


def test_a_pin_that_gets_words_later_stands_where_it_stood(session: Session) -> None:
    pin_map, key = make_map(blur_m=500), uuid4()
    first = make_pin(pin_map, sitting=key).pin
    stood = first.shown_x, first.shown_y

    with unit_of_work():
        again = sittings.place_instead(
            pin_map, first.contribution_id, NewPin(category=2, at=INSIDE), submission_key=uuid4(), sitting_key=key
        ).pin

    assert (again.shown_x, again.shown_y) == stood
