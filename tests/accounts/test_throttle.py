"""Counting tries: the same in memory and in Redis."""

import socket
import subprocess
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from portal.accounts.actions import throttle
from portal.accounts.actions.throttle import Limit, MemoryStore, RedisStore, Store
from portal.kernel.errors import TooMany, Unavailable
from tests.support.time import StoppedClock

LIMIT = Limit("test", free=3, first_pause=10, longest_pause=40)


@pytest.fixture(scope="module")
def redis_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Redis of our own."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    folder: Path = tmp_path_factory.mktemp("redis")
    arguments = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--dir", str(folder)]
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        # A machine under test may stand still for a second; asked again, a Redis would count the same try twice.
        yield f"redis://127.0.0.1:{port}/0?socket_timeout=30"
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int) -> None:
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError("redis-server does not answer")


@pytest.fixture(params=["memory", "redis"])
def store(request: pytest.FixtureRequest, app: Flask, frozen_clock: StoppedClock) -> Store:
    if request.param == "memory":
        return MemoryStore()
    made = RedisStore(request.getfixturevalue("redis_url"))
    made._command("FLUSHALL")
    return made


def test_the_first_tries_are_free_then_each_costs_a_pause_that_doubles(
    store: Store, frozen_clock: StoppedClock
) -> None:
    assert [store.take("k", LIMIT) for _ in range(3)] == [0, 0, 0]
    for pause in (10, 20, 40, 40, 40):
        assert store.take("k", LIMIT) == pause
        frozen_clock.forward(seconds=pause - 1)
        assert store.take("k", LIMIT) == 1
        frozen_clock.forward(seconds=1)
        assert store.take("k", LIMIT) == 0


def test_keys_do_not_know_each_other(store: Store) -> None:
    for _ in range(3):
        store.take("one", LIMIT)

    assert store.take("one", LIMIT) == 10
    assert store.take("another", LIMIT) == 0


def test_what_is_forgotten_begins_anew(store: Store) -> None:
    for _ in range(3):
        store.take("k", LIMIT)
    store.forget("k")
    store.forget("never seen")

    assert [store.take("k", LIMIT) for _ in range(3)] == [0, 0, 0]


def test_a_good_try_is_given_back(store: Store) -> None:
    for _ in range(20):
        assert store.take("k", LIMIT) == 0
        store.give_back("k")
    store.give_back("never seen")

    assert [store.take("k", LIMIT) for _ in range(3)] == [0, 0, 0]


def test_tries_at_the_same_moment_do_not_slip_through(store: Store) -> None:
    passed: list[int] = []
    together = threading.Barrier(8)

    def hurry() -> None:
        together.wait(30)
        passed.append(store.take("k", LIMIT))

    threads = [threading.Thread(target=hurry) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert passed.count(0) == 3


def test_the_salt_is_new_every_day(store: Store, frozen_clock: StoppedClock) -> None:
    today = store.salt()
    assert store.salt() == today
    assert len(today) == 32

    frozen_clock.forward(days=1)

    assert store.salt() != today


def test_an_hour_of_rest_is_forgiven(app: Flask, frozen_clock: StoppedClock) -> None:
    store = MemoryStore()
    for _ in range(3):
        store.take("k", LIMIT)
    frozen_clock.forward(hours=1, seconds=11)

    assert [store.take("k", LIMIT) for _ in range(3)] == [0, 0, 0]


def test_memory_does_not_grow_without_end(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "_MOST_KEYS", 10)
    store = MemoryStore()
    for number in range(50):
        store.take(str(number), LIMIT)

    assert len(store._tries) == 10


def test_without_redis_each_process_counts_for_itself_and_nobody_is_kept_out(
    app: Flask, frozen_clock: StoppedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = RedisStore("redis://127.0.0.1:1/0")
    with pytest.raises(Unavailable):
        away.take("k", LIMIT)
    local = MemoryStore()
    monkeypatch.setattr(throttle, "_store", lambda url: away if url else local)
    monkeypatch.setattr(throttle, "settings", lambda: type("Chosen", (), {"redis_url": "redis://127.0.0.1:1/0"}))

    for _ in range(3):
        throttle.take(LIMIT, "anna@example.org")
    with pytest.raises(TooMany):
        throttle.take(LIMIT, "anna@example.org")


def test_keys_hold_no_address(app: Flask) -> None:
    throttle.take(LIMIT, "anna@example.org")

    store = throttle._store("")
    assert isinstance(store, MemoryStore)
    assert [key for key in store._tries if "anna" in key] == []


def test_long_pauses_are_told_in_minutes(app: Flask, frozen_clock: StoppedClock) -> None:
    patient = Limit("patient", free=1, first_pause=150, longest_pause=300)
    throttle.take(patient, "x")

    with pytest.raises(TooMany) as too_many:
        throttle.take(patient, "x")

    assert "Bitte warten Sie 3 Minuten" in str(too_many.value)
    assert too_many.value.retry_after == 150
