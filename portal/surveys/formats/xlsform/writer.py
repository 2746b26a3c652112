"""Writing XLSForm for KoboToolbox and ODK."""

import io
import json
import re
from collections.abc import Mapping

from babel import Locale, UnknownLocaleError

from portal.kernel.text import N_
from portal.surveys.formats.imported import ImportReport
from portal.surveys.formats.losses import tell_gaps, tell_losses, tell_renamed
from portal.surveys.formats.marks import NAME, marks_of
from portal.surveys.formats.own_words import OTHER_LABEL, OTHER_WORDS, WHY
from portal.surveys.terms import Comparison, Condition, Question, QuestionKind, Questionnaire, Test, Texts
from portal.surveys.terms.answers import OTHER

MIMETYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SIGNS = {Test.LESS: "<", Test.AT_MOST: "<=", Test.MORE: ">", Test.AT_LEAST: ">="}
_TYPES = {
    QuestionKind.NUMBER: "decimal", QuestionKind.DATE: "date", QuestionKind.SHORT_TEXT: "text", QuestionKind.LONG_TEXT: "text",
    QuestionKind.PLACE: "text", QuestionKind.POINT: "geopoint", QuestionKind.INFO: "note", QuestionKind.SCALE: "range",
    QuestionKind.MULTIPLE: "select_multiple", QuestionKind.RANKING: "rank",
}  # fmt: skip
_SAID = {"kind", "code", "title", "hint", "required", "show_if", "options", "has_other"}
_COLUMNS = ("type", "name", "required", "relevant", "constraint", "appearance", "parameters", NAME)
#: Names that pyxform keeps for itself.
_RESERVED = frozenset({"meta"})
Row = dict[str, str]


class _Unsayable(Exception):
    pass


def xlsform(questionnaire: Questionnaire, titles: Texts, purposes: Texts) -> tuple[bytes, ImportReport]:
    """The bytes of the workbook, and what an XLSForm cannot say."""
    writer = _Writer(questionnaire)
    return writer.bytes(titles, purposes), writer.report


class _Writer:
    def __init__(self, questionnaire: Questionnaire) -> None:
        self._questionnaire = questionnaire
        self._heads = {language: f"{_named(language)} ({language})" for language in questionnaire.languages}
        self._names = _names(questionnaire)
        self._taken = {name.casefold() for name in self._names.values()}
        self._survey: list[Row] = []
        self._choices: list[Row] = []
        self.report = ImportReport("XLSForm (.xlsx)")

    def bytes(self, titles: Texts, purposes: Texts) -> bytes:
        from xlsxwriter import Workbook

        for number, section in enumerate(self._questionnaire.sections, start=1):
            self._survey.append(
                {"type": "begin_group", "name": self._free(f"abschnitt_{number}")}
                | self._texts("label", section.title)
                | self._texts("hint", section.intro)
            )
            for question in section.questions:
                self._question(question)
            self._survey.append({"type": "end_group"})
        tell_gaps(self._questionnaire, self.report)
        settings = {
            "form_title": titles.get(self._questionnaire.base, ""),
            "form_id": "miteinander",
            "default_language": self._heads[self._questionnaire.base],
            NAME: "1",
        }
        # Titles in further languages: a form of KoboToolbox and ODK has one title alone.
        settings |= self._texts(f"{NAME}_title", titles) | self._texts(f"{NAME}_purpose", purposes)
        target = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        with Workbook(target, options) as book:
            labels = [f"{family}::{head}" for head in self._heads.values() for family in ("label", "hint")]
            _sheet(book, "survey", [*_COLUMNS[:2], *labels, *_COLUMNS[2:]], self._survey)
            _sheet(
                book,
                "choices",
                ["list_name", "name", *(f"label::{head}" for head in self._heads.values())],
                self._choices,
            )
            _sheet(book, "settings", list(settings), [settings])
        return target.getvalue()

    def _question(self, question: Question) -> None:
        name = self._names[question.code]
        row = {"type": self._type(question), "name": name, "required": "yes" if question.required else ""}
        row |= self._texts("label", question.title) | self._texts("hint", question.hint)
        row |= {
            "relevant": self._relevant(question),
            "appearance": "multiline" if question.kind is QuestionKind.LONG_TEXT else "",
        }
        says = set(_SAID)
        if question.kind is QuestionKind.NUMBER:
            says |= {"minimum", "maximum"}
            row["constraint"] = _bounds(".", question.minimum, question.maximum)
        elif question.kind is QuestionKind.SCALE:
            steps = question.choices
            row["parameters"] = f"start={steps[0].code} end={steps[-1].code} step=1"
        elif question.kind in (QuestionKind.MULTIPLE, QuestionKind.RANKING):
            says |= {"at_least", "at_most"}
            row["constraint"] = _bounds("count-selected(.)", question.at_least, question.at_most)
        if question.kind not in _NATIVE:
            says.discard("kind")
        renamed = {} if name == question.code else {"code": question.code}
        if renamed:
            tell_renamed(question.code, name, self.report)
        marks = marks_of(question, said=says, written={"as": row["type"].split(" ")[0], **renamed})
        row[NAME] = marks if renamed or '"rest":{}' not in marks else ""
        self._survey.append(row)
        tell_losses(question, says, self.report)
        if question.has_other:
            chosen = f"selected(${{{name}}}, '{OTHER}')"
            self._part(question, "other", chosen, OTHER_WORDS, {})
        if question.asks_why:
            self._part(question, "why", f"${{{name}}} != ''", WHY, {"appearance": "multiline"})

    def _part(self, question: Question, ending: str, relevant: str, words: Texts, more: Row) -> None:
        """A text question for the words beside an answer; reading it back the portal knows where it belongs."""
        name = self._free(f"{self._names[question.code]}_{ending}")
        row = {"type": "text", "name": name, "relevant": relevant} | self._texts("label", self._own(words))
        part = json.dumps({"rest": {}, "part_of": question.code}, separators=(",", ":"))
        self._survey.append(row | more | {NAME: part})

    def _own(self, words: Texts) -> Texts:
        """Words of the portal itself in every language of the questionnaire, in German where there are no others."""
        return {language: words.get(language) or words["de"] for language in self._heads}

    def _free(self, wanted: str) -> str:
        name, number = wanted, 1
        while name.casefold() in self._taken:
            number += 1
            name = f"{wanted}_{number}"
        self._taken.add(name.casefold())
        return name

    def _type(self, question: Question) -> str:
        if question.kind in _TYPES and not question.kind.has_own_options:
            return _TYPES[question.kind]
        own = question.kind.has_own_options
        list_name = question.code if own else f"{NAME}_{question.kind.value}"
        if own or all(row["list_name"] != list_name for row in self._choices):
            labels = (option.label if own else self._own(option.label) for option in question.choices)
            options = zip((option.code for option in question.choices), labels, strict=True)
            self._choices += [self._choice(list_name, code, label) for code, label in options]
            if question.has_other:
                self._choices.append(self._choice(list_name, OTHER, self._own(OTHER_LABEL)))
        return f"{_TYPES.get(question.kind, 'select_one')} {list_name}"

    def _choice(self, list_name: str, code: str, label: Texts) -> Row:
        return {"list_name": list_name, "name": code} | self._texts("label", label)

    def _texts(self, family: str, texts: Texts) -> Row:
        """Cells of one column family. "${" would ask for the answer to a question."""
        found = {f"{family}::{head}": texts[language] for language, head in self._heads.items() if texts.get(language)}
        if any("${" in text for text in found.values()):
            self.report.changed("", N_("Im Text steht „${“. In der Datei steht ein Leerzeichen dazwischen."))
        return {head: text.replace("${", "$ {") for head, text in found.items()}

    def _relevant(self, question: Question) -> str:
        if question.show_if is None:
            return ""
        try:
            return _expression(question.show_if, self._questionnaire.by_code, self._names)
        except _Unsayable:
            self.report.left_out(
                question.code,
                N_("Die Bedingung lässt sich in einem XLSForm nicht sagen; die Frage wird dort immer gestellt."),
            )
            return ""


_NATIVE = frozenset(_TYPES) - {QuestionKind.PLACE} | {QuestionKind.SINGLE}


def _names(questionnaire: Questionnaire) -> dict[str, str]:
    """{code of a question: its name in the file}, each name once whatever its capitals."""
    taken, made = set(_RESERVED), {}
    for code in questionnaire.by_code:
        name, number = code, 1
        while name.casefold() in taken:
            number += 1
            name = f"{code}_{number}"
        taken.add(name.casefold())
        made[code] = name
    return made


def _expression(condition: Condition, questions: Mapping[str, Question], names: Mapping[str, str]) -> str:
    if isinstance(condition, Comparison):
        if condition.question not in questions:
            raise _Unsayable
        return _comparison(condition, questions[condition.question], names[condition.question])
    parts = [_expression(part, questions, names) for part in condition.parts]
    return f"({(' or ' if condition.any_of else ' and ').join(parts)})"


def _comparison(comparison: Comparison, question: Question, written: str) -> str:
    name = f"${{{written}}}"
    if comparison.test is Test.ANSWERED:
        return f"{name} != ''"
    if comparison.test is Test.UNANSWERED:
        return f"{name} = ''"
    if comparison.test in _SIGNS:
        number = comparison.value.replace(",", ".")
        if question.kind not in _COUNTED or not re.fullmatch(r"-?\d+(\.\d+)?", number):
            raise _Unsayable
        return f"{name} {_SIGNS[comparison.test]} {number}"
    value = comparison.value
    known = question.codes | ({"other"} if question.has_other else frozenset())
    if not value.strip() or "'" in value or "\\" in value or (question.kind.is_closed and value not in known):
        raise _Unsayable
    if question.kind in (QuestionKind.PLACE, QuestionKind.POINT, QuestionKind.INFO):
        raise _Unsayable
    if question.kind in (QuestionKind.MULTIPLE, QuestionKind.RANKING):
        chosen = f"selected({name}, '{value}')"
        return chosen if comparison.test is Test.IS else f"({name} != '' and not({chosen}))"
    return f"{name} = '{value}'" if comparison.test is Test.IS else f"({name} != '' and {name} != '{value}')"


_COUNTED = (QuestionKind.NUMBER, QuestionKind.SCALE, QuestionKind.SMILEYS)


def _bounds(what: str, lowest: float | None, highest: float | None) -> str:
    parts = [
        f"{what} {sign} {bound:.6f}".rstrip("0").rstrip(".")
        for sign, bound in ((">=", lowest), ("<=", highest))
        if bound is not None
    ]
    return " and ".join(parts)


def _named(language: str) -> str:
    if language == "de-simple":
        return "Leichte Sprache"
    try:
        return Locale.parse(language, sep="-").get_display_name(language) or language
    except (UnknownLocaleError, ValueError):
        return language


def _sheet(book: object, name: str, heads: list[str], rows: list[Row]) -> None:
    sheet = book.add_worksheet(name)  # type: ignore[attr-defined]
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(heads) - 1, 24)
    for column, head in enumerate(heads):
        sheet.write_string(0, column, head)
    for line, row in enumerate(rows, start=1):
        for column, head in enumerate(heads):
            if value := row.get(head):
                sheet.write_string(line, column, value)
