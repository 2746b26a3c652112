"""Bedarfe as files: every format gives back what is there, and nobody personal leaves by mistake."""

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from openpyxl import load_workbook

from portal.accounts.models import Account
from portal.contributions.terms import Channel, ContactDetails
from portal.feed.actions.exports import start_export
from portal.feed.terms.exports import ExportFormat
from portal.kernel import jobs, outbox
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import Forbidden, InvalidInput
from portal.kernel.jobs import Job, JobState
from portal.kernel.policy import SYSTEM, Role
from portal.needs import actions
from portal.needs.exports import COLUMNS, RESPONSIBLE, exported_rows, filters_in_words
from portal.needs.models import Need
from portal.needs.queries import NOBODY, NeedFilters
from portal.needs.terms import Due, NeedStatus
from portal.places.models import Sozialraum
from portal.web.documents.formulas import unguarded
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.feed import add_voice, delete, give_status, make_need, merge
from tests.factories.places import make_place, make_root, square
from tests.support.foreign import everything_in

CANARIES = ("kanarie@example.org", "0151 7777 8888", "Karla Kanarie", "Geheimgasse 7", "Paula Planerin")
EVIL = '=HYPERLINK("https://example.org";"hier")'


@pytest.fixture
def place(app: Flask) -> Sozialraum:
    make_county(with_terms=True)
    make_root()
    return make_place("Markt Rettenbach", ags="09999133", boundary=square(10.3, 47.9))


@pytest.fixture
def planner(place: Sozialraum) -> Account:
    return make_account(Role.PLANNER, name="Paula Planerin")


@pytest.fixture
def needs(place: Sozialraum, planner: Account) -> list[Need]:
    """Two Bedarfe with voices, names and hostile words behind them."""
    bank = make_need(place, "Bänke am Radweg; mit „Lehne“", description="Zwei Zeilen,\nmit Komma")
    evil = make_need(place, EVIL)
    who = ContactDetails(email=CANARIES[0], name=CANARIES[2])
    add_voice(bank, "Ich heiße Karla Kanarie und wohne in der Geheimgasse 7.", contact=who)
    add_voice(bank, "Mir fehlt eine Bank.", channel=Channel.PHONE, contact=ContactDetails(phone=CANARIES[1]))
    give_status(bank, NeedStatus.CONFIRMED, "Wir stellen zwei Bänke auf.")
    with unit_of_work() as unit:
        actions.assign([unit.get_one(Need, bank.id)], to=planner.id, by=SYSTEM)
        actions.set_due([unit.get_one(Need, bank.id)], on=date(2026, 9, 1), by=SYSTEM)
    return [bank, evil]


def export(by: Account, format: ExportFormat, filters: dict[str, str] | None = None, **names: Any) -> tuple[Job, Path]:
    """Run an export to its end."""
    with unit_of_work():
        job = start_export(format=format, title="Bedarfe", filters=filters or {}, by=by, **names)
    outbox.drain()
    session().expire_all()
    done = jobs.find(job.id, owner=by.id)
    assert done is not None
    assert done.state is JobState.DONE, done.error
    return done, jobs.files_dir() / str(done.result_path)


def by_number(rows: list[dict[str, Any]], need: Need, key: str = "number") -> dict[str, Any]:
    [row] = [row for row in rows if row[key] == need.number]
    return row


def test_xlsx_holds_rows_and_code_book(planner: Account, needs: list[Need]) -> None:
    job, path = export(planner, ExportFormat.XLSX, {"status": "confirmed"})

    table, code_book = load_workbook(path).worksheets
    header = [cell.value for cell in table[1]]
    [values] = [[cell.value for cell in row] for row in table.iter_rows(min_row=2)]
    row: dict[Any, Any] = dict(zip(header, values, strict=True))
    assert header == [column.label for column in COLUMNS]
    assert row["Titel"] == needs[0].title
    assert (row["AGS"], row["Sozialraum"], row["Status"]) == ("09999133", "Markt Rettenbach", "Bestätigt")
    assert (row["Wortmeldungen"], row["Menschen"], row["Wortmeldungen Telefon"]) == (2, 2, 1)
    assert row["Frist"].date() == date(2026, 9, 1)
    assert row["Öffentliche Antwort"] == "Wir stellen zwei Bänke auf."
    told = {line[0].value: line[1].value for line in code_book.iter_rows()}
    assert told["Quelle"] == "Landkreis Musterkreis"
    assert told["Status"] in {"Bestätigt", "status_label"}
    assert job.result_filename is not None
    assert job.result_filename.endswith(".xlsx")


def test_office_csv_opens_in_a_german_excel(planner: Account, needs: list[Need]) -> None:
    _, path = export(planner, ExportFormat.OFFICE_CSV)

    raw = path.read_bytes()
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert raw.startswith(b"\xef\xbb\xbf")
    bank, evil = (by_number(rows, need, "Nummer") for need in needs)
    assert bank["AGS"] == '="09999133"'
    assert bank["Frist"] == "01.09.2026"
    assert bank["Beschreibung"] == "Zwei Zeilen,\nmit Komma"
    assert evil["Titel"] == f"'{EVIL}"


@pytest.mark.parametrize("format", [ExportFormat.OPEN_CSV, ExportFormat.JSON, ExportFormat.GEOJSON])
def test_formats_for_programs_agree(planner: Account, needs: list[Need], format: ExportFormat) -> None:
    _, path = export(planner, format)

    text = path.read_text(encoding="utf-8")
    rows: list[dict[str, Any]]
    if format is ExportFormat.OPEN_CSV:
        rows = list(csv.DictReader(io.StringIO(text, newline="")))
    elif format is ExportFormat.JSON:
        rows = json.loads(text)
    else:
        features = json.loads(text)["features"]
        rows = [feature["properties"] for feature in features]
        assert {tuple(f["geometry"]["coordinates"]) for f in features} == {(10.35, 47.95)}
    bank, evil = (by_number(rows, need) for need in needs)
    assert list(bank) == [column.key for column in COLUMNS]
    assert (bank["id"], bank["ags"], bank["due_on"]) == (str(needs[0].id), "09999133", "2026-09-01")
    assert int(bank["contributions_phone"]) == 1
    assert unguarded(evil["title"]) == EVIL


@pytest.mark.parametrize("format", list(ExportFormat))
def test_nothing_personal_is_in_any_default_file(planner: Account, needs: list[Need], format: ExportFormat) -> None:
    job, path = export(planner, format, {"zustaendig": str(planner.id)})

    text = everything_in(path)
    assert needs[0].number in text
    assert [canary for canary in CANARIES if canary in text] == []
    assert "anari" not in text
    assert not [canary for canary in CANARIES if canary in f"{job.result_filename}{job.title}"]


def test_names_of_colleagues_come_only_with_a_reason_that_is_kept(planner: Account, needs: list[Need]) -> None:
    from portal.kernel import audit

    with pytest.raises(InvalidInput) as refused, unit_of_work():
        start_export(format=ExportFormat.JSON, title="x", filters={}, with_names=True, reason="kurz", by=planner)
    assert refused.value.field == "reason"

    job, path = export(planner, ExportFormat.JSON, with_names=True, reason="Verteilung der Arbeit im Team")

    rows = json.loads(path.read_text(encoding="utf-8"))
    assert by_number(rows, needs[0])[RESPONSIBLE.key] == "Paula Planerin"
    assert by_number(rows, needs[1])[RESPONSIBLE.key] is None
    [entry] = session().scalars(audit.entries(of_kind="feed.export-with-names"))
    assert entry.facts == {"job_id": str(job.id), "format": "json", "reason": "Verteilung der Arbeit im Team"}
    assert "Karla Kanarie" not in path.read_text(encoding="utf-8")


def test_names_are_only_for_planners(place: Sozialraum) -> None:
    kuemmerer = make_account(Role.KUEMMERER, place)

    with pytest.raises(Forbidden), unit_of_work():
        start_export(
            format=ExportFormat.JSON,
            title="x",
            filters={},
            with_names=True,
            reason="Ich möchte es wissen",
            by=kuemmerer,
        )


@pytest.mark.parametrize("role", [Role.ADMIN, Role.MODERATOR, Role.OBSERVER, None])
def test_exporting_is_for_those_who_read_needs(place: Sozialraum, role: Role | None) -> None:
    stranger = make_account(role)

    with pytest.raises(Forbidden), unit_of_work():
        start_export(format=ExportFormat.JSON, title="x", filters={}, by=stranger)


def test_file_holds_only_what_the_person_may_see(place: Sozialraum, needs: list[Need]) -> None:
    elsewhere = make_place("Babenhausen")
    make_need(elsewhere, "Nicht für alle")

    _, path = export(make_account(Role.KUEMMERER, elsewhere), ExportFormat.JSON)

    assert [row["title"] for row in json.loads(path.read_text(encoding="utf-8"))] == ["Nicht für alle"]


def test_rights_withdrawn_before_the_job_runs_count(place: Sozialraum, needs: list[Need]) -> None:
    from portal.accounts.actions import withdraw_role

    kuemmerer = make_account(Role.KUEMMERER, place)
    with unit_of_work():
        job = start_export(format=ExportFormat.JSON, title="x", filters={}, by=kuemmerer)
    with unit_of_work() as unit:
        withdraw_role(unit.get_one(Account, kuemmerer.id).grants[0], by=SYSTEM)
    outbox.drain()
    session().expire_all()

    done = jobs.find(job.id, owner=kuemmerer.id)
    assert done is not None
    assert json.loads((jobs.files_dir() / str(done.result_path)).read_text(encoding="utf-8")) == []


def test_deleted_and_merged_needs_are_left_out(planner: Account, place: Sozialraum, needs: list[Need]) -> None:
    gone, merged = make_need(place), make_need(place)
    delete(gone)
    merge(merged, needs[0])

    _, path = export(planner, ExportFormat.JSON)

    numbers = {row["number"] for row in json.loads(path.read_text(encoding="utf-8"))}
    assert numbers == {need.number for need in needs}


def test_many_batches_give_each_need_once(planner: Account, place: Sozialraum, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.needs.exports.BATCH", 3)
    made = [make_need(place) for _ in range(8)]
    told: list[int] = []

    rows = list(exported_rows(planner, NeedFilters(), told=told.append))

    assert [row["number"] for row in rows] == [need.number for need in reversed(made)]
    assert told == [3, 6, 8]


def test_filters_are_told_in_words_without_naming_a_colleague(planner: Account, place: Sozialraum) -> None:
    filters = NeedFilters(
        text="radweg", place_id=place.id, status=NeedStatus.NEW, responsible_id=planner.id, due=Due.OVERDUE
    )

    assert dict(filters_in_words(filters)) == {
        "Suchwörter": "radweg",
        "Sozialraum": "Markt Rettenbach",
        "Status": "Neu",
        "Zuständig": "eine bestimmte Person",
        "Frist": "überfällig",
    }
    assert dict(filters_in_words(NeedFilters(responsible_id=NOBODY))) == {"Zuständig": "niemand"}
    unknown = NeedFilters(action_field_id=UUID(int=5), place_id=UUID(int=6))
    assert dict(filters_in_words(unknown)) == {"Sozialraum": "unbekannt", "Handlungsfeld": "unbekannt"}


def test_code_book_explains_every_column() -> None:
    assert [column.key for column in COLUMNS if not column.meaning] == []
    assert len({column.key for column in COLUMNS}) == len(COLUMNS) == len({column.label for column in COLUMNS})
