"""Telling people of an answer as planners and Kümmerer do it, without JavaScript."""

from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from portal.accounts.models import Account
from portal.kernel import clock, db, jobs, outbox
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.needs import actions
from portal.needs.models import Need, PublicAnswer
from portal.needs.terms import NeedStatus
from portal.needs.terms.telling import LETTERS_AT_ONCE, Simple
from tests.factories.county import make_county
from tests.factories.needs import add_call, add_letter, make_answered, make_need
from tests.factories.places import make_place, make_places
from tests.support.html import FilledForm, Page
from tests.support.login import Login
from tests.support.picky import PickyClient

SAME = {"Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def planner(session: Session, login: Login) -> Account:
    make_county(with_terms=True)
    return login(Role.PLANNER)


def at(answer: PublicAnswer, step: str = "") -> str:
    return f"/arbeit/bedarfe/{answer.need_id}/antworten/{answer.id}{step}"


def form_on(page: Page, ending: str, number: int = 0) -> FilledForm:
    found = [
        node for node in page.all("main form") if (node.attributes.get("action") or "").split("?")[0].endswith(ending)
    ]
    return FilledForm.from_node(found[number], page.url)


def ready() -> tuple[Need, PublicAnswer]:
    place = make_place("Legau")
    need = make_need("Bus am Abend", place, voices=1)
    add_letter(need, place, "Erna Vögele")
    add_call(need, place, "08330 1234", "Rosa Huber")
    return need, make_answered(need)


def test_answering_leads_to_who_hears_of_it(planner: Account, client: PickyClient) -> None:
    place = make_place("Legau")
    need = make_need("Bus", place)
    add_letter(need, place, "Erna Vögele")
    page = client.page(f"/arbeit/bedarfe/{need.id}/antwort?neu=confirmed&baustein=1")
    assert "Sie haben recht." in page.one("textarea[name=simple_text]").text()

    form = page.form()
    preview = Page(client.submit(form, button="vorschau"))
    assert "Mensch ohne E-Mail bekommt einen Brief" in preview.text("main")
    assert "Sie haben recht." in preview.text(".simple__text")
    page = client.follow(client.submit(preview.form(), button="senden"))

    assert page.heading == "Wer erfährt davon?"
    assert "noch einer" in page.text("#briefe")


def test_letters_are_made_and_posted(planner: Account, client: PickyClient) -> None:
    _need, answer = ready()
    page = client.page(at(answer))
    refused = client.submit(form_on(page, "/briefe"), reason="")
    assert refused.status_code == 422
    assert "wofür Sie die Anschriften brauchen" in Page(refused).text("main")

    made = client.submit(form_on(page, "/briefe"), reason="Antwort weitersagen")
    assert made.mimetype == "application/pdf"
    assert made.data.startswith(b"%PDF")
    page = client.page(at(answer))
    page = client.follow(client.submit(form_on(page, "/briefe/verschickt")))
    assert "In der Post: 1" in page.text("main")


def test_many_letters_are_made_by_a_job(planner: Account, client: PickyClient, session: Session) -> None:
    place = make_place("Legau")
    need = make_need("Bus", place)
    for number in range(LETTERS_AT_ONCE + 1):
        add_letter(need, place, f"Mensch {number}")
    answer = make_answered(need)

    response = client.submit(form_on(client.page(at(answer)), "/briefe"), reason="Antwort weitersagen")
    assert response.status_code == 303
    outbox.drain()
    (job,) = jobs.jobs_of(planner.id)
    assert job.state is jobs.JobState.DONE, job.error
    assert client.get(f"/arbeit/auftraege/{job.id}/datei").data.startswith(b"%PDF")


def test_calls_are_opened_with_a_reason_and_ticked(planner: Account, client: PickyClient) -> None:
    _need, answer = ready()
    page = client.page(at(answer))
    assert "08330 1234" not in page.text("main")
    assert client.submit(form_on(page, "/anrufe"), call_reason="").status_code == 422

    page = client.follow(client.submit(form_on(page, "/anrufe"), call_reason="Antwort weitersagen"))
    assert "Rosa Huber" in page.text("main")
    assert "„Bus am Abend“" in page.text(".answer__sentence")
    tick = next(node for node in page.all("main tbody form"))
    form = FilledForm.from_node(tick, page.url)
    again = client.follow(client.submit(form, button="not_reached"))
    assert "nicht erreicht" in again.text("tbody")

    stale = client.submit(form, button="told")
    assert stale.status_code == 409
    assert "Gerade hat jemand anderes" in Page(stale).text("main")
    wrong = client.open(form.action, method="POST", data={**form.values, "result": "printed"}, headers=SAME)
    assert wrong.status_code == 422


def test_the_list_is_also_a_file(planner: Account, client: PickyClient) -> None:
    _need, answer = ready()
    form = form_on(client.page(at(answer)), "/anrufe")

    table = client.submit(form, call_reason="Antwort weitersagen", button="csv")
    assert "08330 1234" in table.get_data(as_text=True)
    assert client.submit(form, call_reason="Antwort weitersagen", button="pdf").data.startswith(b"%PDF")


def test_an_opened_list_belongs_to_who_opened_it(planner: Account, client: PickyClient, login: Login) -> None:
    _need, answer = ready()
    response = client.submit(form_on(client.page(at(answer)), "/anrufe"), call_reason="Antwort weitersagen")
    login(Role.PLANNER)

    assert client.follow(client.get(response.location)).heading == "Wer erfährt davon?"
    assert client.follow(client.get(at(answer, "/anrufe/erfunden"))).heading == "Wer erfährt davon?"


def test_the_sheet_hangs_and_is_taken_down(planner: Account, client: PickyClient) -> None:
    _need, answer = ready()
    page = client.page(at(answer))
    assert client.get(page.one("a[href$='.pdf']").attributes["href"] or "").data.startswith(b"%PDF")

    place = next(node for node in page.all("main form") if "/aushang/" in (node.attributes.get("action") or ""))
    form = FilledForm.from_node(place, page.url)
    too_long = client.submit(form, where="x" * 200)
    assert too_long.status_code == 422
    page = client.follow(client.submit(form, where="Rathaus"))
    assert "Rathaus" in page.text("main")
    down = next(node for node in page.all("main form") if "/aushang/" in (node.attributes.get("action") or ""))
    page = client.follow(client.submit(FilledForm.from_node(down, page.url), button="nein"))
    assert "hängt seit" not in page.text("main")


STEPS: list[tuple[str, str]] = [
    ("GET", ""),
    ("POST", "/briefe"),
    ("POST", "/briefe/verschickt"),
    ("POST", "/anrufe"),
    ("GET", "/anrufe/x"),
    ("POST", f"/anrufe/x/{uuid4()}"),
    ("GET", f"/aushang/{uuid4()}.pdf"),
    ("POST", f"/aushang/{uuid4()}"),
]


@pytest.mark.parametrize(("method", "step"), STEPS)
def test_who_may_not_tell_finds_nothing(
    session: Session, client: PickyClient, login: Login, method: str, step: str
) -> None:
    here, there = make_places("Legau", "Babenhausen")
    answer = make_answered(make_need("Bus", here))

    def status(address: str) -> int:
        given: dict[str, Any] = {"headers": SAME} if method == "GET" else {"headers": SAME, "data": {}}
        return client.open(address, method=method, **given).status_code

    for role, place in (
        (Role.MUNICIPALITY, here),
        (Role.SECTOR_PLANNER, here),
        (Role.KUEMMERER, there),
        (Role.ADMIN, None),
    ):
        login(role, place)
        assert status(at(answer, step)) == 404
    login(Role.PLANNER)
    assert status(f"/arbeit/bedarfe/{answer.need_id}/antworten/999999{step}") == 404
    assert status(f"/arbeit/bedarfe/{uuid4()}/antworten/{answer.id}{step}") == 404


def test_the_person_reads_leichte_sprache_behind_the_code(session: Session, client: PickyClient) -> None:
    from portal.contributions import queries as said
    from portal.kernel.clock import today
    from portal.kernel.codes import receipt_code
    from tests.factories.needs import behind

    need = make_need("Bus am Abend", make_place("Legau"), voices=1)
    with unit_of_work():
        actions.answer(
            need,
            status=NeedStatus.CONFIRMED,
            sentence="Es stimmt.",
            simple=Simple("Sie haben recht.", "Prüfgruppe Lebenshilfe", today()),
            by=SYSTEM,
        )
    (contribution_id,) = behind(need)
    code = receipt_code(said.contribution(contribution_id).submission_key)

    page = client.follow(client.submit(client.page(f"/rueckmeldung?code={code}").form()))
    assert "Sie haben recht." in page.text("main")
    assert "geprüft von Prüfgruppe Lebenshilfe" in page.text("main")


def test_an_address_can_be_given_and_goes(session: Session, client: PickyClient) -> None:
    from portal.contributions import queries as said
    from portal.kernel.codes import receipt_code
    from tests.factories.needs import behind

    need = make_need("Bus", make_place("Legau"), voices=1)
    (contribution_id,) = behind(need)
    code = receipt_code(said.contribution(contribution_id).submission_key)
    page = client.follow(client.submit(client.page(f"/rueckmeldung?code={code}").form()))

    form = form_on(page, "/kontakt")
    assert client.submit(form, contact="", name="", address="Weg 1\n87700 Legau").status_code == 422
    page = client.follow(client.submit(form, contact="", name="Erna", address="Weg 1\n87700 Legau"))
    assert "Ihre Anschrift" in page.text("aside")
    client.follow(client.submit(form_on(page, "/kontakt-loeschen")))
    assert said.contact_of(contribution_id) is None


def test_the_page_of_a_wortmeldung_says_what_the_person_was_told(
    planner: Account, client: PickyClient, login: Login
) -> None:
    place = make_place("Legau")
    need = make_need("Bus am Abend", place)
    said = add_letter(need, place, "Erna Vögele")
    answer = make_answered(need)
    address = f"/arbeit/wortmeldungen/{said.contribution_id}"
    assert not client.page(address).has("#told")

    client.submit(form_on(client.page(at(answer)), "/briefe"), reason="Antwort weitersagen")
    assert "gedruckt" in told(client, address)
    client.submit(form_on(client.page(at(answer)), "/briefe/verschickt"))
    assert "in der Post" in told(client, address)
    assert planner.name in told(client, address)
    assert client.page(address).has(f'a[href="{at(answer)}"]')

    with unit_of_work():
        db.session().get_one(PublicAnswer, answer.id).retracted_at = clock.now()
    assert "zurückgenommen" in told(client, address)
    assert not client.page(address).has(f'a[href="{at(answer)}"]')
    login(Role.MUNICIPALITY, place)
    assert not client.page(address).has("#told")


def told(client: PickyClient, address: str) -> str:
    return client.page(address).text("section[aria-labelledby=told]")
