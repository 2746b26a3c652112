"""What the portal writes for other programs keeps the rules of those programs, which are held here apart from our own readers.

XLSForms are read by pyxform, the program with which KoboToolbox and ODK read them. For LimeSurvey the rules of its import
(`XMLImportSurvey`) and of the models it saves into (`Question`, `Answer`, `Survey`, `QuestionAttribute`; versions 5 and 6) stand
below as a strict reader: what LimeSurvey would refuse, rename, cut or skip is a failure.
"""

import io
import re
from collections import Counter
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from defusedxml import ElementTree
from hypothesis import HealthCheck, given, settings
from pyxform.xls2xform import convert

from portal.surveys.formats import ImportReport, RemarkKind
from portal.surveys.formats.limesurvey.writer import lss
from portal.surveys.formats.xlsform.writer import xlsform
from portal.surveys.terms import Option, Question, QuestionKind, Questionnaire, Section
from portal.surveys.terms.templates import TEMPLATES
from tests.factories.drawn_questionnaires import questionnaires

DRAWN = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
EVERY_TEMPLATE = pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.name)
Row = dict[str, str]

#: Question::rules(): words that mean something else in expressions.
RESERVED = {"LANG", "SID", "SAVEDID", "TOKEN", "QID", "GID", "SGQ", "self", "that", "this"}
TYPES_WITH_ANSWERS = set("LO!RFH1")
TYPES_WITH_BOXES = set("MPQKABCEFH1;:")
#: Survey::rules(): what a setting may be.
SETTINGS = {
    **dict.fromkeys(
        ("anonymized", "savetimings", "datestamp", "usecookie", "allowregister", "allowsave", "autoredirect", "allowprev",
         "printanswers", "ipaddr", "refurl", "publicstatistics", "publicgraphs", "listpublic", "htmlemail", "sendconfirmation",
         "tokenanswerspersistence", "assessments", "showxquestions", "shownoanswer", "showwelcome", "showprogress",
         "nokeyboard", "alloweditaftercompletion"),
        r"[YNI]",
    ),
    "usetokens": r"[YN]", "showgroupinfo": r"[BNDXI]", "showqnumcode": r"[BNCXI]", "format": r"[GSAI]",
    "usecaptcha": r"[A-Z1-6]", "questionindex": r"-1|[012]", "tokenlength": r"-1|[0-9]|[12][0-9]|3[0-5]",
    "navigationdelay": r"\d+", "autonumber_start": r"-?\d+", "gsid": r"\d+", "sid": r"[1-9]\d*", "admin": r".{1,50}",
    "adminemail": r".*", "template": r"\w+", "language": r"[a-z]{2,3}(-[A-Za-z]+)*", "additional_languages": r"[A-Za-z -]*",
}  # fmt: skip
COLUMNS = {
    "groups": {"gid", "sid", "group_order", "randomization_group", "grelevance"},
    "group_l10ns": {"id", "gid", "group_name", "description", "language"},
    "questions": {
        "qid", "parent_qid", "sid", "gid", "type", "title", "preg", "other", "mandatory", "encrypted", "question_order",
        "scale_id", "same_default", "relevance", "modulename", "same_script",
    },
    "question_l10ns": {"id", "qid", "question", "help", "language"},
    "answers": {"aid", "qid", "code", "sortorder", "assessment_value", "scale_id"},
    "answer_l10ns": {"id", "aid", "answer", "language"},
    "question_attributes": {"qid", "attribute", "value", "language"},
}  # fmt: skip
COLUMNS["subquestions"] = COLUMNS["questions"]
ATTRIBUTES = {
    "miteinander", "min_answers", "max_answers", "min_num_value_n", "max_num_value_n", "suffix", "location_mapservice",
}  # fmt: skip
_EXPRESSION = re.compile(
    r"""(?:\s+|[()]|"(?:[^"\\]|\\.)*"|==|!=|<=|>=|<|>|!|and\b|or\b|-?\d+(?:\.\d+)?
    |(?:is_empty|count)(?=\()|that\.(?P<all>[A-Za-z][A-Za-z0-9]*)\.NAOK
    |(?P<name>[A-Za-z][A-Za-z0-9]*)(?:_(?P<box>[A-Za-z0-9]+))?\.NAOK)""",
    re.VERBOSE,
)


def tables_of(content: bytes) -> dict[str, list[Row]]:
    root: Element = ElementTree.fromstring(content)
    assert root.tag == "document"
    assert root.findtext("LimeSurveyDocType") == "Survey"
    assert 400 <= int(root.findtext("DBVersion") or 0) <= 631
    tables = {
        table.tag: [{cell.tag: cell.text or "" for cell in row} for row in table.iterfind("rows/row")] for table in root
    }
    tables["languages"] = [{"language": one.text or ""} for one in root.iterfind("languages/language")]
    return tables


def check_lss(content: bytes) -> dict[str, list[Row]]:
    """Read the file as LimeSurvey does and fail where it would not take everything as written."""
    tables = tables_of(content)
    languages = [row["language"] for row in tables["languages"]]
    check_settings(tables, languages)
    for name, columns in COLUMNS.items():
        for row in tables.get(name, []):
            assert set(row) == columns, name
    check_structure(tables)
    check_texts(tables, languages)
    for row in tables.get("question_attributes", []):
        assert row["attribute"] in ATTRIBUTES
        # QuestionAttribute::rules(): values are cleaned as HTML.
        assert not set("<>&") & set(row["value"]) or row["attribute"] == "suffix"
        assert row["language"] in ("", *languages)
    return tables


def check_settings(tables: dict[str, list[Row]], languages: list[str]) -> None:
    [survey] = tables["surveys"]
    for name, value in survey.items():
        assert re.fullmatch(SETTINGS[name], value), (name, value)
    assert [survey["language"], *survey["additional_languages"].split()] == languages
    assert [row["surveyls_language"] for row in tables["surveys_languagesettings"]] == languages
    assert all(len(row["surveyls_title"]) <= 200 for row in tables["surveys_languagesettings"])


def check_structure(tables: dict[str, list[Row]]) -> None:
    groups = {row["gid"] for row in tables["groups"]}
    questions = {row["qid"]: row for row in tables["questions"]}
    assert len(questions) == len(tables["questions"])
    titles = Counter(row["title"].casefold() for row in questions.values())
    earlier: dict[str, tuple[Row, set[str]]] = {}
    for qid, row in questions.items():
        assert row["gid"] in groups
        assert row["gid"] != "0"
        assert row["parent_qid"] == "0"
        assert re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,19}", row["title"])
        assert titles[row["title"].casefold()] == 1
        assert row["title"] not in RESERVED
        assert row["mandatory"] in "YSN"
        assert row["other"] == "N" or row["type"] in "LM!P"
        check_expression(row["relevance"], earlier)
        boxes = [one for one in tables.get("subquestions", []) if one["parent_qid"] == qid]
        answers = [one for one in tables.get("answers", []) if one["qid"] == qid]
        check_boxes(row, boxes)
        check_answers(row, answers)
        earlier[row["title"]] = (
            row,
            {one["title"] for one in boxes} | {"other"} | {"1" for _ in row["type"] if _ == "R"},
        )


def check_boxes(question: Row, boxes: list[Row]) -> None:
    assert bool(boxes) == (question["type"] in TYPES_WITH_BOXES)
    codes = [row["title"] for row in boxes]
    assert len({code.casefold() for code in codes}) == len(codes)
    assert all(re.fullmatch(r"[A-Za-z0-9]{1,20}", code) for code in codes)
    assert not {"time", "other"} & {code.casefold() for code in codes}
    assert all(row["gid"] == question["gid"] for row in boxes)


def check_answers(question: Row, answers: list[Row]) -> None:
    assert bool(answers) == (question["type"] in TYPES_WITH_ANSWERS)
    codes = [row["code"] for row in answers]
    assert len({code.casefold() for code in codes}) == len(codes)
    assert all(re.fullmatch(r"[A-Za-z0-9]{1,5}", code) for code in codes)


def check_expression(relevance: str, earlier: dict[str, tuple[Row, set[str]]]) -> None:
    at = 0
    while at < len(relevance):
        found = _EXPRESSION.match(relevance, at)
        assert found, relevance[at:]
        assert found.end() > at
        at = found.end()
        if name := found["name"] or found["all"]:
            assert name in earlier, relevance
        if found["box"]:
            assert found["box"] in earlier[found["name"]][1], relevance


def check_texts(tables: dict[str, list[Row]], languages: list[str]) -> None:
    every = (
        ("groups", "group_l10ns", "gid"),
        ("questions", "question_l10ns", "qid"),
        ("answers", "answer_l10ns", "aid"),
    )
    for table, texts, key in every:
        rows = tables.get(table, []) + (tables.get("subquestions", []) if key == "qid" else [])
        wanted = Counter((row[key], language) for row in rows for language in languages)
        assert Counter((row[key], row["language"]) for row in tables.get(texts, [])) == wanted
        for row in tables.get(texts, []):
            # Anything in braces would be reckoned out; other HTML than our line breaks was never meant.
            assert not set("{}") & set("".join(row.values()))
            assert "<" not in "".join(row.values()).replace("<br />", "")
    assert all(len(row["group_name"]) <= 200 for row in tables["group_l10ns"])


@given(questionnaire=questionnaires())
@DRAWN
def test_limesurvey_takes_every_questionnaire_as_written(questionnaire: Questionnaire) -> None:
    content, _losses = lss(questionnaire, {"de": "Titel"}, {"de": "Zweck {mit} <Zeichen>"})

    check_lss(content)


@EVERY_TEMPLATE
def test_limesurvey_takes_every_template_as_written(template: Any) -> None:
    content, _losses = lss(template.questionnaire, template.title, {})

    tables = check_lss(content)
    assert len(tables["questions"]) == len(template.questionnaire.questions)
    assert all(row["answer"] for row in tables["answer_l10ns"])


def awkward() -> Questionnaire:
    """Everything that fits here and nowhere else: reserved words, codes that differ in capitals, long lists."""
    words = {"de": "Wort"}
    many = tuple(Option(f"gemeinde_{number}", {"de": f"Gemeinde {number}"}) for number in range(450))
    twins = (
        Option("a1", words),
        Option("A1", words),
        Option("time", words),
        Option("A2", words),
        Option("x" * 30, words),
    )
    questions = (
        Question(code="that", kind=QuestionKind.YES_NO, title=words),
        Question(code="meta", kind=QuestionKind.SHORT_TEXT, title={"de": "Kostet ${meta} {mehr}?"}),
        Question(code="META", kind=QuestionKind.LONG_TEXT, title=words),
        Question(code="abschnitt_1", kind=QuestionKind.SHORT_TEXT, title=words),
        Question(
            code="place_of_birth_and_of_residence_1",
            kind=QuestionKind.SINGLE,
            title=words,
            options=many,
            has_other=True,
        ),
        Question(code="twins", kind=QuestionKind.MULTIPLE, title=words, options=twins, has_other=True),
        Question(code="twins_other", kind=QuestionKind.SHORT_TEXT, title=words),
        Question(code="Twins", kind=QuestionKind.RANKING, title=words, options=twins),
    )
    return Questionnaire((Section({"de": "Überschrift & mehr " * 20}, questions),), ("de",))


def test_awkward_codes_become_codes_that_limesurvey_takes_and_are_told() -> None:
    content, losses = lss(awkward(), {"de": "T" * 120}, {})

    check_lss(content)
    assert renamed(losses) >= {"that", "META", "Twins"}
    assert any("Überschrift" in remark.message for remark in losses.remarks)


def renamed(losses: ImportReport) -> set[str]:
    return {remark.question.split(" → ")[0] for remark in losses.remarks if remark.kind is RemarkKind.RENAMED}


def as_form(content: bytes) -> tuple[str, list[str]]:
    """The XForm that KoboToolbox and ODK make of the workbook, and what they warn of."""
    warnings: list[str] = []
    made = convert(io.BytesIO(content), warnings=warnings, validate=False, file_type=".xlsx")
    return made.xform, warnings


@given(questionnaire=questionnaires())
@DRAWN
def test_kobotoolbox_reads_every_questionnaire(questionnaire: Questionnaire) -> None:
    content, _losses = xlsform(questionnaire, {"de": "Titel", "en": "Title"}, {})

    xform, _warnings = as_form(content)
    for question in questionnaire.questions:
        assert re.search(rf"/abschnitt_\d+(_\d+)?/{question.code}\b", xform)


@EVERY_TEMPLATE
def test_kobotoolbox_reads_every_template_without_a_warning_but_for_easy_german(template: Any) -> None:
    content, _losses = xlsform(template.questionnaire, template.title, {})

    _xform, warnings = as_form(content)
    assert [one for one in warnings if "Leichte Sprache (de-simple)" not in one] == []


def test_awkward_codes_become_names_that_kobotoolbox_takes_and_are_told() -> None:
    content, losses = xlsform(awkward(), {"de": "Titel"}, {})

    _xform, warnings = as_form(content)
    assert warnings == []
    assert renamed(losses) == {"meta", "META", "Twins"}
