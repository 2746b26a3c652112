"""The Beratungsfolge of a Beschlussvorlage, and the Beschluss that comes out of it."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, Date, ForeignKey, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Keyed, Stamped, Versioned, enum_column, explain_constraint
from portal.kernel.text import N_
from portal.planning.models.committees import CommitteeSession
from portal.planning.models.papers import CouncilPaper, PaperVersion
from portal.planning.terms.decisions import LONGEST_AGENDA_ITEM, LONGEST_REVIEW, MOST_VOTES, DeliberationRole, Result
from portal.planning.terms.papers import LONGEST_ADDRESS


class Deliberation(Base, Keyed, Stamped, Versioned):
    """One station of the Beratungsfolge: a Beschlussvorlage in one session of one Gremium."""

    __tablename__ = "deliberation"
    paper_id: Mapped[UUID] = mapped_column(ForeignKey("council_paper.id", ondelete="CASCADE"))
    session_id: Mapped[UUID] = mapped_column(ForeignKey("committee_session.id", ondelete="RESTRICT"), index=True)
    role: Mapped[DeliberationRole] = enum_column(DeliberationRole)
    #: What was submitted to this session; NULL until then.
    paper_version_id: Mapped[UUID | None] = mapped_column(
        ForeignKey("paper_version.id", ondelete="RESTRICT"), index=True
    )
    #: Number on the agenda (TOP), for example "5.1"; may be empty.
    agenda_item: Mapped[str] = mapped_column(String(LONGEST_AGENDA_ITEM), default="")
    #: NULL until the session was held.
    result: Mapped[Result | None] = enum_column(Result)
    #: Votes counted; NULL where they were not.
    votes_yes: Mapped[int | None]
    votes_no: Mapped[int | None]
    votes_abstained: Mapped[int | None]
    #: Where the session stands in the council information system (https); may be empty.
    outside_address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS), default="")
    #: What was said about it, for example what it was adjourned for; may be empty.
    remark: Mapped[str] = mapped_column(String(LONGEST_REVIEW), default="")

    paper: Mapped[CouncilPaper] = relationship(lazy="select", viewonly=True)
    session: Mapped[CommitteeSession] = relationship(lazy="select", viewonly=True)
    paper_version: Mapped[PaperVersion | None] = relationship(lazy="select", viewonly=True)
    decision: Mapped["Decision | None"] = relationship(lazy="select", viewonly=True, uselist=False)

    __table_args__ = (
        UniqueConstraint("paper_id", "session_id"),
        CheckConstraint(
            f"votes_yes BETWEEN 0 AND {MOST_VOTES} AND votes_no BETWEEN 0 AND {MOST_VOTES} "
            f"AND votes_abstained BETWEEN 0 AND {MOST_VOTES}",
            name="votes_are_counted",
        ),
        CheckConstraint("result IS NULL OR paper_version_id IS NOT NULL", name="result_needs_a_submission"),
    )

    @property
    def lineage(self) -> tuple[UUID, ...]:
        return self.paper.lineage


class Decision(Base, Keyed, Stamped, Versioned):
    """A Beschluss: what a Gremium settled, and when the planning looks at it again."""

    __tablename__ = "decision"
    #: The Beschlussvorlage it was about.
    paper_id: Mapped[UUID] = mapped_column(ForeignKey("council_paper.id", ondelete="RESTRICT"), index=True)
    #: The station of the Beratungsfolge it came out of.
    deliberation_id: Mapped[UUID] = mapped_column(ForeignKey("deliberation.id", ondelete="RESTRICT"))
    #: Never before the session nor before the paper.
    decided_on: Mapped[date] = mapped_column(Date)
    result: Mapped[Result] = enum_column(Result)
    #: The Beschluss in its own words.
    wording: Mapped[str] = mapped_column(default="")
    #: The day on which somebody looks at what became of it; every Beschluss has one.
    review_on: Mapped[date] = mapped_column(Date)
    #: When that was done last.
    reviewed_at: Mapped[datetime | None]
    #: What was found then; may be empty.
    review: Mapped[str] = mapped_column(String(LONGEST_REVIEW), default="")

    paper: Mapped[CouncilPaper] = relationship(lazy="select", viewonly=True)
    deliberation: Mapped[Deliberation] = relationship(lazy="select", viewonly=True)

    __table_args__ = (
        UniqueConstraint("deliberation_id"),
        CheckConstraint("review_on > decided_on", name="review_follows"),
        Index("ix_decision_decided_on", "decided_on", "id"),
        Index(
            "ix_decision_review_due",
            "review_on",
            sqlite_where=text("reviewed_at IS NULL"),
            postgresql_where=text("reviewed_at IS NULL"),
        ),
    )

    @property
    def lineage(self) -> tuple[UUID, ...]:
        return self.paper.lineage

    @property
    def is_reviewed(self) -> bool:
        return self.reviewed_at is not None


explain_constraint(
    "uq_deliberation_paper_id_session_id",
    N_("In dieser Sitzung steht die Vorlage schon."),
    field="session_id",
    columns="deliberation.paper_id, deliberation.session_id",
)
