"""How often is too often. Who asks is known only as a keyed hash with a salt that is thrown away every day."""

import hashlib
import secrets
import time
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from flask import request
from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage, RedisStorage, Storage
from limits.strategies import FixedWindowRateLimiter

from portal.kernel import clock
from portal.kernel.errors import TooMany
from portal.kernel.runtime import settings

_DAY = 24 * 3600
_MANY_KEYS = 10_000
_LONGEST_WAIT_SECONDS = 1

Answer = TypeVar("Answer")


class QuietMemory(MemoryStorage):
    """Counts in memory without starting a thread for every count; forgets what is over when it has grown."""

    def incr(self, key: str, expiry: float, amount: int = 1) -> int:
        if len(self.expirations) > _MANY_KEYS:
            for kept in list(self.expirations):
                self.get(kept)
        self.get(key)
        with self.locks[key]:
            self.storage[key] += amount
            if self.storage[key] == amount:
                self.expirations[key] = time.time() + expiry
        return self.storage.get(key, 0)


@lru_cache(maxsize=4)
def _storage(redis_url: str) -> Storage:
    if not redis_url:
        return QuietMemory()
    return RedisStorage(redis_url, socket_timeout=_LONGEST_WAIT_SECONDS, socket_connect_timeout=_LONGEST_WAIT_SECONDS)


@lru_cache(maxsize=4)
def _salt(day: str, redis_url: str) -> bytes:
    storage = _storage(redis_url)
    if not isinstance(storage, RedisStorage):
        return secrets.token_bytes(32)
    key = f"miteinander:salt:{day}"
    storage.storage.set(key, secrets.token_hex(32), ex=_DAY, nx=True)
    kept = storage.storage.get(key)
    return bytes(kept) if kept else secrets.token_bytes(32)


def client() -> str:
    """Who asks, for today and this installation only; cannot be turned back into an address."""
    return _ask(_client)


def _client(redis_url: str) -> str:
    address = (request.remote_addr or "").encode()
    salt = _salt(clock.today().isoformat(), redis_url)
    return hashlib.blake2b(address, key=salt, digest_size=16).hexdigest()


def _ask(question: Callable[[str], Answer]) -> Answer:
    """Ask the common store; while Redis is away each process counts for itself, nobody is kept out."""
    redis_url = settings().redis_url
    if not redis_url:
        return question("")
    from redis import RedisError

    try:
        return question(redis_url)
    except RedisError:
        return question("")


def hit(what: str, *whom: str, most: int, per_seconds: int) -> None:
    """Count one `what` by `whom` (default: the client). Raises `TooMany` when there were more than `most` in `per_seconds`."""
    item = RateLimitItemPerSecond(most, per_seconds, namespace=what)

    def seconds_to_wait(redis_url: str) -> int:
        limiter = FixedWindowRateLimiter(_storage(redis_url))
        who = whom or (_client(redis_url),)
        if limiter.hit(item, *who):
            return 0
        reset = limiter.get_window_stats(item, *who).reset_time
        return max(1, int(reset - clock.now().timestamp()) + 1)

    if seconds := _ask(seconds_to_wait):
        raise TooMany(retry_after=seconds)


def count(what: str, *whom: str, most: int, per_seconds: int) -> int:
    """How many are still allowed."""
    item = RateLimitItemPerSecond(most, per_seconds, namespace=what)

    def remaining(redis_url: str) -> int:
        limiter = FixedWindowRateLimiter(_storage(redis_url))
        return limiter.get_window_stats(item, *(whom or (_client(redis_url),))).remaining

    return _ask(remaining)


def forget_all() -> None:
    """Begin counting anew; for tests."""
    _storage(settings().redis_url).reset()
