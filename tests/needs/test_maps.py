"""What other programs draw of Bedarfe: which may be seen, how many there are, and since when."""

from datetime import UTC, date, datetime

from flask import Flask
from sqlalchemy import select, text

from portal.kernel.db import session, unit_of_work
from portal.needs.models import Need
from portal.needs.queries import maps
from portal.needs.terms import NeedStatus
from tests.factories import feed
from tests.factories.county import make_county
from tests.factories.feed import make_need
from tests.factories.places import make_place


def seen(*, is_public: bool) -> set[str]:
    return set(session().scalars(select(Need.title).where(maps.visible(is_public=is_public))))


def test_everybody_sees_what_was_answered_and_still_lives(app: Flask) -> None:
    make_county(with_terms=True)
    place = make_place()
    plain, answered, merged, deleted = (make_need(place, title) for title in ("a", "b", "c", "d"))
    for need in (answered, merged, deleted):
        feed.give_status(need, NeedStatus.CONFIRMED)
    feed.merge(merged, plain)
    feed.delete(deleted)

    assert seen(is_public=False) == {"a", "b"}
    assert seen(is_public=True) == {"b"}
    assert maps.tallied(None) == maps.tallied([place.id]) == 2
    assert maps.tallied([place.id], status=NeedStatus.CONFIRMED) == 1
    assert maps.tallied([]) == 0


def test_days_are_those_of_bavaria(app: Flask) -> None:
    make_county(with_terms=True)
    place = make_place()
    for moment in (
        datetime(2026, 1, 31, 22, 59, tzinfo=UTC),
        datetime(2026, 1, 31, 23, 0, tzinfo=UTC),
        datetime(2026, 6, 30, 21, 59, tzinfo=UTC),
        datetime(2026, 6, 30, 22, 0, tzinfo=UTC),
    ):
        need = make_need(place)
        with unit_of_work() as unit:
            unit.get_one(Need, need.id).created_at = moment

    assert maps.created_per_day() == {
        (place.id, day): 1 for day in (date(2026, 1, 31), date(2026, 2, 1), date(2026, 6, 30), date(2026, 7, 1))
    }


def test_the_next_few_of_a_place_come_along_their_index(app: Flask) -> None:
    make_county(with_terms=True)
    place = make_place()
    make_need(place)
    for is_public, index in ((False, "ix_need_living"), (True, "ix_need_public")):
        chosen = select(Need.seq).where(Need.sozialraum_id == place.id, maps.visible(is_public=is_public), Need.seq > 0)
        asked = chosen.order_by(Need.seq).limit(10)
        compiled = asked.compile(session().connection(), compile_kwargs={"literal_binds": True})
        if session().connection().dialect.name == "sqlite":
            plan = session().execute(text(f"EXPLAIN QUERY PLAN {compiled}")).all()
            assert index in str(plan), plan
            assert "TEMP B-TREE" not in str(plan), plan
        else:
            session().execute(text("SET LOCAL enable_seqscan = off"))
            plan = session().execute(text(f"EXPLAIN {compiled}")).all()
            assert "Index" in str(plan), plan
