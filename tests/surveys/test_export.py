"""Taking answers away: what stands in the files, read back with programs nobody here wrote."""

import csv
import io
import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from openpyxl import load_workbook
from sqlalchemy import select

from portal.accounts.actions import withdraw_role
from portal.accounts.models import RoleGrant
from portal.kernel import audit, jobs, outbox
from portal.kernel.clock import now, today
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.surveys.exports.spss import _names, numbers
from portal.surveys.models import Survey
from portal.surveys.terms import Answer, Comparison, Question, QuestionKind, SurveyState, Test
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.factories.surveys import add_version, make_questionnaire, make_response, make_survey, options, question
from tests.support.login import Login
from tests.support.picky import PickyClient

NOT_ASKED, PASSED_OVER, DECLINED = "[nicht gefragt]", "[übergangen]", "[keine Angabe]"


def asked() -> tuple[Question, ...]:
    return (
        question("way", QuestionKind.SINGLE, "Wie?", options=options(bus="Bus", car="Auto"), has_other=True),
        question("aims", QuestionKind.MULTIPLE, "Wohin?", options=options(shop="Laden", doctor="Arzt")),
        question("order", QuestionKind.RANKING, "Was zuerst?", options=options(a="A", b="B")),
        question("km", QuestionKind.NUMBER, "Wie weit?", show_if=Comparison("way", Test.IS, "car")),
        question("happy", QuestionKind.SMILEYS, "Zufrieden?", asks_why=True),
        question("where", QuestionKind.PLACE, "Wo?"),
        question("ill", QuestionKind.YES_NO, "Krank?", special_category=True),
        question("wish", QuestionKind.LONG_TEXT, "Wunsch?"),
    )


@pytest.fixture(autouse=True)
def _county(app: Flask) -> None:
    make_county()


@pytest.fixture
def survey(app: Flask) -> Survey:
    place = make_place("Nordheim", ags="09999101")
    found = make_survey(anonymous=False, questionnaire=make_questionnaire(*asked()))
    make_response(found, {
        "way": Answer(chosen=("car",)), "aims": Answer(chosen=("doctor",)), "order": Answer(chosen=("b",)),
        "km": Answer(number=3.5), "happy": Answer(chosen=("5",), text="=1+1"), "where": Answer(place=place.id),
        "ill": Answer(chosen=("yes",)), "wish": Answer(text="Eine Bank"),
    })  # fmt: skip
    make_response(found, {"way": Answer(chosen=("other",), text="Esel"), "aims": Answer(declined=True)})
    return found


def taken(client: PickyClient, login: Login, survey: Survey, **fields: Any) -> bytes:
    login(Role.PLANNER)
    page = client.page(f"/arbeit/umfragen/{survey.id}/daten")
    client.follow(client.submit(page.form(), **fields))
    outbox.drain()
    job = session().scalars(select(jobs.Job)).one()
    content: bytes = client.get(client.page(f"/arbeit/auftraege/{job.id}").link("Datei herunterladen")).data
    return content


def by_way(rows: list[dict[Any, Any]], key: str, value: Any) -> dict[Any, Any]:
    return next(row for row in rows if row[key] == value)


def test_excel_holds_words_and_a_code_book(client: PickyClient, login: Login, survey: Survey) -> None:
    book = load_workbook(io.BytesIO(taken(client, login, survey, format="xlsx", content="texts")))
    sheet, code_book = book.worksheets
    heads = [cell.value for cell in sheet[1]]
    rows: list[dict[Any, Any]] = [
        dict(zip(heads, (cell.value for cell in line), strict=True)) for line in sheet.iter_rows(min_row=2)
    ]

    by_car, by_donkey = by_way(rows, "Wie?", "Auto"), by_way(rows, "Wie?", "Sonstiges")
    assert (by_car["Wohin? – Laden"], by_car["Wohin? – Arzt"]) == (0, 1)
    assert (by_car["Was zuerst? – Rang 1"], by_car["Was zuerst? – Rang 2"]) == ("B", None)
    assert (by_car["Wie weit?"], by_car["Zufrieden? – Warum?"], by_car["Wunsch?"]) == (3.5, "=1+1", "Eine Bank")
    assert (by_car["Wo? – Name"], by_car["Wo? – Gemeindeschlüssel"]) == ("Nordheim", "09999101")
    assert (by_donkey["Wie? – Sonstiges in Worten"], by_donkey["Wohin? – Arzt"]) == ("Esel", DECLINED)
    assert (by_donkey["Wie weit?"], by_donkey["Zufrieden?"]) == (NOT_ASKED, PASSED_OVER)
    assert not any("Krank" in str(head) for head in heads)
    meanings = [str(line[2].value) for line in code_book.iter_rows()]
    assert "Wie?: bus = Bus; car = Auto; other = Sonstiges" in meanings
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)


def test_files_hold_no_day_no_time_and_no_id(client: PickyClient, login: Login, survey: Survey) -> None:
    rows = json.loads(taken(client, login, survey, format="json", content="texts"))

    assert {"version", "channel", "language"} == set(rows[0]) - {
        key for key in rows[0] if key.split("_")[0] in {one.code for one in asked()}
    }
    assert "2026" not in json.dumps(rows)


def test_csv_for_programs_holds_codes_and_three_kinds_of_missing(
    client: PickyClient, login: Login, survey: Survey
) -> None:
    rows = list(csv.DictReader(io.StringIO(taken(client, login, survey, format="open-csv").decode())))

    by_donkey = by_way(rows, "way", "other")
    assert (by_donkey["km"], by_donkey["happy"], by_donkey["aims_shop"]) == (".not_asked", ".passed_over", ".declined")
    assert by_way(rows, "way", "car")["where_ags"] == "09999101"
    assert not {"wish", "happy_why", "way_other_text"} & set(rows[0])


def test_office_csv_opens_with_a_double_click(client: PickyClient, login: Login, survey: Survey) -> None:
    data = taken(client, login, survey, format="office-csv", content="texts")
    rows = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))

    assert data.startswith(b"\xef\xbb\xbf")
    by_car = by_way(rows, "Wie?", "Auto")
    assert (by_car["Wie weit?"], by_car["Wo? – Gemeindeschlüssel"], by_car["Zufrieden? – Warum?"]) == (
        "3,5",
        '="09999101"',
        "'=1+1",
    )


def test_spss_has_labels_and_missing_values(client: PickyClient, login: Login, survey: Survey, tmp_path: Path) -> None:
    import pyreadstat

    path = tmp_path / "answers.sav"
    path.write_bytes(taken(client, login, survey, format="sav", content="texts"))
    frame, facts = pyreadstat.read_sav(str(path), user_missing=True)

    rows = frame.to_dict("records")
    by_car, by_donkey = by_way(rows, "way", 2.0), by_way(rows, "way", 96.0)
    assert facts.column_names_to_labels["way"] == "Wie?"
    assert facts.variable_value_labels["way"] == {
        -99: "nicht gefragt",
        -98: "übergangen",
        -97: "keine Angabe",
        1: "Bus",
        2: "Auto",
        96: "Sonstiges",
    }
    assert facts.variable_value_labels["happy"][5] == "sehr gut"
    ranges: Any = facts.missing_ranges["km"]
    assert [one["lo"] for one in ranges] == [-99, -98, -97]
    assert (by_car["km"], by_car["happy"], by_car["aims_doctor"], by_car["wish"]) == (3.5, 5, 1, "Eine Bank")
    assert (by_donkey["km"], by_donkey["happy"], by_donkey["aims_shop"]) == (-99, -98, -97)
    assert by_car["where_ags"] == "09999101"


def test_columns_go_across_versions_by_the_code_of_the_question(client: PickyClient, login: Login) -> None:
    first = question("way", QuestionKind.SINGLE, "Wie?", options=options(bus="Bus", coach="Kutsche"))
    survey = make_survey(anonymous=False, questionnaire=make_questionnaire(first, question("old", QuestionKind.YES_NO)))
    make_response(survey, {"way": Answer(chosen=("coach",)), "old": Answer(chosen=("yes",))})
    second = question("way", QuestionKind.SINGLE, "Wie jetzt?", options=options(bus="Bus", bike="Rad"))
    newer = add_version(survey, make_questionnaire(second, question("new", QuestionKind.YES_NO)))
    make_response(survey, {"way": Answer(chosen=("bike",))}, version_id=newer)

    rows = list(csv.DictReader(io.StringIO(taken(client, login, survey, format="open-csv").decode())))

    assert list(rows[0]) == ["version", "channel", "language", "way", "new", "old"]
    old, new = by_way(rows, "version", "1"), by_way(rows, "version", "2")
    assert (old["way"], old["new"], old["old"]) == ("coach", ".not_asked", "yes")
    assert (new["way"], new["new"], new["old"]) == ("bike", ".passed_over", ".not_asked")


def test_special_categories_need_a_reason_which_is_kept(client: PickyClient, login: Login, survey: Survey) -> None:
    login(Role.PLANNER)
    page = client.page(f"/arbeit/umfragen/{survey.id}/daten")
    refused = client.submit(page.form(), format="open-csv", with_special="y", reason="so")
    assert refused.status_code == 422
    assert "wofür Sie diese Antworten brauchen" in refused.get_data(as_text=True)

    rows = taken(client, login, survey, format="open-csv", with_special="y", reason="Bericht an den Kreistag").decode()

    assert "ill" in rows.splitlines()[0].split(",")
    [kept] = session().scalars(audit.entries(of_kind="surveys.exported-special"))
    assert kept.facts["reason"] == "Bericht an den Kreistag"


def test_who_lost_the_role_does_not_get_the_file(client: PickyClient, login: Login, survey: Survey) -> None:
    account = login(Role.PLANNER)
    page = client.page(f"/arbeit/umfragen/{survey.id}/daten")
    waiting = client.follow(client.submit(page.form(), format="json"))
    outbox.drain()
    job = session().scalars(select(jobs.Job)).one()
    assert client.get(f"/arbeit/auftraege/{job.id}/datei").status_code == 200

    with unit_of_work() as unit:
        grant = unit.scalars(select(RoleGrant).where(RoleGrant.account_id == account.id)).one()
        withdraw_role(grant, by=SYSTEM)

    assert waiting.text()
    assert client.get(f"/arbeit/auftraege/{job.id}/datei").status_code == 404


@pytest.mark.parametrize("role", [Role.KUEMMERER, Role.MODERATOR, Role.ADMIN])
def test_single_answers_are_for_publishers_only(client: PickyClient, login: Login, survey: Survey, role: Role) -> None:
    login(role)

    assert client.get(f"/arbeit/umfragen/{survey.id}/daten").status_code == 404
    assert client.post(f"/arbeit/umfragen/{survey.id}/daten").status_code in (403, 404)


def test_a_draft_has_no_answers_to_take(client: PickyClient, login: Login) -> None:
    draft = make_survey(state=SurveyState.DRAFT)
    login(Role.PLANNER)

    assert client.get(f"/arbeit/umfragen/{draft.id}/daten").status_code == 404


def test_an_empty_survey_gives_files_with_heads_alone(client: PickyClient, login: Login, tmp_path: Path) -> None:
    import pyreadstat

    empty = make_survey()
    path = tmp_path / "empty.sav"
    path.write_bytes(taken(client, login, empty, format="sav"))

    frame, _ = pyreadstat.read_sav(str(path))
    assert (len(frame), "way" in frame.columns) == (0, True)


def test_spss_names_and_numbers() -> None:
    assert _names(["a_80+", "A_80_", "with", "1x"]) == {
        "a_80+": "a_80",
        "A_80_": "A_80_2",
        "with": "v_with",
        "1x": "v_1x",
    }
    assert numbers({"3": "c", "1": "a", "other": "o"}) == {"3": 3, "1": 1, "other": 96}
    assert numbers({"x": "c", "y": "a"}) == {"x": 1, "y": 2}


@pytest.mark.parametrize(("anonymous", "people"), [(True, 5), (False, 7)])
def test_a_file_from_a_running_anonymous_survey_holds_whole_days_of_five_people(
    client: PickyClient, login: Login, anonymous: bool, people: int
) -> None:
    survey = make_survey(anonymous=anonymous, opens_at=now() - timedelta(days=9))
    for ago in (1, 1, 1, 1, 1, 0, 0):
        make_response(survey, given_on=today() - timedelta(days=ago))

    rows = list(csv.DictReader(io.StringIO(taken(client, login, survey, format="open-csv").decode())))

    assert len(rows) == people
    assert ("läuft noch" in client.page(f"/arbeit/umfragen/{survey.id}/daten").text("main")) == anonymous


KINDS_OF_ONE_CODE = (
    (question("way", QuestionKind.SINGLE, options=options(bus="Bus", car="Auto")), Answer(chosen=("bus",))),
    (question("way", QuestionKind.MULTIPLE, options=options(bus="Bus", bike="Rad")), Answer(chosen=("bike",))),
    (question("way", QuestionKind.YES_NO), Answer(chosen=("yes",))),
    (question("way", QuestionKind.SCALE), Answer(chosen=("4",))),
    (question("way", QuestionKind.RANKING, options=options(a="A", b="B")), Answer(chosen=("b", "a"))),
    (question("way", QuestionKind.NUMBER), Answer(number=7)),
    (question("way", QuestionKind.DATE), Answer(on=date(2026, 5, 1))),
    (question("way", QuestionKind.LONG_TEXT), Answer(text="Zu Fuß")),
    (question("way", QuestionKind.POINT), Answer(latitude=48.1, longitude=10.2)),
)


@pytest.mark.parametrize("format", ["xlsx", "office-csv", "open-csv", "sav", "json"])
@pytest.mark.parametrize("newest", KINDS_OF_ONE_CODE, ids=lambda one: one[0].kind.value)
def test_a_question_that_was_of_another_kind_before_breaks_no_file(
    client: PickyClient, login: Login, newest: tuple[Question, Answer], format: str
) -> None:
    first, *later = [one for one in KINDS_OF_ONE_CODE if one is not newest] + [newest]
    survey = make_survey(anonymous=False, questionnaire=make_questionnaire(first[0]))
    make_response(survey, {"way": first[1]})
    for asked_then, given in later:
        version_id = add_version(survey, make_questionnaire(asked_then))
        make_response(survey, {"way": given}, version_id=version_id)

    assert taken(client, login, survey, format=format, content="texts")
