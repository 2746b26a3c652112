"""Which Erhebungen a Fachplanung works with besides its own."""

from sqlalchemy import Column, ForeignKey, Table

from portal.kernel.db import Base

sector_plan_use = Table(
    "sector_plan_use",
    Base.metadata,
    Column("sector_plan_id", ForeignKey("sector_plan.id", ondelete="CASCADE"), primary_key=True),
    Column("data_collection_id", ForeignKey("data_collection.id", ondelete="CASCADE"), primary_key=True, index=True),
)
