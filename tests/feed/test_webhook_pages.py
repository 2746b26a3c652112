"""The administrators' pages of webhooks, and who may do what with them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from portal.accounts import queries as people
from portal.feed.actions import webhooks as actions
from portal.feed.actions.delivering import deliver_due
from portal.feed.actions.secrets import secrets_of
from portal.feed.models.clients import ApiClient
from portal.feed.models.webhooks import Webhook
from portal.feed.policy.webhooks import WebhookPermission as May
from portal.feed.queries import webhooks as queries
from portal.feed.terms.journal import EventType
from portal.feed.terms.webhooks import PauseReason
from portal.kernel.clock import now, today
from portal.kernel.db import unit_of_work
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role, allows
from portal.places.models import Sozialraum
from tests.factories.accounts import make_account
from tests.factories.feed import make_client, make_need
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.receiver import Receiver, receiving

URL = "https://empfaenger.example/eingang"


@pytest.fixture
def system(north: Sozialraum) -> ApiClient:
    """A system that reads Nordheim."""
    return make_client(north)[0]


@pytest.fixture
def webhook(system: ApiClient) -> Webhook:
    """A webhook of that system."""
    return make_webhook(system)


def make_webhook(system: ApiClient) -> Webhook:
    with unit_of_work() as unit:
        owner = unit.get_one(ApiClient, system.id)
        return actions.create_webhook(owner, submission_key=uuid4(), url=URL, types=(), by=SYSTEM)[0]


def address(thing: ApiClient | Webhook) -> str:
    if isinstance(thing, Webhook):
        return f"/arbeit/verwaltung/schnittstellen/{thing.api_client_id}/webhooks/{thing.id}"
    return f"/arbeit/verwaltung/schnittstellen/{thing.id}/webhooks"


def fresh(session: Session, webhook: Webhook) -> Webhook:
    session.rollback()
    session.expire_all()
    return session.get_one(Webhook, webhook.id)


def test_a_webhook_is_made_and_its_secret_shown_once(
    client: PickyClient, login: Login, system: ApiClient, session: Session
) -> None:
    login(Role.ADMIN)
    empty = client.page(address(system))
    assert "Noch kein Webhook" in empty.text()

    answer = client.submit(
        empty.form('main form[data-island="submit-once"]'),
        url=URL,
        event_types=[EventType.CREATED.value, EventType.STATUS.value],
        description="Statistik",
    )

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    [made] = queries.webhooks_of(system)
    [secret] = secrets_of(made)
    assert secret.startswith("whsec_")
    assert secret in answer.get_data(as_text=True)
    assert (made.url, made.event_types) == (URL, ["need.created", "need.status_changed"])
    assert secret not in client.page(address(system)).text()
    shown = client.page(address(made)).text()
    assert secret not in shown
    assert "Noch nichts zugestellt" in shown
    assert "Ein Bedarf ist entstanden" in shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"url": ""}, "Bitte geben Sie die Adresse an"),
        ({"url": "http://empfaenger.example/"}, "https://"),
        ({"url": "https://127.0.0.1/x"}, "internes Netz"),
        ({"url": "https://empfaenger.example/", "description": "x" * 201}, "200"),
    ],
)
def test_bad_input_comes_back_as_it_was_typed(
    client: PickyClient, login: Login, system: ApiClient, typed: dict[str, str], said: str
) -> None:
    login(Role.ADMIN)
    form = client.page(address(system)).form('main form[data-island="submit-once"]')
    answer = client.submit(form, **({"description": "Meine Worte"} | typed))
    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert said in text
    assert "description" in typed or "Meine Worte" in text
    assert queries.webhooks_of(system) == []


def test_the_same_form_makes_one_webhook_and_a_system_has_at_most_five(
    client: PickyClient, login: Login, system: ApiClient
) -> None:
    login(Role.ADMIN)
    form = client.page(address(system)).form('main form[data-island="submit-once"]')
    assert client.submit(form, url=URL).status_code == 200
    assert client.submit(form, url=URL).status_code == 409
    for _ in range(3):
        make_webhook(system)
    last = client.page(address(system)).form('main form[data-island="submit-once"]')
    make_webhook(system)
    assert client.submit(last, url=URL).status_code == 422
    assert len(queries.webhooks_of(system)) == 5
    assert "höchstens 5 Webhooks" in client.page(address(system)).text()


def test_two_people_edit_the_same_webhook(
    client: PickyClient, login: Login, webhook: Webhook, session: Session
) -> None:
    login(Role.ADMIN)
    form = client.page(f"{address(webhook)}/bearbeiten").form('main form[data-island="submit-once"]')
    with unit_of_work():
        actions.edit_webhook(
            queries.webhook(webhook.id), url=URL, types=(), description="Von anderen", version=1, by=SYSTEM
        )

    answer = client.submit(form, description="Von mir", event_types=["need.deleted"])

    assert answer.status_code == 409
    assert "anderen" in answer.get_data(as_text=True)
    assert "Von mir" in answer.get_data(as_text=True)
    assert fresh(session, webhook).description == "Von anderen"
    again = client.page(f"{address(webhook)}/bearbeiten").form('main form[data-island="submit-once"]')
    assert client.submit(again, description="Danach", event_types=["need.deleted"]).status_code == 303
    row = fresh(session, webhook)
    assert (row.description, row.event_types) == ("Danach", ["need.deleted"])
    bad = client.page(f"{address(webhook)}/bearbeiten").form('main form[data-island="submit-once"]')
    assert client.submit(bad, url="https://10.0.0.1/").status_code == 422


def test_pause_resume_test_and_removal(client: PickyClient, login: Login, webhook: Webhook, session: Session) -> None:
    login(Role.ADMIN)
    at = address(webhook)

    assert client.submit(client.page(at).form(f'form[action="{at}/probe"]')).status_code == 303
    assert fresh(session, webhook).test_id is not None
    assert "Eine Probe ist unterwegs" in client.page(at).text()
    assert client.submit(client.page(at).form(f'form[action="{at}/anhalten"]')).status_code == 303
    assert fresh(session, webhook).pause_reason is PauseReason.BY_HAND
    assert "von Hand angehalten" in client.page(at).text()
    assert client.submit(client.page(at).form(f'form[action="{at}/fortsetzen"]')).status_code == 303
    assert not fresh(session, webhook).is_paused
    assert client.submit(client.page(at).form(f'form[action="{at}/loeschen"]')).status_code == 303
    assert client.get(at).status_code == 404


def test_rotation_shows_the_new_secret_once_and_only_for_what_was_seen(
    client: PickyClient, login: Login, webhook: Webhook, session: Session
) -> None:
    login(Role.ADMIN)
    at = address(webhook)
    form = client.page(at).form(f'form[action="{at}/neues-geheimnis"]')
    [old] = secrets_of(webhook)

    answer = client.submit(form)
    assert answer.status_code == 200
    new, still = secrets_of(fresh(session, webhook))
    assert still == old
    assert new in answer.get_data(as_text=True)
    assert client.submit(form).status_code == 409, "a second click must not end the grace of the old secret"
    assert secrets_of(fresh(session, webhook)) == [new, old]
    assert "mit dem alten Geheimnis" in client.page(at).text()


@pytest.fixture
def receiver(tmp_path: Path) -> Iterator[Receiver]:
    with receiving(tmp_path) as made:
        yield made


def test_log_and_replay(
    client: PickyClient, login: Login, webhook: Webhook, receiver: Receiver, north: Sozialraum, session: Session
) -> None:
    login(Role.ADMIN)
    with unit_of_work():
        queries.webhook(webhook.id).url = receiver.url
    for _ in range(60):
        make_need(north)
    deliver_due(rules_for=receiver.rules_for)
    at = address(webhook)

    first = client.page(at)
    assert "angenommen" in first.text()
    assert "Weitere laden" in first.text()
    assert len(receiver.taken) == 60

    form = first.form(f'form[action="{at}/wiederholen"]')
    for typed in (
        {},
        {"first_day": "2026-01-02"},
        {"first_day": "2026-01-02", "last_day": "2026-01-01"},
        {"first": "5", "last": "4"},
        {"first": "5", "last": "x"},
        {"first_day": "2026-01-02", "last_day": "2026-01-03", "first": "1", "last": "2"},
        {"first_day": "1999-01-01", "last_day": "1999-01-02"},
        {"first_day": "0001-01-01", "last_day": "0001-01-02"},
        {"first_day": "9999-12-30", "last_day": "9999-12-31"},
        {"first": "900000", "last": "900001"},
    ):
        assert client.submit(form, **typed).status_code == 422, typed
    this_day = today().isoformat()
    assert client.submit(form, first="1", last="10").status_code == 303
    assert queries.waiting(fresh(session, webhook)).count == 10
    assert client.submit(form, first_day=this_day, last_day=this_day).status_code == 303
    assert queries.waiting(fresh(session, webhook)).count == 60


def test_what_the_portal_paused_waits_on_my_day(
    client: PickyClient, login: Login, webhook: Webhook, another_client: Callable[[], PickyClient], south: Sozialraum
) -> None:
    with unit_of_work() as unit:
        unit.execute(
            update(Webhook.__table__).values(paused_at=now(), pause_reason=PauseReason.EXHAUSTED)  # type: ignore[arg-type]
        )
    login(Role.ADMIN)
    assert "1 Webhook ist angehalten" in client.page("/arbeit").text()
    assert "drei Tage lang nicht angenommen" in client.page(address(webhook)).text()
    other = another_client()
    login(Role.ADMIN, south, client=other)
    assert "Webhook" not in other.page("/arbeit").text()
    planner = another_client()
    login(Role.PLANNER, client=planner)
    assert "Webhook" not in planner.page("/arbeit").text()


def test_who_may_do_what(webhook: Webhook, system: ApiClient, north: Sozialraum, south: Sozialraum) -> None:
    """Roles × states, each permission."""
    who = {
        "admin": make_account(Role.ADMIN).id,
        "admin here": make_account(Role.ADMIN, north).id,
        "admin elsewhere": make_account(Role.ADMIN, south).id,
        **{role.value: make_account(role).id for role in Role if role is not Role.ADMIN},
        "nobody": make_account().id,
    }

    def allowed(permission: May) -> set[str]:
        row = queries.webhook(webhook.id)
        thing = row.client if permission in (May.LIST, May.CREATE) else row
        assert not allows(permission, ANONYMOUS, thing)
        return {name for name, key in who.items() if allows(permission, people.account(key), thing)}

    mine = {"admin", "admin here"}
    running = {permission: allowed(permission) for permission in May}
    assert running == {permission: mine if permission is not May.RESUME else set() for permission in May}

    with unit_of_work():
        actions.pause(queries.webhook(webhook.id), by=SYSTEM)
    resting = {permission: allowed(permission) for permission in May}
    assert resting == {permission: mine if permission is not May.PAUSE else set() for permission in May}

    with unit_of_work() as unit:
        unit.get_one(ApiClient, system.id).revoked_at = now()
    withdrawn = {permission: allowed(permission) for permission in May}
    still = {May.LIST, May.VIEW, May.REMOVE}
    assert withdrawn == {permission: mine if permission in still else set() for permission in May}


def test_foreign_webhooks_are_not_there(client: PickyClient, login: Login, webhook: Webhook, south: Sozialraum) -> None:
    login(Role.ADMIN, south)
    at = address(webhook)
    for path in (at, f"{at}/bearbeiten", address(queries.webhook(webhook.id).client)):
        assert client.get(path).status_code == 404
    other = make_client(south)[0]
    assert client.get(f"{address(other)}/{webhook.id}").status_code == 404
    assert client.get(f"{address(other)}/{uuid4()}").status_code == 404
