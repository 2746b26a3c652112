"""The commands that build anew what is kept beside the Bedarfe."""

from flask import Flask
from sqlalchemy import text
from sqlalchemy.orm import Session

from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.needs import queries
from portal.needs.cli import recount, reindex
from portal.needs.queries.counting import full_tally, kept_tally
from tests.factories.needs import make_need


def test_recount_repairs_what_was_counted_wrong(app: Flask, session: Session) -> None:
    need = make_need("Bus", voices=2)
    with unit_of_work() as unit:
        unit.execute(text("UPDATE need_tally SET total = 99"))
        unit.execute(text("UPDATE need SET people_count = 7, contribution_count = 7"))
    assert full_tally() != kept_tally()

    said = app.test_cli_runner().invoke(recount).output

    session.expire_all()
    assert full_tally() == kept_tally()
    assert (need.contribution_count, need.people_count) == (2, 2)
    assert "1 Felder berichtigt" in said
    assert "1 Bedarfe berichtigt" in said


def test_recount_finds_nothing_when_all_is_well(app: Flask, session: Session) -> None:
    make_need("Bus", voices=1)

    assert "0 Bedarfe berichtigt" in app.test_cli_runner().invoke(recount).output


def test_reindex_builds_the_search_anew(app: Flask, session: Session) -> None:
    make_need("Radwege")
    with unit_of_work() as unit:
        unit.execute(text("DELETE FROM search_need"))
    assert queries.count_needs(SYSTEM, queries.NeedFilters(text="weg")).number == 0

    app.test_cli_runner().invoke(reindex)

    assert queries.count_needs(SYSTEM, queries.NeedFilters(text="weg")).number == 1
