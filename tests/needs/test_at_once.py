"""Two planners at the same moment: one decides, the other is told, and everything still adds up."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from uuid import UUID

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.kernel.db import db, unit_of_work
from portal.kernel.db import session as current_session
from portal.kernel.errors import DomainError
from portal.kernel.policy import SYSTEM
from portal.needs import actions
from portal.needs.models import Evidence, Need, TriageItem
from portal.needs.queries.counting import behind, full_tally, kept_tally
from tests.factories.needs import draft, make_item, make_need
from tests.factories.places import make_place

PLANNERS = 6


def at_once(app: Flask, works: list[Callable[[], None]]) -> Counter[str]:
    """Do all of it at the same moment, each in a thread of its own; answers how often each outcome came."""

    def run(work: Callable[[], None]) -> str:
        return Context().run(in_context, work)

    def in_context(work: Callable[[], None]) -> str:
        with app.app_context():
            try:
                with unit_of_work():
                    work()
            except DomainError as error:
                return error.code
            finally:
                db.session.remove()
            return "done"

    with ThreadPoolExecutor(PLANNERS) as pool:
        return Counter(pool.map(run, works))


def test_an_entry_is_decided_once(app: Flask, session: Session) -> None:
    place = make_place("Legau")
    item_id, need_id = make_item(place=place).id, make_need("Bus", place).id
    plan = draft("Neu", place)
    session.rollback()

    def decide(number: int) -> None:
        item, need = current_session().get_one(TriageItem, item_id), current_session().get_one(Need, need_id)
        if number % 3 == 0:
            actions.decline([item], reason="Gibt es schon.", by=SYSTEM)
        elif number % 3 == 1:
            actions.add_to_need([item], need=need, by=SYSTEM)
        else:
            actions.create_need_from([item], draft=plan, by=SYSTEM)

    outcomes = at_once(app, [lambda n=n: decide(n) for n in range(PLANNERS)])  # type: ignore[misc]

    assert outcomes == {"done": 1, "triage.decided": PLANNERS - 1}
    assert full_tally() == kept_tally()


def test_adding_and_merging_at_once_lose_nobody(app: Flask, session: Session) -> None:
    place = make_place("Legau")
    items = [make_item(f"Stimme {n}", place).id for n in range(8)]
    one, other = make_need("Bus", place).id, make_need("Nahverkehr", place).id
    session.rollback()

    def add(item_id: UUID) -> None:
        item = current_session().get_one(TriageItem, item_id)
        actions.add_to_need([item], need=current_session().get_one(Need, one), by=SYSTEM)

    def merge() -> None:
        needs = current_session()
        actions.merge_needs(needs.get_one(Need, one), into=needs.get_one(Need, other), sentence="Zusammen.", by=SYSTEM)

    works = [lambda item_id=item_id: add(item_id) for item_id in items]
    outcomes = at_once(app, [*works[:4], merge, *works[4:]])

    assert outcomes == {"done": len(items) + 1}
    found = Counter(session.scalars(select(Evidence.need_id)))
    assert found == {other: len(items)}
    assert behind([other])[other].contributions == len(items)
    assert session.get_one(Need, other).contribution_count == len(items)


def test_change_numbers_are_unique_whoever_writes(app: Flask, session: Session) -> None:
    place = make_place("Legau")
    ids = [make_need(f"Bedarf {n}", place).id for n in range(PLANNERS)]
    plans = [draft(f"Bedarf {n} neu", place) for n in range(PLANNERS)]
    session.rollback()

    def edit(number: int) -> None:
        need = current_session().get_one(Need, ids[number])
        actions.edit_need(need, draft=plans[number], version=need.version, by=SYSTEM)

    outcomes = at_once(app, [lambda n=n: edit(n) for n in range(PLANNERS)])  # type: ignore[misc]

    assert outcomes == {"done": PLANNERS}
    numbers = session.scalars(select(Need.change_number)).all()
    assert len(set(numbers)) == len(numbers)
    assert set(session.scalars(select(Need.title))) == {f"Bedarf {n} neu" for n in range(PLANNERS)}


def test_two_edits_of_the_same_version_give_one_conflict(app: Flask, session: Session) -> None:
    place = make_place("Legau")
    need_id = make_need("Bus", place).id
    version = session.get_one(Need, need_id).version
    plans = [draft(f"Titel {n}", place) for n in range(2)]
    session.rollback()

    def edit(number: int) -> None:
        need = current_session().get_one(Need, need_id)
        actions.edit_need(need, draft=plans[number], version=version, by=SYSTEM)

    assert at_once(app, [lambda n=n: edit(n) for n in range(2)]) == {"done": 1, "need.changed": 1}  # type: ignore[misc]
