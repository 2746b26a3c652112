"""A file is looked at, taken over, and read again without doubles."""

import time
from io import BytesIO

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.county.queries import action_fields
from portal.kernel.clock import today
from portal.kernel.db import session as current_session
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict
from portal.kernel.policy import SYSTEM, Role
from portal.network import actions, queries
from portal.network.formats import read_file
from portal.network.models import Stakeholder, StakeholderContact, StakeholderImport
from portal.network.queries.matching import Plan
from portal.network.subscribers import forget_imports
from portal.network.terms import MOST_ROWS, RowOutcome, SkipReason
from portal.places.models import Sozialraum
from tests.factories.accounts import make_account
from tests.factories.county import make_county
from tests.factories.network import make_contact, make_stakeholder
from tests.factories.places import make_place
from tests.support.html import Page
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.time import StoppedClock

WORK = "/arbeit/netzwerk"
NEW, ADDED, THERE, SKIPPED = RowOutcome
LIST = """Organisation;Ansprechpartner;E-Mail;Gemeinde;Handlungsfelder;Einwilligung
Obstbauverein;Anna Apfel;anna@example.org;;;15.03.2025
Obstbauverein;Bernd Birne;bernd@example.org;;;
Obstbauverein;Anna Apfel;anna@example.org;;;
Feuerwehr;;;Kammlach;;
Pfarrei;Eva;kaputt;;;
"""


@pytest.fixture
def place(app: Flask) -> Sozialraum:
    make_county(with_terms=True)
    return make_place("Pfaffenhausen")


def take(text: str | bytes, place: Sozialraum) -> Plan:
    planner = make_account(Role.PLANNER)
    content = read_file(text.encode() if isinstance(text, str) else text)
    with unit_of_work():
        file = actions.preview_import(content, file_name="liste.csv", place=place, by=planner)
    with unit_of_work():
        fresh = queries.import_file(file.id)
        return actions.take_over(fresh, version=fresh.version, by=planner)


def outcomes(plan: Plan) -> dict[RowOutcome, int]:
    return {outcome: number for outcome, number in plan.counts.items() if number}


def in_database() -> tuple[int, int]:
    counted = (select(func.count()).select_from(table) for table in (Stakeholder, StakeholderContact))
    stakeholders, contacts = (current_session().scalar(query) or 0 for query in counted)
    return stakeholders, contacts


def test_reading_a_file_again_makes_no_doubles(session: Session, place: Sozialraum) -> None:
    make_place("Kammlach")

    first, second = take(LIST, place), take(LIST, place)

    assert outcomes(first) == {NEW: 2, ADDED: 1, THERE: 1}
    assert outcomes(second) == {THERE: 4}
    assert in_database() == (2, 2)


def test_what_was_edited_meanwhile_is_still_known(session: Session, place: Sozialraum) -> None:
    to = make_stakeholder("Obstbauverein", place=place)
    make_contact(to, name="Anna Apfel", email="neu@example.org")

    plan = take("Organisation;Name;E-Mail\nOBSTBAUVEREIN;anna apfel;alt@example.org\n", place)

    assert outcomes(plan) == {THERE: 1}


def test_what_was_merged_comes_to_the_one_that_stayed(session: Session, place: Sozialraum) -> None:
    kept, merged = make_stakeholder("Obst- und Gartenbauverein", place=place), make_stakeholder("OGV", place=place)
    with unit_of_work():
        actions.merge(queries.stakeholder(kept.id), queries.stakeholder(merged.id), by=SYSTEM)

    assert outcomes(take("Organisation;Name\nOGV;Neu\n", place)) == {ADDED: 1}
    assert [one.name for one in queries.stakeholder(kept.id).people] == ["Neu"]


@pytest.mark.parametrize(
    "row", ["Verein;Erika Beispiel;", "Anderer;E. B.;ERIKA@example.org", "Verein;erika  beispiel;neu@example.org"]
)
def test_nobody_who_was_erased_comes_back_by_a_file(session: Session, place: Sozialraum, row: str) -> None:
    contact = make_contact(make_stakeholder("Verein", place=place))
    with unit_of_work():
        actions.erase_contact(queries.contact(contact.id), by=SYSTEM)

    plan = take(f"Organisation;Name;E-Mail\n{row}\n", place)

    assert [(one.line, one.reason) for one in plan.skipped] == [(2, SkipReason.ERASED)]


def test_rows_for_other_places_need_the_right_there(session: Session, place: Sozialraum) -> None:
    make_place("Kammlach")
    kuemmerer = make_account(Role.KUEMMERER, place)
    content = read_file(LIST.encode())
    with unit_of_work():
        file = actions.preview_import(content, file_name="x.csv", place=place, by=kuemmerer)
    with unit_of_work():
        fresh = queries.import_file(file.id)
        plan = actions.take_over(fresh, version=fresh.version, by=kuemmerer)

    assert [(one.line, one.reason, one.what) for one in plan.skipped] == [(5, SkipReason.NOT_YOUR_PLACE, "Kammlach")]


def test_fields_and_consent_come_along(session: Session, place: Sozialraum) -> None:
    field = action_fields()[0]

    take(
        f"Organisation;Name;E-Mail;Handlungsfelder;Einwilligung\nVerein;A;a@example.org;{field.name} | Unsinn;1.2.2025\n",
        place,
    )

    (made,) = session.scalars(select(Stakeholder)).all()
    assert [one.id for one in made.action_fields] == [field.id]
    assert made.people[0].consented_on is not None


def test_five_thousand_rows_half_of_them_broken(session: Session, place: Sozialraum) -> None:
    lines = ["Organisation;Name;E-Mail;Telefon"]
    for number in range(MOST_ROWS):
        email = f"v{number}@example.org" if number % 2 else "kaputt"
        lines.append(f"Verein {number};Person {number};{email};08261 {number}")
    data = "\n".join(lines).encode("cp1252")

    began = time.process_time()
    with count_queries() as seen:
        plan = take(data, place)
    needed = time.process_time() - began

    assert outcomes(plan) == {NEW: MOST_ROWS // 2}
    (file,) = session.scalars(select(StakeholderImport)).all()
    assert file.report["counts"] == {"new": 2500, "added": 0, "there": 0, "skipped": 2500}
    assert file.rows == {"rows": []}
    assert len(seen) < 60
    assert needed < 15
    assert outcomes(take(data, place)) == {THERE: MOST_ROWS // 2}


def test_a_file_is_taken_over_once(session: Session, place: Sozialraum) -> None:
    planner = make_account(Role.PLANNER)
    with unit_of_work():
        file = actions.preview_import(read_file(LIST.encode()), file_name="x", place=place, by=planner)
    seen = file.version
    with unit_of_work():
        actions.take_over(queries.import_file(file.id), version=seen, by=planner)

    with pytest.raises(Exception) as refused, unit_of_work():  # noqa: PT011 - whichever guard comes first
        actions.take_over(queries.import_file(file.id), version=seen, by=planner)

    assert type(refused.value).__name__ in ("Forbidden", Conflict.__name__)


def test_what_nobody_takes_over_is_forgotten(session: Session, place: Sozialraum, frozen_clock: StoppedClock) -> None:
    planner = make_account(Role.PLANNER)
    with unit_of_work():
        actions.preview_import(read_file(LIST.encode()), file_name="x", place=place, by=planner)

    frozen_clock.forward(hours=23)
    forget_imports()
    assert session.scalar(select(func.count()).select_from(StakeholderImport)) == 1
    frozen_clock.forward(hours=2)
    forget_imports()
    assert session.scalar(select(func.count()).select_from(StakeholderImport)) == 0


def test_a_person_looks_takes_over_and_looks_again(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    form = client.page(f"{WORK}/einlesen").form("main form[method=post]")

    shown = client.follow(client.submit(form, file=(BytesIO(LIST.encode()), "liste.csv"), sozialraum_id=str(place.id)))

    assert shown.texts(".figure__value") == ["2", "1", "1", "1"]
    assert ["6", "Die E-Mail-Adresse ist nicht vollständig."] in shown.rows()
    assert "Den Ort „Kammlach“ kennen wir nicht" in shown.text("main")
    assert in_database() == (0, 0)
    take_over = shown.form("form[action$=uebernehmen]")
    taken = client.follow(client.submit(take_over))
    assert client.submit(take_over).status_code == 303
    assert taken.heading == "Was aus der Datei wurde"
    assert taken.texts(".figure__value") == ["2", "1", "1", "1"]
    assert in_database() == (2, 2)

    again = client.follow(client.submit(form, file=(BytesIO(LIST.encode()), "liste.csv"), sozialraum_id=str(place.id)))
    assert "Diese Datei bringt nichts Neues." in again.text("main")
    client.follow(client.submit(again.form("form[action$=verwerfen]")))
    assert client.get(again.url).status_code == 404


@pytest.mark.parametrize("data", [b"", b"kein;e;liste\n1;2;3", b"PK\x03\x04", b"\x00\x01\x02"])
def test_a_broken_file_is_told_at_its_field(client: PickyClient, login: Login, place: Sozialraum, data: bytes) -> None:
    login(Role.PLANNER)
    form = client.page(f"{WORK}/einlesen").form("main form[method=post]")

    refused = client.submit(form, file=(BytesIO(data), "liste.xlsx"), sozialraum_id=str(place.id))

    assert refused.status_code == 422
    assert set(Page(refused).errors()) == {"file"}


def test_the_template_can_be_read(client: PickyClient, login: Login, place: Sozialraum) -> None:
    login(Role.PLANNER)
    data = client.get(f"{WORK}/einlesen/vorlage.csv").get_data()

    content = read_file(data)

    assert (content.skipped, content.ignored) == ([], [])
    assert content.rows[0].address == "Dorfstraße 1\n87700 Musterdorf"
    assert content.rows[0].consented_on == ("2026-03-15" if today().isoformat() >= "2026-03-15" else "")
