"""`/arbeit/begehungen`: from the plan over the findings to the protocol, and who may open which page."""

import csv
import io
import json
import re
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask

from portal.accounts.models import Account, RoleGrant
from portal.kernel import audit
from portal.kernel.clock import today
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role, allows
from portal.pinmaps.actions import walks as actions
from portal.pinmaps.models import WalkAudit
from portal.pinmaps.policy import WalkPermission
from portal.pinmaps.queries import walks as queries
from portal.pinmaps.terms.walks import FindingTopic, Rating, WalkState
from portal.places import queries as places
from portal.places.models import Sozialraum
from tests.factories.consultations import make_consultation
from tests.factories.county import make_county
from tests.factories.places import make_place, square
from tests.factories.walks import ELSEWHERE, make_finding, make_walk
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

WORK = "/arbeit/begehungen"
EDITORS = {Role.PLANNER, Role.KUEMMERER, Role.MODERATOR, Role.MUNICIPALITY}


@pytest.fixture(autouse=True)
def county(app: Flask) -> None:
    make_county()


@pytest.fixture
def erkheim(county: None) -> Sozialraum:
    return make_place("Erkheim", boundary=square(10.4, 48.4, 0.2))


def walks() -> list[WalkAudit]:
    return list(queries.newest_page(queries.own_walks(SYSTEM), after=None).rows)


def test_from_the_plan_to_the_protocol(client: PickyClient, login: Login, erkheim: Sozialraum) -> None:
    login(Role.KUEMMERER, erkheim)
    form = client.page(client.page(WORK).link("Neue Begehung N")).form("main form[action$='/neu']")
    planned = client.follow(
        client.submit(form, title="Mit dem Rollator", weather="trocken", participants="6 Seniorinnen")
    )
    assert planned.heading == "Mit dem Rollator"
    (walk,) = walks()
    address = f"{WORK}/{walk.id}"

    editing = client.page(f"{address}/angaben").form("main form[action$='/angaben']")
    client.follow(client.submit(editing, route="Rathaus – Schule"))
    noting = client.page(f"{address}/unterwegs").form("main form[action$='/unterwegs']")
    done = client.follow(client.submit(noting, topic="seating", rating="poor", remark="Hier fehlt eine Bank."))
    assert "Der Befund ist gespeichert." in done.text("main")

    page = client.page(address)
    assert "Befunde (1)" in page.text("main")
    assert "Hier fehlt eine Bank." in page.text("#finding-rows")
    closing = page.form("main form[action$='/abschliessen']")
    assert client.submit(closing, summary="").status_code == 422
    closed = client.follow(client.submit(closing, summary="Es fehlen Bänke."))
    assert "Es fehlen Bänke." in closed.text("main")

    late = client.page(f"{address}/unterwegs").form("main form[action$='/unterwegs']")
    client.follow(client.submit(late, topic="light", rating="fair"))
    tray = client.page(address)
    assert "Nachzügler (1)" in tray.text("main")
    assert "Kam nach dem Abschluss" in tray.text("main")
    assert "Nachzügler von Begehungen" in client.page("/arbeit").text("main")
    settled = client.follow(client.submit(tray.form("main form[action$='/nachzuegler']"), button="befund"))
    assert "Befunde (2)" in settled.text("main")
    assert "Nachzügler (" not in settled.text("main")

    protocol = client.page(f"{address}/protokoll")
    assert "Hier fehlt eine Bank." in protocol.text("main")
    again = client.follow(client.submit(settled.form("main form[action$='/wieder-oeffnen']")))
    assert "Wieder geöffnet." in again.text("main")
    assert queries.walk(walk.id).state is WalkState.OPEN


def test_two_people_edit_at_once(client: PickyClient, login: Login, erkheim: Sozialraum) -> None:
    login(Role.PLANNER)
    walk = make_walk()
    form = client.page(f"{WORK}/{walk.id}/angaben").form("main form[action$='/angaben']")
    client.follow(client.submit(form, route="Meine Route"))

    conflict = client.submit(form, route="Ihre Route")

    assert conflict.status_code == 409
    text = Page(conflict).text("main")
    assert "Meine Route" in text
    assert queries.walk(walk.id).route == "Meine Route"
    client.follow(client.submit(Page(conflict).form("main form[action$='/angaben']")))
    assert queries.walk(walk.id).route == "Ihre Route"


@pytest.mark.parametrize(
    "values",
    [
        {"title": ""},
        {"title": "x" * 121},
        {"walked_on": ""},
        {"walked_on": "0001-01-01"},
        {"sozialraum_id": str(uuid4())},
    ],
)
def test_what_cannot_be_planned_is_said_at_its_field(client: PickyClient, login: Login, values: dict[str, str]) -> None:
    login(Role.PLANNER)
    place = make_place("Kammlach")
    form = client.page(f"{WORK}/neu").form("main form[action$='/neu']")

    answer = client.submit(form, **({"title": "Eine", "sozialraum_id": str(place.id)} | values))

    assert answer.status_code == 422
    assert Page(answer).has("[data-error-summary]")
    assert walks() == []


def test_the_plain_form_keeps_what_was_typed_and_stores_once(
    client: PickyClient, login: Login, erkheim: Sozialraum
) -> None:
    login(Role.MODERATOR, erkheim)
    walk = make_walk(place=erkheim)
    form = client.page(f"{WORK}/{walk.id}/unterwegs").form("main form[action$='/unterwegs']")

    wrong = client.submit(
        form, remark="Sehr eng.", photo=(io.BytesIO(b"kein Foto"), "x.txt"), topic="barrier", rating="poor"
    )
    assert wrong.status_code == 422
    assert "Sehr eng." in wrong.get_data(as_text=True)
    missing = client.submit(form, remark="Sehr eng.")
    assert missing.status_code == 422
    for _time in range(2):
        client.follow(client.submit(form, topic="barrier", rating="poor", remark="Sehr eng."))

    assert queries.counts_of([walk.id])[walk.id].settled == 1


def test_findings_are_narrowed_and_paged(client: PickyClient, login: Login, erkheim: Sozialraum) -> None:
    login(Role.PLANNER)
    walk = make_walk(place=erkheim)
    for number in range(33):
        make_finding(walk, remark=f"Befund {number}", topic=FindingTopic.LIGHT if number % 3 else FindingTopic.GREEN)

    page = client.page(f"{WORK}/{walk.id}")
    assert len(page.all("#finding-rows .finding")) == 30
    assert len(client.page(page.link("Weitere laden")).all("#finding-rows .finding")) == 3
    assert len(client.page(f"{WORK}/{walk.id}?thema=green").all("#finding-rows .finding")) == 11
    assert client.page(f"{WORK}/{walk.id}?urteil=good").has("#finding-rows .empty")
    assert client.page(f"{WORK}/{walk.id}?thema=quatsch&urteil=%00").has("#finding-rows .finding")


def test_the_same_number_of_queries_for_one_and_thirty(client: PickyClient, login: Login, erkheim: Sozialraum) -> None:
    login(Role.PLANNER)
    walk = make_walk(place=erkheim)
    make_finding(walk)
    addresses = (WORK, f"{WORK}/{walk.id}", f"{WORK}/{walk.id}/protokoll", f"{WORK}/{walk.id}/befunde.json")

    def asked() -> list[int]:
        counts = []
        for address in addresses:
            client.get(address)
            with count_queries() as counted:
                client.get(address)
            counts.append(len(counted))
        return counts

    few = asked()
    for number in range(25):
        make_finding(walk, remark=str(number))
        make_finding(make_walk(f"Begehung {number}", place=erkheim))
    assert asked() == few


def test_exports_hold_everything_and_are_logged(client: PickyClient, login: Login, erkheim: Sozialraum) -> None:
    login(Role.PLANNER)
    walk = make_walk("Rund um die „Mühle“", place=erkheim)
    make_finding(walk, remark="=1+1")
    make_finding(walk, remark="Weit weg", at=ELSEWHERE)
    make_finding(walk, remark="Irgendwo", at=None)

    table = client.get(f"{WORK}/{walk.id}/befunde.csv")
    rows = list(csv.reader(io.StringIO(table.get_data(as_text=True).lstrip("\ufeff")), delimiter=";"))
    points = json.loads(client.get(f"{WORK}/{walk.id}/befunde.geojson").data)["features"]

    assert "rund-um-die" in table.headers["Content-Disposition"]
    assert [row[4] for row in rows[1:]] == ["'=1+1", "Irgendwo", "Weit weg"]
    assert [one["geometry"] and one["geometry"]["coordinates"] for one in points][1] is None
    assert points[0]["geometry"]["coordinates"] == pytest.approx([10.45, 48.45], abs=1e-5)
    assert points[2]["properties"]["late"] == "Die Stelle liegt nicht im Sozialraum"
    logged = audit.entries(of_kind=actions.EXPORTED.name).order_by(audit.AuditEntry.seq)
    assert [row.facts["format"] for row in session().scalars(logged)] == ["csv", "geojson"]


def test_the_phone_can_keep_everything_the_page_is_made_of(
    client: PickyClient, login: Login, erkheim: Sozialraum
) -> None:
    login(Role.KUEMMERER, erkheim)
    walk = make_walk(place=erkheim)
    here = f"{WORK}/{walk.id}/unterwegs"
    page = client.page(here)

    worker = client.get(f"{here}/dienst.js")
    assert worker.headers["Service-Worker-Allowed"] == here
    assert worker.mimetype == "text/javascript"
    text = worker.get_data(as_text=True)
    assert not re.search(r"^(import|export) ", text, re.MULTILINE)
    kept = json.loads(text.partition("const KEPT = ")[2].partition(";\n")[0])
    assert kept["files"][0] == here
    for address in (*kept["files"], *kept["wished"]):
        assert client.get(address).status_code == 200, address
    assert {one.attributes["href"] for one in page.all("link[rel=stylesheet]")} <= set(kept["files"])
    before = kept["version"]
    with unit_of_work():
        fresh = queries.walk(walk.id)
        actions.write_plan(fresh, actions.WalkPlan(title="Neu", walked_on=today()), version=fresh.version, by=SYSTEM)
    assert before not in client.get(f"{here}/dienst.js").get_data(as_text=True)

    manifest = client.get(f"{here}/app.webmanifest")
    told = json.loads(manifest.data)
    assert told["start_url"] == here
    assert {client.get(icon["src"]).status_code for icon in told["icons"]} == {200}


def test_the_kept_page_names_nobody(client: PickyClient, login: Login, erkheim: Sozialraum) -> None:
    account = login(Role.KUEMMERER, erkheim)
    walk = make_walk(place=erkheim)

    html = client.get(f"{WORK}/{walk.id}/unterwegs").get_data(as_text=True)

    assert account.name not in html
    assert account.email not in html


def test_panels_show_walks_where_they_belong(client: PickyClient, login: Login, erkheim: Sozialraum) -> None:
    login(Role.PLANNER)
    consultation = make_consultation(place=erkheim)
    walk = make_walk("Durch den Park", place=erkheim, consultation_id=consultation.id)
    noted = make_finding(walk, accuracy_m=12)

    assert "Durch den Park" in client.page(f"/arbeit/beteiligung/{consultation.id}").text("main")
    assert "Durch den Park" in client.page(f"/arbeit/orte/{erkheim.id}").text("main")
    said = client.page(f"/arbeit/wortmeldungen/{noted.finding.contribution_id}").text("main")
    assert "Befund einer Ortsbegehung" in said
    assert "48.45" in said
    assert "auf 12 m genau" in said


def test_no_finding_is_settled_through_the_walk_of_others(
    client: PickyClient, login: Login, erkheim: Sozialraum
) -> None:
    login(Role.KUEMMERER, erkheim)
    mine = make_walk(place=erkheim)
    foreign = make_walk(place=make_place("Kammlach", boundary=square(10.7, 48.1, 0.1)))
    late = make_finding(foreign, at=ELSEWHERE).finding
    make_finding(mine, at=ELSEWHERE)
    address = f"{WORK}/{mine.id}/nachzuegler"

    for named in (str(late.contribution_id), str(uuid4()), "nichts"):
        answer = client.post(address, data={"befund": named}, headers={"Sec-Fetch-Site": "same-origin"})
        assert answer.status_code == 404
    assert queries.counts_of([foreign.id])[foreign.id].late == 1


#: Every page of a walk, what it asks for, and in which states of the walk it opens.
ROUTES: list[tuple[str, str, WalkPermission, set[WalkState]]] = [
    ("GET", "", WalkPermission.READ, set(WalkState)),
    ("GET", "/gebiet.json", WalkPermission.READ, set(WalkState)),
    ("GET", "/befunde.json", WalkPermission.READ, set(WalkState)),
    ("GET", "/befunde.csv", WalkPermission.READ, set(WalkState)),
    ("GET", "/befunde.geojson", WalkPermission.READ, set(WalkState)),
    ("GET", "/protokoll", WalkPermission.READ, set(WalkState)),
    ("GET", "/unterwegs", WalkPermission.RECORD, set(WalkState)),
    ("POST", "/unterwegs", WalkPermission.RECORD, set(WalkState)),
    ("GET", "/unterwegs/dienst.js", WalkPermission.RECORD, set(WalkState)),
    ("GET", "/unterwegs/app.webmanifest", WalkPermission.RECORD, set(WalkState)),
    ("POST", "/nachzuegler", WalkPermission.RECORD, set(WalkState)),
    ("GET", "/angaben", WalkPermission.EDIT, {WalkState.OPEN}),
    ("POST", "/angaben", WalkPermission.EDIT, {WalkState.OPEN}),
    ("POST", "/abschliessen", WalkPermission.CLOSE, {WalkState.OPEN}),
    ("POST", "/wieder-oeffnen", WalkPermission.REOPEN, {WalkState.CLOSED}),
]


def test_the_table_of_pages_is_complete(app: Flask) -> None:
    prefix = f"{WORK}/<uuid:walk_id>"
    there = {
        (method, rule.rule.removeprefix(prefix))
        for rule in app.url_map.iter_rules()
        if rule.rule.startswith(prefix)
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }

    assert there == {(method, path) for method, path, _permission, _states in ROUTES}


@pytest.mark.parametrize("state", list(WalkState))
@pytest.mark.parametrize("role", [*Role, None])
@pytest.mark.parametrize("where", ["here", "elsewhere", "county"])
def test_who_may_open_what(
    client: PickyClient, login: Login, erkheim: Sozialraum, role: Role | None, where: str, state: WalkState
) -> None:
    neighbour = make_place("Kammlach")
    walk = make_walk(place=erkheim, state=state)
    at = {"here": erkheim, "elsewhere": neighbour, "county": None}[where]
    login(role, at) if role is not None else login()
    works_here = role in EDITORS and where != "elsewhere"

    for method, path, _permission, states in ROUTES:
        answer = client.open(f"{WORK}/{walk.id}{path}", method=method, headers={"Sec-Fetch-Site": "same-origin"})
        opens = answer.status_code != 404
        assert opens == (works_here and state in states), (method, path, answer.status_code)


def test_strangers_are_led_to_the_sign_in_and_unknown_walks_are_missing(
    client: PickyClient, login: Login, erkheim: Sozialraum
) -> None:
    walk = make_walk(place=erkheim)
    for method, path, _permission, _states in ROUTES:
        answer = client.open(f"{WORK}/{walk.id}{path}", method=method, headers={"Sec-Fetch-Site": "same-origin"})
        led = (303, "/anmelden") if method == "GET" else (401, "")  # what was typed is kept on a page of its own
        location = (answer.location or "").partition("?")[0]
        assert (answer.status_code, location) in {(303, "/anmelden"), led}, (method, path)
    login(Role.PLANNER)
    for method, path, _permission, _states in ROUTES:
        answer = client.open(f"{WORK}/{uuid4()}{path}", method=method, headers={"Sec-Fetch-Site": "same-origin"})
        assert answer.status_code == 404


def somebody(role: Role | None = None, place_id: UUID | None = None) -> Account:
    grants = [RoleGrant(role=role, sozialraum_id=place_id)] if role else []
    return Account(id=uuid4(), is_active=True, grants=grants)


@pytest.mark.parametrize("permission", list(WalkPermission))
@pytest.mark.parametrize("state", list(WalkState))
def test_rules(erkheim: Sozialraum, permission: WalkPermission, state: WalkState) -> None:
    walk = make_walk(place=erkheim, state=state)
    neighbour = make_place("Kammlach")
    needs = {
        WalkPermission.EDIT: WalkState.OPEN,
        WalkPermission.CLOSE: WalkState.OPEN,
        WalkPermission.REOPEN: WalkState.CLOSED,
    }
    thing: Any = walk
    if permission in (WalkPermission.LIST, WalkPermission.PLAN):
        thing = None
    elif permission is WalkPermission.PLAN_HERE:
        thing = places.place(erkheim.id)
    fits = needs.get(permission, state) is state

    def who(place_id: UUID | None) -> set[Role]:
        return {role for role in Role if allows(permission, somebody(role, place_id), thing)}

    assert who(None) == (EDITORS if fits else set())
    assert who(erkheim.id) == (EDITORS if fits else set())
    assert who(neighbour.id) == (EDITORS if thing is None else set())
    assert not allows(permission, ANONYMOUS, thing)
    assert not allows(permission, somebody(), thing)


def test_lists_hold_only_own_walks(client: PickyClient, login: Login, erkheim: Sozialraum) -> None:
    make_walk("Hier", place=erkheim)
    make_walk("Dort", place=make_place("Kammlach"))
    login(Role.MUNICIPALITY, erkheim)

    text = client.page(WORK).text("main")

    assert "Hier" in text
    assert "Dort" not in text
    assert client.page(f"{WORK}?stand=closed").has(".empty")
    assert Rating.GOOD.tone == "success"
