"""The administrators' page of the connected systems."""

import pytest

from portal.feed.models.clients import ApiClient
from portal.feed.queries import clients as queries
from portal.kernel import audit
from portal.kernel.audit import AuditEntry
from portal.kernel.codes import hash_token
from portal.kernel.db import session
from portal.kernel.policy import SYSTEM, Actor, Role
from portal.places.models import Sozialraum
from tests.factories.feed import Reader, make_client
from tests.support.login import Login
from tests.support.picky import PickyClient

PAGE = "/arbeit/verwaltung/schnittstellen"


def test_administrator_makes_a_key_that_is_shown_once(client: PickyClient, login: Login, north: Sozialraum) -> None:
    login(Role.ADMIN)
    empty = client.page(PAGE)
    assert "Noch kein System" in empty.text()

    answer = client.submit(empty.form(), name="QGIS im Landratsamt", place=str(north.id), purpose="Karten")

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


def test_sending_the_form_twice_makes_one_key(client: PickyClient, login: Login, north: Sozialraum) -> None:
    login(Role.ADMIN)
    form = client.page(PAGE).form()

    first = client.submit(form, name="Statistik", place="landkreis")
    again = client.submit(form, name="Statistik", place="landkreis")

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

    page = client.follow(client.submit(client.page(PAGE).form(f'form[action$="{system.id}/entziehen"]')))

    assert "entzogen am" in page.text()
    assert Reader(client, key).get("/api/v1/places").status_code == 401
    [entry] = session().scalars(audit.entries(of_kind="feed.client-revoked"))
    assert (entry.actor_id, entry.facts) == (admin.id, {"client_id": str(system.id)})
    assert not page.has(f'form[action$="{system.id}/entziehen"]')


def test_making_a_key_is_logged_without_the_key(client: PickyClient, login: Login, north: Sozialraum) -> None:
    login(Role.ADMIN)

    key = _key_in(client.submit(client.page(PAGE).form(), name="Statistik", place="landkreis").get_data(as_text=True))

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
        assert client.post(f"{PAGE}/{system.id}/entziehen").status_code == 404
    for place in ("", "landkreis", str(south.id)):
        client.post(PAGE, data=page.form().filled({"name": "Mehr als erlaubt", "place": place}))
    assert {system.name for system in queries.clients(audit_reader())} == {"Fremdes System", "System des Kreises"}


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_page_is_for_administrators_only(client: PickyClient, login: Login, north: Sozialraum, role: Role) -> None:
    system, _ = make_client(north)
    login(role)

    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, data={"name": "x"}).status_code == 404
    assert client.post(f"{PAGE}/{system.id}/entziehen").status_code == 404
    assert session().get_one(ApiClient, system.id).revoked_at is None


def audit_reader() -> Actor:
    """Somebody who sees all systems."""
    return SYSTEM


def _key_in(html: str) -> str:
    return "mtn_" + html.partition('id="schluessel"')[2].partition("mtn_")[2].partition("<")[0]
