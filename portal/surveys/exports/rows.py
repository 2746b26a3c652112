"""What stands in the columns, Teilnahme by Teilnahme: in words for people, in codes for programs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any
from uuid import UUID

from portal.surveys import queries
from portal.surveys.exports.variables import Missing, Value, Variable
from portal.surveys.queries.single_answers import SingleAnswers, portions
from portal.surveys.terms import Channel, Questionnaire, answers_from_json, asked_questions
from portal.web.documents.columns import Column, ColumnType

#: What is said about each Teilnahme as a whole.
ABOUT = (
    Column("version", "Fassung", ColumnType.INTEGER, "Auf welche Fassung des Fragebogens geantwortet wurde.", width=9),
    Column("channel", "Weg", meaning="Auf welchem Weg geantwortet wurde.", width=12),
    Column("language", "Sprache", meaning="In welcher Sprache die Fragen gelesen wurden.", width=9),
)

Made = dict[str, Any]
Cell = Callable[[Variable, Value | Missing], Any]
#: The questionnaire, the codes everybody is asked (None when it depends), and the number of the version.
_Version = tuple[Questionnaire, frozenset[str] | None, int]


def in_words(variable: Variable, value: Value | Missing) -> Any:
    """For people: the label of an option, a bracket where there is no answer."""
    if isinstance(value, Missing):
        return value.words
    return variable.values.get(value, value) if isinstance(value, str) else value


def in_codes(_variable: Variable, value: Value | Missing) -> Any:
    """For programs: the code of an option; a word that begins with a point where there is no answer."""
    return value.token if isinstance(value, Missing) else value


def rows(
    survey_id: UUID,
    variables: Sequence[Variable],
    cell: Cell,
    *,
    until: date | None = None,
    told: Callable[[int], None],
) -> Iterator[Made]:
    """One row per Teilnahme, up to a day when one is given. `told` hears after each portion how many there were."""
    by_question = [(code, tuple(group)) for code, group in groupby(variables, key=lambda one: one.question)]
    numbers = {version.id: version.number for version in queries.versions_of(survey_id)}
    words = cell is in_words
    versions: dict[UUID, _Version] = {}
    done = 0
    for portion in portions(survey_id, until=until):
        for given in portion:
            if given.version_id not in versions:
                versions[given.version_id] = _version(given.version_id, numbers)
            yield _row(given, by_question, versions[given.version_id], cell, words=words)
        done += len(portion)
        told(done)


def _version(version_id: UUID, numbers: Mapping[UUID, int]) -> _Version:
    questionnaire = queries.questionnaire_of(version_id)
    depends = any(question.show_if is not None for question in questionnaire.questions)
    asked = None if depends else frozenset(questionnaire.by_code)
    return questionnaire, asked, numbers[version_id]


def _row(
    given: SingleAnswers,
    by_question: Sequence[tuple[str, Sequence[Variable]]],
    version: _Version,
    cell: Cell,
    *,
    words: bool,
) -> Made:
    questionnaire, asked, number = version
    answers = given.answers
    if asked is None:
        asked = frozenset(question.code for question in asked_questions(questionnaire, answers_from_json(answers)))
    row: Made = {"version": number, "channel": _channel(given.channel, words), "language": given.language}
    for code, variables in by_question:
        missing = _missing(answers.get(code), code in asked)
        if missing is not None:
            for variable in variables:
                row[variable.key] = cell(variable, missing)
            continue
        answer = answers[code]
        for variable in variables:
            row[variable.key] = cell(variable, variable.take(answer))
    return row


def _channel(channel: Channel, words: bool) -> str:
    return channel.label if words else channel.value


def _missing(answer: Mapping[str, Any] | None, asked: bool) -> Missing | None:
    if not asked:
        return Missing.NOT_ASKED
    if not answer:
        return Missing.PASSED_OVER
    return Missing.DECLINED if "-" in answer else None
