"""One administrator orders the archive, another approves it, and nobody but the first ever gets it."""

import threading
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from portal.accounts import queries as accounts
from portal.accounts.models import Account
from portal.county.models import County
from portal.feed.actions import archive as actions
from portal.feed.models.archive import ArchiveOrder
from portal.feed.policy.archive import ArchivePermission
from portal.feed.queries import archive as queries
from portal.feed.terms.archive import KEPT, WAITS, OrderState
from portal.kernel import outbox
from portal.kernel.audit import AuditEntry
from portal.kernel.db import db, unit_of_work
from portal.kernel.errors import Forbidden, InvalidInput
from portal.kernel.jobs import Job, JobState
from portal.kernel.mail import OutgoingMail
from portal.kernel.policy import Role, allows
from portal.places.models import Sozialraum
from tests.factories.accounts import make_account
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

PAGE = "/arbeit/verwaltung/archiv"
REASON = "Umzug in das Rechenzentrum des Landkreises"

pytestmark = pytest.mark.usefixtures("county")


@pytest.fixture
def one(county: County) -> Account:
    """An administrator of the whole county."""
    return make_account(Role.ADMIN, name="Anna Amt")


@pytest.fixture
def other(county: County) -> Account:
    """Another one."""
    return make_account(Role.ADMIN, name="Bernd Büro")


def ordered(by: Account) -> ArchiveOrder:
    with unit_of_work():
        return actions.order_archive(submission_key=uuid4(), reason=REASON, by=by)


def approved(one: Account, other: Account) -> UUID:
    order_id = ordered(one).id
    with unit_of_work():
        actions.approve(queries.order(order_id), by=other)
    return order_id


def written(one: Account, other: Account) -> UUID:
    order_id = approved(one, other)
    outbox.drain()
    return order_id


def kinds_of_log(session: Session) -> list[str]:
    session.expire_all()
    found = session.query(AuditEntry.kind).filter(AuditEntry.kind.like("feed.archive%")).order_by(AuditEntry.seq)
    return [kind for (kind,) in found]


def test_two_administrators_and_the_way_of_an_archive(
    client: PickyClient,
    login: Login,
    another_client: Callable[[], PickyClient],
    one: Account,
    other: Account,
    session: Session,
) -> None:
    login.as_(one)
    second = another_client()
    login.as_(other, client=second)
    empty = client.page(PAGE)
    assert "Noch hat niemand ein Archiv bestellt" in empty.text()

    asked = client.submit(empty.form(), reason=REASON)
    assert asked.status_code == 303
    [order] = queries.orders(after=None).rows
    mine, theirs = client.page(PAGE), second.page(PAGE)
    assert "Freigeben" not in mine.text()
    assert REASON in theirs.text()
    assert client.post(f"{PAGE}/{order.id}/freigeben").status_code == 404

    agreed = second.submit(theirs.form(f'form[action="{PAGE}/{order.id}/freigeben"]'))
    assert agreed.status_code == 303
    outbox.drain()

    there = client.page(PAGE)
    assert "liegt bereit" in there.text()
    file = client.get(f"{PAGE}/{order.id}/datei")
    assert (file.status_code, file.mimetype, file.headers["Cache-Control"]) == (200, "application/zip", "no-store")
    with zipfile.ZipFile(BytesIO(file.get_data())) as archive:
        assert b"Anna Amt" in archive.read("tables/account.jsonl")
    assert second.get(f"{PAGE}/{order.id}/datei").status_code == 404
    assert "Herunterladen kann es nur, wer es bestellt hat" in second.page(PAGE).text()
    assert kinds_of_log(session) == [
        "feed.archive-ordered",
        "feed.archive-approved",
        "feed.archive-written",
        "feed.archive-fetched",
    ]
    subjects = [mail.subject for mail in session.query(OutgoingMail).order_by(OutgoingMail.created_at)]
    assert subjects == ["Archiv des ganzen Portals: Ihre Freigabe ist gefragt", "Ihr Archiv liegt bereit"]


@pytest.mark.parametrize("role", [None, *Role])
def test_nobody_else_learns_of_archives(
    client: PickyClient, login: Login, one: Account, other: Account, north: Sozialraum, role: Role | None
) -> None:
    order_id = written(one, other)
    visitors: list[tuple[Role | None, Sozialraum | None]] = [(role, north)] if role else [(None, None)]
    if role not in (None, Role.ADMIN):
        visitors.append((role, None))
    for held, place in visitors:
        login(held, place)
        assert client.get(PAGE).status_code == 404
        assert client.get(f"{PAGE}/{order_id}/datei").status_code == 404
        assert client.post(f"{PAGE}/{order_id}/freigeben").status_code == 404


def test_who_is_not_signed_in_is_asked_to(client: PickyClient, one: Account, other: Account) -> None:
    order_id = written(one, other)

    assert client.get(f"{PAGE}/{order_id}/datei").status_code in {303, 404}


def test_a_third_administrator_does_not_get_the_file(
    client: PickyClient, login: Login, one: Account, other: Account
) -> None:
    order_id = written(one, other)
    login(Role.ADMIN)

    assert client.get(f"{PAGE}/{order_id}/datei").status_code == 404


def test_who_lost_the_role_does_not_get_the_file(session: Session, one: Account, other: Account) -> None:
    order = queries.order(written(one, other))
    with unit_of_work():
        one_again = session.get_one(Account, one.id)
        one_again.is_active = False

    assert not allows(ArchivePermission.FETCH, session.get_one(Account, one.id), order)


def test_the_person_who_ordered_cannot_approve(one: Account, other: Account) -> None:
    order_id = ordered(one).id

    with pytest.raises(Forbidden), unit_of_work():
        actions.approve(queries.order(order_id), by=one)


def test_a_refusal_in_the_same_moment_is_not_written_over(app: Flask, one: Account, other: Account) -> None:
    order_id, own_id = ordered(one).id, other.id
    db.session.remove()
    together, done, late = threading.Barrier(2), [], []

    def decide(act: Callable[..., None]) -> None:
        with app.app_context():
            order, by = queries.order(order_id), accounts.account(own_id)
            together.wait(30)
            try:
                with unit_of_work():
                    act(order, by=by)
                    time.sleep(0.2)
                done.append(act)
            except Forbidden:
                late.append(act)

    threads = [threading.Thread(target=decide, args=(act,)) for act in (actions.approve, actions.refuse)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    assert (len(done), len(late)) == (1, 1)
    wanted = OrderState.APPROVED if done == [actions.approve] else OrderState.REFUSED
    assert queries.order(order_id).state is wanted


def test_an_order_without_a_reason_comes_back(client: PickyClient, login: Login, one: Account, other: Account) -> None:
    login.as_(one)

    for typed in ("", "kurz"):
        answer = client.submit(client.page(PAGE).form(), reason=typed)
        assert answer.status_code == 422
        shown = Page(answer)
        assert "wofür Sie das Archiv brauchen" in shown.text() or "in einem kurzen Satz" in shown.text()
        assert shown.one("textarea[name=reason]").text().strip() == typed


def test_an_order_needs_somebody_who_could_approve(one: Account) -> None:
    with pytest.raises(InvalidInput, match="zweite Person"):
        ordered(one)


def test_who_is_alone_is_told_before_asking(client: PickyClient, login: Login, one: Account) -> None:
    login.as_(one)

    page = client.page(PAGE)

    assert not page.has("textarea[name=reason]")
    assert "Außer Ihnen verwaltet niemand das ganze Portal" in page.text()
    assert page.has('.tell a[href="/arbeit/verwaltung/personen"]')


def test_a_form_sent_twice_orders_once(one: Account, other: Account) -> None:
    key = uuid4()
    for _ in range(2):
        with unit_of_work():
            actions.order_archive(submission_key=key, reason=REASON, by=one)

    assert len(queries.orders(after=None).rows) == 1


def test_there_is_one_order_at_a_time(client: PickyClient, login: Login, one: Account, other: Account) -> None:
    ordered(one)
    login.as_(other)

    assert "Zurzeit läuft schon eine Bestellung" in client.page(PAGE).text()
    with pytest.raises(InvalidInput, match="schon eine Bestellung"):
        ordered(other)


def test_a_refused_or_withdrawn_order_writes_nothing(
    client: PickyClient,
    login: Login,
    another_client: Callable[[], PickyClient],
    one: Account,
    other: Account,
    session: Session,
) -> None:
    login.as_(one)
    second = another_client()
    login.as_(other, client=second)
    first_id = ordered(one).id
    assert second.submit(second.page(PAGE).form(f'form[action="{PAGE}/{first_id}/ablehnen"]')).status_code == 303
    second_id = ordered(one).id
    assert client.submit(client.page(PAGE).form(f'form[action="{PAGE}/{second_id}/zurueckziehen"]')).status_code == 303
    outbox.drain()

    session.expire_all()
    assert [queries.order(one_id).state for one_id in (first_id, second_id)] == [
        OrderState.REFUSED,
        OrderState.WITHDRAWN,
    ]
    assert list(queries.folder().iterdir()) == []
    assert client.post(f"{PAGE}/{first_id}/freigeben").status_code == 404


def test_the_file_is_erased_after_its_days(
    client: PickyClient, login: Login, one: Account, other: Account, session: Session, frozen_clock: StoppedClock
) -> None:
    order_id = written(one, other)
    assert queries.file_of(order_id).is_file()

    frozen_clock.forward(seconds=KEPT.total_seconds() + 1)
    login.as_(one)
    assert client.get(f"{PAGE}/{order_id}/datei").status_code == 404
    assert "abgelaufen" in client.page(PAGE).text()
    actions.erase_expired()

    session.expire_all()
    assert queries.order(order_id).state is OrderState.ERASED
    assert list(queries.folder().iterdir()) == []
    assert kinds_of_log(session)[-1] == "feed.archive-erased"
    assert client.get(f"{PAGE}/{order_id}/datei").status_code == 404


def test_an_order_that_nobody_decides_lapses(one: Account, other: Account, frozen_clock: StoppedClock) -> None:
    order_id = ordered(one).id
    frozen_clock.forward(seconds=WAITS.total_seconds() + 1)

    with pytest.raises(Forbidden), unit_of_work():
        actions.approve(queries.order(order_id), by=other)
    actions.erase_expired()
    assert queries.order(order_id).state is OrderState.WITHDRAWN
    assert ordered(other).state is OrderState.ORDERED


def test_an_order_whose_job_failed_keeps_nobody_from_the_next(one: Account, other: Account, session: Session) -> None:
    order_id = approved(one, other)
    with unit_of_work():
        session.get_one(Job, queries.order(order_id).job_id).state = JobState.FAILED

    actions.erase_expired()

    assert queries.order(order_id).state is OrderState.FAILED
    assert ordered(one).state is OrderState.ORDERED


def test_files_of_a_worker_that_died_are_swept_away(one: Account, other: Account) -> None:
    order_id = written(one, other)
    stray = queries.folder() / f"{uuid4()}.zip.part"
    stray.write_bytes(b"half")

    actions.erase_expired()

    assert [path.name for path in queries.folder().iterdir()] == [f"{order_id}.zip"]


def test_a_job_that_begins_again_after_a_crash_writes_the_file_anew(one: Account, other: Account) -> None:
    order_id = approved(one, other)
    queries.file_of(order_id).write_bytes(b"half an archive")
    queries.file_of(order_id).with_name(f"{order_id}.zip.part").write_bytes(b"another half")

    outbox.drain()

    assert zipfile.is_zipfile(queries.file_of(order_id))
    assert [path.name for path in queries.folder().iterdir()] == [f"{order_id}.zip"]


def test_what_went_wrong_is_told_to_the_person(
    client: PickyClient, login: Login, one: Account, other: Account, session: Session
) -> None:
    """The folder for archives cannot be written to: it is a file."""
    order_id = approved(one, other)
    folder: Path = queries.folder()
    folder.rmdir()
    folder.write_text("in the way")

    outbox.drain()

    session.expire_all()
    order = queries.order(order_id)
    job = session.get_one(Job, order.job_id)
    assert (order.state, job.state) == (OrderState.FAILED, JobState.FAILED)
    folder.unlink()
    login.as_(one)
    assert "ließ sich nicht schreiben" in client.page(PAGE).text()
    assert ordered(one).state is OrderState.ORDERED


def test_the_page_of_the_job_leads_to_the_archive(
    client: PickyClient, login: Login, one: Account, other: Account
) -> None:
    order_id = approved(one, other)
    login.as_(one)
    assert "Fortschritt ansehen" in client.page(PAGE).text()
    outbox.drain()

    shown = client.page(f"/arbeit/auftraege/{queries.order(order_id).job_id}")

    assert PAGE in [link.attributes["href"] for link in shown.all("main a")]
