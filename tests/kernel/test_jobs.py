"""Long work with progress, and work that comes round."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.kernel import jobs, outbox
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.jobs import Job, JobResult, JobState, PeriodicRun, Progress
from tests.support.time import StoppedClock

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture(autouse=True)
def own_jobs() -> Iterator[None]:
    """What a test registers is gone after it; the portal's own periodic work and its duties rest."""
    known, periodic, duties = dict(jobs.JOBS), dict(jobs.PERIODIC), dict(jobs.DUTIES)
    jobs.PERIODIC.clear()
    jobs.DUTIES.clear()
    yield
    for registry, before in ((jobs.JOBS, known), (jobs.PERIODIC, periodic), (jobs.DUTIES, duties)):
        registry.clear()
        registry.update(before)  # type: ignore[arg-type]


def start(kind: str = "tests.count", owner: UUID | None = None, **args: Any) -> UUID:
    with unit_of_work():
        return jobs.start(kind, owner=owner, title="Zählen", **args).id


def state_of(session: Session, job_id: UUID) -> Job:
    session.expire_all()
    return session.get_one(Job, job_id)


def test_a_job_runs_after_the_commit_and_keeps_its_file(session: Session) -> None:
    @jobs.job("tests.count")
    def count(progress: Progress, *, up_to: int) -> JobResult:
        for number in range(up_to):
            progress.step(number + 1, up_to)
        path = jobs.files_dir() / f"{uuid4()}.txt"
        path.write_text(str(up_to))
        return JobResult(path, "zahl.txt", "text/plain")

    job_id = start(up_to=3)
    assert state_of(session, job_id).state is JobState.QUEUED

    outbox.drain()
    job = state_of(session, job_id)
    assert (job.state, job.done, job.total, job.result_filename) == (JobState.DONE, 3, 3, "zahl.txt")
    assert (jobs.files_dir() / (job.result_path or "")).read_text() == "3"


def test_a_job_of_an_undone_unit_never_runs(session: Session) -> None:
    with pytest.raises(LookupError), unit_of_work():
        jobs.start("tests.count", owner=None, title="Zählen")
        raise LookupError

    assert outbox.drain() == 0
    assert session.scalars(select(Job)).all() == []


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (InvalidInput("tests.no", "Das geht nicht."), "Das geht nicht."),
        (ZeroDivisionError("secret"), "Das hat nicht geklappt. Bitte versuchen Sie es noch einmal."),
    ],
)
def test_a_failed_job_tells_its_owner_without_telling_secrets(session: Session, error: Exception, told: str) -> None:
    @jobs.job("tests.count")
    def fail(_progress: Progress) -> None:
        raise error

    job_id = start()
    outbox.drain()

    assert (state_of(session, job_id).state, state_of(session, job_id).error) == (JobState.FAILED, told)


def test_a_job_belongs_to_who_started_it() -> None:
    owner = uuid4()
    job_id = start(owner=owner)

    assert jobs.find(job_id, owner=owner) is not None
    assert jobs.find(job_id, owner=uuid4()) is None
    assert [job.id for job in jobs.jobs_of(owner)] == [job_id]


def test_files_are_gone_after_a_day(session: Session, frozen_clock: StoppedClock) -> None:
    @jobs.job("tests.count")
    def count(_progress: Progress) -> JobResult:
        path = jobs.files_dir() / "ergebnis.txt"
        path.write_text("42")
        return JobResult(path, "ergebnis.txt", "text/plain")

    job_id = start()
    outbox.drain()
    frozen_clock.forward(hours=25)
    jobs.clean_up()

    assert state_of(session, job_id).result_path is None
    assert list(jobs.files_dir().iterdir()) == []


def test_jobs_are_forgotten_a_month_after_their_result(frozen_clock: StoppedClock) -> None:
    jobs.job("tests.count")(lambda _progress: None)
    owner = uuid4()
    over = start(owner=owner)
    outbox.drain()
    frozen_clock.forward(days=32)
    waiting = start(owner=owner)

    jobs.clean_up()

    assert jobs.find(over, owner=owner) is None
    assert jobs.find(waiting, owner=owner) is not None


def test_periodic_work_runs_when_it_is_due(frozen_clock: StoppedClock) -> None:
    ran: list[str] = []
    jobs.periodic("tests.daily", every=timedelta(days=1))(lambda: ran.append("daily"))

    turns = []
    for hours in (0, 1, 22, 2):
        frozen_clock.forward(hours=hours)
        turns.append(jobs.run_periodic())

    assert turns == [1, 0, 0, 1]
    assert ran == ["daily", "daily"]


def test_one_failing_duty_does_not_stop_the_others(session: Session) -> None:
    ran: list[str] = []

    def fail() -> None:
        raise ConnectionError

    jobs.periodic("tests.a", every=timedelta(hours=1))(fail)
    jobs.periodic("tests.b", every=timedelta(hours=1))(lambda: ran.append("b"))

    assert jobs.run_periodic() == 1
    assert ran == ["b"]
    finished = {run.name: run.finished_at is not None for run in session.scalars(select(PeriodicRun))}
    assert finished == {"tests.a": False, "tests.b": True}


def test_a_worker_delivers_by_itself_and_stops_when_told(app: Flask) -> None:
    done = _Bell()
    jobs.job("tests.count")(lambda _progress: done.ring())
    worker = jobs.Worker(app.app_context)
    worker.start()
    try:
        start()
        assert done.heard()
    finally:
        worker.stop()


def test_a_duty_has_threads_of_its_own_and_survives_its_errors(app: Flask) -> None:
    import threading

    goes_on, again, delivered = threading.Event(), _Bell(), _Bell()
    calls = iter(range(1_000))

    @jobs.duty("tests.hangs")
    def hangs() -> bool:
        goes_on.wait(30)
        return False

    @jobs.duty("tests.fails", threads=2)
    def fails() -> bool:
        if next(calls) < 2:
            raise ConnectionError
        again.ring()
        return False

    jobs.job("tests.count")(lambda _progress: delivered.ring())
    worker = jobs.Worker(app.app_context)
    worker.start()
    try:
        start()
        assert delivered.heard(), "messages do not wait for a duty that hangs"
        assert again.heard(), "a duty that failed is called again"
    finally:
        goes_on.set()
        worker.stop()


class _Bell:
    """Rung in one thread, heard in another."""

    def __init__(self) -> None:
        import threading

        self._event = threading.Event()
        self.heard: Callable[[], bool] = lambda: self._event.wait(60)

    def ring(self) -> None:
        self._event.set()
