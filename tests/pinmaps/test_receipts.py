"""The Rückmelde-Code of a sitting on the page where all codes are typed."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage

from portal.contributions import actions, queries
from portal.contributions.models import Contribution
from portal.contributions.terms import ModerationState
from portal.kernel import codes
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.pinmaps.actions import counting
from portal.pinmaps.models import PinMap
from portal.web import uploads
from tests.factories.pinmaps import make_map, make_pin
from tests.factories.places import make_place, square
from tests.support.html import Page
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

pytestmark = pytest.mark.usefixtures("app")


def look_up(client: PickyClient, code: str) -> Page:
    response = client.submit(client.page("/rueckmeldung").form(), code=code)
    return client.follow(response) if response.status_code == 303 else Page(response)


def sitting_of(pin_map: PinMap, *pins: dict[str, Any]) -> str:
    """The code of somebody who set these pins."""
    key = uuid4()
    return [make_pin(pin_map, sitting=key, **values).code for values in pins][-1]


def photo() -> uploads.KeptPhoto:
    out = BytesIO()
    Image.new("RGB", (20, 10), "green").save(out, "JPEG")
    out.seek(0)
    return uploads.keep_photo(FileStorage(out, "bank.jpg"))


def test_the_code_opens_every_pin_of_the_sitting(client: PickyClient) -> None:
    make_place("Erkheim", boundary=square(10.4, 48.4, 0.2))
    pin_map = make_map()
    code = sitting_of(
        pin_map,
        {"category": 1},
        {"category": 3, "comment": "Stufe am Tor."},
        {"at": None, "place_text": "beim Bahnhof"},
    )

    page = look_up(client, code.lower().replace("-", " "))

    assert page.heading == "Ihre Nadeln"
    assert pin_map.title in page.text("main")
    assert page.texts(".own-pin__title") == ["Nadel 1: Lieblingsort", "Nadel 2: Barriere", "Nadel 3: Lieblingsort"]
    assert page.texts(".quote__text") == ["Stufe am Tor."]
    assert "Erkheim" in page.texts(".own-pin")[0]
    assert "beim Bahnhof" in page.texts(".own-pin")[2]
    assert page.texts(".timeline__title").count("Bei uns eingegangen") == 3
    assert '"own"' in page.attribute("#karte", "data-props")


def test_a_pin_can_be_taken_back(client: PickyClient, session: Session) -> None:
    pin_map = make_map()
    code = sitting_of(pin_map, {"comment": "Bleibt."}, {"comment": "Geht."})
    page = look_up(client, code)

    after = client.follow(client.submit(page.form(".own-pin:nth-of-type(2) form")))

    assert after.texts(".quote__text") == ["Bleibt."]
    assert sorted(session.scalars(select(Contribution.text))) == ["", "Bleibt."]
    assert counting.differing(pin_map.id) == 0


def test_when_all_are_taken_back_the_code_says_so(client: PickyClient) -> None:
    code = sitting_of(make_map(), {})
    page = look_up(client, code)
    form = page.form(".own-pin form")

    client.follow(client.submit(form))
    client.follow(client.submit(form))

    assert "Sie haben alle Nadeln dieses Codes zurückgenommen" in look_up(client, code).text("main")


def test_the_view_takes_back_no_foreign_pin(client: PickyClient, session: Session) -> None:
    pin_map = make_map()
    theirs = make_pin(pin_map, comment="Fremd.").pin.contribution_id
    page = look_up(client, sitting_of(pin_map, {}))
    form = page.form(".own-pin form")
    form.action = form.action.rpartition("/")[0] + f"/{theirs}"

    client.follow(client.submit(form))

    assert "Fremd." in set(session.scalars(select(Contribution.text)))


def test_only_this_view_shows_the_photo(client: PickyClient, another_client: Callable[[], PickyClient]) -> None:
    pin_map = make_map(with_photo=True)
    page = look_up(client, sitting_of(pin_map, {"photo": photo()}))
    other = look_up(another_client(), sitting_of(pin_map, {}))
    address = page.attribute(".receipt__photo", "src")

    assert client.get(address).mimetype == "image/jpeg"
    assert client.get(address.replace(page.url, other.url)).status_code == 404
    assert client.get(f"{page.url}/foto/{uuid4()}").status_code == 404


def test_many_pins_stand_on_several_pages(client: PickyClient) -> None:
    page = look_up(client, sitting_of(make_map(), *({} for _ in range(12))))

    following = client.page(page.link("Weitere Nadeln"))

    assert len(page.all(".own-pin")) == 10
    assert following.texts(".own-pin__title") == ["Nadel 11: Lieblingsort", "Nadel 12: Lieblingsort"]
    for wrong in ("999", "-1", "x", "٣", "99999999"):
        assert len(client.page(f"{page.url}?ab={wrong}").all(".own-pin")) == 10


def test_other_codes_stay_unknown(client: PickyClient) -> None:
    sitting_of(make_map(), {})

    assert look_up(client, codes.receipt_code(uuid4())).response.status_code == 422


def test_the_view_closes_after_two_hours(client: PickyClient, frozen_clock: StoppedClock) -> None:
    page = look_up(client, sitting_of(make_map(), {}))
    form = page.form(".own-pin form")
    frozen_clock.forward(hours=2, minutes=1)

    assert client.follow(client.get(page.url)).heading == "Rückmeldung"
    assert client.follow(client.submit(form)).heading == "Rückmeldung"


@pytest.mark.parametrize("view", ["0.xyz", "x", "%00", "0.%ff"])
def test_a_made_up_view_opens_nothing(client: PickyClient, view: str) -> None:
    assert client.get(f"/rueckmeldung/karte/{view}").status_code == 303
    assert client.get(f"/rueckmeldung/karte/{view}/foto/{uuid4()}").status_code == 404


def test_a_hidden_pin_says_so_to_its_owner(client: PickyClient) -> None:
    pin_map, key = make_map(), uuid4()
    placed = make_pin(pin_map, sitting=key, comment="Herr Maier ist schuld.")
    with unit_of_work():
        row = queries.contribution(placed.pin.contribution_id)
        actions.moderate(row, to=ModerationState.HIDDEN, reason="Nennt einen Namen.", by=SYSTEM)

    page = look_up(client, placed.code)

    assert "Für andere ausgeblendet" in page.texts(".timeline__title")
    assert "Nennt einen Namen." in page.text("main")
