"""A million Bedarfe with their public answers, made by the database itself, set by set.

Everything follows from the number of a Bedarf by arithmetic, so both databases hold the same rows. Word search, history and
evidence are left out: no figure of `bench.stages` asks for them.
"""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from sqlalchemy import select, text

from bench.load_needs import BEGAN, County, learn, make_county
from portal.kernel.db import NumberSeries, session, unit_of_work
from portal.needs.models import Need
from portal.needs.queries.stays import all_stays
from portal.needs.terms import NeedStatus

#: The way to each status, step by step after "new".
WAYS = {
    "new": (),
    "in_review": ("in_review",),
    "confirmed": ("in_review", "confirmed"),
    "forwarded": ("in_review", "forwarded"),
    "declined": ("in_review", "declined"),
    "deferred": ("in_review", "deferred"),
    "planned": ("in_review", "confirmed", "planned"),
    "in_progress": ("in_review", "confirmed", "planned", "in_progress"),
    "done": ("in_review", "confirmed", "planned", "in_progress", "done"),
}
#: How many of a hundred Bedarfe stand at each status.
SHARES = {
    "new": 18,
    "in_review": 14,
    "confirmed": 14,
    "forwarded": 10,
    "planned": 8,
    "in_progress": 8,
    "done": 15,
    "declined": 8,
    "deferred": 5,
}
#: The most days one step takes.
LONGEST_STEP = 120
DAYS_IN_ALL = 1000


def load(needs: int) -> County:
    """Fill an empty, migrated database; the kept counts are filled by nobody yet."""
    where = make_county()
    with unit_of_work() as unit:
        postgres = unit.connection().dialect.name == "postgresql"
        unit.execute(text("CREATE TEMPORARY TABLE place_no (no INTEGER PRIMARY KEY, id CHAR(36))"))
        unit.execute(text("CREATE TEMPORARY TABLE field_no (no INTEGER PRIMARY KEY, id CHAR(36))"))
        for table, ids in (("place_no", [place.id for place in where.gemeinden]), ("field_no", where.fields)):
            rows = [{"no": no, "id": str(key) if postgres else key.hex} for no, key in enumerate(ids)]
            unit.execute(text(f"INSERT INTO {table} (no, id) VALUES (:no, :id)"), rows)
        unit.execute(text(_needs(needs, len(where.gemeinden), len(where.fields), postgres=postgres)))
        for step in range(1, 6):
            unit.execute(text(_answers(step, postgres=postgres)))
        numbers = ("need", "need-2026", "need-change")
        unit.add_all([NumberSeries(name=name, last=needs) for name in numbers])
    learn()
    return where


def _needs(number: int, places: int, fields: int, *, postgres: bool) -> str:
    numbers = (
        f"SELECT CAST(n AS BIGINT) AS n FROM generate_series(1, {number}) AS n"
        if postgres
        else f"WITH RECURSIVE one(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM one WHERE n < {number}) SELECT n FROM one"
    )
    key = "CAST(lpad(to_hex(n), 32, '0') AS UUID)" if postgres else "printf('%032x', n)"
    uuid = (lambda column: f"CAST({column} AS UUID)") if postgres else (lambda column: column)
    number_text = "'2026-' || lpad(CAST(n AS TEXT), 7, '0')" if postgres else "printf('2026-%07d', n)"
    made = _later(_moment(postgres=postgres), _by_chance("n", 7, DAYS_IN_ALL), postgres=postgres)
    answered = _cases({status: len(way) for status, way in WAYS.items() if way}, postgres=postgres)
    return f"""
        INSERT INTO need (id, seq, number, title, description, sozialraum_id, action_field_id, status, public_title,
            public_sentence, answered_at, last_word_at, change_number, deleted_reason, people_count, contribution_count,
            created_at, updated_at, version)
        SELECT {key}, n, {number_text}, 'Bedarf ' || n, '', {uuid("place_no.id")},
            CASE WHEN n % 10 = 0 THEN NULL ELSE {uuid("field_no.id")} END, status, '', '',
            {answered}, made, n, '', 0, 0, made, made, 1
        FROM (SELECT n, {made} AS made, {_status()} AS status, {_by_chance("n", 3, places)} AS place,
            {_by_chance("n", 5, fields)} AS field FROM ({numbers}) AS numbers) AS plain
        JOIN place_no ON place_no.no = place JOIN field_no ON field_no.no = field
    """


def _answers(step: int, *, postgres: bool) -> str:
    to = {status: way[step - 1] for status, way in WAYS.items() if len(way) >= step}
    status = " ".join(f"WHEN '{one}' THEN '{told}'" for one, told in to.items())
    at = _later("created_at", _until("seq", step), postgres=postgres)
    chosen = ", ".join(f"'{one}'" for one in to)
    no = "false" if postgres else "0"
    return f"""
        INSERT INTO public_answer (need_id, status, sentence, at, is_farewell, simple_text, simple_checked_by)
        SELECT id, CASE status {status} END, 'Ein Satz.', {at}, {no}, '', '' FROM need WHERE status IN ({chosen})
    """


def _status() -> str:
    ends, sum_of_shares = [], 0
    for status, share in SHARES.items():
        sum_of_shares += share
        ends.append(f"WHEN {_by_chance('n', 11, 100)} < {sum_of_shares} THEN '{status}'")
    return f"CASE {' '.join(ends)} END"


def _cases(steps: dict[str, int], *, postgres: bool) -> str:
    cases = (
        f"WHEN status = '{status}' THEN {_later('made', _until('n', number), postgres=postgres)}"
        for status, number in steps.items()
    )
    return f"CASE {' '.join(cases)} END"


def _until(number: str, steps: int) -> str:
    """The days until so many steps are done; step for step the longer ones are rarer."""
    parts = (
        f"({_by_chance(number, 13 + step, LONGEST_STEP)} * {_by_chance(number, 29 + step, LONGEST_STEP)} / {LONGEST_STEP})"
        for step in range(steps)
    )
    return "(" + " + ".join(parts) + ")"


def _by_chance(number: str, salt: int, below: int) -> str:
    """A number from 0 that looks like chance: a step of a linear congruence of its own, of which the upper digits count."""
    factor = 2654435761 * (2 * salt + 1) % 2**32
    return f"((CAST({number} AS BIGINT) * {factor} % 4294967296) / 1024 % {below})"


def _moment(*, postgres: bool) -> str:
    begun = BEGAN.strftime("%Y-%m-%d %H:%M:%S")
    return f"CAST('{begun}+00' AS TIMESTAMPTZ)" if postgres else f"'{begun}'"


def _later(moment: str, days: str, *, postgres: bool) -> str:
    if postgres:
        return f"({moment} + {days} * INTERVAL '1 day')"
    return f"strftime('%Y-%m-%d %H:%M:%S.000000', {moment}, '+' || {days} || ' days')"


def stay_rows(connection: Any, folder: Path) -> None:
    """Give DuckDB every Bedarf and every stay in two tables of its own, as narrow as they can be."""
    needs = select(Need.sozialraum_id, Need.action_field_id, Need.status).where(Need.status != NeedStatus.MERGED)
    for table, names, statement in (
        ("need", ("place", "field", "status"), needs),
        ("stay", ("place", "field", "stage", "days", "since", "year"), all_stays()),
    ):
        path = folder / f"{table}.csv"
        with unit_of_work():
            _write(path, names, session().execute(statement, execution_options={"yield_per": 20_000}))
        connection.execute(f"CREATE TABLE {table} AS SELECT * FROM read_csv('{path}', header = true)")
        path.unlink()


def _write(path: Path, names: tuple[str, ...], rows: Iterable[Any]) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(names)
        writer.writerows(rows)
