"""Writing `.lss` as LimeSurvey 5 and 6 read it: structure and texts in tables of their own."""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring  # nosec B405

from portal.kernel.text import N_
from portal.surveys.formats.imported import ImportReport
from portal.surveys.formats.limesurvey.codes import Unsayable, Written, expression, written
from portal.surveys.formats.limesurvey.words import LANGUAGES
from portal.surveys.formats.losses import tell_gaps, tell_losses, tell_renamed
from portal.surveys.formats.marks import NAME, marks_of
from portal.surveys.terms import Question, QuestionKind, Questionnaire, Texts, said

MIMETYPE = "application/xml"
_GENERATION = "498"
_SURVEY_ID = "100001"
#: What the columns for titles of surveys and groups hold.
_LONGEST_NAME = 200
_NAMES = {"de-simple": next(name for name, here in LANGUAGES.items() if here == "de-simple")}
#: What LimeSurvey says about any question by itself.
_SAID = ("kind", "code", "title", "hint", "required", "show_if", "options", "has_other")

Row = Mapping[str, Any]


def lss(questionnaire: Questionnaire, titles: Texts, purposes: Texts) -> tuple[bytes, ImportReport]:
    """The bytes of the file, and what LimeSurvey cannot say."""
    writer = _Writer(questionnaire)
    writer.write(titles, purposes)
    return writer.bytes(), writer.report


class _Writer:
    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self._written = written(questionnaire)
        self._tables: dict[str, list[Row]] = {}
        self._ids = 0
        self.report = ImportReport("LimeSurvey (.lss)")

    def bytes(self) -> bytes:
        document = Element("document")
        SubElement(document, "LimeSurveyDocType").text = "Survey"
        SubElement(document, "DBVersion").text = _GENERATION
        languages = SubElement(document, "languages")
        for language in self._questionnaire.languages:
            SubElement(languages, "language").text = _there(language)
        for name in _TABLES:
            if rows := self._tables.get(name):
                _table(SubElement(document, name), rows)
        content: bytes = tostring(document, encoding="utf-8")
        return b'<?xml version="1.0" encoding="UTF-8"?>\n' + content

    def write(self, titles: Texts, purposes: Texts) -> None:
        languages = self._questionnaire.languages
        self._put("surveys", _SURVEY | {
            "sid": _SURVEY_ID, "language": _there(languages[0]), "additional_languages": " ".join(map(_there, languages[1:])),
        })  # fmt: skip
        for language in languages:
            self._put("surveys_languagesettings", {
                "surveyls_survey_id": _SURVEY_ID, "surveyls_language": _there(language),
                "surveyls_title": (titles.get(language, "") or said(titles, language, base=languages[0]))[:_LONGEST_NAME],
                "surveyls_description": _html(purposes.get(language, "")), "surveyls_welcometext": "", "surveyls_endtext": "",
                "surveyls_dateformat": "1", "surveyls_numberformat": "1",
            })  # fmt: skip
        for order, section in enumerate(self._questionnaire.sections):
            gid = str(order + 1)
            self._put(
                "groups",
                {"gid": gid, "sid": _SURVEY_ID, "group_order": str(order), "randomization_group": "", "grelevance": ""},
            )
            for language in languages:
                self._put("group_l10ns", {
                    "id": self._id(), "gid": gid, "group_name": self._group_name(section.title.get(language, "")),
                    "description": _html(section.intro.get(language, "")), "language": _there(language),
                })  # fmt: skip
            for number, question in enumerate(section.questions):
                self._question(self._written[question.code], gid, number)
        tell_gaps(self._questionnaire, self.report)

    def _group_name(self, title: str) -> str:
        name = _html(title)
        if len(name) <= _LONGEST_NAME:
            return name
        self.report.left_out(
            "", N_("Das Ende der Überschrift „%(title)s“: LimeSurvey nimmt höchstens 200 Zeichen."), title=title[:60]
        )
        kept = title[:_LONGEST_NAME]
        while len(_html(kept)) > _LONGEST_NAME:
            kept = kept[:-1]
        return _html(kept)

    def _question(self, one: Written, gid: str, order: int) -> None:
        question, qid = one.question, self._id()
        self._put("questions", _row_of(one, qid, "0", gid, order) | {"relevance": self._relevance(question)})
        self._texts("question_l10ns", "qid", qid, "question", question.title, help=question.hint)
        if one.type == "M":
            for number, option in enumerate(question.choices):
                sub = self._id()
                row = {"title": one.options[option.code], "type": "T", "other": "N", "mandatory": "N"}
                self._put("subquestions", _row_of(one, sub, qid, gid, number) | row)
                self._texts("question_l10ns", "qid", sub, "question", option.label, help={})
        elif one.type in ("L", "O", "R"):
            for number, option in enumerate(question.choices):
                aid = self._id()
                self._put("answers", {
                    "aid": aid, "qid": qid, "code": one.options[option.code], "sortorder": str(number), "assessment_value": "0",
                    "scale_id": "0",
                })  # fmt: skip
                self._texts("answer_l10ns", "aid", aid, "answer", self._label(question, option.code, option.label))
        for name, value, language in self._attributes(one):
            self._put("question_attributes", {"qid": qid, "attribute": name, "value": value, "language": language})

    def _relevance(self, question: Question) -> str:
        if question.show_if is None:
            return "1"
        try:
            return expression(question.show_if, self._written)
        except Unsayable:
            self.report.left_out(
                question.code,
                N_("Die Bedingung lässt sich in LimeSurvey nicht sagen; die Frage wird dort immer gestellt."),
            )
            return "1"

    def _attributes(self, one: Written) -> Iterable[tuple[str, str, str]]:
        question = one.question
        bounds = list(_bounds(one))
        says = {*_SAID, *(field for _name, field, _value in bounds)}
        yield from ((name, value, "") for name, _field, value in bounds if value)
        if one.type == "N":
            says.add("unit")
            yield from (("suffix", _html(text), _there(language)) for language, text in question.unit.items())
        if question.kind is QuestionKind.POINT:
            yield "location_mapservice", "100", ""
        if one.type == "O":
            says.add("asks_why")
        yield from self._marks(one, set(says))
        self._tell(one, says)

    def _tell(self, one: Written, says: set[str]) -> None:
        question = one.question
        if question.asks_why and one.type != "O":
            self.report.left_out(
                question.code, N_("Die Nachfrage „Warum?“ hat in LimeSurvey bei dieser Frage keinen Platz.")
            )
        tell_losses(question, says | ({"low_end"} if one.type in ("L", "O") else set()), self.report)
        if one.code != question.code:
            tell_renamed(question.code, one.code, self.report)

    def _label(self, question: Question, code: str, label: Texts) -> Texts:
        """The words of an answer; those of the portal itself in all languages, where LimeSurvey would show nothing."""
        if question.kind.has_own_options:
            return label
        ends = {question.choices[0].code: question.low_end, question.choices[-1].code: question.high_end}
        end = ends.get(code, {}) if question.kind is QuestionKind.SCALE else {}
        own = {language: label.get(language) or label["de"] for language in self._questionnaire.languages}
        return own | {language: f"{code} – {text}" for language, text in end.items()}

    def _marks(self, one: Written, says: set[str]) -> Iterable[tuple[str, str, str]]:
        renamed = {there: here for here, there in one.options.items() if there != here and one.type != "Y"}
        native = {"L": QuestionKind.SINGLE, "O": QuestionKind.SINGLE, "S": QuestionKind.SHORT_TEXT}.get(one.type)
        if (native or one.question.kind) is not one.question.kind and one.question.kind is not QuestionKind.POINT:
            says.discard("kind")
        marks = marks_of(
            one.question, said=says, written={"as": one.type, "code": one.question.code, "options": renamed}
        )
        if renamed or one.code != one.question.code or '"rest":{}' not in marks:
            yield NAME, marks, ""

    def _texts(self, table: str, key: str, id: str, column: str, texts: Texts, **more: Texts) -> None:
        for language in self._questionnaire.languages:
            row = {"id": self._id(), key: id, column: _html(texts.get(language, "")), "language": _there(language)}
            self._put(table, row | {name: _html(value.get(language, "")) for name, value in more.items()})

    def _put(self, table: str, row: Row) -> None:
        self._tables.setdefault(table, []).append(row)

    def _id(self) -> str:
        self._ids += 1
        return str(self._ids)


def _bounds(one: Written) -> Iterable[tuple[str, str, str]]:
    """(attribute, field of the question, value or "") of the bounds that LimeSurvey checks for this type."""
    question = one.question
    counted = {
        "M": (("min_answers", "at_least"), ("max_answers", "at_most")),
        "R": (("max_answers", "at_most"),),
    }.get(one.type, ())
    for name, field in counted:
        number = getattr(question, field)
        if number is not None:
            yield name, field, str(number)
    if one.type == "N":
        for name, field in (("min_num_value_n", "minimum"), ("max_num_value_n", "maximum")):
            bound = getattr(question, field)
            yield name, field, "" if bound is None else repr(bound)


def _row_of(one: Written, qid: str, parent: str, gid: str, order: int) -> dict[str, str]:
    return {
        "qid": qid, "parent_qid": parent, "sid": _SURVEY_ID, "gid": gid, "type": one.type, "title": one.code, "preg": "",
        "other": "Y" if one.question.has_other and one.type in ("L", "M") else "N",
        "mandatory": "Y" if one.question.required else "N",
        "encrypted": "N", "question_order": str(order + 1), "scale_id": "0", "same_default": "0", "relevance": "1",
        "modulename": "",
        "same_script": "0",
    }  # fmt: skip


def _html(text: str) -> str:
    """LimeSurvey shows HTML and reckons with what stands in braces, so both are written as signs that are shown."""
    return escape(text, quote=False).replace("{", "&#123;").replace("}", "&#125;").replace("\n", "<br />")


def _there(language: str) -> str:
    return _NAMES.get(language, language)


def _table(element: Element, rows: list[Row]) -> None:
    fields = SubElement(element, "fields")
    for name in rows[0]:
        SubElement(fields, "fieldname").text = name
    lines = SubElement(element, "rows")
    for row in rows:
        line = SubElement(lines, "row")
        for name, value in row.items():
            SubElement(line, name).text = value


_TABLES = (
    "answers", "answer_l10ns", "groups", "group_l10ns", "questions", "subquestions", "question_l10ns", "question_attributes",
    "surveys", "surveys_languagesettings",
)  # fmt: skip
_SURVEY = {
    "gsid": "1", "admin": "inherit", "adminemail": "inherit", "anonymized": "Y", "format": "S", "savetimings": "N",
    "template": "inherit", "datestamp": "N", "usecookie": "N", "allowregister": "N", "allowsave": "Y", "autonumber_start": "0",
    "autoredirect": "N", "allowprev": "Y", "printanswers": "N", "ipaddr": "N", "refurl": "N", "publicstatistics": "N",
    "publicgraphs": "N", "listpublic": "N", "htmlemail": "Y", "sendconfirmation": "N", "tokenanswerspersistence": "N",
    "assessments": "N", "usecaptcha": "N", "usetokens": "N", "tokenlength": "15", "showxquestions": "N", "showgroupinfo": "B",
    "shownoanswer": "Y", "showqnumcode": "X", "showwelcome": "Y", "showprogress": "Y", "questionindex": "0",
    "navigationdelay": "0", "nokeyboard": "N", "alloweditaftercompletion": "N",
}  # fmt: skip
