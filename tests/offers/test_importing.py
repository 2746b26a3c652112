"""A file is looked at, taken over, and read again without changing anything."""

import time
from io import BytesIO
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.accounts import actions as account_actions
from portal.accounts import queries as accounts
from portal.county.queries import action_fields, target_groups
from portal.kernel import outbox
from portal.kernel.db import session as current_session
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import SYSTEM, Actor, Role
from portal.offers import actions, exports, queries
from portal.offers.formats import Broken, FileContent, from_json, read_file
from portal.offers.models import Offer, OfferImport
from portal.offers.queries.matching import Plan, plan_import
from portal.offers.subscribers import forget
from portal.offers.terms.importing import MOST_ROWS, ROWS_AT_ONCE, Fault, RowOutcome
from portal.offers.terms.kinds import BarrierFree, OfferKind, OfferState
from portal.places.models import Sozialraum
from portal.places.terms import PlaceKind
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.offers import end_offer, hours, make_offer
from tests.factories.places import make_place
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.time import StoppedClock

WORK = "/arbeit/angebote"
NEW, CHANGED, SAME, BROKEN = RowOutcome


@pytest.fixture
def place(app: Flask) -> Sozialraum:
    make_county(with_terms=True)
    return make_place("Pfaffenhausen")


@pytest.fixture
def planner(place: Sozialraum) -> Actor:
    return make_account(Role.PLANNER)


def previewed(data: str | bytes, by: Actor) -> OfferImport:
    content = read_file(data.encode() if isinstance(data, str) else data)
    with unit_of_work():
        return actions.preview_import(content, file_name="liste.csv", by=by)


def planned(data: str | bytes, by: Actor) -> Plan:
    file = previewed(data, by)
    plan = plan_import(from_json(file.rows["rows"]), viewer=by)
    plan.broken += [Broken(line, Fault(fault), what) for line, fault, what in file.report["broken"]]
    return plan


def take(data: str | bytes, by: Actor) -> dict[str, int]:
    file = previewed(data, by)
    with unit_of_work():
        fresh = queries.import_file(file.id)
        plan = plan_import(from_json(fresh.rows["rows"]), viewer=by)
        actions.take_over(fresh, fingerprint=plan.fingerprint, by=by)
    counts: dict[str, int] = queries.import_file(file.id).report["counts"]
    return {outcome: number for outcome, number in counts.items() if number}


def everything() -> list[Offer]:
    return queries.all_of(queries.visible_offers(SYSTEM), limit=10_000)


def workbook(*rows: list[Any]) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def full_offer(place: Sozialraum, other: Sozialraum) -> Offer:
    return make_offer(
        '=Fahrdienst; "Rotes" Kreuz | Süd',
        place=place,
        what="- Erste Zeile\nZweite, mit Komma; und Strichpunkt",
        place_ids=[other.id],
        target_group_ids=[one.id for one in list(target_groups())[:2]],
        action_field_ids=[one.id for one in list(action_fields())[:2]],
        address="Dorfstraße 1\n87772 Pfaffenhausen",
        phone="+49 89 99998 301",
        email="fahrdienst@example.org",
        website="www.example.org/fahrdienst",
        spans=hours(mo="9–12, 14–18:30", so="0–24"),
        by_appointment=True,
        hours_note="nicht in den Ferien",
        costs="0,30 € je Kilometer",
        barrier_free=BarrierFree.PARTLY,
        rhythm=3,
    )


@pytest.mark.parametrize("as_workbook", [False, True])
def test_what_was_exported_and_read_in_again_is_unchanged(
    session: Session, place: Sozialraum, planner: Actor, as_workbook: bool, tmp_path: Any
) -> None:
    part = make_place("Egelhofen", kind=PlaceKind.LOCALITY, parent=place)
    full_offer(place, part)
    make_offer("Nur ein Name", place=part, shown=False, what="", phone="", checked_on=None)
    end_offer(make_offer("Beendet", place=place))
    offers = everything()
    path = tmp_path / "angebote.xlsx"
    exports.offers_xlsx(path, offers, filters=[])
    data = path.read_bytes() if as_workbook else exports.offers_csv(offers)

    plan = planned(data, planner)

    assert [(one.line, one.fault, one.what) for one in plan.broken] == []
    assert {outcome: number for outcome, number in plan.counts.items() if number} == {SAME: 2}


def test_text_that_looks_like_a_formula_leaves_as_text(session: Session, place: Sozialraum) -> None:
    make_offer("=1+1", place=place, what="+49", costs="@kostenlos")

    lines = exports.offers_csv(everything()).decode("utf-8-sig").splitlines()
    cells = dict(zip(lines[0].split(";"), lines[1].split(";"), strict=True))

    assert (cells["Name"], cells["Was es dort gibt"], cells["Kosten"]) == ("'=1+1", "'+49", "'@kostenlos")


def test_new_changed_unchanged_and_broken_are_told_apart(session: Session, place: Sozialraum, planner: Actor) -> None:
    kept, altered = make_offer("Chor", place=place, kind=OfferKind.CLUB), make_offer("Ruftaxi", place=place)
    data = (
        "Name;Art;Gehört zu;Telefon;Montag\n"
        f"Chor;Verein;Pfaffenhausen;{kept.phone};\n"
        "Ruftaxi;Fahrdienst;Pfaffenhausen;089 99998 777;9–12\n"
        "Dorfladen;Essen und Einkaufen;Pfaffenhausen;;7–18\n"
        ";Raumschiff;;anrufen;vormittags\n"
    )

    plan = planned(data, planner)

    assert dict(plan.counts) == {SAME: 1, CHANGED: 1, NEW: 1, BROKEN: 1}
    assert [one.changes for one in plan.rows if one.outcome is CHANGED] == [("phone", "hours_0")]
    assert [(one.line, one.fault) for one in plan.broken] == [
        (5, Fault.NO_NAME),
        (5, Fault.UNKNOWN_KIND),
        (5, Fault.NO_PLACE),
        (5, Fault.BAD_PHONE),
        (5, Fault.BAD_HOURS),
    ]
    assert take(data, planner) == {"new": 1, "changed": 1, "same": 1, "broken": 1}
    assert take(data, planner) == {"same": 3, "broken": 1}
    assert queries.offer(altered.id).phone == "089 99998 777"


@pytest.mark.parametrize(
    ("columns", "row", "fault"),
    [
        ("Name;Art", "Chor;Verein", Fault.NO_PLACE),
        ("Name;Gehört zu", "Chor;Pfaffenhausen", Fault.NO_KIND),
        ("Name;Art;Gehört zu", "Chor;Verein;Atlantis", Fault.UNKNOWN_PLACE),
        ("Name;Art;Gehört zu;Gilt auch für", "Chor;Verein;Pfaffenhausen;Atlantis", Fault.UNKNOWN_PLACE),
        ("Name;Art;Gehört zu;Für wen", "Chor;Verein;Pfaffenhausen;Marsmenschen", Fault.UNKNOWN_GROUP),
        ("Name;Art;Gehört zu;Handlungsfelder", "Chor;Verein;Pfaffenhausen;Raumfahrt", Fault.UNKNOWN_FIELD),
        ("Name;Art;Gehört zu;E-Mail", "Chor;Verein;Pfaffenhausen;kaputt", Fault.BAD_EMAIL),
        ("Name;Art;Gehört zu;Webseite", "Chor;Verein;Pfaffenhausen;javascript:alert(1)", Fault.BAD_WEBSITE),
        ("Name;Art;Gehört zu;Nach Vereinbarung", "Chor;Verein;Pfaffenhausen;manchmal", Fault.BAD_YES_NO),
        ("Name;Art;Gehört zu;Barrierefrei", "Chor;Verein;Pfaffenhausen;hoffentlich", Fault.BAD_ACCESS),
        ("Name;Art;Gehört zu;Geprüft am", "Chor;Verein;Pfaffenhausen;31.02.2026", Fault.BAD_DAY),
        ("Name;Art;Gehört zu;Geprüft am", "Chor;Verein;Pfaffenhausen;01.01.9999", Fault.BAD_DAY),
        ("Name;Art;Gehört zu;Geprüft am", "Chor;Verein;Pfaffenhausen;01.01.0001", Fault.BAD_DAY),
        ("Name;Art;Gehört zu;Prüfen alle (Monate)", "Chor;Verein;Pfaffenhausen;999999999", Fault.BAD_RHYTHM),
        ("Name;Art;Gehört zu;Stand", "Chor;Verein;Pfaffenhausen;vielleicht", Fault.BAD_STATE),
        ("Name;Art;Gehört zu;Stand", "Chor;Verein;Pfaffenhausen;öffentlich", Fault.NOT_COMPLETE),
        ("Name;Art;Gehört zu;Kosten", "Chor;Verein;Pfaffenhausen;=SUMME(A1)", Fault.FORMULA),
        ("Kennung;Name;Art;Gehört zu", "gibt-es-nicht;Chor;Verein;Pfaffenhausen", Fault.UNKNOWN_KEY),
        ("Name;Art;Gehört zu", f"{'x' * 161};Verein;Pfaffenhausen", Fault.TOO_LONG),
    ],
)
def test_a_row_that_cannot_be_used_says_why(
    session: Session, place: Sozialraum, planner: Actor, columns: str, row: str, fault: Fault
) -> None:
    plan = planned(f"{columns}\n{row}\n", planner)

    assert ([one.fault for one in plan.broken], plan.rows) == ([fault], [])


def test_one_angebot_stands_in_one_row(session: Session, place: Sozialraum, planner: Actor) -> None:
    plan = planned("Name;Art;Gehört zu\nChor;Verein;Pfaffenhausen\nCHOR;Verein;pfaffenhausen\n", planner)

    assert [(one.line, one.fault, one.what) for one in plan.broken] == [(3, Fault.TWICE, "2")]


def test_columns_that_are_missing_leave_everything_as_it_is(
    session: Session, place: Sozialraum, planner: Actor
) -> None:
    offer = full_offer(place, make_place("Kammlach"))

    assert take(f"Kennung;Name;Kosten\n{offer.slug};Fahrdienst;\n", planner) == {"changed": 1}

    seen = queries.offer(offer.id)
    assert (seen.name, seen.costs, seen.phone, seen.spans) == ("Fahrdienst", "", offer.phone, offer.spans)
    assert [one.name for one in seen.places] == ["Kammlach"]
    assert seen.state is OfferState.SHOWN


def test_rows_for_other_places_need_the_right_there(session: Session, place: Sozialraum) -> None:
    other = make_offer("Chor", place=make_place("Kammlach"), kind=OfferKind.CLUB)
    kuemmerer = make_account(Role.KUEMMERER, place)

    plan = planned(
        "Kennung;Name;Art;Gehört zu\n"
        f"{other.slug};Chor;Verein;Kammlach\n;Chor;Verein;Kammlach\n;Chor;Verein;Pfaffenhausen\n",
        kuemmerer,
    )

    assert [(one.line, one.fault) for one in plan.broken] == [(2, Fault.UNKNOWN_KEY), (3, Fault.NOT_YOUR_PLACE)]
    assert [(one.line, one.outcome) for one in plan.rows] == [(4, NEW)]


def test_what_has_ended_is_not_changed_by_a_file(session: Session, place: Sozialraum, planner: Actor) -> None:
    end_offer(make_offer("Ruftaxi", place=place))
    shown = make_offer("Chor", place=place)

    plan = planned("Name;Gehört zu;Kosten\nRuftaxi;Pfaffenhausen;viel\n", planner)
    back = planned(f"Kennung;Name;Stand\n{shown.slug};Chor;Entwurf\n", planner)

    assert [one.fault for one in plan.broken] == [Fault.ENDED]
    assert [one.fault for one in back.broken] == [Fault.BAD_STEP]


def test_nothing_is_taken_over_that_was_not_shown(session: Session, place: Sozialraum, planner: Actor) -> None:
    offer = make_offer("Ruftaxi", place=place)
    file = previewed("Name;Gehört zu;Kosten\nRuftaxi;Pfaffenhausen;viel\n", planner)
    seen = plan_import(from_json(file.rows["rows"]), viewer=planner).fingerprint
    with unit_of_work():
        fresh = queries.offer(offer.id)
        actions.check(fresh, version=fresh.version, by=planner)

    with pytest.raises(Conflict), unit_of_work():
        actions.take_over(queries.import_file(file.id), fingerprint=seen, by=planner)
    assert queries.offer(offer.id).costs == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_encodings_and_separators_of_these_parts_are_read(
    session: Session, place: Sozialraum, planner: Actor, encoding: str, separator: str
) -> None:
    table = "Name;Art;Gemeinde\nMüßiggänger;Ärzte und Gesundheit;Pfaffenhausen\n"

    plan = planned(table.replace(";", separator).encode(encoding), planner)

    assert [(one.values["name"], one.values["kind"]) for one in plan.rows] == [("Müßiggänger", "health")]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "file.empty"),
        (b"Vorname;Nachname\nA;B\n", "file.no-headings"),
        (b"%PDF-1.7", "file.damaged"),
        (b"PK\x03\x04kaputt", "file.damaged"),
        (b"\xd0\xcf\x11\xe0alt", "file.old-excel"),
        (b"Name\n" + b"x\n" * (MOST_ROWS + 1), "file.too-many-rows"),
        (b"Name;Art\n\x00;\x00\n", "file.damaged"),
        (b"Name;Art\n;\n\n", "file.nothing"),
    ],
)
def test_a_file_that_cannot_be_used_says_so(
    session: Session, place: Sozialraum, planner: Actor, data: bytes, code: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        previewed(data, planner)

    assert (refused.value.code, refused.value.field) == (code, "file")


def test_five_thousand_rows_half_of_them_broken(
    client: PickyClient, login: Login, session: Session, place: Sozialraum
) -> None:
    login(Role.PLANNER)
    rows = [["Name", "Art", "Gehört zu", "Telefon", "Montag", "Für wen"]]
    for number in range(MOST_ROWS):
        good = number % 2 == 0
        rows.append(
            [f"Angebot {number}", "Verein", "Pfaffenhausen", "089 99998 300" if good else "keins", "9–12", "Kinder"]
        )
    form = client.page(f"{WORK}/einlesen").form("main form[data-island=submit-once]")

    begun = time.process_time()
    answer = client.submit(form, file=(BytesIO(workbook(*rows)), "liste.xlsx"))
    shown = client.follow(answer)
    looked = time.process_time()
    ordered = client.submit(shown.form("form[action$=uebernehmen]")).location
    waited = time.process_time()
    outbox.drain()
    taken = time.process_time()
    done = client.page(client.page(ordered).link("Zum Ergebnis"))

    assert client.page(ordered).heading == "Angebote einlesen: liste.xlsx"
    assert waited - looked < 3
    assert [int(text.replace(".", "")) for text in shown.texts(".figure__value")] == [2500, 0, 0, 2500]
    assert [int(text.replace(".", "")) for text in done.texts(".figure__value")] == [2500, 0, 0, 2500]
    assert session.scalar(select(func.count()).select_from(Offer)) == 2500
    assert (looked - begun < 20, taken - looked < 30) == (True, True), (looked - begun, taken - looked)


def test_a_long_file_ordered_twice_is_taken_over_once_and_an_old_preview_not_at_all(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    planner = login(Role.PLANNER)
    data = "Name;Art;Ort\n" + "".join(f"Chor {number};Verein;Pfaffenhausen\n" for number in range(ROWS_AT_ONCE + 1))
    files = [previewed(data, planner) for _ in range(2)]
    forms = [client.page(f"{WORK}/einlesen/{one.id}").form("form[action$=uebernehmen]") for one in files]
    first, second, third = (client.submit(form).location for form in (forms[0], forms[0], forms[1]))

    outbox.drain()

    assert len(everything()) == ROWS_AT_ONCE + 1
    assert client.page(first).link("Zum Ergebnis") == f"{WORK}/einlesen/{files[0].id}"
    assert client.page(second).link("Zum Ergebnis") == f"{WORK}/einlesen/{files[0].id}"
    overtaken = client.page(third)
    assert "Inzwischen hat jemand anderes etwas geändert." in overtaken.text("main")
    assert overtaken.link("Zurück zur Vorschau") == f"{WORK}/einlesen/{files[1].id}"
    assert "gelöscht" not in client.page("/arbeit/auftraege").text("main table")


def test_who_lost_the_right_meanwhile_takes_over_nothing(client: PickyClient, login: Login, place: Sozialraum) -> None:
    planner = login(Role.PLANNER)
    data = "Name;Art;Ort\n" + "".join(f"Chor {number};Verein;Pfaffenhausen\n" for number in range(ROWS_AT_ONCE + 1))
    form = client.page(f"{WORK}/einlesen/{previewed(data, planner).id}").form("form[action$=uebernehmen]")
    client.submit(form)
    with unit_of_work():
        for grant in accounts.account(planner.id).grants:
            account_actions.withdraw_role(grant, by=SYSTEM)

    outbox.drain()

    assert everything() == []


def test_the_same_number_of_questions_for_one_row_and_for_many(
    session: Session, place: Sozialraum, planner: Actor
) -> None:
    for number in range(3):
        make_offer(f"Chor {number}", place=place)
    asked = []
    for rows in (1, 1, 40):
        lines = "".join(f"Chor {number};Verein;Pfaffenhausen\n" for number in range(rows))
        content: FileContent = read_file(f"Name;Art;Gehört zu\n{lines}".encode())
        current_session().expunge_all()
        with count_queries() as seen:
            plan_import(content.rows, viewer=SYSTEM)
        asked.append(len(seen))

    assert asked[1] == asked[2]


def test_a_file_is_looked_at_taken_over_and_thrown_away_on_pages(
    client: PickyClient, login: Login, place: Sozialraum
) -> None:
    login(Role.KUEMMERER, place)
    offer = make_offer("Ruftaxi", place=place)
    data = b"Name;Art;Ort;Kosten;Farbe\nRuftaxi;Fahrdienst;Pfaffenhausen;2 Euro;rot\nChor;Verein;Pfaffenhausen;;\n"

    def handed_in() -> Page:
        form = client.page(f"{WORK}/einlesen").form("main form[data-island=submit-once]")
        return client.follow(client.submit(form, file=(BytesIO(data), "liste.csv")))

    shown = handed_in()
    assert "Kosten: – 2 Euro" in shown.text("main")
    assert "Diese Spalten kennen wir nicht, sie bleiben weg: Farbe" in shown.text("main")
    assert client.follow(client.submit(shown.form("form[action$=verwerfen]"))).heading == "Angebote einlesen"
    assert queries.offer(offer.id).costs == ""

    shown = handed_in()
    form = shown.form("form[action$=uebernehmen]")
    for _sent in range(2):
        done = client.follow(client.submit(form))
        assert done.heading == "Was aus der Datei wurde"
    assert queries.offer(offer.id).costs == "2 Euro"
    assert len(everything()) == 2


def test_a_page_that_was_overtaken_asks_again(client: PickyClient, login: Login, place: Sozialraum) -> None:
    planner = login(Role.PLANNER)
    offer = make_offer("Ruftaxi", place=place)
    form = client.page(f"{WORK}/einlesen").form("main form[data-island=submit-once]")
    data = b"Name;Ort;Kosten\nRuftaxi;Pfaffenhausen;viel\n"
    shown = client.follow(client.submit(form, file=(BytesIO(data), "x.csv")))
    with unit_of_work():
        fresh = queries.offer(offer.id)
        actions.check(fresh, version=fresh.version, by=planner)

    refused = client.submit(shown.form("form[action$=uebernehmen]"))

    assert refused.status_code == 409
    assert client.follow(client.submit(Page(refused).form("form[action$=uebernehmen]"))).heading == (
        "Was aus der Datei wurde"
    )


def test_no_file_is_told_at_the_field(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    form = client.page(f"{WORK}/einlesen").form("main form[data-island=submit-once]")

    for sent in ({}, {"file": (BytesIO(b"%PDF"), "x.pdf")}):
        refused = client.submit(form, **sent)
        assert (refused.status_code, set(Page(refused).errors())) == (422, {"file"})


def test_what_was_only_looked_at_is_gone_after_a_day(
    session: Session, place: Sozialraum, planner: Actor, frozen_clock: StoppedClock
) -> None:
    previewed("Name;Art;Ort\nChor;Verein;Pfaffenhausen\n", planner)
    frozen_clock.forward(hours=25)

    forget()

    assert session.scalar(select(func.count()).select_from(OfferImport)) == 0
