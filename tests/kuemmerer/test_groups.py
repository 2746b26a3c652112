"""Arbeitsgruppen: who belongs to them, as what they meet, what becomes of their ideas."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask

from portal.accounts import actions as accounts
from portal.accounts import queries as account_queries
from portal.accounts.models import Account, RoleGrant
from portal.kernel.clock import now, today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, Forbidden, InvalidInput, InvalidTransition
from portal.kernel.policy import ANONYMOUS, SYSTEM, Role, allows
from portal.kuemmerer import actions as projects
from portal.kuemmerer import queries
from portal.kuemmerer.actions import group_meetings, group_members, groups, ideas, subprojects
from portal.kuemmerer.actions.group_meetings import MeetingsDraft
from portal.kuemmerer.actions.group_members import MembershipDraft
from portal.kuemmerer.actions.groups import GroupDraft
from portal.kuemmerer.actions.subprojects import SubProjectDraft
from portal.kuemmerer.models import WorkingGroup
from portal.kuemmerer.policy import KuemmererPermission as May
from portal.kuemmerer.queries import groups as found
from portal.kuemmerer.queries import meetings
from portal.kuemmerer.terms.groups import GroupTheme, IdeaState
from portal.kuemmerer.terms.subprojects import SubProjectKind
from portal.network import actions as network
from portal.network import queries as network_queries
from portal.places import queries as places
from portal.places.models import Sozialraum
from portal.roundtables.actions import meetings as meeting_actions
from portal.roundtables.queries import series
from portal.roundtables.terms.agendas import AgendaTemplate
from tests.factories.accounts import make_account
from tests.factories.groups import make_group, make_idea, make_member, make_sub_project
from tests.factories.kuemmerer import make_project
from tests.factories.network import make_contact, make_stakeholder
from tests.factories.places import make_place
from tests.factories.roundtables import make_series

KEEPERS = {Role.PLANNER, Role.KUEMMERER}
READERS = {*KEEPERS, Role.MUNICIPALITY, Role.SECTOR_PLANNER}


def somebody(role: Role, place: Sozialraum | None) -> Account:
    return Account(id=uuid4(), is_active=True, grants=[RoleGrant(role=role, sozialraum_id=place.id if place else None)])


def join(group: WorkingGroup, **values: object) -> UUID:
    person = {name: values.pop(name) for name in ("contact_id", "account_id") if name in values}
    by = values.pop("by", SYSTEM)
    with unit_of_work():
        draft = MembershipDraft(**({"since": today()} | values))  # type: ignore[arg-type]
        made = group_members.join(found.group(group.id), draft, by=by, **person)  # type: ignore[arg-type]
    return made.id


def test_a_project_gets_the_four_groups_once(app: Flask) -> None:
    project = make_project()
    for _time in range(2):
        with unit_of_work():
            groups.make_shipped(queries.project(project.id), by=SYSTEM)

    assert [one.theme for one in found.groups_of(project.id)] == [
        GroupTheme.STEERING,
        GroupTheme.HOUSING,
        GroupTheme.CARE,
        GroupTheme.ADVICE,
    ]


def test_a_further_group_sent_twice_is_there_once(app: Flask) -> None:
    project, key = make_project(), uuid4()
    for _time in range(2):
        with unit_of_work():
            draft = GroupDraft(name="Jung und Alt")
            groups.add_group(queries.project(project.id), draft, submission_key=key, by=SYSTEM)

    assert [one.name for one in found.groups_of(project.id)][4:] == ["Jung und Alt"]


def test_the_second_to_save_a_group_meets_a_conflict(app: Flask) -> None:
    group = make_group()
    seen = group.version
    with unit_of_work():
        groups.edit_group(found.group(group.id), GroupDraft(name="Wohnen"), version=seen, by=SYSTEM)

    with pytest.raises(Conflict), unit_of_work():
        groups.edit_group(found.group(group.id), GroupDraft(name="Anders"), version=seen, by=SYSTEM)
    assert found.group(group.id).name == "Wohnen"


def test_only_who_agreed_can_be_taken_from_the_network(app: Flask) -> None:
    place = make_place()
    group = make_group(make_project(place=place))
    akteur = make_stakeholder(place=place)
    agreed = make_contact(akteur)
    silent = make_contact(akteur, consent=False, name="Still", email="still@example.org")

    join(group, contact_id=agreed.id)
    with pytest.raises(InvalidInput) as refused:
        join(group, contact_id=silent.id)

    assert refused.value.field == "contact_id"
    assert [one.contact_id for one in found.group(group.id).present_members] == [agreed.id]


def test_a_contact_of_another_place_is_no_choice(app: Flask) -> None:
    group = make_group()
    foreign = make_contact(make_stakeholder(place=make_place("Kammlach")))

    with pytest.raises(InvalidInput):
        join(group, contact_id=foreign.id)


def test_the_name_goes_with_the_consent(app: Flask) -> None:
    place = make_place()
    group = make_group(make_project(place=place))
    contact = make_contact(make_stakeholder("Pfarrgemeinde", place=place))
    member = make_member(group, contact)
    assert found.called(SYSTEM, [member])[member.id].name == "Erika Beispiel"

    with unit_of_work():
        network.erase_contact(network_queries.contact(contact.id), by=SYSTEM)

    assert found.called(SYSTEM, [found.member(member.id)])[member.id] == found.Called("", "Pfarrgemeinde")


def test_fachplanung_reads_the_organisation_and_no_name(app: Flask) -> None:
    place = make_place()
    member = make_member(
        make_group(make_project(place=place)), make_contact(make_stakeholder("Pfarrgemeinde", place=place))
    )

    told = found.called(somebody(Role.SECTOR_PLANNER, place), [member])[member.id]

    assert (told.name, told.about, told.stakeholder_id) == ("", "Pfarrgemeinde", None)


def test_staff_of_the_place_can_belong_and_strangers_cannot(app: Flask) -> None:
    place = make_place()
    group = make_group(make_project(place=place))
    mayor, foreign = make_account(Role.MUNICIPALITY, place), make_account(Role.MUNICIPALITY, make_place("Kammlach"))

    join(group, account_id=mayor.id)
    with pytest.raises(InvalidInput) as refused:
        join(group, account_id=foreign.id)

    assert refused.value.field == "account_id"
    assert [one.account_id for one in found.group(group.id).present_members] == [mayor.id]


def test_whose_account_was_closed_is_told_to_be_gone(app: Flask) -> None:
    place = make_place()
    group = make_group(make_project(place=place))
    mayor, clerk = make_account(Role.MUNICIPALITY, place), make_account(Role.MUNICIPALITY, place)
    stays, leaves = join(group, account_id=clerk.id), join(group, account_id=mayor.id)
    with unit_of_work():
        accounts.deactivate(account_queries.account(mayor.id), by=SYSTEM)

    told = found.called(SYSTEM, found.group(group.id).present_members)

    assert (told[leaves].is_gone, told[stays].is_gone) == (True, False)
    assert told[leaves].name == mayor.name


def test_nobody_and_two_people_at_once_are_refused(app: Flask) -> None:
    group = make_group()

    for person in ({}, {"contact_id": uuid4(), "account_id": uuid4()}):
        with pytest.raises(InvalidInput):
            join(group, **person)


def test_joining_again_changes_nothing(app: Flask) -> None:
    place = make_place()
    group = make_group(make_project(place=place))
    mayor = make_account(Role.MUNICIPALITY, place)

    assert join(group, account_id=mayor.id) == join(group, account_id=mayor.id)


def test_one_person_speaks_for_a_group(app: Flask) -> None:
    place = make_place()
    group = make_group(make_project(place=place))
    first, second = make_account(Role.MUNICIPALITY, place), make_account(Role.KUEMMERER, place)

    join(group, account_id=first.id, is_speaker=True)
    join(group, account_id=second.id, is_speaker=True)

    speakers = [one.account_id for one in found.group(group.id).members if one.is_speaker]
    assert speakers == [second.id]


def test_who_leaves_speaks_no_longer_and_stays_in_the_record(app: Flask) -> None:
    place = make_place()
    group = make_group(make_project(place=place))
    mayor = make_account(Role.MUNICIPALITY, place)
    member_id = join(group, account_id=mayor.id, is_speaker=True)

    with unit_of_work():
        group_members.leave(found.member(member_id), by=SYSTEM)

    left = found.group(group.id)
    assert (left.present_members, [(one.until, one.is_speaker) for one in left.members]) == ([], [(today(), False)])
    assert join(group, account_id=mayor.id) != member_id


@pytest.mark.parametrize(
    ("since", "until", "field"),
    [
        (date(1, 1, 1), None, "since"),
        (date(9999, 12, 31), None, "since"),
        (date(2026, 5, 1), date(2026, 4, 1), "until"),
        (date(2026, 5, 1), date(9999, 1, 1), "until"),
    ],
)
def test_impossible_days_are_refused(app: Flask, since: date, until: date | None, field: str) -> None:
    place = make_place()
    group = make_group(make_project(place=place))
    member_id = join(group, account_id=make_account(Role.MUNICIPALITY, place).id)

    with pytest.raises(InvalidInput) as refused, unit_of_work():
        draft = MembershipDraft(since=since, until=until)
        group_members.edit_membership(found.member(member_id), draft, version=1, by=SYSTEM)
    assert refused.value.field == field


def test_a_group_begins_a_round_table_with_its_members(app: Flask) -> None:
    place = make_place()
    group = make_group(make_project(place=place))
    make_member(group, make_contact(make_stakeholder(place=place)))
    key = uuid4()

    for _time in range(2):
        with unit_of_work():
            draft = MeetingsDraft(title="AG Wohnen", place=places.place(place.id))
            group_meetings.begin_series(found.group(group.id), draft, submission_key=key, by=SYSTEM)

    table = series.round_table(found.group(group.id).round_table_id)  # type: ignore[arg-type]
    assert (table.title, table.is_public) == ("AG Wohnen", False)
    assert [one.name for one in series.members(table)] == ["Erika Beispiel"]


def test_a_foreign_round_table_cannot_be_linked(app: Flask) -> None:
    place = make_place()
    group = make_group(make_project(place=place))
    here, elsewhere = make_series("Hier", place=place), make_series("Dort", place=make_place("Kammlach"))
    keeper = make_account(Role.KUEMMERER, place)

    with unit_of_work():
        group_meetings.link_series(found.group(group.id), here.id, by=keeper)
    for other in (elsewhere.id, uuid4()):
        with pytest.raises(InvalidInput) as refused, unit_of_work():
            group_meetings.link_series(found.group(group.id), other, by=keeper)
        assert refused.value.field == "round_table_id"

    assert found.group(group.id).round_table_id == here.id


def plan(table_id: UUID, days: int) -> None:
    starts = now() + timedelta(days=days)
    with unit_of_work():
        draft = meeting_actions.MeetingDraft(starts_at=starts, ends_at=starts + timedelta(hours=2))
        meeting_actions.plan(
            series.round_table(table_id), draft, template=AgendaTemplate.EMPTY, submission_key=uuid4(), by=SYSTEM
        )


def test_the_next_meeting_is_told_and_due_for_the_kuemmerer(app: Flask) -> None:
    place = make_place()
    project = make_project(place=place)
    group, table = make_group(project), make_series(place=place)
    plan(table.id, 12)
    plan(table.id, 3)
    with unit_of_work():
        group_meetings.link_series(found.group(group.id), table.id, by=SYSTEM)

    coming = meetings.next_meetings_of([project.id])
    assert [(one.group_id, one.on) for one in coming] == [(group.id, today() + timedelta(days=3))]
    until = today() + timedelta(days=7)
    keeper, foreign = somebody(Role.KUEMMERER, place), somebody(Role.KUEMMERER, make_place("Kammlach"))
    assert [one.group_id for one, _name in meetings.due_meetings(keeper, until=until, limit=9)] == [group.id]
    assert meetings.due_meetings(keeper, until=today(), limit=9) == []
    assert meetings.due_meetings(foreign, until=until, limit=9) == []


def test_an_idea_is_taken_up_once(app: Flask) -> None:
    project = make_project()
    idea = make_idea(make_group(project))
    with unit_of_work():
        draft = SubProjectDraft(name="Bänke", kind=SubProjectKind.OTHER)
        made = subprojects.begin_sub_project(queries.project(project.id), draft, idea=found.idea(idea.id), by=SYSTEM)

    fresh = found.idea(idea.id)
    assert (fresh.state, fresh.sub_project_id) == (IdeaState.TAKEN_UP, made.id)
    with pytest.raises(InvalidTransition), unit_of_work():
        ideas.drop_idea(found.idea(idea.id), reason="Doch nicht", by=SYSTEM)
    with pytest.raises(InvalidTransition), unit_of_work():
        subprojects.begin_sub_project(queries.project(project.id), draft, idea=found.idea(idea.id), by=SYSTEM)


def test_dropping_an_idea_takes_a_reason_and_can_be_taken_back(app: Flask) -> None:
    idea = make_idea(make_group())
    with pytest.raises(InvalidInput), unit_of_work():
        ideas.drop_idea(found.idea(idea.id), reason="", by=SYSTEM)

    with unit_of_work():
        ideas.drop_idea(found.idea(idea.id), reason="Das macht schon der Bauhof", by=SYSTEM)
    assert (found.idea(idea.id).state, found.idea(idea.id).reason) == (IdeaState.DROPPED, "Das macht schon der Bauhof")

    with unit_of_work():
        ideas.reopen_idea(found.idea(idea.id), by=SYSTEM)
    assert (found.idea(idea.id).state, found.idea(idea.id).reason) == (IdeaState.IDEA, "")


@pytest.mark.parametrize("is_running", [True, False])
def test_roles_and_states(app: Flask, is_running: bool) -> None:
    place, elsewhere = make_place(), make_place("Kammlach")
    project = make_project(place=place)
    group = make_group(project)
    member = make_member(group, make_contact(make_stakeholder(place=place)))
    idea, sub_project = make_idea(group), make_sub_project(project=project)
    if not is_running:
        with unit_of_work():
            projects.close(queries.project(project.id), reason="Zu Ende", by=SYSTEM)
    things: list[object] = [found.group(group.id), found.member(member.id), found.idea(idea.id)]
    things.append(sub_project)

    for thing in things:
        for where, reading in ((None, READERS), (place, READERS), (elsewhere, set())):
            read = {role for role in Role if allows(May.READ, somebody(role, where), thing)}
            edit = {role for role in Role if allows(May.EDIT, somebody(role, where), thing)}
            assert read == reading
            assert edit == (reading & KEEPERS if is_running else set())
        assert not allows(May.READ, ANONYMOUS, thing)


def test_the_gemeinde_changes_nothing(app: Flask) -> None:
    place = make_place()
    group = make_group(make_project(place=place))
    mayor = make_account(Role.MUNICIPALITY, place)

    with pytest.raises(Forbidden), unit_of_work():
        ideas.note_idea(found.group(group.id), "Eine Bank", by=mayor)
    with pytest.raises(Forbidden):
        join(group, account_id=mayor.id, by=mayor)
