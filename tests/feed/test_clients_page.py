"""The administrators' page of the connected systems."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import select

from portal.feed.actions import clients as actions
from portal.feed.models.clients import ApiClient, ApiFailure
from portal.feed.queries import clients as queries
from portal.feed.terms.clients import FAILURE_DAYS, ApiRight
from portal.kernel import audit
from portal.kernel.audit import AuditEntry
from portal.kernel.clock import today
from portal.kernel.codes import hash_token
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM, Actor, Role
from portal.places.models import Sozialraum
from tests.factories.feed import Reader, make_client
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

PAGE = "/arbeit/verwaltung/schnittstellen"


def test_administrator_makes_a_key_that_is_shown_once(client: PickyClient, login: Login, north: Sozialraum) -> None:
    login(Role.ADMIN)
    empty = client.page(PAGE)
    assert "Noch kein System" in empty.text()

    answer = client.submit(
        empty.form(), name="QGIS im Landratsamt", place=str(north.id), purpose="Karten", rights=["needs:read"]
    )

    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    [system] = queries.clients(audit_reader())
    key = _key_in(answer.get_data(as_text=True))
    assert system.key_hash == hash_token(key)
    assert key.startswith(system.prefix)
    assert (system.name, system.purpose, system.sozialraum_id) == ("QGIS im Landratsamt", "Karten", north.id)
    assert Reader(client, key).get("/api/v1/places").status_code == 200
    listed = client.page(PAGE)
    assert key not in listed.text()
    assert system.prefix in listed.text()
    assert "Nordheim" in listed.text()


def test_samples_hold_the_key_only_while_it_is_shown(client: PickyClient, login: Login, north: Sozialraum) -> None:
    login(Role.ADMIN)
    answer = client.submit(
        client.page(PAGE).form(), name="QGIS im Landratsamt", place=str(north.id), rights=["needs:read"]
    )
    key = _key_in(answer.get_data(as_text=True))
    [system] = queries.clients(audit_reader())

    shown, later = Page(answer).texts("pre.sample"), client.page(f"{PAGE}/{system.id}").texts("pre.sample")

    assert [piece.replace(key, "mtn_…") for piece in shown] == later
    assert later[2:4] == ["Authorization", "Bearer mtn_…"]
    assert later[1].endswith("/ogc")
    assert "/api/v1/needs" in later[0]


def test_a_withdrawn_key_is_not_offered_for_connecting(client: PickyClient, login: Login, north: Sozialraum) -> None:
    system, _ = make_client(north)
    login(Role.ADMIN)
    own = f"{PAGE}/{system.id}"
    assert client.page(own).has("#anschliessen")

    client.submit(client.page(own).form(f'form[action$="{system.id}/entziehen"]'))

    page = client.page(own)
    assert not page.has("#anschliessen")
    assert not page.has("form[action$=adressen]")


def test_sending_the_form_twice_makes_one_key(client: PickyClient, login: Login, north: Sozialraum) -> None:
    login(Role.ADMIN)
    form = client.page(PAGE).form()

    first = client.submit(form, name="Statistik", place="landkreis", rights=["needs:read"])
    again = client.submit(form, name="Statistik", place="landkreis", rights=["needs:read"])

    assert (first.status_code, again.status_code) == (200, 409)
    assert "kann nicht noch einmal gezeigt werden" in again.get_data(as_text=True)
    assert len(queries.clients(audit_reader())) == 1


def test_form_without_a_name_comes_back_with_what_was_typed(
    client: PickyClient, login: Login, north: Sozialraum
) -> None:
    login(Role.ADMIN)

    answer = client.submit(client.page(PAGE).form(), name="  ", purpose="Karten für den Kreistag")

    assert answer.status_code == 422
    assert "Karten für den Kreistag" in answer.get_data(as_text=True)
    assert queries.clients(audit_reader()) == []


def test_the_whole_county_is_never_chosen_by_leaving_it_out(
    client: PickyClient, login: Login, north: Sozialraum
) -> None:
    login(Role.ADMIN)

    answer = client.submit(client.page(PAGE).form(), name="Statistik")

    assert answer.status_code == 422
    assert "Bitte wählen Sie, was das System lesen darf." in answer.get_data(as_text=True)
    assert queries.clients(audit_reader()) == []


def test_withdrawing_a_key_is_immediate_and_logged(client: PickyClient, login: Login, north: Sozialraum) -> None:
    system, key = make_client(north)
    admin = login(Role.ADMIN)

    own = f"{PAGE}/{system.id}"
    page = client.follow(client.submit(client.page(own).form(f'form[action$="{system.id}/entziehen"]')))

    assert "entzogen am" in page.text()
    assert Reader(client, key).get("/api/v1/places").status_code == 401
    [entry] = session().scalars(audit.entries(of_kind="feed.client-revoked"))
    assert (entry.actor_id, entry.facts) == (admin.id, {"client_id": str(system.id)})
    assert not page.has(f'form[action$="{system.id}/entziehen"]')


def test_making_a_key_is_logged_without_the_key(client: PickyClient, login: Login, north: Sozialraum) -> None:
    login(Role.ADMIN)

    key = _key_in(
        client.submit(client.page(PAGE).form(), name="Statistik", place="landkreis", rights=["needs:read"]).get_data(
            as_text=True
        )
    )

    [entry] = session().scalars(audit.entries(of_kind="feed.client-created").order_by(AuditEntry.seq))
    assert set(entry.facts) == {"client_id", "sozialraum_id"}
    assert key not in str(entry.facts)


def test_administrator_of_one_place_stays_within_it(
    client: PickyClient, login: Login, north: Sozialraum, south: Sozialraum
) -> None:
    theirs, _ = make_client(south, name="Fremdes System")
    wide, _ = make_client(name="System des Kreises")
    login(Role.ADMIN, north)
    page = client.page(PAGE)

    assert "Fremdes System" not in page.text()
    assert "System des Kreises" not in page.text()
    assert [option.attributes.get("value") for option in page.all("select[name=place] option")] == ["", str(north.id)]
    for system in (theirs, wide):
        assert client.get(f"{PAGE}/{system.id}").status_code == 404
        for way in ("", "/entziehen", "/erneuern"):
            assert client.post(f"{PAGE}/{system.id}{way}").status_code == 404
    for place in ("", "landkreis", str(south.id)):
        client.post(PAGE, data=page.form().filled({"name": "Mehr als erlaubt", "place": place}))
    assert {system.name for system in queries.clients(audit_reader())} == {"Fremdes System", "System des Kreises"}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_page_is_for_administrators_only(client: PickyClient, login: Login, north: Sozialraum, role: Role) -> None:
    system, _ = make_client(north)
    login(role)

    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, data={"name": "x"}).status_code == 404
    assert client.get(f"{PAGE}/{system.id}").status_code == 404
    for way in ("", "/entziehen", "/erneuern"):
        assert client.post(f"{PAGE}/{system.id}{way}").status_code == 404
    assert session().get_one(ApiClient, system.id).revoked_at is None


def test_key_may_do_only_what_was_ticked(client: PickyClient, login: Login, north: Sozialraum) -> None:
    login(Role.ADMIN)
    form = client.page(PAGE).form()

    nothing = client.submit(form, name="Statistik", place="landkreis")
    assert nothing.status_code == 422
    assert "Bitte wählen Sie, was das System darf." in nothing.get_data(as_text=True)

    key = _key_in(
        client.submit(form, name="Statistik", place="landkreis", rights=["indicators:read"]).get_data(as_text=True)
    )
    reader = Reader(client, key)
    assert reader.get("/api/v1/places").status_code == 200
    refused = reader.get("/api/v1/needs")
    assert (refused.status_code, refused.get_json(force=True)["code"]) == (403, "right-missing")


def test_names_want_a_reason_that_is_logged(client: PickyClient, login: Login, north: Sozialraum) -> None:
    login(Role.ADMIN)
    form = client.page(PAGE).form()
    wanted: dict[str, Any] = {"name": "Telefonliste", "place": "landkreis", "rights": ["needs:read"], "names": "y"}

    without = client.submit(form, **wanted, names_reason="kurz")
    assert without.status_code == 422
    assert "Wofür braucht das System die Namen?" in without.get_data(as_text=True)
    assert queries.clients(audit_reader()) == []

    client.submit(form, **wanted, names_reason="Für die Telefonliste im Haus.")
    [system] = queries.clients(audit_reader())
    [entry] = session().scalars(audit.entries(of_kind="feed.client-rights"))
    assert entry.facts == {
        "client_id": str(system.id),
        "rights": "needs:read names:read",
        "reason": "Für die Telefonliste im Haus.",
    }


def test_values_of_indicators_are_entered_for_the_whole_county_only(
    client: PickyClient, login: Login, north: Sozialraum
) -> None:
    login(Role.ADMIN)

    answer = client.submit(client.page(PAGE).form(), name="Statistik", place=str(north.id), rights=["indicators:write"])

    assert answer.status_code == 422
    assert "trägt nur ein System des ganzen Landkreises ein" in answer.get_data(as_text=True)


@pytest.mark.parametrize("typed", ["0", "9", "6001", "viele", ""])
def test_absurd_limits_are_refused(client: PickyClient, login: Login, north: Sozialraum, typed: str) -> None:
    login(Role.ADMIN)

    answer = client.submit(
        client.page(PAGE).form(),
        name="Statistik",
        place="landkreis",
        rights=["needs:read"],
        requests_per_minute=typed,
    )

    assert answer.status_code == 422
    assert queries.clients(audit_reader()) == []


def test_changing_the_rights_counts_from_the_next_request_on(
    client: PickyClient, login: Login, north: Sozialraum
) -> None:
    system, key = make_client(rights=[ApiRight.READ_NEEDS])
    login(Role.ADMIN)
    own = f"{PAGE}/{system.id}"

    page = client.follow(
        client.submit(client.page(own).form(f'form[action="{own}"]'), rights=["measures:read", "papers:write"])
    )

    assert "Beschlussvorlagen zurückmelden" in page.text()
    assert Reader(client, key).get("/api/v1/needs").status_code == 403


def test_rotated_key_counts_beside_the_new_one_for_two_weeks(
    client: PickyClient, login: Login, north: Sozialraum, frozen_clock: StoppedClock
) -> None:
    system, old = make_client()
    login(Role.ADMIN)
    form = client.page(f"{PAGE}/{system.id}").form('form[action$="/erneuern"]')

    answer = client.submit(form)
    new = _key_in(answer.get_data(as_text=True))
    again = client.submit(form)

    assert answer.headers["Cache-Control"] == "no-store"
    assert new != old
    assert (again.status_code, "kann nicht noch einmal gezeigt werden" in again.get_data(as_text=True)) == (409, True)
    assert [Reader(client, key).get("/api/v1/places").status_code for key in (old, new)] == [200, 200]
    frozen_clock.forward(days=13, hours=23)
    assert Reader(client, old).get("/api/v1/places").status_code == 200
    frozen_clock.forward(hours=2)
    assert [Reader(client, key).get("/api/v1/places").status_code for key in (old, new)] == [401, 200]


def test_key_ends_after_its_last_day(client: PickyClient, north: Sozialraum, frozen_clock: StoppedClock) -> None:
    _, key = make_client(expires_on=today() + timedelta(days=1))

    assert Reader(client, key).get("/api/v1/needs").status_code == 200
    frozen_clock.forward(days=1)
    assert Reader(client, key).get("/api/v1/needs").status_code == 200
    frozen_clock.forward(days=1)
    assert Reader(client, key).get("/api/v1/needs").status_code == 401


def test_limit_of_a_key_is_its_own(client: PickyClient, login: Login, north: Sozialraum) -> None:
    system, key = make_client(requests_per_minute=10)
    _, other = make_client()

    statuses = [Reader(client, key).get("/api/v1/places").status_code for _ in range(12)]

    assert statuses == [200] * 10 + [429] * 2
    assert Reader(client, other).get("/api/v1/places").status_code == 200
    assert [(one.status, one.number) for one in queries.failures_of(system.id)] == [(429, 1)]


def test_page_of_a_system_counts_what_was_refused(client: PickyClient, login: Login, north: Sozialraum) -> None:
    system, key = make_client(rights=[ApiRight.READ_NEEDS])
    reader = Reader(client, key)
    for url in ("/api/v1/needs?limit=0", "/api/v1/needs?limit=x", f"/api/v1/needs/{uuid4()}", "/api/v1/needs"):
        reader.get(url)
    login(Role.ADMIN)

    page = client.page(f"{PAGE}/{system.id}")

    assert [(one.status, one.number) for one in queries.failures_of(system.id)] == [(400, 2), (404, 1)]
    for text in ("400", "404", "curl", "QGIS", "Power Query", system.prefix):
        assert text in page.text()
    assert key not in page.text()


def test_refusals_are_forgotten_after_two_weeks(client: PickyClient, north: Sozialraum) -> None:
    system, key = make_client()
    Reader(client, key).get("/api/v1/needs?limit=0")
    with unit_of_work() as unit:
        unit.add(ApiFailure(client_id=system.id, on_day=today() - timedelta(days=FAILURE_DAYS), status=400, number=3))

    with unit_of_work():
        actions.forget_failures()

    assert [one.on_day for one in session().scalars(select(ApiFailure))] == [today()]


def audit_reader() -> Actor:
    """Somebody who sees all systems."""
    return SYSTEM


def _key_in(html: str) -> str:
    return "mtn_" + html.partition('id="schluessel"')[2].partition("mtn_")[2].partition("<")[0]
