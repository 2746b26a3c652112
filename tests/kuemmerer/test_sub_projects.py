"""Teilprojekte: from the idea to running, milestones, numbers per quarter, Bedarfe and photos."""

from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from flask import Flask

from portal.kernel.clock import today
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import SYSTEM, Role
from portal.kuemmerer import queries
from portal.kuemmerer.actions import milestones, photo_notes, quarters, subprojects
from portal.kuemmerer.actions.quarters import Written
from portal.kuemmerer.actions.subprojects import SubProjectDraft
from portal.kuemmerer.forms.numbers import parsed, written
from portal.kuemmerer.queries import achievements
from portal.kuemmerer.queries import subprojects as found
from portal.kuemmerer.terms.subprojects import SubProjectKind, SubProjectState, with_unit
from portal.places import queries as places
from portal.web.timeline import timeline
from portal.web.uploads import KeptPhoto
from tests.factories.accounts import make_account
from tests.factories.groups import make_counted, make_group, make_milestone, make_sub_project
from tests.factories.kuemmerer import make_project
from tests.factories.needs import make_need
from tests.factories.places import make_place

RUNNING = SubProjectState.RUNNING


def test_every_move_over_the_board_is_remembered(app: Flask) -> None:
    made = make_sub_project()
    for state in (SubProjectState.PLANNING, RUNNING):
        with unit_of_work():
            fresh = found.sub_project(made.id)
            subprojects.move(fresh, to=state, version=fresh.version, text="Weiter", by=SYSTEM)

    assert found.sub_project(made.id).state is RUNNING
    assert [(one.state.value, one.text) for one in found.moves_of(made.id)] == [
        ("running", "Weiter"),
        ("planning", "Weiter"),
        ("idea", ""),
    ]


def test_two_who_move_at_once_meet_a_conflict_unless_they_agree(app: Flask) -> None:
    made = make_sub_project()
    seen = made.version
    with unit_of_work():
        subprojects.move(found.sub_project(made.id), to=RUNNING, version=seen, by=SYSTEM)

    with unit_of_work():
        subprojects.move(found.sub_project(made.id), to=RUNNING, version=seen, by=SYSTEM)
    with pytest.raises(Conflict), unit_of_work():
        subprojects.move(found.sub_project(made.id), to=SubProjectState.ENDED, version=seen, by=SYSTEM)

    assert len(found.moves_of(made.id)) == 2


def test_sent_twice_it_is_one(app: Flask) -> None:
    project, key = make_project(), uuid4()
    for _time in range(2):
        with unit_of_work():
            draft = SubProjectDraft(name="Fahrdienst", kind=SubProjectKind.TRANSPORT)
            subprojects.begin_sub_project(queries.project(project.id), draft, submission_key=key, by=SYSTEM)

    assert found.count_of(project.id) == 1


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"name": ""}, "name"),
        ({"begins_on": date(1, 1, 1)}, "begins_on"),
        ({"ends_on": date(9999, 12, 31)}, "ends_on"),
        ({"begins_on": date(2026, 5, 1), "ends_on": date(2026, 4, 30)}, "ends_on"),
        ({"group_id": uuid4()}, "group_id"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(app: Flask, values: dict[str, object], field: str) -> None:
    project = make_project()
    given: dict[str, object] = {"name": "Fahrdienst", "kind": SubProjectKind.TRANSPORT}

    with pytest.raises(InvalidInput) as refused, unit_of_work():
        draft = SubProjectDraft(**(given | values))  # type: ignore[arg-type]
        subprojects.begin_sub_project(queries.project(project.id), draft, by=SYSTEM)
    assert refused.value.field == field


def test_a_group_or_place_of_another_project_is_refused(app: Flask) -> None:
    project, elsewhere = make_project(), make_place("Kammlach")
    other = make_group(make_project("Woanders", place=elsewhere))

    for values in ({"group_id": other.id}, {"places": [places.place(elsewhere.id)]}):
        with pytest.raises(InvalidInput), unit_of_work():
            draft = SubProjectDraft(name="Fahrdienst", kind=SubProjectKind.TRANSPORT, **values)
            subprojects.begin_sub_project(queries.project(project.id), draft, by=SYSTEM)


def test_milestones_are_due_for_the_kuemmerer_of_the_place(app: Flask) -> None:
    place = make_place()
    made = make_sub_project(project=make_project(place=place))
    late = make_milestone(made, "Raum gefunden", due_on=today() - timedelta(days=3))
    make_milestone(made, "Köchin gefunden", due_on=today(), is_done=True)
    make_milestone(made, "Erstes Essen", due_on=today() + timedelta(days=30))
    keeper = make_account(Role.KUEMMERER, place)

    due = found.due_milestones(keeper, until=today(), limit=9)
    assert [(one.id, one.is_overdue) for one in due] == [(late.id, True)]
    assert found.due_milestones(make_account(Role.KUEMMERER, make_place("Kammlach")), until=today(), limit=9) == []
    assert found.due_milestones(make_account(Role.MUNICIPALITY, place), until=today(), limit=9) == []

    with unit_of_work():
        fresh = found.sub_project(made.id)
        subprojects.move(fresh, to=SubProjectState.ENDED, version=fresh.version, by=SYSTEM)
    assert found.due_milestones(keeper, until=today(), limit=9) == []


def test_a_milestone_keeps_the_day_on_which_it_was_reached(app: Flask) -> None:
    reached = make_milestone(make_sub_project(), is_done=True)
    with unit_of_work():
        milestones.edit_milestone(
            found.milestone(reached.id),
            title="Erster Termin",
            due_on=today(),
            done_on=today() - timedelta(days=2),
            version=reached.version,
            by=SYSTEM,
        )
    with unit_of_work():
        milestones.reach(found.milestone(reached.id), by=SYSTEM)

    assert found.milestone(reached.id).done_on == today() - timedelta(days=2)
    with pytest.raises(InvalidInput) as refused, unit_of_work():
        fresh = found.milestone(reached.id)
        tomorrow = today() + timedelta(days=1)
        milestones.edit_milestone(fresh, title="T", due_on=today(), done_on=tomorrow, version=fresh.version, by=SYSTEM)
    assert refused.value.field == "done_on"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("12", "12"),
        ("7,5", "7.5"),
        ("7.5", "7.5"),
        ("1.234", "1234"),
        ("1.234,50", "1234.5"),
        ("1,234.50", "1234.5"),
        ("1 200", "1200"),
        ("", None),
        ("-3", None),
        ("zwölf", None),
        ("1,2,3", None),
        ("1e9", None),
        ("9" * 1000, None),
        ("1,234567", None),
        ("٣", None),
    ],
)
def test_numbers_are_read_as_people_write_them(text: str, number: str | None) -> None:
    assert parsed(text) == (None if number is None else Decimal(number))


def test_a_number_is_written_as_it_is_read() -> None:
    assert [written(Decimal(one)) for one in ("12.00", "7.50", "1200", "0")] == ["12", "7,5", "1200", "0"]
    assert written(None) == ""


def test_a_quarter_is_written_once_and_changed_by_who_saw_it(app: Flask) -> None:
    made = make_sub_project()
    thing = make_counted(made, q3=40)

    def write(value: str | None, seen: str | None) -> None:
        told = {thing.id: Written(*(None if one is None else Decimal(one) for one in (value, seen)))}
        with unit_of_work():
            quarters.write_quarter(found.sub_project(made.id), 2026, 3, told, by=SYSTEM)

    write("42", "40")
    write("42", "40")  # the same again, sent twice
    with pytest.raises(Conflict):
        write("50", "40")
    assert achievements.counted_thing(thing.id).in_quarter(2026, 3) == Decimal(42)
    write(None, "42")
    session().expire_all()
    assert achievements.counted_thing(thing.id).in_quarter(2026, 3) is None


@pytest.mark.parametrize(("value", "year", "quarter"), [("-1", 2026, 1), ("1e9", 2026, 1), ("1", 1, 1), ("1", 2026, 5)])
def test_absurd_numbers_and_quarters_are_refused(app: Flask, value: str, year: int, quarter: int) -> None:
    made = make_sub_project()
    thing = make_counted(made)

    with pytest.raises(InvalidInput), unit_of_work():
        told = {thing.id: Written(Decimal(value), None)}
        quarters.write_quarter(found.sub_project(made.id), year, quarter, told, by=SYSTEM)


def test_the_facts_of_a_report_are_those_of_its_period(app: Flask) -> None:
    project = make_project()
    made = make_sub_project("Mittagstisch", project=project, state=RUNNING)
    make_counted(made, q1=10, q2=20, q3=40)
    make_milestone(made, "Raum gefunden", is_done=True)
    make_milestone(made, "Köchin gefunden")

    [facts] = achievements.subprojects_of(project.id, since=date(2026, 4, 1), until=date(2026, 9, 30))
    assert [(one.name, one.total, one.quarters) for one in facts.counted] == [
        ("Gäste", Decimal(60), ((2026, 2, Decimal(20)), (2026, 3, Decimal(40))))
    ]
    [now_facts] = achievements.subprojects_of(project.id, since=today(), until=today())
    assert now_facts.reached == ((today(), "Raum gefunden"),)
    assert [state.value for _day, state, _text in now_facts.moves] == ["idea", "running"]


def test_a_need_is_linked_once_and_only_by_who_reads_it(app: Flask) -> None:
    place = make_place()
    made = make_sub_project(project=make_project(place=place))
    need, foreign = make_need(place=place), make_need(place=make_place("Kammlach"))
    keeper = make_account(Role.KUEMMERER, place)
    for _time in range(2):
        with unit_of_work():
            subprojects.link_need(found.sub_project(made.id), need.id, by=keeper)
    for other in (foreign.id, uuid4()):
        with pytest.raises(InvalidInput), unit_of_work():
            subprojects.link_need(found.sub_project(made.id), other, by=keeper)

    assert [one.id for one in found.answered_needs(keeper, made.id)] == [need.id]
    assert [one.id for one in found.sub_projects_answering(keeper, need.id)] == [made.id]
    with unit_of_work():
        subprojects.unlink_need(found.sub_project(made.id), need.id, by=keeper)
    assert found.answered_needs(keeper, made.id) == []


def photo(digest: bytes = b"one") -> KeptPhoto:
    return KeptPhoto(f"{uuid4().hex}.jpg", 40, 30, digest)


def test_a_photo_sent_again_is_kept_once(app: Flask) -> None:
    made, key = make_sub_project(), uuid4()

    def send(kept: KeptPhoto, submission_key: UUID) -> UUID:
        with unit_of_work():
            fresh = found.sub_project(made.id)
            return photo_notes.add_photo_note(fresh, kept, submission_key=submission_key, by=SYSTEM).id

    first = send(photo(), key)
    assert send(photo(b"two"), key) == first
    assert send(photo(), uuid4()) == first
    assert send(photo(b"two"), uuid4()) != first
    assert len(achievements.photos_of(made.id).rows) == 2
    assert len(list(achievements.photo_files())) == 2


def test_the_time_line_holds_every_day_and_today(app: Flask) -> None:
    project = make_project()
    dated = make_sub_project("Fahrdienst", project=project, begins_on=date(2026, 1, 1), ends_on=date(2026, 12, 31))
    make_milestone(dated, due_on=date(2026, 7, 1))
    open_end = make_sub_project("Besuche", project=project, begins_on=date(2026, 6, 1))
    undated = make_sub_project("Idee", project=project)

    drawing = timeline(found.sub_projects_of(project.id), today=date(2026, 6, 15))

    assert (drawing.first, drawing.last) == (date(2026, 1, 1), date(2027, 3, 31))
    assert [(tick.year, tick.quarter) for tick in drawing.ticks][:2] == [(2026, 1), (2026, 2)]
    assert drawing.bars[dated.id].x == 0
    assert not drawing.bars[dated.id].is_open
    assert [round(dot.x) for dot in drawing.bars[dated.id].dots] == [40]
    assert drawing.bars[open_end.id].is_open
    assert undated.id not in drawing.bars


def test_a_time_line_of_a_century_is_told_in_years(app: Flask) -> None:
    made = make_sub_project(begins_on=date(2000, 1, 1), ends_on=date(2099, 12, 31))

    drawing = timeline([made], today=date(2026, 6, 15))

    assert len(drawing.ticks) <= 8
    assert {tick.quarter for tick in drawing.ticks} == {None}


@pytest.mark.parametrize(
    ("name", "unit", "told"),
    [
        ("Strecke", "km", "Strecke (km)"),
        ("Fahrten", "", "Fahrten"),
        ("Ehrenamtliche Stunden", "Stunden", "Ehrenamtliche Stunden"),
        ("Kilometer", "km", "Kilometer (km)"),
    ],
)
def test_a_unit_is_told_once(name: str, unit: str, told: str) -> None:
    assert with_unit(name, unit) == told
