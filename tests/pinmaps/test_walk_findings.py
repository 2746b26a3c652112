"""`POST /begehungen/…/befunde`: what phones send arrives once, whatever their clock says and however often they send it."""

import io
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from portal.accounts import actions as accounts
from portal.accounts import queries as people
from portal.accounts.models import Account
from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.contributions.terms import ContributionKind, ModerationState
from portal.kernel import codes, runtime
from portal.kernel.clock import now
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.pinmaps.actions import findings
from portal.pinmaps.actions import walks as walking
from portal.pinmaps.models import WalkAudit, WalkFinding
from portal.pinmaps.queries import walks as queries
from portal.pinmaps.terms.walks import FindingTopic, LateReason, Rating
from tests.factories.accounts import make_account
from tests.factories.places import make_place, square
from tests.factories.walks import ELSEWHERE, HERE, make_finding, make_walk
from tests.support.answers import json_of
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

PURPOSE = "walk-phone"
HEADER = "Walk-Permission"


class Phone:
    """A phone that was given its permission by the page for the way."""

    def __init__(self, client: PickyClient, walk: WalkAudit, account: Account, **kwargs: Any) -> None:
        self.client, self.walk = client, walk
        self.permission = codes.sign(PURPOSE, f"{account.id}|{walk.id}", valid_for=kwargs.get("valid_for"))

    def send(self, *, key: UUID | None = None, walk: WalkAudit | None = None, **values: Any) -> TestResponse:
        given: dict[str, Any] = {
            "submission_key": str(key or uuid4()),
            "topic": "crossing",
            "rating": "dangerous",
            "remark": "Die Ampel ist zu kurz.",
            "at": written(HERE),
            "accuracy": "12",
            "noted": millis(now()),
            "sent": millis(now()),
        }
        data = {name: value for name, value in (given | values).items() if value is not None}
        return self.client.post(
            f"/begehungen/{(walk or self.walk).id}/befunde",
            data=data,
            content_type="multipart/form-data",
            headers={HEADER: self.permission, "Sec-Fetch-Site": "same-origin"},
        )


def written(at: tuple[float, float]) -> str:
    """A place as a phone sends it."""
    return f"{at[0]},{at[1]}"


def millis(moment: datetime) -> str:
    return str(round(moment.timestamp() * 1000))


def stored() -> int:
    return session().scalar(select(func.count()).select_from(WalkFinding)) or 0


def only() -> WalkFinding:
    return session().scalars(select(WalkFinding)).one()


@pytest.fixture
def walk(app: Flask) -> WalkAudit:
    return make_walk()


@pytest.fixture
def kuemmerer(walk: WalkAudit) -> Account:
    return make_account(Role.KUEMMERER, session().get_one(type(walk.sozialraum), walk.sozialraum_id))


@pytest.fixture
def phone(client: PickyClient, walk: WalkAudit, kuemmerer: Account) -> Phone:
    return Phone(client, walk, kuemmerer)


def test_the_same_finding_five_times_is_one_row_with_the_same_answer(phone: Phone) -> None:
    key, noted = uuid4(), millis(now())

    answers = [phone.send(key=key, noted=noted, photo=picture()) for _time in range(5)]

    assert [(one.status_code, one.json) for one in answers] == [(200, {"stored": str(key), "late": None})] * 5
    assert stored() == 1
    words = said.contribution(only().contribution_id)
    assert (words.kind, words.moderation) == (ContributionKind.FINDING, ModerationState.HELD)
    assert len(list((runtime.settings().data_dir / "photos").iterdir())) == 1


def test_it_is_the_same_finding_after_the_walk_was_edited_and_closed(phone: Phone, walk: WalkAudit) -> None:
    key, noted = uuid4(), millis(now())
    first = phone.send(key=key, noted=noted)
    with unit_of_work():
        fresh = queries.walk(walk.id)
        plan = walking.WalkPlan(title="Anders", walked_on=fresh.walked_on - timedelta(days=1))
        walking.write_plan(fresh, plan, version=fresh.version, by=SYSTEM)
        walking.close(fresh, "Viel gesehen.", by=SYSTEM)

    again = phone.send(key=key, noted=noted)

    assert (again.status_code, again.json) == (200, first.json)
    assert stored() == 1


def test_the_same_key_with_other_content_is_refused_and_tells_no_code(phone: Phone) -> None:
    key, noted = uuid4(), millis(now())
    phone.send(key=key, noted=noted)

    refused = phone.send(key=key, noted=noted, remark="Etwas ganz anderes.")

    assert refused.status_code == 409
    assert refused.mimetype == "application/problem+json"
    assert json_of(refused)["code"] == "finding.changed"
    assert codes.receipt_code(key) not in refused.get_data(as_text=True)
    assert stored() == 1


@pytest.mark.parametrize(
    ("noted", "sent"),
    [
        ("0", None),
        ("0", "0"),
        (millis(datetime.fromisoformat("2090-01-01T00:00:00+00:00")), None),
        ("NaN", None),
        ("-1e300", "1e300"),
        ("", ""),
        ("gestern", "heute"),
    ],
)
def test_a_wrong_clock_loses_nothing(
    phone: Phone, noted: str, sent: str | None, frozen_clock: StoppedClock, walk: WalkAudit
) -> None:
    answer = phone.send(noted=noted, sent=sent if sent is not None else millis(now()))

    assert answer.status_code == 200
    assert json_of(answer)["late"] == "Die Uhr des Telefons ging falsch"
    assert only().late is LateReason.ODD_CLOCK
    assert only().noted_at == now()
    assert [len(rows) for rows in (queries.late_findings(walk.id), queries.all_findings(walk.id))] == [1, 0]


def test_a_clock_that_is_an_hour_off_is_put_right(client: PickyClient, frozen_clock: StoppedClock) -> None:
    walk = make_walk()
    phone = Phone(client, walk, make_account(Role.PLANNER))
    behind = timedelta(hours=1)

    phone.send(noted=millis(now() - behind - timedelta(minutes=20)), sent=millis(now() - behind))

    assert only().noted_at == now() - timedelta(minutes=20)
    assert only().late is LateReason.ODD_CLOCK


def test_after_closing_it_waits_in_the_tray(phone: Phone, walk: WalkAudit) -> None:
    with unit_of_work():
        walking.close(queries.walk(walk.id), "Viel gesehen.", by=SYSTEM)

    answer = phone.send()

    assert json_of(answer)["late"] == "Kam nach dem Abschluss"
    assert queries.counts_of([walk.id])[walk.id] == queries.Counts(settled=0, late=1)


def test_outside_the_sozialraum_it_waits_and_stays_with_the_walk(phone: Phone, walk: WalkAudit) -> None:
    make_place("Kammlach", boundary=square(10.7, 48.7, 0.2))

    phone.send(at=written(ELSEWHERE))

    assert only().late is LateReason.OUTSIDE
    assert said.contribution(only().contribution_id).sozialraum_id == walk.sozialraum_id


def test_without_a_place_all_is_well(phone: Phone) -> None:
    phone.send(at="", accuracy="", place_text="vor dem Rathaus")

    assert (only().x, only().y, only().accuracy_m, only().late) == (None, None, None, None)
    assert said.contribution(only().contribution_id).place_text == "vor dem Rathaus"


def closed_account(account: Account) -> None:
    with unit_of_work():
        accounts.deactivate(people.account(account.id), by=SYSTEM)


def without_role(account: Account) -> None:
    with unit_of_work():
        accounts.withdraw_role(people.grant(people.account(account.id).grants[0].id), by=SYSTEM)


@pytest.mark.parametrize("lost", [closed_account, without_role])
def test_who_lost_the_role_loses_no_finding_but_puts_it_into_the_tray(
    phone: Phone, kuemmerer: Account, lost: Callable[[Account], None]
) -> None:
    lost(kuemmerer)

    answer = phone.send()

    assert answer.status_code == 200
    assert only().late is LateReason.NO_RIGHT
    assert said.contribution(only().contribution_id).recorded_by is None


def picture(size: tuple[int, int] = (40, 30), kind: str = "JPEG", name: str = "foto.jpg") -> tuple[io.BytesIO, str]:
    from PIL import Image

    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, kind)
    out.seek(0)
    return out, name


def huge() -> tuple[io.BytesIO, str]:
    return picture((9000, 7500), "PNG")


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"topic": ""}, "topic"),
        ({"topic": None}, "topic"),
        ({"topic": "unknown"}, "topic"),
        ({"rating": "best"}, "rating"),
        ({"at": "NaN,10.5"}, "at"),
        ({"at": "inf,10.5"}, "at"),
        ({"at": "48,5,10,5"}, "at"),
        ({"at": ",10.5"}, "at"),
        ({"at": "91,10.5"}, "at"),
        ({"at": "48.5,181"}, "at"),
        ({"remark": "x" * 5001}, "remark"),
        ({"submission_key": "keiner"}, "submission_key"),
        ({"submission_key": None}, "submission_key"),
        ({"photo": lambda: (io.BytesIO(b"<svg xmlns='http://www.w3.org/2000/svg'/>"), "foto.svg")}, "photo"),
        ({"photo": lambda: (io.BytesIO(b"nur Text"), "foto.txt")}, "photo"),
        ({"photo": lambda: (io.BytesIO(b"\xff\xd8\xff\xe0 abgebrochen"), "foto.jpg")}, "photo"),
        ({"photo": huge}, "photo"),
        ({"at": lambda: (io.BytesIO(b"48.5,10.5"), "at.txt")}, "at"),
    ],
)
def test_bad_input_is_refused_in_words_that_the_phone_shows(phone: Phone, values: dict[str, Any], field: str) -> None:
    answer = phone.send(**{name: value() if callable(value) else value for name, value in values.items()})

    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"
    assert json_of(answer)["field"] == field
    assert json_of(answer)["detail"]
    assert stored() == 0


def test_a_body_that_is_too_large_is_refused_as_a_problem(
    app: Flask, phone: Phone, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "MAX_CONTENT_LENGTH", 2_000)

    answer = phone.send(photo=(io.BytesIO(bytes(3_000)), "foto.jpg"))

    assert (answer.status_code, answer.mimetype) == (413, "application/problem+json")
    assert json_of(answer)["code"] == "finding.too-large"


@pytest.mark.parametrize("body", [b"", b"--x\r\nmurks", b"\xff\xfe"])
def test_a_broken_body_is_refused_as_a_problem(phone: Phone, body: bytes) -> None:
    answer = phone.client.post(
        f"/begehungen/{phone.walk.id}/befunde",
        data=body,
        content_type="multipart/form-data; boundary=x",
        headers={HEADER: phone.permission},
    )

    assert (answer.status_code, answer.mimetype) == (422, "application/problem+json")


def test_only_the_permission_of_this_walk_opens_the_door(
    client: PickyClient, phone: Phone, walk: WalkAudit, kuemmerer: Account, login: Login
) -> None:
    other = make_walk("Eine andere")
    value = f"{kuemmerer.id}|{walk.id}"
    login.as_(kuemmerer)  # being signed in counts for nothing here
    made_up = ["", "x", value, codes.sign("form", value), codes.sign(PURPOSE, str(walk.id)), phone.permission + "x"]
    expired = codes.sign(PURPOSE, value, valid_for=-timedelta(seconds=1))

    answers = [phone.send(walk=other)]
    for permission in (*made_up, expired):
        phone.permission = permission
        answers.append(phone.send())

    assert {(one.status_code, one.mimetype) for one in answers} == {(401, "application/problem+json")}
    assert stored() == 0


def test_nothing_can_be_read_with_the_permission(phone: Phone, walk: WalkAudit) -> None:
    phone.send()
    key = {HEADER: phone.permission}

    assert phone.client.get(f"/begehungen/{walk.id}/befunde", headers=key).status_code == 405
    for path in ("", "/unterwegs", "/protokoll", "/befunde.csv", "/befunde.geojson", "/befunde.json"):
        assert phone.client.get(f"/arbeit/begehungen/{walk.id}{path}", headers=key).status_code == 303


def test_late_ones_are_put_with_the_others(app: Flask) -> None:
    walk = make_walk()
    late = [make_finding(walk, at=ELSEWHERE).finding for _number in range(3)]

    with unit_of_work():
        findings.settle(queries.finding(late[0].contribution_id), by=SYSTEM)
    assert queries.counts_of([walk.id])[walk.id] == queries.Counts(settled=1, late=2)
    with unit_of_work():
        assert findings.settle_all(queries.walk(walk.id), by=SYSTEM) == 2

    assert queries.counts_of([walk.id])[walk.id] == queries.Counts(settled=3, late=0)
    assert queries.tally(walk.id) == {FindingTopic.CROSSING: {Rating.DANGEROUS: 3}}


def test_taking_it_back_forgets_where_it_was(app: Flask) -> None:
    noted = make_finding(make_walk(), accuracy_m=5)

    with unit_of_work():
        contributions.withdraw(said.contribution(noted.finding.contribution_id), by=SYSTEM)

    found = queries.finding(noted.finding.contribution_id)
    assert (found.x, found.y, found.accuracy_m) == (None, None, None)


def test_a_machine_is_told_to_wait(phone: Phone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("portal.pinmaps.routes.walk_findings._MOST", 2)

    answers = [phone.send() for _time in range(3)]

    assert [one.status_code for one in answers] == [200, 200, 429]
    assert int(answers[-1].headers["Retry-After"]) > 0
    assert answers[-1].mimetype == "application/problem+json"
