"""Files of every data set in every form, read by programs of others, against the database."""

import os
import signal
import subprocess
import sys
import textwrap
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from portal.accounts.models import Account
from portal.contributions.terms import Channel
from portal.feed.actions.exports import may_have_export, start_export
from portal.feed.terms.exports import ExportFormat
from portal.feed.terms.files import Dataset
from portal.kernel import audit, jobs, outbox
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.jobs import Job, JobState
from portal.kernel.policy import SYSTEM, Role
from portal.needs import actions as need_actions
from portal.needs.models import Need
from portal.needs.terms import DESCRIPTION_LONGEST, NeedStatus
from portal.places.models import Sozialraum
from portal.web.documents.columns import Column, Description
from portal.web.documents.sav import write_sav
from tests.factories.accounts import make_account
from tests.factories.feed import add_voice, give_status, make_need, merge
from tests.factories.indicators import make_indicator, make_value
from tests.factories.measures import day, make_measure
from tests.factories.planning import make_beleg
from tests.support.foreign import everything_in, layer, rows_in
from tests.support.queries import count_queries

CUT_MARK = " … [gekürzt]"
EVIL = '=HYPERLINK("https://example.org";"hier")'
LONG = "Ä" * DESCRIPTION_LONGEST
FORMS = list(ExportFormat)
#: What a workbook and the CSV for Excel call the columns that the tests look at.
GERMAN = {"number": "Nummer", "title": "Titel", "people_count": "Menschen", "due_on": "Frist", "ags": "AGS"}


@pytest.fixture
def planner(north: Sozialraum) -> Account:
    return make_account(Role.PLANNER, name="Paula Planerin")


def take(
    by: Account, format: ExportFormat, dataset: Dataset = Dataset.NEEDS, place: Sozialraum | None = None, **more: Any
) -> tuple[Job, Path]:
    """Have a file made, to its end."""
    filters = {"ort": str(place.id)} if place is not None else {}
    with unit_of_work():
        job = start_export(format=format, title="Datei", filters=filters, dataset=dataset, by=by, **more)
    outbox.drain()
    session().expire_all()
    done = jobs.find(job.id, owner=by.id)
    assert done is not None
    assert done.state is JobState.DONE, done.error
    return done, jobs.files_dir() / str(done.result_path)


def found(by: Account, format: ExportFormat, dataset: Dataset = Dataset.NEEDS, **more: Any) -> list[dict[str, Any]]:
    """The rows of a file as its foreign reader sees them."""
    return rows_in(take(by, format, dataset, **more)[1], format.value)


@pytest.mark.parametrize("format", FORMS)
def test_every_form_holds_what_the_database_holds(planner: Account, north: Sozialraum, format: ExportFormat) -> None:
    bank = make_need(north, "Bänke für Ältere", description=LONG)
    make_need(north, EVIL)
    add_voice(bank, "Mir fehlt eine Bank.", channel=Channel.PHONE)
    with unit_of_work() as unit:
        need_actions.set_due([unit.get_one(Need, bank.id)], on=date(2026, 9, 1), by=SYSTEM)

    rows = found(planner, format)

    names = GERMAN if format in (ExportFormat.XLSX, ExportFormat.OFFICE_CSV) else {key: key for key in GERMAN}
    told = {str(row[names["number"]]): row for row in rows}
    stored = {need.number: need for need in session().scalars(select(Need))}
    assert set(told) == set(stored)
    for number, need in stored.items():
        assert str(told[number][names["title"]]).removeprefix("'") == need.title
        assert int(told[number][names["people_count"]]) == need.people_count
        assert str(told[number][names["ags"]]).strip('="') == "09999101"
    due = str(told[bank.number][names["due_on"]])
    assert due.startswith(("2026-09-01", "01.09.2026", "2026/09/01"))


@pytest.mark.parametrize("dataset", list(Dataset))
def test_nothing_to_take_is_a_whole_file(planner: Account, dataset: Dataset) -> None:
    numbers = {form: len(found(planner, form, dataset)) for form in FORMS}

    assert set(numbers.values()) == {2 if dataset is Dataset.PLACES else 0}, numbers


def test_formulas_are_guarded_where_a_spreadsheet_would_run_them(planner: Account, north: Sozialraum) -> None:
    from openpyxl import load_workbook

    make_need(north, EVIL)

    for form in (ExportFormat.OFFICE_CSV, ExportFormat.OPEN_CSV):
        assert f"'{EVIL[:10]}" in take(planner, form)[1].read_text(encoding="utf-8-sig")
    [cell] = [
        c for row in load_workbook(take(planner, ExportFormat.XLSX)[1]).worksheets[0] for c in row if c.value == EVIL
    ]
    assert cell.data_type == "s"
    for form in (ExportFormat.PARQUET, ExportFormat.SAV, ExportFormat.GEOPACKAGE):
        assert [row["title"] for row in found(planner, form)] == [EVIL]


def test_parquet_knows_types_and_meaning_of_its_columns(planner: Account, north: Sozialraum) -> None:
    import pyarrow
    from pyarrow import parquet

    need = make_need(north, "Eine Bank")
    give_status(need, NeedStatus.CONFIRMED, "Wir stellen sie auf.")

    table = parquet.read_table(take(planner, ExportFormat.PARQUET, place=north)[1])

    schema = table.schema
    assert schema.field("created_at").type == pyarrow.timestamp("us", tz="UTC")
    assert schema.field("due_on").type == pyarrow.date32()
    assert schema.field("people_count").type == pyarrow.int64()
    assert schema.field("target_groups").type == pyarrow.list_(pyarrow.string())
    assert pyarrow.types.is_dictionary(schema.field("status").type)
    assert schema.field("status").metadata[b"label"].decode() == "Status (Schlüssel)"
    assert '"confirmed": "Bestätigt"' in schema.field("status").metadata[b"codes"].decode()
    assert schema.metadata[b"title"].decode() == "Bedarfe"
    assert "Nordheim" in schema.metadata[b"filters"].decode()
    [row] = table.to_pylist()
    stored = session().get_one(Need, need.id)
    assert (row["status"], row["created_at"], row["target_groups"]) == ("confirmed", stored.created_at, [])
    assert table.to_pandas()["created_at"].dt.tz is not None


def test_spss_file_has_labels_long_texts_and_umlauts(planner: Account, north: Sozialraum) -> None:
    import pyreadstat

    need = make_need(north, "Bänke für Ältere", description=LONG)
    give_status(need, NeedStatus.FORWARDED)

    frame, about = pyreadstat.read_sav(take(planner, ExportFormat.SAV)[1])

    labels = dict(zip(about.column_names, about.column_labels, strict=True))
    assert labels["people_count"] == "Menschen"
    assert about.variable_value_labels["status"][4.0] == "Weitergeleitet"
    assert frame["status"].tolist() == [4.0]
    assert frame["title"].tolist() == ["Bänke für Ältere"]
    assert frame["description"].tolist() == [LONG]
    assert str(about.original_variable_types["created_at"]).startswith("DATETIME")
    assert about.file_label == "Bedarfe"
    assert any("Landkreis" in line for line in about.notes)


def test_spss_text_beyond_the_limit_of_the_format_is_cut_and_marked(tmp_path: Path) -> None:
    import pyreadstat

    about = Description("Lang", "Test", datetime.now(UTC), "keine")
    path = tmp_path / "lang.sav"
    write_sav(path, [Column("text", "Text")], [{"text": "Ä" * 20_000}, {"text": "kurz"}, {"text": None}], about)

    long, short, nothing = pyreadstat.read_sav(path)[0]["text"].tolist()

    assert long == "Ä" * (len(long) - len(CUT_MARK)) + CUT_MARK
    assert 32_000 < len(long.encode()) <= 32_767
    assert (short, nothing) == ("kurz", "")


def test_spss_file_refuses_more_rows_than_it_is_made_for(
    planner: Account, north: Sozialraum, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.web.documents.sav.MOST_ROWS", 1)
    make_need(north)
    make_need(north)

    with unit_of_work():
        job = start_export(format=ExportFormat.SAV, title="Datei", filters={}, by=planner)
    outbox.drain()
    session().expire_all()

    failed = jobs.find(job.id, owner=planner.id)
    assert failed is not None
    assert failed.state is JobState.FAILED
    assert "Parquet" in str(failed.error)
    assert list(jobs.files_dir().iterdir()) == []


def test_geopackage_has_points_boundaries_and_styles(planner: Account, north: Sozialraum, south: Sozialraum) -> None:
    import sqlite3
    import xml.etree.ElementTree as ElementTree

    import pyogrio
    import shapely

    make_need(north, "Eine Bank")
    make_need(north, "Ein Arzt")

    path = take(planner, ExportFormat.GEOPACKAGE)[1]

    kinds = dict(pyogrio.list_layers(path))
    assert kinds == {"bedarfe": "Point", "sozialraeume": "MultiPolygon", "layer_styles": None}
    about = pyogrio.read_info(path, layer="bedarfe")
    assert (about["crs"], about["geometry_type"], about["features"]) == ("EPSG:25832", "Point", 2)
    areas = {row["name"]: row for row in layer(path, "sozialraeume")}
    assert areas["Nordheim"]["geometry"].geom_type == "MultiPolygon"
    assert shapely.contains(areas["Nordheim"]["geometry"], layer(path, "bedarfe")[0]["geometry"])
    assert (areas["Nordheim"]["need_count"], areas["Südheim"]["need_count"]) == (2, 0)
    with closing(sqlite3.connect(path)) as file:
        styles = dict(file.execute("SELECT f_table_name, styleQML FROM layer_styles WHERE useAsDefault").fetchall())
        problems = file.execute("PRAGMA foreign_key_check").fetchall()
    assert set(styles) == {"bedarfe", "sozialraeume"}
    renderers = {name: ElementTree.fromstring(qml).find("renderer-v2") for name, qml in styles.items()}
    point_renderer, area_renderer = renderers["bedarfe"], renderers["sozialraeume"]
    assert point_renderer is not None
    assert area_renderer is not None
    assert (point_renderer.get("type"), point_renderer.get("attr")) == ("categorizedSymbol", "status")
    assert {c.get("value") for c in point_renderer.iter("category")} >= {"new", "done", ""}
    assert area_renderer.get("type") == "singleSymbol"
    assert problems == []


def test_workbook_explains_columns_types_and_codes(planner: Account, north: Sozialraum) -> None:
    from openpyxl import load_workbook

    make_measure("Bürgerbus", north)

    _table, book = load_workbook(take(planner, ExportFormat.XLSX, Dataset.MEASURES)[1]).worksheets

    lines = {str(line[1]): line for line in book.iter_rows(values_only=True)}
    assert lines["status"] == (
        "Stand (Schlüssel)",
        "status",
        "Folgt aus den Meilensteinen; niemand tippt ihn ein.",
        "Text",
        "planned = geplant; running = läuft; late = verspätet; done = fertig; stopped = gestoppt",
    )
    assert lines["budget_planned"][3] == "Kommazahl"


def test_measures_name_their_needs_even_after_a_merge(planner: Account, north: Sozialraum) -> None:
    old, kept = make_need(north), make_need(north)
    make_measure("Bürgerbus", north, needs=(old, kept), due=(10, 20), done=1, budget_planned=Decimal("1200.50"))
    merge(old, kept)

    [row] = found(planner, ExportFormat.PARQUET, Dataset.MEASURES)

    assert (row["need_numbers"], row["need_ids"]) == ([kept.number], [str(kept.id)])
    assert (row["milestones"], row["milestones_done"], row["next_due_on"]) == (2, 1, day(20))
    assert (row["budget_planned"], row["place_names"], row["status"]) == (1200.5, ["Nordheim"], "running")
    assert "responsible" not in row


def test_evidence_is_counted_by_kind_channel_and_stance(planner: Account, north: Sozialraum) -> None:
    need = make_need(north)
    add_voice(need, "Ich auch.", channel=Channel.PHONE)
    add_voice(need, "Und ich.", channel=Channel.PHONE)
    make_beleg(need)

    rows = found(planner, ExportFormat.JSON, Dataset.EVIDENCE)

    told = [(row["need_number"], row["kind"], row["channel"], row["stance"], row["evidence_count"]) for row in rows]
    assert told == [
        (need.number, "contribution", "phone", "for", 2),
        (need.number, "expert", None, "for", 1),
    ]
    assert "Ich auch" not in everything_in(take(planner, ExportFormat.JSON, Dataset.EVIDENCE)[1])


def test_places_count_only_needs_that_may_be_seen(north: Sozialraum, south: Sozialraum) -> None:
    make_need(north)
    kuemmerer = make_account(Role.KUEMMERER, north)

    rows = {row["name"]: row for row in found(kuemmerer, ExportFormat.PARQUET, Dataset.PLACES)}

    assert (rows["Nordheim"]["need_count"], rows["Nordheim"]["ags"]) == (1, "09999101")
    assert rows["Südheim"]["need_count"] is None
    shapes = {row["name"]: row["geometry"] for row in found(kuemmerer, ExportFormat.GEOJSON, Dataset.PLACES)}
    assert shapes["Nordheim"].geom_type in {"Polygon", "MultiPolygon"}
    rings = [polygon.exterior for polygon in getattr(shapes["Nordheim"], "geoms", [shapes["Nordheim"]])]
    assert all(ring.is_ccw for ring in rings)


def test_figures_are_long_and_only_of_places_one_may_see(north: Sozialraum, south: Sozialraum) -> None:
    own = make_indicator("Pflegeplätze")
    make_value(own.key, north.id, "12", on=date(2025, 12, 31))
    make_value(own.key, south.id, "7", on=date(2025, 12, 31))

    all_rows = found(make_account(Role.PLANNER), ExportFormat.PARQUET, Dataset.FIGURES)
    local = found(make_account(Role.KUEMMERER, north), ExportFormat.PARQUET, Dataset.FIGURES)

    told = {(row["place_name"], row["value"], row["on"]) for row in all_rows if row["indicator_name"] == "Pflegeplätze"}
    assert told >= {("Nordheim", 12.0, date(2025, 12, 31)), ("Südheim", 7.0, date(2025, 12, 31))}
    assert {row["place_name"] for row in local} == {"Nordheim"}


@pytest.mark.parametrize("dataset", [Dataset.NEEDS, Dataset.MEASURES])
def test_names_of_colleagues_only_with_a_reason(planner: Account, north: Sozialraum, dataset: Dataset) -> None:
    need = make_need(north)
    with unit_of_work() as unit:
        need_actions.assign([unit.get_one(Need, need.id)], to=planner.id, by=SYSTEM)
    make_measure("Bürgerbus", north, responsible_id=planner.id)
    reason = "Verteilung der Arbeit im Team"

    for form in FORMS:
        assert "Paula Planerin" not in everything_in(take(planner, form, dataset)[1])
        with_names = take(planner, form, dataset, with_names=True, reason=reason)[1]
        assert "Paula Planerin" in everything_in(with_names)
    kind = "feed.export-with-names" if dataset is Dataset.NEEDS else "feed.measures-with-names"
    entries = [entry.facts for entry in session().scalars(audit.entries(of_kind=kind))]
    assert {(entry["format"], entry["reason"]) for entry in entries} == {(form.value, reason) for form in FORMS}


def test_data_sets_without_names_refuse_them(planner: Account) -> None:
    with pytest.raises(InvalidInput) as refused, unit_of_work():
        start_export(
            format=ExportFormat.JSON,
            title="x",
            filters={},
            dataset=Dataset.PLACES,
            with_names=True,
            reason="Verteilung der Arbeit",
            by=planner,
        )
    assert refused.value.field == "with_names"


def test_figures_of_everybody_stay_closed_to_who_sees_one_place_now(north: Sozialraum) -> None:
    kuemmerer = make_account(Role.KUEMMERER, north)

    assert may_have_export(kuemmerer, {"dataset": "figures", "scope": [str(north.id)]})
    assert not may_have_export(kuemmerer, {"dataset": "figures", "scope": None})
    assert not may_have_export(make_account(Role.ADMIN), {"dataset": "places", "scope": []})


@pytest.mark.parametrize("dataset", [Dataset.NEEDS, Dataset.EVIDENCE, Dataset.MEASURES, Dataset.PLACES])
def test_thirty_rows_need_no_more_queries_than_one(planner: Account, north: Sozialraum, dataset: Dataset) -> None:
    def fill(number: int) -> None:
        for n in range(number):
            need = make_need(north)
            add_voice(need, f"Stimme {n}")
            make_measure(f"Maßnahme {n}", north, needs=(need,), responsible_id=planner.id)

    def queries() -> int:
        from portal.feed.exports.files import TABLES
        from portal.feed.exports.wanted import Wanted

        session().expire_all()
        with count_queries() as counted:
            assert list(TABLES[dataset](Wanted(planner, with_names=dataset.can_name)).rows)
        return len(counted)

    fill(1)
    queries()
    one = queries()
    fill(29)

    assert queries() == one


def test_killed_in_the_middle_leaves_no_half_file(tmp_path: Path) -> None:
    for form in ("xlsx", "office-csv", "geojson", "gpkg", "parquet", "json"):
        path = tmp_path / f"datei.{form}"
        program = textwrap.dedent(f"""
            import os, signal, sys
            from datetime import UTC, datetime
            from pathlib import Path
            from portal.web.documents.columns import Column, Description
            from portal.web.documents.geojson import Centre
            from portal.web.documents.whole_tables import Table, write_table

            def rows():
                for number in range(12_000):
                    yield {{"id": str(number), "text": "x" * 50}}
                os.kill(os.getpid(), signal.SIGKILL)

            about = Description("Datei", "Test", datetime.now(UTC), "keine")
            columns = [Column("id", "Kennung"), Column("text", "Text")]
            write_table({form!r}, Path({str(path)!r}), Table("datei", columns, rows(), about, lambda _row: Centre(48.0, 10.0)))
        """)
        done = subprocess.run([sys.executable, "-c", program], timeout=300, check=False, env=dict(os.environ))

        assert done.returncode == -signal.SIGKILL
        assert not path.exists()


def test_a_moment_is_the_same_moment_in_every_form(planner: Account, north: Sozialraum) -> None:
    from datetime import timedelta

    from portal.kernel.clock import ON_SCREEN, frozen

    with frozen(datetime(2026, 7, 1, 22, 30, tzinfo=UTC)):
        make_need(north)
    local = datetime(2026, 7, 2, 0, 30)  # noqa: DTZ001 - as the clock on the wall shows it
    assert local.replace(tzinfo=ON_SCREEN).utcoffset() == timedelta(hours=2)

    assert [row["Angelegt"] for row in found(planner, ExportFormat.XLSX)] == [local]
    assert [row["Angelegt"] for row in found(planner, ExportFormat.OFFICE_CSV)] == ["02.07.2026 00:30"]
    assert [row["created_at"] for row in found(planner, ExportFormat.SAV)] == [local]
    utc = datetime(2026, 7, 1, 22, 30, tzinfo=UTC)
    assert [row["created_at"] for row in found(planner, ExportFormat.PARQUET)] == [utc]
    [text] = [row["created_at"] for row in found(planner, ExportFormat.GEOPACKAGE)]
    assert text.startswith(("2026-07-01T22:30", "2026/07/01 22:30"))
