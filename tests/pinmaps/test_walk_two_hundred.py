"""The figure: 200 findings noted without a network, shuffled, each sent one to five times, several at once, over real HTTP."""

import io
import json
import random
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Thread
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from PIL import Image
from sqlalchemy import func, select
from werkzeug.datastructures import FileStorage
from werkzeug.serving import make_server
from werkzeug.test import encode_multipart

from portal.contributions.models import Contribution, IssuedReceipt, Photo
from portal.kernel import codes, runtime
from portal.kernel.clock import now
from portal.kernel.db import session
from portal.kernel.policy import Role
from portal.needs.models import TriageItem
from portal.pinmaps.models import WalkFinding
from portal.pinmaps.terms.walks import FindingTopic, Rating
from tests.factories.accounts import make_account
from tests.factories.walks import HERE, make_walk

FINDINGS = 200
AT_ONCE = 8
#: So many of them bring a photo.
WITH_PHOTO = 12
CHANCE = random.Random(2026)


@dataclass(frozen=True)
class Outside:
    """Where a phone finds the portal."""

    url: str
    permission: str

    def send(self, item: dict[str, Any]) -> tuple[str, int, str | None]:
        """Key, status, and what the portal acknowledged."""
        boundary, body = encode_multipart({name: value() if callable(value) else value for name, value in item.items()})
        headers = {"Content-Type": f"multipart/form-data; boundary={boundary}", "Walk-Permission": self.permission}
        request = urllib.request.Request(self.url, data=body, headers=headers)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return item["submission_key"], answer.status, json.load(answer)["stored"]
        except urllib.error.HTTPError as error:
            with error:
                return item["submission_key"], error.code, None


@pytest.fixture
def outside(app: Flask) -> Iterator[Outside]:
    walk = make_walk()
    account = make_account(Role.PLANNER)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever)
    thread.start()
    signed = codes.sign("walk-phone", f"{account.id}|{walk.id}")
    yield Outside(f"http://127.0.0.1:{server.port}/begehungen/{walk.id}/befunde", signed)
    server.shutdown()
    thread.join()
    server.server_close()


def noted(number: int) -> dict[str, Any]:
    """One finding as a phone keeps it; sent again it is the same to the byte."""
    item: dict[str, Any] = {
        "submission_key": str(uuid4()),
        "topic": CHANCE.choice(list(FindingTopic)).value,
        "rating": CHANCE.choice(list(Rating)).value,
        "remark": f"Befund {number}",
        "at": ",".join(f"{degrees + CHANCE.uniform(-0.04, 0.04):.6f}" for degrees in HERE),
        "accuracy": str(number % 40),
        "noted": str(round(now().timestamp() * 1000) - number * 30_000),
        "sent": str(round(now().timestamp() * 1000)),
    }
    return item | ({"photo": lambda: photo(number)} if number < WITH_PHOTO else {})


def photo(number: int) -> FileStorage:
    out = io.BytesIO()
    Image.new("RGB", (80, 60), (number * 20, 90, 120)).save(out, "JPEG")
    out.seek(0)
    return FileStorage(out, "foto.jpg", "photo", "image/jpeg")


def count(table: Any) -> int:
    return session().scalar(select(func.count()).select_from(table)) or 0


def test_two_hundred_findings_sent_one_to_five_times_are_two_hundred_rows(outside: Outside) -> None:
    items = [noted(number) for number in range(FINDINGS)]
    sendings = [item for item in items for _time in range(CHANCE.randint(1, 5))]
    CHANCE.shuffle(sendings)

    with ThreadPoolExecutor(AT_ONCE) as phones:
        answers = list(phones.map(outside.send, sendings))

    assert Counter(status for _key, status, _stored in answers) == {200: len(sendings)}
    assert all(key == stored for key, _status, stored in answers)
    for table in (WalkFinding, Contribution, IssuedReceipt, TriageItem):
        assert count(table) == FINDINGS, table.__tablename__
    keys = {str(key) for key in session().scalars(select(Contribution.submission_key))}
    assert keys == {item["submission_key"] for item in items}
    assert set(session().scalars(select(WalkFinding.late))) == {None}
    assert count(Photo) == WITH_PHOTO
    assert len(list((runtime.settings().data_dir / "photos").iterdir())) == WITH_PHOTO


def test_the_same_finding_at_the_very_same_moment_is_one_row(outside: Outside) -> None:
    item = noted(0)

    with ThreadPoolExecutor(AT_ONCE) as phones:
        answers = list(phones.map(outside.send, [item] * 24))

    assert {status for _key, status, _stored in answers} == {200}
    assert count(WalkFinding) == count(Photo) == 1
