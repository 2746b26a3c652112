"""Tables of the surveys."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel import clock
from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.places.models import Sozialraum
from portal.surveys.terms import Access, Channel, SurveyState, SurveyTiming, said
from portal.surveys.terms.sheets import PAPER_COMES_LATE
from portal.surveys.terms.states import LONGEST_TITLE, months_after, timing_at

_WITH_CODE = text("invitation_id IS NOT NULL")


class Survey(Base, Keyed, Stamped, Versioned):
    """One survey: what its authors write about it, and the questionnaire they are working on."""

    __tablename__ = "survey"
    #: Its name in addresses; fixed once it is published.
    slug: Mapped[str] = mapped_column(String(LONGEST_TITLE + 8), unique=True)
    #: Its title by language, German always among them.
    titles: Mapped[dict[str, Any]]
    #: What it is for and what happens with the answers, by language; plain text in paragraphs.
    purposes: Mapped[dict[str, Any]]
    #: Whose daily life it is about.
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"), index=True)
    #: The Verfahren it belongs to.
    consultation_id: Mapped[UUID | None] = mapped_column(ForeignKey("consultation.id", ondelete="RESTRICT"), index=True)
    state: Mapped[SurveyState] = enum_column(SurveyState, default=SurveyState.DRAFT)
    access: Mapped[Access] = enum_column(Access, default=Access.OPEN)
    #: Whether answers can be joined to a code or a person by nobody. Can be switched on, never off once somebody answered.
    anonymous: Mapped[bool] = mapped_column(default=True)
    #: From when to when it can be answered.
    opens_at: Mapped[datetime | None]
    closes_at: Mapped[datetime | None]
    #: How many minutes it takes, as its authors say; 0 lets the portal estimate.
    minutes: Mapped[int] = mapped_column(default=0)
    #: Who sees the answers, in a sentence.
    audience: Mapped[str] = mapped_column(default="")
    #: How many months after the end the single answers are deleted.
    keep_months: Mapped[int] = mapped_column(default=24)
    contact_name: Mapped[str] = mapped_column(String(120), default="")
    contact_phone: Mapped[str] = mapped_column(String(40), default="")
    contact_email: Mapped[str] = mapped_column(String(254), default="")
    #: Where filled sheets are sent or brought, in lines.
    return_address: Mapped[str] = mapped_column(default="")
    #: The questionnaire being worked on (`Questionnaire.to_json`). Answers belong to versions, never to this.
    draft: Mapped[dict[str, Any]]
    #: What reading a file of another program changed or left out (`formats.ImportReport.to_json`); NULL for all others.
    import_report: Mapped[dict[str, Any] | None]
    #: When the paper version of the present draft was looked at, and when it was filled in as a trial; NULL after a change.
    paper_seen_at: Mapped[datetime | None]
    tried_at: Mapped[datetime | None]
    #: The version people answer now (`survey_version.id`; no foreign key, because that table points here).
    current_version_id: Mapped[UUID | None]
    #: The account that drafted it; NULL for the example county.
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    published_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    #: When its codes, ballots and answers were last written anew in random order; only for anonymous ones.
    order_forgotten_at: Mapped[datetime | None]

    sozialraum: Mapped[Sozialraum] = relationship(viewonly=True)

    __table_args__ = (
        CheckConstraint("closes_at > opens_at", name="closes_after_it_opens"),
        CheckConstraint(
            "state = 'draft' OR (opens_at IS NOT NULL AND closes_at IS NOT NULL AND current_version_id IS NOT NULL)",
            name="published_is_complete",
        ),
        CheckConstraint("keep_months BETWEEN 1 AND 120", name="kept_for_a_time"),
        Index("ix_survey_state_closes_at", "state", "closes_at"),
    )

    @property
    def title(self) -> str:
        """The German title."""
        return said(self.titles, "de")

    @property
    def lineage(self) -> Sequence[UUID]:
        """Ids of the Sozialräume around it, the county first."""
        return self.sozialraum.lineage

    @property
    def is_public(self) -> bool:
        return self.state is not SurveyState.DRAFT

    @property
    def timing(self) -> SurveyTiming | None:
        """How it stands to this moment; None while it is a draft without a period."""
        return timing_at(
            clock.now(),
            state=self.state,
            opens_at=self.opens_at,
            closes_at=self.closes_at,
            closed_at=self.closed_at,
        )

    @property
    def ends_at(self) -> datetime | None:
        """When it ends or ended, whichever is first: its period or its closing. None while it has no period."""
        is_closed = self.state is SurveyState.CLOSED
        return (
            min(self.closes_at, self.closed_at) if self.closes_at and self.closed_at and is_closed else self.closes_at
        )

    @property
    def has_forgotten_order(self) -> bool:
        """Whether its rows were written anew after the last one could come, paper included."""
        if self.order_forgotten_at is None or self.ends_at is None:
            return False
        return self.order_forgotten_at > self.ends_at + PAPER_COMES_LATE

    @property
    def kept_until(self) -> datetime | None:
        """When its single answers are deleted, as everybody was told who answered; None while it has no period."""
        return months_after(self.ends_at, self.keep_months) if self.ends_at else None

    @property
    def is_kept_no_longer(self) -> bool:
        """Whether its single answers are deleted, or will be within a day."""
        return self.state is not SurveyState.DRAFT and self.kept_until is not None and self.kept_until <= clock.now()


class SurveyVersion(Base, Keyed):
    """A questionnaire as it was published. Never changes: the database refuses it."""

    __tablename__ = "survey_version"
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id", ondelete="RESTRICT"))
    #: 1, 2, 3 … within the survey.
    number: Mapped[int]
    #: The questionnaire (`Questionnaire.to_json`).
    definition: Mapped[dict[str, Any]]
    #: Title and purpose as they stood then, and who was said to see the answers (Art. 13 DSGVO).
    titles: Mapped[dict[str, Any]]
    purposes: Mapped[dict[str, Any]]
    audience: Mapped[str] = mapped_column(default="")
    published_at: Mapped[datetime] = mapped_column(default=clock.now)
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    __table_args__ = (UniqueConstraint("survey_id", "number"),)


class SurveyResponse(Base):
    """One Teilnahme: one person's filled form. Holds nothing by which it could be put in order of arrival."""

    __tablename__ = "survey_response"
    #: Random, because the order of rows could identify a person.
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id", ondelete="RESTRICT"))
    #: The version it was given on.
    version_id: Mapped[UUID] = mapped_column(ForeignKey("survey_version.id", ondelete="RESTRICT"))
    channel: Mapped[Channel] = enum_column(Channel)
    #: Language in which the questions were read.
    language: Mapped[str] = mapped_column(String(20), default="de")
    #: The day; finer would help to recognise somebody.
    given_on: Mapped[date] = mapped_column(Date, default=clock.today)
    #: The answer to the first question for a place, to filter by.
    sozialraum_id: Mapped[UUID | None] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"))
    #: {code of the question: `Answer.to_json`}; only questions on the person's way.
    answers: Mapped[dict[str, Any]]
    #: The countable answers (`terms.packing`); follows from `answers` and the version.
    packed: Mapped[bytes]
    #: Sent twice, stored once: keyed hash of what the browser held while answering.
    submission_hash: Mapped[bytes] = mapped_column(unique=True)
    #: Hash of the Rückmelde-Code; NULL for a sheet typed by somebody else.
    receipt_hash: Mapped[bytes | None] = mapped_column(unique=True)
    #: Anonymous with personal codes: hash of the ballot, one answer per ballot.
    ballot_hash: Mapped[bytes | None] = mapped_column(unique=True)
    #: Personal codes without anonymity: one answer per code.
    invitation_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("survey_invitation.id", ondelete="RESTRICT"), unique=True
    )

    __table_args__ = (
        Index("ix_survey_response_survey", "survey_id", "id"),
        CheckConstraint("ballot_hash IS NULL OR invitation_id IS NULL", name="anonymous_or_not"),
    )


class SurveyProgress(Base, Keyed):
    """A form that somebody is filling in. Gone when it is sent, or when nobody came back to it."""

    __tablename__ = "survey_progress"
    #: Hash of what the browser holds in its cookie.
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    #: Hash of the code with which it can be gone on with on another device; NULL until one was asked for.
    resume_hash: Mapped[bytes | None] = mapped_column(unique=True)
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"), index=True)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("survey_version.id", ondelete="CASCADE"))
    language: Mapped[str] = mapped_column(String(20), default="de")
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    ballot_hash: Mapped[bytes | None]
    invitation_id: Mapped[UUID | None] = mapped_column(ForeignKey("survey_invitation.id", ondelete="CASCADE"))
    #: The last day somebody was here.
    touched_on: Mapped[date] = mapped_column(Date, default=clock.today, index=True)

    __table_args__ = (
        # Each code that is written anew at night asks for the forms begun with it (foreign key); most forms have none.
        Index("ix_survey_progress_invitation", "invitation_id", sqlite_where=_WITH_CODE, postgresql_where=_WITH_CODE),
    )


class InvitationBatch(Base, Keyed):
    """Personal codes made together, for example the letters to one Gemeinde."""

    __tablename__ = "survey_invitation_batch"
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id", ondelete="RESTRICT"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    sozialraum_id: Mapped[UUID | None] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"))
    size: Mapped[int]
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class Invitation(Base):
    """One personal code. Says whether it was used, never for which answer when the survey is anonymous."""

    __tablename__ = "survey_invitation"
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id", ondelete="RESTRICT"))
    batch_id: Mapped[UUID] = mapped_column(ForeignKey("survey_invitation_batch.id", ondelete="RESTRICT"), index=True)
    #: Number on the letter, from 1 within the batch.
    number: Mapped[int]
    code_hash: Mapped[bytes] = mapped_column(unique=True)
    #: Exchanged for a ballot (anonymous), or answered with.
    used: Mapped[bool] = mapped_column(default=False)
    #: Taken out of use by staff, for example because the letter was lost.
    blocked: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (Index("ix_survey_invitation_survey_used", "survey_id", "used"),)


class Ballot(Base):
    """The right to answer an anonymous survey once. Came from a code, and nobody can say from which."""

    __tablename__ = "survey_ballot"
    credential_hash: Mapped[bytes] = mapped_column(primary_key=True)
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id", ondelete="RESTRICT"), index=True)
    spent: Mapped[bool] = mapped_column(default=False)


class SheetBatch(Base, Keyed, Stamped):
    """Paper sheets typed in one sitting: from which event, which day, by whom."""

    __tablename__ = "survey_sheet_batch"
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id", ondelete="RESTRICT"), index=True)
    version_id: Mapped[UUID] = mapped_column(ForeignKey("survey_version.id", ondelete="RESTRICT"))
    channel: Mapped[Channel] = enum_column(Channel, default=Channel.PAPER)
    #: Where the sheets were filled in or collected.
    event: Mapped[str] = mapped_column(String(160))
    held_on: Mapped[date] = mapped_column(Date)
    sozialraum_id: Mapped[UUID | None] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"))
    typed_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: Every how many sheets one is typed a second time, drawn by lot; 0 for none.
    check_every: Mapped[int] = mapped_column(default=10)


class Sheet(Base, Keyed):
    """One typed sheet, and what the second typing of it said."""

    __tablename__ = "survey_sheet"
    batch_id: Mapped[UUID] = mapped_column(ForeignKey("survey_sheet_batch.id", ondelete="CASCADE"))
    #: Number written on the sheet, from 1 within the batch.
    number: Mapped[int]
    #: The Teilnahme (`survey_response.id`; no foreign key, because those rows are rewritten every night).
    response_id: Mapped[UUID]
    #: Who typed it, so that somebody else can type it a second time.
    typed_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: Drawn to be typed a second time.
    to_check: Mapped[bool] = mapped_column(default=False)
    #: What the second typing said; NULL until then. Once it is settled only the codes of the questions stay, for the error rate.
    second_answers: Mapped[dict[str, Any] | None]
    second_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: Codes of the questions in which both typings differed.
    differences: Mapped[list[str]] = mapped_column(default=list)
    #: Whether somebody looked at the paper and decided.
    settled: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (UniqueConstraint("batch_id", "number"),)


class TextMark(Base):
    """What staff did with one free text: read it, sent it to the inbox, released it for the public result."""

    __tablename__ = "survey_text_mark"
    #: `survey_response.id`; no foreign key, because those rows are rewritten every night.
    response_id: Mapped[UUID] = mapped_column(primary_key=True)
    question: Mapped[str] = mapped_column(String(40), primary_key=True)
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"), index=True)
    read: Mapped[bool] = mapped_column(default=False)
    #: The Wortmeldung it became; NULL in anonymous surveys, where nothing joins both.
    contribution_id: Mapped[UUID | None] = mapped_column(ForeignKey("contribution.id", ondelete="SET NULL"))
    sent: Mapped[bool] = mapped_column(default=False)
    released: Mapped[bool] = mapped_column(default=False)


class TextTag(Base, Keyed):
    """A word under which free texts of a survey are gathered ("Busfahrplan", "Einsamkeit")."""

    __tablename__ = "survey_text_tag"
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id", ondelete="CASCADE"))
    label: Mapped[str] = mapped_column(String(60))

    __table_args__ = (UniqueConstraint("survey_id", "label"),)


class TaggedText(Base):
    """One free text under one tag."""

    __tablename__ = "survey_tagged_text"
    tag_id: Mapped[UUID] = mapped_column(ForeignKey("survey_text_tag.id", ondelete="CASCADE"), primary_key=True)
    response_id: Mapped[UUID] = mapped_column(primary_key=True)
    question: Mapped[str] = mapped_column(String(40), primary_key=True)

    __table_args__ = (Index("ix_survey_tagged_text_text", "response_id", "question"),)


class SurveyRelease(Base, Keyed):
    """A frozen result for everybody: figures as they were counted once, never live ones."""

    __tablename__ = "survey_release"
    survey_id: Mapped[UUID] = mapped_column(ForeignKey("survey.id", ondelete="RESTRICT"))
    number: Mapped[int]
    #: The figures, question by question, as they are shown.
    content: Mapped[dict[str, Any]]
    #: Answers it was counted from, rounded as it is shown.
    responses: Mapped[int]
    #: From how many answers on a figure is shown.
    threshold: Mapped[int]
    released_on: Mapped[date] = mapped_column(Date, default=clock.today)
    released_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    #: Taken from view, because something in it was wrong.
    withdrawn: Mapped[bool] = mapped_column(default=False)

    __table_args__ = (UniqueConstraint("survey_id", "number"),)


class LibraryQuestion(Base, Keyed, Stamped):
    """A question kept to be used again."""

    __tablename__ = "survey_library_question"
    #: The question (as within `Questionnaire.to_json`).
    definition: Mapped[dict[str, Any]]
    #: Words under which it is found.
    keywords: Mapped[str] = mapped_column(String(80), default="")
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))


_ANSWERED_BEFORE = N_("Mit diesem Code wurde schon geantwortet. Jeder Code gilt einmal.")
explain_constraint("uq_survey_response_invitation_id", _ANSWERED_BEFORE, columns="survey_response.invitation_id")
explain_constraint("uq_survey_response_ballot_hash", _ANSWERED_BEFORE, columns="survey_response.ballot_hash")
STAYS_ANONYMOUS = N_(
    "Es haben schon Menschen geantwortet, denen Anonymität versprochen war. Die Umfrage bleibt anonym."
)
explain_constraint("survey_stays_anonymous", STAYS_ANONYMOUS, field="anonymous")
explain_constraint(
    "survey_response_keeps_the_promise",
    N_("Die Umfrage ist gerade eben anonym geworden. Ihre Antworten sind noch da: Bitte senden Sie noch einmal."),
)
