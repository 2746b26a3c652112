"""Which Fassungen everybody may read."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel import clock
from portal.kernel.db import Base
from portal.reports.models.social_reports import ReportRelease


class ReportPublication(Base):
    """A Fassung is for everybody. The Fassung itself stays as it is; taken back, only this row goes."""

    __tablename__ = "report_publication"
    release_id: Mapped[UUID] = mapped_column(ForeignKey("report_release.id", ondelete="CASCADE"), primary_key=True)
    published_at: Mapped[datetime] = mapped_column(default=clock.now)
    published_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"), index=True)

    release: Mapped[ReportRelease] = relationship(viewonly=True)
