"""Photos: decoded, turned upright, written anew from pixels; anything else is refused in a German sentence."""

import io
import struct
import zlib
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from PIL import Image
from werkzeug.datastructures import FileStorage

from portal.kernel.errors import InvalidInput, NotFound, Unavailable
from portal.kernel.runtime import settings
from portal.web import uploads
from tests.factories.contributions import image_bytes
from tests.support.time import StoppedClock


def upload(content: bytes, name: str = "foto.jpg") -> FileStorage:
    return FileStorage(io.BytesIO(content), filename=name)


def folder() -> Path:
    return settings().data_dir / "photos"


def kept(content: bytes) -> Image.Image:
    photo = uploads.keep_photo(upload(content))
    picture = Image.open(folder() / photo.file_name)
    picture.load()
    assert (picture.size, picture.format) == ((photo.width, photo.height), "JPEG")
    return picture


def refused(content: bytes, name: str = "foto.jpg") -> InvalidInput:
    with pytest.raises(InvalidInput) as error:
        uploads.keep_photo(upload(content, name))
    assert error.value.field == "photo"
    assert not folder().exists() or list(folder().iterdir()) == []
    return error.value


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_pictures_of_every_kind_become_jpeg(app: Flask, kind: str) -> None:
    assert kept(image_bytes(kind)).size == (640, 480)


@pytest.mark.parametrize("mode", ["L", "1", "P", "RGBA", "LA", "CMYK", "I;16"])
def test_every_kind_of_colour_can_be_read(app: Flask, mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    out = io.BytesIO()
    Image.new(mode, (30, 20)).save(out, kind)

    assert kept(out.getvalue()).mode == "RGB"


def test_what_is_transparent_becomes_white(app: Flask) -> None:
    out = io.BytesIO()
    Image.new("RGBA", (30, 20), (0, 0, 0, 0)).save(out, "PNG")

    assert kept(out.getvalue()).getpixel((10, 10)) == (255, 255, 255)


def test_nothing_but_pixels_is_left(app: Flask) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Telefon von Maria"
    exif.get_ifd(0x8825)[1] = "N"
    content = image_bytes(exif=exif, comment=b"Geheim", icc_profile=b"profile")

    picture = kept(content)

    assert dict(picture.getexif()) == {}
    assert not {"exif", "icc_profile", "comment", "xmp"} & set(picture.info)
    raw = (folder() / next(folder().iterdir()).name).read_bytes()
    assert b"Maria" not in raw
    assert b"Geheim" not in raw


def test_it_stands_upright(app: Flask) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6

    assert kept(image_bytes(size=(640, 480), exif=exif)).size == (480, 640)


@pytest.mark.parametrize(("size", "becomes"), [((4096, 1024), (2048, 512)), ((3000, 6000), (1024, 2048))])
def test_large_photos_are_scaled_down(app: Flask, size: tuple[int, int], becomes: tuple[int, int]) -> None:
    assert kept(image_bytes(size=size)).size == becomes


def test_a_photo_of_fifty_megapixels_is_taken_and_scaled(app: Flask) -> None:
    width, height = kept(image_bytes(size=(8660, 5774))).size

    assert (width, height) in {(2048, 1365), (2048, 1366)}


def test_more_pixels_than_allowed_are_refused_before_they_are_decoded(app: Flask) -> None:
    error = refused(image_bytes(size=(9000, 7200)))

    assert str(error).startswith("Dieses Foto hat 65 Megapixel; wir können höchstens 64 verarbeiten.")


def test_a_small_file_that_would_unfold_to_gigabytes_is_refused(app: Flask) -> None:
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 2, 0, 0, 0)

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    bomb = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes(100_000)))
        + chunk(b"IEND", b"")
    )

    assert "170+ Megapixel" in str(refused(bomb))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"Das ist kein Foto.", "kein Foto"),
        (b"", "kein Foto"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "kein Foto"),
        (b"%PDF-1.7", "kein Foto"),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "kein Foto"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "kein Foto"),
        (image_bytes(size=(800, 800))[:-2000], "beschädigt"),
        (image_bytes("PNG", size=(800, 800))[:-200], "beschädigt"),
        (b"\x00\x00\x00\x18ftypheic" + bytes(60), "HEIC"),
    ],
    ids=["text", "nothing", "svg", "pdf", "gif", "head only", "truncated jpeg", "truncated png", "heic"],
)
def test_anything_else_is_refused_in_a_sentence(app: Flask, content: bytes, says: str) -> None:
    assert says in str(refused(content))


def test_the_same_pixels_have_the_same_digest_under_another_name(app: Flask) -> None:
    first, second = (uploads.keep_photo(upload(image_bytes())) for _ in range(2))
    other = uploads.keep_photo(upload(image_bytes(colour="red")))

    assert first.digest == second.digest != other.digest
    assert first.file_name != second.file_name


def test_a_full_disk_is_said_and_leaves_nothing(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("portal.web.uploads.os.fsync", full)

    with pytest.raises(Unavailable) as error:
        uploads.keep_photo(upload(image_bytes()))

    assert error.value.field == "photo"
    assert list(folder().iterdir()) == []


def test_a_sealed_photo_comes_back_for_a_day(app: Flask, frozen_clock: StoppedClock) -> None:
    photo = uploads.keep_photo(upload(image_bytes()))
    note = uploads.seal_photo(photo)

    assert uploads.unseal_photo(note) == photo
    frozen_clock.forward(hours=25)
    assert uploads.unseal_photo(note) is None


@pytest.mark.parametrize("note", ["", "x", '0.["../../secret.key",1,1,""].abc', "\x00"])
def test_a_made_up_seal_opens_nothing(app: Flask, note: str) -> None:
    assert uploads.unseal_photo(note) is None


def test_files_that_nobody_names_are_swept_away_later(app: Flask) -> None:
    named, forgotten = (uploads.keep_photo(upload(image_bytes())) for _ in range(2))

    assert uploads.sweep_photos({named.file_name}) == 0
    assert uploads.sweep_photos({named.file_name}, older_than=timedelta(seconds=-1)) == 1

    assert [path.name for path in folder().iterdir()] == [named.file_name]
    assert forgotten.file_name != named.file_name


@pytest.mark.parametrize("name", ["../secret.key", "a.jpg", "/etc/passwd", "", "0" * 32 + ".svg"])
def test_only_kept_photos_are_served_or_removed(app: Flask, name: str) -> None:
    (settings().data_dir / "secret.key").write_text("secret")
    with app.test_request_context(), pytest.raises(NotFound):
        uploads.photo_response(name)

    uploads.discard_photo(name)

    assert (settings().data_dir / "secret.key").exists()


def test_a_photo_is_served_as_nothing_but_a_picture(app: Flask) -> None:
    photo = uploads.keep_photo(upload(image_bytes()))

    with app.test_request_context():
        answer = uploads.photo_response(photo.file_name)
        answer.close()

    assert answer.mimetype == "image/jpeg"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
