"""A canary sits in every personal field of every table of the example county; nothing that everybody or a key may read sings.

Addresses come from the map of addresses itself and from the links of the pages, so new ones are walked without being named here.
A new column of text has to be classified in `tests.support.personal_columns` before this passes.
"""

import io
import re
import zipfile
from collections import Counter, deque
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from html import unescape
from itertools import islice, product
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit
from uuid import UUID, uuid4

import pytest
import sqlalchemy as sa
from flask import Flask
from pypdf import PdfReader
from sqlalchemy.exc import DBAPIError
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from portal.accounts.models import Account
from portal.contributions.terms import ContactDetails, ContributionKind
from portal.demo.actions import load_example_county
from portal.feed.actions import open_data
from portal.feed.actions.exports import start_export
from portal.feed.actions.files import declare_file
from portal.feed.exports.open_data import prepare
from portal.feed.queries import files
from portal.feed.queries import open_data as stands
from portal.feed.terms.exports import ExportFormat
from portal.feed.terms.files import Dataset
from portal.kernel import clock, jobs, outbox
from portal.kernel.db import Base, session, unit_of_work
from portal.kernel.errors import DomainError
from portal.kernel.jobs import JobState
from portal.kernel.policy import SYSTEM, Role
from portal.places.models import Sozialraum
from portal.web import limits
from portal.web.access import declared_access
from tests.demo.test_load import keep_photo
from tests.factories.accounts import make_account
from tests.factories.feed import make_client
from tests.factories.needs import add_voice, make_item, make_need, some_place
from tests.feed.test_open_data import Silent
from tests.support.foreign import everything_in, rows_in
from tests.support.personal_columns import OPEN, PERSONAL
from tests.support.picky import PickyClient

CANARY = "zeisig7"
#: Sits in what the county writes for its own systems: a key reads it, everybody else does not.
INNER_CANARY = "stieglitz7"
FOR_SYSTEMS = {("need", "description"), ("measure", "what"), ("council_paper", "proposal"), ("decision", "wording")}
#: Addresses asked of one route; lists hold many of a kind that differ in nothing but what they are about.
MOST_OF_A_ROUTE = 6
#: What only those see who hold the code or the link that stands in it, or who write; nobody can walk there.
BEHIND_A_SECRET = re.compile(
    r"token|code|secret|<view>|submission_key|/static/|/frage/|/pruefen|/spaeter|/weiter|fenster.json|/kacheln/|/foto/|/wappen|sitemap-"
)
#: What has nothing to say here: no worker runs, and no night has made a file.
SILENT = {"/health/ready", "/api/v1/files/<uuid:file_id>"}
#: What may be written in the place of a part of an address.
PARTS = {
    "ending": ("ttl", "jsonld", "csv", "json", "geojson", "xlsx"),
    "stand": ("aktuell",),
    "key": ("population",),
    "name": ("bedarfe", "antworten", "massnahmen", "beschluesse", "sozialraeume", "kennzahlen"),
}
#: What was said to be shown: a pin, a card or a finding that was released stands on a public page with its words.
SHOWN_WHEN_RELEASED = "kind IN ('pin', 'card', 'finding', 'minutes') AND moderation = 'released'"
_LINKS = re.compile(r"""(?:href|src|action|data-src)=["']([^"'#]+)|<loc>([^<]+)</loc>""")


def text_columns() -> set[tuple[str, str]]:
    found = set()
    for table in Base.metadata.sorted_tables:
        for column in table.columns:
            kind = column.type.impl if isinstance(column.type, sa.types.TypeDecorator) else column.type
            if isinstance(kind, (sa.String, sa.JSON)) and not isinstance(column.type, sa.Enum):
                found.add((table.name, column.name))
    return found


def test_every_column_of_text_is_classified() -> None:
    assert text_columns() - PERSONAL - OPEN == set(), "say in tests/support/personal_columns.py whether it is personal"
    assert set() == PERSONAL & OPEN


def make_one(table: sa.Table) -> None:
    """A row, for tables of which the example county has none: made of what the columns say they take."""
    if session().execute(sa.select(sa.literal(1)).select_from(table).limit(1)).first():
        return
    values = {}
    for column in table.columns:
        if column.foreign_keys and not column.nullable:
            other = next(iter(column.foreign_keys)).column
            make_one(other.table)
            values[column.name] = session().execute(sa.select(other).order_by(other.desc()).limit(1)).scalar()
        elif not column.nullable and not (column.primary_key and column.autoincrement is True):
            values[column.name] = some_value(column)
    with suppress(DBAPIError, DomainError), unit_of_work() as unit:
        unit.execute(table.insert().values(values))


def some_value(column: sa.Column[Any]) -> Any:
    if isinstance(column.type, sa.Enum):
        return next(iter(column.type.enum_class or column.type.enums))
    if isinstance(column.type, sa.JSON):
        return {}
    made: dict[type, Any] = {str: "text", int: 1, bool: False, bytes: b"0" * 32, float: 1.0, UUID: uuid4()}
    made |= {date: clock.today(), datetime: clock.now()}
    return made[column.type.python_type]


def with_canary(column: sa.Column[Any], old: Any, number: int) -> Any:
    """A value of this column that gives itself away wherever it comes out."""
    if (column.table.name, column.name) in FOR_SYSTEMS:
        return f"{INNER_CANARY} {number}"
    if isinstance(column.type, sa.JSON):
        return {**old, CANARY: CANARY} if isinstance(old, dict) else [*(old or []), CANARY]
    if "email" in column.name or column.name == "to_address":
        return f"{CANARY}.{number}@example.org"
    return f"{CANARY} {number}"


def plant() -> set[tuple[str, str]]:
    """Write canaries over everything personal; answers the columns that no row could take one in."""
    bare = set()
    for table_name, column_name in sorted(PERSONAL):
        table = Base.metadata.tables[table_name]
        if not planted(table, table.c[column_name]):
            bare.add((table_name, column_name))
    return bare


def planted(table: sa.Table, column: sa.Column[Any]) -> int:
    """How many rows took a canary in this column: all at once, or one by one where each must differ or some must stay."""
    where = sa.text(f"NOT ({SHOWN_WHEN_RELEASED})") if table.name == "contribution" else sa.true()
    if not isinstance(column.type, sa.JSON):
        count = written(table.update().where(where).values({column.name: with_canary(column, None, 0)}))
        if count:
            return count
    keys = list(table.primary_key.columns)
    rows = session().execute(sa.select(*keys, column).where(where)).all()
    found = 0
    for number, row in enumerate(rows):
        here = sa.and_(*(key == value for key, value in zip(keys, row[:-1], strict=True)))
        found += written(table.update().where(here).values({column.name: with_canary(column, row[-1], number)}))
    return found


def written(statement: sa.Update) -> int:
    """How many rows it changed; 0 when the database refuses."""
    try:
        with unit_of_work() as unit:
            done: Any = unit.execute(statement)
            return int(done.rowcount)
    except (DBAPIError, DomainError):
        return 0


@pytest.fixture
def sung(app: Flask) -> set[tuple[str, str]]:
    """The example county with a Stand of the open data, and a canary everywhere."""
    limits.forget_all()
    load_example_county(keep_photo=keep_photo)
    for name in sorted({table for table, _ in PERSONAL}):
        make_one(Base.metadata.tables[name])
    speak()
    bare = plant()
    prepare(Silent(), by_id=None)
    draft = stands.draft()
    assert draft is not None
    with unit_of_work():
        open_data.publish(stands.release(draft.id), by=SYSTEM)
    return bare


def readable(response: TestResponse) -> str:
    return words_in(response.data)


def words_in(data: bytes) -> str:
    """All text of a file, also of the files within it."""
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "\n".join(words_in(archive.read(name)) for name in archive.namelist())
    if data.startswith(b"%PDF"):
        return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    return unescape(data.decode("utf-8", "replace"))


def sings(text: str, *words: str) -> bool:
    return any(word in text.casefold() for word in words or (CANARY, INNER_CANARY))


def walkable(app: Flask) -> list[Rule]:
    """Every address that answers to reading without an account, keys included."""
    found = []
    for rule in app.url_map.iter_rules():
        access = declared_access(app.view_functions[rule.endpoint])
        if access is not None and access.kind not in ("signed-in", "permission") and "GET" in (rule.methods or ()):
            found.append(rule)
    return found


def guesses(rule: Rule) -> Iterator[str]:
    """Addresses of a route made of what stands in the database."""
    parts = sorted(rule.arguments)
    if not parts:
        built = rule.build({})
        yield built[1] if built else rule.rule
        return
    choices = [list(values_for(part)) for part in parts]
    for values in islice(product(*choices), 60):
        made = rule.build(dict(zip(parts, values, strict=True)))
        if made is not None:
            yield made[1]


def values_for(part: str) -> Iterator[Any]:
    yield from PARTS.get(part, ())
    tables = [
        table
        for table in Base.metadata.sorted_tables
        if part in ("slug", "id")
        or table.name == part.removesuffix("_id")
        or table.name.endswith(f"_{part.removesuffix('_id')}")
    ]
    for table in tables:
        column = table.c.get("slug" if part == "slug" else "id")
        if column is not None:
            yield from islice(session().scalars(sa.select(column).limit(3)), 3)
    if part in ("number", "page"):
        yield 1


class Walk:
    """Reads what everybody may read, from link to link."""

    def __init__(self, app: Flask, client: PickyClient, headers: dict[str, str]) -> None:
        self._adapter = app.url_map.bind("localhost")
        self._client, self._headers = client, headers
        self._words = (CANARY,) if headers else (CANARY, INNER_CANARY)
        self._asked: Counter[str] = Counter()
        self._known: set[str] = set()
        self._waiting: deque[str] = deque()
        self.answered: set[str] = set()
        self.singing: list[str] = []

    def offer(self, address: str) -> None:
        parts = urlsplit(address)
        if parts.netloc in ("", "localhost") and parts.scheme in ("", "http"):
            wanted = parts.path + (f"?{parts.query}" if parts.query else "")
            if wanted not in self._known:
                self._known.add(wanted)
                self._waiting.append(wanted)

    def go(self) -> None:
        while self._waiting:
            self._ask(self._waiting.popleft())

    def _ask(self, address: str) -> None:
        try:
            rule, _ = self._adapter.match(urlsplit(address).path, return_rule=True)
        except HTTPException:
            return
        access = declared_access(self._client.application.view_functions[rule.endpoint])
        if self._asked[rule.rule] >= MOST_OF_A_ROUTE or access is None or access.kind in ("signed-in", "permission"):
            return
        if self._headers and access.kind == "public":
            return
        response = self._client.get(address, headers=self._headers)
        if response.status_code == 404:
            return
        self._asked[rule.rule] += 1
        if response.status_code == 200:
            self.answered.add(rule.rule)
        text = readable(response)
        if sings(text, *self._words) or sings(str(response.headers)):
            self.singing.append(f"{address}: …{around(text, self._words)}…")
        if response.mimetype in ("text/html", "application/xml", "application/atom+xml"):
            for link in _LINKS.finditer(text):
                self.offer(urljoin(address, link[1] or link[2]))


def around(text: str, words: tuple[str, ...]) -> str:
    at = max(text.casefold().find(word) for word in words)
    return text[max(0, at - 120) : at + 40].replace("\n", " ") if at >= 0 else "header"


#: What no row takes by itself: words of a Wortmeldung never change, so new ones are said instead (`speak`); an answer and a reason
#: go with a day that the rows of the example county have not.
NO_CANARY = {
    ("contribution", "text"),
    ("contribution", "place_text"),
    ("help_request", "answer"),
    ("measure", "stopped_reason"),
}


def speak() -> None:
    """Wortmeldungen that sing, waiting in the inbox, behind a Bedarf, and held back."""
    contact = ContactDetails(name=f"{CANARY} 1", email=f"{CANARY}@example.org", phone="08261 777", address=CANARY)
    for kind in (ContributionKind.CONCERN, ContributionKind.ANSWER, ContributionKind.MINUTES):
        make_item(f"{CANARY} sagt etwas als {kind}.", kind=kind, contact=contact)
    add_voice(make_need("Bedarf hinter einem Vogel"), f"{CANARY} spricht dafür.", some_place(), contact=contact)


def test_no_public_answer_and_none_for_a_key_sings(app: Flask, client: PickyClient, sung: set[tuple[str, str]]) -> None:
    assert sung == NO_CANARY
    client.picky = False
    _, key = make_client()
    heard: set[str] = set()
    for headers in ({}, {"Authorization": f"Bearer {key}"}):
        limits.forget_all()
        walk = Walk(app, client, headers)
        for rule in walkable(app):
            for address in guesses(rule):
                walk.offer(address)
        walk.go()
        assert walk.singing == []
        heard |= walk.answered
    unheard = {rule.rule for rule in walkable(app)} - heard - SILENT
    assert sorted(one for one in unheard if not BEHIND_A_SECRET.search(one)) == []


def files_taken(by: Account) -> list[tuple[str, Path]]:
    """Every data set in every form as somebody of the Sozialplanung takes it away without names, each with the name it has."""
    with unit_of_work():
        started = [
            start_export(format=form, title=form.label, filters={}, dataset=dataset, by=by).id
            for dataset, form in product(Dataset, ExportFormat)
        ]
    outbox.drain()
    session().expire_all()
    done = [found for one in started if (found := jobs.find(one, owner=by.id)) is not None]
    assert [one.error for one in done if one.state is not JobState.DONE] == []
    return [(str(one.result_filename), jobs.files_dir() / str(one.result_path)) for one in done]


def files_of_the_night(place: Sozialraum) -> list[tuple[str, Path]]:
    """The same as the portal makes them each night."""
    with unit_of_work():
        declared = [
            declare_file(submission_key=uuid4(), dataset=dataset, format=form, place=place, keep_days=1, by=SYSTEM)
            for dataset, form in product(Dataset, ExportFormat)
        ]
        ids = [one.id for one in declared]
    outbox.drain()
    session().expire_all()
    made = [files.version(files.nightly_file(one)) for one in ids]
    return [(one.filename, files.path_of(one)) for one in made]


def said_in(path: Path, form: str) -> str:
    """All that a file says: its bytes, what is packed in them, and its rows and labels as programs of others read them."""
    rows = "" if form == "gpkg" else str(rows_in(path, form))
    return "\n".join((words_in(path.read_bytes()), everything_in(path), rows))


def test_no_file_that_is_taken_or_made_at_night_sings(
    app: Flask, client: PickyClient, sung: set[tuple[str, str]]
) -> None:
    """Without names, which want a right and a reason of their own: files of all data sets in all eight forms."""
    county = session().scalars(sa.select(Sozialraum).where(Sozialraum.parent_id.is_(None))).one()
    _, key = make_client()
    planner = make_account(Role.PLANNER, name=f"{CANARY} plant")

    taken, nightly = files_taken(planner), files_of_the_night(county)

    assert len(taken) == len(nightly) == len(Dataset) * len(ExportFormat) == 40
    forms = [form.value for _dataset, form in product(Dataset, ExportFormat)]
    singing, heard = [], set()
    for form, (name, path) in zip(forms * 2, [*taken, *nightly], strict=True):
        text = said_in(path, form)
        if sings(f"{name}\n{text}", CANARY):
            singing.append(f"{name}: …{around(text, (CANARY,))}…")
        if sings(text, INNER_CANARY):
            heard.add(form)
    assert singing == []
    assert heard == {form.value for form in ExportFormat}, (
        "what is written for systems is in each form, so it can be heard"
    )

    client.picky = False
    limits.forget_all()
    listed = client.get("/api/v1/files", headers={"Authorization": f"Bearer {key}"})
    ready = [one for one in listed.get_json()["items"] if one["newest"]]
    assert len(ready) >= 40
    assert not sings(listed.get_data(as_text=True), CANARY)
    for one in ready:
        fetched = client.get(urlsplit(one["url"]).path, headers={"Authorization": f"Bearer {key}"})
        assert fetched.status_code == 200
        assert not sings(f"{fetched.headers}{readable(fetched)}", CANARY)


def test_a_canary_is_heard_in_every_kind_of_file() -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/strings.xml", "<t>Frau Zeisig7</t>")

    assert sings(words_in(packed.getvalue()))
    assert sings(words_in(b"<p>zei&#115;ig7</p>"))
    assert not sings(words_in(b"<p>Zeisig</p>"))
