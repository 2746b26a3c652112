"""Many at once: what is sent several times at the same moment is stored once, and everybody gets the same code."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.contributions import actions, queries
from portal.contributions.models import Contribution, ModerationEntry
from portal.contributions.terms import ModerationState
from portal.kernel.db import db, unit_of_work
from portal.kernel.errors import Conflict, InvalidTransition
from portal.kernel.policy import SYSTEM
from tests.factories.contributions import accepted, make_contribution
from tests.factories.places import make_place

AT_ONCE = 8


def all_at_once(app: Flask, *calls: Callable[[], Any]) -> list[Any]:
    """What each call returned or raised, begun together in threads with sessions of their own."""
    start = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        with app.app_context():
            start.wait()
            try:
                return call()
            except (Conflict, InvalidTransition) as error:
                return error
            finally:
                db.session.remove()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def test_eight_sendings_of_one_form_give_one_wortmeldung_and_one_code(app: Flask, session: Session) -> None:
    place_id = make_place().id
    for _round in range(5):
        key = uuid4()

        def send(key: UUID = key) -> tuple[str, UUID]:
            receipt = accepted(submission_key=key, sozialraum_id=place_id, email="m@example.org")
            return receipt.code, receipt.contribution.id

        assert len(set(all_at_once(app, *[send] * AT_ONCE))) == 1

    assert session.scalar(select(func.count()).select_from(Contribution)) == 5


def test_of_two_versions_of_one_form_the_first_is_kept_and_the_other_hears_of_it(app: Flask, session: Session) -> None:
    key = uuid4()

    def send(words: str) -> Callable[[], str]:
        return lambda: accepted(words, submission_key=key).contribution.text

    results = all_at_once(app, *[send(f"Fassung {number % 2}") for number in range(AT_ONCE)])

    kept = session.scalars(select(Contribution.text)).one()
    assert [result for result in results if not isinstance(result, Conflict)] == [kept] * (AT_ONCE // 2)


def test_different_forms_do_not_hinder_each_other(app: Flask, session: Session) -> None:
    codes = all_at_once(app, *[lambda: accepted().code] * AT_ONCE)

    assert len(set(codes)) == AT_ONCE
    assert session.scalar(select(func.count()).select_from(Contribution)) == AT_ONCE


def test_of_two_moderators_one_decides(app: Flask, session: Session) -> None:
    stored = make_contribution()

    def hide() -> None:
        with unit_of_work():
            actions.moderate(queries.contribution(stored.id), to=ModerationState.HIDDEN, reason="doppelt", by=SYSTEM)

    results = all_at_once(app, hide, hide)

    assert [type(result) for result in results if result] == [InvalidTransition]
    assert session.scalar(select(func.count()).select_from(ModerationEntry)) == 1
