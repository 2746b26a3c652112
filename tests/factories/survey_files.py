"""Small files as other programs write them, built by hand for each generation."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

Rows = Sequence[Mapping[str, object]]


def lss(*, version: int = 498, languages: Sequence[str] = ("de",), **tables: Any) -> bytes:
    """A `.lss` file with these tables; what every one has is there already."""
    settings = {"sid": 1, "language": languages[0], "additional_languages": " ".join(languages[1:])}
    titles = [{"surveyls_language": one, "surveyls_title": f"Titel {one}"} for one in languages]
    whole: dict[str, Rows] = {"surveys": [settings], "surveys_languagesettings": titles, **tables}
    inside = "".join(f"<{name}><rows>{''.join(map(_row, rows))}</rows></{name}>" for name, rows in whole.items())
    names = "".join(f"<language>{one}</language>" for one in languages)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<document><LimeSurveyDocType>Survey</LimeSurveyDocType>'
        f"<DBVersion>{version}</DBVersion><languages>{names}</languages>{inside}</document>"
    ).encode()


def one_question(type: str, *, title: str = "Q1", text: str = "Frage?", **more: Any) -> bytes:
    """A file of the newest generation with a single question."""
    return lss(
        groups=[{"gid": 1, "group_order": 0}],
        group_l10ns=[{"gid": 1, "group_name": "Teil", "language": "de"}],
        questions=[{"qid": 1, "parent_qid": 0, "gid": 1, "type": type, "title": title, "relevance": "1"}],
        question_l10ns=[
            {"qid": 1, "question": text, "language": "de"},
            {"qid": 2, "question": "Erste Zeile", "language": "de"},
            {"qid": 3, "question": "Zweite Zeile", "language": "de"},
            {"qid": 4, "question": "Spalte", "language": "de"},
        ],
        **more,
    )


#: Two rows of a matrix, or two boxes to tick.
SUBS: Rows = (
    {"qid": 2, "parent_qid": 1, "gid": 1, "title": "SQ001", "question_order": 1, "scale_id": 0},
    {"qid": 3, "parent_qid": 1, "gid": 1, "title": "SQ002", "question_order": 2, "scale_id": 0},
)
#: A column beside them.
COLUMN: Rows = ({"qid": 4, "parent_qid": 1, "gid": 1, "title": "X1", "question_order": 3, "scale_id": 1},)
ANSWERS: Rows = (
    {"aid": 1, "qid": 1, "code": "A1", "sortorder": 1, "scale_id": 0},
    {"aid": 2, "qid": 1, "code": "A2", "sortorder": 2, "scale_id": 0},
)
ANSWER_TEXTS: Rows = (
    {"aid": 1, "answer": "Ja &amp; immer", "language": "de"},
    {"aid": 2, "answer": "<b>Nie</b>", "language": "de"},
)


def tsv(*rows: Mapping[str, str], encoding: str = "utf-8") -> bytes:
    """A `.txt` file of LimeSurvey."""
    heads = ("class", "type/scale", "name", "relevance", "text", "help", "language", "mandatory", "other")
    lines = ["\t".join(heads), *("\t".join(row.get(head, "") for head in heads) for row in rows)]
    return "\n".join(lines).encode(encoding)


def archive(**members: bytes) -> bytes:
    """A ZIP archive; a dot in a member's name is written as `__`."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name.replace("__", "."), content)
    return target.getvalue()


def xlsx(**sheets: Any) -> bytes:
    """A workbook with these sheets, the first row of each its heads."""
    from openpyxl import Workbook

    book = Workbook()
    for sheet in list(book.worksheets):
        book.remove(sheet)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _row(row: Mapping[str, object]) -> str:
    return "<row>" + "".join(f"<{name}>{escape(str(value))}</{name}>" for name, value in row.items()) + "</row>"
