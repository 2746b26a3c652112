"""Photos people send: checked by decoding them, written anew from their pixels, served as nothing but pictures.

What a phone puts beside the pixels (place, time, owner, thumbnails) never reaches the disk. A file lies below
`settings.data_dir / "photos"` under a random name before the database speaks of it; what no row names is swept away later.
"""

import hashlib
import json
import os
import re
import secrets
import threading
import time
import warnings
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Container, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import IO, TYPE_CHECKING

from flask import Response, send_file
from werkzeug.datastructures import FileStorage

from portal.kernel import codes, errors
from portal.kernel.runtime import settings
from portal.kernel.text import N_

if TYPE_CHECKING:
    from PIL import Image, ImageFile

#: Longest edge of what is kept: enough to read a sign in the picture.
LONGEST_EDGE = 2048
QUALITY = 85
#: What a file field offers for choosing. Telephones turn HEIC into JPEG when only these are asked for.
ACCEPTED_TYPES = "image/jpeg,image/png,image/webp"
#: JPEG is decoded at a fraction of its size (whole 50-megapixel photos cost 10 MB); these two, and progressive JPEG, cannot be.
_LARGEST_WHOLE_PIXELS = 25_000_000
_NAME = re.compile(r"[0-9a-f]{32}\.jpg")
_ONE_LARGE_PHOTO_AT_A_TIME = threading.Lock()
_SEAL = "photo"
_SEAL_HOLDS = timedelta(hours=24)

_NOT_A_PHOTO = N_(
    "Diese Datei ist kein Foto, das wir öffnen können. Bitte wählen Sie ein Foto als JPEG, PNG oder WebP, "
    "oder senden Sie Ihr Anliegen ohne Foto."
)
_HEIC = N_(
    "Dieses Foto hat das Format HEIC, das wir nicht öffnen können. Bitte wählen Sie es direkt aus der Foto-Auswahl "
    "Ihres Telefons oder speichern Sie es vorher als JPEG."
)
_DAMAGED = N_(
    "Dieses Foto ist beschädigt oder nur zur Hälfte angekommen. Bitte wählen Sie es noch einmal oder nehmen Sie ein anderes."
)
_TOO_LARGE = N_(
    "Dieses Foto hat %(megapixels)s Megapixel; wir können höchstens %(limit)s verarbeiten. Bitte verkleinern Sie es "
    "oder nehmen Sie ein anderes."
)
_NO_ROOM = N_(
    "Das Foto lässt sich gerade nicht speichern. Ihr Text ist noch da: Bitte senden Sie ihn ohne Foto "
    "oder versuchen Sie es in einigen Minuten noch einmal."
)


@dataclass(frozen=True, slots=True)
class KeptPhoto:
    """A rewritten photo in the data folder. `digest` is over its pixels: the same picture sent twice has the same one."""

    file_name: str
    width: int
    height: int
    digest: bytes


def keep_photo(upload: FileStorage, *, field: str = "photo") -> KeptPhoto:
    """Decode an upload, turn it upright, write it anew without metadata, and return where it lies.

    At most `LONGEST_EDGE` pixels remain on the longer edge. Raises `InvalidInput` (for `field`) with what to do about it when
    it is no JPEG, PNG or WebP, damaged, or beyond `settings.max_photo_pixels`; `Unavailable` when the disk does not take it.
    """
    picture = _upright(upload.stream, field)
    digest = hashlib.sha256(b"%dx%d" % picture.size + picture.tobytes()).digest()
    name = f"{secrets.token_hex(16)}.jpg"
    try:
        _write(picture, _folder() / name)
    except OSError as error:
        raise errors.Unavailable("photo.not-stored", _NO_ROOM, field=field) from error
    return KeptPhoto(name, picture.width, picture.height, digest)


def discard_photo(file_name: str) -> None:
    """Remove a kept photo; removing it again does nothing."""
    if _NAME.fullmatch(file_name):
        (_folder() / file_name).unlink(missing_ok=True)


def photo_path(file_name: str) -> Path:
    """Where a kept photo lies. Raises `NotFound`."""
    path = _folder() / file_name
    if not _NAME.fullmatch(file_name) or not path.is_file():
        raise errors.NotFound
    return path


def write_photo(picture: "Image.Image", file_name: str) -> None:
    """Put a picture into the folder, complete and on the disk; OSError when that does not work, and nothing lies there then."""
    _write(picture, _folder() / file_name)


def photo_response(file_name: str) -> Response:
    """The picture itself, for a route that has already decided who may see it. Raises `NotFound`."""
    response = send_file(photo_path(file_name), mimetype="image/jpeg", conditional=True, etag=True, max_age=0)
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["Content-Disposition"] = "inline"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "private, no-store"
    return response


def seal_photo(photo: KeptPhoto) -> str:
    """A signed note that carries a kept photo through a form which comes back for another reason; it holds for a day."""
    digest = urlsafe_b64encode(photo.digest).decode()
    return codes.sign(_SEAL, json.dumps([photo.file_name, photo.width, photo.height, digest]), valid_for=_SEAL_HOLDS)


def unseal_photo(note: str) -> KeptPhoto | None:
    """The photo of `seal_photo`, or None when the note was made up, is too old, or the file is gone."""
    value = codes.unsign(_SEAL, note)
    if value is None:
        return None
    name, width, height, digest = json.loads(value)
    photo = KeptPhoto(name, width, height, urlsafe_b64decode(digest))
    return photo if (_folder() / photo.file_name).is_file() else None


def sweep_photos(still_named: Container[str], *, older_than: timedelta = _SEAL_HOLDS + timedelta(hours=1)) -> int:
    """Delete files that no row names and no open form can still carry. Returns how many."""
    oldest = time.time() - older_than.total_seconds()
    stale = [
        path for path in _folder().glob("*.jpg*") if path.name not in still_named and path.stat().st_mtime < oldest
    ]
    for path in stale:
        path.unlink(missing_ok=True)
    return len(stale)


def _folder() -> Path:
    return settings().data_dir / "photos"


def _upright(stream: IO[bytes], field: str) -> "Image.Image":
    from PIL import Image

    head = stream.read(32)
    stream.seek(0)
    if head[4:8] == b"ftyp" and head[8:12] in {b"heic", b"heix", b"mif1", b"msf1", b"hevc"}:
        raise errors.InvalidInput("photo.heic", _HEIC, field=field)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            picture = Image.open(stream, formats=("JPEG", "PNG", "WEBP"))
    except Image.DecompressionBombError as error:
        raise _too_large(field, "170+", settings().max_photo_pixels) from error
    except Exception as error:
        raise errors.InvalidInput("photo.unreadable", _NOT_A_PHOTO, field=field) from error
    with _room_for(picture, field):
        try:
            return _decoded(picture)
        except Exception as error:
            # Pillow's decoders answer broken files with a dozen kinds of exception; each means the same to the sender.
            raise errors.InvalidInput("photo.damaged", _DAMAGED, field=field) from error


def _too_large(field: str, megapixels: object, limit: int) -> errors.InvalidInput:
    return errors.InvalidInput(
        "photo.too-large", _TOO_LARGE, field=field, megapixels=megapixels, limit=round(limit / 1e6)
    )


@contextmanager
def _room_for(picture: "ImageFile.ImageFile", field: str) -> Iterator[None]:
    """Refuse what would not fit into memory before a pixel is decoded, and decode one large picture at a time."""
    pixels = picture.width * picture.height
    scalable = picture.format in {"JPEG", "MPO"} and not picture.info.get("progressive")
    limit = settings().max_photo_pixels if scalable else min(settings().max_photo_pixels, _LARGEST_WHOLE_PIXELS)
    if pixels > limit:
        raise _too_large(field, round(pixels / 1e6), limit)
    with _ONE_LARGE_PHOTO_AT_A_TIME:
        yield


def _decoded(picture: "ImageFile.ImageFile") -> "Image.Image":
    from PIL import Image, ImageOps

    share = min(1.0, LONGEST_EDGE / max(picture.size))
    picture.draft("RGB", (max(1, int(picture.width * share)), max(1, int(picture.height * share))))
    picture.load()
    small: Image.Image = picture
    if share < 1.0:
        small.thumbnail((LONGEST_EDGE, LONGEST_EDGE), Image.Resampling.LANCZOS)
    return _on_white(ImageOps.exif_transpose(small))


def _on_white(picture: "Image.Image") -> "Image.Image":
    from PIL import Image

    if picture.has_transparency_data:
        paper = Image.new("RGB", picture.size, "white")
        rgba = picture.convert("RGBA")
        paper.paste(rgba, mask=rgba)
        return paper
    bare = Image.new("RGB", picture.size)
    bare.paste(picture.convert("RGB"))
    return bare


def _write(picture: "Image.Image", path: Path) -> None:
    """Complete and on the disk, or not there at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".jpg.part")
    try:
        with unfinished.open("xb") as file:
            picture.save(file, "JPEG", quality=QUALITY, optimize=True)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise
