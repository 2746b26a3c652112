"""The export dialog and the page of the job it starts."""

import json

import pytest

from portal.accounts.actions import withdraw_role
from portal.accounts.models import Account
from portal.kernel import audit, jobs, outbox
from portal.kernel.db import session, unit_of_work
from portal.kernel.jobs import Job
from portal.kernel.policy import SYSTEM, Role
from portal.places.models import Sozialraum
from tests.factories.accounts import make_grant
from tests.factories.feed import make_need
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

DIALOG = "/arbeit/bedarfe/export"


def test_two_clicks_lead_to_the_file(client: PickyClient, login: Login, north: Sozialraum, south: Sozialraum) -> None:
    make_need(north, "Eine Bank")
    make_need(south, "Ein Arzt")
    login(Role.PLANNER)
    dialog = client.page(f"{DIALOG}?ort={north.id}")
    assert "1 Bedarf" in dialog.text()
    assert "Sozialraum: Nordheim" in dialog.text()

    waiting = client.follow(client.submit(dialog.form(), format="json"))
    assert "wartet" in waiting.text()
    assert waiting.has("#job-state[hx-get]")
    outbox.drain()

    done = client.page(_path(waiting.url))
    assert not done.has("#job-state[hx-get]")
    answer = client.get(done.link("Datei herunterladen"))
    assert [row["title"] for row in json.loads(answer.data)] == ["Eine Bank"]
    assert "attachment" in answer.headers["Content-Disposition"]
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Herunterladen" in client.page("/arbeit/auftraege").text()


def test_polling_is_answered_empty_while_nothing_changes(client: PickyClient, login: Login, north: Sozialraum) -> None:
    login(Role.PLANNER)
    page = client.follow(client.submit(client.page(DIALOG).form()))
    poll = page.attribute("#job-state", "hx-get")

    assert client.get(poll, headers={"HX-Request": "true"}).status_code == 204
    outbox.drain()
    fragment = client.get(poll, headers={"HX-Request": "true"})
    assert fragment.status_code == 200
    assert "Datei herunterladen" in fragment.get_data(as_text=True)
    assert "<html" not in fragment.get_data(as_text=True)


def test_job_and_file_are_for_its_owner_only(client: PickyClient, login: Login, north: Sozialraum) -> None:
    login(Role.PLANNER)
    client.submit(client.page(DIALOG).form())
    outbox.drain()
    [job] = session().query(Job).all()
    assert client.get(f"/arbeit/auftraege/{job.id}/datei").status_code == 200

    login(Role.PLANNER)

    assert client.get(f"/arbeit/auftraege/{job.id}").status_code == 404
    assert client.get(f"/arbeit/auftraege/{job.id}/datei").status_code == 404
    assert "Noch keine Aufträge" in client.page("/arbeit/auftraege").text()


def exported(client: PickyClient, **fields: str) -> Job:
    """A finished job with its file."""
    client.submit(client.page(DIALOG).form(), **fields)
    outbox.drain()
    job = session().query(Job).one()
    assert client.get(f"/arbeit/auftraege/{job.id}/datei").status_code == 200
    return job


def withdraw_all(account: Account) -> None:
    with unit_of_work() as unit:
        for grant in list(unit.get_one(Account, account.id).grants):
            withdraw_role(grant, by=SYSTEM)


def test_file_stays_closed_once_the_role_is_withdrawn(client: PickyClient, login: Login, north: Sozialraum) -> None:
    account = login(Role.SECTOR_PLANNER, north)
    job = exported(client)

    withdraw_all(account)

    assert client.get(f"/arbeit/auftraege/{job.id}/datei").status_code == 404
    page = client.page(f"/arbeit/auftraege/{job.id}")
    assert "Ihre Rechte haben sich geändert" in page.text("main")
    assert "Datei herunterladen" not in page.text("main")
    assert "gesperrt" in client.page("/arbeit/auftraege").text("main")


@pytest.mark.parametrize("whole_county", [True, False])
def test_file_stays_closed_when_only_a_smaller_place_is_left(
    client: PickyClient, login: Login, north: Sozialraum, south: Sozialraum, whole_county: bool
) -> None:
    account = login(Role.PLANNER, None if whole_county else north)
    job = exported(client)

    withdraw_all(account)
    make_grant(account, Role.PLANNER, south)
    assert client.get(f"/arbeit/auftraege/{job.id}/datei").status_code == 404

    make_grant(account, Role.SECTOR_PLANNER)
    assert client.get(f"/arbeit/auftraege/{job.id}/datei").status_code == 200


def test_file_with_names_is_for_those_who_may_still_have_the_names(
    client: PickyClient, login: Login, north: Sozialraum
) -> None:
    account = login(Role.PLANNER)
    job = exported(client, with_names="y", reason="Für die Besprechung am Montag")

    withdraw_all(account)
    make_grant(account, Role.SECTOR_PLANNER)

    assert client.get(f"/arbeit/auftraege/{job.id}/datei").status_code == 404


def test_file_is_gone_after_a_day(
    client: PickyClient, login: Login, north: Sozialraum, frozen_clock: StoppedClock
) -> None:
    account = login(Role.PLANNER)
    client.submit(client.page(DIALOG).form())
    outbox.drain()
    [job] = session().query(Job).all()

    frozen_clock.forward(hours=23, minutes=59)
    login.as_(account)
    assert client.get(f"/arbeit/auftraege/{job.id}/datei").status_code == 200
    frozen_clock.forward(minutes=2)

    assert client.get(f"/arbeit/auftraege/{job.id}/datei").status_code == 404
    assert "nach einem Tag gelöscht" in client.page(f"/arbeit/auftraege/{job.id}").text()
    jobs.clean_up()
    assert list(jobs.files_dir().iterdir()) == []
    assert "gelöscht" in client.page("/arbeit/auftraege").text()


def test_failed_export_says_so(
    client: PickyClient, login: Login, north: Sozialraum, monkeypatch: pytest.MonkeyPatch
) -> None:
    login(Role.PLANNER)
    page = client.follow(client.submit(client.page(DIALOG).form()))

    def broken(*_args: object, **_kwargs: object) -> None:
        raise RuntimeError("kein Platz")

    monkeypatch.setitem(jobs.JOBS, "needs.export", broken)
    outbox.drain()

    text = client.page(_path(page.url)).text()
    assert "fehlgeschlagen" in text
    assert "Bitte versuchen Sie es noch einmal" in text
    assert "kein Platz" not in text


def test_names_need_a_reason_and_the_form_keeps_what_was_chosen(
    client: PickyClient, login: Login, north: Sozialraum
) -> None:
    login(Role.PLANNER)

    answer = client.submit(client.page(DIALOG).form(), format="json", with_names="y")

    assert answer.status_code == 422
    text = answer.get_data(as_text=True)
    assert "Wofür brauchen Sie die Namen? Bitte schreiben Sie" in text
    assert 'value="json" checked' in text
    assert session().query(Job).all() == []
    assert list(session().scalars(audit.entries(of_kind="feed.export-with-names"))) == []


def test_kuemmerer_is_not_offered_names_and_cannot_force_them(
    client: PickyClient, login: Login, north: Sozialraum
) -> None:
    login(Role.KUEMMERER, north)
    form = client.page(DIALOG).form()

    data = form.filled({}) | {"with_names": ["y"], "reason": ["Ich will es aber wissen"]}

    assert "with_names" not in form.filled({})
    assert client.post(DIALOG, data=data, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 404
    assert session().query(Job).all() == []


@pytest.mark.parametrize(
    "query", ["ort=x", "status=%00", "ort[]=1", "frist=bald&frist=nie", "q=" + "x" * 5000, "%FF=%FE"]
)
def test_dialog_takes_any_address(client: PickyClient, login: Login, north: Sozialraum, query: str) -> None:
    login(Role.PLANNER)

    assert client.get(f"{DIALOG}?{query}").status_code == 200


@pytest.mark.parametrize("format", ["exe", "", "../../etc"])
def test_unknown_format_is_refused(client: PickyClient, login: Login, north: Sozialraum, format: str) -> None:
    login(Role.PLANNER)

    answer = client.post(DIALOG, data={"format": format}, headers={"Sec-Fetch-Site": "same-origin"})

    assert answer.status_code == 422
    assert session().query(Job).all() == []


READERS = {Role.PLANNER, Role.SECTOR_PLANNER, Role.KUEMMERER, Role.MUNICIPALITY}


@pytest.mark.parametrize("role", list(Role))
def test_dialog_is_for_those_who_read_needs(client: PickyClient, login: Login, north: Sozialraum, role: Role) -> None:
    login(role)

    assert client.get(DIALOG).status_code == (200 if role in READERS else 404)


def test_without_an_account_the_way_leads_to_the_sign_in_page(client: PickyClient, north: Sozialraum) -> None:
    for url in (DIALOG, "/arbeit/auftraege", "/arbeit/verwaltung/schnittstellen"):
        answer = client.get(url)
        assert (answer.status_code, answer.location.startswith("/anmelden?weiter=")) == (303, True)


def _path(url: str) -> str:
    return url.replace("http://localhost", "")
