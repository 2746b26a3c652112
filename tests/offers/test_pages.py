"""The directory for everyone, its upkeep by the staff, the sheet, Hinweise, and what other pages show of it."""

from datetime import date
from uuid import uuid4

import pytest
from flask import Flask

from portal.county.queries import target_groups
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.offers import actions, queries
from portal.offers.queries import Filters
from portal.offers.terms.kinds import BarrierFree, OfferKind, OfferState
from portal.places.models import Sozialraum
from portal.web.due import due_until
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.offers import hours, make_offer, make_report
from tests.factories.places import make_place, make_root
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.time import StoppedClock

WORK = "/arbeit/angebote"
FORM = "main form[data-island=submit-once]"
GOOD = {"name": "Bürgerauto", "kind": "transport", "what": "Wir fahren Sie zum Arzt.", "phone": "089 99998 300"}


@pytest.fixture(autouse=True)
def place(app: Flask) -> Sozialraum:
    make_county(with_terms=True)
    return make_place("Pfaffenhausen")


def names(page: Page) -> list[str]:
    return page.texts(".offer-hit__name")


def test_a_resident_finds_a_fahrdienst_and_its_number(
    client: PickyClient, place: Sozialraum, frozen_clock: StoppedClock
) -> None:
    group = next(one for one in target_groups() if one.name == "Seniorinnen und Senioren")
    make_offer(
        "Bürgerauto",
        place=place,
        spans=hours(mo="8–12", di="8–12"),
        costs="kostenlos",
        barrier_free=BarrierFree.YES,
        target_group_ids=[group.id],
        website="buergerauto.example.org",
        address="Rathaus\nHauptstraße 1",
    )
    make_offer("Chor", place=place, kind=OfferKind.CLUB)

    found = client.page("/angebote?q=Arztfahrten Fahrdienst")
    assert names(found) == []
    found = client.page(f"/angebote?q=Fahrdienst&ort={place.slug}")
    assert names(found) == ["Bürgerauto"]
    assert found.attribute(".offer-hit .phone", "href") == "tel:+498999998300"
    shown = client.page(found.link("Bürgerauto"))

    assert shown.attribute("main .facts .phone", "href") == "tel:+498999998300"
    assert "Jetzt geöffnet, bis 12:00 Uhr" in shown.text("main")
    assert "Mo und Di 8:00–12:00 Uhr" in shown.text("main")
    assert "Geprüft am 2. März 2026." in shown.text("main")
    assert shown.attribute("a[rel~=noopener]", "href") == "https://buergerauto.example.org"


def test_the_filters_narrow_and_nonsense_narrows_nothing(client: PickyClient, place: Sozialraum) -> None:
    make_offer("Bürgerauto", place=place)
    make_offer("Chor", place=place, kind=OfferKind.CLUB)
    make_offer("Nebenan", place=make_place("Kammlach"))

    assert names(client.page("/angebote")) == ["Bürgerauto", "Chor", "Nebenan"]
    assert names(client.page("/angebote?art=club")) == ["Chor"]
    assert names(client.page(f"/angebote?ort={place.slug}")) == ["Bürgerauto", "Chor"]
    assert names(client.page("/angebote?offen=1")) == []
    assert names(client.page("/angebote?art=unsinn&ort=atlantis&q=%00")) == ["Bürgerauto", "Chor", "Nebenan"]
    assert "nichts gefunden" in client.page("/angebote?q=Raumschiff").text("main")
    assert client.get("/angebote?after=unsinn").status_code == 422


def test_a_long_list_goes_on(client: PickyClient, place: Sozialraum) -> None:
    for number in range(31):
        make_offer(f"Chor {number:02}", place=place)

    first = client.page("/angebote?q=Chor")
    second = client.page(first.attribute("nav.pager a", "href"))

    assert first.text("#found") == "31 Angebote"
    assert names(first) + names(second) == [f"Chor {number:02}" for number in range(31)]


@pytest.mark.parametrize(
    "address", ["/angebote", WORK, f"{WORK}/zu-pruefen", f"{WORK}/hinweise", "/orte/pfaffenhausen"]
)
def test_one_or_thirty_cost_the_same(client: PickyClient, login: Login, place: Sozialraum, address: str) -> None:
    login(Role.PLANNER)
    asked: list[int] = []
    for upto in (1, 30):
        for number in range(upto - len(asked)):
            made = make_offer(
                f"Chor {upto} {number}", place=place, checked_on=date(2020, 1, 1), spans=hours(mo="9–12"),
                place_ids=[make_root().id],
            )  # fmt: skip
            make_report(made)
        client.get(address)
        with count_queries() as seen:
            client.page(address)
        asked.append(len(seen))

    assert asked[0] == asked[1]


def test_a_kuemmerin_enters_an_angebot(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)
    form = client.page(f"{WORK}/neu").form(FORM)

    answers = [
        client.submit(form, **GOOD, hours_0="8–12, 14 bis 18 Uhr", hours_5="geschlossen", by_appointment="y", shown="y")
        for _sent in range(2)
    ]
    shown = client.follow(answers[0])

    assert answers[0].location == answers[1].location
    assert shown.heading == "Bürgerauto"
    assert "Montag 8:00–12:00, 14:00–18:00 Uhr" in shown.text("main")
    (made,) = queries.all_of(queries.shown_offers(), limit=9)
    assert (made.checked_on, made.state) == (today(), OfferState.SHOWN)
    assert names(client.page("/angebote")) == ["Bürgerauto"]


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"name": ""}, {"name"}),
        ({"name": "x" * 161}, {"name"}),
        ({"kind": "unsinn"}, {"kind"}),
        ({"sozialraum_id": str(uuid4())}, {"sozialraum_id"}),
        ({"phone": "bitte anrufen"}, {"phone"}),
        ({"email": "keine"}, {"email"}),
        ({"website": "javascript:alert(1)"}, {"website"}),
        ({"hours_2": "vormittags"}, {"hours_2"}),
        ({"hours_2": "9–12, 11–14"}, {"hours_2"}),
        ({"what": "x" * 2001}, {"what"}),
        ({"what": "", "shown": "y"}, {"what"}),
        ({"checked_on": "9999-12-31"}, {"checked_on"}),
        ({"checked_on": "0001-01-01"}, {"checked_on"}),
        ({"checked_on": "gestern"}, {"checked_on"}),
        ({"rhythm": "999999999"}, {"rhythm"}),
        ({"barrier_free": "fast"}, {"barrier_free"}),
    ],
)
def test_bad_input_is_told_at_its_field_and_kept(
    client: PickyClient, login: Login, values: dict[str, str], wrong: set[str]
) -> None:
    login(Role.PLANNER)
    place = queries_place()
    form = client.page(f"{WORK}/neu").form(FORM)

    refused = client.submit(form, **(GOOD | {"sozialraum_id": place, "costs": "zwei Euro"} | values))

    assert (refused.status_code, set(Page(refused).errors())) == (422, wrong)
    assert Page(refused).attribute("#costs", "value") == "zwei Euro"


def queries_place() -> str:
    return str(make_root().id)


def test_two_who_edit_see_both_versions(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    offer = make_offer(place=place, costs="1 Euro")
    form = client.page(f"{WORK}/{offer.id}/bearbeiten").form(FORM)
    client.submit(client.page(f"{WORK}/{offer.id}/bearbeiten").form(FORM), costs="2 Euro", hours_0="9–12")

    refused = client.submit(form, costs="3 Euro")

    assert refused.status_code == 409
    assert queries.offer(offer.id).costs == "2 Euro"
    text = Page(refused).text("main")
    assert ("2 Euro" in text, "9:00–12:00" in text) == (True, True)
    client.submit(Page(refused).form(FORM))
    assert queries.offer(offer.id).costs == "3 Euro"


def test_heute_geprueft_is_one_click_from_the_list(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.MUNICIPALITY, place)
    old = make_offer("Lange her", place=place, checked_on=date(2020, 1, 1))
    make_offer("Frisch", place=place)

    due = client.page(f"{WORK}/zu-pruefen")
    assert due.texts(".row__title") == ["Lange her"]
    done = client.follow(client.submit(due.form("form[action$=geprueft]")))

    assert "Zurzeit ist nichts zu prüfen" in done.text("main")
    assert queries.offer(old.id).checked_on == today()


def test_a_check_of_what_was_changed_meanwhile_is_refused(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    offer = make_offer(place=place, checked_on=date(2020, 1, 1))
    form = client.page(f"{WORK}/{offer.id}").form("form[action$=geprueft]")
    client.submit(client.page(f"{WORK}/{offer.id}/bearbeiten").form(FORM), costs="2 Euro")

    assert client.submit(form).status_code == 409
    assert queries.offer(offer.id).checked_on == date(2020, 1, 1)


def test_ending_and_showing_again(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)
    offer = make_offer(place=place)

    ended = client.follow(client.submit(client.page(f"{WORK}/{offer.id}").form("form[action$=beenden]")))
    assert client.get(f"/angebote/{offer.slug}").status_code == 404
    assert client.page(f"{WORK}?stand=ended").text("tbody th") == "Fahrdienst"
    for _sent in range(2):
        client.follow(client.submit(ended.form("form[action$=zeigen]")))
    assert client.get(f"/angebote/{offer.slug}").status_code == 200


def test_a_draft_that_says_nothing_is_not_shown(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)
    offer = make_offer(place=place, what="", shown=False)

    refused = client.submit(client.page(f"{WORK}/{offer.id}").form("form[action$=zeigen]"))

    assert refused.status_code == 422
    assert "was man dort bekommt" in Page(refused).text(".error-summary")


def test_a_reader_says_what_is_wrong_and_the_kuemmerin_settles_it(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    offer = make_offer(place=place)
    form = client.page(client.page(f"/angebote/{offer.slug}").link("Stimmt etwas nicht? Sagen Sie es uns.")).form(FORM)
    empty = client.submit(form, text=" ", contact="rosa@example.org")
    assert (empty.status_code, set(Page(empty).errors())) == (422, {"text"})
    assert Page(empty).attribute("#contact", "value") == "rosa@example.org"
    for _sent in range(2):
        assert client.follow(client.submit(form, text="Falsche Nummer")).heading == "Danke für Ihren Hinweis!"

    login(Role.KUEMMERER, place)
    assert "1 Hinweis wartet." in client.page("/arbeit").text("main")
    listed = client.page(f"{WORK}/hinweise")
    assert listed.texts(".quote__text") == ["Falsche Nummer"]
    client.follow(client.submit(listed.form("form[action$=erledigt]")))
    assert "Kein Hinweis wartet" in client.page(f"{WORK}/hinweise").text("main")


def test_hinweise_are_for_who_keeps_the_angebot(client: PickyClient, login: Login, place: Sozialraum) -> None:
    report = make_report(make_offer(place=place))
    login(Role.KUEMMERER, make_place("Kammlach"))

    page = client.page(f"{WORK}/hinweise")

    assert page.texts(".quote__text") == []
    form = client.page(f"{WORK}/einlesen").form(FORM)
    answer = client.post(
        f"{WORK}/hinweise/{report.id}/erledigt",
        data={"form_token": form.filled({})["form_token"]},
        headers={"Sec-Fetch-Site": "same-origin"},
    )
    assert answer.status_code == 404


def test_too_many_hinweise_are_slowed_down_and_kept_in_the_form(
    client: PickyClient, place: Sozialraum, monkeypatch: pytest.MonkeyPatch
) -> None:
    from portal.offers.routes import reporting

    monkeypatch.setitem(reporting._MOST, "local", 1)
    offer = make_offer(place=place)
    client.submit(client.page(f"/angebote/{offer.slug}/hinweis").form(FORM), text="Erster")
    refused = client.submit(client.page(f"/angebote/{offer.slug}/hinweis").form(FORM), text="Zweiter")

    assert refused.status_code == 429
    assert Page(refused).text("#text") == "Zweiter"
    assert len(queries.reports_of(offer.id)) == 1


def test_the_sheet_of_a_gemeinde_groups_by_kind(client: PickyClient, place: Sozialraum) -> None:
    make_offer("Chor", place=place, kind=OfferKind.CLUB)
    make_offer("Bürgerauto", place=place)
    make_offer("Pflegestützpunkt", place=make_root(), kind=OfferKind.ADVICE)

    sheet = client.page(f"/angebote/blatt/{place.slug}")

    assert sheet.texts("h2") == ["Beratung", "Fahrdienst und Mobilität", "Verein"]
    assert sheet.texts("h3") == ["Pflegestützpunkt", "Bürgerauto", "Chor"]
    assert sheet.has(".qr-code")
    assert client.get("/angebote/blatt/atlantis").status_code == 404


def test_the_sheet_is_a_tagged_pdf(client: PickyClient, place: Sozialraum) -> None:
    make_offer("Bürgerauto 🚗 \\#let", place=place, spans=hours(mo="9–12"), hours_note='"; #panic()')

    answer = client.get(f"/angebote/blatt/{place.slug}/angebote.pdf")

    assert (answer.status_code, answer.mimetype, answer.data[:5]) == (200, "application/pdf", b"%PDF-")
    assert b"/StructTreeRoot" in answer.data
    assert client.get("/angebote/blatt/atlantis/angebote.pdf").status_code == 404


def test_the_page_of_a_gemeinde_counts_by_kind(client: PickyClient, login: Login, place: Sozialraum) -> None:
    assert not client.page(f"/orte/{place.slug}").has("#place-offers")
    make_offer("Bürgerauto", place=place)
    make_offer("Rufbus", place=make_root())

    shown = client.page(f"/orte/{place.slug}")
    assert shown.texts(".offer-kinds li") == ["Fahrdienst und Mobilität (2)"]
    assert names(client.page(shown.attribute(".offer-kinds a", "href"))) == ["Bürgerauto", "Rufbus"]
    login(Role.KUEMMERER, place)
    work = client.page(f"/arbeit/orte/{place.id}")
    assert work.rows("section[aria-labelledby=place-offers] tbody tr") == [["Fahrdienst und Mobilität", "1", "1"]]


def test_what_is_due_and_what_readers_wrote_stands_in_heute_dran(
    app: Flask, place: Sozialraum, frozen_clock: StoppedClock
) -> None:
    make_offer("Lange her", place=place, checked_on=date(2025, 2, 1))
    make_report(make_offer("Frisch", place=place))
    who, elsewhere = make_account(Role.KUEMMERER, place), make_account(Role.KUEMMERER, make_place("Kammlach"))

    with app.test_request_context():
        told = [(one.on, one.title, one.kind, one.place) for one in due_until(today(), who)]
        others = due_until(today(), elsewhere)
        later = [one.title for one in due_until(date(2027, 3, 2), who)]

    assert told == [
        (date(2026, 2, 1), "Lange her", "Angebot prüfen", "Pfaffenhausen"),
        (date(2026, 3, 2), "Frisch", "Hinweis zu einem Angebot", "Pfaffenhausen"),
    ]
    assert others == []
    assert later == ["Lange her", "Frisch", "Frisch"]


def test_the_list_leaves_as_a_table_that_reads_back_in_every_language(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    login(Role.PLANNER)
    make_offer("Chor", place=place, kind=OfferKind.CLUB)
    make_offer("Bürgerauto", place=place)

    table = client.get(f"{WORK}/angebote.csv?art=club&sprache=en").get_data(as_text=True)
    workbook = client.get(f"{WORK}/angebote.xlsx?art=club")

    assert [line.split(";")[1:4] for line in table.splitlines()] == [
        ["Name", "Art", "Stand"],
        ["Chor", "Verein", "öffentlich"],
    ]
    assert workbook.data[:2] == b"PK"


def test_what_happened_stands_in_the_log_by_name(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.ADMIN)
    offer = make_offer("Bürgerauto", place=place)
    with unit_of_work():
        actions.end(queries.offer(offer.id), by=SYSTEM)

    assert "Bürgerauto" in client.page("/arbeit/verwaltung/protokoll").text("main")
    assert queries.count(queries.shown_offers(Filters())) == 0
