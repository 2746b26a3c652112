"""The picture of the whole county: figures, filters, rights, export."""

from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.county import actions as county
from portal.county.models import ActionField
from portal.kernel import clock
from portal.kernel.db import session as current_session
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.needs.models import NO_FIELD
from portal.needs.queries.picture import Picture, PictureFilters, detail, picture, tally, years
from portal.needs.terms import NeedStatus
from portal.needs.terms.stages import NeedStage
from portal.places.models import Sozialraum
from portal.places.terms import PlaceKind
from tests.factories.needs import make_answered, make_need
from tests.factories.places import make_place, make_places
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

BEGAN = datetime(2025, 11, 3, 8, tzinfo=UTC)


def later(days: float) -> datetime:
    return BEGAN + timedelta(days=days)


def grown() -> tuple[list[Sozialraum], list[ActionField]]:
    """Two Gemeinden and two Handlungsfelder with Bedarfe at several stages; it is the 100th day."""
    places = make_places("Legau", "Lauben")
    with unit_of_work():
        county.seed_taxonomies(by=SYSTEM)
    two = list(current_session().scalars(select(ActionField).order_by(ActionField.position, ActionField.id).limit(2)))
    with clock.frozen(BEGAN):
        bus, bahn, rad = (
            make_need("Bus", places[0], action_field=two[0]),
            make_need("Bahn", places[1]),
            make_need("Rad", places[0]),
        )
    with clock.frozen(later(10)):
        make_answered(bus)
    with clock.frozen(later(80)):
        make_answered(bahn, NeedStatus.CONFIRMED)
        make_answered(bus, NeedStatus.FORWARDED)
    with clock.frozen(later(90)):
        make_answered(bahn, NeedStatus.PLANNED)
    assert rad.status is NeedStatus.NEW
    return places, two


def lines(found: Picture) -> dict[NeedStage, tuple[object, ...]]:
    return {line.stage: (line.here, line.waiting_days, line.passed, line.median_days) for line in found.lines}


def test_the_picture_tells_stages_lengths_and_waits(session: Session) -> None:
    _places, fields = grown()

    with clock.frozen(later(100)):
        found = picture(SYSTEM, PictureFilters())

    assert lines(found)[NeedStage.SAID] == (1, 100, 2, 14)
    assert lines(found)[NeedStage.REVIEW] == (1, 90, 1, 10.5)
    assert lines(found)[NeedStage.PLANNED] == (1, 10, 0, None)
    assert [(line.name, line.here, line.waiting_days) for line in found.by_place] == [
        ("Legau", 2, 95),
        ("Lauben", 1, 10),
    ]
    assert [(line.id, line.here, line.waiting_days) for line in found.by_field] == [
        (fields[0].id, 1, 90),
        (None, 2, 55),
    ]


def test_filters_narrow_the_picture(session: Session) -> None:
    places, fields = grown()

    with clock.frozen(later(100)):
        of_place = picture(SYSTEM, PictureFilters(place_id=places[1].id))
        of_field = picture(SYSTEM, PictureFilters(action_field_id=fields[0].id))
        of_year = picture(SYSTEM, PictureFilters(year=2025))
        of_stage = picture(SYSTEM, PictureFilters(stage=NeedStage.PLANNED))

    assert of_place.total == 1
    assert of_field.total == 1
    assert (of_year.total, of_year.passed) == (3, 1)
    assert [line.name for line in of_stage.by_place] == ["Lauben"]
    assert years(SYSTEM) == [2026, 2025]


def test_what_lies_in_an_ortsteil_counts_with_its_gemeinde(session: Session) -> None:
    gemeinde = make_place("Legau")
    part = make_place("Maria Steinbach", kind=PlaceKind.QUARTER, parent=gemeinde)
    make_need("Bus", part)
    make_need("Bahn", gemeinde)

    assert [(line.name, line.here) for line in picture(SYSTEM, PictureFilters()).by_place] == [("Legau", 2)]


def test_the_tally_and_the_detail_hold_the_same_bedarfe(session: Session) -> None:
    places, fields = grown()

    assert tally(SYSTEM) == {
        (places[0].id, fields[0].id): {NeedStatus.FORWARDED: 1},
        (places[0].id, NO_FIELD): {NeedStatus.NEW: 1},
        (places[1].id, NO_FIELD): {NeedStatus.PLANNED: 1},
    }
    assert sum(line.here for lines_of in detail(SYSTEM, PictureFilters()).values() for _, line in lines_of) == 3


@pytest.mark.parametrize(
    ("role", "here", "seen"),
    [
        (Role.PLANNER, False, 3),
        (Role.PLANNER, True, 2),
        (Role.SECTOR_PLANNER, True, 2),
        (Role.KUEMMERER, True, 2),
        (Role.MUNICIPALITY, True, 2),
        (Role.OBSERVER, False, None),
        (Role.MODERATOR, False, None),
        (Role.ADMIN, False, None),
    ],
)
def test_everybody_sees_their_own_area(
    session: Session, client: PickyClient, login: Login, role: Role, here: bool, seen: int | None
) -> None:
    places, _fields = grown()
    account = login(role, places[0] if here else None)

    if seen is None:
        assert client.get("/arbeit/bedarfe/weg").status_code == 404
        assert client.get("/arbeit/bedarfe/weg.csv").status_code == 404
    else:
        assert client.get("/arbeit/bedarfe/weg").status_code == 200
        assert client.get("/arbeit/bedarfe/weg.csv").data.count(b"\n") > 0
        assert picture(account, PictureFilters()).total == seen
        assert sum(sum(row.values()) for row in tally(account).values()) == seen
        assert picture(account, PictureFilters(place_id=places[1].id)).total == (0 if here else 1)


def test_the_page_links_to_the_lists(session: Session, client: PickyClient, login: Login) -> None:
    places, fields = grown()
    login(Role.PLANNER)

    page = client.get(f"/arbeit/bedarfe/weg?feld={fields[0].id}&jahr=2025&etappe=review").get_data(as_text=True)

    assert f"/arbeit/bedarfe?feld={fields[0].id}&amp;ort={places[0].id}" in page
    assert "status=forwarded" in page


@pytest.mark.parametrize("query", ["ort=x", "feld=%00", "jahr=99999", "jahr=²²²²", "etappe=done", "ort=" + "9" * 400])
def test_nonsense_in_the_address_is_left_out(session: Session, client: PickyClient, login: Login, query: str) -> None:
    grown()
    login(Role.PLANNER)

    assert client.get(f"/arbeit/bedarfe/weg?{query}").status_code == 200
    assert client.get(f"/arbeit/bedarfe/weg.csv?{query}").status_code == 200


def test_an_empty_county_says_so(session: Session, client: PickyClient, login: Login) -> None:
    login(Role.PLANNER)

    assert "Noch keine Bedarfe" in client.get("/arbeit/bedarfe/weg").get_data(as_text=True)


def test_the_number_of_queries_does_not_grow(session: Session, client: PickyClient, login: Login) -> None:
    grown()
    login(Role.PLANNER)
    client.get("/arbeit/bedarfe/weg")
    with count_queries() as few:
        client.get("/arbeit/bedarfe/weg")
    for number in range(12):
        make_answered(make_need(f"Bedarf {number}", make_place(f"Gemeinde {number}")))
    client.get("/arbeit/bedarfe/weg")
    with count_queries() as many:
        client.get("/arbeit/bedarfe/weg")

    assert len(many) == len(few), f"{few}\n\n{many}"


def test_the_workbook_can_be_opened(session: Session, client: PickyClient, login: Login) -> None:
    grown()
    login(Role.PLANNER)
    book = load_workbook(BytesIO(client.get("/arbeit/bedarfe/weg.xlsx").data))

    rows = [row for row in book.worksheets[0].iter_rows(values_only=True) if row[0] in ("Legau", "Lauben")]
    assert [row[4] for row in rows].count(1) == 3
