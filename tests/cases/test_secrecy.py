"""What lies in the hands of somebody who has the database and the logs, and what is left after a Fall is gone."""

import io
import json
import logging
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import MetaData, inspect, select
from sqlalchemy.engine import Connection

from portal.accounts.models import Account
from portal.cases import actions, cli, queries
from portal.cases.models import Case
from portal.cases.terms import Guidance, WayOfContact
from portal.kernel import backup, jobs, outbox
from portal.kernel.clock import months_later
from portal.kernel.db import db, session, unit_of_work
from portal.kernel.policy import Role
from portal.kernel.runtime import settings
from portal.kernel.sealing import SealBroken
from tests.factories.accounts import make_account
from tests.factories.cases import close, make_break_glass, make_case, make_deputy, make_keeper
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

#: One for each field a Kümmerer fills.
CANARIES = {
    "name": "Kanariename",
    "contact": "Kanarienummer 08265 471147",
    "concern": "Kanarienanliegen",
    "guided_to": "Kanarienstelle",
    "result": "Kanarienergebnis",
    "entry": "Kanarieneintrag",
    "reason": "Kanariengrund",
}


def everything_in(connection: Connection) -> str:
    """Every cell of every table there is, the search index and what migrations made included."""
    found = MetaData()
    names = inspect(connection).get_table_names()
    found.reflect(
        bind=connection, only=[name for name in names if not name.endswith(("_data", "_idx", "_docsize", "_config"))]
    )
    cells: list[str] = []
    for table in found.sorted_tables:
        for row in connection.execute(select(table)):
            cells += [
                bytes(cell).decode("latin-1") if isinstance(cell, (bytes, memoryview)) else str(cell)
                for cell in row
                if cell is not None
            ]
    return "\n".join(cells)


def files_below(folder: Path) -> bytes:
    """Every byte of every file of the portal but the keys: SQLite file, its log of writes, photos, exports."""
    return b"\n".join(
        file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file() and file.suffix != ".key"
    )


def canaries_in(*haystacks: str | bytes) -> set[str]:
    """Which of them show, in any spelling a file could hold them in."""
    shown = set()
    for name, canary in CANARIES.items():
        word = canary.split()[0]
        spellings = [word, json.dumps(word), word.encode().hex(), word.lower()]
        for haystack in haystacks:
            text = haystack if isinstance(haystack, str) else haystack.decode("latin-1")
            if any(spelling in text for spelling in spellings):
                shown.add(name)
    return shown


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Everything any part of the portal or its libraries logs, down to the statements sent to the database."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    root = logging.getLogger()
    before = {name: logging.getLogger(name).level for name in ("", "portal", "sqlalchemy.engine", "werkzeug")}
    root.addHandler(handler)
    for name in before:
        logging.getLogger(name).setLevel(logging.INFO)
    yield stream
    root.removeHandler(handler)
    for name, level in before.items():
        logging.getLogger(name).setLevel(level)


@pytest.fixture
def keeper(app: Flask) -> Account:
    make_county(with_terms=True)
    return make_keeper(make_place("Pfaffenhausen"))


@pytest.fixture
def full_case(keeper: Account, client: PickyClient, login: Login, logged: io.StringIO) -> Case:
    """A Fall whose every field was filled through the pages, read by a deputy and by somebody who was let in."""
    login.as_(keeper)
    form = client.page("/arbeit/faelle/neu").form()
    values = {name: CANARIES[name] for name in ("name", "contact", "concern", "guided_to")}
    answer = client.submit(form, **values, way=WayOfContact.PHONE.value, guidance=Guidance.CARE.value)
    shown = client.follow(answer)
    assert CANARIES["concern"] in shown.text()
    shown = client.follow(client.submit(shown.form("form.panel"), text=CANARIES["entry"]))
    closing = client.page(f"{answer.location.partition('?')[0]}/abschliessen").form()
    client.submit(closing, result=CANARIES["result"])
    case = session().scalars(queries.visible_cases(keeper)).one()
    deputy = make_keeper(make_place("Kammlach"))
    make_deputy(keeper, deputy)
    asker, second = make_account(Role.ADMIN), make_account(Role.PLANNER)
    with unit_of_work():
        asked = actions.ask_break_glass(keeper, reason=CANARIES["reason"], by=asker)
    with unit_of_work():
        actions.agree(queries.break_glass(asked.id), by=second)
    for reader in (deputy, asker):
        login.as_(reader)
        assert CANARIES["entry"] in client.page(f"/arbeit/faelle/{case.id}").text()
    login.as_(asker)
    client.page(f"/arbeit/faelle/notoeffnung/{asked.id}")
    outbox.drain()
    return queries.case(case.id)


def test_database_and_logs_hold_nothing_without_the_key(full_case: Case, logged: io.StringIO) -> None:
    with db.engine.connect() as connection:
        tables = everything_in(connection)

    assert str(full_case.number) in tables
    assert "INSERT INTO case_file" in logged.getvalue()
    assert canaries_in(tables, logged.getvalue()) == set()
    if settings().is_sqlite:
        database = Path(settings().sqlalchemy_url.removeprefix("sqlite:///"))
        beside = [database, *database.parent.glob(f"{database.name}-*")]
        assert canaries_in(*(file.read_bytes() for file in beside)) == set()


def test_a_backup_holds_neither_the_key_nor_the_words(full_case: Case, tmp_path: Path) -> None:
    settings().data_dir.mkdir(exist_ok=True)
    (settings().data_dir / "case.key").write_bytes(settings().case_keys[0])
    saved = tmp_path / "backup.zip"
    backup.save(saved)

    with zipfile.ZipFile(saved) as archive:
        inside = {name: archive.read(name) for name in archive.namelist()}
    assert [name for name in inside if "case.key" in name] == []
    assert [name for name, content in inside.items() if settings().case_keys[0] in content] == []
    assert "tables/case_file.jsonl" in inside
    assert canaries_in(*inside.values()) == set()


def test_titles_addresses_and_mails_say_nothing(
    full_case: Case, keeper: Account, client: PickyClient, login: Login
) -> None:
    from portal.kernel import mail

    login.as_(keeper)
    shown = client.page(f"/arbeit/faelle/{full_case.id}")
    mails = list(session().scalars(mail.mailbox().order_by(mail.OutgoingMail.created_at, mail.OutgoingMail.id)))

    assert shown.heading == f"Fall {full_case.number}"
    assert canaries_in(shown.text("title"), shown.text(".crumbs")) == set()
    assert len(mails) >= 2
    assert canaries_in(*(one.subject + one.body for one in mails)) == set()
    assert [one.subject for one in mails if one.to_address == keeper.email] == [
        "Ihre Fälle wurden für eine andere Person geöffnet"
    ]


def test_after_the_day_of_deletion_it_is_nowhere(
    frozen_clock: StoppedClock, full_case: Case, keeper: Account, client: PickyClient, login: Login, logged: io.StringIO
) -> None:
    """Even with the key in hand: not one sealed text of it is left, in no table and no file."""
    sealed = [
        bytes(getattr(full_case, name)) for name in ("name_sealed", "contact_sealed", "concern_sealed", "result_sealed")
    ] + [bytes(one.content_sealed) for one in queries.entries_of(full_case.id)]
    assert full_case.closed_on is not None
    frozen_clock.set(f"{months_later(full_case.closed_on, settings().case_months)}T03:00:00+01:00")
    jobs.PERIODIC["cases.forget"].call()
    session().expire_all()

    with db.engine.connect() as connection:
        tables = everything_in(connection)
    assert [one for one in sealed if one.decode("latin-1") in tables] == []
    assert str(full_case.number) not in tables.replace("case-2026", "")
    login.as_(keeper)
    exports = client.get("/arbeit/faelle/zahlen-fuer-den-bericht").get_data()
    assert canaries_in(tables, files_below(settings().data_dir), exports, logged.getvalue()) == set()
    assert client.get(f"/arbeit/faelle/{full_case.id}").status_code == 404


def test_no_text_opens_in_another_row_or_column(keeper: Account) -> None:
    place = make_place("Erkheim")
    one, other = (make_case(make_keeper(place), place=place) for _ in range(2))
    with unit_of_work():
        fresh = queries.case(one.id)
        fresh.name_sealed = queries.case(other.id).name_sealed
        fresh.contact_sealed = fresh.concern_sealed
    fresh = queries.case(one.id)

    for name in ("name", "contact"):
        with pytest.raises(SealBroken):
            getattr(fresh, name)
    assert fresh.concern == "Braucht Hilfe beim Einkaufen"


def test_a_new_key_seals_everything_anew(make_app: Callable[..., Flask], keeper: Account) -> None:
    old, new = "alter-schluessel-0123456789-abcdefghijkl", "neuer-schluessel-0123456789-abcdefghijkl"
    make_app(case_key=old)
    place = make_place("Erkheim")
    cases = [close(make_case(by, place=place), by=by) for by in [make_keeper(place) for _ in range(3)]]
    asked = make_break_glass(keeper, by=make_account(Role.ADMIN))
    versions = [case.version for case in cases]

    app = make_app(case_key=f"{new},{old}")
    told = app.test_cli_runner().invoke(cli.rekey)
    assert told.output == f"{3 * 5 + 3 + 1} Texte neu versiegelt, 0 nicht zu öffnen.\n"
    assert told.exit_code == 0
    again = app.test_cli_runner().invoke(cli.rekey)
    assert again.output == "0 Texte neu versiegelt, 0 nicht zu öffnen.\n"

    make_app(case_key=new)
    session().expire_all()
    assert [queries.case(case.id).result for case in cases] == ["Nachbarin kauft ein"] * 3
    assert [queries.case(case.id).version for case in cases] == versions
    assert queries.break_glass(asked.id).reason == "Sturz gemeldet, Kümmerin nicht erreichbar"


def test_a_lost_key_is_told(make_app: Callable[..., Flask], keeper: Account) -> None:
    make_app(case_key="alter-schluessel-0123456789-abcdefghijkl")
    place = make_place("Erkheim")
    make_case(make_keeper(place), place=place)
    app = make_app(case_key="neuer-schluessel-0123456789-abcdefghijkl")

    for command in (cli.check, cli.rekey):
        told = app.test_cli_runner().invoke(command)
        assert told.exit_code == 1
        assert "5 nicht" in told.output


def test_nothing_leads_from_a_need_to_the_fall(keeper: Account) -> None:
    """Neither the Wortmeldung nor the Fall holds an id, a key or a moment of the other."""
    from uuid import uuid4

    from portal.contributions.models import Contribution
    from portal.places import queries as places

    case = make_case(keeper, place=places.place(keeper.grants[0].sozialraum_id))  # type: ignore[arg-type]
    with unit_of_work():
        actions.report_need(
            queries.case(case.id),
            "Es fehlt ein Einkaufsdienst",
            place=case.sozialraum,
            submission_key=uuid4(),
            by=keeper,
        )
    with unit_of_work():
        actions.note_reported(queries.case(case.id), by=keeper)

    said = session().scalars(select(Contribution)).one()
    table = Contribution.__table__.c
    plain = " ".join(str(getattr(said, column.key)) for column in table if column.key != "sozialraum_id")
    fresh = queries.case(case.id)
    assert str(case.id) not in plain
    assert case.number not in plain
    assert said.received_at.astimezone().minute == 0
    assert [entry.told.kind.value for entry in queries.entries_of(case.id)] == ["reported"]
    kept = [getattr(fresh, column.key) for column in Case.__table__.columns]
    assert said.id not in kept
    assert said.submission_key not in kept
