"""Rules of the Ehrenamt: who sees whom, who fits, what is forgotten, and how hours are counted."""

from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from flask import Flask

from portal.accounts.models import Account, RoleGrant
from portal.cases import cli
from portal.kernel import audit
from portal.kernel.clock import months_later, today
from portal.kernel.db import session, unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role, allows
from portal.kernel.sealing import SealBroken
from portal.kuemmerer import actions, queries
from portal.kuemmerer.actions import forgetting, volunteers
from portal.kuemmerer.actions.aid import end_request
from portal.kuemmerer.actions.matching import answer_match, propose
from portal.kuemmerer.actions.volunteers import VolunteerDraft
from portal.kuemmerer.models import KuemmererProject
from portal.kuemmerer.policy import VolunteerPermission as May
from portal.kuemmerer.queries import volunteers as found
from portal.kuemmerer.queries.fitting import fitting_volunteers
from portal.kuemmerer.queries.hours import hours_between
from portal.kuemmerer.terms.volunteers import (
    ALL_TIMES,
    AidKind,
    AidState,
    MatchState,
    Missing,
    VolunteerState,
    slots_of,
    times_of,
)
from tests.factories.groups import make_sub_project
from tests.factories.kuemmerer import make_project
from tests.factories.places import make_place
from tests.factories.volunteers import make_aid, make_hours, make_match, make_volunteer
from tests.support.time import StoppedClock

KUEMMERER = {Role.KUEMMERER}
COUNTERS = {Role.KUEMMERER, Role.PLANNER}


@pytest.fixture
def project(app: Flask) -> KuemmererProject:
    return make_project(places_of_it=[make_place("Kirchheim"), make_place("Eppishausen")])


@pytest.mark.parametrize(
    ("permission", "running", "closed"),
    [
        (May.COUNT, COUNTERS, COUNTERS),
        (May.READ, KUEMMERER, KUEMMERER),
        (May.EDIT, KUEMMERER, set()),
        (May.FORGET, KUEMMERER, KUEMMERER),
    ],
)
def test_only_the_kuemmerer_of_the_place_knows_people(
    project: KuemmererProject, permission: May, running: set[Role], closed: set[Role]
) -> None:
    elsewhere = make_place("Kammlach")
    things = [make_volunteer(project), make_aid(project), make_hours(project)]
    for allowed in (running, closed):
        for thing in (queries.project(project.id), *things):
            session().expire_all()
            for place in (None, *queries.project(project.id).places):
                grants = [(role, RoleGrant(role=role, sozialraum_id=place.id if place else None)) for role in Role]
                may = {
                    role
                    for role, grant in grants
                    if allows(permission, Account(id=uuid4(), is_active=True, grants=[grant]), thing)
                }
                assert may == allowed
            for role in Role:
                grant = RoleGrant(role=role, sozialraum_id=elsewhere.id)
                assert not allows(permission, Account(id=uuid4(), is_active=True, grants=[grant]), thing)
            assert not allows(permission, ANONYMOUS, thing)
        with unit_of_work():
            fresh = queries.project(project.id)
            if fresh.is_running:
                actions.close(fresh, reason="Kein Geld", by=SYSTEM)


def test_half_days_are_one_number() -> None:
    assert times_of([0, 4, 4, 20]) == 1 + 16 + 2**20
    assert times_of([21, 99, -1]) == 0
    assert slots_of(times_of([20, 0])) == [0, 20]
    assert len(slots_of(ALL_TIMES)) == 21


def test_names_lie_sealed_in_the_database(project: KuemmererProject) -> None:
    volunteer, aid = make_volunteer(project, "Kanariename", remark="Kanarienwort"), make_aid(project, "Kanarienbitte")

    cells = [getattr(row, column.key) for row in (volunteer, aid) for column in row.__table__.columns]

    assert [cell for cell in cells if isinstance(cell, bytes) and b"Kanarien" in cell] == []
    assert [cell for cell in cells if isinstance(cell, str) and "Kanarien" in cell] == []
    assert (volunteer.name, volunteer.remark, aid.what) == ("Kanariename", "Kanarienwort", "Kanarienbitte")


def test_a_name_moved_to_another_person_does_not_open(project: KuemmererProject) -> None:
    one, other = make_volunteer(project, "Eins"), make_volunteer(project, "Zwei")
    with unit_of_work():
        found.volunteer(one.id).name_sealed = found.volunteer(other.id).name_sealed

    with pytest.raises(SealBroken):
        _ = found.volunteer(one.id).name
    assert found.volunteer(one.id).name_told == ""


def test_who_fits_comes_with_the_reasons(project: KuemmererProject) -> None:
    kirchheim = next(one for one in project.places if one.name == "Kirchheim")
    eppishausen = next(one for one in project.places if one.name == "Eppishausen")
    everywhere = make_volunteer(project, "Überall")
    near = make_volunteer(project, "Nah", place=kirchheim, times=times_of([0, 1]))
    unasked = make_volunteer(project, "Ungefragt", place=kirchheim, consent=False)
    make_volunteer(project, "Woanders", place=eppishausen)
    make_volunteer(project, "Kocht", kinds=(AidKind.COOKING,))
    make_volunteer(project, "Abends", times=times_of([2]))
    make_volunteer(project, "Pausiert", state=VolunteerState.PAUSED)
    aid = make_aid(project, place=kirchheim, times=times_of([1, 3]))

    fitting = fitting_volunteers(aid)

    assert [one.volunteer.id for one in fitting] == [near.id, everywhere.id, unasked.id]
    assert [(one.same_place, one.common_slots, one.any_time) for one in fitting[:2]] == [
        (True, (1,), False),
        (False, (), True),
    ]
    assert fitting[2].missing == (Missing.CONSENT,)


def test_a_clearance_counts_for_five_years(project: KuemmererProject, frozen_clock: StoppedClock) -> None:
    exactly, younger = months_later(today(), -60), months_later(today(), -60) + timedelta(days=1)
    make_volunteer(project, "Keins")
    make_volunteer(project, "Alt", clearance_on=exactly)
    make_volunteer(project, "Jung", clearance_on=younger)
    aid = make_aid(project, needs_clearance=True)

    told = {one.volunteer.name: one.missing for one in fitting_volunteers(aid)}

    assert told == {"Jung": (), "Alt": (Missing.CLEARANCE_OLD,), "Keins": (Missing.CLEARANCE,)}


def test_nobody_is_proposed_without_consent(project: KuemmererProject) -> None:
    aid, volunteer = make_aid(project), make_volunteer(project, consent=False)

    with pytest.raises(InvalidInput) as raised, unit_of_work():
        propose(found.aid_request(aid.id), found.volunteer(volunteer.id), by=SYSTEM)

    assert raised.value.message == Missing.CONSENT.label


def test_a_yes_needs_both_calls(project: KuemmererProject) -> None:
    match = make_match(make_aid(project), make_volunteer(project))

    with pytest.raises(InvalidInput), unit_of_work():
        fresh = found.match(match.id)
        answer_match(
            fresh, found.aid_request(match.request_id), to=MatchState.CONFIRMED, version=fresh.version, by=SYSTEM
        )

    assert found.match(match.id).state is MatchState.PROPOSED


def test_a_gesuch_is_matched_while_somebody_said_yes(project: KuemmererProject) -> None:
    aid = make_aid(project)
    match = make_match(aid, make_volunteer(project), is_confirmed=True)
    assert found.aid_request(aid.id).state is AidState.MATCHED

    with unit_of_work():
        fresh = found.match(match.id)
        answer_match(fresh, found.aid_request(aid.id), to=MatchState.DECLINED, version=fresh.version, by=SYSTEM)

    assert found.aid_request(aid.id).state is AidState.OPEN


def test_two_who_edit_meet_a_conflict(project: KuemmererProject) -> None:
    volunteer = make_volunteer(project)
    draft = VolunteerDraft(name="Neu", kinds=(AidKind.GARDEN,))
    with unit_of_work():
        volunteers.edit_volunteer(found.volunteer(volunteer.id), draft, version=volunteer.version, by=SYSTEM)

    with pytest.raises(Conflict), unit_of_work():
        volunteers.edit_volunteer(found.volunteer(volunteer.id), draft, version=1, by=SYSTEM)

    assert found.volunteer(volunteer.id).kinds == [AidKind.GARDEN]


def test_consent_taken_back_erases_the_person_and_keeps_the_hours(project: KuemmererProject) -> None:
    volunteer = make_volunteer(project, mail="resi@example.org", remark="fährt gern")
    make_hours(project, volunteer=volunteer)
    with unit_of_work():
        volunteers.withdraw_consent(found.volunteer(volunteer.id), by=SYSTEM)

    after = found.volunteer(volunteer.id)

    assert (after.name, after.phone, after.mail, after.remark) == ("", "", "", "")
    assert (after.consent_on, after.clearance_on, after.state) == (None, None, VolunteerState.ENDED)
    assert hours_between(today(), today(), project_id=project.id).total == Decimal("1.5")


def _end_aid(project: KuemmererProject) -> Callable[[], tuple[str, ...]]:
    aid = make_aid(project)
    with unit_of_work():
        fresh = found.aid_request(aid.id)
        end_request(fresh, to=AidState.DONE, version=fresh.version, by=SYSTEM)

    def told() -> tuple[str, ...]:
        after = found.aid_request(aid.id)
        return after.name, after.contact, after.what

    return told


def test_who_asked_is_forgotten_six_months_after_it_was_done(
    project: KuemmererProject, frozen_clock: StoppedClock
) -> None:
    told = _end_aid(project)
    running = make_aid(project, "Läuft noch")
    done_on, due = today(), months_later(today(), 6)

    frozen_clock.forward(days=(due - done_on).days - 1)
    with unit_of_work():
        assert forgetting.forget_over() == 0
    assert told() == ("Anton Alt", "08265 815", "Fahrt zum Augenarzt")
    frozen_clock.forward(days=1)
    with unit_of_work():
        assert forgetting.forget_over() == 1
    with unit_of_work():
        assert forgetting.forget_over() == 0

    assert told() == ("", "", "")
    assert found.aid_request(running.id).what == "Läuft noch"
    entries = list(session().scalars(audit.entries(of_kind="kuemmerer.aid-forgotten")))
    assert [one.facts for one in entries] == [
        {"requests": 1, "volunteers": 0, "from_day": done_on.isoformat(), "until_day": done_on.isoformat()}
    ]


def test_a_change_of_the_key_reaches_who_helps_and_who_asks(make_app: Callable[..., Flask]) -> None:
    old, new = "alter-schluessel-0123456789-abcdefghijkl", "neuer-schluessel-0123456789-abcdefghijkl"
    make_app(case_key=old)
    here = make_project("Gut alt werden", place=make_place("Pfaffenhausen"))
    helper, asker = make_volunteer(here), make_aid(here)
    before = (helper.name, helper.version, asker.name, asker.version)

    app = make_app(case_key=f"{new},{old}")
    told = app.test_cli_runner().invoke(cli.rekey)
    assert told.output == "7 Texte neu versiegelt, 0 nicht zu öffnen.\n"

    app = make_app(case_key=new)
    session().expire_all()
    helper, asker = found.volunteer(helper.id), found.aid_request(asker.id)
    assert (helper.name, helper.version, asker.name, asker.version) == before
    told = app.test_cli_runner().invoke(cli.check)
    assert told.output == "7 Texte lassen sich öffnen, 0 nicht.\n"
    assert told.exit_code == 0


@pytest.mark.parametrize("hours", ["0", "-1", "0.1", "1.33", "200.25", "1000000000"])
def test_impossible_hours_are_refused(project: KuemmererProject, hours: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        make_hours(project, hours)

    assert raised.value.field == "hours"


@pytest.mark.parametrize("day", [date(1, 1, 1), date(1999, 12, 31), date(9999, 12, 31)])
def test_impossible_days_are_refused(project: KuemmererProject, day: date) -> None:
    with pytest.raises(InvalidInput) as raised:
        make_hours(project, on=day)

    assert raised.value.field == "on"


def test_hours_add_up_by_quarter_and_kind(project: KuemmererProject) -> None:
    sub_project = make_sub_project(project=project)
    other = make_project("Anderswo", place=make_place("Kammlach"))
    make_hours(project, "1.25", on=date(2026, 3, 31))
    make_hours(project, "0.25", on=date(2026, 4, 1), kind=AidKind.COOKING, sub_project=sub_project)
    make_hours(project, "2", on=date(2026, 4, 2), sub_project=sub_project)
    make_hours(other, "7", on=date(2026, 4, 2))

    sums = hours_between(date(2026, 1, 1), date(2026, 6, 30), project_id=project.id)

    assert sums.total == Decimal("3.5")
    assert sums.by_kind == ((AidKind.DRIVING, Decimal("3.25")), (AidKind.COOKING, Decimal("0.25")))
    assert sums.by_quarter == ((2026, 1, Decimal("1.25")), (2026, 2, Decimal("2.25")))
    first, last = date(2026, 4, 1), date(2026, 4, 1)
    assert hours_between(first, last, project_id=project.id).total == Decimal("0.25")
    assert hours_between(first, date(2026, 4, 2), sub_project_id=sub_project.id).total == Decimal("2.25")
    assert hours_between(first, date(2026, 4, 2), place_ids=[other.places[0].id]).total == Decimal(7)
    assert hours_between(first, date(2026, 4, 2), place_ids=[]).total == Decimal(0)


def test_people_of_another_project_are_no_choice(project: KuemmererProject) -> None:
    stranger = make_volunteer(make_project("Anderswo", place=make_place("Kammlach")), "Fremd")

    with pytest.raises(InvalidInput):
        make_hours(project, volunteer=stranger)

    aid = make_aid(project)
    with pytest.raises(InvalidInput), unit_of_work():
        propose(found.aid_request(aid.id), found.volunteer(stranger.id), by=SYSTEM)
