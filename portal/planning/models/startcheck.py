"""The Startcheck: where a county stands on its way to integrated Sozialplanung, kept for each day it was done."""

from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Date, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.kernel.db import Base, Keyed, Stamped, Versioned, explain_constraint
from portal.kernel.text import N_
from portal.places.models import Sozialraum


class StartCheck(Base, Keyed, Stamped, Versioned):
    """The answers of one day. Which stage they suggest follows from `terms.startcheck`, and is not stored."""

    __tablename__ = "start_check"
    sozialraum_id: Mapped[UUID] = mapped_column(ForeignKey("sozialraum.id", ondelete="RESTRICT"))
    checked_on: Mapped[date] = mapped_column(Date)
    #: By key of the question: "yes", "partly" or "no".
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    #: Who answered, and what is worth remembering; may be empty.
    remark: Mapped[str] = mapped_column(default="")
    created_by: Mapped[UUID | None] = mapped_column(ForeignKey("account.id", ondelete="RESTRICT"))

    place: Mapped[Sozialraum] = relationship(viewonly=True)

    __table_args__ = (UniqueConstraint("sozialraum_id", "checked_on"),)

    @property
    def lineage(self) -> tuple[UUID, ...]:
        return self.place.lineage


explain_constraint(
    "uq_start_check_sozialraum_id_checked_on",
    N_("Für diesen Tag gibt es schon einen Startcheck. Öffnen und ändern Sie ihn."),
    field="checked_on",
    columns="start_check.sozialraum_id, start_check.checked_on",
)
