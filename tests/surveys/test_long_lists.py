"""Lists as long as a county has Gemeinden and Ortsteile: stored, counted, crossed, written to files, printed, typed."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from pypdf import PdfReader
from sqlalchemy import select

from portal.kernel.clock import today
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Role
from portal.surveys.exports.spss import as_numbers
from portal.surveys.exports.variables import variables
from portal.surveys.formats import read_file
from portal.surveys.formats.limesurvey.writer import lss
from portal.surveys.formats.xlsform.writer import xlsform
from portal.surveys.models import SurveyProgress, SurveyResponse
from portal.surveys.queries.columns import columns_of
from portal.surveys.queries.crosstab import cross_table, sides
from portal.surveys.queries.filtering import ResultFilter
from portal.surveys.queries.results import results_of
from portal.surveys.terms import MOST_OPTIONS, Answer, Option, Question, QuestionKind, Questionnaire, layout_of, pack
from portal.surveys.terms.conditions import Comparison, Test
from portal.surveys.terms.paper import condition_in_words, is_written, jumps
from portal.surveys.terms.questionnaire import MOST_RANKED, questionnaire_from_json
from portal.surveys.terms.sheets import Typed, as_typed, read_typed, wants_words
from tests.factories.surveys import chosen, make_questionnaire, make_response, make_survey, question
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient

LONG = tuple(Option(f"o{number}", {"de": f"Ortsteil {number}"}) for number in range(MOST_OPTIONS))
LAST = LONG[-1].code
EDGES = [59, 60, 61, 123, 124, 125, 250, 251, 252, 253, MOST_OPTIONS - 1]


def home_and_visited() -> Questionnaire:
    return make_questionnaire(
        question("home", QuestionKind.SINGLE, options=LONG, has_other=True),
        question("visited", QuestionKind.MULTIPLE, options=LONG, has_other=True),
        question("age", QuestionKind.AGE_GROUP),
    )


@pytest.mark.parametrize("number", [2, 60, 61, 124, 125, 251, 252, 253, MOST_OPTIONS])
def test_a_cell_is_as_wide_as_its_list_needs(number: int) -> None:
    asked = make_questionnaire(
        question("home", QuestionKind.SINGLE, options=LONG[:number]),
        question("visited", QuestionKind.MULTIPLE, options=LONG[:number]),
    )
    last = LONG[number - 1].code

    packed = pack(asked, {"home": chosen(last), "visited": chosen(*(option.code for option in LONG[:number]))})

    single, words = (1 if number <= 252 else 2), -(-(number + 4) // 64)
    assert [cell[2] for cell in layout_of(asked).cells] == ["u1" if single == 1 else "u2", "u8"]
    assert len(packed) == single + 8 * words
    assert int.from_bytes(packed[:single], "little") == number + 3
    assert int.from_bytes(packed[single:], "little") == ((1 << number) - 1 << 4) + 1


def test_every_option_of_a_long_list_is_counted_where_it_stands(app: Flask) -> None:
    survey = make_survey(questionnaire=home_and_visited())
    for number in EDGES:
        make_response(survey, {"home": chosen(f"o{number}"), "visited": chosen("o0", f"o{number}", "other", text="x")})
    make_response(survey, {"home": Answer(declined=True), "visited": Answer()})

    columns = columns_of(survey.id)
    home, visited, _age = results_of(columns).questions

    assert {one.code for one in home.options if one.count} == {f"o{number}" for number in EDGES}
    assert (home.answered, home.declined) == (len(EDGES), 1)
    assert {one.code: one.count for one in visited.options if one.count} == {
        "o0": len(EDGES), **{f"o{number}": 1 for number in EDGES}
    }  # fmt: skip
    assert (visited.other, visited.answered, visited.passed_over) == (len(EDGES), len(EDGES), 1)
    for code in ("home", "visited"):
        counted = [results_of(columns, ResultFilter(question=code, option=f"o{number}")).count for number in EDGES]
        assert counted == [1] * len(EDGES)


def test_lists_of_which_nobody_reads_a_table_are_not_crossed(app: Flask) -> None:
    fewer = question("quarter", QuestionKind.SINGLE, options=LONG[:150])
    survey = make_survey(questionnaire=make_questionnaire(*home_and_visited().questions, fewer))
    make_response(survey, {"quarter": chosen("o149"), "age": chosen("80+")})
    columns = columns_of(survey.id)

    assert sides(columns) == ["gemeinde", "kanal", "age", "quarter"]
    table = cross_table(columns, "quarter", "age")
    assert table.people == 1
    assert table.row_people[149] == 1


def test_the_columns_of_files_hold_a_long_list() -> None:
    made = variables([home_and_visited()], with_texts=False, with_special=False)

    assert len(made) == 1 + (MOST_OPTIONS + 1) + 1
    raw = chosen(LAST).to_json()
    assert as_numbers(made[0], made[0].take(raw)) == MOST_OPTIONS
    assert [one.key for one in made if one.key.startswith("visited") and one.take(raw)] == [f"visited_{LAST}"]


@pytest.mark.parametrize(("name", "write"), [("u.lss", lss), ("u.xlsx", xlsform)])
def test_a_long_list_comes_back_from_files_of_other_programs(name: str, write: Callable[..., Any]) -> None:
    asked = home_and_visited()
    content, _losses = write(asked, {"de": "Titel"}, {})

    assert read_file(name, content).questionnaire.to_json() == asked.to_json()


@pytest.mark.parametrize(
    ("kind", "most"),
    [
        (QuestionKind.SINGLE, MOST_OPTIONS),
        (QuestionKind.MULTIPLE, MOST_OPTIONS),
        (QuestionKind.RANKING, MOST_RANKED),
    ],
)
def test_one_option_more_is_too_many(kind: QuestionKind, most: int) -> None:
    def sent(number: int) -> Questionnaire:
        options = tuple(Option(f"o{one}", {"de": f"Ortsteil {one}"}) for one in range(number))
        return questionnaire_from_json(make_questionnaire(question("q", kind, options=options)).to_json())

    assert len(sent(most).questions[0].options) == most
    with pytest.raises(InvalidInput) as raised:
        sent(most + 1)
    assert (raised.value.code, raised.value.params) == ("survey.too-many-options", {"most": most})


ONE = question("home", QuestionKind.SINGLE, options=LONG)
ONE_OR_OTHER = question("home", QuestionKind.SINGLE, options=LONG, has_other=True)
SEVERAL = question("visited", QuestionKind.MULTIPLE, options=LONG, has_other=True)


def typed(asked: Question, value: str) -> Answer:
    return read_typed(asked, 4, Typed(value), find_place=lambda _typed: None)


def speak(message: str, **params: Any) -> str:
    return message % params


@pytest.mark.parametrize(
    ("asked", "value", "answer"),
    [
        (ONE, "Ortsteil 7", chosen("o7")),
        (ONE, " ortsteil 499 ", chosen("o499")),
        (ONE, "-", Answer(declined=True)),
        (ONE, "", Answer()),
        (ONE_OR_OTHER, "Wolkenkuckucksheim", chosen("other", text="Wolkenkuckucksheim")),
        (SEVERAL, "Ortsteil 1; Ortsteil 2", chosen("o1", "o2")),
        (SEVERAL, "Ortsteil 2; München; Ortsteil 1;", chosen("o1", "o2", "other", text="München")),
    ],
)
def test_a_name_from_a_long_list_is_typed_as_it_was_written(asked: Question, value: str, answer: Answer) -> None:
    assert typed(asked, value) == answer
    assert typed(asked, as_typed(asked, answer).value) == answer
    assert not wants_words(asked)


def test_a_name_that_is_not_in_the_list_is_said_with_the_number_on_the_sheet() -> None:
    with pytest.raises(InvalidInput) as raised:
        typed(ONE, "Ortsteil 7b")

    assert raised.value.code == "sheet.not-listed"
    assert raised.value.params == {"number": 4, "typed": "Ortsteil 7b"}


def test_the_sheet_has_a_line_instead_of_hundreds_of_boxes_and_no_jumps(app: Flask) -> None:
    later = question("bus", QuestionKind.YES_NO, show_if=Comparison("home", Test.IS, "o7"))
    asked = make_questionnaire(ONE, later, SEVERAL)

    assert is_written(ONE)
    assert not is_written(question("few", QuestionKind.SINGLE, options=LONG[:60]))
    assert jumps(asked, ONE) == {}
    assert later.show_if is not None
    told = condition_in_words(asked, later.show_if, speak=speak)
    assert told == "Nur wenn Sie bei Frage 1 „Ortsteil 7“ geschrieben haben:"


def test_the_page_of_the_sheet_and_the_pdf_hold_a_long_list(client: PickyClient, login: Login) -> None:
    survey = make_survey(questionnaire=make_questionnaire(ONE, SEVERAL))
    login(Role.PLANNER)
    index = client.page(f"/arbeit/umfragen/{survey.id}/boegen")
    page = client.follow(client.submit(index.form(), event="Rathaus", held_on=today().isoformat()))

    assert [one.attributes["list"] for one in page.all("input[list]")] == [
        one.attributes["id"] for one in page.all("datalist")
    ]
    assert [len(one.css("option")) for one in page.all("datalist")] == [MOST_OPTIONS, MOST_OPTIONS]
    client.follow(client.submit(page.form(), button="save", a_home="Ortsteil 7", a_visited="Ortsteil 1; München"))
    [response] = session().scalars(select(SurveyResponse))
    assert response.answers == {"home": {"o": ["o7"]}, "visited": {"o": ["o1", "other"], "t": "München"}}

    pdf = client.get(f"/umfragen/{survey.slug}/papier.pdf")
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.data)).pages)
    assert "Bitte schreiben Sie Ihre Antwort auf die Linie." in words
    assert "Bitte schreiben Sie alle Antworten auf, die zutreffen." in words
    assert "Ortsteil 7" not in words


def begun(client: PickyClient) -> Page:
    survey = make_survey(questionnaire=home_and_visited())
    start = client.page(f"/umfragen/{survey.slug}").form('[action$="/beginnen"]')
    return client.page(client.submit(start).location)


def test_who_answers_finds_one_of_many_by_typing(client: PickyClient) -> None:
    asked = begun(client)

    list_of_all = asked.one("select#answer")
    shown = client.page(client.submit(asked.form('[action*="/frage/"]'), a=LAST).location)
    back = client.page(shown.link("Zurück"))

    assert len(asked.all("select#answer option")) == MOST_OPTIONS + 3, "please choose, other and no answer besides"
    assert list_of_all.attributes["data-island"] == "combobox"
    assert asked.text("label[for=answer]")
    assert back.one("select#answer option[selected]").attributes["value"] == LAST


@pytest.mark.parametrize(
    ("sent", "kept"), [("", {}), ("-", {"home": {"-": 1}}), ("other", {"home": {"o": ["other"], "t": "Im Wald"}})]
)
def test_nothing_other_and_no_answer_of_a_long_list(client: PickyClient, sent: str, kept: dict[str, Any]) -> None:
    client.submit(begun(client).form('[action*="/frage/"]'), a=sent, text="Im Wald" if sent == "other" else "")

    assert {code: one for code, one in session().scalars(select(SurveyProgress.answers)).one().items() if one} == kept
