"""Reading `.txt`: LimeSurvey's table with tabs, one line per group, question, sub-question and answer in each language."""

import csv
import io
from collections.abc import Callable

from portal.kernel.text import N_
from portal.surveys.formats.guards import bad, damaged
from portal.surveys.formats.imported import ImportReport
from portal.surveys.formats.limesurvey.model import LimeChoice, LimeGroup, LimeQuestion, LimeSurvey

Row = dict[str, str]
_MOST_LINES = 20_000
_LONGEST_CELL = 200_000
#: Columns that mean the question itself; every other one is an attribute.
_OWN = frozenset(
    {
        "id",
        "related_id",
        "class",
        "type/scale",
        "name",
        "relevance",
        "text",
        "help",
        "language",
        "validation",
        "mandatory",
        "encrypted",
        "other",
        "default",
        "same_default",
        "same_script",
    }
)
_LANGUAGE_TEXTS = {
    "surveyls_title": "titles",
    "surveyls_description": "descriptions",
    "surveyls_welcometext": "welcomes",
    "surveyls_endtext": "ends",
    "surveyls_policy_notice": "policies",
}


def survey(data: bytes, report: ImportReport) -> LimeSurvey:
    """The model in a `.txt` file. Raises `InvalidInput`."""
    report.source = "LimeSurvey (.txt)"
    rows = _rows(_decoded(data, report))
    settings = {row["name"]: row["text"] for row in rows if row["class"] == "S"}
    languages = [settings.get("language", ""), *settings.get("additional_languages", "").split()]
    languages += [row["language"] for row in rows if row["class"] in ("G", "Q")]
    found = LimeSurvey(report.source, list(dict.fromkeys(one for one in languages if one)) or ["en"], settings=settings)
    reader = _Reader(found)
    for row in rows:
        reader.take(row)
    if not any(True for _ in found.questions()):
        raise bad(
            "no-questions",
            N_("In dieser Datei steht keine einzige Frage. Bitte geben Sie den Fragebogen noch einmal aus."),
        )
    return found


def _decoded(data: bytes, report: ImportReport) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _as(data, "utf-16")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        report.note(
            N_(
                "Die Datei ist nicht in UTF-8 geschrieben. Sie wurde als Windows-Datei gelesen; "
                "bitte prüfen Sie Umlaute und Anführungszeichen."
            )
        )
        return data.decode("cp1252", errors="replace")


def _as(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise damaged() from error


def _rows(text: str) -> list[Row]:
    if "\0" in text:
        raise damaged()
    csv.field_size_limit(_LONGEST_CELL)
    rows: list[Row] = []
    try:
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter="\t")
        names = [(name or "").strip() for name in reader.fieldnames or []]
        reader.fieldnames = names
        if not {"class", "name", "text"} <= set(names):
            raise bad(
                "not-a-survey",
                N_(
                    "Das ist keine Textdatei aus LimeSurvey: In der ersten Zeile fehlen die Spalten class, name und text, "
                    "mit Tabulatoren getrennt."
                ),
            )
        for raw in reader:
            rows.append({name: raw.get(name) or "" for name in {*names, "language", "type/scale", "relevance"} if name})
            if len(rows) > _MOST_LINES:
                raise bad("too-many-rows", N_("Diese Datei hat zu viele Zeilen. Das ist kein Fragebogen."))
    except csv.Error as error:
        raise damaged() from error
    return rows


class _Reader:
    """Goes through the lines; each belongs to the group or question above it, the further languages follow the first."""

    def __init__(self, found: LimeSurvey) -> None:
        self._found = found
        self._group: LimeGroup | None = None
        self._question: LimeQuestion | None = None
        self._groups: dict[str, LimeGroup] = {}
        self._questions: dict[str, LimeQuestion] = {}
        self._order = 0
        self._seen: set[tuple[str, str]] = set()

    def take(self, row: Row) -> None:
        step: Callable[[Row], None] | None = {
            "SL": self._survey, "G": self._take_group, "Q": self._take_question, "SQ": self._take_sub, "A": self._take_answer,
        }.get(row["class"])  # fmt: skip
        if step is not None:
            self._order += 1
            step(row)
        elif row["class"].startswith("QTA"):
            self._found.others["quota"] = self._found.others.get("quota", 0) + 1
        elif row["class"] == "AS":
            self._found.others["assessments"] = self._found.others.get("assessments", 0) + 1

    def _survey(self, row: Row) -> None:
        if name := _LANGUAGE_TEXTS.get(row["name"]):
            getattr(self._found, name)[row["language"]] = row["text"]

    def _take_group(self, row: Row) -> None:
        # Groups of further languages carry other names; the number in "type/scale" joins them, in old files their order.
        language = row["language"] or self._found.languages[0]
        number = row["type/scale"].strip() or row.get("id", "").strip()
        key = number if number else str(sum(1 for one in self._seen if one[1] == f"G{language}"))
        self._seen.add((key, f"G{language}"))
        if key not in self._groups:
            self._groups[key] = LimeGroup(key, order=self._order, relevance=row["relevance"].strip())
            self._found.groups.append(self._groups[key])
        self._group = self._groups[key]
        self._group.words[language] = row["name"]
        self._group.descriptions[language] = row["text"]

    def _take_question(self, row: Row) -> None:
        code = row["name"].strip()
        if code not in self._questions:
            question = LimeQuestion(
                id=row.get("id", ""), code=code, type=row["type/scale"].strip() or "?",
                mandatory=row.get("mandatory", "") in ("Y", "S"), other=row.get("other", "") == "Y",
                validation=row.get("validation", "").strip(), relevance=row["relevance"].strip(), order=self._order,
                attributes={name: {"": value} for name, value in row.items() if name not in _OWN and value},
            )  # fmt: skip
            self._questions[code] = question
            if self._group is None:
                self._group = LimeGroup("0")
                self._found.groups.append(self._group)
            self._group.questions.append(question)
            if row.get("default"):
                self._found.others["defaultvalues"] = self._found.others.get("defaultvalues", 0) + 1
        self._question = self._questions[code]
        language = row["language"] or self._found.languages[0]
        self._question.words[language], self._question.helps[language] = row["text"], row.get("help", "")

    def _take_sub(self, row: Row) -> None:
        if self._question is not None:
            self._put(self._question.subs, row)

    def _take_answer(self, row: Row) -> None:
        if self._question is not None:
            self._put(self._question.answers, row)

    def _put(self, choices: list[LimeChoice], row: Row) -> None:
        scale = 1 if row["type/scale"].strip() == "1" else 0
        code = row["name"].strip()
        found = next((one for one in choices if one.code == code and one.scale == scale), None)
        if found is None:
            found = LimeChoice(code, {}, scale, self._order, row["relevance"].strip())
            choices.append(found)
        found.words[row["language"] or self._found.languages[0]] = row["text"]
