"""What was done by whom, in a chain that shows when somebody changed it afterwards.

Kinds are declared with their keys; entries hold ids, never content. Each entry's digest covers the one before it with a key
that is not in the database.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Row, Select, select, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock, codes
from portal.kernel.db import Base, Stage, Unit, current_unit, session
from portal.kernel.policy import Actor

_CHAIN_LOCK = 7_061_979
_BEGIN = bytes(32)


class AuditEntry(Base):
    """One link of the chain."""

    __tablename__ = "audit_entry"
    #: Place in the chain, without gaps.
    seq: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(index=True)
    #: Declared kind, for example "accounts.role-granted".
    kind: Mapped[str] = mapped_column(index=True)
    #: The account that did it; NULL for the portal itself and for people without an account.
    actor_id: Mapped[UUID | None] = mapped_column(index=True)
    #: The declared keys with ids and plain values.
    facts: Mapped[dict[str, Any]]
    #: Digest of the entry before.
    previous: Mapped[bytes]
    #: Keyed digest over this entry and `previous`.
    digest: Mapped[bytes]


@dataclass(frozen=True)
class AuditKind:
    """A kind of entry and the keys it must have."""

    name: str
    label: str
    keys: frozenset[str]
    #: Whether people without an account cause such entries; without an actor, every other kind is the portal's own doing.
    by_anyone: bool


@dataclass(frozen=True)
class Verification:
    """Whether the chain holds. `broken_at` is the first entry that does not fit."""

    entries: int
    broken_at: int | None

    @property
    def holds(self) -> bool:
        return self.broken_at is None


_kinds: dict[str, AuditKind] = {}


def kind(name: str, label: str, *, keys: tuple[str, ...] = (), by_anyone: bool = False) -> AuditKind:
    """Declare a kind of entry; `label` is the German name on the page of the log. See `AuditKind.by_anyone`."""
    _kinds[name] = AuditKind(name, label, frozenset(keys), by_anyone)
    return _kinds[name]


def kinds() -> dict[str, AuditKind]:
    """Every declared kind by its name."""
    return _kinds


def log(what: AuditKind, *, by: Actor, **facts: Any) -> None:
    """Add an entry to the open unit of work. Raises ValueError when a declared key is missing or another one is given."""
    if set(facts) != what.keys:
        raise ValueError(f"{what.name} needs {sorted(what.keys)}, got {sorted(facts)}")
    plain = {name: _plain(value) for name, value in sorted(facts.items())}
    current_unit().state.setdefault("audit", []).append((what.name, by.id, plain))


def entries(*, of_kind: str | None = None, actor_id: UUID | None = None) -> Select[AuditEntry]:
    """The log, filtered; order it by `AuditEntry.seq`."""
    query = select(AuditEntry)
    if of_kind:
        query = query.where(AuditEntry.kind == of_kind)
    if actor_id:
        query = query.where(AuditEntry.actor_id == actor_id)
    return query


def verify() -> Verification:
    """Compute the whole chain again."""
    previous, expected = _BEGIN, 0
    for entry in _chain():
        expected += 1
        good = _digest(previous, expected, entry.at, entry.kind, entry.actor_id, entry.facts)
        if entry.seq != expected or entry.previous != previous or entry.digest != good:
            return Verification(expected - 1, expected)
        previous = entry.digest
    return Verification(expected, None)


def _chain() -> Iterator[Row[Any]]:
    """Every entry in order, a portion at a time. Numbers that were taken out of order come where they belong."""
    columns = AuditEntry.__table__.c
    last = -1
    while (
        portion := session().execute(select(*columns).where(columns.seq > last).order_by(columns.seq).limit(1000)).all()
    ):
        yield from portion
        last = portion[-1].seq


def _append(unit: Unit) -> None:
    waiting = unit.state.pop("audit", [])
    if not waiting:
        return
    current = session()
    if current.get_bind().dialect.name == "postgresql":
        current.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _CHAIN_LOCK})
    last = current.execute(select(AuditEntry.seq, AuditEntry.digest).order_by(AuditEntry.seq.desc()).limit(1)).first()
    seq, previous = (last.seq, last.digest) if last else (0, _BEGIN)
    for name, actor_id, facts in waiting:
        seq, at = seq + 1, clock.now()
        digest = _digest(previous, seq, at, name, actor_id, facts)
        current.add(
            AuditEntry(seq=seq, at=at, kind=name, actor_id=actor_id, facts=facts, previous=previous, digest=digest)
        )
        previous = digest
    current.flush()


def _digest(previous: bytes, seq: int, at: datetime, name: str, actor_id: UUID | None, facts: dict[str, Any]) -> bytes:
    body = json.dumps(
        [seq, at.astimezone(UTC).isoformat(timespec="microseconds"), name, str(actor_id or ""), facts],
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
    )
    return codes.keyed_hash("audit", previous + body.encode())


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (UUID, datetime)):
        return str(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_plain(item) for item in value]
    return value


Unit.before_commit[Stage.AUDIT] = _append
