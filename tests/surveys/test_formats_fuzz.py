"""Files damaged as files get damaged – rows and cells dropped, doubled, swapped, garbled: always a report or a clear sentence."""

import io
import random
import zipfile
from collections.abc import Callable
from typing import Any
from xml.etree.ElementTree import Element, tostring

import pytest
from defusedxml import ElementTree
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.kernel.errors import InvalidInput
from portal.surveys.formats import read_file
from portal.surveys.formats.limesurvey.writer import lss
from portal.surveys.formats.xlsform.writer import xlsform
from portal.surveys.terms import questionnaire_from_json
from portal.surveys.terms.templates import TEMPLATES
from tests.factories import survey_files as made

#: What stands in cells that somebody else's program wrote, or that were damaged.
GARBLED = (
    "", " ", "0", "-1", "99999999999999999999", "1e400", "nan", "Y", "N", "x" * 70_000, "ä'\"<&>{}", "{INSERTANS:1X2X3}",
    "((((", "Q1.NAOK == 'A1' and", "that.Q1.NAOK > 3", "${q1} = 'a' or", "1 or 2 or 3", "not(not(not(" * 60, "\u202e\u200b\ufeff",
    "123456X1X1", "A" * 60, "self", "2026-02-31", "begin_group", "end_group", "select_one", "range", "|", "*", "?",
)  # fmt: skip
DAMAGED = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def every_type() -> bytes:
    """A file of LimeSurvey with a question of each type, conditions in both notations, and attributes."""
    types = "LO!5YGMPRNDSTUXQKABCEFH1:;|*I"
    group = {"gid": 1, "group_order": 0, "grelevance": ""}
    questions, subs, answers, texts, attributes, conditions = [], [], [], [], [], []
    for number, kind in enumerate(types, start=1):
        shown = f"Q{number - 1}.NAOK == 'A1' or count(that.Q{number - 1}.NAOK) > 0" if number > 1 else "1"
        questions.append(
            {"qid": number, "parent_qid": 0, "gid": 1, "type": kind, "title": f"Q{number}", "relevance": shown,
             "question_order": number, "other": "Y", "mandatory": "Y", "preg": "/x/"}
        )  # fmt: skip
        for row in (1, 2):
            sub = 1000 + 10 * number + row
            subs.append(
                {
                    "qid": sub,
                    "parent_qid": number,
                    "gid": 1,
                    "title": f"SQ{row}",
                    "question_order": row,
                    "scale_id": row - 1,
                }
            )
            answers.append({"aid": sub, "qid": number, "code": f"A{row}", "sortorder": row, "scale_id": row - 1})
            texts.append({"qid": sub, "question": f"<b>Zeile {row}</b>", "language": "de"})
        texts.append({"qid": number, "question": f"Frage {number}?", "help": "Hilfe", "language": "de"})
        for name, value in (
            ("min_answers", "1"),
            ("max_answers", "2"),
            ("slider_min", "0"),
            ("hidden", "0"),
            ("suffix", "km"),
        ):
            attributes.append({"qid": number, "attribute": name, "value": value, "language": ""})
        conditions.append(
            {"qid": number, "scenario": 1, "cfieldname": f"1X1X{number - 1}", "method": "==", "value": "A1"}
        )
    return made.lss(
        groups=[group],
        group_l10ns=[{"gid": 1, "group_name": "Teil", "language": "de"}],
        questions=questions,
        subquestions=subs,
        answers=answers,
        answer_l10ns=[{"aid": one["aid"], "answer": "Antwort", "language": "de"} for one in answers],
        question_l10ns=texts,
        question_attributes=attributes,
        conditions=conditions,
    )


def of_ours(write: Callable[..., Any], template: int) -> bytes:
    content: bytes = write(TEMPLATES[template].questionnaire, TEMPLATES[template].title, {})[0]
    return content


XML = [every_type(), of_ours(lss, 0), of_ours(lss, 3)]
BOOKS = [of_ours(xlsform, 1), of_ours(xlsform, 4)]
TABLE = made.tsv(
    {"class": "S", "name": "language", "text": "de"},
    {"class": "SL", "name": "surveyls_title", "text": "Titel", "language": "de"},
    *(
        line
        for number, kind in enumerate("LMFYN5;", start=1)
        for line in (
            {"class": "G", "type/scale": str(number), "name": f"Teil {number}", "relevance": "1", "language": "de"},
            {
                "class": "Q",
                "type/scale": kind,
                "name": f"Q{number}",
                "text": "Frage?",
                "relevance": "1",
                "language": "de",
            },
            {"class": "SQ", "type/scale": "0", "name": "SQ1", "text": "Zeile", "language": "de"},
            {"class": "A", "type/scale": "0", "name": "A1", "text": "Antwort", "language": "de"},
        )
    ),
)


def reads_or_explains(name: str, data: bytes) -> None:
    """A questionnaire that the editor can save, with a report that can be shown; or one sentence for the form."""
    try:
        imported = read_file(name, data)
    except InvalidInput as error:
        explains(error)
        return
    whole = imported.questionnaire.to_json()
    assert questionnaire_from_json(whole).to_json() == whole
    assert imported.questionnaire.questions
    assert all(remark.message % remark.params for remark in imported.report.remarks)


def explains(error: InvalidInput) -> None:
    assert error.code.startswith("import.")
    assert error.field == "file"
    assert error.message % error.params


def damage(rows: list[Any], chance: random.Random, change: Callable[[Any], None]) -> None:
    """Drop, double, move or garble some of the rows."""
    for _ in range(chance.randint(1, 6)):
        if not rows:
            return
        at = chance.randrange(len(rows))
        match chance.randrange(4):
            case 0:
                del rows[at]
            case 1:
                rows.insert(chance.randrange(len(rows)), rows[at])
            case 2:
                rows[at], rows[-1] = rows[-1], rows[at]
            case _:
                change(rows[at])


@given(data=st.sampled_from(XML), chance=st.randoms(use_true_random=False))
@DAMAGED
def test_damaged_limesurvey_files(data: bytes, chance: random.Random) -> None:
    root: Element = ElementTree.fromstring(data)
    for _ in range(chance.randint(1, 4)):
        holders = [one for one in root.iter() if one.tag in ("rows", "document", "languages")]
        holder = chance.choice(holders)
        children = list(holder)
        damage(children, chance, lambda row: garble(row, chance))
        for child in list(holder):
            holder.remove(child)
        holder.extend(children)

    reads_or_explains("u.lss", tostring(root))


def garble(element: Element, chance: random.Random) -> None:
    cells = list(element.iter())
    cell = chance.choice(cells)
    if chance.random() < 0.2:
        cell.tag = chance.choice(["row", "qid", "gid", "type", "title", "language", "rows", "fremd"])
    elif cell is not element and chance.random() < 0.2:
        cell.clear()
    else:
        cell.text = chance.choice(GARBLED)


@given(chance=st.randoms(use_true_random=False))
@DAMAGED
def test_damaged_text_files(chance: random.Random) -> None:
    lines = TABLE.decode().split("\n")

    def change(line: str) -> None:
        at = lines.index(line)
        cells = line.split("\t")
        cells[chance.randrange(len(cells))] = chance.choice(GARBLED)
        lines[at] = "\t".join(cells)

    damage(lines, chance, change)

    reads_or_explains("u.txt", "\n".join(lines).encode(chance.choice(["utf-8", "utf-16", "cp1252"]), errors="replace"))


@given(data=st.sampled_from(BOOKS), chance=st.randoms(use_true_random=False))
@DAMAGED
def test_damaged_xlsforms(data: bytes, chance: random.Random) -> None:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data))
    for _ in range(chance.randint(1, 5)):
        sheet = chance.choice(book.worksheets)
        row, column = chance.randint(1, sheet.max_row), chance.randint(1, sheet.max_column)
        match chance.randrange(5):
            case 0:
                sheet.delete_rows(row)
            case 1:
                sheet.insert_rows(row)
            case 2:
                sheet.delete_cols(column)
            case 3:
                sheet.title = chance.choice(["survey", "choices", "settings", "fremd"])
            case _:
                sheet.cell(row, column).value = chance.choice(GARBLED)[:30_000]
    target = io.BytesIO()
    book.save(target)

    reads_or_explains("u.xlsx", target.getvalue())


@pytest.mark.parametrize("name", ["u.lss", "u.txt", "u.xlsx", "u.lsa"])
@given(data=st.data())
@DAMAGED
def test_bytes_cut_off_or_changed(name: str, data: st.DataObject) -> None:
    whole = {"u.lss": XML[0], "u.txt": TABLE, "u.xlsx": BOOKS[0], "u.lsa": archived(XML[0])}[name]
    cut = data.draw(st.integers(0, len(whole)))
    at = data.draw(st.integers(0, len(whole)))
    noise = data.draw(st.binary(max_size=8))

    reads_or_explains(name, (whole[:at] + noise + whole[at + len(noise) :])[: max(cut, at)])


def archived(content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("survey_1.lss", content)
    return target.getvalue()
