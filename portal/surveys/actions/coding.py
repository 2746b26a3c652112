"""What staff do with free texts: mark them as read, gather them under tags, send them to the inbox, release them."""

from typing import cast
from uuid import UUID

from sqlalchemy import Table, delete, func, select
from sqlalchemy.dialects import postgresql, sqlite

from portal.contributions import actions as contributions
from portal.contributions.terms import Channel as SaidBy
from portal.contributions.terms import ContributionKind
from portal.kernel import audit
from portal.kernel.codes import new_id
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.policy import SYSTEM, Actor, ensure
from portal.kernel.text import N_, clean_text
from portal.surveys.actions.storing import text_key
from portal.surveys.actions.withdrawing import remove_from_results
from portal.surveys.models import Survey, SurveyResponse, TaggedText, TextMark, TextTag
from portal.surveys.policy import SurveyPermission
from portal.surveys.queries.free_texts import TextRef, free_text, text_questions

LONGEST_TAG = 60
MOST_TAGS = 200
TEXT_RELEASED = audit.kind(
    "surveys.text-released", N_("Freier Text für die Öffentlichkeit freigegeben"), keys=("survey_id",)
)

_INSERT = {dialect.__name__.rpartition(".")[2]: dialect.insert for dialect in (sqlite, postgresql)}


def mark_read(survey: Survey, ref: TextRef, *, read: bool = True, by: Actor) -> None:
    """Say that somebody has read it, or that it should be read again."""
    _mark(survey, ref, by).read = read


def send_to_inbox(survey: Survey, ref: TextRef, *, by: Actor) -> None:
    """Make the text a Wortmeldung. Sent twice, it is there once; flagged questions went there by themselves.

    In anonymous surveys nothing says which Wortmeldung it became, and it carries neither the day nor the place.
    """
    mark = _mark(survey, ref, by)
    question = text_questions(survey.id).get(ref.question)
    if question is None or question.special_category:
        raise InvalidInput(
            "survey.text-is-protected",
            N_("Diese Antwort ist besonders geschützt. Sie darf nicht in den Eingang."),
        )
    if mark.sent or question.contribution:
        return
    text = free_text(survey.id, ref)
    receipt = contributions.accept(
        submission_key=text_key(str(ref.response_id), ref.question),
        kind=ContributionKind.ANSWER,
        text=text.text,
        channel=SaidBy(text.channel.value),
        sozialraum_id=survey.sozialraum_id if survey.anonymous else text.place_id or survey.sozialraum_id,
        language=text.language.partition("-")[0],
        consultation_id=survey.consultation_id,
        said_on=None if survey.anonymous else text.given_on,
        by_day=survey.anonymous,
        by=SYSTEM,  # the words are the resident's; nobody of the staff said them
    )
    mark.sent, mark.read = True, True
    mark.contribution_id = None if survey.anonymous else receipt.contribution.id


def release_text(survey: Survey, ref: TextRef, *, by: Actor) -> None:
    """Let the next public result show these words. Never those of protected or unpublished questions."""
    ensure(SurveyPermission.RELEASE, by, survey)
    question = text_questions(survey.id).get(ref.question)
    if question is None or question.special_category or question.unpublished:
        raise InvalidInput("survey.text-stays-inside", N_("Antworten auf diese Frage werden nicht veröffentlicht."))
    mark = _mark(survey, ref, by)
    mark.released, mark.read = True, True
    audit.log(TEXT_RELEASED, by=by, survey_id=survey.id)


def take_back_text(survey: Survey, ref: TextRef, *, by: Actor) -> None:
    """Take the words out of every public result, and keep them out of further ones."""
    ensure(SurveyPermission.RELEASE, by, survey)
    mark = _mark(survey, ref, by)
    remove_from_results(session().get_one(SurveyResponse, ref.response_id), [ref.question], by=by)
    mark.released = False


def add_tag(survey: Survey, ref: TextRef, label: str, *, by: Actor) -> None:
    """Put the text under a tag, which is made when it does not exist yet. Upper and lower case are the same."""
    ensure(SurveyPermission.CODE_TEXTS, by, survey)
    free_text(survey.id, ref)
    label = clean_text(label, lines=False)
    if not label or len(label) > LONGEST_TAG:
        raise InvalidInput(
            "survey.tag",
            N_("Bitte schreiben Sie ein Stichwort mit höchstens %(most)s Zeichen."),
            field="label",
            most=LONGEST_TAG,
        )
    _insert(TaggedText, tag_id=_tag(survey, label).id, response_id=ref.response_id, question=ref.question)


def remove_tag(survey: Survey, ref: TextRef, tag_id: UUID, *, by: Actor) -> None:
    """Take the text from under a tag; a tag that no text carries any more goes with it."""
    ensure(SurveyPermission.CODE_TEXTS, by, survey)
    tag = session().get(TextTag, tag_id)
    if tag is None or tag.survey_id != survey.id:
        raise NotFound
    session().execute(
        delete(TaggedText).where(
            TaggedText.tag_id == tag_id,
            TaggedText.response_id == ref.response_id,
            TaggedText.question == ref.question,
        )
    )
    if not session().scalar(select(func.count()).where(TaggedText.tag_id == tag_id)):
        session().delete(tag)


def _tag(survey: Survey, label: str) -> TextTag:
    known = list(session().scalars(select(TextTag).where(TextTag.survey_id == survey.id)))
    same = next((tag for tag in known if tag.label.casefold() == label.casefold()), None)
    if same is not None:
        return same
    if len(known) >= MOST_TAGS:
        raise InvalidInput(
            "survey.too-many-tags",
            N_("Es gibt schon %(most)s Stichwörter. Bitte nehmen Sie eines, das es gibt."),
            field="label",
            most=MOST_TAGS,
        )
    _insert(TextTag, id=new_id(), survey_id=survey.id, label=label)
    return session().scalars(select(TextTag).where(TextTag.survey_id == survey.id, TextTag.label == label)).one()


def _mark(survey: Survey, ref: TextRef, by: Actor) -> TextMark:
    """The mark of a text that exists; made when there is none, even when two people ask at the same moment."""
    ensure(SurveyPermission.CODE_TEXTS, by, survey)
    free_text(survey.id, ref)
    _insert(
        TextMark,
        response_id=ref.response_id,
        question=ref.question,
        survey_id=survey.id,
        read=False,
        sent=False,
        released=False,
    )
    return session().get_one(TextMark, (ref.response_id, ref.question), populate_existing=True)


def _insert(model: type[TextMark | TextTag | TaggedText], **values: object) -> None:
    connection = session().connection()
    table = cast(Table, model.__table__)
    connection.execute(_INSERT[connection.dialect.name](table).values(**values).on_conflict_do_nothing())
