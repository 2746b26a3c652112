"""A person's words never change: not through the model, not past it."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from portal.contributions import actions, queries
from portal.kernel.db import unit_of_work
from portal.kernel.policy import ANONYMOUS
from tests.factories.contributions import make_contribution


@pytest.mark.parametrize("column", ["text", "place_text"])
def test_the_model_refuses_other_words(session: Session, column: str) -> None:
    stored = make_contribution("Eine Bank fehlt.", place_text="am Markt")

    with pytest.raises(ValueError, match="never change"), unit_of_work():
        setattr(queries.contribution(stored.id), column, "Alles ist gut.")

    assert (queries.contribution(stored.id).text, queries.contribution(stored.id).place_text) == (
        "Eine Bank fehlt.",
        "am Markt",
    )


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE contribution SET text = 'Alles ist gut.'",
        "UPDATE contribution SET place_text = 'anderswo'",
        "UPDATE contribution SET text = ''",
        "UPDATE contribution SET text = 'anders', withdrawn_at = received_at",
        "UPDATE contribution SET text = '', withdrawn_at = received_at",
    ],
)
def test_the_database_refuses_other_words(session: Session, change: str) -> None:
    stored = make_contribution("Eine Bank fehlt.", place_text="am Markt")

    with pytest.raises(DatabaseError, match=r"never change|has_words"), unit_of_work() as unit:
        unit.execute(text(change))

    assert queries.contribution(stored.id).text == "Eine Bank fehlt."


def test_everything_around_the_words_may_change(session: Session) -> None:
    stored = make_contribution("Eine Bank fehlt.")

    with unit_of_work() as unit:
        unit.execute(text("UPDATE contribution SET moderation_reason = 'weil', language = 'en'"))

    assert queries.contribution(stored.id).moderation_reason == "weil"


def test_only_the_person_empties_them_by_withdrawing(session: Session) -> None:
    stored = make_contribution("Eine Bank fehlt.", place_text="am Markt")

    with unit_of_work():
        actions.withdraw(queries.contribution(stored.id), by=ANONYMOUS)

    emptied = queries.contribution(stored.id)
    assert (emptied.text, emptied.place_text, emptied.is_withdrawn) == ("", "", True)
