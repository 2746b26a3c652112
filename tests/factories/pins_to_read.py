"""A Nadelkarte of the example county with pins that wait for somebody to read them: `python -m tests.factories.pins_to_read`."""

import io

from PIL import Image, ImageDraw
from werkzeug.datastructures import FileStorage

from portal.app import create_app
from portal.places import queries as places
from portal.web import uploads
from tests.factories.pinmaps import make_map, make_pin

TITLE = "Nadeln zum Lesen"
#: The middle of Erkheim.
ERKHEIM = (48.0406, 10.3322)
WORDS = (
    "Hier fehlt eine Bank am Bahnhof.",
    "Eine Bank am Bahnhof wäre gut.",
    "Am Bahnhof keine Bank und kein Schatten.",
    "Der Huber ist ein Depp.",
    "Am Rathaus ist die Stufe zu hoch.",
)


def kept_photo() -> uploads.KeptPhoto:
    """A light picture with a dark "face" in its upper left quarter."""
    picture = Image.new("RGB", (800, 600), "#e8e2d4")
    ImageDraw.Draw(picture).ellipse((150, 100, 300, 280), fill="#a0522d")
    out = io.BytesIO()
    picture.save(out, "JPEG")
    out.seek(0)
    return uploads.keep_photo(FileStorage(out, filename="foto.jpg"))


def make_pins_to_read() -> None:
    """Five pins around Erkheim, the first with a photo."""
    root = places.root()
    assert root is not None
    pin_map = make_map(TITLE, place=root, with_photo=True)
    for number, words in enumerate(WORDS):
        at = (ERKHEIM[0] + number * 0.0004, ERKHEIM[1] + number * 0.0004)
        make_pin(pin_map, comment=words, at=at, category=2, photo=kept_photo() if number == 0 else None)


if __name__ == "__main__":
    with create_app(worker=False).app_context():
        make_pins_to_read()
