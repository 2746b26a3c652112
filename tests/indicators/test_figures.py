"""What is computed: against published figures, and never from what is secret or missing."""

import csv
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask

from portal.indicators import queries
from portal.indicators.models import IndicatorValue
from portal.indicators.terms import AgeGroup, ValueStatus, covering
from portal.kernel.db import session
from portal.places import queries as places
from tests.factories.indicators import AGES, COMPUTED, DAY, MOVES, POPULATION, import_bytes, import_extracts
from tests.factories.places import import_unterallgaeu
from tests.support.queries import count_queries

#: Columns of the published figures and what they are called here.
PUBLISHED = {
    "ew": "population",
    "jugendquotient_u20": "youth_ratio",
    "altenquotient_65": "old_age_ratio",
    "gesamtquotient": "total_ratio",
    "anteil_75plus": "share_75",
    "zuzuege": "moves_in",
    "fortzuege": "moves_out",
    "saldo": "migration_balance",
    "saldo_je_1000": "migration_balance_per_1000",
}


def by_ags(ags: str) -> places.PlaceNode:
    return next(node for node in places.tree() if node.ags == ags)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_every_published_figure_comes_out_to_the_printed_digit(app: Flask, encoding: str) -> None:
    import_unterallgaeu()
    for path in (POPULATION, AGES, MOVES):
        import_bytes(path.read_text(encoding="utf-8").encode(encoding), path.name)

    with COMPUTED.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    ids = {row["ags"]: by_ags(row["ags"]).id for row in rows}
    found = queries.figures_of(list(ids.values()), list(PUBLISHED.values()))

    assert len(rows) == 53
    for row in rows:
        computed = {name: str(found[ids[row["ags"]], key].value) for name, key in PUBLISHED.items()}
        assert computed == {name: row[name] for name in PUBLISHED}, row["name"]


def test_the_gemeinden_add_up_to_the_county(app: Flask) -> None:
    import_extracts()
    tree = places.tree()
    assert tree.root is not None
    sums: dict[tuple[str, str, date], Decimal] = {}
    county: dict[tuple[str, str, date], Decimal] = {}
    for row in session().query(IndicatorValue):
        spot = (row.indicator_key, row.part, row.on_day)
        if row.sozialraum_id == tree.root.id:
            county[spot] = row.value or Decimal(0)
        else:
            sums[spot] = sums.get(spot, Decimal(0)) + (row.value or Decimal(0))

    assert len(county) == 8 * 3 + 51 + 42
    assert sums == county


def test_a_larger_place_has_the_sum_of_its_gemeinden(app: Flask) -> None:
    import_extracts()
    association = places.tree().association_of(by_ags("09778111"))
    assert association is not None
    members = [one.id for one in places.tree().gemeinden if association.id in one.lineage]

    of_all = queries.residents_of([association.id, *members])

    assert of_all[association.id].value == sum(of_all[one].value or 0 for one in members)
    assert queries.value_of("youth_ratio", association.id).is_known
    assert queries.age_pyramid(association.id).is_known


def test_what_is_secret_is_never_a_number(app: Flask) -> None:
    text = AGES.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("09778111;"))
    cells = line.split(";")
    cells[2] = "."
    import_unterallgaeu()
    import_bytes(text.replace(line, ";".join(cells)).encode(), "geheim.csv")
    amberg = by_ags("09778111").id

    for key in ("youth_ratio", "total_ratio", "share_under_18"):
        figure = queries.value_of(key, amberg)
        assert (figure.status, figure.value) == (ValueStatus.UNKNOWN, None)
    assert queries.value_of("old_age_ratio", amberg).value == Decimal("26.4")


def test_nothing_is_zero_and_missing_is_not(app: Flask) -> None:
    text = MOVES.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("09778111;"))
    nothing = ";".join([*line.split(";")[:2], *["-"] * 42])
    import_unterallgaeu()
    import_bytes(text.replace(line, nothing).encode())
    amberg = by_ags("09778111").id

    assert queries.value_of("moves_in", amberg).status is ValueStatus.NOTHING
    assert queries.value_of("migration_balance", amberg).value == 0
    assert queries.value_of("migration_balance_per_1000", amberg).status is ValueStatus.MISSING
    assert queries.value_of("population", amberg).value is None


def test_open_groups_are_not_divided(app: Flask) -> None:
    import_extracts()
    amberg = by_ags("09778111").id

    assert queries.value_of("share_80", amberg).status is ValueStatus.MISSING
    assert queries.value_of("mean_age", amberg).status is ValueStatus.MISSING
    groups = [AgeGroup(0, 6), AgeGroup(0, 3), AgeGroup(3, 6), AgeGroup(6, 18), AgeGroup(18, None)]
    assert covering(groups, 0, 18) == (AgeGroup(0, 6), AgeGroup(6, 18))
    assert covering(groups, 3, 18) == (AgeGroup(3, 6), AgeGroup(6, 18))
    assert covering(groups, 20, None) is None


def test_a_change_across_the_census_is_limited(app: Flask) -> None:
    import_extracts([POPULATION])
    amberg = by_ags("09778111").id

    five = queries.value_of("population_change_5y", amberg)
    one = queries.value_of("population_change_1y", amberg)

    assert (five.on, five.status, five.value) == (DAY, ValueStatus.LIMITED, Decimal("2.4"))
    assert (one.status, one.value) == (ValueStatus.AVAILABLE, Decimal("0.4"))
    assert [figure.on.year for figure in queries.series("population", amberg) if figure.on] == list(range(2008, 2016))


def test_comparing_with_the_county_and_with_those_alike(app: Flask) -> None:
    import_extracts()
    found = queries.comparison("youth_ratio", by_ags("09778173").id)

    assert (found.own.value, found.county.value) == (Decimal("32.2"), Decimal("33.7"))
    assert found.rank is not None
    assert found.rank.of == 52
    assert found.rank_in_similar is not None
    assert {places.names([one])[one] for one in found.similar} == {"Bad Wörishofen", "Mindelheim"}
    assert queries.comparison("youth_ratio", places.tree().root.id).rank is None  # type: ignore[union-attr]


def test_a_pyramid_has_the_finest_groups(app: Flask) -> None:
    import_extracts()
    pyramid = queries.age_pyramid(by_ags("09778111").id)

    assert (pyramid.on, len(pyramid.bars)) == (DAY, 17)
    assert sum((bar.male or 0) + (bar.female or 0) for bar in pyramid.bars) == 1421


def test_few_questions_for_many_figures(app: Flask) -> None:
    import_extracts()
    ids = [node.id for node in places.tree().gemeinden]
    keys = [one.key for one in queries.definitions()]
    counted = []
    for some in (ids[:1], ids):
        session().rollback()
        with count_queries() as asked:
            queries.figures_of(some, keys)
        counted.append(len(asked))
    with count_queries() as asked:
        queries.comparison("youth_ratio", ids[0])

    assert counted == [1, 1]
    assert len(asked) <= 4


def test_sources_are_named(app: Flask) -> None:
    import_extracts()
    figure = queries.value_of("migration_balance_per_1000", by_ags("09778111").id)

    assert "© Statistische Ämter des Bundes und der Länder, 2017" in figure.source
    assert "Datenlizenz Deutschland – Namensnennung – Version 2.0" in figure.source
    assert "12711-01-03-5" in figure.source
    assert "12411" in figure.source


def test_courses_of_many_places_are_those_of_each(app: Flask) -> None:
    import_extracts((POPULATION,))
    ids = [node.id for node in places.tree().gemeinden[:5]]

    with count_queries() as asked:
        found = queries.courses("population", ids)

    assert len(asked) <= 2
    assert found == {place_id: queries.series("population", place_id) for place_id in ids}
