"""Complete answerings of a ten-question survey per second, beside a bare Flask application that serves as many requests.

One participant is one connection with a cookie jar of its own: start page, begin, ten questions, checking, sending, thanks. Twice:
as a browser with scripts does it (the answer to a form is the next screen) and as one without (every form leads to a page). The
bare application serves the same number of requests, with one small query or insert each. Afterwards every acknowledged Teilnahme
must be in the table exactly once.

``python -m bench.surveys [seconds per stage]``
"""

import multiprocessing
import re
import subprocess
import sys
import threading
import time
import uuid
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import create_engine, text

from bench.client import HOST, Answer, Connection, get, post
from bench.databases import ROOT, Installation, installation, postgres_answers
from bench.figures import figure, median, percentile
from bench.servers import gunicorn
from bench.throughput import installation_for_bare

SECONDS = 10.0
WARM_UP = 2.0
ROUNDS = 3
PARTICIPANTS = (1, 8, 32)
SHARE = 0.4
PER_SECOND = 37.0
SLUG = "messung"
KEY = re.compile(rb'name="submission_key"[^>]*value="([^"]+)"')
ACTION = re.compile(rb'action="(/umfragen/[^"]+/frage/[^"]+)"')
OK, SEE_OTHER = 200, 303
QUESTIONS = 10


@dataclass
class Stage:
    """What a stretch of participants found."""

    done: int = 0
    wrong: int = 0
    requests: int = 0
    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    #: The words each acknowledged participant wrote.
    words: list[str] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return self.done / self.seconds if self.seconds else 0.0


class Participant:
    """Somebody who answers: one connection, one cookie jar."""

    def __init__(self, port: int, *, scripts: bool) -> None:
        self._connection = Connection(port)
        self._scripts = scripts
        self._jar: dict[str, str] = {}
        self.requests = 0
        self.words = uuid.uuid4().hex

    def answer_all(self) -> None:
        """From the start page to the thanks. Raises `ConnectionError` for anything that is not as it should be."""
        start = self._asked(self._get(f"/umfragen/{SLUG}"), OK)
        key = self._found(KEY, start)
        begun = self._asked(self._post(f"/umfragen/{SLUG}/beginnen", {"submission_key": key}), SEE_OTHER)
        screen = self._asked(self._get(begun.headers["location"]), OK)
        for number in range(QUESTIONS):
            screen = self._step(self._found(ACTION, screen), ANSWERS[number] or {"text": self.words})
        sent = self._asked(self._post(f"/umfragen/{SLUG}/senden", {}), SEE_OTHER)
        self._asked(self._get(sent.headers["location"]), OK)
        self._connection.close()

    def _step(self, address: str, fields: dict[str, str]) -> Answer:
        if self._scripts:
            return self._asked(self._post(address, fields, "HX-Request: true\r\n"), OK)
        following = self._asked(self._post(address, fields), SEE_OTHER)
        return self._asked(self._get(following.headers["location"]), OK)

    def _asked(self, request: bytes, status: int) -> Answer:
        answer = self._connection.ask(request)
        self.requests += 1
        if answer.status != status:
            raise ConnectionError(f"{answer.status}, not {status}")
        name, _, value = answer.headers.get("set-cookie", "").partition(";")[0].partition("=")
        if name:
            self._jar[name] = value
        return answer

    def _get(self, path: str) -> bytes:
        return get(path, cookie=self._cookies())

    def _post(self, path: str, fields: dict[str, str], extra: str = "") -> bytes:
        body = urlencode(fields).encode()
        cookie = f"Cookie: {self._cookies()}\r\n" if self._jar else ""
        head = (
            f"POST {path} HTTP/1.1\r\nHost: {HOST}\r\nAccept: text/html\r\nSec-Fetch-Site: same-origin\r\n{extra}{cookie}"
            f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        return head.encode() + body

    def _cookies(self) -> str:
        return "; ".join(f"{name}={value}" for name, value in self._jar.items())

    @staticmethod
    def _found(pattern: re.Pattern[bytes], answer: Answer) -> str:
        match = pattern.search(answer.body)
        if match is None:
            raise ConnectionError("the page has not what it should have")
        return match[1].decode()


#: What is sent to each of the ten questions; the empty one takes the participant's own words.
ANSWERS: tuple[dict[str, str], ...] = (
    {"a": "bus"},
    {"a": "yes"},
    {"a": "4"},
    {"a": "7"},
    {"number": "2"},
    {"day": "1990-05-01"},
    {},
    {"a": "60-69"},
    {"a": "female"},
    {"text": ""},
)


def seed() -> None:
    """The survey of ten questions, in the database of the environment."""
    from portal.app import create_app

    with create_app(worker=False).app_context():
        _publish()


def _publish() -> None:
    from datetime import timedelta

    from portal.kernel.clock import now
    from portal.kernel.db import session, unit_of_work
    from portal.places import queries as places
    from portal.surveys.models import Survey, SurveyVersion
    from portal.surveys.terms import SurveyState

    root = places.root()
    assert root is not None
    draft = _questionnaire().to_json()
    with unit_of_work():
        survey = Survey(
            slug=SLUG,
            titles={"de": "Messung"},
            purposes={"de": "Wie schnell geht es?"},
            sozialraum_id=root.id,
            audience="Niemand",
            contact_phone="08261 995-0",
            draft=draft,
            opens_at=now() - timedelta(days=1),
            closes_at=now() + timedelta(days=30),
        )
        session().add(survey)
        session().flush()
        version = SurveyVersion(
            survey_id=survey.id, number=1, definition=draft, titles=survey.titles, purposes=survey.purposes
        )
        session().add(version)
        session().flush()
        survey.current_version_id, survey.state = version.id, SurveyState.PUBLISHED


def _questionnaire() -> Any:
    from portal.surveys.terms import Option, Question, QuestionKind, Questionnaire, Section

    def asked(code: str, kind: QuestionKind, **more: Any) -> Question:
        return Question(code=code, kind=kind, title={"de": f"Was sagen Sie zur Frage {code}?"}, **more)

    ways = (Option("bus", {"de": "Bus"}), Option("car", {"de": "Auto"}), Option("foot", {"de": "Zu Fuß"}))
    questions = (
        asked("way", QuestionKind.SINGLE, options=ways, has_other=True),
        asked("drives", QuestionKind.YES_NO),
        asked("happy", QuestionKind.SMILEYS, asks_why=True),
        asked("safe", QuestionKind.SCALE, minimum=0, maximum=10),
        asked("cars", QuestionKind.NUMBER),
        asked("since", QuestionKind.DATE),
        asked("word", QuestionKind.SHORT_TEXT),
        asked("age", QuestionKind.AGE_GROUP),
        asked("gender", QuestionKind.GENDER),
        asked("wish", QuestionKind.LONG_TEXT),
    )
    return Questionnaire(sections=(Section(title={"de": "Unterwegs"}, questions=questions),))


def main(seconds: float) -> None:
    """Measure on SQLite, and on PostgreSQL where one answers."""
    for kind in ("sqlite", "postgresql"):
        if kind == "postgresql" and not postgres_answers():
            continue
        with installation(kind, demo=True) as ours, installation_for_bare(kind) as floor:
            prepare = [sys.executable, "-c", "from bench.surveys import seed; seed()"]
            subprocess.run(prepare, cwd=ROOT, env=ours.env, check=True)
            bare = floor.env | {"BARE_DATABASE_URL": floor.url}
            with (
                gunicorn("wsgi:app", ours.env | {"PORTAL_WORKER": "none"}) as portal,
                gunicorn("bench.bare:application", bare) as bare_server,
            ):
                for scripts in (True, False):
                    words = [
                        word
                        for participants in PARTICIPANTS
                        for word in _compare(portal.port, bare_server.port, participants, scripts, kind, seconds)
                    ]
                    _check(ours, words, database=kind, scripts=scripts)


def _compare(ours: int, floor: int, participants: int, scripts: bool, kind: str, seconds: float) -> list[str]:
    def answering() -> Participant:
        return Participant(ours, scripts=scripts)

    def bare() -> _Bare:
        return _Bare(floor, scripts=scripts)

    warm = _stage(answering, participants, min(WARM_UP, seconds))
    _stage(bare, participants, min(WARM_UP, seconds))
    mine, theirs = [warm], []
    for _ in range(ROUNDS):
        mine.append(_stage(answering, participants, seconds))
        theirs.append(_stage(bare, participants, seconds))
    measured = mine[1:]
    rate, bare_rate = median([one.per_second for one in measured]), median([one.per_second for one in theirs])
    share = rate / bare_rate if bare_rate else 0.0
    fast_enough = participants != 8 or rate >= PER_SECOND
    wrong = sum(one.wrong for one in mine)
    figure(
        "surveys.answering",
        rate,
        "complete answerings per second",
        promise=f">= {SHARE} of the bare application" + (f" and >= {PER_SECOND}/s" if participants == 8 else ""),
        held=share >= SHARE and fast_enough and not wrong,
        share=round(share, 3),
        bare_per_second=round(bare_rate, 1),
        participants=participants,
        scripts=scripts,
        requests_each=round(sum(one.requests for one in measured) / max(1, sum(one.done for one in measured)), 1),
        p95_seconds=round(percentile([one for stage in measured for one in stage.times], 0.95), 3),
        wrong=wrong,
        database=kind,
    )
    return [word for stage in mine for word in stage.words]


class _Bare:
    """As many requests to the bare application: a query for each page, an insert for each form."""

    def __init__(self, port: int, *, scripts: bool) -> None:
        self._connection = Connection(port)
        forms = QUESTIONS + 2
        pages = 3 if scripts else QUESTIONS + 3
        self._plan = [*([get("/")] * pages), *([post("/", {"text": "Zwei Worte"})] * forms)]
        self.requests = 0
        self.words = ""

    def answer_all(self) -> None:
        for request in self._plan:
            if self._connection.ask(request).status not in (OK, SEE_OTHER):
                raise ConnectionError("the bare application refused")
            self.requests += 1
        self._connection.close()


Make = Callable[[], Participant] | Callable[[], _Bare]


def _stage(make: Make, participants: int, seconds: float) -> Stage:
    context = multiprocessing.get_context("fork")
    results: multiprocessing.Queue[Stage] = context.Queue()
    shares = [participants // 2, participants - participants // 2] if participants > 1 else [1]
    started = [context.Process(target=_process, args=(make, share, seconds, results)) for share in shares]
    for process in started:
        process.start()
    parts = [results.get(timeout=seconds + 120) for _ in started]
    for process in started:
        process.join(timeout=10)
    return _sum(parts, max(part.seconds for part in parts))


def _process(make: Make, participants: int, seconds: float, results: "multiprocessing.Queue[Stage]") -> None:
    begin = time.monotonic()
    stages = [Stage() for _ in range(participants)]
    threads = [
        threading.Thread(target=_one_after_the_other, args=(make, begin + seconds, one), daemon=True) for one in stages
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=seconds + 90)
    results.put(_sum(stages, time.monotonic() - begin))


def _one_after_the_other(make: Make, until: float, stage: Stage) -> None:
    while (before := time.monotonic()) < until:
        participant = make()
        try:
            participant.answer_all()
        except ConnectionError:
            stage.wrong += 1
            continue
        stage.done += 1
        stage.requests += participant.requests
        stage.times.append(time.monotonic() - before)
        stage.words.append(participant.words)


def _sum(parts: list[Stage], seconds: float) -> Stage:
    return Stage(
        done=sum(part.done for part in parts),
        wrong=sum(part.wrong for part in parts),
        requests=sum(part.requests for part in parts),
        seconds=seconds,
        times=[one for part in parts for one in part.times],
        words=[one for part in parts for one in part.words],
    )


def _check(ours: Installation, words: list[str], **how: Any) -> None:
    """Is every acknowledged Teilnahme there exactly once?"""
    engine = create_engine(ours.url.replace("postgresql://", "postgresql+psycopg://"))
    with engine.connect() as connection:
        stored = Counter(
            match[1]
            for (answers,) in connection.execute(text("SELECT CAST(answers AS TEXT) FROM survey_response"))
            if (match := re.search(r'"word": ?\{"t": ?"([0-9a-f]{32})"', answers))
        )
    engine.dispose()
    lost = sum(stored[word] != 1 for word in words)
    figure("surveys.stored", len(words), "acknowledged", promise="each exactly once", held=not lost, lost=lost, **how)


if __name__ == "__main__":
    main(float(sys.argv[1]) if len(sys.argv) > 1 else SECONDS)
