"""The path of one Bedarf: its stations, its stages, who reads it, and what the person who said it is shown."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from portal.kernel import clock
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.needs import actions
from portal.needs.models import Need
from portal.needs.queries.stays import stays_of
from portal.needs.terms import EvidenceKind, NeedStatus
from portal.needs.terms.stages import NeedStage
from portal.needs.terms.way import Station, StepState, WayPart, in_order, in_short, steps
from tests.factories.contributions import accepted
from tests.factories.county import make_county
from tests.factories.measures import make_measure
from tests.factories.needs import add_voice, item_of, make_answered, make_need
from tests.factories.places import make_place
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries

BEGAN = datetime(2026, 1, 5, 8, tzinfo=UTC)


def walked(*statuses: NeedStatus) -> Need:
    """A Bedarf that got these statuses, one every ten days."""
    with clock.frozen(BEGAN):
        need = make_need("Bus am Abend", voices=2)
    for number, status in enumerate(statuses):
        with clock.frozen(BEGAN + timedelta(days=10 * (number + 1))):
            make_answered(need, status, f"Satz {number}.")
    return need


def strip(need: Need) -> list[tuple[NeedStage, StepState, bool]]:
    return [(step.stage, step.state, step.since is not None) for step in steps(stays_of([need])[need.id])]


PAST, HERE, AHEAD = StepState


@pytest.mark.parametrize(
    ("statuses", "expected"),
    [
        ((), [("said", HERE, True), *((stage, AHEAD, False) for stage in ("review", "planned", "underway", "done"))]),
        (
            (NeedStatus.CONFIRMED, NeedStatus.IN_PROGRESS),
            [
                ("said", PAST, True),
                ("review", PAST, True),
                ("planned", PAST, False),
                ("underway", HERE, True),
                ("done", AHEAD, False),
            ],
        ),
        (
            (NeedStatus.IN_REVIEW, NeedStatus.DEFERRED),
            [
                ("said", PAST, True),
                ("review", PAST, True),
                ("waiting", HERE, True),
                *((stage, AHEAD, False) for stage in ("planned", "underway", "done")),
            ],
        ),
        (
            (NeedStatus.CONFIRMED, NeedStatus.DONE, NeedStatus.IN_REVIEW),
            [
                ("said", PAST, True),
                ("review", HERE, True),
                *((stage, AHEAD, False) for stage in ("planned", "underway", "done")),
            ],
        ),
    ],
)
def test_the_strip_shows_how_far_it_is(
    session: Session, statuses: tuple[NeedStatus, ...], expected: list[tuple[str, StepState, bool]]
) -> None:
    assert strip(walked(*statuses)) == expected


def test_a_merged_need_has_no_strip_and_gets_it_back(session: Session) -> None:
    need, other = walked(NeedStatus.IN_REVIEW), make_need("Bahn")
    before = strip(need)
    with unit_of_work():
        entry = actions.merge_needs(need, into=other, sentence="Zusammen.", by=SYSTEM)
    assert strip(need) == []

    with unit_of_work():
        actions.undo_operation(entry, by=SYSTEM)

    assert strip(need) == before


def test_stations_are_told_in_the_order_of_time() -> None:
    told = [
        Station(date(2026, 5, 1), WayPart.EFFECT, "geplant", is_ahead=True),
        Station(datetime(2026, 1, 2, 23, 30, tzinfo=UTC), WayPart.ANSWER, "nachts"),
        Station(date(2026, 1, 3), WayPart.ACTION, "am Tag"),
        Station(datetime(2026, 1, 1, 9, tzinfo=UTC), WayPart.VOICES, "zuerst"),
    ]

    assert [one.title for one in in_order(told)] == ["zuerst", "nachts", "am Tag", "geplant"]
    assert [(one.part, one.first, one.number) for one in in_short(told) if one.number] == [
        (WayPart.VOICES, date(2026, 1, 1), 1),
        (WayPart.ANSWER, date(2026, 1, 3), 1),
        (WayPart.ACTION, date(2026, 1, 3), 1),
    ]


def test_the_page_tells_voices_evidence_answers_and_what_is_done(
    session: Session, client: PickyClient, login: Login
) -> None:
    need = walked(NeedStatus.IN_REVIEW)
    with unit_of_work():
        actions.add_evidence(need, kind=EvidenceKind.DOCUMENT, quote="Seite 3", by=SYSTEM)
    make_measure("Rufbus", need.place, needs=(need,), due=(5, 30), done=1)
    login(Role.PLANNER)

    page = client.page(f"/arbeit/bedarfe/{need.id}/weg").text()

    for told in (
        "2 Menschen haben das gesagt",
        "Online: 2",
        "Dokument: spricht dafür",
        "Satz 0.",
        "Maßnahme: Rufbus",
        "Meilenstein erreicht: Schritt 1",
        "Überprüfung der Maßnahme „Rufbus“",
    ):
        assert told in page
    assert "Stimme" not in page


@pytest.mark.parametrize(
    ("role", "here", "status"),
    [
        (Role.PLANNER, True, 200),
        (Role.PLANNER, False, 404),
        (Role.SECTOR_PLANNER, True, 200),
        (Role.KUEMMERER, True, 200),
        (Role.KUEMMERER, False, 404),
        (Role.MUNICIPALITY, True, 200),
        (Role.OBSERVER, True, 404),
        (Role.MODERATOR, True, 404),
        (Role.ADMIN, True, 404),
    ],
)
def test_whoever_reads_the_need_reads_its_way(
    session: Session, client: PickyClient, login: Login, role: Role, here: bool, status: int
) -> None:
    need = walked(NeedStatus.IN_REVIEW)
    login(role, need.place if here else make_place("Woanders"))

    assert client.get(f"/arbeit/bedarfe/{need.id}/weg").status_code == status


def test_a_deleted_need_keeps_its_way_for_those_who_could_bring_it_back(
    session: Session, client: PickyClient, login: Login
) -> None:
    need = walked(NeedStatus.IN_REVIEW)
    with unit_of_work():
        actions.delete_need(need, reason="Doppelt gemeldet.", by=SYSTEM)
    login(Role.PLANNER)
    page = client.page(f"/arbeit/bedarfe/{need.id}/weg").text()
    login(Role.KUEMMERER, need.place)

    assert "Nicht weitergeführt" in page
    assert client.get(f"/arbeit/bedarfe/{need.id}/weg").status_code == 404


def test_what_came_from_elsewhere_is_named_to_those_who_may_read_it(
    session: Session, client: PickyClient, login: Login
) -> None:
    legau, lauben = make_place("Legau"), make_place("Lauben")
    need, far = make_need("Bus", legau), make_need("Geheimer Titel", lauben)
    with unit_of_work():
        actions.merge_needs(far, into=need, sentence="Zusammen.", by=SYSTEM)

    login(Role.PLANNER)
    assert "Geheimer Titel" in client.page(f"/arbeit/bedarfe/{need.id}/weg").text()
    login(Role.KUEMMERER, legau)
    page = client.page(f"/arbeit/bedarfe/{need.id}/weg").text()

    assert "Anderen Bedarf aufgenommen" in page
    assert "Geheimer Titel" not in page


def test_an_undone_merge_is_no_station(session: Session, client: PickyClient, login: Login) -> None:
    need, other = make_need("Bus"), make_need("Bahn")
    with unit_of_work():
        entry = actions.merge_needs(other, into=need, sentence="Zusammen.", by=SYSTEM)
    with unit_of_work():
        actions.undo_operation(entry, by=SYSTEM)
    login(Role.PLANNER)

    assert "Anderen Bedarf aufgenommen" not in client.page(f"/arbeit/bedarfe/{need.id}/weg").text()


def test_the_number_of_queries_does_not_grow(session: Session, client: PickyClient, login: Login) -> None:
    need = walked(NeedStatus.IN_REVIEW)
    make_measure("Rufbus", need.place, needs=(need,), due=(5,), done=1)
    login(Role.PLANNER)
    address = f"/arbeit/bedarfe/{need.id}/weg"
    client.page(address)
    with count_queries() as few:
        client.page(address)
    for number in range(4):
        add_voice(need, f"Noch eine {number}", need.place)
        make_answered(need, NeedStatus.IN_REVIEW, f"Zwischenstand {number}.")
        make_measure(f"Rufbus {number}", need.place, needs=(need,), due=(5, 9), done=2)
    with count_queries() as many:
        client.page(address)

    assert len(many) == len(few), f"{few}\n\n{many}"


def test_residents_read_how_far_it_is(session: Session, client: PickyClient) -> None:
    make_county()
    place = make_place("Markt Rettenbach")
    receipt = accepted("Abends fährt kein Bus.", place=place)
    need = make_need("Intern formuliert", place)
    with unit_of_work():
        actions.add_to_need([item_of(receipt.contribution.id)], need=need, by=SYSTEM)
    make_answered(need, NeedStatus.CONFIRMED)
    make_answered(need, NeedStatus.IN_PROGRESS)

    page = client.follow(client.submit(client.page("/rueckmeldung").form(), code=receipt.code)).text()

    assert "Wie weit wir sind" in page
    assert "Es wird daran gearbeitet." in page
    assert "übersprungen" in page
    assert "Hier sind wir gerade." in page


def test_residents_read_nothing_of_it_while_it_waits(session: Session, client: PickyClient) -> None:
    make_county()
    receipt = accepted("Abends fährt kein Bus.", place=make_place("Markt Rettenbach"))

    page = client.follow(client.submit(client.page("/rueckmeldung").form(), code=receipt.code)).text()

    assert "Wie weit wir sind" not in page


def test_what_does_not_reach_its_part_is_told_and_does_not_count() -> None:
    told = [
        Station(date(2026, 3, 1), WayPart.DECISION, "vertagt", reaches=False),
        Station(date(2026, 4, 1), WayPart.DECISION, "beschlossen"),
        Station(date(2026, 2, 1), WayPart.EVIDENCE, "Beleg dagegen", reaches=False),
    ]

    parts = {one.part: (one.first, one.number) for one in in_short(told)}

    assert len(in_order(told)) == 3
    assert parts[WayPart.DECISION] == (date(2026, 4, 1), 1)
    assert parts[WayPart.EVIDENCE] == (None, 0)
