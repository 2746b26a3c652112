"""Reading XLSForm."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from portal.kernel.text import N_
from portal.surveys.formats.expressions import Symbol, Untranslatable
from portal.surveys.formats.expressions import condition as read_condition
from portal.surveys.formats.guards import bad
from portal.surveys.formats.imported import Imported, ImportReport
from portal.surveys.formats.marks import NAME, marks_from, with_marks
from portal.surveys.formats.names import Names, option_codes
from portal.surveys.formats.xlsform.sheets import Languages, Row, read_sheets
from portal.surveys.terms import (
    MOST_QUESTIONS,
    Condition,
    Junction,
    Option,
    Question,
    QuestionKind,
    Questionnaire,
    Section,
    Texts,
)
from portal.surveys.terms.answers import OTHER
from portal.surveys.terms.conditions import questions_named
from portal.surveys.terms.questionnaire import LARGEST_SCALE, most_options

_BOUND = re.compile(r"\(?\s*\.\s*(>=|<=|>|<)\s*(-?\d{1,12}(?:\.\d{1,6})?)\s*\)?")
_CHOSEN = re.compile(r"\(?\s*count-selected\(\s*\.\s*\)\s*(>=|<=)\s*(\d{1,3})\s*\)?")
_META = frozenset(
    {"start", "end", "today", "deviceid", "subscriberid", "simserial", "phonenumber", "username", "email", "audit",
     "start-geopoint", "background-audio", "calculate", "hidden", "xml-external", "csv-external", "entity"}
)  # fmt: skip
_FILES = frozenset({"image", "photo", "audio", "video", "file"})
_PLAIN_KINDS = {
    "integer": QuestionKind.NUMBER, "int": QuestionKind.NUMBER, "decimal": QuestionKind.NUMBER, "date": QuestionKind.DATE,
    "geopoint": QuestionKind.POINT, "location": QuestionKind.POINT, "note": QuestionKind.INFO, "acknowledge": QuestionKind.YES_NO,
    "text": QuestionKind.SHORT_TEXT, "string": QuestionKind.SHORT_TEXT, "barcode": QuestionKind.SHORT_TEXT,
}  # fmt: skip
_CHOICES = {
    "select_one": QuestionKind.SINGLE, "select": QuestionKind.SINGLE, "select1": QuestionKind.SINGLE,
    "select_multiple": QuestionKind.MULTIPLE, "rank": QuestionKind.RANKING,
}  # fmt: skip


@dataclass
class _Page:
    """A section being read."""

    title: dict[str, str] = field(default_factory=dict)
    intro: dict[str, str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)


def questionnaire(data: bytes, report: ImportReport) -> Imported:
    """The questionnaire in an XLSForm. Raises `InvalidInput`."""
    sheets = read_sheets(data)
    report.source = "XLSForm (.xlsx)"
    languages = Languages(sheets, report)
    found = _Reader(sheets, languages, report).read()
    if not found.questions:
        raise bad(
            "no-questions",
            N_("In dieser Datei steht keine einzige Frage. Bitte geben Sie den Fragebogen noch einmal aus."),
        )
    settings = next(iter(sheets.get("settings", [])), {})
    titles = {**languages.texts(settings, "form_title"), **languages.texts(settings, f"{NAME}_title")}
    purposes = languages.texts(settings, f"{NAME}_purpose")
    if "choice_filter" in {head for row in sheets["survey"] for head in row}:
        report.left_out(
            "",
            N_(
                "Auswahllisten, die sich nach einer früheren Antwort richten: Jetzt stehen immer alle Möglichkeiten da."
            ),
        )
    return Imported(found, titles, purposes, report)


class _Reader:
    def __init__(self, sheets: dict[str, list[Row]], languages: Languages, report: ImportReport) -> None:
        self._rows, self._languages, self._report = sheets["survey"], languages, report
        self._lists: dict[str, list[Row]] = {}
        for row in sheets.get("choices", []):
            self._lists.setdefault(row.get("list_name") or row.get("list name") or "", []).append(row)
        self._labels: dict[str, dict[str, Texts]] = {}
        self._names = Names(report)
        self._symbols: dict[str, list[Symbol]] = {}
        self._pages = [_Page()]
        self._outer: list[tuple[Condition | None, str]] = []
        self._earlier: set[str] = set()
        #: The code that a question of ours had before its name was made to fit.
        self._own_code = ""

    def read(self) -> Questionnaire:
        for row in self._rows:
            kind = " ".join(row.get("type", "").split())
            if kind:
                self._take(kind, row)
        pages = [page for page in self._pages if page.questions or page.title]
        return Questionnaire(
            tuple(Section(page.title, tuple(page.questions), page.intro) for page in pages), self._languages.all
        )

    def _take(self, kind: str, row: Row) -> None:
        word = kind.replace(" ", "_").casefold()
        if word in ("begin_group", "begin_repeat"):
            self._begin(word, row)
        elif word in ("end_group", "end_repeat"):
            self._end()
        elif len(self._earlier) >= MOST_QUESTIONS:
            self._report.left_out(
                _name(row), N_("Ein Fragebogen hat hier höchstens %(most)s Fragen."), most=MOST_QUESTIONS
            )
        else:
            self._question(kind, row)

    def _begin(self, word: str, row: Row) -> None:
        if word == "begin_repeat":
            self._report.changed(_name(row), N_("Die Wiederholung: Ihre Fragen werden nur einmal gestellt."))
        if self._outer:
            self._report.changed(_name(row), N_("Die Gruppe in einer Gruppe wurde zu einem eigenen Abschnitt."))
        self._outer.append((self._condition(row), row.get("relevant", "")))
        self._pages.append(_Page(dict(self._languages.texts(row, "label")), dict(self._languages.texts(row, "hint"))))

    def _end(self) -> None:
        if self._outer:
            self._outer.pop()
            self._pages.append(_Page())

    def _question(self, kind: str, row: Row) -> None:
        marks = marks_from(row.get(NAME, ""))
        if marks.get("part_of"):
            return
        self._own_code = str(marks.get("code") or "")
        asked = _made(kind, row, self)
        if asked is None:
            return
        question, values = asked
        if marks and marks.get("as") == kind.split(" ")[0]:
            question = with_marks(question, marks)
        counts = question.kind in (QuestionKind.NUMBER, QuestionKind.SCALE, QuestionKind.SMILEYS) or (
            question.kind is QuestionKind.SINGLE and all(_number(code) is not None for code in question.codes)
        )
        self._symbols[_name(row)] = [Symbol(question.code, values=values, counts=counts)]
        question = replace(question, show_if=self._usable(self._all_conditions(row), row))
        self._earlier.add(question.code)
        self._pages[-1].questions.append(question)

    def _all_conditions(self, row: Row) -> Condition | None:
        parts = [one for one, _ in self._outer if one is not None]
        if (own := self._condition(row)) is not None:
            parts.append(own)
        return None if not parts else parts[0] if len(parts) == 1 else Junction(tuple(parts))

    def _condition(self, row: Row) -> Condition | None:
        expression = row.get("relevant") or row.get("relevance") or ""
        try:
            return read_condition(expression, lambda name: self._symbols.get(name, []))
        except Untranslatable:
            self._report.left_out(
                _name(row),
                N_(
                    "Die Bedingung ließ sich nicht übertragen; die Frage wird jetzt immer gestellt. Sie lautete: %(expression)s"
                ),
                expression=expression,
            )
            return None

    def _usable(self, shown: Condition | None, row: Row) -> Condition | None:
        return shown if shown is None or questions_named(shown) <= self._earlier else None

    def base_question(self, row: Row, kind: QuestionKind) -> Question:
        """The question without what belongs to its kind."""
        return Question(
            code=self._names.question(self._own_code or _name(row) or "frage"),
            kind=kind,
            title=self._languages.texts(row, "label"),
            hint=self._languages.texts(row, "hint"),
            required=row.get("required", "").casefold() in ("yes", "true", "true()", "1")
            and kind is not QuestionKind.INFO,
        )

    def options(self, question: str, list_name: str) -> tuple[tuple[Option, ...], dict[str, str]]:
        """The options of a list, and {code in the file: code here}."""
        labels = self._listed(list_name)
        codes = option_codes(question, labels, self._report)
        base = self._languages.base
        return tuple(Option(codes[was], label or {base: codes[was]}) for was, label in labels.items()), codes

    def how_many(self, list_name: str) -> int:
        """How many options a list has."""
        return len(self._listed(list_name))

    def _listed(self, list_name: str) -> dict[str, Texts]:
        """{code in the file: label} of a list; read once, because many questions may share it."""
        if list_name not in self._labels:
            rows = {row.get("name") or row.get("value") or "": row for row in self._lists.get(list_name, [])}
            rows.pop("", None)
            if self._languages.own:
                rows.pop(OTHER, None)
            self._labels[list_name] = {was: self._languages.texts(row, "label") for was, row in rows.items()}
        return self._labels[list_name]

    def offers_other(self, list_name: str, rest: Sequence[str]) -> bool:
        """Whether "Sonstiges" is among the answers: as XLSForm says it, or as the portal writes it."""
        listed = (row.get("name") for row in self._lists.get(list_name, []))
        return "or_other" in rest or (self._languages.own and OTHER in listed)

    @property
    def report(self) -> ImportReport:
        return self._report


def _made(kind: str, row: Row, reader: _Reader) -> tuple[Question, dict[str, str]] | None:
    word, *rest = kind.split(" ")
    word = word.casefold()
    if word in _CHOICES:
        return _choice(_CHOICES[word], rest, row, reader)
    if word in _META:
        reader.report.left_out(_name(row), N_("Ein Feld, das niemand ausfüllt (%(type)s)."), type=kind)
        return None
    if word in _FILES:
        reader.report.left_out(_name(row), N_("Das Hochladen von Dateien gibt es in Umfragen nicht."))
        return None
    if word == "range":
        return _range(row, reader), {}
    if word not in _PLAIN_KINDS:
        reader.report.changed(
            _name(row),
            N_("Die Art „%(type)s“ kennt das Portal nicht. Die Frage wurde zu einem langen Text."),
            type=kind,
        )
        return reader.base_question(row, QuestionKind.LONG_TEXT), {}
    question = reader.base_question(row, _PLAIN_KINDS[word])
    if word in ("text", "string") and "multiline" in row.get("appearance", ""):
        question = replace(question, kind=QuestionKind.LONG_TEXT)
    if word == "acknowledge":
        reader.report.changed(_name(row), N_("Aus der Bestätigung wurde eine Frage mit Ja oder Nein."))
    return _bounded(question, row, reader, whole=word in ("integer", "int")), {
        "OK": "yes"
    } if word == "acknowledge" else {}


def _choice(kind: QuestionKind, rest: Sequence[str], row: Row, reader: _Reader) -> tuple[Question, dict[str, str]]:
    name = _name(row)
    list_name = rest[0] if rest else ""
    count = reader.how_many(list_name)
    if not 1 <= count <= most_options(kind):
        reader.report.changed(
            name,
            N_("Die Frage hat %(count)s Möglichkeiten; möglich sind 1 bis %(most)s. Sie wurde zu einem kurzen Text."),
            count=count, most=most_options(kind),
        )  # fmt: skip
        return reader.base_question(row, QuestionKind.SHORT_TEXT), {}
    options, codes = reader.options(name, list_name)
    question = replace(
        reader.base_question(row, kind),
        options=options,
        has_other=kind is not QuestionKind.RANKING and reader.offers_other(list_name, rest),
    )
    return _counted(question, row, reader), codes | ({"other": "other"} if question.has_other else {})


def _counted(question: Question, row: Row, reader: _Reader) -> Question:
    """`count-selected(.) >= 1 and count-selected(.) <= 3` as bounds."""
    constraint = row.get("constraint", "")
    for part in _parts(constraint):
        found = _CHOSEN.fullmatch(part)
        if found is None or question.kind is QuestionKind.SINGLE:
            _lost_constraint(row, reader)
            return question
        most = min(int(found.group(2)), len(question.options) + question.has_other)
        question = replace(question, at_most=most) if found.group(1) == "<=" else replace(question, at_least=most)
    return question


def _bounded(question: Question, row: Row, reader: _Reader, *, whole: bool) -> Question:
    """`. >= 0 and . <= 120` as bounds of a number."""
    bounds: dict[str, float] = {}
    for part in _parts(row.get("constraint", "")):
        found = _BOUND.fullmatch(part)
        if found is None or question.kind is not QuestionKind.NUMBER or (not whole and found.group(1) in "<>"):
            _lost_constraint(row, reader)
            return question
        step = {">": 1, "<": -1}.get(found.group(1), 0)
        bounds["minimum" if ">" in found.group(1) else "maximum"] = float(found.group(2)) + step
    if len(bounds) == 2 and bounds["minimum"] >= bounds["maximum"]:
        _lost_constraint(row, reader)
        return question
    return replace(question, minimum=bounds.get("minimum"), maximum=bounds.get("maximum"))


def _range(row: Row, reader: _Reader) -> Question:
    given = {
        name: _number(value)
        for name, _, value in (one.partition("=") for one in row.get("parameters", "").replace(",", " ").split())
    }
    first, last, step = given.get("start") or 0.0, given.get("end") or 10.0, given.get("step", 1.0)
    if step == 1 and first.is_integer() and last.is_integer() and 0 <= first < last < LARGEST_SCALE:
        return replace(reader.base_question(row, QuestionKind.SCALE), minimum=first, maximum=last)
    reader.report.changed(
        _name(row), N_("Die Skala hat hier nur ganze Schritte von 0 bis 10. Sie wurde zu einer Frage nach einer Zahl.")
    )
    question = reader.base_question(row, QuestionKind.NUMBER)
    return replace(question, minimum=first, maximum=last) if first < last else question


def _parts(constraint: str) -> list[str]:
    return [part.strip() for part in re.split(r"\band\b", constraint) if part.strip()]


def _lost_constraint(row: Row, reader: _Reader) -> None:
    reader.report.left_out(
        _name(row), N_("Eine eigene Prüfung der Antwort ist weggefallen: %(value)s"), value=row.get("constraint", "")
    )


def _name(row: Row) -> str:
    return row.get("name", "").strip()


def _number(text: str) -> float | None:
    try:
        number = float(text)
    except ValueError:
        return None
    return number if abs(number) < 1e12 else None
