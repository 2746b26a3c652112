"""Whatever order sendings, repeats and changes come in: one row per key, one code per row, nothing dropped silently."""

from uuid import UUID, uuid4

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from portal.contributions.models import Contribution
from portal.kernel.db import session
from portal.kernel.errors import Conflict
from portal.kernel.text import clean_text
from tests.factories.contributions import accepted

words = st.text(min_size=1, max_size=60).map(clean_text).filter(bool)
sendings = st.lists(st.tuples(st.integers(0, 3), words), min_size=1, max_size=12)
slow = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@slow
@given(sendings)
def test_one_row_per_key_and_it_holds_what_came_first(app: Flask, sent: list[tuple[int, str]]) -> None:
    keys = [uuid4() for _ in range(4)]
    first: dict[UUID, tuple[str, str]] = {}
    for number, text in sent:
        key = keys[number]
        try:
            receipt = accepted(text, submission_key=key)
        except Conflict:
            assert first[key][0] != text
            continue
        assert first.setdefault(key, (text, receipt.code)) == (text, receipt.code)

    mine = select(Contribution).where(Contribution.submission_key.in_(keys))
    stored = {row.submission_key: row.text for row in session().scalars(mine)}
    assert stored == {key: text for key, (text, _code) in first.items()}


@slow
@given(words)
def test_words_come_back_exactly_as_they_were_given(app: Flask, text: str) -> None:
    stored = accepted(text).contribution

    session().expire_all()
    assert stored.text == text
