"""`/arbeit/planung/massnahmen` and what residents read and answer of it."""

from io import BytesIO
from uuid import UUID, uuid4

import pytest
from flask import Flask
from openpyxl import load_workbook

from portal.contributions import queries as said
from portal.kernel.codes import receipt_code
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.needs.models import Need
from portal.needs.terms import NeedStatus
from portal.places.models import Sozialraum
from portal.planning.actions import measures as actions
from portal.planning.actions import milestones
from portal.planning.models import FollowUpAnswer, Measure
from portal.planning.queries import followups
from portal.planning.queries import measures as queries
from portal.web.due import due_until
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.measures import day, make_asked, make_measure, measure_draft
from tests.factories.needs import add_voice, make_answered, make_need
from tests.factories.places import make_place
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

LIST = "/arbeit/planung/massnahmen"
FORM = "main form[data-island=submit-once]"


@pytest.fixture(autouse=True)
def place(app: Flask) -> Sozialraum:
    make_county(with_terms=True)
    return make_place("Pfaffenhausen")


def address(measure: Measure, more: str = "") -> str:
    return f"{LIST}/{measure.id}{more}"


def receipt_page(client: PickyClient, contribution_id: UUID) -> Page:
    code = receipt_code(said.contribution(contribution_id).submission_key)
    return client.follow(client.submit(client.page("/rueckmeldung").form(), code=code))


def test_from_a_bedarf_to_a_massnahme_to_its_end(client: PickyClient, login: Login, place: Sozialraum) -> None:
    need = make_need("Abends fährt kein Bus", place)
    make_answered(need, NeedStatus.CONFIRMED, "Der Bedarf ist bestätigt.")
    login(Role.PLANNER, place)

    form = client.page(client.page(f"/arbeit/bedarfe/{need.id}").link("Maßnahme planen")).form(FORM)
    shown = client.follow(
        client.submit(form, title="Bürgerbus", review_on=day(200).isoformat(), budget_planned="12.500,50 €")
    )
    assert shown.heading == "Bürgerbus"
    assert "12.500,50 €" in shown.text("aside")
    assert "Abends fährt kein Bus" in shown.text("aside")

    add = shown.form("form[action$='/meilensteine']")
    shown = client.follow(client.submit(add, title="Bus kaufen", due_on=day(9).isoformat()))
    shown = client.follow(client.submit(shown.form("form[action$='/erreicht']")))
    assert "fertig" in shown.text("main")

    tell = client.page(shown.link("Antwort ansehen und senden"))
    assert "Geschafft: „Bürgerbus“ ist fertig." in tell.text("textarea")
    client.follow(client.submit(tell.form("form[action$='/antworten']"), sentence="Der Bus fährt."))
    assert session().get_one(Need, need.id).status is NeedStatus.DONE
    assert "Bürgerbus" in client.page(f"/arbeit/bedarfe/{need.id}").text("main")


def test_sending_twice_plans_once(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER, place)
    form = client.page(f"{LIST}/neu").form(FORM)

    answers = [
        client.submit(form, title="Einmal", sozialraum_id=str(place.id), review_on=day(99).isoformat())
        for _ in range(2)
    ]

    assert answers[0].location == answers[1].location
    assert queries.count_measures(SYSTEM) == 1


@pytest.mark.parametrize(
    ("field", "typed", "message"),
    [
        ("title", "", "Bitte geben Sie der Maßnahme einen Titel."),
        ("review_on", "", "Bitte nennen Sie den Tag, an dem Sie prüfen, ob die Maßnahme geholfen hat."),
        ("review_on", "2020-01-01", "Der Tag der Überprüfung muss in der Zukunft liegen."),
        ("review_on", "9999-01-01", "Bitte prüfen Sie das Jahr: möglich sind "),
        (
            "budget_planned",
            "1,2,3",
            "Die Punkte und Kommas passen nicht zusammen. Bitte schreiben Sie den Betrag so: 1.234,56.",
        ),
        ("budget_planned", "-5", "Ein Betrag kann hier nicht kleiner als null sein."),
        ("sozialraum_id", "", "Bitte wählen Sie einen Sozialraum, für den Sie zuständig sind."),
    ],
)
def test_bad_input_is_explained_and_kept(
    client: PickyClient, login: Login, place: Sozialraum, field: str, typed: str, message: str
) -> None:
    login(Role.PLANNER, place)
    form = client.page(f"{LIST}/neu").form(FORM)
    values = {"title": "Bürgerbus", "sozialraum_id": str(place.id), "review_on": day(99).isoformat(), "what": "Ein Bus"}

    answer = client.submit(form, **(values | {field: typed}))

    assert answer.status_code == 422
    assert message in Page(answer).text("main")
    assert "Ein Bus" in Page(answer).text("textarea")
    assert queries.count_measures(SYSTEM) == 0


@pytest.mark.parametrize(("typed", "kept"), [("1.234", "1.234,00"), ("1,234.50", "1.234,50"), ("1 234 €", "1.234,00")])
def test_amounts_in_german_and_english(
    client: PickyClient, login: Login, place: Sozialraum, typed: str, kept: str
) -> None:
    login(Role.PLANNER, place)
    made = make_measure("Bürgerbus", place)
    shown = client.follow(client.submit(client.page(address(made)).form("form[action$='/kosten']"), budget_spent=typed))

    assert f"{kept} €" in shown.text("aside")


def test_two_who_save_see_both_texts(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER, place)
    made = make_measure("Bürgerbus", place)
    form = client.page(address(made, "/bearbeiten")).form(FORM)
    other = measure_draft("Rufbus", place)
    with unit_of_work():
        actions.edit_measure(queries.measure(made.id), other, version=made.version, by=SYSTEM)

    answer = client.submit(form, title="Pfarrbus")
    assert answer.status_code == 409
    assert "Rufbus" in Page(answer).text("main")
    client.follow(client.submit(Page(answer).form(FORM)))
    assert queries.measure(made.id).title == "Pfarrbus"


@pytest.mark.parametrize(
    ("path", "form", "slip", "meant"),
    [
        ("", "form[action$='/kosten']", {"budget_spent": "viel"}, {"budget_spent": "500"}),
        ("/stoppen", "form[action$='/stoppen']", {"reason": " "}, {"reason": "Kein Fahrer gefunden."}),
    ],
    ids=["costs", "stop"],
)
def test_a_slip_does_not_hide_what_another_saved_meanwhile(
    client: PickyClient,
    login: Login,
    place: Sozialraum,
    path: str,
    form: str,
    slip: dict[str, str],
    meant: dict[str, str],
) -> None:
    login(Role.PLANNER, place)
    made = make_measure("Bürgerbus", place)
    opened = client.page(address(made, path)).form(form)
    with unit_of_work():
        actions.edit_measure(queries.measure(made.id), measure_draft("Rufbus", place), version=made.version, by=SYSTEM)

    refused = client.submit(opened, **slip)
    again = client.submit(Page(refused).form(form), **meant)

    assert (refused.status_code, again.status_code) == (422, 409)
    client.follow(client.submit(Page(again).form(form)))


def test_every_form_answers_nonsense_with_422(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER, place)
    made = make_measure("Bürgerbus", place, due=(5,))
    nonsense = {"title": "\x00" * 3, "due_on": "31.02.2027", "need_id": "x", "stage": "never", "reason": " "}
    token = client.page(address(made)).form("form[action$='/kosten']").values["form_token"][0]
    paths = ["/meilensteine", f"/meilensteine/{made.milestones[0].id}", "/risiken/neu", "/bedarfe", "/bedarfe/loesen"]

    for path in [
        *paths,
        "/stoppen",
        "/oeffentlich",
        "/antworten",
        "/antworten/lassen",
        "/wirkung/neu",
        "/ueberpruefung",
    ]:
        answer = client.post(
            address(made, path), data=nonsense | {"form_token": token}, headers={"Sec-Fetch-Site": "same-origin"}
        )
        assert answer.status_code == 422, path


def test_filters_stand_in_the_address_and_in_the_file(client: PickyClient, login: Login, place: Sozialraum) -> None:
    other = make_place("Kammlach")
    make_measure("Bürgerbus", place, due=(-3,))
    make_measure("Mittagstisch", place)
    make_measure("Rufbus", other, due=(-3,))
    login(Role.PLANNER)

    found = client.page(f"{LIST}?stand=late&ort={place.id}").rows()
    assert [row[0].split("Pfaff")[0].strip() for row in found] == ["Bürgerbus"]
    assert len(client.page(f"{LIST}?q=BUS").rows()) == 2
    assert len(client.page(f"{LIST}?ort=nonsense&stand=nonsense&wer=1").rows()) == 3
    sheet = load_workbook(BytesIO(client.get(f"{LIST}/massnahmen.xlsx?stand=late").data)).worksheets[0]
    titles = {str(cell.value) for row in sheet.iter_rows() for cell in row}
    assert {"Bürgerbus", "Rufbus"} <= titles
    assert "Mittagstisch" not in titles
    assert "Bürgerbus" in client.page(f"{LIST}/zeitplan?stand=late").text("main table")
    assert client.page(f"{LIST}/ueberfaellig").text("main").count("Schritt 1") == 2
    client.page(f"{LIST}?after=made-up", status=422)


@pytest.mark.parametrize("path", ["", "/zeitplan", "/ueberfaellig", "/massnahmen.xlsx"])
def test_one_and_thirty_cost_the_same(client: PickyClient, login: Login, place: Sozialraum, path: str) -> None:
    login(Role.PLANNER)
    minder = make_account(Role.PLANNER)
    make_measure("Maßnahme 0", place, due=(-3, 4), responsible_id=minder.id)
    client.get(LIST + path)
    with count_queries() as few:
        client.get(LIST + path)
    for number in range(1, 29):
        make_measure(f"Maßnahme {number}", place, due=(-3, 4), responsible_id=minder.id)
    with count_queries() as many:
        client.get(LIST + path)

    assert len(few) == len(many), f"{few}\n--\n{many}"


def test_a_long_list_goes_on(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    for number in range(33):
        make_measure(f"Maßnahme {number:02}", place)

    for sort in ("", "?sortierung=review"):
        first = client.page(LIST + sort)
        second = client.page(first.attribute("nav.pager a", "href"))
        assert (len(first.rows()), len(second.rows())) == (30, 3)


def test_what_is_due_reminds_whoever_minds_it(app: Flask, place: Sozialraum) -> None:
    minder, planner = make_account(Role.KUEMMERER, place), make_account(Role.PLANNER)
    mine = make_measure("Bürgerbus", place, due=(-2,), responsible_id=minder.id, review_on=day(5))
    orphan = make_measure("Mittagstisch", place, due=(1,))

    with app.test_request_context():
        told = {(one.kind, one.on) for one in due_until(day(10), minder) if "Bürgerbus" in one.title}
        assert told == {("Meilenstein", day(-2)), ("Überprüfung", day(5))}
        assert {one.title for one in due_until(day(10), planner)} == {"Schritt 1 (Mittagstisch)"}
    assert mine.status.is_open
    assert orphan.responsible_id is None


def test_residents_read_what_was_released_and_answer_once(client: PickyClient, login: Login, place: Sozialraum) -> None:
    need = make_need("Abends fährt kein Bus", place)
    voice = add_voice(need, "Ich komme nicht heim.", place).contribution_id
    assert voice is not None
    made = make_measure("Bürgerbus", place, needs=(need,), due=(-3,))
    assert "Bürgerbus" not in receipt_page(client, voice).text("main")
    with unit_of_work():
        actions.release_measure(
            queries.measure(made.id), title="Der Bus", sentence="Bald fährt ein Bus.", version=made.version, by=SYSTEM
        )

    seen = receipt_page(client, voice).text("main")
    assert "Der Bus" in seen
    assert "dauert aber länger als gedacht" in seen
    assert "Hat es geholfen?" not in seen
    assert "Der Bus" in client.page(f"/orte/{place.slug}").text("main")

    with unit_of_work():
        milestones.reach_milestone(queries.milestone(made.id, made.milestones[0].id), by=SYSTEM)
    make_asked(made)
    question = client.page(receipt_page(client, voice).link("Antworten"))
    refused = client.submit(question.form("main form"), remark="Nur ein Satz.")
    assert refused.status_code == 422
    assert "Nur ein Satz." in Page(refused).text("textarea")

    thanks = client.follow(
        client.submit(Page(refused).form("main form"), button="partly", remark="Am Sonntag fehlt er.")
    )
    code = thanks.text("main .receipt__code")
    assert thanks.heading == "Vielen Dank!"
    assert "Ein wenig" in receipt_page(client, voice).text("main")
    changed = client.submit(Page(refused).form("main form"), button="no")
    assert changed.status_code == 409
    again = client.submit(Page(changed).form("main form"), button="no", remark="")
    assert "Ihre erste Antwort hatten wir schon" in client.follow(again).text("main")
    assert session().query(FollowUpAnswer).count() == 1

    (remark,) = followups.measures_remarked_on([row.id for row in session().scalars(said.visible(SYSTEM))])
    assert receipt_code(said.contribution(remark).submission_key) in code.replace(" ", "")
    login(Role.PLANNER, place)
    assert "Bürgerbus" in client.page(f"/arbeit/wortmeldungen/{remark}").text("main")
    assert "weniger als fünf Antworten" in client.page(address(made)).text("main")


def test_a_made_up_or_old_address_is_not_found(client: PickyClient) -> None:
    client.page("/rueckmeldung/nachfrage/made-up", status=404)
    client.page(f"/rueckmeldung/nachfrage/0.{uuid4()}.{uuid4()}.sig", status=404)


def test_a_review_and_the_ladder(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER, place)
    made = make_measure("Bürgerbus", place, due=(1,), done=1)
    form = client.page(address(made, "/wirkung/neu?stufe=outcome_6")).form(FORM)
    refused = client.submit(form, statement="Alle kommen zum Arzt", attainment="reached")
    assert Page(refused).errors() != {}
    shown = client.follow(client.submit(form, statement="Alle kommen zum Arzt", target="jede Woche"))
    assert "Stufe 6" in shown.text("main table")

    review = client.page(address(made, "/ueberpruefung"))
    empty = client.submit(review.form(FORM), next_review_on="")
    assert empty.status_code == 422
    shown = client.follow(client.submit(review.form(FORM), result="reached", reason="Es klappt.", consequence="end"))
    assert "Folge: beenden" in shown.text("main")
    assert "es steht keine weitere an" in shown.text("main")


def test_a_gemeinde_reads_and_changes_nothing(client: PickyClient, login: Login, place: Sozialraum) -> None:
    made = make_measure("Bürgerbus", place, due=(1,))
    login(Role.MUNICIPALITY, place)

    page = client.page(address(made))

    assert page.all("main form") == []
