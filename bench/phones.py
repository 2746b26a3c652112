"""Phones at a Moderationswand, as threads: each polls, places its dots over a network that breaks down, and notes what it saw when.

All moments are those of the machine's monotonic clock, which every process shares.
"""

import random
import re
import threading
import time
import uuid
from collections import Counter
from dataclasses import dataclass, field

from bench.client import Answer, Connection, get, post

#: Seconds between an answer and the next question: of phones, and of the few screens.
PHONE_PAUSE, SCREEN_PAUSE = 1.8, 1.0
DOTS = 3
#: How many of a hundred dots are sent into a network that breaks down before the answer, and how many are sent once more although
#: they were acknowledged.
DROPPED, REPEATED = 30, 20
#: Seconds between the beginning and the last arrival, the last dot, the last cut, the end.
ARRIVED, PLACED, CUT, END = 8.0, 55.0, 50.0, 64.0
#: On a machine that is too slow for the room, phones may go on for so many seconds until their dots are placed.
GRACE = 90.0
SHORTEST_CUT, LONGEST_CUT = 3.0, 6.0
_CHANGE = re.compile(rb'id="wall-live"[^>]*data-change="(\d+)"|data-change="(\d+)"[^>]*id="wall-live"')
OK, EMPTY, SEE_OTHER, REFUSED = 200, 204, 303, 422
BUSY = frozenset({429, 503})
_PATIENCE = 20


@dataclass(frozen=True)
class Room:
    """The wall at which the phones are."""

    port: int
    id: str
    code: str
    spots: list[str]
    column: str
    cookie: str
    begin: float


@dataclass
class Seen:
    """What one phone or screen noted."""

    arrived: float = 0.0
    #: Number of the change and when it was there.
    changes: list[tuple[int, float]] = field(default_factory=list)
    #: From when until when it had no network; (0, 0) for never.
    cut: tuple[float, float] = (0.0, 0.0)
    polls: list[float] = field(default_factory=list)
    counted: Counter[str] = field(default_factory=Counter)


class Watcher(threading.Thread):
    """Asks a wall for what changed, again and again; is cut off for some seconds if `is_cut`."""

    pause = PHONE_PAUSE

    def __init__(self, room: Room, chance: random.Random, *, address: str, cookie: str = "", is_cut: bool) -> None:
        super().__init__(daemon=True)
        self.room, self.chance, self.seen = room, chance, Seen()
        self.connection = Connection(room.port, timeout=_PATIENCE)
        self.cookie, self._address, self._change = cookie, address, 0
        if is_cut:
            begin = room.begin + chance.uniform(ARRIVED + 4, CUT)
            self.seen.cut = (begin, begin + chance.uniform(SHORTEST_CUT, LONGEST_CUT))

    def run(self) -> None:
        self._wait(self.room.begin + self.chance.uniform(0, ARRIVED))
        if not self.come():
            return
        self.seen.arrived = time.monotonic()
        following = self.seen.arrived + self.chance.uniform(0, self.pause)
        deeds = sorted(self.deeds())
        while (now := time.monotonic()) < self.room.begin + END + (GRACE if deeds else 0.0):
            if self.seen.cut[0] <= now < self.seen.cut[1]:
                self.connection.close()
                self._wait(self.seen.cut[1])
                following = time.monotonic()
            elif deeds and deeds[0] <= min(now, following):
                deeds.pop(0)
                self.act()
            elif following <= now:
                self.poll()
                following = time.monotonic() + self.pause
            else:
                self._wait(min([following, *deeds[:1], *([self.seen.cut[0]] if now < self.seen.cut[0] else [])]))

    def come(self) -> bool:
        """Be there: nothing to do for a screen."""
        return True

    def deeds(self) -> list[float]:
        """When it does something besides asking."""
        return []

    def act(self) -> None:
        """Do one of the deeds."""

    def poll(self) -> None:
        """Ask once, and note what came."""
        began = time.monotonic()
        answer = self.asked(get(f"{self._address}?ab={self._change}", cookie=self.cookie))
        if answer is None:
            return
        self.seen.polls.append(time.monotonic() - began)
        if answer.status == OK:
            self.note(answer)
        elif answer.status != EMPTY:
            self.seen.counted[f"poll {answer.status}"] += 1

    def note(self, answer: Answer) -> None:
        """Remember which change this is."""
        found = _CHANGE.search(answer.body)
        if found is None:
            self.seen.counted["no change on the page"] += 1
            return
        self._change = int(found[1] or found[2])
        self.seen.changes.append((self._change, time.monotonic()))

    def asked(self, request: bytes) -> Answer | None:
        """The answer; None when the connection broke."""
        try:
            return self.connection.ask(request)
        except ConnectionError:
            self.seen.counted["broken"] += 1
            return None

    @staticmethod
    def _wait(until: float) -> None:
        time.sleep(max(0.0, until - time.monotonic()))


class Phone(Watcher):
    """Somebody with a phone: comes, polls, places three dots, tries a fourth."""

    def __init__(self, room: Room, chance: random.Random, *, is_cut: bool) -> None:
        super().__init__(room, chance, address=f"/wand/{room.code}/stand", is_cut=is_cut)
        self._spots = chance.sample(room.spots, DOTS + 1)

    def come(self) -> bool:
        for _attempt in range(_PATIENCE):
            answer = self.asked(get(f"/wand/{self.room.code}"))
            if answer is not None and answer.status == OK:
                self.cookie = answer.headers.get("set-cookie", "").partition(";")[0]
                self.note(answer)
                return True
            time.sleep(0.5)
        self.seen.counted["never came"] += 1
        return False

    def deeds(self) -> list[float]:
        return [self.room.begin + self.chance.uniform(ARRIVED + 2, PLACED) for _ in range(DOTS + 1)]

    def act(self) -> None:
        spot = self._spots.pop()
        fields = {"submission_key": str(uuid.uuid4()), "spot": spot}
        request = post(f"/wand/{self.room.code}/punkt", fields, cookie=self.cookie)
        is_one_too_many = not self._spots
        if self.chance.randrange(100) < DROPPED:
            self.seen.counted["dropped"] += 1
            try:
                self.connection.ask_and_hang_up(request)
            except ConnectionError:
                self.seen.counted["broken"] += 1
        status = self._until_answered(request)
        if status == SEE_OTHER and not is_one_too_many:
            self.seen.counted["placed"] += 1
            shown = self.asked(get(f"/wand/{self.room.code}", cookie=self.cookie))
            if shown is not None:
                self.note(shown)
            if self.chance.randrange(100) < REPEATED:
                self.seen.counted["repeated"] += 1
                self.seen.counted["repeat refused"] += self._until_answered(request) != SEE_OTHER
        elif status == REFUSED and is_one_too_many:
            self.seen.counted["refused"] += 1
        else:
            self.seen.counted[f"dot {status}"] += 1

    def _until_answered(self, request: bytes) -> int:
        """Send it until somebody answers; a server that asks for patience gets it."""
        for _attempt in range(_PATIENCE):
            answer = self.asked(request)
            if answer is not None and answer.status not in BUSY:
                return answer.status
            if answer is not None:
                self.seen.counted["busy"] += 1
            time.sleep(0.5)
        return 0


class Screen(Watcher):
    """A beamer: polls the wall as the room sees it."""

    pause = SCREEN_PAUSE

    def __init__(self, room: Room, chance: random.Random, *, is_cut: bool) -> None:
        address = f"/arbeit/waende/{room.id}/beamer/stand"
        super().__init__(room, chance, address=address, cookie=room.cookie, is_cut=is_cut)
