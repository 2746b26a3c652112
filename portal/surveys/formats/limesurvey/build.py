"""From LimeSurvey's model to a questionnaire: sections, questions, conditions, and a report of the rest."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from portal.kernel.text import N_
from portal.surveys.formats.expressions import Symbol, Untranslatable
from portal.surveys.formats.expressions import condition as read_condition
from portal.surveys.formats.guards import bad
from portal.surveys.formats.imported import Imported, ImportReport
from portal.surveys.formats.limesurvey.kinds import make
from portal.surveys.formats.limesurvey.making import Made, Maker
from portal.surveys.formats.limesurvey.marked import marked, unmarked
from portal.surveys.formats.limesurvey.model import LimeCondition, LimeGroup, LimeQuestion, LimeSurvey, Words
from portal.surveys.formats.limesurvey.words import LANGUAGES, LOST_ATTRIBUTES
from portal.surveys.formats.names import Names
from portal.surveys.formats.plain import plain, shows_more_than_text
from portal.surveys.terms import Condition, Junction, Question, Questionnaire, Section, Texts
from portal.surveys.terms.conditions import questions_named
from portal.surveys.terms.questionnaire import LANGUAGE, LONGEST_TEXT, MOST_LANGUAGES, MOST_QUESTIONS

#: Far more than a questionnaire may have here, so that each question left out can be named; and a bound for the time it takes.
_MOST_QUESTIONS_READ = 2_000
_PLACEHOLDER = re.compile(r"\{[A-Za-z][^{}\n]*\}")
_SGQA = re.compile(r"\d+X\d+X(\d+)(.*)")


def questionnaire(lime: LimeSurvey, report: ImportReport) -> Imported:
    """The questionnaire, its titles and purposes. Raises `InvalidInput` when there is no question in it."""
    if sum(1 for _ in lime.questions()) > _MOST_QUESTIONS_READ:
        raise bad("too-many-rows", N_("Diese Datei hat zu viele Zeilen. Das ist kein Fragebogen."))
    found = _Builder(lime, report).build()
    if not found.questions:
        raise bad(
            "no-questions",
            N_("In dieser Datei steht keine einzige Frage. Bitte geben Sie den Fragebogen noch einmal aus."),
        )
    return found_with_texts(found, lime, report)


def found_with_texts(found: Questionnaire, lime: LimeSurvey, report: ImportReport) -> Imported:
    """The questionnaire with what stands above it; what stands around it is told."""
    texts = _Texts(lime, report)
    purposes = {
        language: "\n\n".join(
            part for part in (texts.of(lime.descriptions).get(language), texts.of(lime.welcomes).get(language)) if part
        )
        for language in texts.languages
    }
    _tell_survey(lime, report)
    return Imported(found, texts.of(lime.titles), {k: v for k, v in purposes.items() if v}, report)


class _Texts:
    """Texts by our names of languages, as plain text."""

    def __init__(self, lime: LimeSurvey, report: ImportReport) -> None:
        self._report = report
        self._base = lime.languages[0]
        self.by_lime = _languages(lime.languages, report)
        self.languages = tuple(self.by_lime.values())

    def of(self, words: Words, question: str = "") -> Texts:
        made: dict[str, str] = {}
        for language, text in words.items():
            here = self.by_lime.get(language or self._base)
            # Fixed words come with our names of languages.
            here = here or (language if language in self.languages else None)
            if here is None or not (plainly := plain(text)):
                continue
            if shows_more_than_text(text):
                self._report.left_out(
                    question, N_("Bilder, Tabellen, Filme oder Programme im Text; die Wörter sind da.")
                )
            if held := _PLACEHOLDER.search(plainly):
                self._report.changed(
                    question,
                    N_("Im Text steht ein Platzhalter, der hier nicht ersetzt wird: %(held)s"),
                    held=held.group(),
                )
            if len(plainly) > LONGEST_TEXT:
                self._report.left_out(question, N_("Das Ende eines Textes, der zu lang ist."))
            made[here] = plainly[:LONGEST_TEXT]
        return made


def _languages(names: Sequence[str], report: ImportReport) -> dict[str, str]:
    made: dict[str, str] = {}
    for name in names:
        here = LANGUAGES.get(name, name)
        if here in made.values() or (here != name and here in names):
            here = name
        if not LANGUAGE.fullmatch(here) or len(here) > 20 or len(made) >= MOST_LANGUAGES:
            report.left_out("", N_("Die Sprache „%(name)s“ kennt das Portal nicht; ihre Texte fehlen."), name=name)
            continue
        if here != name and here != "de-simple":
            report.note(N_("Die Sprache „%(name)s“ heißt hier „%(here)s“."), name=name, here=here)
        made[name] = here
    return made or {"en": "en"}


class _Builder:
    def __init__(self, lime: LimeSurvey, report: ImportReport) -> None:
        self._lime, self._report = lime, report
        self._texts = _Texts(lime, ImportReport())
        self._maker = Maker(
            Names(report), report, _Texts(lime, report).of, self._texts.languages[0], self._texts.languages
        )
        self._symbols: dict[str, list[Symbol]] = {}
        self._codes = {question.id: question.code for question in lime.questions()}
        self._count = 0

    def build(self) -> Questionnaire:
        made: list[tuple[LimeGroup, list[tuple[LimeQuestion, Made]]]] = []
        for group in self._lime.groups:
            made.append((group, [(question, self._one(question)) for question in group.questions]))
        earlier: set[str] = set()
        sections = []
        for group, pairs in made:
            questions = [one for lime, came in pairs for one in self._with_conditions(group, lime, came, earlier)]
            if questions or any(group.words.values()):
                sections.append(
                    Section(self._texts.of(group.words), tuple(questions), self._texts.of(group.descriptions))
                )
        return Questionnaire(tuple(sections), self._texts.languages)

    def _one(self, lime: LimeQuestion) -> Made:
        own, marks = unmarked(lime)
        made = marked(make(own, self._maker), marks)
        self._keep_within_limits(lime, made)
        if made.questions:
            self._tell(lime)
            if any(not question.title for question in made.questions):
                self._report.changed(
                    lime.code, N_("Die Frage hat in der Datei keinen Text. Bitte schreiben Sie einen.")
                )
        for ending, symbols in made.symbols.items():
            self._symbols[f"that.{lime.code}" if ending == "that" else lime.code + ending] = symbols
            if ending == "":
                self._symbols[f"that.{lime.code}"] = symbols
        return made

    def _keep_within_limits(self, lime: LimeQuestion, made: Made) -> None:
        room = MOST_QUESTIONS - self._count
        if len(made.questions) > room:
            self._report.left_out(
                lime.code,
                N_("Ein Fragebogen hat hier höchstens %(most)s Fragen; %(count)s passten nicht mehr hinein."),
                most=MOST_QUESTIONS, count=len(made.questions) - room,
            )  # fmt: skip
            made.questions = made.questions[:room]
        self._count += len(made.questions)

    def _tell(self, lime: LimeQuestion) -> None:
        for name, message in LOST_ATTRIBUTES.items():
            value = lime.attribute(name)
            if message and value and value not in ("0", "N"):
                self._report.left_out(lime.code, message, **({"value": value} if "%(value)s" in message else {}))
        if lime.validation:
            self._report.left_out(
                lime.code, N_("Eine eigene Prüfung der Antwort ist weggefallen: %(value)s"), value=lime.validation
            )

    def _with_conditions(
        self, group: LimeGroup, lime: LimeQuestion, made: Made, earlier: set[str]
    ) -> Iterable[Question]:
        if made.questions:
            shown = _both(
                self._condition(group.relevance, lime, ()), self._condition(lime.relevance, lime, lime.conditions)
            )
            for question in made.questions:
                # What hangs on a question of its own is hidden with it.
                yield question if question.show_if else replace(question, show_if=self._usable(shown, lime, earlier))
            earlier.update(question.code for question in made.questions)

    def _condition(self, relevance: str, lime: LimeQuestion, rows: Sequence[LimeCondition]) -> Condition | None:
        if relevance.strip() not in ("", "1"):
            try:
                return read_condition(relevance, self._resolve)
            except Untranslatable:
                if not rows:
                    self._untold(lime, relevance)
                    return None
        try:
            return self._from_rows(rows)
        except Untranslatable:
            self._untold(lime, relevance or " / ".join(f"{one.field} {one.method} {one.value}" for one in rows))
            return None

    def _untold(self, lime: LimeQuestion, expression: str) -> None:
        self._report.left_out(
            lime.code,
            N_(
                "Die Bedingung ließ sich nicht übertragen; die Frage wird jetzt immer gestellt. Sie lautete: %(expression)s"
            ),
            expression=expression,
        )

    def _usable(self, shown: Condition | None, lime: LimeQuestion, earlier: set[str]) -> Condition | None:
        if shown is not None and not questions_named(shown) <= earlier:
            self._report.left_out(
                lime.code,
                N_(
                    "Die Bedingung fragt nach einer Frage, die fehlt oder später kommt; die Frage wird jetzt immer gestellt. "
                    "Sie lautete: %(expression)s"
                ),
                expression=lime.relevance or "–",
            )
            return None
        return shown

    def _from_rows(self, rows: Sequence[LimeCondition]) -> Condition | None:
        """Scenarios are alternatives; within one, the values of the same question are alternatives too."""
        scenarios: dict[str, dict[str, list[Condition]]] = {}
        for row in rows:
            name = row.field.lstrip("+")
            sign = "==" if row.method in ("", "==") else row.method
            quoted = row.value.strip().replace("\\", "\\\\").replace('"', '\\"')
            if row.value.startswith(("@", "{")) or sign not in ("==", "!=", "<", "<=", ">", ">="):
                raise Untranslatable
            one = read_condition(f'{name} {sign} "{quoted}"', self._resolve)
            if one is not None:
                scenarios.setdefault(row.scenario, {}).setdefault(name, []).append(one)
        alternatives = [_all([_any(same) for same in fields.values()]) for fields in scenarios.values()]
        return _any(alternatives) if alternatives else None

    def _resolve(self, name: str) -> Sequence[Symbol]:
        bare = name.removeprefix("that.")
        bare = re.sub(r"\.(NAOK|value|valueNAOK|code|shown)$", "", bare)
        if found := _SGQA.fullmatch(bare):
            code = self._codes.get(found.group(1))
            if code is None:
                return self._of_longer_id(found.group(1))
            bare = code + (f"_{found.group(2)}" if found.group(2) else "")
        return self._symbols.get(f"that.{bare}" if name.startswith("that.") else bare, [])

    def _of_longer_id(self, digits: str) -> Sequence[Symbol]:
        """Codes of rows may begin with digits, which then run into the number of the question."""
        for length in range(len(digits) - 1, 0, -1):
            if code := self._codes.get(digits[:length]):
                return self._symbols.get(f"{code}_{digits[length:]}", [])
        return []


def _all(parts: Sequence[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else Junction(tuple(parts))


def _any(parts: Sequence[Condition]) -> Condition:
    return parts[0] if len(parts) == 1 else Junction(tuple(parts), any_of=True)


def _both(first: Condition | None, second: Condition | None) -> Condition | None:
    if first is None or second is None or first == second:
        return first or second
    return Junction((first, second))


def _tell_survey(lime: LimeSurvey, report: ImportReport) -> None:
    if any(plain(text) for text in lime.ends.values()):
        report.left_out("", N_("Der Schlusstext: Am Ende dankt das Portal und gibt einen Rückmelde-Code."))
    if any(plain(text) for text in lime.policies.values()):
        report.left_out(
            "", N_("Der Datenschutztext: Bitte schreiben Sie in den Einstellungen, wer die Antworten sieht.")
        )
    for name, message in _OTHERS.items():
        if lime.others.get(name):
            report.left_out("", message)
    if lime.settings.get("assessments") == "Y":
        report.left_out("", _OTHERS["assessments"])
    report.left_out("", N_("Gestaltung, E-Mail-Texte, Zeiten und Zugang: Das stellen Sie im Portal neu ein."))


_OTHERS = {
    "quota": N_("Quoten: Das Portal begrenzt nicht, wie viele Menschen antworten."),
    "assessments": N_("Bewertungen mit Punkten: Das Portal zählt keine Punkte."),
    "defaultvalues": N_("Vorgegebene Antworten: Hier ist am Anfang nichts angekreuzt."),
}
