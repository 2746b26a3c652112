"""Surveys, Nadelkarten, Zukunftswerkstätten and Runde Tische stand in the calendar by themselves."""

from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from portal.kernel import clock
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.pinmaps import queries as maps
from portal.pinmaps.actions import drafting as map_drafting
from portal.places.models import Sozialraum
from portal.roundtables.actions import meetings as meeting_actions
from portal.roundtables.actions import registering as table_registering
from portal.roundtables.actions import running
from portal.roundtables.actions import series as series_actions
from portal.roundtables.actions.series import SeriesDraft
from portal.roundtables.models import Meeting
from portal.roundtables.queries import meetings
from portal.roundtables.queries import series as series_queries
from portal.roundtables.terms.series import RoundTableKind
from portal.sectorplans import actions, queries
from portal.sectorplans.actions import Supplement
from portal.sectorplans.models import DataCollection
from portal.sectorplans.terms import CollectionState, SourceKind
from portal.surveys import queries as surveys
from portal.surveys.actions import drafting, registering
from portal.surveys.actions.drafting import SurveySettings
from portal.surveys.models import Survey
from portal.surveys.terms.questionnaire import Questionnaire, Section
from portal.workshops import queries as workshops
from portal.workshops.actions import drafting as workshop_drafting
from portal.workshops.actions.drafting import WorkshopDraft
from portal.workshops.terms.templates import WorkshopTemplate
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.factories.roundtables import make_meeting, make_series
from tests.factories.sectorplans import make_collection
from tests.support.login import Login
from tests.support.picky import PickyClient

SETTINGS = SurveySettings(
    titles={"de": "Wie wohnen Sie?"},
    opens_at=datetime(2027, 3, 31, 22, 30, tzinfo=UTC),
    closes_at=datetime(2027, 5, 31, 21, 0, tzinfo=UTC),
    contact_name="Katrin Lechner",
    contact_phone="08261 995-110",
)


@pytest.fixture(autouse=True)
def place(app: Flask) -> Sozialraum:
    make_county(with_terms=True)
    return make_place("Pfaffenhausen")


def draft(place: Sozialraum, settings: SurveySettings = SETTINGS) -> Survey:
    with unit_of_work():
        return drafting.create(settings, Questionnaire(sections=(Section(title={}),)), place=place, by=SYSTEM)


def registered(survey: Survey) -> DataCollection | None:
    return queries.by_source(SourceKind.SURVEY, survey.id)


def test_a_survey_registers_itself_with_the_months_of_bavaria(place: Sozialraum) -> None:
    found = registered(draft(place))

    assert found is not None
    assert (found.title, found.first_month, found.last_month) == ("Wie wohnen Sie?", date(2027, 4, 1), date(2027, 5, 1))
    assert [one.name for one in found.places] == ["Pfaffenhausen"]
    assert (found.state, found.contact_name, found.asks_everybody) == (CollectionState.PLANNED, "Katrin Lechner", True)


def test_a_survey_without_a_period_waits_and_one_thrown_away_leaves(place: Sozialraum) -> None:
    survey = draft(place, replace(SETTINGS, opens_at=None, closes_at=None))
    assert registered(survey) is None

    with unit_of_work():
        fresh = surveys.survey(survey.id)
        drafting.write_settings(fresh, SETTINGS, version=fresh.version, by=SYSTEM)
    assert registered(survey) is not None

    with unit_of_work():
        drafting.discard(surveys.survey(survey.id), by=SYSTEM)
    assert registered(survey) is None


def test_what_people_added_stays_when_the_survey_changes(place: Sozialraum) -> None:
    survey = draft(place)
    found = registered(survey)
    assert found is not None
    groups = make_collection(place=place, groups=("Jugendliche",)).target_groups
    with unit_of_work():
        fresh = queries.collection(found.id)
        added = Supplement(target_group_ids=[groups[0].id], subject="Wohnen")
        actions.supplement(fresh, added, version=fresh.version, by=SYSTEM)

    with unit_of_work():
        fresh_survey = surveys.survey(survey.id)
        renamed = replace(SETTINGS, titles={"de": "Wohnen in Pfaffenhausen"})
        drafting.write_settings(fresh_survey, renamed, version=fresh_survey.version, by=SYSTEM)

    found = queries.collection(found.id)
    assert (found.title, found.subject) == ("Wohnen in Pfaffenhausen", "Wohnen")
    assert [group.name for group in found.target_groups] == ["Jugendliche"]
    assert not found.asks_everybody


def test_the_daily_duty_registers_those_from_before_and_changes_nothing_the_second_time(place: Sozialraum) -> None:
    survey = draft(place)
    with unit_of_work():
        session().execute(delete(DataCollection))
        session().expire_all()

    versions = []
    for _ in range(2):
        with unit_of_work():
            registering.register_all()
        found = registered(survey)
        assert found is not None
        versions.append((found.id, found.version))

    assert versions[0] == versions[1]
    assert session().scalar(select(func.count()).select_from(DataCollection)) == 1


def test_maps_and_workshops_register_themselves_too(place: Sozialraum) -> None:
    with unit_of_work():
        workshop = workshop_drafting.create(
            WorkshopDraft(title="Unser Dorf", starts_at=datetime(2027, 6, 12, 8, 0, tzinfo=UTC)),
            next(one for one in WorkshopTemplate if not one.is_online),
            place=place,
            by=SYSTEM,
        )
        pin_map = map_drafting.create(
            map_drafting.MapSettings(
                title="Wo fehlt eine Bank?",
                question="Wo?",
                opens_on=date(2027, 7, 1),
                closes_on=date(2027, 8, 15),
            ),
            place=place,
            by=SYSTEM,
        )
    found = [queries.by_source(SourceKind.WORKSHOP, workshop.id), queries.by_source(SourceKind.PIN_MAP, pin_map.id)]

    assert [(one.first_month.month, one.last_month.month) for one in found if one is not None] == [(6, 6), (7, 8)]
    with unit_of_work():
        workshop_drafting.discard(workshops.workshop(workshop.id), by=SYSTEM)
        map_drafting.discard(maps.pin_map(pin_map.id), by=SYSTEM)
    assert session().scalar(select(func.count()).select_from(DataCollection)) == 0


def test_the_checklist_of_a_survey_tells_whom_to_talk_to(client: PickyClient, login: Login, place: Sozialraum) -> None:
    survey = draft(place)
    make_collection("Befragung der Gemeinde", place=place, contact_name="Otto Rat", contact_phone="08265 123-4")
    login(Role.PLANNER)

    shown = client.page(f"/arbeit/umfragen/{survey.id}")

    assert "1 Überschneidung" in shown.text("#erhebungskalender")
    assert "Otto Rat" in shown.text("#erhebungskalender")


def test_supplementing_leads_back_to_the_survey(client: PickyClient, login: Login, place: Sozialraum) -> None:
    survey = draft(place)
    login(Role.MODERATOR, place)
    found = registered(survey)
    assert found is not None

    form = client.page(f"/arbeit/erhebungen/{found.id}/ergaenzen").form("main form[data-island=submit-once]")
    answer = client.submit(form, subject="Wohnen im Alter")

    assert answer.location.partition("?")[0] == f"/arbeit/umfragen/{survey.id}"
    assert queries.collection(found.id).subject == "Wohnen im Alter"


def test_the_calendar_follows_a_survey_that_began(place: Sozialraum) -> None:
    survey = draft(place)
    with clock.frozen(datetime(2027, 4, 2, tzinfo=UTC) + timedelta(days=1)), unit_of_work():
        registering.register_all()
    found = registered(survey)

    assert found is not None
    assert found.state is CollectionState.PLANNED  # a draft never runs


def of_meeting(meeting: Meeting) -> DataCollection | None:
    return queries.by_source(SourceKind.ROUND_TABLE, meeting.id)


def test_a_meeting_of_a_round_table_registers_itself_and_follows_what_becomes_of_it(place: Sozialraum) -> None:
    meeting = make_meeting(
        make_series("Runder Tisch Pfaffenhausen", place=place),
        starts_at=datetime(2027, 6, 30, 17, 0, tzinfo=UTC),
        title="Wie kommen wir zum Arzt?",
    )
    found = of_meeting(meeting)

    assert found is not None
    assert (found.title, found.first_month, found.last_month, found.state, found.contact_name) == (
        "Runder Tisch Pfaffenhausen: Wie kommen wir zum Arzt?",
        date(2027, 6, 1),
        date(2027, 6, 1),
        CollectionState.PLANNED,
        "Rosa Huber",
    )
    with unit_of_work():
        meeting_actions.cancel(meetings.meeting(meeting.id), reason="Krank", by=SYSTEM)
    assert queries.collection(found.id).state is CollectionState.CANCELLED


def test_a_meeting_that_is_run_runs_in_the_calendar_too(place: Sozialraum) -> None:
    meeting = make_meeting(make_series(place=place))
    states = []
    for step in (running.begin, running.close):
        with unit_of_work():
            step(meetings.meeting(meeting.id), by=SYSTEM)
        found = of_meeting(meeting)
        assert found is not None
        states.append(found.state)

    assert states == [CollectionState.RUNNING, CollectionState.DONE]


def test_meetings_ahead_follow_their_series_and_an_exchange_of_staff_asks_nobody(place: Sozialraum) -> None:
    series = make_series(place=place)
    meeting = make_meeting(series)

    def change(**values: Any) -> None:
        with unit_of_work():
            fresh = series_queries.round_table(series.id)
            given = {one.name: getattr(fresh, one.name) for one in fields(SeriesDraft) if one.name != "place"}
            wanted = SeriesDraft(**(given | {"place": place} | values))
            series_actions.edit(fresh, wanted, version=fresh.version, by=SYSTEM)

    change(title="Tisch der Nachbarn")
    found = of_meeting(meeting)
    assert found is not None
    assert found.title == "Tisch der Nachbarn, 1. Sitzung"
    change(kind=RoundTableKind.EXCHANGE)
    assert of_meeting(meeting) is None


def test_the_daily_duty_registers_meetings_from_before(place: Sozialraum) -> None:
    meeting = make_meeting(make_series(place=place))
    with unit_of_work():
        session().execute(delete(DataCollection))
        session().expire_all()

    versions = []
    for _ in range(2):
        with unit_of_work():
            table_registering.register_all()
        found = of_meeting(meeting)
        assert found is not None
        versions.append((found.id, found.version))

    assert versions[0] == versions[1]


def test_the_calendar_leads_to_the_meeting(client: PickyClient, login: Login, place: Sozialraum) -> None:
    meeting = make_meeting(make_series(place=place))
    found = of_meeting(meeting)
    login(Role.MODERATOR, place)
    assert found is not None

    assert client.page(f"/arbeit/erhebungen/{found.id}").link("Zum Runden Tisch") == (
        f"/arbeit/runde-tische/sitzungen/{meeting.id}"
    )
