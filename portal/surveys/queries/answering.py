"""What somebody who answers needs to know, in one indexed read per step."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Table, bindparam, select
from sqlalchemy.orm import defer

from portal.kernel import clock, codes
from portal.kernel.db import session
from portal.surveys.models import Survey, SurveyProgress, SurveyResponse
from portal.surveys.queries.surveys import SLUG, questionnaire_of
from portal.surveys.terms import (
    Answers,
    Question,
    Questionnaire,
    SurveyState,
    SurveyTiming,
    answers_from_json,
    asked_questions,
    said,
)
from portal.surveys.terms.states import timing_at


@dataclass(frozen=True)
class Standing:
    """How far somebody is, and how the survey stands to this moment."""

    token_hash: bytes
    resume_hash: bytes | None
    version_id: UUID
    language: str
    raw_answers: Mapping[str, Any]
    ballot_hash: bytes | None
    invitation_id: UUID | None
    survey_id: UUID
    slug: str
    titles: Mapping[str, str]
    state: SurveyState
    opens_at: datetime
    closes_at: datetime
    closed_at: datetime | None
    anonymous: bool
    contact_name: str
    contact_phone: str
    contact_email: str

    @property
    def questionnaire(self) -> Questionnaire:
        """The questionnaire of the version this person began on."""
        return questionnaire_of(self.version_id)

    @cached_property
    def answers(self) -> Answers:
        return answers_from_json(self.raw_answers)

    @cached_property
    def way(self) -> list[Question]:
        """The questions that somebody with these answers is asked, hints included, in order."""
        return asked_questions(self.questionnaire, self.answers)

    @property
    def title(self) -> str:
        return said(self.titles, self.language)

    @property
    def timing(self) -> SurveyTiming | None:
        return timing_at(
            clock.now(),
            state=self.state,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            closed_at=self.closed_at,
        )

    @property
    def is_taken(self) -> bool:
        """Whether what this person sends now is still taken."""
        return self.timing in (SurveyTiming.RUNNING, SurveyTiming.GRACE)


_FORM, _ASKED = cast(Table, SurveyProgress.__table__).c, cast(Table, Survey.__table__).c
_OF_FORM = (
    "token_hash",
    "resume_hash",
    "version_id",
    "language",
    "answers",
    "ballot_hash",
    "invitation_id",
    "survey_id",
)
_OF_SURVEY = (
    "slug", "titles", "state", "opens_at", "closes_at", "closed_at", "anonymous", "contact_name", "contact_phone",
    "contact_email",
)  # fmt: skip
#: Plain tables instead of entities, and made once: building these again would cost more than running them.
_STANDING = select(*(_FORM[name] for name in _OF_FORM), *(_ASKED[name] for name in _OF_SURVEY)).join_from(
    _FORM.token_hash.table, _ASKED.id.table, _ASKED.id == _FORM.survey_id
)
_BY_TOKEN = _STANDING.where(_FORM.token_hash == bindparam("token_hash"))
_BY_RESUME_CODE = _STANDING.where(_FORM.resume_hash == bindparam("resume_hash"))
_SENT = select(SurveyResponse.survey_id, SurveyResponse.language).where(
    SurveyResponse.submission_hash == bindparam("submission_hash")
)


def standing(token: str) -> Standing | None:
    """How far the person is whose browser holds `token`; None when nothing was begun, or it was sent."""
    if not token:
        return None
    row = session().connection().execute(_BY_TOKEN, {"token_hash": codes.hash_token(token)}).first()
    return Standing(*row) if row is not None else None


def standing_by_resume_code(typed: str) -> Standing | None:
    """How far the person is who was given this code for going on later; look-alike letters are forgiven."""
    code = codes.normalise_code(typed)
    if not code:
        return None
    row = session().connection().execute(_BY_RESUME_CODE, {"resume_hash": hash_of_resume_code(code)}).first()
    return Standing(*row) if row is not None else None


def was_sent(token: str, survey_id: UUID) -> bool:
    """Whether the form begun with `token` has become a Teilnahme of this survey."""
    return sent_in(token, survey_id) is not None


def sent_in(token: str, survey_id: UUID) -> str | None:
    """In which language that was; None when the form has become no Teilnahme of this survey."""
    if not token:
        return None
    held = codes.keyed_hash("survey-submission", submission_of(token))
    found = session().execute(_SENT, {"submission_hash": held}).first()
    return found.language if found is not None and found.survey_id == survey_id else None


def answerable(slug: str) -> Survey | None:
    """The published or closed survey of an address, without the draft its authors work on."""
    if not SLUG.fullmatch(slug):
        return None
    chosen = select(Survey).where(Survey.slug == slug, Survey.state != SurveyState.DRAFT).options(defer(Survey.draft))
    return session().scalar(chosen)


def submission_of(token: str) -> bytes:
    """What tells a repeated sending from a new one: follows from what the browser holds, and is stored nowhere."""
    return codes.keyed_hash("survey-token", token.encode("utf-8", "surrogatepass"))[:16]


def receipt_code_of(token: str) -> str:
    """The Rückmelde-Code of the form begun with `token`: the same one however often it is sent."""
    return codes.receipt_code(UUID(bytes=submission_of(token), version=4))


def resume_code_of(token: str) -> str:
    """The code with which the form begun with `token` can be gone on with on another device."""
    secret = codes.keyed_hash("survey-resume-code", token.encode("utf-8", "surrogatepass"))
    return codes.receipt_code(UUID(bytes=secret[:16], version=4))


def hash_of_resume_code(code: str) -> bytes:
    """What the table holds of it."""
    return codes.keyed_hash("survey-resume-hash", code.encode())
