"""Long work with progress, work that comes round, and the worker that does both.

A job is a row that the person who started it can watch; it runs from the outbox, so a killed worker's job is taken up again.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid4

from sqlalchemy import BigInteger, delete, select, update
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock, outbox
from portal.kernel.db import Base, current_unit, enum_column, session, unit_of_work
from portal.kernel.errors import DomainError
from portal.kernel.outbox import Lane
from portal.kernel.policy import Actor
from portal.kernel.runtime import settings
from portal.kernel.text import N_

log = logging.getLogger("portal.jobs")

KEEP_RESULTS = timedelta(hours=24)
#: How long the list of an account still names a job whose result is gone.
KEEP_ROWS = timedelta(days=30)
POLL_SECONDS = 1.0
PERIODIC_SECONDS = 30.0
REPORT_EVERY = 0.5


class JobState(StrEnum):
    """Where a job stands."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"

    @property
    def label(self) -> str:
        return _STATE_LABELS[self]


_STATE_LABELS = {
    JobState.QUEUED: N_("wartet"),
    JobState.RUNNING: N_("läuft"),
    JobState.DONE: N_("fertig"),
    JobState.FAILED: N_("fehlgeschlagen"),
}


class Job(Base):
    """One piece of long work and what came of it."""

    __tablename__ = "job"
    #: Random, because it stands in an address.
    id: Mapped[UUID] = mapped_column(primary_key=True, default=uuid4)
    #: Which registered function runs it.
    kind: Mapped[str]
    #: What the person reads, for example "Bedarfe als Excel".
    title: Mapped[str]
    #: Arguments as JSON values.
    args: Mapped[dict[str, Any]]
    #: The account that started it and alone may see it; NULL for the portal itself.
    owner_id: Mapped[UUID | None] = mapped_column(index=True)
    state: Mapped[JobState] = enum_column(JobState, default=JobState.QUEUED)
    #: Steps done so far.
    done: Mapped[int] = mapped_column(BigInteger, default=0)
    #: Steps altogether, 0 while unknown.
    total: Mapped[int] = mapped_column(BigInteger, default=0)
    #: File below the files folder.
    result_path: Mapped[str | None]
    #: Name the person's computer gives the file.
    result_filename: Mapped[str | None]
    result_mimetype: Mapped[str | None]
    #: A German sentence for the person when it failed.
    error: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    finished_at: Mapped[datetime | None]
    #: From then on the file is gone.
    expires_at: Mapped[datetime | None] = mapped_column(index=True)


class PeriodicRun(Base):
    """When each piece of work that comes round is due next."""

    __tablename__ = "periodic_run"
    name: Mapped[str] = mapped_column(primary_key=True)
    due_at: Mapped[datetime]
    #: When it last finished.
    finished_at: Mapped[datetime | None]


@dataclass(frozen=True)
class JobResult:
    """A file that a job made, below `files_dir()`."""

    path: Path
    filename: str
    mimetype: str
    #: What the rights of the person were when it was made, as JSON values; kept with the arguments for the check at download.
    rights: Mapping[str, Any] = field(default_factory=dict)


class Progress:
    """How a job tells how far it is. `step` also keeps the job's lease, so call it at least every half minute."""

    def __init__(self, job_id: UUID, message_id: UUID) -> None:
        self.job_id = job_id
        self._message_id = message_id
        self._last = 0.0

    def step(self, done: int, total: int) -> None:
        """Tell that `done` of `total` steps are finished; written at most twice a second. Not inside a unit of work."""
        moment = time.monotonic()
        if moment - self._last < REPORT_EVERY and done < total:
            return
        self._last = moment
        with unit_of_work() as unit:
            unit.execute(update(Job).where(Job.id == self.job_id).values(done=done, total=total))
            outbox.renew_lease(self._message_id)


JobFunction = Callable[..., JobResult | None]
JOBS: dict[str, JobFunction] = {}
#: Whether somebody may have a result, by the arguments it was made with.
RightsCheck = Callable[[Actor, Mapping[str, Any]], bool]
RIGHTS: dict[str, RightsCheck] = {}


@dataclass(frozen=True)
class Periodic:
    """Work that comes round."""

    every: timedelta
    call: Callable[[], None]


PERIODIC: dict[str, Periodic] = {}


@dataclass(frozen=True)
class Duty:
    """Work with threads of its own, so that nothing else waits for it."""

    #: Does one piece; False when there was nothing to do.
    call: Callable[[], bool]
    threads: int


DUTIES: dict[str, Duty] = {}


def job(kind: str) -> Callable[[JobFunction], JobFunction]:
    """Register long work. The function gets a `Progress` and the arguments; it may run again after a crash."""

    def remember(call: JobFunction) -> JobFunction:
        JOBS[kind] = call
        return call

    return remember


def rights_to(kind: str) -> Callable[[RightsCheck], RightsCheck]:
    """Register who may still have the result of a kind of job. It is asked at every download: roles may have been withdrawn."""

    def remember(call: RightsCheck) -> RightsCheck:
        RIGHTS[kind] = call
        return call

    return remember


def may_have(job: Job, who: Actor) -> bool:
    """Whether this person's rights still cover what the job made. Kinds without a check are their owner's for good."""
    check = RIGHTS.get(job.kind)
    return check is None or check(who, job.args)


def periodic(name: str, *, every: timedelta) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register work that comes round. It runs in one worker at a time and opens its own units of work."""

    def remember(call: Callable[[], None]) -> Callable[[], None]:
        PERIODIC[name] = Periodic(every, call)
        return call

    return remember


def duty(name: str, *, threads: int = 1) -> Callable[[Callable[[], bool]], Callable[[], bool]]:
    """Register work that every worker does in `threads` threads of its own, again and again.

    The function does one piece in at most half a minute and returns False when there was nothing to do; then its thread rests for
    `POLL_SECONDS`. It opens its own units of work, and several workers call it at the same time.
    """

    def remember(call: Callable[[], bool]) -> Callable[[], bool]:
        DUTIES[name] = Duty(call, threads)
        return call

    return remember


def start(kind: str, *, owner: UUID | None, title: str, **args: Any) -> Job:
    """Queue long work in the open unit of work; it begins after the commit. Arguments must be JSON values."""
    current_unit()
    row = Job(id=uuid4(), kind=kind, title=title, args=args, owner_id=owner)
    session().add(row)
    outbox.send("job.run", {"job_id": str(row.id)}, lane=Lane.JOB)
    return row


def files_dir() -> Path:
    """Where results lie until they expire."""
    folder = settings().data_dir / "files"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def find(job_id: UUID, *, owner: UUID) -> Job | None:
    """The job, if this account started it."""
    return session().scalar(select(Job).where(Job.id == job_id, Job.owner_id == owner))


def jobs_of(owner: UUID, *, limit: int = 50) -> list[Job]:
    """The latest jobs of an account, newest first."""
    return list(
        session().scalars(select(Job).where(Job.owner_id == owner).order_by(Job.created_at.desc()).limit(limit))
    )


@outbox.handler("job.run")
def _run(payload: dict[str, Any], message_id: UUID) -> None:
    job_id = UUID(payload["job_id"])
    with unit_of_work() as unit:
        row = unit.get(Job, job_id)
        if row is None or row.state in (JobState.DONE, JobState.FAILED):
            return
        row.state = JobState.RUNNING
        kind, args = row.kind, dict(row.args)
    try:
        result = JOBS[kind](Progress(job_id, message_id), **args)
    except Exception as error:
        session().rollback()
        log.error("job failed", extra={"kind": kind, "error": type(error).__name__}, exc_info=error)
        _finish(job_id, JobState.FAILED, None, str(error) if isinstance(error, DomainError) else None)
        return
    _finish(job_id, JobState.DONE, result, None)


def _finish(job_id: UUID, state: JobState, result: JobResult | None, error: str | None) -> None:
    with unit_of_work() as unit:
        row = unit.get_one(Job, job_id)
        row.state, row.finished_at, row.expires_at = state, clock.now(), clock.now() + KEEP_RESULTS
        if state is JobState.FAILED:
            row.error = error or N_("Das hat nicht geklappt. Bitte versuchen Sie es noch einmal.")
        if result is not None:
            row.result_path = result.path.name
            row.result_filename, row.result_mimetype = result.filename, result.mimetype
            row.args = {**row.args, **result.rights}


@periodic("kernel.clean-up", every=timedelta(hours=1))
def clean_up() -> None:
    """Delete expired results, jobs that are long over, and long delivered messages."""
    outbox.forget_delivered()
    with unit_of_work() as unit:
        for row in unit.scalars(select(Job).where(Job.expires_at < clock.now(), Job.result_path.is_not(None))):
            (files_dir() / cast(str, row.result_path)).unlink(missing_ok=True)
            row.result_path = None
        unit.execute(delete(Job).where(Job.expires_at < clock.now() - KEEP_ROWS))


def run_periodic() -> int:
    """Run what is due. Returns how many pieces of work ran."""
    ran = 0
    for name, work in PERIODIC.items():
        if not _take_turn(name, work.every):
            continue
        try:
            work.call()
        except Exception as error:  # the next turn tries again; one failing duty must not stop the others
            session().rollback()
            log.error("periodic work failed", extra={"kind": name, "error": type(error).__name__}, exc_info=error)
            continue
        with unit_of_work() as unit:
            unit.execute(update(PeriodicRun).where(PeriodicRun.name == name).values(finished_at=clock.now()))
        ran += 1
    return ran


def _take_turn(name: str, every: timedelta) -> bool:
    moment = clock.now()
    due = session().scalar(select(PeriodicRun.due_at).where(PeriodicRun.name == name))
    session().rollback()
    if due is not None and due > moment:
        return False
    with unit_of_work() as unit:
        if due is None:
            if unit.get(PeriodicRun, name) is not None:
                return False
            unit.add(PeriodicRun(name=name, due_at=moment + every))
            return True
        result = unit.execute(
            update(PeriodicRun).where(PeriodicRun.name == name, PeriodicRun.due_at == due).values(due_at=moment + every)
        )
        return bool(result.rowcount)  # type: ignore[attr-defined]


class Worker:
    """Two threads, one per lane, and those of the duties; the first also minds the periodic work."""

    def __init__(self, context: Callable[[], AbstractContextManager[Any]]) -> None:
        self._context = context
        self._stop = threading.Event()
        self._threads = [
            threading.Thread(target=self._loop, args=(lane,), name=f"worker-{lane}", daemon=True) for lane in Lane
        ]
        self._threads += [
            threading.Thread(target=self._stand, args=(one.call,), name=f"worker-{name}-{number}", daemon=True)
            for name, one in DUTIES.items()
            for number in range(one.threads)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        """Finish the message in hand and end."""
        self._stop.set()
        ends = time.monotonic() + 10
        for thread in self._threads:
            thread.join(timeout=max(0.0, ends - time.monotonic()))

    def run_forever(self) -> None:
        """Work until the process is told to end."""
        self.start()
        while not self._stop.wait(3600):
            pass

    def _loop(self, lane: Lane) -> None:
        next_round = 0.0
        while not self._stop.is_set():
            try:
                with self._context():
                    busy = self._turn(lane)
                    if lane is Lane.MESSAGE and time.monotonic() >= next_round:
                        run_periodic()
                        next_round = time.monotonic() + PERIODIC_SECONDS
            except Exception as error:  # a database that is away comes back; the worker waits for it
                log.warning("worker waits", extra={"error": type(error).__name__})
                self._stop.wait(2)
                continue
            if not busy:
                outbox.wait_for_bell(lane, POLL_SECONDS)

    def _stand(self, call: Callable[[], bool]) -> None:
        while not self._stop.is_set():
            try:
                with self._context():
                    is_busy = call()
            except Exception as error:  # as above: it comes back
                log.warning("duty waits", extra={"error": type(error).__name__}, exc_info=error)
                self._stop.wait(2)
                continue
            if not is_busy:
                self._stop.wait(POLL_SECONDS)

    def _turn(self, lane: Lane) -> bool:
        delivered = 0
        for message_id in outbox.due_ids(lane):
            if self._stop.is_set():
                break
            delivered += outbox.deliver(message_id)
        return delivered > 0
