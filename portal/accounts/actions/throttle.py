"""Slowing down those who try again and again, without ever locking anybody out for good.

Every try is counted before it is judged, so tries at the same moment cannot slip through. The first few are free, then each one
costs a pause that doubles up to a limit. Keys are HMACs with a salt that is new every day and lives only in memory (or Redis):
no address of a person or a computer is stored anywhere.
"""

import hashlib
import hmac
import math
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Protocol, TypeVar, cast

from portal.kernel import clock
from portal.kernel.errors import TooMany, Unavailable
from portal.kernel.runtime import settings
from portal.kernel.text import N_

#: Without a try for this long, a key is forgotten.
MEMORY = timedelta(hours=1)
_MOST_KEYS = 50_000
_PREFIX = "miteinander:throttle:"

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Limit:
    """How patient we are with one kind of key."""

    name: str
    #: So many tries cost nothing.
    free: int
    #: The first pause in seconds; it doubles with every further try.
    first_pause: int
    #: It never grows beyond this.
    longest_pause: int

    def pause_after(self, tries: int) -> int:
        """Seconds until the next try once there were `tries` of them."""
        if tries < self.free:
            return 0
        return min(self.longest_pause, self.first_pause << min(tries - self.free, 20))


#: Somebody at one computer tries one account.
SIGN_IN_PAIR = Limit("sign-in-pair", free=5, first_pause=5, longest_pause=300)
#: Many computers try one account; its owner must still get through, so the pause stays short.
SIGN_IN_ACCOUNT = Limit("sign-in-account", free=20, first_pause=5, longest_pause=60)
#: One computer tries many accounts; a whole office may stand behind one address.
SIGN_IN_CLIENT = Limit("sign-in-client", free=20, first_pause=5, longest_pause=300)
#: Somebody who is signed in gives the present password to choose a new one.
CONFIRM_PASSWORD = Limit("confirm-password", free=5, first_pause=5, longest_pause=300)
RESET_ACCOUNT = Limit("reset-account", free=3, first_pause=60, longest_pause=900)
RESET_CLIENT = Limit("reset-client", free=10, first_pause=30, longest_pause=900)


class Store(Protocol):
    """Where tries are counted."""

    def salt(self) -> bytes:
        """Today's random salt."""

    def take(self, key: str, limit: Limit) -> int:
        """Count one try, or return the seconds still to wait without counting it."""

    def forget(self, key: str) -> None:
        """Start anew with this key."""

    def give_back(self, key: str) -> None:
        """Uncount the last try."""


class MemoryStore:
    """Counts inside this process; each worker process counts for itself."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        #: key → tries, moment (epoch seconds) from which the next one is allowed
        self._tries: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._salt = (clock.today(), secrets.token_bytes(32))

    def salt(self) -> bytes:
        with self._lock:
            if self._salt[0] != clock.today():
                self._salt = (clock.today(), secrets.token_bytes(32))
            return self._salt[1]

    def take(self, key: str, limit: Limit) -> int:
        at = clock.now().timestamp()
        with self._lock:
            tries, allowed = self._tries.get(key, (0, at))
            if at - allowed > MEMORY.total_seconds():
                tries, allowed = 0, at
            if at < allowed:
                return math.ceil(allowed - at)
            self._tries[key] = (tries + 1, at + limit.pause_after(tries + 1))
            self._tries.move_to_end(key)
            while len(self._tries) > _MOST_KEYS:
                self._tries.popitem(last=False)
            return 0

    def forget(self, key: str) -> None:
        with self._lock:
            self._tries.pop(key, None)

    def give_back(self, key: str) -> None:
        with self._lock:
            tries, _ = self._tries.get(key, (0, 0.0))
            if tries <= 1:
                self._tries.pop(key, None)
            else:
                self._tries[key] = (tries - 1, clock.now().timestamp())


class RedisStore:
    """Counts for all processes of an installation together. Raises `Unavailable` while Redis does not answer."""

    _TAKE = """
    local tries = tonumber(redis.call('HGET', KEYS[1], 'tries') or '0')
    local allowed = tonumber(redis.call('HGET', KEYS[1], 'allowed') or '0')
    local at, free, first, longest = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3]), tonumber(ARGV[4])
    if at < allowed then return math.ceil(allowed - at) end
    tries = tries + 1
    local pause = 0
    if tries >= free then pause = math.min(longest, first * 2 ^ math.min(tries - free, 20)) end
    redis.call('HSET', KEYS[1], 'tries', tries, 'allowed', at + pause)
    redis.call('EXPIRE', KEYS[1], math.ceil(pause) + tonumber(ARGV[5]))
    return 0
    """
    _GIVE_BACK = """
    if redis.call('HINCRBY', KEYS[1], 'tries', -1) < 1 then return redis.call('DEL', KEYS[1]) end
    return redis.call('HSET', KEYS[1], 'allowed', ARGV[1])
    """

    def __init__(self, url: str) -> None:
        from redis import Redis

        self._redis = Redis.from_url(url, socket_timeout=1, socket_connect_timeout=1)

    def salt(self) -> bytes:
        name = f"{_PREFIX}salt:{clock.today().isoformat()}"
        self._command("SET", name, secrets.token_bytes(32), "NX", "EX", 2 * 86_400)
        return cast(bytes, self._command("GET", name))

    def take(self, key: str, limit: Limit) -> int:
        figures = (
            clock.now().timestamp(),
            limit.free,
            limit.first_pause,
            limit.longest_pause,
            int(MEMORY.total_seconds()),
        )
        return cast(int, self._command("EVAL", self._TAKE, 1, _PREFIX + key, *figures))

    def forget(self, key: str) -> None:
        self._command("DEL", _PREFIX + key)

    def give_back(self, key: str) -> None:
        self._command("EVAL", self._GIVE_BACK, 1, _PREFIX + key, clock.now().timestamp())

    def _command(self, *words: str | bytes | float) -> object:
        from redis import RedisError

        try:
            return self._redis.execute_command(*words)  # type: ignore[no-untyped-call]
        except RedisError as error:
            raise Unavailable from error


@lru_cache(maxsize=4)
def _store(redis_url: str) -> Store:
    return RedisStore(redis_url) if redis_url else MemoryStore()


def start_anew() -> None:
    """Forget everything counted in this process."""
    _store.cache_clear()


def take(limit: Limit, who: str) -> None:
    """Count a try by or for `who`. Raises `TooMany` with the seconds to wait when it comes too early."""
    seconds = _ask(lambda store: store.take(_key(store, limit, who), limit))
    if seconds:
        raise _too_many(seconds)


def succeed(limit: Limit, who: str) -> None:
    """Forget the tries for `who`: the right person has come."""
    _ask(lambda store: store.forget(_key(store, limit, who)))


def give_back(limit: Limit, who: str) -> None:
    """The last try of `who` was a good one and does not count."""
    _ask(lambda store: store.give_back(_key(store, limit, who)))


def _ask(question: Callable[[Store], Answer]) -> Answer:
    """Ask the common store; while Redis is away each process counts for itself, nobody is kept out."""
    try:
        return question(_store(settings().redis_url))
    except Unavailable:
        return question(_store(""))


def _too_many(seconds: int) -> TooMany:
    return TooMany(
        code="accounts.too-many-tries",
        message=_WAIT_SECONDS if seconds < 90 else _WAIT_MINUTES,
        retry_after=seconds,
        seconds=max(seconds, 2),
        minutes=-(-seconds // 60),
    )


def _key(store: Store, limit: Limit, who: str) -> str:
    mark = hmac.digest(store.salt(), who.encode("utf-8", "surrogatepass"), hashlib.sha256)
    return f"{limit.name}:{mark.hex()}"


_WAIT_SECONDS = N_(
    "Das waren mehrere Versuche hintereinander. Bitte warten Sie %(seconds)d Sekunden und versuchen Sie es dann noch einmal."
)
_WAIT_MINUTES = N_(
    "Das waren viele Versuche hintereinander. Bitte warten Sie %(minutes)d Minuten und versuchen Sie es dann noch einmal."
)
