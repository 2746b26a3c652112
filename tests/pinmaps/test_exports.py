"""Taking pins away: who may, what stands in the files, read back with programs nobody here wrote."""

import csv
import io
import json
import tracemalloc
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from portal.contributions import actions as contributions
from portal.contributions.models import Contribution
from portal.contributions.terms import ModerationState
from portal.kernel import audit, jobs, outbox
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.pinmaps.exports import rows as exported
from portal.pinmaps.exports.rows import COLUMNS, centre_of
from portal.pinmaps.models import PinMap
from portal.pinmaps.terms import CommentRule, MapState, PinVisibility, PositionRule
from portal.pinmaps.terms.exporting import PinFormat, Positions
from portal.web.documents.geojson import geojson
from portal.web.documents.geopackage import Layer, write_geopackage
from tests.factories.county import make_county
from tests.factories.pinmaps import INSIDE, make_map, make_pin, make_session, record_pin
from tests.factories.places import make_place, square
from tests.support.login import Login
from tests.support.picky import PickyClient

REASON = "Abstimmung mit dem Bauhof"


@pytest.fixture(autouse=True)
def _county(app: Flask) -> None:
    make_county()


@pytest.fixture
def pin_map(app: Flask) -> PinMap:
    """Released words, words nobody has read, a hidden pin, one of a table, one only described in words."""
    nordheim = make_place("Nordheim", ags="09999101")
    found = make_map(comment=CommentRule.OPTIONAL, groups=("bis 30", "über 60"))
    release(make_pin(found, comment="=1+1 Eine Bank fehlt", category=2, group=1).pin.contribution_id)
    make_pin(found, comment="Geheim bis gelesen", category=1)
    moderate(make_pin(found, comment="Unflat", category=3).pin.contribution_id, ModerationState.HIDDEN)
    record_pin(found, make_session(found), category=1)
    make_pin(found, at=None, sozialraum_id=nordheim.id, place_text="beim alten Bahnhof", category=1)
    return found


def moderate(contribution_id: Any, to: ModerationState) -> None:
    with unit_of_work():
        row = session().scalars(select(Contribution).where(Contribution.id == contribution_id)).one()
        contributions.moderate(row, to=to, reason="Das gehört nicht hierher.", by=SYSTEM)


def release(contribution_id: Any) -> None:
    moderate(contribution_id, ModerationState.RELEASED)


def taken(client: PickyClient, login: Login, pin_map: PinMap, **fields: Any) -> bytes:
    login(Role.PLANNER)
    page = client.page(f"/arbeit/karten/{pin_map.id}/daten")
    client.follow(client.submit(page.form(), **fields))
    outbox.drain()
    job = session().scalars(select(jobs.Job)).one()
    assert job.state is jobs.JobState.DONE, job.error
    content: bytes = client.get(client.page(f"/arbeit/auftraege/{job.id}").link("Datei herunterladen")).data
    return content


@pytest.mark.parametrize(
    ("role", "state", "status"),
    [
        (Role.PLANNER, MapState.PUBLISHED, 200),
        (Role.PLANNER, MapState.CLOSED, 200),
        (Role.PLANNER, MapState.DRAFT, 404),
        (Role.MUNICIPALITY, MapState.PUBLISHED, 200),
        (Role.KUEMMERER, MapState.PUBLISHED, 404),
        (Role.MODERATOR, MapState.PUBLISHED, 404),
        (Role.ADMIN, MapState.PUBLISHED, 404),
        (None, MapState.PUBLISHED, 404),
    ],
)
def test_who_may_take_pins_away(
    client: PickyClient, login: Login, role: Role | None, state: MapState, status: int
) -> None:
    pin_map = make_map(state=state)
    login(role)

    assert client.get(f"/arbeit/karten/{pin_map.id}/daten").status_code == status


def test_a_role_elsewhere_takes_nothing_away(client: PickyClient, login: Login) -> None:
    pin_map = make_map(place=make_place("Nordheim", boundary=square(10.1, 48.1)))
    login(Role.MUNICIPALITY, make_place("Südheim"))

    assert client.get(f"/arbeit/karten/{pin_map.id}/daten").status_code == 404
    assert client.get(f"/arbeit/karten/{uuid4()}/daten").status_code == 404


def test_what_everybody_sees_holds_no_exact_place_and_no_unread_word(
    client: PickyClient, login: Login, pin_map: PinMap
) -> None:
    rows = list(csv.DictReader(io.StringIO(taken(client, login, pin_map, format="open-csv").decode())))

    assert list(rows[0]) == [column.key for column in COLUMNS]
    assert sorted(row["category"] for row in rows) == [
        "Hier fehlt etwas",
        "Lieblingsort",
        "Lieblingsort",
        "Lieblingsort",
    ]
    assert {row["words"] for row in rows} == {"'=1+1 Eine Bank fehlt", ""}
    assert {row["place_text"] for row in rows} == {""}
    assert {row["visibility"] for row in rows} == {PinVisibility.SHOWN.label}
    assert not any((float(row["lat"]), float(row["lon"])) == INSIDE for row in rows if row["lat"])
    assert "Kartentisch Erkheim" in {row["session"] for row in rows}


def test_exact_places_need_a_reason_that_is_kept(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    login(Role.PLANNER)
    page = client.page(f"/arbeit/karten/{pin_map.id}/daten")

    answer = client.submit(page.form(), format="open-csv", positions="exact", reason="kurz")

    assert answer.status_code == 422
    assert "wofür Sie die genauen Stellen brauchen" in answer.text
    assert session().scalars(select(jobs.Job)).all() == []


def test_with_a_reason_everything_comes_with_its_exact_place(
    client: PickyClient, login: Login, pin_map: PinMap
) -> None:
    data = taken(client, login, pin_map, format="open-csv", positions="exact", reason=REASON)
    rows = list(csv.DictReader(io.StringIO(data.decode())))

    assert len(rows) == 5
    hidden = next(row for row in rows if row["category"] == "Barriere")
    assert (hidden["words"], hidden["visibility"]) == ("Unflat", PinVisibility.HIDDEN.label)
    assert (round(float(hidden["lat"]), 5), round(float(hidden["lon"]), 5)) == INSIDE
    described = next(row for row in rows if row["place_text"])
    assert (described["place"], described["ags"], described["lat"]) == ("Nordheim", "09999101", "")
    kept = {one.kind: one for one in session().scalars(select(audit.AuditEntry)) if one.kind.startswith("pinmaps.")}
    assert set(kept) == {"pinmaps.exported", "pinmaps.exported-exact"}
    assert kept["pinmaps.exported-exact"].facts["reason"] == REASON


def test_office_csv_opens_with_a_double_click(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    data = taken(client, login, pin_map, format="office-csv", positions="exact", reason=REASON)
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))

    assert data.startswith(b"\xef\xbb\xbf")
    assert "'=1+1 Eine Bank fehlt" in {row["Warum?"] for row in rows}
    assert '="09999101"' in {row["Gemeindeschlüssel"] for row in rows}
    assert "48,5" in {row["Breite"] for row in rows}


def test_geojson_is_read_by_gdal(client: PickyClient, login: Login, pin_map: PinMap, tmp_path: Path) -> None:
    import pyogrio

    path = tmp_path / "nadeln.geojson"
    path.write_bytes(taken(client, login, pin_map, format="geojson"))

    about = pyogrio.read_info(path)
    assert (about["features"], about["crs"], about["geometry_type"]) == (4, "EPSG:4326", "Point")
    assert {"category", "place", "ags", "words", "month"} <= set(about["fields"])
    found = json.loads(path.read_bytes())
    assert "crs" not in found
    lon, lat = next(one["geometry"]["coordinates"] for one in found["features"] if one["geometry"])
    assert (round(lon), round(lat)) in {(10, 48), (11, 49), (10, 49), (11, 48)}


def test_geopackage_is_read_by_gdal(client: PickyClient, login: Login, pin_map: PinMap, tmp_path: Path) -> None:
    import pyogrio
    import shapely
    from pyogrio.raw import read

    path = tmp_path / "nadeln.gpkg"
    path.write_bytes(taken(client, login, pin_map, format="gpkg", positions="exact", reason=REASON))

    about = pyogrio.read_info(path)
    assert (about["features"], about["crs"], about["geometry_type"]) == (5, "EPSG:25832", "Point")
    _meta, _fids, shapes, fields = read(path)
    values = dict(zip(about["fields"], fields, strict=True))
    assert "09999101" in set(values["ags"])
    east, north = next((point.x, point.y) for point in shapely.from_wkb(shapes) if point is not None)
    assert 600_000 < east < 620_000
    assert 5_370_000 < north < 5_375_000


def test_files_of_an_empty_map_are_whole(client: PickyClient, login: Login, tmp_path: Path) -> None:
    import pyogrio

    for ending, write in (
        ("gpkg", lambda path: write_geopackage(path, [Layer("nadeln", "Leer", COLUMNS, [], centre_of)])),
        ("geojson", lambda path: path.write_bytes(b"".join(geojson(COLUMNS, [], centre=centre_of)))),
    ):
        path = tmp_path / f"leer.{ending}"
        write(path)
        assert pyogrio.read_info(path)["features"] == 0


def test_with_a_threshold_only_full_fields_come_out_and_nothing_that_tells_pins_apart() -> None:
    pin_map = make_map(threshold=3, groups=("bis 30",), position_rule=PositionRule.GRID)
    for _ in range(3):
        release(make_pin(pin_map, category=1, group=1, comment="Schön").pin.contribution_id)
    make_pin(pin_map, category=2)

    found = list(exported.rows(pin_map, Positions.SHOWN))

    assert [(row["id"], row["category"]) for row in found] == [(str(n), "Lieblingsort") for n in (1, 2, 3)]
    assert {(row["group"], row["words"], row["month"], row["channel"]) for row in found} == {(None, None, None, None)}
    assert len(list(exported.rows(pin_map, Positions.EXACT))) == 4


@pytest.mark.parametrize("pins", [3, 300])
def test_the_sheet_can_be_read_aloud(client: PickyClient, login: Login, pins: int) -> None:
    pin_map = make_map()
    for number in range(pins):
        make_pin(pin_map, category=number % 3 + 1, at=(48.2 + number % 20 / 30, 10.2 + number % 17 / 30))

    pdf = PdfReader(io.BytesIO(taken(client, login, pin_map, format="pdf")))

    text = pdf.pages[0].extract_text()
    assert len(pdf.pages) == 1
    assert "/MarkInfo" in pdf.root_object
    assert "/StructTreeRoot" in pdf.root_object
    for word in ("Wo drückt der Schuh?", "Legende", "Lieblingsort", "Barriere", "Zusammen", str(pins), "BKG"):
        assert word in text
    assert ("Ein Ring fasst" in text) == (pins > 250)


def test_the_picture_is_a_picture(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    from PIL import Image

    picture = Image.open(io.BytesIO(taken(client, login, pin_map, format="png")))

    assert (picture.format, picture.width) == ("PNG", 1684)


def test_who_lost_the_role_gets_no_file(client: PickyClient, login: Login, pin_map: PinMap) -> None:
    from portal.pinmaps.exports.files import EXPORT_JOB, may_have_export

    account = login(Role.KUEMMERER)

    assert not may_have_export(account, {"map_id": str(pin_map.id)})
    assert not may_have_export(account, {"map_id": str(uuid4())})
    assert EXPORT_JOB == "pinmaps.export"


def test_many_pins_need_no_more_memory_than_few(tmp_path: Path) -> None:
    pin_map = make_map()
    row: dict[str, Any] = {column.key: "x" for column in COLUMNS} | {"lat": 48.5, "lon": 10.5}
    assert list(exported.rows(pin_map, Positions.SHOWN)) == []

    tracemalloc.start()
    many = (dict(row) for _ in range(30_000))
    written = write_geopackage(tmp_path / "viele.gpkg", [Layer("nadeln", "Viele", COLUMNS, many, centre_of)])
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert written == 30_000
    assert peak < 20_000_000


def test_every_format_says_what_it_is_for() -> None:
    assert all(one.label and one.meaning for one in [*PinFormat, *Positions])
