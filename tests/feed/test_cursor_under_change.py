"""Nothing is missed while others write: several people change Bedarfe, a system pulls at the same time."""

import random
import threading
from contextvars import Context
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from portal.kernel.db import db, session, unit_of_work
from portal.kernel.errors import DomainError
from portal.kernel.policy import SYSTEM
from portal.needs import actions
from portal.needs.actions import NeedDraft
from portal.needs.models import Need
from portal.places.models import Sozialraum
from tests.factories.feed import Reader, make_client, make_need
from tests.support.picky import PickyClient

WRITERS = 4
STEPS = 30


@pytest.mark.slow
@pytest.mark.parametrize("filtered", [False, True], ids=["everything", "filtered"])
def test_every_change_arrives_while_needs_change(
    client: PickyClient, app: Flask, north: Sozialraum, filtered: bool
) -> None:
    url = "/api/v1/needs?limit=3" + (f"&place={north.id}" if filtered else "")
    for _ in range(20):
        make_need(north)
    copy: dict[str, dict[str, Any]] = {}
    reader = Reader(client, make_client()[1])
    failures: list[BaseException] = []
    threads = [
        threading.Thread(target=Context().run, args=(_write, app, north.id, number, failures))
        for number in range(WRITERS)
    ]

    for thread in threads:
        thread.start()
    cursor, rounds = "", 0
    while any(thread.is_alive() for thread in threads):
        cursor = _pull(reader, url, cursor, copy)
        rounds += 1
    for thread in threads:
        thread.join()
    _pull(reader, url, cursor, copy)

    assert failures == []
    assert rounds > 3
    session().rollback()
    session().expire_all()
    truth = {str(need.id): _as_copied(need) for need in session().scalars(select(Need))}
    assert len(truth) > 20
    assert {key: (item["change"], item["state"], item.get("title")) for key, item in copy.items()} == truth


def _pull(reader: Reader, url: str, cursor: str, copy: dict[str, dict[str, Any]]) -> str:
    """Go on from the cursor to the end, as a pipeline does: the newest version of each stays."""
    while True:
        page = reader.json(f"{url}&cursor={cursor}" if cursor else url)
        copy.update({item["id"]: item for item in page["items"]})
        cursor = page["cursor"]
        if not page["has_more"]:
            return cursor


def _write(app: Flask, place_id: UUID, number: int, failures: list[BaseException]) -> None:
    chance = random.Random(number)
    with app.app_context():
        try:
            for step in range(STEPS):
                _one_change(chance, place_id, f"Bedarf {number}-{step}")
        except BaseException as error:
            failures.append(error)
        finally:
            db.session.remove()


def _one_change(chance: random.Random, place_id: UUID, title: str) -> None:
    try:
        with unit_of_work() as unit:
            alive = select(Need).where(Need.deleted_at.is_(None), Need.merged_into_id.is_(None))
            some = chance.sample(list(unit.scalars(alive)), 2)
            match chance.randrange(6):
                case 0:
                    actions.merge_needs(some[0], into=some[1], sentence="Das gehört zusammen.", by=SYSTEM)
                case 1:
                    actions.delete_need(some[0], reason="War ein Versehen.", by=SYSTEM)
                case 2 | 3:
                    draft = NeedDraft(title=title, sozialraum_id=place_id)
                    actions.edit_need(some[0], draft=draft, version=some[0].version, by=SYSTEM)
                case _:
                    actions.create_need(NeedDraft(title=title, sozialraum_id=place_id), by=SYSTEM)
    except DomainError:
        pass  # two people chose the same Bedarf: the second is refused, which is right


def _as_copied(need: Need) -> tuple[int, str, str | None]:
    if need.is_deleted:
        return need.change_number, "deleted", None
    if need.is_merged:
        return need.change_number, "merged", None
    return need.change_number, "current", need.title
