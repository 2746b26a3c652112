"""What an archive holds is declared: every table goes along or has a reason, every column has a meaning."""

import pytest
from sqlalchemy import JSON, Column, Integer, MetaData, Table

from portal.feed.queries.archive_tables import archive_tables, pointing_ahead
from portal.feed.queries.dictionary import dictionary, meaning_of, meaning_of_table
from portal.feed.terms.archive import LEFT_OUT, PARTLY, WITHHELD
from portal.feed.terms.column_words import TABLES, WORDS
from portal.kernel.db import Base

pytestmark = pytest.mark.usefixtures("process_app")

#: What nobody may find in a file that leaves the portal: names of columns that hold or prove a secret.
SECRETS = ("password", "secret", "key_hash", "totp", "private")


def carried() -> set[str]:
    return {table.name for table in archive_tables()}


def test_every_table_goes_along_or_stays_for_a_reason() -> None:
    known = set(Base.metadata.tables)

    assert carried() | set(LEFT_OUT) == known
    assert carried() & set(LEFT_OUT) == set()
    assert set(PARTLY) <= carried()
    assert [name for name, reason in {**LEFT_OUT, **PARTLY}.items() if len(reason) < 20] == []


def test_search_indexes_stay_because_they_are_made_anew() -> None:
    indexes = {name for name, table in Base.metadata.tables.items() if table.info.get("search")}

    assert indexes <= set(LEFT_OUT)


def test_nothing_that_goes_along_points_at_what_stays() -> None:
    pointing = {
        f"{table.name} → {key.referred_table.name}"
        for table in archive_tables()
        for key in table.table.foreign_key_constraints
        if key.referred_table.name in LEFT_OUT
    }

    assert pointing == set()


def test_every_table_and_every_column_has_a_meaning() -> None:
    tables = [table.table for table in archive_tables()]
    silent = [table.name for table in tables if not meaning_of_table(table)]
    silent += [f"{table.name}.{column.name}" for table in tables for column in table.columns if not meaning_of(column)]

    assert silent == [], "write a sentence (#:) above the column"


def test_words_for_the_dictionary_belong_to_something() -> None:
    columns = {column.name for table in Base.metadata.tables.values() for column in table.columns}
    full = {f"{table.name}.{column.name}" for table in Base.metadata.tables.values() for column in table.columns}

    assert sorted(set(WORDS) - columns - full) == []
    assert sorted(set(TABLES) - set(Base.metadata.tables)) == []


def test_a_column_that_nobody_explained_is_noticed() -> None:
    table = Table("something_new", MetaData(), Column("unheard_of", Integer))

    assert meaning_of_table(table) == ""
    assert meaning_of(table.c.unheard_of) == ""


def test_columns_with_secrets_stay() -> None:
    leaving = [
        f"{table.name}.{column.name}"
        for table in archive_tables()
        for column in table.columns
        if any(word in column.name for word in SECRETS) and column.type.python_type is not bool
    ]

    assert leaving == []
    assert {(table, column) for table, column in WITHHELD if column not in Base.metadata.tables[table].columns} == set()


def test_sealed_columns_go_along_sealed() -> None:
    sealed = [column for table in archive_tables() for column in table.columns if column.name.endswith("_sealed")]

    assert len(sealed) > 10
    assert {column.type.python_type for column in sealed} == {bytes}


def test_the_dictionary_tells_how_to_read_a_table() -> None:
    told = dictionary()
    needs = next(table for table in told["tables"] if table["name"] == "need")
    columns = {column["name"]: column for column in needs["columns"]}

    assert [table["name"] for table in told["tables"]] == [table.name for table in archive_tables()]
    assert needs["key"] == ["id"]
    assert columns["merged_into_id"]["references"] == ["need.id"]
    assert columns["merged_into_id"]["required"] is False
    assert columns["due_on"]["type"] == "date"
    assert columns["status"]["type"] == "choice"
    assert "reported" in columns["status"]["values"] or len(columns["status"]["values"]) > 3
    assert {table["name"] for table in told["left_out"]} == set(LEFT_OUT)


def test_rows_that_point_ahead_are_few() -> None:
    assert {own for own, other in pointing_ahead() if own != other} == set()
    assert ("need", "need") in pointing_ahead()


def test_columns_of_json_may_be_null_in_two_ways() -> None:
    nullable = [
        f"{table.name}.{column.name}"
        for table in archive_tables()
        for column in table.columns
        if isinstance(column.type, JSON) and column.nullable
    ]

    assert "survey.import_report" in nullable
