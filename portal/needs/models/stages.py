"""The kept counts of how Bedarfe come along on their way."""

from sqlalchemy import BigInteger, Column, ForeignKey, Integer, Table, Uuid

from portal.kernel.db import Base, enum_column
from portal.needs.terms.stages import SPANS, NeedStage

#: Names of the columns of `need_stage_tally` that count finished stays by their length, in the order of `SPANS`.
SPAN_COLUMNS = tuple(f"days_{first}" for first in SPANS)
#: Everything it counts: Bedarfe that stand there now, the sum of the day numbers since when they do, finished stays, the sum of
#: their days, and how many of them were how long.
STAGE_AMOUNTS = ("here", "since_sum", "passed", "passed_days", *SPAN_COLUMNS)

#: Where Bedarfe stand on their way and how long each stage took, per Sozialraum, Handlungsfeld (`NO_FIELD` for none) and stage;
#: kept in the same transaction. Deleted and merged Bedarfe count nowhere; the others with their whole way, under the place and
#: subject they have now. A row of a year counts the stays that ended in it, the rows of `ALL_YEARS` all of them together and, they
#: alone, who stands there now.
need_stage_tally = Table(
    "need_stage_tally",
    Base.metadata,
    Column("year", Integer, primary_key=True, autoincrement=False),
    Column("sozialraum_id", ForeignKey("sozialraum.id"), primary_key=True, index=True),
    Column("action_field_id", Uuid, primary_key=True),
    Column("stage", enum_column(NeedStage).column.type, primary_key=True),
    *(Column(name, BigInteger, nullable=False) for name in STAGE_AMOUNTS),
    sqlite_with_rowid=False,
)
