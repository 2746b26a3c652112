"""Faces and number plates are blacked out before others see a photo; what lay beneath is gone."""

import io
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from PIL import Image
from sqlalchemy.orm import Session
from werkzeug.datastructures import FileStorage, MultiDict

from portal.contributions import actions, queries
from portal.contributions.forms import BoxesForm
from portal.contributions.models import Contribution, Photo
from portal.contributions.terms import ModerationState
from portal.kernel import outbox
from portal.kernel.audit import AuditEntry
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, NotFound
from portal.kernel.policy import SYSTEM, Role
from portal.kernel.runtime import settings
from portal.web import uploads
from portal.web.black_out import Box, black_out, read_boxes
from tests.factories.contributions import image_bytes, make_contribution
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.support.login import Login
from tests.support.picky import PickyClient

WHITE, BLACK = (255, 255, 255), (0, 0, 0)


@pytest.fixture(autouse=True)
def county(session: Session) -> None:
    make_county()


def with_photo(**values: Any) -> tuple[Contribution, Photo]:
    upload = FileStorage(io.BytesIO(image_bytes(size=(400, 200), colour="white")), filename="foto.jpg")
    row = make_contribution(photo=uploads.keep_photo(upload), **values)
    return row, queries.photos_of(row.id)[0]


def path(file_name: str) -> Path:
    return settings().data_dir / "photos" / file_name


def picture(file_name: str) -> Image.Image:
    found = Image.open(path(file_name))
    found.load()
    return found


def pixel(found: Image.Image, x: int, y: int) -> tuple[int, ...]:
    value = found.getpixel((x, y))
    assert isinstance(value, tuple)
    return value


def address(row: Contribution, photo: Photo) -> str:
    return f"/arbeit/wortmeldungen/{row.id}/foto/{photo.id}/schwaerzen"


def rows(*boxes: tuple[str, str, str, str]) -> MultiDict[str, str]:
    return MultiDict([(name, value) for box in boxes for name, value in zip(BoxesForm.NAMES, box, strict=True)])


def send(client: PickyClient, row: Contribution, photo: Photo, *boxes: tuple[str, str, str, str], to: str = "") -> Any:
    page = client.page(address(row, photo) + to)
    token = page.attribute("main form input[name=form_token]", "value")
    data = rows(*boxes)
    data.add("form_token", token)
    return client.post(address(row, photo) + to, data=data)


def test_the_pixels_beneath_are_black_and_the_others_as_they_were() -> None:
    _row, photo = with_photo()

    made = picture(black_out(photo.file_name, [Box(25, 50, 25, 25)]).file_name)

    assert made.size == (400, 200)
    inside = [(100, 100), (199, 100), (100, 149), (199, 149), (150, 125)]
    assert [max(pixel(made, x, y)) < 12 for x, y in inside] == [True] * 5
    outside = [(80, 125), (220, 125), (150, 80), (150, 170), (0, 0), (399, 199)]
    assert [min(pixel(made, x, y)) > 240 for x, y in outside] == [True] * 6


@pytest.mark.parametrize(
    ("box", "pixels"),
    [
        (Box(0, 0, 100, 100), (0, 0, 399, 199)),
        (Box(25, 50, 25, 25), (100, 100, 199, 149)),
        (Box(0.1, 0.1, 0.01, 0.01), (0, 0, 0, 0)),
        (Box(99.99, 99.99, 0.01, 0.01), (399, 199, 399, 199)),
        (Box(100, 100, 0.04, 0.04), (399, 199, 399, 199)),
        (Box(33.33, 33.33, 33.34, 33.34), (133, 66, 266, 133)),
    ],
)
def test_a_box_covers_every_pixel_it_touches(box: Box, pixels: tuple[int, int, int, int]) -> None:
    assert box.pixels(400, 200) == pixels


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ([], "black-out.none"),
        ([("", " ", "", "")], "black-out.none"),
        ([("nan", "0", "10", "10")], "black-out.no-numbers"),
        ([("0", "0", "inf", "10")], "black-out.no-numbers"),
        ([("0", "0", "10", "")], "black-out.no-numbers"),
        ([("0", "zehn", "10", "10")], "black-out.no-numbers"),
        ([("0", "0", "0", "10")], "black-out.no-size"),
        ([("0", "0", "10", "-1")], "black-out.no-size"),
        ([("-1", "0", "10", "10")], "black-out.outside"),
        ([("95", "0", "10", "10")], "black-out.outside"),
        ([("0", "100", "10", "10")], "black-out.outside"),
        ([("0", "1e300", "10", "10")], "black-out.outside"),
        ([("1", "1", "1", "1")] * 51, "black-out.too-many"),
        ([("1", "1", "1", "1")] * 10_000, "black-out.too-many"),
    ],
)
def test_what_is_no_box_is_said(given: list[tuple[str, str, str, str]], code: str) -> None:
    with pytest.raises(InvalidInput) as error:
        read_boxes(given)
    assert (error.value.code, error.value.field) == (code, "boxes")


def test_numbers_may_have_a_comma_and_a_rounded_edge() -> None:
    assert read_boxes([("12,5", " 0 ", "87.54", "100")]) == [Box(12.5, 0, 87.54, 100)]


def test_the_original_is_gone_once_it_was_stored(client: PickyClient, login: Login, session: Session) -> None:
    row, photo = with_photo()
    before = photo.file_name
    login(Role.KUEMMERER)

    answer = send(client, row, photo, ("0", "0", "50", "100"), ("", "", "", ""))
    outbox.drain()

    session.expire_all()
    assert (answer.status_code, photo.file_name != before) == (303, True)
    assert [file.name for file in path("x").parent.iterdir()] == [photo.file_name]
    made = picture(photo.file_name)
    assert max(pixel(made, 50, 100)) < 12
    assert min(pixel(made, 350, 100)) > 240
    assert "Teile des Fotos geschwärzt" in client.page(f"/arbeit/wortmeldungen/{row.id}").text(".timeline")
    assert session.query(AuditEntry).filter_by(kind="contributions.photo-blacked-out").count() == 1


def test_its_moderation_stays_as_it_was(session: Session) -> None:
    row, photo = with_photo(hold="Erst lesen.")
    kept = black_out(photo.file_name, [Box(0, 0, 10, 10)])

    with unit_of_work():
        actions.black_out_photo(photo, made_from=photo.file_name, into=kept, by=SYSTEM)

    assert photo.moderation is ModerationState.HELD
    assert queries.moderation_history(row.id)[-1].after is ModerationState.HELD


def test_the_boxes_of_two_people_are_both_kept(session: Session) -> None:
    _row, photo = with_photo()
    original = photo.file_name
    one, other = (black_out(original, [Box(left, 0, 10, 10)]) for left in (0, 50))
    with unit_of_work():
        actions.black_out_photo(photo, made_from=original, into=one, by=SYSTEM)

    with pytest.raises(Conflict), unit_of_work():
        actions.black_out_photo(photo, made_from=original, into=other, by=SYSTEM)

    session.expire_all()
    assert photo.file_name == one.file_name


def test_a_refused_step_leaves_no_file_behind(
    client: PickyClient, login: Login, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    row, photo = with_photo()
    before = photo.file_name
    login(Role.PLANNER)

    def refuse(*_args: object, **_values: object) -> None:
        raise Conflict("photo.changed", "Jemand war schneller.", field="boxes")

    monkeypatch.setattr(actions, "black_out_photo", refuse)
    answer = send(client, row, photo, ("0", "0", "50", "100"))

    assert answer.status_code == 409
    assert "Jemand war schneller." in answer.text
    assert [file.name for file in path("x").parent.iterdir()] == [before]


def test_errors_keep_what_was_typed(client: PickyClient, login: Login) -> None:
    row, photo = with_photo()
    login(Role.MODERATOR)

    answer = send(client, row, photo, ("10", "10", "20", "20"), ("90", "10", "20", "20"))

    assert answer.status_code == 422
    assert "Rechteck 2 liegt nicht ganz auf dem Foto" in answer.text
    assert 'name="links" value="90"' in answer.text
    assert len(list(path("x").parent.iterdir())) == 1


def test_it_leads_back_only_to_pages_of_the_portal(client: PickyClient, login: Login) -> None:
    row, photo = with_photo()
    login(Role.MODERATOR)

    own = f"/arbeit/wortmeldungen/{row.id}"
    for wanted, to in (("/arbeit/eingang?seite=1", "/arbeit/eingang"), ("//evil.example/arbeit/", own)):
        answer = send(client, row, photo, ("1", "1", "5", "5"), to=f"?zurueck={wanted}")
        assert answer.location.partition("?")[0] == to


@pytest.mark.parametrize("role", [Role.ADMIN, Role.SECTOR_PLANNER, Role.OBSERVER, None])
def test_who_does_not_moderate_finds_no_such_page(client: PickyClient, login: Login, role: Role | None) -> None:
    row, photo = with_photo()
    login(role)

    assert client.get(address(row, photo)).status_code == 404


def test_foreign_photos_and_places_answer_404(client: PickyClient, login: Login) -> None:
    row, photo = with_photo(place=make_place("Kammlach"))
    other, _its = with_photo(place=make_place("Unteregg"))
    login(Role.KUEMMERER, make_place("Babenhausen"))
    assert client.get(address(row, photo)).status_code == 404

    login(Role.PLANNER)
    assert client.get(address(row, photo)).status_code == 200
    assert client.get(address(other, photo)).status_code == 404
    assert client.get(f"/arbeit/wortmeldungen/{row.id}/foto/{uuid4()}/schwaerzen").status_code == 404


def test_a_file_that_is_gone_is_said() -> None:
    with pytest.raises(NotFound):
        black_out("0" * 32 + ".jpg", [Box(0, 0, 1, 1)])
