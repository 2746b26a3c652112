"""Files of the night: made at their time, replaced whole, told when they fail, fetched by systems with a key."""

import hashlib
import io
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from portal.accounts.models import Account
from portal.feed.actions import files as actions
from portal.feed.exports.nightly import look_after_nightly_files
from portal.feed.models.files import NightlyFile, NightlyVersion
from portal.feed.policy.files import FilePermission, FileReader, ProposedFile
from portal.feed.queries import files as queries
from portal.feed.queries.files import NightState
from portal.feed.terms.clients import ApiRight
from portal.feed.terms.exports import ExportFormat
from portal.feed.terms.files import Dataset, last_night, next_night
from portal.kernel import audit, clock, outbox
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import Forbidden, InvalidInput
from portal.kernel.policy import SYSTEM, Role, allows
from portal.places.models import Sozialraum
from tests.factories.accounts import make_account
from tests.factories.feed import Reader, make_client, make_need, make_nightly_file
from tests.support.foreign import layer
from tests.support.html import Page
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.time import StoppedClock

FILES = "/api/v1/files"


def night() -> None:
    """What the worker does after midnight."""
    look_after_nightly_files()
    outbox.drain()
    session().expire_all()


def content(version: NightlyVersion) -> str:
    return queries.path_of(version).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("moment", "last", "following"),
    [
        (
            datetime(2026, 3, 2, 0, 59, tzinfo=UTC),
            datetime(2026, 3, 1, 1, tzinfo=UTC),
            datetime(2026, 3, 2, 1, tzinfo=UTC),
        ),
        (
            datetime(2026, 3, 2, 1, 0, tzinfo=UTC),
            datetime(2026, 3, 2, 1, tzinfo=UTC),
            datetime(2026, 3, 3, 1, tzinfo=UTC),
        ),
        (
            datetime(2026, 7, 1, 12, 0, tzinfo=UTC),
            datetime(2026, 7, 1, 0, tzinfo=UTC),
            datetime(2026, 7, 2, 0, tzinfo=UTC),
        ),
        #: The night in which two o'clock does not exist.
        (
            datetime(2026, 3, 29, 12, 0, tzinfo=UTC),
            datetime(2026, 3, 29, 1, tzinfo=UTC),
            datetime(2026, 3, 30, 0, tzinfo=UTC),
        ),
    ],
)
def test_a_night_begins_at_two_by_the_clock_in_bavaria(moment: datetime, last: datetime, following: datetime) -> None:
    assert last_night(moment) == last
    assert next_night(moment) == following


def test_first_version_is_there_at_once_and_the_next_after_the_night(
    frozen_clock: StoppedClock, north: Sozialraum
) -> None:
    make_need(north, "Eine Bank")
    file = make_nightly_file(north)
    first = queries.version(file)
    make_need(north, "Ein Arzt")

    night()
    assert queries.version(file).id == first.id
    frozen_clock.forward(days=1)
    night()

    newest = queries.version(file)
    assert [one.day for one in queries.versions(file)] == [date(2026, 3, 3), date(2026, 3, 2)]
    assert "Ein Arzt" in content(newest)
    assert "Ein Arzt" not in content(first)
    assert (newest.row_count, first.row_count) == (2, 1)
    assert newest.checksum == hashlib.sha256(content(newest).encode()).hexdigest()
    assert newest.size == len(content(newest).encode())
    assert queries.state_of(file).state is NightState.MADE


def test_a_night_is_begun_once_however_often_the_worker_looks(frozen_clock: StoppedClock, north: Sozialraum) -> None:
    make_nightly_file(north)
    frozen_clock.forward(days=1)

    with unit_of_work():
        assert actions.begin_night() == 1
    with unit_of_work():
        assert actions.begin_night() == 0


def test_versions_go_when_their_days_are_over(frozen_clock: StoppedClock, north: Sozialraum) -> None:
    file = make_nightly_file(north, keep_days=2)
    first = queries.path_of(queries.version(file))

    for _ in range(3):
        frozen_clock.forward(days=1)
        night()

    assert [one.day for one in queries.versions(file)] == [date(2026, 3, 5), date(2026, 3, 4)]
    assert not first.exists()
    assert len(list(queries.folder().iterdir())) == 2


def test_file_tells_only_of_its_place_and_names_nobody(north: Sozialraum, south: Sozialraum) -> None:
    make_need(north, "Eine Bank")
    make_need(south, "Ein Arzt")

    file = make_nightly_file(north, format=ExportFormat.GEOPACKAGE)

    path = queries.path_of(queries.version(file))
    assert [row["title"] for row in layer(path, "bedarfe")] == ["Eine Bank"]
    assert [row["name"] for row in layer(path, "sozialraeume")] == ["Nordheim"]
    reader = FileReader(north.id)
    assert reader.holds(Role.SECTOR_PLANNER, within=north.lineage)
    assert not reader.holds(Role.SECTOR_PLANNER, within=south.lineage)
    assert not reader.holds(Role.PLANNER)
    assert reader.scope_of(Role.ADMIN) == frozenset()


def test_failed_night_keeps_the_version_before_and_is_told(
    frozen_clock: StoppedClock, north: Sozialraum, client: PickyClient, login: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.web.documents.sav.MOST_ROWS", 1)
    make_need(north)
    file = make_nightly_file(north, format=ExportFormat.SAV)
    before = queries.version(file)
    make_need(north)
    frozen_clock.forward(days=1)
    night()

    shown = queries.state_of(queries.nightly_file(file.id))
    assert shown.state is NightState.FAILED
    assert shown.newest is not None
    assert shown.newest.id == before.id
    assert queries.path_of(before).is_file()
    assert len(list(queries.folder().iterdir())) == 1
    login(Role.PLANNER, north)
    assert "fehlgeschlagen" in client.page("/arbeit/dateien").text("main")
    assert "höchstens 200.000 Zeilen" in client.page(f"/arbeit/dateien/naechtlich/{file.id}").text("main")
    assert "Nächtliche Dateien" in client.page("/arbeit").text("main")

    monkeypatch.setattr("portal.web.documents.sav.MOST_ROWS", 5)
    frozen_clock.forward(days=1)
    night()
    assert queries.state_of(queries.nightly_file(file.id)).state is NightState.MADE
    login(Role.PLANNER, north)
    assert "Nächtliche Dateien" not in client.page("/arbeit").text("main")


def test_night_that_never_came_is_told(frozen_clock: StoppedClock, north: Sozialraum) -> None:
    file = make_nightly_file(north)
    frozen_clock.forward(days=1)  # nine in the morning, and no worker ran

    assert queries.state_of(queries.nightly_file(file.id)).state is NightState.LATE
    assert [one.file.id for one in queries.troubled_files(make_account(Role.ADMIN))] == [file.id]
    assert queries.troubled_files(make_account(Role.KUEMMERER, north)) == []


def test_killed_worker_begins_again_and_leaves_the_old_file(frozen_clock: StoppedClock, north: Sozialraum) -> None:
    """What a killed worker leaves: a file without a row. Nobody is given it, and it is swept away later."""
    import os

    file = make_nightly_file(north)
    left = queries.folder() / "abc.json.part"
    left.write_text("[\n{", encoding="utf-8")
    old = (clock.now() - timedelta(days=2)).timestamp()

    night()
    assert left.exists()
    os.utime(left, (old, old))
    night()

    assert not left.exists()
    assert content(queries.version(file)).startswith("[")


def test_same_day_again_replaces_the_version_whole(north: Sozialraum) -> None:
    from portal.feed.exports.nightly import write_nightly_file
    from portal.kernel.jobs import Progress

    file = make_nightly_file(north)
    before = queries.path_of(queries.version(file))
    make_need(north, "Ein Arzt")

    write_nightly_file(Progress(uuid4(), uuid4()), nightly_file_id=str(file.id))
    session().expire_all()

    [only] = queries.versions(file)
    assert "Ein Arzt" in content(only)
    assert not before.exists()


def test_ended_file_is_gone_at_once(frozen_clock: StoppedClock, north: Sozialraum, client: PickyClient) -> None:
    file = make_nightly_file(north)
    reader = Reader(client, make_client(north)[1])
    path = queries.path_of(queries.version(file))
    with unit_of_work():
        actions.end_file(queries.nightly_file(file.id), by=SYSTEM)

    reader.json(f"{FILES}/{file.id}", status=404)
    assert reader.json(FILES)["items"] == []
    frozen_clock.forward(days=1)
    night()
    assert not path.exists()
    [entry] = session().scalars(audit.entries(of_kind="feed.nightly-file-ended"))
    assert entry.facts == {"nightly_file_id": str(file.id)}
    make_nightly_file(north)


def test_same_file_is_declared_once(north: Sozialraum) -> None:
    make_nightly_file(north)

    with pytest.raises(InvalidInput) as refused:
        make_nightly_file(north)
    assert refused.value.field == "format"


@pytest.mark.parametrize("days", [0, 91, -1])
def test_days_have_bounds(north: Sozialraum, days: int) -> None:
    with pytest.raises(InvalidInput) as refused:
        make_nightly_file(north, keep_days=days)
    assert refused.value.field == "keep_days"


@pytest.mark.parametrize(
    ("role", "here", "may_declare", "may_read", "may_know"),
    [
        (Role.PLANNER, True, True, True, True),
        (Role.ADMIN, True, True, False, True),
        (Role.SECTOR_PLANNER, True, False, True, True),
        (Role.KUEMMERER, True, False, True, True),
        (Role.MUNICIPALITY, True, False, True, True),
        (Role.MODERATOR, True, False, False, False),
        (Role.OBSERVER, True, False, False, False),
        (Role.PLANNER, False, False, False, False),
        (Role.ADMIN, False, False, False, False),
    ],
)
def test_who_may_do_what(
    north: Sozialraum, south: Sozialraum, role: Role, here: bool, may_declare: bool, may_read: bool, may_know: bool
) -> None:
    file = make_nightly_file(north)
    who: Account = make_account(role, north if here else south)

    assert allows(FilePermission.DECLARE_HERE, who, ProposedFile(north.lineage)) is may_declare
    assert allows(FilePermission.STOP, who, file) is may_declare
    assert allows(FilePermission.READ, who, file) is may_read
    assert allows(FilePermission.KNOW, who, file) is may_know
    assert [one.file.id for one in queries.known_files(who)] == ([file.id] if may_know else [])


def test_declaring_beyond_ones_place_is_refused(north: Sozialraum, south: Sozialraum) -> None:
    with pytest.raises(Forbidden):
        make_nightly_file(south, by=make_account(Role.PLANNER, north))


def test_system_fetches_a_file_whole_in_parts_and_only_when_new(client: PickyClient, north: Sozialraum) -> None:
    make_need(north, "Eine Bank")
    file = make_nightly_file(north)
    reader = Reader(client, make_client(north)[1])

    [item] = reader.json(FILES)["items"]
    assert (item["id"], item["dataset"], item["format"], item["state"]) == (str(file.id), "needs", "json", "made")
    assert item["days"] == [item["newest"]["day"]]
    address = item["url"].replace("http://localhost", "")
    whole = reader.get(address)
    assert whole.status_code == 200
    assert hashlib.sha256(whole.data).hexdigest() == item["newest"]["sha256"] == whole.headers["ETag"].strip('"')
    assert len(whole.data) == item["newest"]["size"]
    assert item["newest"]["filename"] in whole.headers["Content-Disposition"]
    rest = reader.get(address, Range="bytes=10-")
    assert (rest.status_code, rest.data) == (206, whole.data[10:])
    assert reader.get(address, If_None_Match=whole.headers["ETag"]).status_code == 304
    assert reader.get(address, Range="bytes=99999999-").status_code == 416
    assert reader.get(f"{address}?day={item['newest']['day']}").data == whole.data
    for wrong, status in (("?day=2020-01-01", 404), ("?day=heute", 400), ("?tag=1", 400), ("?day=2026-02-30", 400)):
        reader.json(f"{address}{wrong}", status=status)
    reader.json(f"{FILES}/{uuid4()}", status=404)


def test_key_of_another_place_or_without_the_right_gets_nothing(
    client: PickyClient, north: Sozialraum, south: Sozialraum
) -> None:
    file = make_nightly_file(north)
    measures = make_nightly_file(north, Dataset.MEASURES)
    foreign = Reader(client, make_client(south)[1])
    poor = Reader(client, make_client(north, rights=(ApiRight.READ_MEASURES,))[1])

    assert foreign.json(FILES)["items"] == []
    foreign.json(f"{FILES}/{file.id}", status=404)
    assert [item["id"] for item in poor.json(FILES)["items"]] == [str(measures.id)]
    assert poor.json(f"{FILES}/{file.id}", status=403)["code"] == "right-missing"
    assert client.get(FILES).status_code == 401


def test_file_whose_bytes_are_gone_is_no_error(client: PickyClient, north: Sozialraum) -> None:
    file = make_nightly_file(north)
    queries.path_of(queries.version(file)).unlink()

    answer = Reader(client, make_client(north)[1]).get(f"{FILES}/{file.id}")

    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_thirty_files_need_no_more_queries_than_one(client: PickyClient, login: Any, north: Sozialraum) -> None:
    reader = Reader(client, make_client(north)[1])

    def asked() -> int:
        reader.get(FILES)
        with count_queries() as counted:
            assert reader.get(FILES).status_code == 200
        return len(counted)

    make_nightly_file(north)
    one = asked()
    for form in ExportFormat:
        for dataset in (Dataset.EVIDENCE, Dataset.MEASURES, Dataset.PLACES):
            with unit_of_work():
                actions.declare_file(
                    submission_key=uuid4(), dataset=dataset, format=form, place=north, keep_days=3, by=SYSTEM
                )
    session().expire_all()

    assert asked() == one
    login(Role.PLANNER)
    assert client.page("/arbeit/dateien").text("main").count("entsteht gerade") == 24


def test_one_night_makes_each_form_of_each_data_set(north: Sozialraum) -> None:
    make_need(north, "Eine Bank")
    for dataset in Dataset:
        for form in ExportFormat:
            file = make_nightly_file(north, dataset, form)
            assert queries.state_of(file).state is NightState.MADE
            assert queries.version(file).filename.startswith(f"{dataset.stem}-nordheim-2")

    assert session().scalars(select(NightlyFile.failed_at)).all() == [None] * len(Dataset) * len(ExportFormat)


def test_versions_are_downloaded_by_those_who_read_there(
    client: PickyClient, login: Any, north: Sozialraum, south: Sozialraum
) -> None:
    make_need(north, "Eine Bank")
    file = make_nightly_file(north)
    stored = queries.version(file)
    address = f"/arbeit/dateien/naechtlich/{file.id}/{stored.day}"

    login(Role.KUEMMERER, north)
    page = client.page(f"/arbeit/dateien/naechtlich/{file.id}")
    answer = client.get(page.link("Herunterladen"))
    assert (answer.status_code, answer.data) == (200, queries.path_of(stored).read_bytes())
    assert stored.filename in answer.headers["Content-Disposition"]
    assert client.get(f"/arbeit/dateien/naechtlich/{file.id}/2020-01-01").status_code == 404
    assert client.get(f"/arbeit/dateien/naechtlich/{file.id}/gestern").status_code == 404
    for role, place in ((Role.ADMIN, north), (Role.PLANNER, south)):
        login(role, place)
        assert client.get(address).status_code == 404
    with unit_of_work():
        actions.end_file(queries.nightly_file(file.id), by=SYSTEM)
    login(Role.KUEMMERER, north)
    assert client.get(address).status_code == 404


@pytest.mark.parametrize("typed", ["0", "91", "-3", "99999999999999999999"])
def test_days_that_cannot_be_kept_are_refused_with_what_was_typed(
    client: PickyClient, login: Any, north: Sozialraum, typed: str
) -> None:
    login(Role.PLANNER, north)

    refused = client.submit(
        client.page("/arbeit/dateien/naechtlich/neu").form(), place=str(north.id), keep_days=typed, content="places"
    )

    assert refused.status_code == 422
    page = Page(refused)
    assert "Möglich sind 1 bis 90 Tage." in page.text("main")
    kept = page.form().values
    assert (kept["keep_days"], kept["place"], kept["content"]) == ([typed], [str(north.id)], ["places"])
    assert list(page.errors()) == ["keep_days"]
    assert session().scalars(select(NightlyFile)).all() == []


@pytest.mark.parametrize("typed", ["", "zwei", "1,5"])
def test_days_that_are_no_number_are_asked_for_again(
    client: PickyClient, login: Any, north: Sozialraum, typed: str
) -> None:
    login(Role.PLANNER, north)

    refused = client.submit(client.page("/arbeit/dateien/naechtlich/neu").form(), place=str(north.id), keep_days=typed)

    assert refused.status_code == 422
    assert Page(refused).form().values["keep_days"] == [typed]
    assert session().scalars(select(NightlyFile)).all() == []


def test_page_takes_declares_and_ends(client: PickyClient, login: Any, north: Sozialraum) -> None:
    login(Role.PLANNER, north)
    page = client.page("/arbeit/dateien/naechtlich/neu")
    refused = client.submit(page.form(), place=str(north.id), keep_days="0")
    assert refused.status_code == 422
    made = client.follow(
        client.submit(page.form(), place=str(north.id), content="places", format="gpkg", keep_days="3")
    )
    assert "Sozialräume als GeoPackage" in made.text()
    [file] = session().scalars(select(NightlyFile)).all()
    assert (file.dataset, file.format, file.keep_days) == (Dataset.PLACES, ExportFormat.GEOPACKAGE, 3)

    client.follow(client.submit(client.page(f"/arbeit/dateien/naechtlich/{file.id}").form()))
    assert "Noch keine nächtlichen Dateien" in client.page("/arbeit/dateien").text("main")

    waiting = client.follow(client.submit(client.page("/arbeit/dateien").form(), content="needs", format="sav"))
    assert "Bedarfe als SPSS-Datei" in waiting.text()
    outbox.drain()
    assert "Herunterladen" in client.page("/arbeit/dateien").text("#own-files")


def test_stored_names_are_those_of_whole_files(north: Sozialraum) -> None:
    file = make_nightly_file(north, format=ExportFormat.XLSX)

    version = queries.version(file)

    assert queries.stored_names() == {version.stored_as}
    assert io.BytesIO(queries.path_of(version).read_bytes()).read(2) == b"PK"
