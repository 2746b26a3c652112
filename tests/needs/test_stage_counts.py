"""The kept counts of places, statuses and stages always say what a full count says."""

import importlib.util
import os
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete, select, text
from sqlalchemy.orm import Session

from portal.county import actions as county
from portal.county.models import ActionField
from portal.kernel import clock
from portal.kernel.db import db, unit_of_work
from portal.kernel.db import session as current_session
from portal.kernel.policy import SYSTEM
from portal.needs import actions
from portal.needs.cli import check, recount
from portal.needs.models import NO_FIELD, Need, NeedEntry, PublicAnswer, need_stage_tally
from portal.needs.queries.counting import full_tally, kept_tally
from portal.needs.queries.stays import full_amounts, kept_amounts
from portal.needs.terms import EvidenceKind, NeedStatus
from portal.needs.terms.stages import ALL_YEARS, SPANS, STAGE_OF, NeedStage, median_days, span_of
from tests.factories.need_changes import Chance
from tests.factories.needs import draft, make_answered, make_need
from tests.factories.places import make_place, make_places
from tests.support.database import MIGRATIONS

#: 10,000 take about a minute on SQLite: STAGE_CHANGES=10000.
CHANGES = int(os.environ.get("STAGE_CHANGES", "250"))
SOME_DAY = datetime(2026, 3, 2, 8, tzinfo=UTC)


def counted_by_hand() -> dict[tuple[int, UUID, UUID, NeedStage], list[int]]:
    """The counts of stages as somebody would make them with a pencil: Bedarf by Bedarf, answer by answer."""
    told = defaultdict(list)
    for answer in current_session().scalars(select(PublicAnswer).order_by(PublicAnswer.id)):
        if answer.status is not NeedStatus.MERGED:
            told[answer.need_id].append(answer)
    found: defaultdict[tuple[int, UUID, UUID, NeedStage], list[int]] = defaultdict(lambda: [0] * (4 + len(SPANS)))
    for need in current_session().scalars(select(Need)):
        if need.is_deleted or need.is_merged:
            continue
        where = (need.sozialraum_id, need.action_field_id or NO_FIELD)
        stage, since = NeedStage.SAID, need.created_at
        for answer in told[need.id]:
            after = STAGE_OF[answer.status]
            if after is stage:
                continue
            days = int((answer.at.replace(microsecond=0) - since.replace(microsecond=0)).total_seconds() // 86_400)
            for year in (ALL_YEARS, answer.at.year):
                row = found[year, *where, stage]
                row[2] += 1
                row[3] += days
                row[4 + max(place for place, first in enumerate(SPANS) if first <= days)] += 1
            stage, since = after, answer.at
        row = found[ALL_YEARS, *where, stage]
        row[0] += 1
        row[1] += (since.date() - datetime(1970, 1, 1, tzinfo=UTC).date()).days
    return found


@pytest.mark.slow
def test_kept_counts_agree_after_any_changes(session: Session) -> None:
    make_places("Legau", "Lauben", "Lachen")
    with unit_of_work():
        county.seed_taxonomies(by=SYSTEM)
    chance = Chance(7)

    for _ in range(5):
        chance.change(CHANGES // 5)
        assert kept_tally() == full_tally()
        assert kept_amounts() == full_amounts()

    assert kept_amounts() == {cell: tuple(row) for cell, row in counted_by_hand().items() if any(row)}
    assert chance.done["refused"] < CHANGES / 2
    assert min(chance.done[way] for way in ("create", "answer", "edit", "merge", "split", "undo", "delete")) > 0


def test_a_way_is_counted_by_place_field_stage_year_and_length(session: Session) -> None:
    with clock.frozen(SOME_DAY):
        need = make_need("Bus")
    with clock.frozen(SOME_DAY + timedelta(days=10, hours=5)):
        make_answered(need, NeedStatus.IN_REVIEW)
    with clock.frozen(SOME_DAY + timedelta(days=12)):
        make_answered(need, NeedStatus.CONFIRMED)
    with clock.frozen(SOME_DAY + timedelta(days=310)):
        make_answered(need, NeedStatus.PLANNED)

    kept = kept_amounts()

    where = (need.sozialraum_id, NO_FIELD)
    assert {(year, stage) for year, place, field, stage in kept if (place, field) == where} == {
        (0, NeedStage.SAID),
        (2026, NeedStage.SAID),
        (0, NeedStage.REVIEW),
        (2027, NeedStage.REVIEW),
        (0, NeedStage.PLANNED),
    }
    here, since, passed, days, *spans = kept[2027, *where, NeedStage.REVIEW]
    assert (here, since, passed, days) == (0, 0, 1, 299)
    assert spans[span_of(299)] == 1
    assert sum(spans) == 1
    assert kept[0, *where, NeedStage.PLANNED][:2] == (1, int((SOME_DAY + timedelta(days=310)).timestamp()) // 86_400)


def test_moving_a_need_takes_its_whole_way_along(session: Session) -> None:
    need, other = make_need("Bus"), make_place("Lauben")
    make_answered(need)
    before = kept_amounts()

    with unit_of_work():
        actions.edit_need(need, draft=draft("Bus", other), version=need.version, by=SYSTEM)

    assert {
        (year, other.id, field, stage): row for (year, _place, field, stage), row in before.items()
    } == kept_amounts()


def test_undoing_a_merge_and_restoring_put_everything_back(session: Session) -> None:
    with clock.frozen(SOME_DAY):
        need, other = make_need("Bus"), make_need("Bahn")
    with clock.frozen(SOME_DAY + timedelta(days=40)):
        make_answered(need)
    before = (kept_tally(), kept_amounts())

    with unit_of_work():
        entry = actions.merge_needs(need, into=other, sentence="Zusammen.", by=SYSTEM)
    assert sum(row[0] for row in kept_amounts().values()) == 1
    with unit_of_work():
        actions.undo_operation(current_session().get_one(NeedEntry, entry.id), by=SYSTEM)
    assert (kept_tally(), kept_amounts()) == before

    with unit_of_work():
        actions.delete_need(need, reason="Doppelt.", by=SYSTEM)
    assert sum(row[0] for row in kept_amounts().values()) == 1
    with unit_of_work():
        actions.restore_need(need, by=SYSTEM)
    assert (kept_tally(), kept_amounts()) == before


def test_the_migration_fills_in_what_the_actions_kept(session: Session) -> None:
    make_places("Legau", "Lauben")
    Chance(3).change(60)
    before = kept_amounts()
    spec = importlib.util.spec_from_file_location("filling", MIGRATIONS / "versions" / "0037_need_stages.py")
    assert spec is not None
    assert spec.loader is not None
    migration = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(migration)

    with unit_of_work() as unit:
        unit.execute(delete(need_stage_tally))
        unit.execute(text(migration._filling(unit.connection().dialect.name).replace("::uuid", r"\:\:uuid")))

    assert kept_amounts() == before
    assert len(before) > 10


def test_loaded_rows_without_history_count_where_they_stand(session: Session) -> None:
    need = make_need("Bus")
    with unit_of_work() as unit:
        unit.execute(text("UPDATE need SET status = 'planned'"))
        actions.rebuild_tallies()

    assert {cell[3]: row[0] for cell, row in kept_amounts().items()} == {NeedStage.SAID: 0, NeedStage.PLANNED: 1}
    make_answered(current_session().get_one(Need, need.id), NeedStatus.DONE)
    assert kept_amounts() == full_amounts()


def test_what_is_wrong_is_found_and_mended(app: Flask, session: Session) -> None:
    make_answered(make_need("Bus"))
    with unit_of_work() as unit:
        unit.execute(text("UPDATE need_stage_tally SET passed = passed + 3"))

    found = app.test_cli_runner().invoke(check)
    mended = app.test_cli_runner().invoke(recount)

    assert found.exit_code == 1
    assert "Etappen: 3 Felder stimmen nicht" in found.output
    assert "Etappen: 3 Felder berichtigt" in mended.output
    assert kept_amounts() == full_amounts()
    assert app.test_cli_runner().invoke(check).exit_code == 0


def test_many_at_once_lose_no_count(app: Flask, session: Session) -> None:
    """Eight threads change the same Bedarfe, which share their rows of the counts, crosswise."""
    legau, lauben = make_places("Legau", "Lauben")
    ids = [make_need(f"Bedarf {number}", legau).id for number in range(6)]
    plans = [draft("Anders", place) for place in (legau, lauben)]
    session.rollback()

    def work(worker: int) -> Counter[str]:
        return Context().run(in_context, worker)

    def in_context(worker: int) -> Counter[str]:
        outcomes: Counter[str] = Counter()
        with app.app_context():
            for turn in range(6):
                with unit_of_work():
                    order = ids if worker % 2 else ids[::-1]
                    need = current_session().get_one(Need, order[turn])
                    if worker % 3 == 0:
                        actions.answer(need, status=NeedStatus.IN_REVIEW, sentence="Wir prüfen.", by=SYSTEM)
                    elif worker % 3 == 1:
                        plan = plans[turn % 2]
                        actions.edit_need(need, draft=plan, version=_version(need), by=SYSTEM)
                    else:
                        actions.create_need(plans[worker % 2], by=SYSTEM)
                outcomes["done"] += 1
            db.session.remove()
        return outcomes

    def _version(need: Need) -> int:
        from portal.needs.actions.keeping import hold

        hold(need)
        return need.version

    with ThreadPoolExecutor(8) as pool:
        outcomes = sum(pool.map(work, range(8)), Counter())

    assert outcomes == {"done": 48}
    assert kept_tally() == full_tally()
    assert kept_amounts() == full_amounts()
    assert sum(row[0] for row in kept_amounts().values()) == 6 + 2 * 6


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ([], None),
        ([0], 0.5),
        ([5, 5, 5], 5.5),
        ([3, 10, 40], 10.5),
        ([2000, 2000, 1], 730),
    ],
)
def test_the_median_is_told_to_within_its_span(lengths: list[int], expected: float | None) -> None:
    counts = [0] * len(SPANS)
    for days in lengths:
        counts[span_of(days)] += 1

    assert median_days(counts) == expected


def test_a_new_kind_of_evidence_moves_no_count(session: Session) -> None:
    need = make_need("Bus")
    before = kept_amounts()

    with unit_of_work():
        actions.add_evidence(need, kind=EvidenceKind.EXPERT, quote="Stimmt.", by=SYSTEM)

    assert kept_amounts() == before
    assert current_session().scalar(select(ActionField.id).limit(1)) is None
