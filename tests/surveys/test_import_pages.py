"""Reading a file in: the form, the draft, the report; and the questionnaire as a file."""

import io
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from portal.kernel.policy import Role
from portal.surveys import queries
from portal.surveys.formats import read_file
from portal.surveys.models import Survey
from portal.surveys.terms import QuestionKind, Questionnaire, SurveyState
from tests.factories.needs import some_place
from tests.factories.survey_files import SUBS, archive, lss, one_question, xlsx
from tests.factories.surveys import make_questionnaire, make_survey, question
from tests.support.login import Login
from tests.support.picky import PickyClient

FORM = "/arbeit/umfragen/einlesen"


def send(client: PickyClient, data: bytes, name: str, **fields: Any) -> Any:
    form = client.page(FORM).form()
    return client.submit(form, file=(io.BytesIO(data), name), **{"sozialraum_id": str(some_place().id)} | fields)


def test_a_file_becomes_a_draft_with_a_report(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)

    report = client.follow(
        send(
            client,
            one_question("F", subquestions=SUBS, answers=[{"qid": 1, "code": "A1"}, {"qid": 1, "code": "A2"}]),
            "u.lss",
        )
    )

    assert "Aus „Matrix“ wurden einzelne Fragen, eine je Zeile: 2." in report.text()
    survey = newest()
    assert (survey.title, survey.state) == ("Titel de", SurveyState.DRAFT)
    assert [question.code for question in queries.draft_of(survey).questions] == ["Q1_SQ001", "Q1_SQ002"]
    assert client.get(f"/arbeit/umfragen/{survey.id}").status_code == 200
    again = client.page(f"/arbeit/umfragen/{survey.id}/einlesebericht")
    assert "Weggelassen" in again.text()


def newest() -> Survey:
    from portal.kernel.db import session

    return session().scalars(select(Survey).order_by(Survey.id.desc())).first() or pytest.fail("no survey")


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("u.lss", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><document>&x;</document>', "Dokumenttyp-Angabe"),
        ("u.lss", b"", "ist leer"),
        ("u.lss", b"<document", "beschädigt"),
        ("u.doc", b"x", "kann das Portal nicht einlesen"),
        ("u.lsa", archive(bomb__lss=b"\0" * 30_000_000), "zu groß"),
        ("u.xlsx", xlsx(survey=[["type", "name"], *([["text", "a"]] * 2_500)]), "mehr als 2000 Zeilen"),
        ("", b"", "Bitte wählen Sie die Datei aus"),
    ],
    ids=["entity", "empty", "cut off", "kind", "bomb", "rows", "none"],
)  # fmt: skip
def test_a_bad_file_comes_back_with_a_sentence_and_what_was_typed(
    client: PickyClient, login: Login, name: str, data: bytes, sentence: str
) -> None:
    login(Role.PLANNER)
    answer = send(client, data, name, title="Mein Titel")

    assert answer.status_code == 422
    assert sentence in answer.get_data(as_text=True)
    assert 'value="Mein Titel"' in answer.get_data(as_text=True)
    answer.close()


def test_a_file_larger_than_other_requests_may_be_leaves_what_was_typed(
    app: Flask, client: PickyClient, login: Login, monkeypatch: pytest.MonkeyPatch
) -> None:
    login(Role.PLANNER)
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 50_000)
    monkeypatch.setattr("portal.surveys.formats.files.LARGEST_FILE", 60_000)
    answer = send(client, b"<" * 100_000, "u.lss", title="Mein Titel")

    assert answer.status_code == 422
    assert "höchstens 8 MB" in answer.get_data(as_text=True)
    assert 'value="Mein Titel"' in answer.get_data(as_text=True)
    answer.close()


def test_what_happened_to_many_questions_is_said_once(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)
    two = [
        {"qid": number, "parent_qid": 0, "gid": 1, "type": "|", "title": f"Q{number}", "relevance": "1"}
        for number in (1, 2)
    ]
    asked = {"qid": 3, "parent_qid": 0, "gid": 1, "type": "T", "title": "Q3", "relevance": "1"}
    report = client.follow(send(client, lss(groups=[{"gid": 1}], questions=[*two, asked]), "u.lss"))

    rows = [row for row in report.texts("tr") if "Hochladen von Dateien" in row]
    assert len(rows) == 1
    assert rows[0].endswith("Q1 , Q2")


def test_what_another_program_cannot_hold_is_said_before_the_file_is_taken(client: PickyClient, login: Login) -> None:
    survey = make_survey(
        questionnaire=make_questionnaire(
            question("way_to_town", QuestionKind.SMILEYS, special_category=True), question("where", QuestionKind.PLACE)
        )
    )
    login(Role.PLANNER)

    page = client.page(f"/arbeit/umfragen/{survey.id}/fragebogen-mitnehmen")

    text = page.text()
    assert text.count("Der Schutz als besondere Kategorie (Art. 9 DSGVO) gilt nur im Portal.") == 2
    assert text.count("Die Auswahl der Gemeinde wird dort zu einem kurzen Text") == 2
    assert "way_to_town → waytotownx1" in text
    for ending in ("lss", "xlsx", "json"):
        assert client.get(f"/arbeit/umfragen/{survey.id}/fragebogen.{ending}").status_code == 200


def test_a_questionnaire_without_questions_is_not_taken_anywhere(client: PickyClient, login: Login) -> None:
    survey = make_survey(questionnaire=Questionnaire())
    login(Role.PLANNER)

    assert "Noch keine Frage" in client.page(f"/arbeit/umfragen/{survey.id}/fragebogen-mitnehmen").text()


def test_a_place_of_others_is_refused_and_the_file_asked_for_again(client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)
    answer = send(client, one_question("T"), "u.lss", sozialraum_id="nonsense")

    assert answer.status_code == 422
    assert "Bitte wählen Sie die Datei noch einmal aus" in answer.get_data(as_text=True)


def test_only_those_who_draft_may_read_files_in(client: PickyClient, login: Login) -> None:
    login(Role.ADMIN)

    assert client.get(FORM).status_code == 404


def test_a_survey_that_came_from_no_file_has_no_report(client: PickyClient, login: Login) -> None:
    survey = make_survey()
    login(Role.PLANNER)

    assert client.get(f"/arbeit/umfragen/{survey.id}/einlesebericht").status_code == 404


@pytest.mark.parametrize("form", ["lss", "xlsx"])
def test_the_questionnaire_can_be_taken_away_and_read_in_again(client: PickyClient, login: Login, form: str) -> None:
    survey = make_survey()
    login(Role.PLANNER)

    answer = client.get(f"/arbeit/umfragen/{survey.id}/fragebogen.{form}")

    assert answer.status_code == 200
    assert f"filename={survey.slug}.{form}" in answer.headers["Content-Disposition"].replace('"', "")
    assert read_file(f"u.{form}", answer.data).questionnaire == queries.draft_of(survey)


def test_the_questionnaire_as_json(client: PickyClient, login: Login) -> None:
    survey = make_survey()
    login(Role.PLANNER)

    answer = client.get(f"/arbeit/umfragen/{survey.id}/fragebogen.json")

    assert answer.get_json()["questionnaire"] == queries.draft_of(survey).to_json()
    assert client.get(f"/arbeit/umfragen/{survey.id}/fragebogen.exe").status_code == 404
