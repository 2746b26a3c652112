"""Blacking out parts of a kept photo: faces, number plates. What lay beneath is gone from the new file for good."""

import hashlib
import math
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from portal.kernel import errors
from portal.kernel.text import N_
from portal.web import uploads
from portal.web.uploads import KeptPhoto

#: Boxes of one step; more faces are blacked out in a further step.
MOST_BOXES = 50
#: Percent by which a box may stick out because somebody rounded.
_ROUNDING = 0.05

_NONE = N_("Bitte geben Sie mindestens ein Rechteck an. Ohne Rechteck bleibt das Foto, wie es ist.")
_TOO_MANY = N_(
    "Das sind %(n)s Rechtecke; in einem Schritt gehen höchstens %(most)s. Bitte schwärzen Sie in mehreren Schritten."
)
_NO_NUMBERS = N_("Rechteck %(n)s: Bitte geben Sie vier Zahlen an, zum Beispiel 25 oder 12,5.")
_OUTSIDE = N_(
    "Rechteck %(n)s liegt nicht ganz auf dem Foto. Links und Breite ergeben zusammen höchstens 100, oben und Höhe auch."
)
_NO_SIZE = N_("Rechteck %(n)s hat keine Fläche. Breite und Höhe müssen größer als 0 sein.")
_NO_ROOM = N_(
    "Das Foto lässt sich gerade nicht speichern. Das alte ist noch da. Bitte versuchen Sie es in einigen Minuten noch einmal."
)


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle on a photo, in percent of its width and height from the upper left corner."""

    left: float
    top: float
    width: float
    height: float

    def pixels(self, width: int, height: int) -> tuple[int, int, int, int]:
        """First column and row, last column and row; every pixel it touches, at least one."""
        left, top = math.floor(self.left * width / 100), math.floor(self.top * height / 100)
        right = math.ceil((self.left + self.width) * width / 100) - 1
        bottom = math.ceil((self.top + self.height) * height / 100) - 1
        left, top = min(left, width - 1), min(top, height - 1)
        return left, top, max(left, min(right, width - 1)), max(top, min(bottom, height - 1))


def read_boxes(rows: Sequence[tuple[str, str, str, str]]) -> list[Box]:
    """The boxes somebody typed or drew, rows left empty aside.

    Raises `InvalidInput` (for `boxes`) that names the row which is no box, and for none or more than `MOST_BOXES`.
    """
    given = [(number, row) for number, row in enumerate(rows, 1) if any(value.strip() for value in row)]
    if not given:
        raise errors.InvalidInput("black-out.none", _NONE, field="boxes")
    if len(given) > MOST_BOXES:
        raise errors.InvalidInput("black-out.too-many", _TOO_MANY, field="boxes", n=len(given), most=MOST_BOXES)
    return [_box(number, row) for number, row in given]


def black_out(file_name: str, boxes: Sequence[Box]) -> KeptPhoto:
    """Write a kept photo anew under another name, black where the boxes are; the old file stays until somebody drops it.

    Raises `NotFound` when the file is gone, `Unavailable` when the disk does not take the new one.
    """
    from PIL import Image, ImageDraw

    with Image.open(uploads.photo_path(file_name), formats=("JPEG",)) as kept:
        picture = Image.new("RGB", kept.size)
        picture.paste(kept.convert("RGB"))
    pen = ImageDraw.Draw(picture)
    for box in boxes:
        pen.rectangle(box.pixels(*picture.size), fill=(0, 0, 0))
    digest = hashlib.sha256(b"%dx%d" % picture.size + picture.tobytes()).digest()
    name = f"{secrets.token_hex(16)}.jpg"
    try:
        uploads.write_photo(picture, name)
    except OSError as error:
        raise errors.Unavailable("photo.not-stored", _NO_ROOM, field="boxes") from error
    return KeptPhoto(name, picture.width, picture.height, digest)


def _box(number: int, row: tuple[str, str, str, str]) -> Box:
    try:
        left, top, width, height = (float(value.strip().replace(",", ".")) for value in row)
    except ValueError as error:
        raise errors.InvalidInput("black-out.no-numbers", _NO_NUMBERS, field="boxes", n=number) from error
    if not all(math.isfinite(value) for value in (left, top, width, height)):
        raise errors.InvalidInput("black-out.no-numbers", _NO_NUMBERS, field="boxes", n=number)
    if width <= 0 or height <= 0:
        raise errors.InvalidInput("black-out.no-size", _NO_SIZE, field="boxes", n=number)
    furthest = 100 + _ROUNDING
    if left < 0 or top < 0 or left + width > furthest or top + height > furthest:
        raise errors.InvalidInput("black-out.outside", _OUTSIDE, field="boxes", n=number)
    return Box(left, top, width, height)
