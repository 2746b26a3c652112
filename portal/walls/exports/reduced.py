"""Photos made small enough for a document: thirty of them still fit into a mail."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.walls.exports.telling import ToldPhoto

#: Pixels of the longer edge: handwriting is read on paper and at twice the size on a screen.
LONGEST_EDGE = 1_400
QUALITY = 75


@contextmanager
def reduced(photos: "Sequence[ToldPhoto]") -> "Iterator[tuple[Path, list[ToldPhoto]]]":
    """A folder with smaller copies for as long as the block runs, and the photos as they lie there ("1.jpg", "2.jpg", …)."""
    from PIL import Image

    with TemporaryDirectory(prefix="wall-photos-") as name:
        folder = Path(name)
        made = []
        for nth, photo in enumerate(photos, 1):
            path = folder / f"{nth}.jpg"
            with Image.open(photo.path, formats=("JPEG",)) as picture:
                picture.draft("RGB", (LONGEST_EDGE, LONGEST_EDGE))
                picture.thumbnail((LONGEST_EDGE, LONGEST_EDGE))
                picture.convert("RGB").save(path, "JPEG", quality=QUALITY)
            made.append(replace(photo, path=path))
        yield folder, made
