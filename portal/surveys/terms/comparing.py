"""What is different between two questionnaires, for those who publish the second one."""

from dataclasses import dataclass, replace

from portal.surveys.terms.questionnaire import Question, Questionnaire


@dataclass(frozen=True)
class Changes:
    """Questions by how they differ, each list in the order of its questionnaire."""

    added: tuple[Question, ...] = ()
    #: As they were: nobody is asked them any more, their answers stay with the old version.
    removed: tuple[Question, ...] = ()
    #: As they are now.
    changed: tuple[Question, ...] = ()
    #: Whether the order, a heading or the languages differ.
    arranged: bool = False

    @property
    def is_any(self) -> bool:
        return bool(self.added or self.removed or self.changed or self.arranged)


def changes_between(before: Questionnaire, after: Questionnaire) -> Changes:
    """What happened on the way from one to the other; questions are the same when their codes are."""
    kept = [question for question in after.questions if question.code in before.by_code]
    return Changes(
        added=tuple(question for question in after.questions if question.code not in before.by_code),
        removed=tuple(question for question in before.questions if question.code not in after.by_code),
        changed=tuple(question for question in kept if question != before.by_code[question.code]),
        arranged=_arrangement(before, after) != _arrangement(after, before),
    )


def _arrangement(one: Questionnaire, other: Questionnaire) -> object:
    """Headings, languages, and the order of the questions that both have."""
    sections = tuple(
        (
            replace(section, questions=()),
            tuple(question.code for question in section.questions if question.code in other.by_code),
        )
        for section in one.sections
    )
    return one.languages, sections
