"""Photos of paper walls: for the staff alone, rewritten from their pixels, kept as long as the wall speaks of them."""

import os
from io import BytesIO
from uuid import uuid4

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import func, select

from portal.contributions import subscribers as tidying
from portal.kernel import runtime
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.policy import SYSTEM, Role
from portal.walls import queries
from portal.walls.actions import photos as actions
from portal.walls.models import WallPhoto
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.factories.wall_with_cards import Filled, make_open_wall
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient

ADD = "form[enctype]"
PHOTO = ".wall-photos img"


@pytest.fixture
def filled(app: Flask) -> Filled:
    make_county()
    return make_open_wall()


def address(filled: Filled) -> str:
    return f"/arbeit/waende/{filled.wall.id}/fotos"


def picture() -> BytesIO:
    """A photo that says where it was taken."""
    out = BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "geheim"
    Image.new("RGB", (60, 40), "orange").save(out, "JPEG", exif=exif)
    out.seek(0)
    return out


def test_a_photo_is_for_the_staff_alone_and_can_be_removed(client: PickyClient, login: Login, filled: Filled) -> None:
    login(Role.MODERATOR)
    page = client.page(address(filled))

    shown = client.follow(client.submit(page.form(ADD), photo=(picture(), "wand.jpg"), caption="Spalte Kritik"))

    source = shown.attribute(PHOTO, "src")
    assert shown.attribute(PHOTO, "alt") == "Spalte Kritik (groß ansehen)"
    photo = client.get(source)
    assert (photo.status_code, photo.mimetype) == (200, "image/jpeg")
    assert b"geheim" not in photo.data
    other = make_open_wall("Andere Wand", place=make_place("Unteregg"))
    assert client.get(source.replace(str(filled.wall.id), str(other.wall.id))).status_code == 404
    gone = client.follow(client.submit(shown.form("form[action$='/entfernen']")))
    assert not gone.has(PHOTO)
    assert client.get(source).status_code == 404


def test_what_is_no_photo_is_refused_and_the_words_stay(client: PickyClient, login: Login, filled: Filled) -> None:
    login(Role.KUEMMERER)
    page = client.page(address(filled))

    none = client.submit(page.form(ADD), caption="Spalte Kritik")
    broken = client.submit(page.form(ADD), photo=(BytesIO(b"kein Bild"), "a.jpg"), caption="Spalte Kritik")

    for answer, words in ((none, "Bitte wählen Sie ein Foto aus."), (broken, "Diese Datei ist kein Foto")):
        assert answer.status_code == 422
        again = Page(answer)
        assert words in again.text(".error-summary")
        assert again.attribute("[name=caption]", "value") == "Spalte Kritik"
    assert session().scalar(select(func.count()).select_from(WallPhoto)) == 0


def test_tidying_up_keeps_what_walls_name_and_removes_the_rest(filled: Filled) -> None:
    folder = runtime.settings().data_dir / "photos"
    folder.mkdir(parents=True, exist_ok=True)
    named, unnamed = f"{'a' * 32}.jpg", f"{'b' * 32}.jpg"
    for name in (named, unnamed):
        (folder / name).write_bytes(b"x")
        os.utime(folder / name, (0, 0))
    with unit_of_work():
        actions.add_photo(queries.wall(filled.wall.id), file_name=named, width=1, height=1, by=SYSTEM)

    tidying.sweep()

    assert [(folder / name).exists() for name in (named, unnamed)] == [True, False]


def test_a_wall_takes_only_so_many(filled: Filled) -> None:
    def add() -> None:
        with unit_of_work():
            actions.add_photo(queries.wall(filled.wall.id), file_name="x.jpg", width=1, height=1, by=SYSTEM)

    for _ in range(actions.MOST_PHOTOS):
        add()
    with pytest.raises(InvalidInput) as error:
        add()

    assert (error.value.code, error.value.field) == ("wall.many-photos", "photo")


def test_a_photo_of_another_wall_is_not_removed(filled: Filled) -> None:
    other = make_open_wall("Andere Wand", place=make_place("Unteregg"))
    with unit_of_work():
        photo = actions.add_photo(queries.wall(filled.wall.id), file_name="x.jpg", width=1, height=1, by=SYSTEM)

    for photo_id in (photo.id, uuid4()):
        with pytest.raises(NotFound), unit_of_work():
            actions.remove_photo(queries.wall(other.wall.id), photo_id, by=SYSTEM)

    assert session().scalar(select(func.count()).select_from(WallPhoto)) == 1


@pytest.mark.parametrize("role", [*Role, None])
def test_who_sees_and_adds_photos(client: PickyClient, login: Login, filled: Filled, role: Role | None) -> None:
    login(role)
    editors = {Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY}

    assert (client.get(address(filled)).status_code == 200) is (role in editors)
    assert (client.post(address(filled), data={}).status_code == 404) is (role not in editors)


def test_a_role_elsewhere_sees_no_photos(client: PickyClient, login: Login, filled: Filled) -> None:
    login(Role.MODERATOR, make_place("Unteregg"))

    assert client.get(address(filled)).status_code == 404
