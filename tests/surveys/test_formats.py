"""Files of LimeSurvey and XLSForm: what they become, and what the report says."""

import time
from typing import Any

import pytest

from portal.kernel.errors import InvalidInput
from portal.surveys.formats import Imported, RemarkKind, read_file
from portal.surveys.formats.expressions import Symbol, Untranslatable, condition
from portal.surveys.formats.guards import LARGEST_FILE
from portal.surveys.formats.imported import ImportReport
from portal.surveys.formats.names import option_codes
from portal.surveys.formats.plain import plain
from portal.surveys.terms import Comparison, Junction, QuestionKind, Test
from portal.surveys.terms.questionnaire import OPTION_CODE
from tests.factories.survey_files import ANSWER_TEXTS, ANSWERS, COLUMN, SUBS, archive, lss, one_question, tsv, xlsx


def told(imported: Imported, kind: RemarkKind) -> list[tuple[str, str]]:
    return [
        (one.question, one.message % one.params) for one in imported.report.remarks if one.kind is kind and one.question
    ]


def kinds(imported: Imported) -> list[tuple[str, QuestionKind]]:
    return [(question.code, question.kind) for question in imported.questionnaire.questions]


ROWS = ["Q1_SQ001", "Q1_SQ002"]
LIST: dict[str, Any] = {"answers": ANSWERS, "answer_l10ns": ANSWER_TEXTS}


@pytest.mark.parametrize(
    ("type", "more", "expected"),
    [
        ("L", LIST, [("Q1", QuestionKind.SINGLE)]),
        ("!", LIST, [("Q1", QuestionKind.SINGLE)]),
        ("O", LIST, [("Q1", QuestionKind.SINGLE)]),
        ("R", LIST, [("Q1", QuestionKind.RANKING)]),
        ("M", {"subquestions": SUBS}, [("Q1", QuestionKind.MULTIPLE)]),
        (
            "P",
            {"subquestions": SUBS},
            [("Q1", QuestionKind.MULTIPLE), *((f"{row}comment", QuestionKind.SHORT_TEXT) for row in ROWS)],
        ),
        ("5", {}, [("Q1", QuestionKind.SCALE)]),
        ("Y", {}, [("Q1", QuestionKind.YES_NO)]),
        ("G", {}, [("Q1", QuestionKind.GENDER)]),
        ("N", {}, [("Q1", QuestionKind.NUMBER)]),
        ("D", {}, [("Q1", QuestionKind.DATE)]),
        ("S", {}, [("Q1", QuestionKind.SHORT_TEXT)]),
        ("U", {}, [("Q1", QuestionKind.LONG_TEXT)]),
        ("X", {}, [("Q1", QuestionKind.INFO)]),
        ("?new", {}, [("Q1", QuestionKind.LONG_TEXT)]),
        ("A", {"subquestions": SUBS}, [(row, QuestionKind.SCALE) for row in ROWS]),
        ("B", {"subquestions": SUBS}, [(row, QuestionKind.SCALE) for row in ROWS]),
        ("C", {"subquestions": SUBS}, [(row, QuestionKind.YES_NO) for row in ROWS]),
        ("E", {"subquestions": SUBS}, [(row, QuestionKind.SINGLE) for row in ROWS]),
        ("F", {"subquestions": SUBS, **LIST}, [(row, QuestionKind.SINGLE) for row in ROWS]),
        ("H", {"subquestions": SUBS, **LIST}, [(row, QuestionKind.SINGLE) for row in ROWS]),
        ("Q", {"subquestions": SUBS}, [(row, QuestionKind.SHORT_TEXT) for row in ROWS]),
        ("K", {"subquestions": SUBS}, [(row, QuestionKind.NUMBER) for row in ROWS]),
        (":", {"subquestions": (*SUBS, *COLUMN)}, [(f"{row}_X1", QuestionKind.NUMBER) for row in ROWS]),
        (";", {"subquestions": (*SUBS, *COLUMN)}, [(f"{row}_X1", QuestionKind.SHORT_TEXT) for row in ROWS]),
    ],
)
def test_each_type_of_limesurvey_becomes_a_kind(type: str, more: dict, expected: list) -> None:  # type: ignore[type-arg]
    imported = read_file("umfrage.lss", one_question(type, **more))

    assert kinds(imported) == expected


def test_a_matrix_becomes_one_question_per_row_with_its_text_in_front_and_says_so() -> None:
    imported = read_file("u.lss", one_question("F", text="<p>Wie oft?</p>", subquestions=SUBS, **LIST))

    first = imported.questionnaire.questions[0]
    assert first.title == {"de": "Erste Zeile\nWie oft?"}
    assert [option.label["de"] for option in first.options] == ["Ja & immer", "Nie"]
    assert told(imported, RemarkKind.CHANGED) == [("Q1", "Aus „Matrix“ wurden einzelne Fragen, eine je Zeile: 2.")]


def test_two_scales_become_two_questions_per_row() -> None:
    second = [
        {"aid": 3, "qid": 1, "code": "B1", "sortorder": 1, "scale_id": 1},
        {"aid": 4, "qid": 1, "code": "B2", "sortorder": 2, "scale_id": 1},
    ]
    imported = read_file(
        "u.lss", one_question("1", subquestions=SUBS, answers=[*ANSWERS, *second], answer_l10ns=ANSWER_TEXTS)
    )

    assert [code for code, _ in kinds(imported)] == ["Q1_SQ001_0", "Q1_SQ001_1", "Q1_SQ002_0", "Q1_SQ002_1"]
    assert [option.code for option in imported.questionnaire.questions[1].options] == ["B1", "B2"]


def test_fields_beside_boxes_become_questions_that_come_when_the_box_is_ticked() -> None:
    imported = read_file("u.lss", one_question("P", subquestions=SUBS))

    _boxes, first, second = imported.questionnaire.questions
    assert first.show_if == Comparison("Q1", Test.IS, "SQ001")
    assert second.show_if == Comparison("Q1", Test.IS, "SQ002")
    assert first.title == {"de": "Ihre Anmerkung zu: Erste Zeile"}
    assert not first.required
    assert [code for code, message in told(imported, RemarkKind.CHANGED) if "Anmerkungen" in message] == ["Q1"]


def test_fields_beside_very_many_boxes_become_one_question() -> None:
    boxes = [
        {"qid": 100 + n, "parent_qid": 1, "title": f"SQ{n}", "question_order": n, "scale_id": 0} for n in range(13)
    ]
    imported = read_file("u.lss", one_question("P", subquestions=boxes))

    assert kinds(imported) == [("Q1", QuestionKind.MULTIPLE), ("Q1_comment", QuestionKind.LONG_TEXT)]
    assert imported.questionnaire.questions[1].show_if == Comparison("Q1", Test.ANSWERED)


@pytest.mark.parametrize("type", ["*", "|", "I"])
def test_what_has_no_counterpart_is_left_out_and_told(type: str) -> None:
    data = lss(
        groups=[{"gid": 1}],
        questions=[
            {"qid": 1, "gid": 1, "type": type, "title": "weg", "question_order": 1},
            {"qid": 2, "gid": 1, "type": "T", "title": "da", "question_order": 2},
        ],
        question_l10ns=[{"qid": 2, "question": "Was noch?", "language": "de"}],
    )
    imported = read_file("u.lss", data)

    assert kinds(imported) == [("da", QuestionKind.LONG_TEXT)]
    assert [code for code, _ in told(imported, RemarkKind.LEFT_OUT)] == ["weg"]


def test_the_old_generation_holds_one_row_per_language_in_every_table() -> None:
    def both(**common: object) -> list[dict[str, object]]:
        return [{**common, "language": "de"}, {**common, "language": "en"}]

    questions = both(qid=1, parent_qid=0, gid=1, type="M", title="q", other="Y", mandatory="Y")
    subs = both(qid=2, parent_qid=1, gid=1, title="a") + both(qid=3, parent_qid=1, gid=1, title="b")
    for row, german, english in ((questions, "Was?", "What?"), (subs[:2], "Eins", "One"), (subs[2:], "Zwei", "Two")):
        row[0]["question"], row[1]["question"] = german, english
    groups = both(gid=1, group_order=0)
    groups[0]["group_name"], groups[1]["group_name"] = "Teil", "Part"
    imported = read_file(
        "alt.lss", lss(version=177, languages=("de", "en"), groups=groups, questions=questions, subquestions=subs)
    )

    question = imported.questionnaire.questions[0]
    assert imported.questionnaire.languages == ("de", "en")
    assert imported.titles == {"de": "Titel de", "en": "Titel en"}
    assert imported.questionnaire.sections[0].title == {"de": "Teil", "en": "Part"}
    assert question.title == {"de": "Was?", "en": "What?"}
    assert [dict(option.label) for option in question.options] == [
        {"de": "Eins", "en": "One"},
        {"de": "Zwei", "en": "Two"},
    ]
    assert (question.has_other, question.required) == (True, True)


def two_questions(relevance: str = "", conditions: list[dict[str, object]] | None = None, type: str = "L") -> bytes:
    return lss(
        groups=[{"gid": 7}],
        questions=[
            {"qid": 1, "gid": 7, "type": type, "title": "erste", "question_order": 1},
            {"qid": 2, "gid": 7, "type": "T", "title": "zweite", "question_order": 2, "relevance": relevance},
        ],
        question_l10ns=[{"qid": 1, "question": "1?", "language": "de"}, {"qid": 2, "question": "2?", "language": "de"}],
        subquestions=SUBS,
        conditions=conditions or [],
        **LIST,
    )


def shown_if(data: bytes) -> object:
    return read_file("u.lss", data).questionnaire.by_code["zweite"].show_if


def test_relevance_becomes_a_condition() -> None:
    assert shown_if(two_questions('((erste.NAOK == "A2"))')) == Comparison("erste", Test.IS, "A2")
    assert shown_if(two_questions("!is_empty(erste)")) == Comparison("erste", Test.ANSWERED)
    assert shown_if(two_questions('(1X7X1.NAOK == "A1")')) == Comparison("erste", Test.IS, "A1")
    assert shown_if(two_questions('erste_SQ001.NAOK == "Y"', type="M")) == Comparison("erste", Test.IS, "SQ001")


def test_the_table_of_conditions_joins_scenarios_with_or_and_questions_with_and() -> None:
    rows: list[dict[str, object]] = [
        {"qid": 2, "cfieldname": "1X7X1", "method": "==", "value": "A1", "scenario": 1},
        {"qid": 2, "cfieldname": "1X7X1", "method": "==", "value": "A2", "scenario": 1},
        {"qid": 2, "cfieldname": "1X7X1", "method": "==", "value": " ", "scenario": 2},
    ]
    either = Junction((Comparison("erste", Test.IS, "A1"), Comparison("erste", Test.IS, "A2")), any_of=True)

    assert shown_if(two_questions("", rows)) == Junction((either, Comparison("erste", Test.UNANSWERED)), any_of=True)


@pytest.mark.parametrize(
    "relevance", ["sum(erste) > 3", "fehlt == 1", 'erste.NAOK == "A9"', "zweite == 1", "((", "erste > 3"]
)
def test_a_condition_that_cannot_be_said_here_is_left_out_with_its_words(relevance: str) -> None:
    imported = read_file("u.lss", two_questions(relevance))

    assert imported.questionnaire.by_code["zweite"].show_if is None
    [(code, sentence)] = told(imported, RemarkKind.LEFT_OUT)
    assert code == "zweite"
    assert relevance in sentence


def test_codes_that_are_not_valid_here_are_renamed_once_each() -> None:
    data = lss(
        groups=[{"gid": 1}],
        questions=[
            {"qid": n, "gid": 1, "type": "T", "title": title, "question_order": n}
            for n, title in enumerate(("1-a", "1 a"), 1)
        ],
        question_l10ns=[{"qid": n, "question": "?", "language": "de"} for n in (1, 2)],
    )
    imported = read_file("u.lss", data)

    assert [code for code, _ in kinds(imported)] == ["q1_a", "q1_a_2"]
    assert len(told(imported, RemarkKind.RENAMED)) == 2


def test_text_files_are_read_in_windows_encoding_too_and_say_so() -> None:
    rows = (
        {"class": "S", "name": "language", "text": "de"},
        {"class": "SL", "name": "surveyls_title", "text": "Straßenfest", "language": "de"},
        {"class": "G", "name": "Teil", "language": "de"},
        {
            "class": "Q",
            "type/scale": "L",
            "name": "wo",
            "text": "Wo wären Sie gern?",
            "language": "de",
            "mandatory": "Y",
        },
        {"class": "A", "type/scale": "0", "name": "A1", "text": "Zürich", "language": "de"},
        {"class": "A", "type/scale": "0", "name": "A2", "text": "Köln", "language": "de"},
        {
            "class": "Q",
            "type/scale": "T",
            "name": "warum",
            "text": "Warum?",
            "language": "de",
            "relevance": 'wo.NAOK == "A1"',
        },
    )
    plain, windows = (
        read_file("u.txt", tsv(*rows, encoding="utf-8-sig")),
        read_file("u.txt", tsv(*rows, encoding="cp1252")),
    )

    assert windows.questionnaire == plain.questionnaire
    assert plain.titles == {"de": "Straßenfest"}
    assert plain.questionnaire.questions[0].title == {"de": "Wo wären Sie gern?"}
    assert plain.questionnaire.questions[1].show_if == Comparison("wo", Test.IS, "A1")
    assert any("Windows" in one.message for one in windows.report.remarks)
    assert not any("Windows" in one.message for one in plain.report.remarks)


def test_an_archive_gives_the_questionnaire_and_leaves_answers_and_people_out() -> None:
    data = archive(
        survey_1__lss=one_question("T"), survey_1_responses__lsr=b"<document/>", survey_1_tokens__lst=b"<document/>"
    )
    imported = read_file("u.lsa", data)

    assert kinds(imported) == [("Q1", QuestionKind.LONG_TEXT)]
    sentences = " ".join(one.message for one in imported.report.remarks)
    assert "Antworten im Archiv" in sentences
    assert "Zugangsschlüssel" in sentences


FORM = {
    "survey": [
        [
            "type",
            "name",
            "label::Deutsch (de)",
            "label::English (en)",
            "required",
            "relevant",
            "constraint",
            "parameters",
        ],
        ["begin group", "g", "Teil", "Part", None, None, None, None],
        ["select_one wege or_other", "weg", "Wie?", "How?", "yes", None, None, None],
        ["select_multiple wege", "ziele", "Wohin?", "Where?", None, "${weg} = 'bus'", "count-selected(.) <= 2", None],
        [
            "integer",
            "alter",
            "Wie alt?",
            None,
            None,
            "selected(${ziele}, 'rad') and ${weg} != ''",
            ". >= 0 and . <= 120",
            None,
        ],
        ["range", "note", "Note", None, None, None, None, "start=0 end=10 step=1"],
        ["end group", None, None, None, None, None, None, None],
        ["begin repeat", "r", "Kinder", None, None, None, None, None],
        ["text", "name", "Name", None, None, "${alter} > 17", None, None],
        ["end repeat", None, None, None, None, None, None, None],
        ["geopoint", "ort", "Wo?", None, None, None, None, None],
        ["note", "hinweis", "Danke", None, None, None, None, None],
        ["image", "foto", "Foto", None, None, None, None, None],
        ["start", "start", None, None, None, None, None, None],
        ["osm", "haus", "Haus", None, None, "pulldata('a', 'b')", None, None],
    ],
    "choices": [
        ["list_name", "name", "label::Deutsch (de)", "label::English (en)"],
        ["wege", "bus", "Bus", "Bus"],
        ["wege", "rad", "Rad", "Bike"],
    ],
    "settings": [["form_title", "default_language"], ["Unterwegs", "Deutsch (de)"]],
}


def test_an_xlsform_becomes_a_questionnaire() -> None:
    imported = read_file("form.xlsx", xlsx(**FORM))

    found = imported.questionnaire.by_code
    assert imported.titles == {"de": "Unterwegs"}
    assert imported.questionnaire.languages == ("de", "en")
    assert [section.title.get("de") for section in imported.questionnaire.sections] == ["Teil", "Kinder", None]
    assert (found["weg"].kind, found["weg"].has_other, found["weg"].required) == (QuestionKind.SINGLE, True, True)
    assert dict(found["weg"].title) == {"de": "Wie?", "en": "How?"}
    assert (found["ziele"].at_most, found["ziele"].show_if) == (2, Comparison("weg", Test.IS, "bus"))
    assert (found["alter"].minimum, found["alter"].maximum) == (0, 120)
    assert found["alter"].show_if == Junction((Comparison("ziele", Test.IS, "rad"), Comparison("weg", Test.ANSWERED)))
    assert (found["note"].kind, found["note"].minimum, found["note"].maximum) == (QuestionKind.SCALE, 0, 10)
    assert found["name"].show_if == Comparison("alter", Test.MORE, "17")
    assert [found[code].kind for code in ("ort", "hinweis", "haus")] == [
        QuestionKind.POINT,
        QuestionKind.INFO,
        QuestionKind.LONG_TEXT,
    ]
    assert "foto" not in found
    assert {code for code, _ in told(imported, RemarkKind.LEFT_OUT)} == {"foto", "start", "haus"}
    assert {code for code, _ in told(imported, RemarkKind.CHANGED)} == {"r", "haus"}


BOMB = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><document>&b;</document>'
EXTERNAL = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><document>&x;</document>'


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("u.lss", BOMB, "import.dtd"),
        ("u.lss", EXTERNAL, "import.dtd"),
        ("u.lss", BOMB.decode().replace("1.0\"?", '1.0" encoding="UTF-16"?').encode("utf-16"), "import.dtd"),
        ("u.lss", b"", "import.empty"),
        ("u.lss", b" \n ", "import.empty"),
        ("u.lss", one_question("T")[:-40], "import.damaged"),
        ("u.lss", b"\xff\xfe\x00nonsense", "import.damaged"),
        ("u.lss", b"<document><LimeSurveyDocType>Responses</LimeSurveyDocType></document>", "import.not-a-survey"),
        ("u.lss", b"<a/>", "import.not-a-survey"),
        ("u.lss", lss(), "import.no-questions"),
        ("u.lss", lss(questions=[{"qid": n, "type": "T", "title": f"q{n}"} for n in range(2_001)]), "import.too-many-rows"),
        ("u.lss", archive(a__lss=one_question("T")), "import.kind"),
        ("u.lss", b"<a>" * 200_000, "import.damaged"),
        ("u.pdf", b"%PDF-1.7", "import.kind"),
        ("lss", b"x", "import.kind"),
        ("u.lss", b"x" * (LARGEST_FILE + 1), "import.too-large"),
        ("u.lsa", b"PK\x03\x04 half an archive", "import.damaged"),
        ("u.lsa", archive(readme__txt=b"x"), "import.archive"),
        ("u.lsa", archive(bomb__lss=b"\0" * 30_000_000), "import.too-large"),
        ("u.lsa", archive(**{f"f{n}": b"" for n in range(500)}), "import.archive"),
        ("u.lsa", archive(u__lss=BOMB), "import.dtd"),
        ("u.txt", b"a,b,c\n1,2,3", "import.not-a-survey"),
        ("u.txt", b"\0\0\0", "import.damaged"),
        ("u.txt", tsv(), "import.no-questions"),
        ("u.txt", tsv(*({"class": "A", "name": "x", "text": "y"} for _ in range(20_001))), "import.too-many-rows"),
        ("u.xlsx", b"no archive", "import.damaged"),
        ("u.xlsx", archive(a__txt=b"x"), "import.damaged"),
        ("u.xlsx", xlsx(Tabelle1=[["a"]]), "import.not-a-survey"),
        ("u.xlsx", xlsx(survey=[["type", "name", "label"]]), "import.no-questions"),
        ("u.xlsx", xlsx(survey=[["type", "name"], *([["text", "a"]] * 3_000)]), "import.too-many-rows"),
        ("u.xlsx", archive(xl__xml=BOMB), "import.dtd"),
    ],
)  # fmt: skip
def test_bad_files_are_refused_with_a_sentence(name: str, data: bytes, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        read_file(name, data)

    assert (refused.value.code, refused.value.field) == (code, "file")


def test_names_inside_an_archive_are_never_used_as_paths() -> None:
    imported = read_file("u.lsa", archive(**{"../../etc/cron__lss": one_question("T")}))

    assert kinds(imported) == [("Q1", QuestionKind.LONG_TEXT)]


def symbols(name: str) -> list[Symbol]:
    bare = name.removeprefix("that.").split(".")[0]
    return [Symbol(bare, counts=True)] if bare.startswith("q") else []


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("1", None),
        ("", None),
        ("q1 == 3 || q2.NAOK lt 4", Junction((Comparison("q1", Test.IS, "3"), Comparison("q2", Test.LESS, "4")), any_of=True)),
        ("3 < q1", Comparison("q1", Test.MORE, "3")),
        ("(!is_empty(q1.NAOK) and q1.NAOK != 'a')", Comparison("q1", Test.IS_NOT, "a")),
        ("q1 != 'a'", Junction((Comparison("q1", Test.IS_NOT, "a"), Comparison("q1", Test.UNANSWERED)), any_of=True)),
        ("not(q1 = 'a' and q2 = '')", Junction((
            Junction((Comparison("q1", Test.IS_NOT, "a"), Comparison("q1", Test.UNANSWERED)), any_of=True),
            Comparison("q2", Test.ANSWERED)), any_of=True)),
        ("string-length(${q1}) > 0", Comparison("q1", Test.ANSWERED)),
        ("count(that.q1.NAOK) == 0", Comparison("q1", Test.UNANSWERED)),
    ],
)  # fmt: skip
def test_expressions_are_read(expression: str, expected: object) -> None:
    assert condition(expression, symbols) == expected


@pytest.mark.parametrize(
    "expression",
    [
        "q1",
        "q1 == q2",
        "q1 + 1 == 2",
        "(q1 == 1",
        "q1 == 1)",
        "regexMatch('/a/', q1)",
        "x == 1",
        "q1 < 'a'",
        "(" * 9000,
        "q1 ==",
    ],
)
def test_expressions_that_say_more_are_refused(expression: str) -> None:
    with pytest.raises(Untranslatable):
        condition(expression, symbols)


@pytest.mark.parametrize(
    "piece", ["<!--", "<!", "<?", "<![CDATA[", "<a ", '<a href="', "</a ", "<script>x</", "&#1", "<"]
)
def test_a_text_made_to_keep_the_reader_busy_is_read_at_once(piece: str) -> None:
    for end in ("", ">", "-->"):
        begun = time.process_time()

        plain(piece * 40_000 + end)

        assert time.process_time() - begun < 3


def test_comments_and_open_tags_take_no_words_with_them() -> None:
    assert (
        plain("<p>Hallo <!-- weg --> Welt</p><!DOCTYPE x> 3 < 4 &amp; <b>mehr</b> <i") == "Hallo Welt\n3 < 4 & mehr <i"
    )


def test_many_questions_that_share_a_huge_list_are_read_in_a_moment() -> None:
    asked = [["select_one l", f"q{number}", "Frage"] for number in range(150)]
    listed = [["l", f"c{number}", "Antwort"] for number in range(15_000)]
    begun = time.process_time()

    found = read_file(
        "a.xlsx", xlsx(survey=[["type", "name", "label"], *asked], choices=[["list_name", "name", "label"], *listed])
    )

    assert {question.kind for question in found.questionnaire.questions} == {QuestionKind.SHORT_TEXT}
    assert time.process_time() - begun < 15


def test_thousands_of_codes_that_become_the_same_get_one_each() -> None:
    begun = time.process_time()

    made = option_codes("q", ["#" * length for length in range(1, 12_000)], ImportReport())

    assert len(set(made.values())) == 11_999
    assert all(OPTION_CODE.fullmatch(code) for code in made.values())
    assert time.process_time() - begun < 5
