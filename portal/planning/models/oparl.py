"""What was read about a Beschlussvorlage from a council information system."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Date, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.db import Base, Keyed, enum_column
from portal.planning.terms.oparl import LONGEST_OPARL_TEXT, ReadingState
from portal.planning.terms.papers import LONGEST_ADDRESS


class OparlReading(Base, Keyed):
    """One attempt to read a paper by OParl. It changes nothing: a person takes over what it found."""

    __tablename__ = "oparl_reading"
    paper_id: Mapped[UUID] = mapped_column(ForeignKey("council_paper.id", ondelete="CASCADE"), index=True)
    address: Mapped[str] = mapped_column(String(LONGEST_ADDRESS))
    state: Mapped[ReadingState] = enum_column(ReadingState, default=ReadingState.WAITING)
    #: What the server called it; empty where it said nothing.
    title: Mapped[str] = mapped_column(String(LONGEST_OPARL_TEXT), default="")
    #: The paper's number there.
    reference: Mapped[str] = mapped_column(String(LONGEST_OPARL_TEXT), default="")
    #: The date on the paper.
    dated_on: Mapped[date | None] = mapped_column(Date)
    #: The result of the latest consultation that has one, in the words of the server.
    result: Mapped[str] = mapped_column(String(LONGEST_OPARL_TEXT), default="")
    #: Why it did not work, in a German sentence; empty when it did.
    problem: Mapped[str] = mapped_column(String(LONGEST_OPARL_TEXT), default="")
    asked_at: Mapped[datetime] = mapped_column(default=clock.now)
    asked_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))
    finished_at: Mapped[datetime | None]
