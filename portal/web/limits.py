"""How often is too often. Who asks is known only as a keyed hash with a salt that is thrown away every day."""

import hashlib
import secrets
import time
from functools import lru_cache

from flask import request
from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage, RedisStorage, Storage
from limits.strategies import FixedWindowRateLimiter

from portal.kernel import clock
from portal.kernel.errors import TooMany
from portal.kernel.runtime import settings

_DAY = 24 * 3600
_MANY_KEYS = 10_000


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
    return RedisStorage(redis_url) if redis_url else QuietMemory()


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
    address = (request.remote_addr or "").encode()
    salt = _salt(clock.today().isoformat(), settings().redis_url)
    return hashlib.blake2b(address, key=salt, digest_size=16).hexdigest()


def hit(what: str, *whom: str, most: int, per_seconds: int) -> None:
    """Count one `what` by `whom` (default: the client). Raises `TooMany` when there were more than `most` in `per_seconds`."""
    limiter = FixedWindowRateLimiter(_storage(settings().redis_url))
    item = RateLimitItemPerSecond(most, per_seconds, namespace=what)
    who = whom or (client(),)
    if not limiter.hit(item, *who):
        reset = limiter.get_window_stats(item, *who).reset_time
        raise TooMany(retry_after=max(1, int(reset - clock.now().timestamp()) + 1))


def count(what: str, *whom: str, most: int, per_seconds: int) -> int:
    """How many are still allowed."""
    limiter = FixedWindowRateLimiter(_storage(settings().redis_url))
    return limiter.get_window_stats(
        RateLimitItemPerSecond(most, per_seconds, namespace=what), *(whom or (client(),))
    ).remaining


def forget_all() -> None:
    """Begin counting anew; for tests."""
    _storage(settings().redis_url).reset()
