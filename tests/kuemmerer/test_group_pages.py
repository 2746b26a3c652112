"""Pages of the Arbeitsgruppen and Teilprojekte: what they show, refuse and never show."""

from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image

from portal.accounts.models import Account
from portal.kernel.policy import Role
from portal.kuemmerer.queries import achievements
from portal.kuemmerer.queries import groups as found_groups
from portal.kuemmerer.queries import subprojects as found
from portal.kuemmerer.terms.subprojects import SubProjectState
from portal.places.models import Sozialraum
from tests.factories.county import make_county
from tests.factories.groups import make_counted, make_group, make_idea, make_milestone, make_sub_project
from tests.factories.kuemmerer import make_project
from tests.factories.needs import make_need
from tests.factories.network import make_contact, make_stakeholder
from tests.factories.places import make_place
from tests.factories.roundtables import make_series
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

HERE = "/arbeit/quartiersprojekte"
READERS = (Role.PLANNER, Role.KUEMMERER, Role.MUNICIPALITY, Role.SECTOR_PLANNER)
VIEWS = ("", "?ansicht=zeit", "?ansicht=tabelle")


def at_work(login: Login, role: Role = Role.KUEMMERER) -> tuple[Account, Sozialraum]:
    make_county()
    place = make_place()
    return login(role, place), place


def jpeg(colour: str = "green") -> BytesIO:
    out = BytesIO()
    Image.new("RGB", (60, 40), colour).save(out, "JPEG")
    out.seek(0)
    return out


def test_the_first_visit_makes_the_groups_and_a_reader_makes_none(client: PickyClient, login: Login) -> None:
    _mayor, place = at_work(login, Role.MUNICIPALITY)
    project = make_project(place=place)
    assert "Noch keine Gruppen" in client.page(f"{HERE}/{project.id}/arbeitsgruppen").text()

    login(Role.KUEMMERER, place)
    page = client.page(f"{HERE}/{project.id}/arbeitsgruppen")

    assert "Beratung und soziale Netzwerke" in page.text()
    assert len(found_groups.groups_of(project.id)) == 4


def test_a_group_gets_a_member_a_round_table_and_an_idea(client: PickyClient, login: Login) -> None:
    _me, place = at_work(login)
    group = make_group(make_project(place=place))
    contact = make_contact(make_stakeholder(place=place))
    here = f"{HERE}/arbeitsgruppen/{group.id}"

    form = client.page(f"{here}/mitglieder/neu").form("form[action$='/mitglieder/neu']")
    told = client.follow(client.submit(form, contact_id=str(contact.id), is_speaker="y"))
    assert "Erika Beispiel" in told.text()

    form = client.page(f"{here}/sitzungen").form("form[action$='/sitzungen/neu']")
    told = client.follow(client.submit(form))
    assert "Zum Runden Tisch" in told.text()

    told = client.follow(client.submit(told.form("form[action$='/ideen']"), text="Eine Bank vor der Apotheke"))
    assert "Eine Bank vor der Apotheke" in told.text()


def test_a_round_table_nobody_may_open_is_told_kindly(client: PickyClient, login: Login) -> None:
    _me, place = at_work(login)
    group = make_group(make_project(place=place))
    make_series("Hier", place=place)
    foreign = make_series("Dort", place=make_place("Kammlach"))
    form = client.page(f"{HERE}/arbeitsgruppen/{group.id}/sitzungen").form("form[action$='/sitzungen']")

    answer = client.post(form.action, data=form.filled({}) | {"round_table_id": str(foreign.id)}, headers=SAME)

    assert answer.status_code == 422
    assert "Diese Auswahl gibt es nicht (mehr)" in answer.get_data(as_text=True)


SAME = {"Sec-Fetch-Site": "same-origin"}


def test_an_idea_becomes_a_sub_project(client: PickyClient, login: Login) -> None:
    _me, place = at_work(login)
    project = make_project(place=place)
    idea = make_idea(make_group(project))
    form = client.page(f"{HERE}/{project.id}/teilprojekte/neu?idee={idea.id}").form("form[action$='/teilprojekte/neu']")

    told = client.follow(client.submit(form, name="Bänke im Markt", kind="other"))

    assert "Bänke im Markt" in told.text()
    assert "Bänke im Markt" in client.page(f"{HERE}/arbeitsgruppen/{idea.group_id}").text()


@pytest.mark.parametrize("htmx", [False, True])
def test_the_board_moves_with_a_button(client: PickyClient, login: Login, htmx: bool) -> None:
    _me, place = at_work(login)
    made = make_sub_project(project=make_project(place=place))
    form = client.page(f"{HERE}/{made.project_id}/teilprojekte").form(f"#karte-{made.id} form")

    answer = client.submit(form, button="planning", htmx=htmx)

    assert answer.status_code == (200 if htmx else 303)
    assert found.sub_project(made.id).state is SubProjectState.PLANNING


def test_who_moves_too_late_sees_both_and_can_insist(client: PickyClient, login: Login) -> None:
    _me, place = at_work(login)
    made = make_sub_project(project=make_project(place=place))
    action = f"{HERE}/teilprojekte/{made.id}/stand"
    form = client.page(f"{HERE}/{made.project_id}/teilprojekte").form(f"#karte-{made.id} form")
    late = form.filled({})
    client.post(action, data=late | {"state": "running"}, headers=SAME)

    answer = client.post(action, data=late | {"state": "ended"}, headers=SAME)

    text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "steht jetzt auf: läuft" in text
    assert "Sie wollten: beendet" in text
    assert found.sub_project(made.id).state is SubProjectState.RUNNING


@pytest.mark.parametrize("state", ["", "nonsense", "\x00"])
def test_a_column_that_does_not_exist_is_refused(client: PickyClient, login: Login, state: str) -> None:
    _me, place = at_work(login)
    made = make_sub_project(project=make_project(place=place))
    form = client.page(f"{HERE}/{made.project_id}/teilprojekte").form(f"#karte-{made.id} form")

    answer = client.post(f"{HERE}/teilprojekte/{made.id}/stand", data=form.filled({}) | {"state": state}, headers=SAME)

    assert answer.status_code == 422


def test_the_second_to_save_sees_both_texts(client: PickyClient, login: Login) -> None:
    _me, place = at_work(login)
    made = make_sub_project(project=make_project(place=place), goal="Gemeinsam essen")
    form = client.page(f"{HERE}/teilprojekte/{made.id}/bearbeiten").form("form[action$='/bearbeiten']")
    client.submit(form, goal="Jeden Dienstag gemeinsam essen")

    answer = client.submit(form, goal="Einmal in der Woche essen")

    text = answer.get_data(as_text=True)
    assert answer.status_code == 409
    assert "Inzwischen gespeichert" in text
    assert "Einmal in der Woche essen" in text
    assert found.sub_project(made.id).goal == "Jeden Dienstag gemeinsam essen"


@pytest.mark.parametrize(
    "typed",
    [
        {"name": ""},
        {"name": "x" * 5000},
        {"name": "\x00"},
        {"kind": "nonsense"},
        {"group_id": str(uuid4())},
        {"begins_on": "0001-01-01"},
        {"begins_on": "9999-12-31"},
        {"ends_on": "gestern"},
    ],
)
def test_bad_input_is_answered_and_kept(client: PickyClient, login: Login, typed: dict[str, str]) -> None:
    _me, place = at_work(login)
    project = make_project(place=place)
    form = client.page(f"{HERE}/{project.id}/teilprojekte/neu").form("form[action$='/teilprojekte/neu']")

    data = form.filled({"name": "Fahrdienst", "goal": "Zum Arzt kommen"}) | typed
    answer = client.post(form.action, data=data, headers=SAME)

    assert answer.status_code == 422
    assert "Zum Arzt kommen" in answer.get_data(as_text=True)
    assert found.count_of(project.id) == 0


def test_numbers_of_a_quarter_are_written_and_refused_kindly(client: PickyClient, login: Login) -> None:
    _me, place = at_work(login)
    made = make_sub_project(project=make_project(place=place))
    thing = make_counted(made)
    address = f"{HERE}/teilprojekte/{made.id}/zahlen?quartal=2026-2"
    form = client.page(address).form("form[action*='quartal=2026-2']:not([action*='neu'])")

    assert client.submit(form, **{f"value-{thing.id}": "1.234,5"}).status_code == 303
    assert str(achievements.counted_thing(thing.id).in_quarter(2026, 2)) == "1234.50"
    for wrong in ("-3", "zwölf", "9" * 400, "1,2,3"):
        answer = client.submit(form, **{f"value-{thing.id}": wrong})
        assert answer.status_code == 422, wrong
    late = client.submit(form, **{f"value-{thing.id}": "7"})
    assert late.status_code == 409
    assert "1234,5" in late.get_data(as_text=True)


@pytest.mark.parametrize("quarter", ["nonsense", "0001-1", "2026-9", "2101-1"])
def test_a_quarter_that_does_not_exist_is_the_present_one_or_refused(
    client: PickyClient, login: Login, quarter: str
) -> None:
    _me, place = at_work(login)
    made = make_sub_project(project=make_project(place=place))
    make_counted(made)

    assert client.get(f"{HERE}/teilprojekte/{made.id}/zahlen?quartal={quarter}").status_code == 200


def test_a_photo_note_is_sent_once_and_seen_by_readers_only(client: PickyClient, login: Login) -> None:
    _me, place = at_work(login)
    made = make_sub_project(project=make_project(place=place))
    form = client.page(f"{HERE}/teilprojekte/{made.id}/foto-notiz").form("form[action$='/foto-notiz']")

    for _time in range(2):
        sent = form.filled({"caption": "Der erste Tisch"}) | {"photo": (jpeg(), "IMG_1.jpg")}
        answer = client.post(form.action, data=sent, content_type="multipart/form-data", headers=SAME)
        assert answer.status_code == 303

    [photo] = achievements.photos_of(made.id).rows
    address = f"{HERE}/teilprojekte/fotos/{photo.id}.jpg"
    assert (client.get(address).status_code, photo.caption) == (200, "Der erste Tisch")
    login(Role.KUEMMERER, make_place("Kammlach"))
    assert client.get(address).status_code == 404


def test_a_sentence_that_is_too_long_costs_no_photo(client: PickyClient, login: Login) -> None:
    _me, place = at_work(login)
    made = make_sub_project(project=make_project(place=place))
    form = client.page(f"{HERE}/teilprojekte/{made.id}/foto-notiz").form("form[action$='/foto-notiz']")
    sent = form.filled({"caption": "x" * 2000}) | {"photo": (jpeg(), "IMG_1.jpg")}
    answer = client.post(form.action, data=sent, content_type="multipart/form-data", headers=SAME)
    assert answer.status_code == 422
    assert "Das Foto ist schon da" in answer.get_data(as_text=True)


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"\xff\xd8\xff"])
def test_what_is_no_photo_is_refused(client: PickyClient, login: Login, content: bytes) -> None:
    _me, place = at_work(login)
    made = make_sub_project(project=make_project(place=place))
    form = client.page(f"{HERE}/teilprojekte/{made.id}/foto-notiz").form("form[action$='/foto-notiz']")
    sent = form.filled({}) | {"photo": (BytesIO(content), "IMG_1.jpg" if content else "")}

    assert client.post(form.action, data=sent, content_type="multipart/form-data", headers=SAME).status_code == 422


def test_needs_are_linked_from_the_page(client: PickyClient, login: Login) -> None:
    _me, place = at_work(login)
    made = make_sub_project(project=make_project(place=place))
    need = make_need("Mittags isst man allein", place)
    page = client.page(f"{HERE}/teilprojekte/{made.id}/bedarfe")

    told = client.follow(client.submit(page.form("form[action$='/bedarfe'][method='post']"), button=str(need.id)))

    assert "Verbindung lösen" in told.text()
    assert "Mittags isst man allein" in client.page(f"{HERE}/teilprojekte/{made.id}").text()


@pytest.mark.parametrize("role", sorted(set(Role)))
def test_who_may_not_see_a_thing_learns_nothing(client: PickyClient, login: Login, role: Role) -> None:
    make_county()
    place, elsewhere = make_place(), make_place("Kammlach")
    project = make_project(place=place)
    group, made = make_group(project), make_sub_project(project=project)
    idea, milestone, thing = make_idea(group), make_milestone(made), make_counted(made)
    addresses = [
        f"/{project.id}/arbeitsgruppen",
        f"/{project.id}/arbeitsgruppen/neu",
        f"/arbeitsgruppen/{group.id}",
        f"/arbeitsgruppen/{group.id}/bearbeiten",
        f"/arbeitsgruppen/{group.id}/mitglieder/neu",
        f"/arbeitsgruppen/{group.id}/sitzungen",
        f"/arbeitsgruppen/ideen/{idea.id}",
        f"/{project.id}/teilprojekte",
        f"/{project.id}/teilprojekte/neu",
        f"/teilprojekte/{made.id}",
        f"/teilprojekte/{made.id}/bearbeiten",
        f"/teilprojekte/{made.id}/zahlen",
        f"/teilprojekte/{made.id}/bedarfe",
        f"/teilprojekte/{made.id}/foto-notiz",
        f"/teilprojekte/{made.id}/fotos",
        f"/teilprojekte/meilensteine/{milestone.id}",
    ]
    login(role, elsewhere)
    assert {client.get(HERE + address).status_code for address in addresses} == {404}
    assert client.get(f"{HERE}/teilprojekte/{uuid4()}").status_code == 404

    login(role, place)
    for address in (f"/arbeitsgruppen/{group.id}", f"/teilprojekte/{made.id}", f"/teilprojekte/{made.id}/zahlen"):
        assert client.get(HERE + address).status_code == (200 if role in READERS else 404)
    assert thing.project.id == project.id


@pytest.mark.parametrize("view", VIEWS)
def test_one_and_thirty_ask_the_same(client: PickyClient, login: Login, view: str) -> None:
    _me, place = at_work(login)
    project = make_project(place=place)
    group = make_group(project)
    make_milestone(make_sub_project(project=project, group_id=group.id))
    address = f"{HERE}/{project.id}/teilprojekte{view}"
    client.page(address)
    with count_queries() as one:
        client.page(address)
    for number in range(29):
        make_milestone(make_sub_project(f"Angebot {number}", project=project, group_id=group.id))
    with count_queries() as thirty:
        client.page(address)

    assert len(thirty) == len(one), f"{one}\n{thirty}"


def test_a_group_with_one_and_thirty_ideas_asks_the_same(client: PickyClient, login: Login) -> None:
    _me, place = at_work(login)
    group = make_group(make_project(place=place))
    make_idea(group)
    address = f"{HERE}/arbeitsgruppen/{group.id}"
    client.page(address)
    with count_queries() as one:
        client.page(address)
    for number in range(29):
        make_idea(group, f"Idee {number}")
    with count_queries() as thirty:
        page = client.page(address)

    assert len(thirty) == len(one), f"{one}\n{thirty}"
    assert "Weitere laden" in page.text()


def test_the_pages_of_the_project_and_heute_dran_know_of_them(client: PickyClient, login: Login) -> None:
    _me, place = at_work(login)
    project = make_project(place=place)
    make_milestone(make_sub_project(project=project, state=SubProjectState.RUNNING), "Raum gefunden")

    page = client.page(f"{HERE}/{project.id}")

    assert "Gruppen und Teilprojekte" in page.text()
    assert "Raum gefunden" in page.text()
    assert page.has(f"a[href='{HERE}/{project.id}/teilprojekte']")
