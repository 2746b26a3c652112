"""The database: one `Base`, one session per piece of work, and one place that commits.

Reading needs nothing: `session()` anywhere. Writing happens inside `unit_of_work()`: all of it or none of it, rows, audit
entries and outgoing messages together. SQLite reads without a transaction and begins every unit with BEGIN IMMEDIATE, one
writer at a time (`turns`); PostgreSQL must not run with `synchronous_commit=off`, because acknowledged means stored.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import IntEnum, StrEnum
from typing import Any, ClassVar
from uuid import UUID

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import JSON, BigInteger, DateTime, Enum, LargeBinary, MetaData, Text, Uuid, event, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.exc import DisconnectionError, IntegrityError
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    MappedColumn,
    ORMExecuteState,
    Session,
    declared_attr,
    mapped_column,
    registry,
)
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

from portal.kernel import clock
from portal.kernel.codes import new_id
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.runtime import settings
from portal.kernel.text import N_
from portal.kernel.turns import writers_turn

log = logging.getLogger("portal.db")

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}
BUSY_SECONDS = 5
REST_SECONDS = 1.0


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC on both databases. A naive one is a programming error."""

    impl = DateTime(timezone=True)
    cache_ok = True

    @property
    def python_type(self) -> type[datetime]:
        return datetime

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs a time zone")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Parent of every table."""

    registry = registry(
        metadata=MetaData(naming_convention=NAMES),
        type_annotation_map={
            UUID: Uuid(),
            datetime: UtcDateTime(),
            str: Text(),
            bytes: LargeBinary(),
            dict[str, Any]: JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql"),
            list[str]: JSON(none_as_null=True).with_variant(JSONB(none_as_null=True), "postgresql"),
        },
    )


class Keyed:
    """A row named by a time-ordered UUID."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, sort_order=-100)


class Stamped:
    """A row that knows when it was made and last changed."""

    created_at: Mapped[datetime] = mapped_column(default=clock.now, sort_order=900)
    updated_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now, sort_order=901)


class Versioned:
    """A row that two people may edit: the second to save gets `Conflict` instead of overwriting the first."""

    version: Mapped[int] = mapped_column(default=1, sort_order=902)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


def enum_column(kind: type[StrEnum], **column: Any) -> MappedColumn[Any]:
    """A column that holds the value of a `StrEnum`, with a named CHECK so that the database keeps the list too."""
    name = "".join("_" + c.lower() if c.isupper() else c for c in kind.__name__).lstrip("_")
    column_type = Enum(
        kind,
        native_enum=False,
        create_constraint=True,
        length=40,
        name=name,
        values_callable=lambda members: [member.value for member in members],
    )
    return mapped_column(column_type, **column)


class NumberSeries(Base):
    """The last number handed out of each series."""

    __tablename__ = "number_series"
    #: Name of the series, for example "need-2026".
    name: Mapped[str] = mapped_column(primary_key=True)
    #: The last number that was given away.
    last: Mapped[int] = mapped_column(BigInteger)


#: Engine and session registry; models inherit from `Base`, never from `db.Model`.
db = SQLAlchemy(
    metadata=Base.metadata,
    session_options={"expire_on_commit": False, "autoflush": True},
)


class Stage(IntEnum):
    """What happens before a commit, in this order: each stage may still cause work for the next ones."""

    EVENTS = 1
    JOURNAL = 2
    OUTBOX = 3
    AUDIT = 4


@dataclass
class Unit:
    """What one unit of work gathers besides rows."""

    events: list[Any] = field(default_factory=list)
    after_commit: list[Callable[[], None]] = field(default_factory=list)
    state: dict[str, Any] = field(default_factory=dict)

    #: Who works at each stage; the order is that of the stages, whichever module was imported first.
    before_commit: ClassVar[dict[Stage, Callable[["Unit"], None]]] = {}


def session() -> Session:
    """The session of this request, job or command."""
    return db.session()


def current_unit() -> Unit:
    """The unit of work that is open. Raises RuntimeError outside one."""
    unit = session().info.get("unit")
    if unit is None:
        raise RuntimeError("this writes: open a unit_of_work() around it")
    assert isinstance(unit, Unit)
    return unit


def in_unit() -> bool:
    """Whether a unit of work is open."""
    return session().info.get("unit") is not None


@contextmanager
def unit_of_work() -> Iterator[Session]:
    """Write: everything inside is committed together at the end, or nothing is.

    What was read before is read again when it is touched, so decisions inside rest on the present state. Raises `Conflict`
    when somebody else changed a versioned row meanwhile, put the same row there or took away what a row belongs to; a constraint
    that does not hold raises `InvalidInput` when it was explained and IntegrityError otherwise. Raises RuntimeError for a row that
    was changed before it began.
    """
    current = session()
    if current.info.get("unit") is not None:
        raise RuntimeError("a unit of work is already open here")
    if sealed := current.info.get("sealed"):
        raise sealed
    unit = Unit()
    with writers_turn() if settings().is_sqlite else nullcontext():
        current.info["unit"] = unit
        try:
            _begin(current)
            yield current
            current.flush()
            for stage in Stage:
                if stage in Unit.before_commit:
                    Unit.before_commit[stage](unit)
            current.commit()
        except StaleDataError as error:
            current.rollback()
            raise Conflict from error
        except IntegrityError as error:
            current.rollback()
            raise _explained(error) or _lost_race(error) or error from error
        except BaseException:
            current.rollback()
            raise
        finally:
            current.info.pop("unit", None)
    for call in unit.after_commit:
        call()


def _begin(current: Session) -> None:
    if changed := [row for row in current.dirty if current.is_modified(row)]:  # would be read anew, and so forgotten
        raise RuntimeError(f"a {type(changed[0]).__name__} was changed before the unit_of_work() was opened")
    current.connection().exec_driver_sql("BEGIN IMMEDIATE" if settings().is_sqlite else "BEGIN")
    current.expire_all()


def next_number(series: str) -> int:
    """The next number of a series, gap-free and in the order of commits.

    The row stays locked until the unit ends: whoever comes second waits, so a reader never sees 7 before 6.
    """
    return next_numbers(series, 1)[0]


def next_numbers(series: str, count: int) -> range:
    """As many next numbers of a series at once (at least one), with one statement."""
    current_unit()
    statement = text(
        "INSERT INTO number_series (name, last) VALUES (:name, :count) "
        "ON CONFLICT (name) DO UPDATE SET last = number_series.last + :count RETURNING last"
    )
    last = int(session().execute(statement, {"name": series, "count": count}).scalar_one())
    return range(last - count + 1, last + 1)


def hold_series(series: str) -> None:
    """Wait until all numbers of a series that were given away are committed; until this unit ends nobody gets another."""
    current_unit()
    session().execute(text("UPDATE number_series SET last = last WHERE name = :name"), {"name": series})


@dataclass(frozen=True)
class _Explanation:
    message: str
    field: str | None


_explanations: dict[str, _Explanation] = {}
#: What every `submission_key` means when the same form arrives twice in one moment, unless its table says it in other words.
_SENT_TWICE = N_("Das ist schon gespeichert; es wurde zweimal gesendet. Sehen Sie bitte in der Liste nach.")


def explain_constraint(name: str, message: str, *, field: str | None = None, columns: str | None = None) -> None:
    """Say in German what a broken constraint means, and which form field it belongs to.

    `columns` is how SQLite names a UNIQUE constraint, for example "account.email".
    """
    for key in (name, columns):
        if key:
            _explanations[key] = _Explanation(message, field)


def _explained(error: IntegrityError) -> InvalidInput | None:
    broken = violated_constraint(error)
    found = _explanations.get(broken)
    if found is None and broken.endswith("submission_key"):
        found = _Explanation(_SENT_TWICE, None)
    return InvalidInput("constraint", found.message, field=found.field) if found else None


#: How PostgreSQL and SQLite say that a row is there already, or that the one it belongs to is gone.
_RACES = frozenset(
    {
        "23503",
        "23505",
        "SQLITE_CONSTRAINT_FOREIGNKEY",
        "SQLITE_CONSTRAINT_PRIMARYKEY",
        "SQLITE_CONSTRAINT_UNIQUE",
    }
)


def _lost_race(error: IntegrityError) -> Conflict | None:
    """`Conflict` where somebody did the same, or the opposite, in the same moment; the constraint is named in the log."""
    told = getattr(error.orig, "sqlstate", None) or getattr(error.orig, "sqlite_errorname", "")
    if told not in _RACES:
        return None
    log.warning("constraint kept", extra={"constraint": violated_constraint(error)})
    return Conflict()


def violated_constraint(error: IntegrityError) -> str:
    """Name of the constraint behind an IntegrityError; SQLite names columns of UNIQUE constraints instead ("table.column")."""
    named = getattr(getattr(error.orig, "diag", None), "constraint_name", None)
    if named:
        return str(named)
    return str(error.orig).partition("constraint failed: ")[2]


@contextmanager
def transaction(engine: Engine) -> Iterator[Connection]:
    """A connection beside the session in one transaction, committed at the end: for migrations and copies of the whole database.

    On SQLite the block begins it itself, with the lock it needs.
    """
    options = {} if engine.dialect.name == "sqlite" else {"isolation_level": "READ COMMITTED"}
    with engine.connect().execution_options(**options) as connection:
        yield connection
        connection.commit()


def check_durability(engine: Engine) -> None:
    """Refuse a PostgreSQL that acknowledges before it has stored."""
    if engine.dialect.name != "postgresql":
        return
    with engine.connect() as connection:
        if connection.exec_driver_sql("SHOW synchronous_commit").scalar_one() == "off":
            raise RuntimeError(
                "PostgreSQL runs with synchronous_commit=off: an acknowledged contribution could be lost"
            )


def ask_after_rest(engine: Engine) -> None:
    """Ask a connection that rested whether it still lives before it is used; a dead one is replaced unnoticed.

    The server may have restarted, a firewall may have forgotten the connection. One that was used a moment ago is not asked:
    that round trip would be a tenth of the work of storing an Anliegen.
    """

    def note_rest(_connection: Any, record: ConnectionPoolEntry) -> None:
        record.info["rests_since"] = time.monotonic()

    def ask(connection: Any, record: ConnectionPoolEntry, _proxy: Any) -> None:
        since = record.info.get("rests_since")
        if since is None or time.monotonic() - since < REST_SECONDS:
            return
        try:
            engine.dialect.do_ping(connection)
        except engine.dialect.loaded_dbapi.Error as error:
            raise DisconnectionError from error

    event.listen(engine, "checkin", note_rest)
    event.listen(engine, "checkout", ask)


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection: Any, _record: Any) -> None:
    if type(connection).__module__.split(".")[0] != "sqlite3":
        return
    connection.isolation_level = None  # reads need no transaction; units of work begin theirs themselves
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_SECONDS * 1000}"):
        connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Session, "before_flush")
def _flush_needs_a_unit(current: Session, _context: Any, _instances: Any) -> None:
    if current.info.get("unit") is None and (current.new or current.dirty or current.deleted):
        raise RuntimeError("this writes: open a unit_of_work() around it")


@event.listens_for(Session, "do_orm_execute")
def _bulk_needs_a_unit(state: ORMExecuteState) -> None:
    if (state.is_insert or state.is_update or state.is_delete) and state.session.info.get("unit") is None:
        raise RuntimeError("this writes: open a unit_of_work() around it")
