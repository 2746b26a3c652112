"""A cross table of an anonymous survey shows nothing that fewer than five people share, and lets nobody compute it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import numpy as np
import pytest
from flask import Flask
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.kernel.clock import now
from portal.kernel.policy import Role
from portal.surveys.models import Survey
from portal.surveys.queries.columns import columns_of
from portal.surveys.queries.crosstab import CrossTable, shielded_cross_table
from portal.surveys.terms import Answer, QuestionKind
from portal.surveys.terms.crossing import hidden_cells, told_lines
from tests.factories.surveys import make_questionnaire, make_response, make_survey, options, question
from tests.support.html import Page, words_of
from tests.support.login import Login
from tests.support.picky import PickyClient

FEW = range(1, 5)
WAY = question("way", QuestionKind.SINGLE, "Womit?", options=options(bus="Bus", car="Auto", foot="Zu Fuß"))
WISH = question("wish", QuestionKind.SINGLE, "Was fehlt?", options=options(bank="Bank", path="Weg", shop="Laden"))
WHY = question("why", QuestionKind.MULTIPLE, "Warum?", options=options(near="Nah", cheap="Billig"))


@dataclass(frozen=True)
class Shown:
    """What the page of a random survey shows: the true counts, and which lines and cells of them."""

    counts: Any
    rows: Any
    columns: Any
    people: int
    hidden: Any


def shown_of(rows: Any, columns: Any, *, rows_apart: bool, columns_apart: bool) -> Shown:
    """`rows` and `columns`: who (second axis) stands in which line (first axis)."""
    people = rows.shape[1]
    told = told_lines(rows.sum(axis=1), people, apart=rows_apart)
    told_columns = told_lines(columns.sum(axis=1), people, apart=columns_apart)
    rows, columns = rows[told].astype(int), columns[told_columns].astype(int)
    counts = rows @ columns.T
    sizes = rows.sum(axis=1), columns.sum(axis=1)
    hidden = hidden_cells(counts, *sizes, people, rows_apart=rows_apart, columns_apart=columns_apart)
    return Shown(counts, *sizes, people, hidden)


@st.composite
def sides(draw: st.DrawFn, people: int, *, apart: bool) -> Any:
    """Who stands in which of two to five lines; many in the first ones, so that the others are small."""
    lines = draw(st.integers(2, 5))
    one = st.integers(-1, lines - 1) | st.integers(0, 1)
    members = np.zeros((lines, people), dtype=bool)
    for person in range(people):
        for line in [draw(one)] if apart else draw(st.sets(one, max_size=lines)):
            if line >= 0:
                members[line, person] = True
    return members


@st.composite
def surveys(draw: st.DrawFn, *, rows_apart: bool, columns_apart: bool) -> Shown:
    people = draw(st.integers(5, 40))
    return shown_of(
        draw(sides(people, apart=rows_apart)),
        draw(sides(people, apart=columns_apart)),
        rows_apart=rows_apart,
        columns_apart=columns_apart,
    )


def nothing_small_is_shown(shown: Shown) -> None:
    assert not set(shown.rows.tolist() + shown.columns.tolist()) & set(FEW)
    assert not set(shown.counts[~shown.hidden].tolist()) & set(FEW)


@settings(max_examples=120, deadline=None)
@given(shown=surveys(rows_apart=True, columns_apart=True))
def test_of_two_questions_no_small_figure_can_be_computed_from_any_sums(shown: Shown) -> None:
    nothing_small_is_shown(shown)
    height, width = shown.counts.shape
    # The whole truth, with one more line for everybody who is in none; a reader knows the sums of all lines and the shown cells.
    rest_rows = shown.rows - shown.counts.sum(axis=1)
    rest_columns = shown.columns - shown.counts.sum(axis=0)
    corner = shown.people - shown.columns.sum() - rest_rows.sum()
    truth = np.block([[shown.counts, rest_rows[:, None]], [rest_columns[None, :], np.array([[corner]])]])
    unknown = np.zeros_like(truth, dtype=bool)
    unknown[:height, :width] = shown.hidden
    unknown[-1, :-1], unknown[:-1, -1] = truth[-1].any(), truth[:, -1].any()
    unknown[-1, -1] = truth[-1].any() and truth[:, -1].any()

    assert not set(np.where(unknown, truth, 0).sum(axis=0).tolist()) & set(FEW)
    assert not set(np.where(unknown, truth, 0).sum(axis=1).tolist()) & set(FEW)
    cells = np.argwhere(unknown)
    sums = np.zeros((height + width + 2, len(cells)))
    for number, (row, column) in enumerate(cells):
        sums[row, number] = sums[height + 1 + column, number] = 1
    known = np.linalg.matrix_rank(sums) if len(cells) else 0
    for number, (row, column) in enumerate(cells):
        if truth[row, column] in FEW:
            alone = np.zeros(len(cells))
            alone[number] = 1
            assert np.linalg.matrix_rank(np.vstack([sums, alone])) > known, (truth, unknown, row, column)


@settings(max_examples=80, deadline=None)
@given(shown=surveys(rows_apart=True, columns_apart=False))
def test_with_multiple_choice_neither_those_who_ticked_nor_those_who_did_not_are_few(shown: Shown) -> None:
    nothing_small_is_shown(shown)
    outside = shown.rows[:, None] - shown.counts
    assert not set(outside[~shown.hidden].tolist()) & set(FEW)
    for column, people in enumerate(shown.columns):
        seen = ~shown.hidden[:, column]
        left = people - shown.counts[seen, column].sum()
        assert left not in FEW
        assert shown.people - people - outside[seen, column].sum() not in FEW


@settings(max_examples=40, deadline=None)
@given(shown=surveys(rows_apart=False, columns_apart=True), both=surveys(rows_apart=False, columns_apart=False))
def test_multiple_choice_may_stand_on_either_side_or_on_both(shown: Shown, both: Shown) -> None:
    for one in (shown, both):
        nothing_small_is_shown(one)
        assert not set((one.columns - one.counts)[~one.hidden].tolist()) & set(FEW)
    neither = both.people - both.rows[:, None] - both.columns[None, :] + both.counts
    assert not set(neither[~both.hidden].tolist()) & set(FEW)
    assert not set((both.rows[:, None] - both.counts)[~both.hidden].tolist()) & set(FEW)


def test_a_cell_that_only_a_way_round_would_tell_is_hidden_as_well() -> None:
    """Every line hides five people or more, yet the four in the middle follow from the sums of both blocks."""
    counts = np.array([[2, 3, 9, 9], [3, 2, 4, 9], [9, 9, 2, 3], [9, 9, 3, 2]])

    hidden = hidden_cells(
        counts, counts.sum(axis=1), counts.sum(axis=0), int(counts.sum()), rows_apart=True, columns_apart=True
    )

    sums = np.where(hidden, counts, 0)
    assert not set(sums.sum(axis=0).tolist() + sums.sum(axis=1).tolist()) & set(FEW)
    assert hidden[counts < 5].all()
    assert hidden.sum() > (counts < 5).sum()


def survey_of(*groups: tuple[int, str, str], over: bool = True, **values: Any) -> Survey:
    """An anonymous survey with so many people for each pair of answers."""
    begin = {"opens_at": now() - timedelta(days=9), "closes_at": now() + timedelta(days=-2 if over else 9)}
    survey = make_survey(questionnaire=make_questionnaire(WAY, WISH, WHY), **(begin | values))
    for people, way, wish in groups:
        for _ in range(people):
            given_ = {"way": Answer(chosen=(way,)), "wish": Answer(chosen=(wish,)), "why": Answer(chosen=("near",))}
            make_response(survey, given_)
    return survey


GROUPS = ((20, "bus", "bank"), (10, "bus", "path"), (9, "car", "bank"), (8, "car", "path"), (3, "foot", "path"))


def table_of(survey: Survey) -> CrossTable:
    return shielded_cross_table(columns_of(survey.id), "way", "wish")


def test_a_line_of_few_people_is_hidden_and_with_it_the_smallest_other(app: Flask) -> None:
    table = table_of(survey_of(*GROUPS))

    assert [line.key for line in table.rows] == ["bus", "car", "foot"]
    # Three on foot would be what is left of fifty after thirty and seventeen, so those in cars are hidden with them.
    assert table.row_people == (30, None, None)
    assert table.counts == ((20, 10, 0), (None, None, None), (None, None, None))
    assert table.people == 50
    assert table.row_share(0, 0) == pytest.approx(66.7, abs=0.1)
    assert table.row_share(1, 0) is None


def test_a_page_says_what_is_hidden_and_why(client: PickyClient, login: Login) -> None:
    survey = survey_of(*GROUPS)
    login(Role.PLANNER)

    page = Page(client.get(f"/arbeit/umfragen/{survey.id}/kreuztabelle?zeilen=way&spalten=wish"))

    rows = [[words_of(cell) for cell in row.css("td")] for row in page.all(".crosstab tbody tr")]
    assert rows[1] == rows[2] == ["zu wenige"] * 4
    assert rows[0][-1] == "30"
    assert "50 Menschen haben teilgenommen." in page.text("main")
    assert "wo es weniger als fünf Menschen sind" in page.text("main")


@pytest.mark.parametrize("side", ["why", "way", "kanal", "gemeinde"])
def test_no_page_of_a_small_survey_shows_a_small_figure(client: PickyClient, login: Login, side: str) -> None:
    survey = survey_of((4, "bus", "bank"), (3, "car", "path"), (2, "foot", "shop"), (6, "bus", "path"))
    login(Role.PLANNER)

    page = Page(client.get(f"/arbeit/umfragen/{survey.id}/kreuztabelle?zeilen={side}&spalten=wish"))

    figures = {int(words) for words in page.texts(".crosstab__count, .crosstab strong")}
    assert not figures & set(FEW)


@pytest.mark.parametrize("query", ["nur=way:bus", "kanal=online", "von=2026-01-01", "bis=2026-01-01", "ort=x"])
def test_an_anonymous_survey_takes_no_filter(client: PickyClient, login: Login, query: str) -> None:
    anonymous, named = survey_of(*GROUPS), survey_of(*GROUPS, anonymous=False)
    login(Role.PLANNER)

    for name in ("ergebnis", "kreuztabelle"):
        refused = Page(client.get(f"/arbeit/umfragen/{anonymous.id}/{name}?{query}"))
        plain = Page(client.get(f"/arbeit/umfragen/{anonymous.id}/{name}"))
        other = Page(client.get(f"/arbeit/umfragen/{named.id}/{name}?{query}"))

        assert "hat keinen Filter" in refused.text("main")
        assert "hat keinen Filter" not in plain.text("main") + other.text("main")
        assert not refused.has("select[name=nur]")
        assert other.has("select[name=nur]")
        figures = ".chart__table td, .crosstab td"
        assert refused.texts(figures) == plain.texts(figures)


def test_the_cross_table_of_an_anonymous_survey_comes_after_its_end(client: PickyClient, login: Login) -> None:
    survey = survey_of(*GROUPS, over=False)
    login(Role.PLANNER)

    page = Page(client.get(f"/arbeit/umfragen/{survey.id}/kreuztabelle?zeilen=way&spalten=wish"))

    assert not page.has(".crosstab")
    assert "Die Kreuztabelle kommt nach dem Ende" in page.text("main")
