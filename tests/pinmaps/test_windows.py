"""What a window of a Nadelkarte answers: to everybody, to staff, and to what cannot be read."""


from flask.testing import FlaskClient

from portal.pinmaps.geometry import mercator
from tests.factories.pinmaps import INSIDE, make_map, make_pin

WORLD = f"w=0&n=0&o={mercator.WORLD - 1}&s={mercator.WORLD - 1}"


def window_around(lat: float, lon: float, zoom: int, *, pixels: int = 512) -> str:
    """The address of a window of a screen around a point."""
    at, half = mercator.position(lat, lon), pixels // 2 << max(0, 20 - zoom)
    return f"z={zoom}&w={at.x - half}&n={at.y - half}&o={at.x + half}&s={at.y + half}"


def test_a_few_pins_answer_one_by_one(client: FlaskClient) -> None:
    pin_map = make_map()
    pins = [make_pin(pin_map, category=number) for number in (1, 2, 2)]
    answer = client.get(f"/karten/{pin_map.slug}/fenster.json?{window_around(*INSIDE, 14)}")
    assert answer.status_code == 200
    assert answer.json["t"] == 3
    assert answer.json["p"]["i"] == sorted(str(one.pin.contribution_id) for one in pins)
    assert sorted(answer.json["p"]["k"]) == [1, 2, 2]
