"""Reading `.lss`: tables of the database as XML, with texts beside the rows (up to 359) or in tables of their own (from 400 on)."""

from typing import Any
from xml.etree.ElementTree import Element, ParseError  # nosec B405

from defusedxml import ElementTree
from defusedxml.common import DefusedXmlException

from portal.kernel.text import N_
from portal.surveys.formats.guards import bad, damaged
from portal.surveys.formats.imported import ImportReport
from portal.surveys.formats.limesurvey.model import (
    LimeChoice,
    LimeCondition,
    LimeGroup,
    LimeQuestion,
    LimeSurvey,
    Words,
)

Row = dict[str, str]
_MOST_ROWS = 100_000


def survey(data: bytes, report: ImportReport) -> LimeSurvey:
    """The model in a `.lss` file. Raises `InvalidInput`."""
    root = _root(data)
    kind = (root.findtext("LimeSurveyDocType") or "").strip()
    if root.tag != "document" or kind != "Survey":
        raise bad(
            "not-a-survey",
            N_(
                "In dieser Datei steht keine Umfrage aus LimeSurvey. Bitte wählen Sie in LimeSurvey „Umfragestruktur (.lss)“."
            ),
        )
    version = (root.findtext("DBVersion") or "?").strip()
    report.source = f"LimeSurvey (.lss), Stand {version}"
    tables = _tables(root)
    settings = next(iter(tables.get("surveys", [])), {})
    languages = [settings.get("language", ""), *settings.get("additional_languages", "").split()]
    languages += [(one.text or "").strip() for one in root.iterfind("languages/language")]
    found = LimeSurvey(report.source, list(dict.fromkeys(one for one in languages if one)) or ["en"], settings=settings)
    for row in tables.get("surveys_languagesettings", []):
        language = row.get("surveyls_language", found.languages[0])
        found.titles[language] = row.get("surveyls_title", "")
        found.descriptions[language] = row.get("surveyls_description", "")
        found.welcomes[language] = row.get("surveyls_welcometext", "")
        found.ends[language] = row.get("surveyls_endtext", "")
        found.policies[language] = row.get("surveyls_policy_notice", "")
    found.others = {name: len(tables.get(name, [])) for name in ("quota", "assessments", "defaultvalues")}
    found.groups = _groups(tables)
    _put_questions(found, tables)
    return found


def _root(data: bytes) -> Element:
    try:
        return ElementTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise bad(
            "dtd",
            N_("Diese Datei enthält eine Dokumenttyp-Angabe. So etwas öffnet das Portal aus Sicherheitsgründen nicht."),
        ) from error
    except (ParseError, ValueError, LookupError) as error:
        raise damaged() from error


def _tables(root: Element) -> dict[str, list[Row]]:
    tables: dict[str, list[Row]] = {}
    count = 0
    for table in root:
        rows: list[Row] = []
        for row in table.iterfind("rows/row"):
            count += 1
            if count > _MOST_ROWS:
                raise bad("too-many-rows", N_("Diese Datei hat zu viele Zeilen. Das ist kein Fragebogen."))
            rows.append({cell.tag: cell.text or "" for cell in row})
        tables[table.tag] = rows
    return tables


def _groups(tables: dict[str, list[Row]]) -> list[LimeGroup]:
    groups: dict[str, LimeGroup] = {}
    for row in [*tables.get("groups", []), *tables.get("group_l10ns", [])]:
        gid = row.get("gid", "")
        group = groups.setdefault(gid, LimeGroup(gid))
        group.order = _number(row.get("group_order")) or group.order
        group.relevance = row.get("grelevance") or group.relevance
        if language := row.get("language"):
            group.words[language] = row.get("group_name", "")
            group.descriptions[language] = row.get("description", "")
    return sorted(groups.values(), key=lambda one: one.order)


def _put_questions(found: LimeSurvey, tables: dict[str, list[Row]]) -> None:
    texts: dict[str, tuple[Words, Words]] = {}
    for row in tables.get("question_l10ns", []):
        words, helps = texts.setdefault(row.get("qid", ""), ({}, {}))
        words[row.get("language", "")], helps[row.get("language", "")] = row.get("question", ""), row.get("help", "")
    questions: dict[str, LimeQuestion] = {}
    groups = {group.id: group for group in found.groups}
    for row in tables.get("questions", []):
        if row.get("parent_qid", "0") not in ("0", ""):
            tables.setdefault("subquestions", []).append(row)
            continue
        qid = row.get("qid", "")
        if qid not in questions:
            questions[qid] = _question(row, texts.get(qid, ({}, {})))
            gid = row.get("gid", "")
            if gid not in groups:
                groups[gid] = LimeGroup(gid)
                found.groups.append(groups[gid])
            groups[gid].questions.append(questions[qid])
        if language := row.get("language"):
            questions[qid].words[language], questions[qid].helps[language] = (
                row.get("question", ""),
                row.get("help", ""),
            )
    for group in found.groups:
        group.questions.sort(key=lambda one: one.order)
    _put_subs(questions, tables, texts)
    _put_answers(questions, tables)
    _put_rest(questions, tables)


def _question(row: Row, texts: tuple[Words, Words]) -> LimeQuestion:
    return LimeQuestion(
        id=row.get("qid", ""),
        code=row.get("title", "").strip(),
        type=row.get("type", "").strip() or "?",
        words=dict(texts[0]),
        helps=dict(texts[1]),
        mandatory=row.get("mandatory", "") in ("Y", "S"),
        other=row.get("other", "") == "Y",
        validation=row.get("preg", "").strip(),
        relevance=row.get("relevance", "").strip(),
        order=_number(row.get("question_order")),
    )


def _put_subs(questions: dict[str, LimeQuestion], tables: dict[str, list[Row]], texts: Any) -> None:
    seen: dict[str, LimeChoice] = {}
    for row in tables.get("subquestions", []):
        parent = questions.get(row.get("parent_qid", ""))
        if parent is None:
            continue
        qid = row.get("qid", "")
        if qid not in seen:
            seen[qid] = _choice(row, row.get("title", ""), row.get("question_order"), dict(texts.get(qid, ({}, {}))[0]))
            seen[qid].relevance = row.get("relevance", "").strip()
            parent.subs.append(seen[qid])
        if language := row.get("language"):
            seen[qid].words[language] = row.get("question", "")


def _put_answers(questions: dict[str, LimeQuestion], tables: dict[str, list[Row]]) -> None:
    texts: dict[str, Words] = {}
    for row in tables.get("answer_l10ns", []):
        texts.setdefault(row.get("aid", ""), {})[row.get("language", "")] = row.get("answer", "")
    seen: dict[tuple[str, str, str], LimeChoice] = {}
    for row in tables.get("answers", []):
        parent = questions.get(row.get("qid", ""))
        if parent is None:
            continue
        key = (row.get("qid", ""), row.get("scale_id") or "0", row.get("code", ""))
        if key not in seen:
            seen[key] = _choice(
                row, row.get("code", ""), row.get("sortorder"), dict(texts.get(row.get("aid", "-"), {}))
            )
            parent.answers.append(seen[key])
        if language := row.get("language"):
            seen[key].words[language] = row.get("answer", "")


def _choice(row: Row, code: str, order: str | None, words: Words) -> LimeChoice:
    return LimeChoice(code.strip(), words, _number(row.get("scale_id")), _number(order))


def _put_rest(questions: dict[str, LimeQuestion], tables: dict[str, list[Row]]) -> None:
    for row in tables.get("question_attributes", []):
        if question := questions.get(row.get("qid", "")):
            values = question.attributes.setdefault(row.get("attribute", ""), {})
            values[row.get("language", "")] = row.get("value", "")
    for row in tables.get("conditions", []):
        if question := questions.get(row.get("qid", "")):
            question.conditions.append(_condition(row))


def _condition(row: Row) -> LimeCondition:
    return LimeCondition(
        row.get("scenario") or "1",
        row.get("cfieldname", "").strip(),
        row.get("method", "==").strip(),
        row.get("value", ""),
    )


def _number(text: str | None) -> int:
    return int(text) if text and text.strip().isdecimal() and len(text) < 10 else 0
