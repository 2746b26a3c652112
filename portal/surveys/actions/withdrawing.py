"""Taking back: a whole Teilnahme (Art. 17 DSGVO), or words that stand in a result everybody can read."""

from collections.abc import Collection, Iterable
from uuid import UUID

from sqlalchemy import delete, select

from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.kernel import audit
from portal.kernel.db import session
from portal.kernel.policy import Actor
from portal.kernel.text import N_
from portal.surveys.models import SurveyResponse, TaggedText, TextMark
from portal.surveys.queries.snapshot import releases_of

WORDS_REMOVED = audit.kind(
    "surveys.words-removed", N_("Freien Text aus einem Ergebnis entfernt"), keys=("survey_id", "number")
)


def delete_response(response: SurveyResponse, *, text_keys: Iterable[UUID], by: Actor) -> None:
    """Delete it for good, with all that staff noted on its texts, and take back the Wortmeldungen that came of it.

    Its released words disappear from every result; the figures of a result stay as they were frozen. Whoever holds the
    Rückmelde-Code may do this, so no permission is asked here. The code or ballot it was given with stays used.
    """
    for key in text_keys:
        contribution = said.by_submission_key(key)
        if contribution is not None:
            contributions.withdraw(contribution, by=by)
    remove_from_results(response, response.answers, by=by)
    for table in (TextMark, TaggedText):
        session().execute(delete(table).where(table.response_id == response.id))
    session().delete(response)


def remove_from_results(response: SurveyResponse, questions: Collection[str], *, by: Actor) -> None:
    """Take the released words of one person's answers to these questions out of all results, withdrawn ones among them.

    The log says from which result something was taken, never what.
    """
    released = select(TextMark.question).where(
        TextMark.response_id == response.id, TextMark.released, TextMark.question.in_(questions)
    )
    gone = {code: response.answers.get(code, {}).get("t", "") for code in session().scalars(released)}
    for release in releases_of(response.survey_id) if gone else ():
        content = {
            **release.content,
            "questions": [
                {**one, "words": _without(one["words"], gone.get(one["code"]))} for one in release.content["questions"]
            ],
        }
        if content != release.content:
            release.content = content
            audit.log(WORDS_REMOVED, by=by, survey_id=release.survey_id, number=release.number)


def _without(words: list[str], gone: str | None) -> list[str]:
    """Without the words, once: another person can have written the same."""
    if gone not in words:
        return words
    place = words.index(gone)
    return words[:place] + words[place + 1 :]
