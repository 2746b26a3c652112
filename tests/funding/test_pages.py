"""`/arbeit/foerderung`: an application from the first line to the report, bad input, conflicts, documents."""

from io import BytesIO
from uuid import UUID, uuid4

import pytest
from flask import Flask
from openpyxl import load_workbook
from PIL import Image

from portal.funding import actions, queries
from portal.funding.terms import ApplicationState, FundingSubject, LineKind, ReportSection
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import SYSTEM, Role
from portal.places.models import Sozialraum
from portal.web import panels
from portal.web.due import due_until
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.funding import ENDS, STARTS, make_application, programme
from tests.factories.places import make_place
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.time import StoppedClock

WORK = "/arbeit/foerderung"
FORM = "main form[data-island=submit-once]"


@pytest.fixture(autouse=True)
def place(app: Flask, frozen_clock: StoppedClock) -> Sozialraum:
    make_county(with_terms=True)
    return make_place("Pfaffenhausen")


def new_form(client: PickyClient, place: Sozialraum, **values: str) -> dict[str, str]:
    return {
        "title": "Quartiersmanagement",
        "programme_id": str(programme().id),
        "sozialraum_id": str(place.id),
        "starts_on": "2026-07-01",
        "ends_on": "2030-06-30",
    } | values


def photo() -> BytesIO:
    out = BytesIO()
    Image.new("RGB", (40, 30), "white").save(out, "JPEG")
    out.seek(0)
    return out


def test_an_application_that_breaks_three_rules_is_told_so_and_mended(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    login(Role.KUEMMERER, place)
    form = client.page(f"{WORK}/neu").form(FORM)
    shown = client.follow(client.submit(form, **new_form(client, place, ends_on="2030-12-31")))
    assert shown.heading == "Quartiersmanagement"
    address = shown.attribute("a[href$=bearbeiten]", "href").removesuffix("/bearbeiten")
    costs = client.page(f"{address}/zeilen/neu").form(FORM)
    client.follow(client.submit(costs, kind="staff", label="Stelle", amount_2026="45.000,00", amount_2027="45000.00"))
    finance = client.page(f"{address}/zeilen/neu?seite=finanzierung").form(FORM)
    shown = client.follow(client.submit(finance, kind="grant", label="SeLA", amount_2026="90,000.00"))

    broken = shown.texts(".funding-finding--hard .funding-finding__rule strong")
    assert broken == ["Höchstbetrag", "Höchster Anteil", "Höchste Laufzeit"]
    assert shown.texts(".funding-finding--hard .funding-rule") == [
        "Gefördert wird ein Quartierskonzept mit höchstens 80.000 Euro. (sinngemäß)",
        "Die Förderung beträgt höchstens 90 Prozent der zuwendungsfähigen Ausgaben. (sinngemäß)",
        "Die Förderung dauert höchstens vier Jahre. (sinngemäß)",
    ]
    assert (
        "Beantragt sind 90.000,00 €, möglich sind höchstens 80.000,00 €. Das sind 10.000,00 € zu viel." in shown.text()
    )
    refused = client.submit(shown.form("form[action$=einreichen]"))
    assert refused.status_code == 422
    assert "Der Antrag kann so nicht eingereicht werden" in Page(refused).text(".error-summary")

    client.submit(client.page(f"{address}/bearbeiten").form(FORM), ends_on="2030-06-30")
    line = client.page(client.page(address).link("SeLA")).form(FORM)
    client.submit(line, amount_2026="80.000")
    own = client.page(f"{address}/zeilen/neu?seite=finanzierung").form(FORM)
    shown = client.follow(client.submit(own, kind="own", label="Haushalt", amount_2027="10000"))
    assert shown.texts(".funding-finding") == []
    shown = client.follow(client.submit(shown.form("form[action$=einreichen]")))

    assert "eingereicht" in shown.text("aside")
    assert client.page(WORK).rows() == [
        [
            "Quartiersmanagement",
            "Pfaffenhausen",
            "SeLA",
            "01.07.2026 – 30.06.2030",
            "80.000,00 €",
            "–",
            "eingereicht",
        ]
    ]


def test_the_rules_answer_while_one_types(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)
    application = make_application(place=place)
    form = client.page(f"{WORK}/{application.id}/zeilen/neu?seite=finanzierung").form(FORM)

    answer = client.post(
        f"{WORK}/{application.id}/zeilen/pruefen?seite=finanzierung",
        data=form.filled({"kind": "grant", "label": "", "amount_2026": "50.000", "amount_2027": "-1"}),
        headers={"HX-Request": "true", "Sec-Fetch-Site": "same-origin"},
    )

    assert answer.status_code == 200
    body = answer.get_data(as_text=True)
    assert body.lstrip().startswith('<section id="plan-findings"')
    assert "„50.000“ wurde als 50.000,00 € gelesen." in body
    assert "2027: Ein Betrag kann hier nicht kleiner als null sein." in body
    assert "Beantragt sind 90.000,00 €, möglich sind höchstens 80.000,00 €." in body
    assert len(queries.application(application.id).lines) == 3


@pytest.mark.parametrize(
    ("values", "wrong"),
    [
        ({"title": ""}, {"title"}),
        ({"title": "x" * 161}, {"title"}),
        ({"sozialraum_id": str(uuid4())}, {"sozialraum_id"}),
        ({"programme_id": str(uuid4())}, {"programme_id"}),
        ({"programme_id": ""}, {"programme_id"}),
        ({"subject_id": str(uuid4())}, {"subject_id"}),
        ({"starts_on": "bald"}, {"starts_on"}),
        ({"starts_on": "0001-01-01"}, {"starts_on"}),
        ({"ends_on": "9999-12-31"}, {"ends_on"}),
        ({"ends_on": "2020-01-01"}, {"ends_on"}),
        ({"ends_on": ""}, {"ends_on"}),
        ({"purpose": "x" * 4001}, {"purpose"}),
    ],
)
def test_bad_input_is_told_at_its_field(
    client: PickyClient, login: Login, place: Sozialraum, values: dict[str, str], wrong: set[str]
) -> None:
    login(Role.PLANNER)
    form = client.page(f"{WORK}/neu").form(FORM)
    data = form.filled({}) | new_form(client, place, **values)

    refused = client.post(f"{WORK}/neu", data=data, headers={"Sec-Fetch-Site": "same-origin"})

    assert refused.status_code == 422
    assert set(Page(refused).errors()) | ({"subject_id"} & wrong) == wrong
    assert client.page(WORK).rows() == []


@pytest.mark.parametrize(
    ("written", "error"),
    [
        ("-5", "Ein Betrag kann hier nicht kleiner als null sein."),
        ("viel", "Das ist kein Betrag. Bitte schreiben Sie nur Ziffern, zum Beispiel 1.234,56."),
        ("1,234", "Ein Betrag hat höchstens zwei Stellen nach dem Komma, zum Beispiel 1.234,56."),
        ("1\x00", None),
        ("9" * 100_000, "Das sind mehr als 100 Millionen Euro. Bitte prüfen Sie den Betrag."),
        ("100000001", "Das sind mehr als 100 Millionen Euro. Bitte prüfen Sie den Betrag."),
    ],
)
def test_bad_amounts_are_refused_kindly_and_kept(
    client: PickyClient, login: Login, place: Sozialraum, written: str, error: str | None
) -> None:
    login(Role.PLANNER)
    application = make_application(place=place)
    form = client.page(f"{WORK}/{application.id}/zeilen/neu").form(FORM)

    answer = client.submit(form, label="Bezeichnung", amount_2026=written)

    if error is None:
        assert answer.status_code == 303
        return
    assert answer.status_code == 422
    assert Page(answer).errors() == {"amount_2026": f"Fehler: {error}"}
    assert 'value="Bezeichnung"' in answer.get_data(as_text=True)


def test_two_who_save_see_both_texts(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    application = make_application(place=place)
    line = application.lines[0]
    address = f"{WORK}/{application.id}"
    whole, part = client.page(f"{address}/bearbeiten").form(FORM), client.page(f"{address}/zeilen/{line.id}").form(FORM)
    client.submit(whole, title="Von der anderen")
    client.submit(part, label="Von der anderen", amount_2026="1")

    lost, lost_line = client.submit(whole, title="Von mir"), client.submit(part, label="Von mir", amount_2026="2")

    assert (lost.status_code, lost_line.status_code) == (409, 409)
    assert {"Von der anderen", "Von mir"} <= set(Page(lost).texts(".conflict__text"))
    assert {"Von der anderen", "Von mir", "1,00 €", "2,00 €"} <= set(Page(lost_line).texts(".conflict__text"))
    assert client.submit(Page(lost_line).form(FORM)).status_code == 303
    assert queries.line(application.id, line.id).label == "Von mir"


def test_sending_twice_begins_once(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)
    form = client.page(f"{WORK}/neu").form(FORM)
    first, second = (client.submit(form, **new_form(client, place)) for _ in range(2))

    assert first.location == second.location
    line = client.page(f"{first.location.partition('?')[0]}/zeilen/neu").form(FORM)
    for _ in range(2):
        client.submit(line, label="Stelle", amount_2026="1")
    application_id = UUID(first.location.partition("?")[0].rpartition("/")[2])
    assert len(queries.application(application_id).lines) == 1


def test_the_list_is_narrowed_and_asks_as_often_for_thirty(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    login(Role.PLANNER)
    make_application("Erster", place=place)
    client.page(WORK)
    with count_queries() as one:
        client.page(WORK)
    for number in range(29):
        state = ApplicationState.RUNNING if number % 3 == 0 else ApplicationState.DRAFT
        make_application(f"Antrag {number}", place=place if number % 2 else make_place(f"Ort {number}"), state=state)
    client.page(WORK)
    with count_queries() as thirty:
        client.page(WORK)

    assert len(one) == len(thirty)
    assert len(client.page(f"{WORK}?stand=running").rows()) == 10
    assert len(client.page(f"{WORK}?ort={place.id}").rows()) == 15
    assert len(client.page(f"{WORK}?programm={uuid4()}&stand=unsinn&ort=unsinn").rows()) == 30
    nothing = client.page(f"{WORK}?stand=closed")
    assert "Nichts gefunden" in nothing.text("main")


def test_the_decision_brings_reports_and_money(
    client: PickyClient, login: Login, place: Sozialraum, frozen_clock: StoppedClock
) -> None:
    account = login(Role.MUNICIPALITY, place)
    application = make_application(place=place, state=ApplicationState.SUBMITTED)
    address = f"{WORK}/{application.id}"
    form = client.page(f"{address}/bescheid").form(FORM)
    too_much = client.submit(form, amount="40.000,01")
    assert set(Page(too_much).errors()) == {"amount"}
    assert set(Page(client.submit(form, amount="", starts_on="")).errors()) == {"amount", "starts_on"}
    client.submit(form, amount="36.000", file_number="44-6573")
    shown = client.page(address)
    assert "36.000,00 €" in shown.text("aside")
    frozen_clock.set("2026-07-02 09:00")
    login.as_(account)
    ledger = client.follow(client.submit(client.page(address).form("form[action$=beginnen]")))

    form = ledger.form("form[action$=buchungen]")
    refused = client.submit(form, label="Miete", amount="60000", booked_on="2026-07-02", photo=(photo(), "beleg.jpg"))
    assert set(Page(refused).errors()) == {"is_confirmed"}
    assert "Ihr Foto ist noch da." in Page(refused).text("main")
    again = Page(refused).form("form[action$=buchungen]")
    ledger = client.follow(client.submit(again, amount="1.200,50"))

    (booking,) = queries.bookings_of(application.id)
    assert ledger.rows()[0][:4] == ["Miete", "02.07.2026", "1.200,50 €", "–"]
    picture = client.get(f"{address}/buchungen/{booking.id}/beleg")
    assert (picture.status_code, picture.mimetype) == (200, "image/jpeg")
    drawing = ledger.form("form[action$=abrufe]")
    assert client.submit(drawing, **{"abruf-amount": "36000,01", "abruf-planned_on": "2026-08-01"}).status_code == 422
    ledger = client.follow(client.submit(drawing, **{"abruf-amount": "20000", "abruf-planned_on": "2026-08-01"}))
    ledger = client.follow(client.submit(ledger.form("form[action$=eingegangen]")))
    assert "noch abzurufen: 16.000,00 €" in ledger.text("main")
    client.follow(client.submit(ledger.form("form[action$=stornieren]")))
    assert queries.ledger_of(queries.application(application.id)).spent == 0


def test_reports_are_written_and_handed_in(
    client: PickyClient, login: Login, place: Sozialraum, frozen_clock: StoppedClock
) -> None:
    account = login(Role.KUEMMERER, place)
    application = make_application("Mit <b>Zeichen</b> 👍", place=place, state=ApplicationState.RUNNING)
    report = queries.reports_of(application.id)[0]
    address = f"{WORK}/berichte/{report.id}"
    form = client.page(address).form(FORM)
    client.submit(form, introduction="=1+1 🌻 *nicht fett*\n\nZweiter Absatz", outlook="Weiter so")
    lost = client.submit(form, introduction="Von mir")
    assert lost.status_code == 409
    assert set(Page(client.submit(client.page(address).form(FORM), due_on="0001-01-01")).errors()) == {"due_on"}

    early = client.submit(client.page(address).form("form[action$=abgeben]"))
    assert early.status_code == 422
    assert "noch nicht zu Ende" in Page(early).text(".error-summary")
    word, pdf = client.get(f"{address}/sachbericht.docx"), client.get(f"{address}/sachbericht.pdf")
    assert (word.status_code, pdf.status_code) == (200, 200)
    assert pdf.data.startswith(b"%PDF")
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    right = WD_ALIGN_PARAGRAPH.RIGHT
    document = docx.Document(BytesIO(word.data))
    words = [paragraph.text for paragraph in document.paragraphs]
    assert "=1+1 🌻 *nicht fett*" in words
    assert words[-1].endswith("Unterschrift")
    assert [cell.paragraphs[0].alignment for cell in document.tables[0].rows[1].cells] == [None, right, right]
    assert [one.text for one in document.paragraphs if one.style is not None and one.style.name == "Heading 1"] == [
        "Einleitung",
        "Zahlenmäßiger Nachweis",
        "Ausblick",
    ]
    frozen_clock.set("2027-01-05 09:00")
    login.as_(account)
    shown = client.follow(client.submit(client.page(address).form("form[action$=abgeben]")))
    assert "abgegeben am 05.01.2027" in shown.text("main")


def test_projects_of_other_rooms_are_supported_and_tell_their_log(
    app: Flask, client: PickyClient, login: Login, place: Sozialraum, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject = FundingSubject(uuid4(), "Quartier Süd", place.id, STARTS, ENDS)
    foreign = FundingSubject(uuid4(), "Anderswo", make_place("Kammlach").id)
    section = ReportSection("Was geschehen ist", ["Viel."], ["Wann", "Was"], [["Mai", "Mittagstisch"]])
    subjects = {(1, "test"): lambda **_context: [subject, foreign]}
    material = {(1, "test"): lambda **_context: [section]}
    monkeypatch.setitem(panels._sources, "funding.subjects", subjects)
    monkeypatch.setitem(panels._sources, "funding.report_material", material)
    login(Role.KUEMMERER, place)

    page = client.page(f"{WORK}/neu?projekt={subject.id}")
    assert page.attribute("input[name=starts_on]", "value") == "2026-07-01"
    assert [text for text in page.texts("select[name=subject_id] option") if text][1:] == [
        "Quartier Süd (Pfaffenhausen)"
    ]
    values = new_form(client, place, subject_id=str(subject.id), sozialraum_id="")
    shown = client.follow(client.submit(page.form(FORM), **values))
    assert "Quartier Süd" in shown.text("aside")

    running = make_application(
        place=place, state=ApplicationState.RUNNING, subject_id=subject.id, subject_title=subject.title
    )
    report = queries.reports_of(running.id)[0]
    assert "Mittagstisch" in client.page(f"{WORK}/berichte/{report.id}").text("main")
    assert client.get(f"{WORK}/berichte/{report.id}/sachbericht.pdf").status_code == 200


def test_money_applied_for_before_the_project_was_entered_finds_it(
    client: PickyClient, login: Login, place: Sozialraum, monkeypatch: pytest.MonkeyPatch
) -> None:
    subject, foreign = (
        FundingSubject(uuid4(), title, where) for title, where in [("Quartier Süd", place.id), ("Anderswo", uuid4())]
    )
    monkeypatch.setitem(panels._sources, "funding.subjects", {(1, "test"): lambda **_context: [subject, foreign]})
    login(Role.KUEMMERER, place)
    running = make_application(place=place, state=ApplicationState.RUNNING)
    address = f"{WORK}/{running.id}/projekt"
    assert "Mit einem Projekt verbinden" in client.page(f"{WORK}/{running.id}").text("aside")
    form = client.page(address).form(FORM)

    shown = client.follow(client.submit(form, subject_id=str(subject.id)))

    assert "Quartier Süd" in shown.text("aside")
    assert queries.application(running.id).subject_id == subject.id
    assert client.submit(form, subject_id="").status_code == 409
    data = client.page(address).form(FORM).filled({}) | {"subject_id": str(foreign.id)}
    assert client.post(address, data=data, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 422
    client.submit(client.page(address).form(FORM), subject_id="")
    assert queries.application(running.id).subject_id is None


def test_a_project_of_another_place_is_refused(place: Sozialraum) -> None:
    running = make_application(place=place, state=ApplicationState.RUNNING)

    with pytest.raises(InvalidInput) as refused, unit_of_work():
        fresh = queries.application(running.id)
        actions.link(fresh, FundingSubject(uuid4(), "Anderswo", uuid4()), version=fresh.version, by=SYSTEM)

    assert refused.value.field == "subject_id"


def test_the_workbooks_hold_numbers_and_no_formulas(
    client: PickyClient, login: Login, place: Sozialraum, frozen_clock: StoppedClock
) -> None:
    login(Role.SECTOR_PLANNER)
    application = make_application("=HYPERLINK()", place=place, state=ApplicationState.RUNNING)
    plan = load_workbook(BytesIO(client.get(f"{WORK}/{application.id}/plan.xlsx").data)).worksheets[0]

    rows = [[cell.value for cell in row] for row in plan.iter_rows()]
    assert rows[0] == ["Plan", "Art", "Bezeichnung", "Gefördert", "2026", "Summe"]
    assert rows[1] == ["Kostenplan", "Personal", "Staff", "ja", 50000, 50000]
    assert [row[-1] for row in rows if row[1] == "Summe"] == [50000, 50000]
    assert client.get(f"{WORK}/{application.id}/buchungen.xlsx").status_code == 200


def test_a_planner_enters_a_programme_and_a_new_version(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    form = client.page(f"{WORK}/programme/neu").form(FORM)
    bad = client.submit(
        form,
        name="Stiftung",
        funder="",
        source="",
        dates="bald",
        final_months="0",
        value_most_share="101",
        sentence_most_share="x",
        value_most_amount="5",
        sentence_most_months="ohne Zahl",
    )
    assert bad.status_code == 422
    assert set(Page(bad).errors()) == {
        "funder",
        "source",
        "dates",
        "final_months",
        "value_most_share",
        "sentence_most_amount",
        "value_most_months",
    }
    good = {
        "name": "Stiftung",
        "funder": "Bürgerstiftung",
        "source": "Satzung",
        "dates": "1.3., 31.12.",
        "value_most_amount": "5.000",
        "sentence_most_amount": "Höchstens 5.000 Euro.",
    }
    shown = client.follow(client.submit(form, **good))
    assert "1.3., 31.12." in shown.text("main")
    assert client.submit(form, **good).status_code == 422
    version = client.page(shown.attribute("a[href$=fassung]", "href")).form(FORM)
    assert client.submit(version).status_code == 422
    shown = client.follow(client.submit(version, valid_from="2026-05-01", value_most_amount="6000"))
    assert shown.texts("main h2")[:2] == ["Fassung 2", "Fassung 1 gilt heute"]
    lost = client.submit(version, valid_from="2026-06-01", sentence_most_amount="Anderer Satz")
    assert lost.status_code == 409
    assert "Anderer Satz" in Page(lost).texts(".conflict__text")


def test_reading_roles_see_no_buttons(client: PickyClient, login: Login, place: Sozialraum) -> None:
    application = make_application(place=place, state=ApplicationState.RUNNING)
    login(Role.SECTOR_PLANNER)

    for address in ("", "/programme", f"/{application.id}", f"/{application.id}/geld", f"/{application.id}/berichte"):
        assert client.page(f"{WORK}{address}").all("main form[method=post]") == []
    assert client.get(f"{WORK}/neu").status_code == 404


def test_mein_tag_and_the_place_name_the_money(
    client: PickyClient, login: Login, place: Sozialraum, frozen_clock: StoppedClock
) -> None:
    application = make_application("Quartiersmanagement", place=place)
    frozen_clock.set("2026-06-01 09:00")
    account = login(Role.KUEMMERER, place)

    assert "Förderung: nächste Termine" in client.page("/arbeit").text("main")
    assert "Quartiersmanagement" in client.page(f"/arbeit/orte/{place.id}").text("main")
    with client.application.test_request_context():
        (due,) = due_until(STARTS, account)
        assert (due.on.isoformat(), due.kind, due.place) == ("2026-06-30", "Antragstermin", "Pfaffenhausen")
        assert due.address == f"{WORK}/{application.id}"
        assert due_until(STARTS, make_account(Role.OBSERVER, place)) == []


def test_lines_and_drafts_can_be_taken_back(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.KUEMMERER, place)
    application = make_application(place=place)
    line = next(one for one in application.lines if one.kind is LineKind.OWN)
    address = f"{WORK}/{application.id}"

    client.submit(client.page(f"{address}/zeilen/{line.id}").form("form[action$=loeschen]"))
    assert len(queries.application(application.id).lines) == 2
    gone = client.follow(client.submit(client.page(f"{address}/bearbeiten").form("form[action$=loeschen]")))
    assert "Noch keine Anträge" in gone.text("main")


def test_a_refusal_is_noted_with_its_reason(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    application = make_application(place=place, state=ApplicationState.SUBMITTED)
    form = client.page(f"{WORK}/{application.id}/bescheid").form(FORM)

    shown = client.follow(client.submit(form, outcome="refused", amount="", reason="Mittel erschöpft"))

    assert "abgelehnt" in shown.text("aside")
    assert "Mittel erschöpft" in shown.text("aside")
    assert client.get(f"{WORK}/{application.id}/geld").status_code == 404
