"""Open data: frozen, safe, and the same for everybody."""

import csv
import io
import json
from hashlib import sha256

import pytest
from openpyxl import load_workbook
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from portal.county.models import County
from portal.feed.actions import open_data as actions
from portal.feed.exports.open_data import on_fixed_days, prepare
from portal.feed.models import OpenDataFile, OpenDataRelease
from portal.feed.queries import open_data as queries
from portal.feed.terms.open_data import Dataset, FileFormat
from portal.kernel import clock
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict
from portal.kernel.jobs import Job, Progress
from portal.kernel.policy import SYSTEM, Role
from portal.needs.terms import NeedStatus
from portal.places.models import Sozialraum
from tests.factories.needs import make_answered, make_item, make_need
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

PUBLIC = "/offene-daten"
STAFF = "/arbeit/offene-daten"


class Silent(Progress):
    """A job nobody watches."""

    def __init__(self) -> None:
        pass

    def step(self, done: int, total: int) -> None:
        pass


def published() -> OpenDataRelease:
    """A Stand of today for everybody."""
    prepare(Silent(), by_id=None)
    found = queries.draft()
    assert found is not None
    with unit_of_work():
        actions.publish(queries.release(found.id), by=SYSTEM)
    return queries.release(found.id)


def rows_of(client: PickyClient, address: str) -> list[dict[str, str]]:
    response = client.get(address)
    assert response.status_code == 200, address
    return list(csv.DictReader(io.StringIO(response.get_data(as_text=True))))


@pytest.fixture
def seven(north: Sozialraum) -> Sozialraum:
    """A Gemeinde with seven Bedarfe, one of them answered."""
    needs = [make_need(f"Bedarf {number}", north) for number in range(7)]
    make_answered(needs[0], NeedStatus.IN_REVIEW, "Wir prüfen das bis Ostern.")
    return north


def test_nothing_is_there_before_somebody_publishes(client: PickyClient, seven: Sozialraum) -> None:
    prepare(Silent(), by_id=None)

    assert "Noch keine offenen Daten" in client.page(PUBLIC).text()
    for address in (f"{PUBLIC}/bedarfe", f"{PUBLIC}/bedarfe/aktuell.csv", f"{PUBLIC}/nichts/aktuell.csv"):
        assert client.get(address).status_code == 404


def test_counts_are_rounded_and_small_ones_hidden(client: PickyClient, seven: Sozialraum, south: Sozialraum) -> None:
    for number in range(3):
        make_need(f"Anderer Bedarf {number}", south)
    published()

    rows = rows_of(client, f"{PUBLIC}/bedarfe/aktuell.csv")
    sums = {row["place_name"]: (row["count"], row["count_status"]) for row in rows if row["action_field"] == "all"}
    assert sums["Südheim"] == ("", "hidden")
    assert all(int(row["count"]) % 5 == 0 for row in rows if row["count_status"] == "shown")
    assert {row["ags"] for row in rows} >= {"09999101", "09999202", "09999"}


def test_a_stand_never_changes(client: PickyClient, seven: Sozialraum, session: Session) -> None:
    release = published()
    before = client.get(f"{PUBLIC}/antworten/{release.day}.json").data

    for number in range(9):
        make_answered(make_need(f"Später {number}", seven), NeedStatus.IN_REVIEW, "Kommt später.")

    assert client.get(f"{PUBLIC}/antworten/{release.day}.json").data == before
    with pytest.raises(DBAPIError, match="never changes"), unit_of_work() as unit:
        unit.execute(update(OpenDataFile).values(content=b"anders"))


def test_every_format_holds_the_same_rows(client: PickyClient, seven: Sozialraum) -> None:
    published()

    for one in Dataset:
        told = client.get(f"{PUBLIC}/{one.slug}/aktuell.json").get_json()
        assert len(rows_of(client, f"{PUBLIC}/{one.slug}/aktuell.csv")) == len(told["rows"])
        book = load_workbook(io.BytesIO(client.get(f"{PUBLIC}/{one.slug}/aktuell.xlsx").data)).worksheets[0]
        assert book.max_row - 1 == len(told["rows"])
    shapes = client.get(f"{PUBLIC}/sozialraeume/aktuell.geojson")
    assert shapes.mimetype == "application/geo+json"
    kinds = {one["properties"]["name"]: one["geometry"]["type"] for one in json.loads(shapes.data)["features"]}
    assert kinds["Nordheim"] in ("Polygon", "MultiPolygon")


def test_answers_are_those_of_the_public_pages(client: PickyClient, seven: Sozialraum) -> None:
    published()

    [row] = rows_of(client, f"{PUBLIC}/antworten/aktuell.csv")
    assert (row["title"], row["answer"], row["place_name"]) == ("Bedarf 0", "Wir prüfen das bis Ostern.", "Nordheim")


def test_files_can_be_kept_and_asked_for_again(client: PickyClient, seven: Sozialraum, session: Session) -> None:
    release = published()
    file = session.scalars(select(OpenDataFile).where(OpenDataFile.release_id == release.id)).first()
    assert file is not None
    address = f"{PUBLIC}/{file.dataset.slug}/{release.day}.{file.format.value}"
    response = client.get(address)

    assert sha256(response.data).hexdigest() == file.sha256
    assert response.headers["Cache-Control"].startswith("public")
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert "Set-Cookie" not in response.headers
    again = client.get(address, headers={"If-None-Match": response.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


@pytest.mark.parametrize("stand", ["2026-13-01", "20260101", "2019-01-01", "gestern", "2026-W01-1"])
def test_a_stand_that_is_none_is_not_found(client: PickyClient, seven: Sozialraum, stand: str) -> None:
    published()

    assert client.get(f"{PUBLIC}/bedarfe/{stand}.csv").status_code == 404
    assert client.get(f"{PUBLIC}/bedarfe/aktuell.pdf").status_code == 404
    assert client.get(f"{PUBLIC}/antworten/aktuell.geojson").status_code == 404


def test_the_next_stand_needs_thirty_new_contributions(
    client: PickyClient, seven: Sozialraum, login: Login, frozen_clock: StoppedClock
) -> None:
    published()
    frozen_clock.forward(days=1)
    login(Role.PLANNER)

    refused = client.submit(client.page(STAFF).form(f"form[action='{STAFF}']"))
    assert refused.status_code == 409
    assert "nötig sind 30" in refused.get_data(as_text=True)

    for number in range(30):
        make_item(f"Neue Stimme {number}", seven)
    assert client.submit(client.page(STAFF).form(f"form[action='{STAFF}']")).status_code == 303


def test_nothing_is_published_that_an_earlier_stand_would_undo(
    seven: Sozialraum, south: Sozialraum, frozen_clock: StoppedClock, session: Session
) -> None:
    """Seven in one Gemeinde and three in the other: an old Stand told the sum and the seven, the three are what is left."""
    for number in range(3):
        make_need(f"Anderer Bedarf {number}", south)
    told = [
        {"ags": ags, "action_field": field, "stage": stage, "count": count}
        for ags, count in (("09999", 10), ("09999101", 5))
        for field, stage in (("all", "all"), ("none", "all"), ("none", "in_review"))
    ]
    file = actions.MadeFile(Dataset.NEEDS, FileFormat.JSON, json.dumps({"rows": told}).encode(), len(told))
    frozen_clock.set("2026-07-16 09:00")
    with unit_of_work():
        old = actions.keep_prepared(
            [file], day=clock.today(), counted=0, licence="dl-by-de/2.0", publisher="Landkreis", by=SYSTEM
        )
        actions.publish(old, by=SYSTEM)
        actions.withdraw(old, by=SYSTEM)

    with pytest.raises(Conflict, match="eine kleine Zahl berechnen"):
        prepare(Silent(), by_id=None)
    frozen_clock.set("2027-01-15 09:00")
    on_fixed_days()
    assert session.scalars(select(OpenDataRelease.day)).all() == [old.day]

    for number in range(4):
        make_need(f"Noch ein Bedarf {number}", south)
        make_need(f"Und einer {number}", seven)
    on_fixed_days()
    assert len(session.scalars(select(OpenDataRelease.day)).all()) == 2


def test_a_planner_prepares_looks_publishes_and_takes_back(
    client: PickyClient, seven: Sozialraum, login: Login, session: Session
) -> None:
    planner = login(Role.PLANNER)
    client.submit(client.page(STAFF).form(f"form[action='{STAFF}']"))
    job = session.scalars(select(Job)).one()
    prepare(Silent(), **job.args)
    draft = queries.draft()
    assert draft is not None
    assert draft.created_by == planner.id

    look = client.page(f"{STAFF}/{draft.id}")
    assert "Wir prüfen das bis Ostern." in look.text()
    client.follow(client.submit(look.form("form[action$='/veroeffentlichen']")))
    assert client.page(f"{PUBLIC}/antworten").heading == "Öffentliche Antworten zu Bedarfen"

    client.follow(client.submit(client.page(f"{STAFF}/{draft.id}").form("form[action$='/zuruecknehmen']")))
    assert client.get(f"{PUBLIC}/antworten/aktuell.csv").status_code == 404
    assert client.get(f"{PUBLIC}/antworten/{draft.day}.csv").status_code == 404


def test_the_public_page_shows_some_rows_and_shortens_texts_and_staff_read_them_all(
    client: PickyClient, north: Sozialraum, login: Login
) -> None:
    long = "Wir prüfen das mit der Gemeinde. " * 8
    for number in range(8):
        make_answered(make_need(f"Bedarf {number}", place=north), sentence=long)
    published()

    public = client.page(f"{PUBLIC}/antworten")
    login(Role.PLANNER)
    staff = client.page(f"{STAFF}/{queries.releases()[0].id}")

    shown = public.all("section[aria-labelledby=zeilen] tbody tr")
    assert len(shown) == 6
    assert all(len(cell.text()) <= 120 for row in shown for cell in row.css("td"))
    assert "Die ersten 6 von 8 Zeilen." in public.text()
    assert staff.text().count(long.strip()) == 8


def test_only_one_prepared_stand_at_a_time(
    client: PickyClient, seven: Sozialraum, login: Login, session: Session
) -> None:
    prepare(Silent(), by_id=None)
    prepare(Silent(), by_id=None)
    [draft] = session.scalars(select(OpenDataRelease)).all()

    login(Role.ADMIN)
    client.follow(client.submit(client.page(f"{STAFF}/{draft.id}").form("form[action$='/verwerfen']")))
    assert session.scalars(select(OpenDataRelease)).all() == []


@pytest.mark.parametrize(
    "role", [Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY, Role.SECTOR_PLANNER, Role.OBSERVER]
)
def test_others_do_not_see_it(client: PickyClient, seven: Sozialraum, login: Login, role: Role) -> None:
    prepare(Silent(), by_id=None)
    draft = queries.draft()
    assert draft is not None
    login(role)

    assert client.get(STAFF).status_code == 404
    assert client.get(f"{STAFF}/{draft.id}").status_code == 404


def test_a_planner_of_one_gemeinde_publishes_nothing(client: PickyClient, seven: Sozialraum, login: Login) -> None:
    login(Role.PLANNER, seven)

    assert client.get(STAFF).status_code == 404


def test_fixed_days_publish_by_themselves_after_a_first_stand(
    county: County, seven: Sozialraum, frozen_clock: StoppedClock, session: Session
) -> None:
    frozen_clock.set("2026-07-15 09:00")
    on_fixed_days()
    assert session.scalars(select(OpenDataRelease)).all() == []

    frozen_clock.set("2026-07-16 09:00")
    published()
    on_fixed_days()
    frozen_clock.set("2027-01-15 09:00")
    on_fixed_days()
    on_fixed_days()

    days = session.scalars(select(OpenDataRelease.day).order_by(OpenDataRelease.day)).all()
    assert [day.isoformat() for day in days] == ["2026-07-16", "2027-01-15"]
