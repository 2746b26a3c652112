"""Free texts, one by one: answers in own words, "Sonstiges" and "Warum?", with what staff did with them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, case, exists, func, null, or_, select

from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.paging import page_by_key
from portal.surveys.models import SurveyResponse, TaggedText, TextMark, TextTag
from portal.surveys.queries.surveys import questionnaire_of, versions_of
from portal.surveys.terms import Channel, Question, QuestionKind
from portal.surveys.terms.questionnaire import CODE

PAGE = 30
#: More is counted as "over 1,000".
MOST_COUNTED = 1_000


@dataclass(frozen=True)
class TextRef:
    """Names one free text: the Teilnahme and the code of the question."""

    response_id: UUID
    question: str

    def __str__(self) -> str:
        return f"{self.response_id}.{self.question}"

    @classmethod
    def read(cls, raw: str) -> "TextRef | None":
        """What `str` wrote; None for anything else."""
        response, _, question = raw.partition(".")
        try:
            return cls(UUID(response), question) if CODE.fullmatch(question) else None
        except ValueError:
            return None


@dataclass(frozen=True, kw_only=True)
class TextFilter:
    """Which texts are shown. Everything empty shows all."""

    question: str = ""
    tag: UUID | None = None
    unread: bool = False
    #: Only answers up to this day; no choice of the reader, so it stands in no address.
    until: date | None = None

    def to_args(self) -> dict[str, str]:
        """The filter as it stands in an address."""
        plain = {"frage": self.question, "wort": str(self.tag or ""), "ungelesen": "1" if self.unread else ""}
        return {name: value for name, value in plain.items() if value}


@dataclass
class FreeText:
    """One text with everything the reading view shows."""

    ref: TextRef
    text: str
    channel: Channel
    given_on: date
    language: str
    place_id: UUID | None
    read: bool = False
    sent: bool = False
    released: bool = False
    contribution_id: UUID | None = None
    tags: list[TextTag] = field(default_factory=list)


@dataclass(frozen=True)
class TextPage:
    """One page of texts and the way to the next."""

    texts: Sequence[FreeText]
    next_cursor: str | None


def text_questions(survey_id: UUID) -> Mapping[str, Question]:
    """The questions of all versions to which somebody can have written words, the newest wording of each."""
    found: dict[str, Question] = {}
    for version in reversed(versions_of(survey_id)):
        for question in questionnaire_of(version.id).questions:
            if _takes_words(question):
                found.setdefault(question.code, question)
    return found


def page_of_texts(survey_id: UUID, codes: Iterable[str], wanted: TextFilter, *, after: str | None) -> TextPage:
    """The texts of the next 30 people who wrote something that fits."""
    columns = {code: _fitting(code, wanted) for code in codes if wanted.question in ("", code)}
    if not columns:
        return TextPage((), None)
    found = page_by_key(_chosen(survey_id, columns), keys=(SurveyResponse.id.asc(),), after=after, limit=PAGE)
    return TextPage(_with_marks(_texts(found.rows, list(columns))), found.next_cursor)


def count_texts(survey_id: UUID, codes: Iterable[str], wanted: TextFilter) -> tuple[int, bool]:
    """(how many people wrote something that fits, whether the number is exact): counting ends behind 1,000."""
    columns = {code: _fitting(code, wanted) for code in codes if wanted.question in ("", code)}
    if not columns:
        return 0, True
    chosen = select(SurveyResponse.id).where(SurveyResponse.survey_id == survey_id, _any_of(columns))
    counted = session().scalar(select(func.count()).select_from(chosen.limit(MOST_COUNTED + 1).subquery())) or 0
    return min(counted, MOST_COUNTED), counted <= MOST_COUNTED


def free_text(survey_id: UUID, ref: TextRef) -> FreeText:
    """One text. Raises `NotFound` for one that does not exist in this survey."""
    columns = {ref.question: _fitting(ref.question, TextFilter())}
    rows = session().execute(_chosen(survey_id, columns).where(SurveyResponse.id == ref.response_id)).all()
    texts = _with_marks(_texts(rows, [ref.question]))
    if not texts:
        raise NotFound
    return texts[0]


def released_texts(survey_id: UUID, codes: Iterable[str]) -> dict[str, list[str]]:
    """The texts released one by one, by question; in the order of their words, which tells nothing about who came when."""
    marks = select(TextMark.response_id, TextMark.question).where(
        TextMark.survey_id == survey_id, TextMark.released, TextMark.question.in_(list(codes))
    )
    wanted: dict[UUID, list[str]] = defaultdict(list)
    for response_id, question in session().execute(marks):
        wanted[response_id].append(question)
    rows = session().execute(
        select(SurveyResponse.id, SurveyResponse.answers).where(
            SurveyResponse.survey_id == survey_id, SurveyResponse.id.in_(list(wanted))
        )
    )
    found: dict[str, list[str]] = defaultdict(list)
    for response_id, answers in rows:
        for question in wanted[response_id]:
            if words := answers.get(question, {}).get("t"):
                found[question].append(words)
    return {question: sorted(texts, key=str.casefold) for question, texts in found.items()}


def tags_of(survey_id: UUID) -> list[tuple[TextTag, int]]:
    """The tags of a survey by name, each with how many texts carry it."""
    counted = (
        select(TextTag, func.count(TaggedText.tag_id))
        .outerjoin(TaggedText, TaggedText.tag_id == TextTag.id)
        .where(TextTag.survey_id == survey_id)
        .group_by(TextTag.id)
    )
    return sorted(((tag, count) for tag, count in session().execute(counted)), key=lambda one: one[0].label.casefold())


def _takes_words(question: Question) -> bool:
    return question.kind.is_text or question.kind is QuestionKind.POINT or question.has_other or question.asks_why


def _words(code: str) -> ColumnElement[str]:
    words: ColumnElement[str] = SurveyResponse.answers[(code, "t")].as_string()
    return words


def _fitting(code: str, wanted: TextFilter) -> ColumnElement[bool]:
    conditions: list[ColumnElement[bool]] = [func.coalesce(_words(code), "") != ""]
    if wanted.unread:
        seen = exists().where(TextMark.response_id == SurveyResponse.id, TextMark.question == code, TextMark.read)
        conditions.append(~seen)
    if wanted.until is not None:
        conditions.append(SurveyResponse.given_on <= wanted.until)
    if wanted.tag is not None:
        conditions.append(
            exists().where(
                TaggedText.response_id == SurveyResponse.id,
                TaggedText.question == code,
                TaggedText.tag_id == wanted.tag,
            )
        )
    return and_(*conditions)


def _any_of(columns: Mapping[str, ColumnElement[bool]]) -> ColumnElement[bool]:
    return or_(*columns.values())


def _chosen(survey_id: UUID, columns: Mapping[str, ColumnElement[bool]]) -> Select[Any]:
    texts = [case((fits, _words(code)), else_=null()) for code, fits in columns.items()]
    return select(
        SurveyResponse.id,
        SurveyResponse.channel,
        SurveyResponse.given_on,
        SurveyResponse.language,
        SurveyResponse.sozialraum_id,
        *texts,
    ).where(SurveyResponse.survey_id == survey_id, _any_of(columns))


def _texts(rows: Sequence[Any], codes: Sequence[str]) -> list[FreeText]:
    return [
        FreeText(TextRef(row[0], code), text, row[1], row[2], row[3], row[4])
        for row in rows
        for code, text in zip(codes, row[5:], strict=True)
        if text
    ]


def _with_marks(texts: list[FreeText]) -> list[FreeText]:
    known = {text.ref: text for text in texts}
    ids = {text.ref.response_id for text in texts}
    for mark in session().scalars(select(TextMark).where(TextMark.response_id.in_(ids))):
        if text := known.get(TextRef(mark.response_id, mark.question)):
            text.read, text.sent, text.released = mark.read, mark.sent, mark.released
            text.contribution_id = mark.contribution_id
    tagged = select(TaggedText.response_id, TaggedText.question, TextTag).join(TextTag, TextTag.id == TaggedText.tag_id)
    for response_id, question, tag in session().execute(tagged.where(TaggedText.response_id.in_(ids))):
        if text := known.get(TextRef(response_id, question)):
            text.tags.append(tag)
    for text in texts:
        text.tags.sort(key=lambda tag: tag.label.casefold())
    return texts
