"""Changing a questionnaire: each function returns the changed one, and nothing is lost that was not named."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from portal.surveys.terms.conditions import Comparison, Condition, Junction
from portal.surveys.terms.kinds import QuestionKind
from portal.surveys.terms.questionnaire import LONGEST_CODE, Question, Questionnaire, Section
from portal.surveys.terms.texts import Texts


@dataclass(frozen=True)
class Spot:
    """Where a question goes: right behind another one, or at the end of a section; at the very end when there is neither."""

    after: str = ""
    section: int = -1


@dataclass(frozen=True)
class Removed:
    """A question that was taken out, and where it stood, so that it can come back."""

    question: Question
    section: int
    index: int


def fresh_code(questionnaire: Questionnaire, wanted: str = "") -> str:
    """`wanted` if it is free, else with a number; without a wish "q1", "q2" …"""
    taken = set(questionnaire.by_code)
    if wanted and wanted not in taken:
        return wanted
    stem = (wanted or "q")[: LONGEST_CODE - 4]
    numbered = (f"{stem}{'_' if wanted else ''}{number}" for number in range(2 if wanted else 1, len(taken) + 3))
    return next(code for code in numbered if code not in taken)


def added(questionnaire: Questionnaire, question: Question, spot: Spot) -> Questionnaire:
    """With a further question at its spot."""
    sections = list(questionnaire.sections or (Section(title={}),))
    if spot.after in questionnaire.by_code:
        at, place = _where(questionnaire, spot.after)
        return _put_in(questionnaire, question, section=at, index=place + 1)
    at = spot.section if 0 <= spot.section < len(sections) else len(sections) - 1
    sections[at] = replace(sections[at], questions=(*sections[at].questions, question))
    return replace(questionnaire, sections=tuple(sections))


def blank(questionnaire: Questionnaire, kind: QuestionKind) -> Question:
    """A new question of this kind without any text."""
    wanted = {QuestionKind.AGE_GROUP: "age", QuestionKind.GENDER: "gender", QuestionKind.PLACE: "place"}.get(kind, "")
    return Question(code=fresh_code(questionnaire, wanted), kind=kind, title={})


def copied(questionnaire: Questionnaire, code: str) -> tuple[Questionnaire, str]:
    """With a copy right behind the question, and the code of the copy."""
    twin = replace(questionnaire.by_code[code], code=fresh_code(questionnaire, code))
    sections = tuple(
        replace(one, questions=tuple(q for own in one.questions for q in ((own, twin) if own.code == code else (own,))))
        for one in questionnaire.sections
    )
    return replace(questionnaire, sections=sections), twin.code


def taken_out(questionnaire: Questionnaire, code: str) -> Removed:
    """What has to be kept of a question so that `put_back` can undo its removal."""
    section, index = _where(questionnaire, code)
    return Removed(questionnaire.by_code[code], section, index)


def put_back(questionnaire: Questionnaire, gone: Removed) -> tuple[Questionnaire, str]:
    """With the question where it stood, as far as that place still exists, and the code it has now."""
    question = replace(gone.question, code=fresh_code(questionnaire, gone.question.code))
    changed = replace(questionnaire, sections=questionnaire.sections or (Section(title={}),))
    return _put_in(changed, question, section=gone.section, index=gone.index), question.code


def removed(questionnaire: Questionnaire, code: str) -> Questionnaire:
    """Without the question. Conditions that ask for it stay, and are named by `problems()`."""
    sections = tuple(
        replace(one, questions=tuple(q for q in one.questions if q.code != code)) for one in questionnaire.sections
    )
    return replace(questionnaire, sections=sections)


def moved(questionnaire: Questionnaire, code: str, *, by: int) -> Questionnaire:
    """One place up (-1) or down (1); at the edge of its section into the neighbouring one."""
    at, place = _where(questionnaire, code)
    length = len(questionnaire.sections[at].questions)
    if 0 <= place + by < length:
        return placed(questionnaire, code, section=at, index=place + by)
    if 0 <= at + by < len(questionnaire.sections):
        index = 0 if by > 0 else len(questionnaire.sections[at + by].questions)
        return placed(questionnaire, code, section=at + by, index=index)
    return questionnaire


def placed(questionnaire: Questionnaire, code: str, *, section: int, index: int) -> Questionnaire:
    """At this place of this section; places beyond its end are its end."""
    return _put_in(removed(questionnaire, code), questionnaire.by_code[code], section=section, index=index)


def recoded(questionnaire: Questionnaire, old: str, new: str) -> Questionnaire:
    """With another code for a question; conditions follow."""

    def renamed(question: Question) -> Question:
        condition = _with_code(question.show_if, old, new)
        return replace(question, code=new if question.code == old else question.code, show_if=condition)

    sections = tuple(
        replace(one, questions=tuple(renamed(question) for question in one.questions)) for one in questionnaire.sections
    )
    return replace(questionnaire, sections=sections)


def section_added(questionnaire: Questionnaire, title: Texts) -> Questionnaire:
    """With an empty section at the end."""
    return replace(questionnaire, sections=(*questionnaire.sections, Section(title=title)))


def section_written(questionnaire: Questionnaire, at: int, *, title: Texts, intro: Texts) -> Questionnaire:
    """With another heading and introduction of a section."""
    sections = list(questionnaire.sections)
    sections[at] = replace(sections[at], title=title, intro=intro)
    return replace(questionnaire, sections=tuple(sections))


def section_moved(questionnaire: Questionnaire, at: int, *, by: int) -> Questionnaire:
    """One place up or down, with everything in it."""
    if not 0 <= at + by < len(questionnaire.sections):
        return questionnaire
    sections = list(questionnaire.sections)
    sections.insert(at + by, sections.pop(at))
    return replace(questionnaire, sections=tuple(sections))


def section_removed(questionnaire: Questionnaire, at: int) -> Questionnaire:
    """Without the heading: its questions go to the section before, of the first to the one behind. The only one stays."""
    sections = list(questionnaire.sections)
    if len(sections) < 2:
        return questionnaire
    gone = sections.pop(at)
    heir = max(at - 1, 0)
    questions = (
        (*gone.questions, *sections[heir].questions) if at == 0 else (*sections[heir].questions, *gone.questions)
    )
    sections[heir] = replace(sections[heir], questions=questions)
    return replace(questionnaire, sections=tuple(sections))


def offered_in(questionnaire: Questionnaire, languages: Sequence[str]) -> Questionnaire:
    """Offered in its base language and in these; texts of others stay where they are."""
    return replace(questionnaire, languages=tuple(dict.fromkeys((questionnaire.base, *languages))))


def _put_in(questionnaire: Questionnaire, question: Question, *, section: int, index: int) -> Questionnaire:
    sections = list(questionnaire.sections)
    at = min(max(section, 0), len(sections) - 1)
    questions = list(sections[at].questions)
    questions.insert(max(index, 0), question)
    sections[at] = replace(sections[at], questions=tuple(questions))
    return replace(questionnaire, sections=tuple(sections))


def _where(questionnaire: Questionnaire, code: str) -> tuple[int, int]:
    return next(
        (at, place)
        for at, section in enumerate(questionnaire.sections)
        for place, question in enumerate(section.questions)
        if question.code == code
    )


def _with_code(condition: Condition | None, old: str, new: str) -> Condition | None:
    if condition is None:
        return None
    if isinstance(condition, Comparison):
        return replace(condition, question=new) if condition.question == old else condition
    parts = tuple(part for one in condition.parts if (part := _with_code(one, old, new)) is not None)
    return Junction(parts, condition.any_of)
