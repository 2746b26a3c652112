"""Setting up a series, its members, preparing a meeting on one screen."""

from uuid import uuid4

import pytest
from flask import Flask

from portal.kernel.clock import ON_SCREEN
from portal.kernel.policy import Role
from portal.network.terms import ContactWay
from portal.roundtables.queries import meetings as queries
from portal.roundtables.queries import series
from portal.roundtables.terms.meetings import Approval, MeetingState, Reply
from tests.factories.places import make_place
from tests.factories.roundtables import mails_to, make_meeting, make_member, make_series, person, send
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.queries import count_queries
from tests.support.time import StoppedClock

WORK = "/arbeit/runde-tische"


def test_a_series_is_set_up_once_and_leads_to_its_members(app: Flask, client: PickyClient, login: Login) -> None:
    place = make_place()
    login(Role.MODERATOR, place)
    form = {
        "title": "Runder Tisch Älterwerden",
        "sozialraum_id": str(place.id),
        "rhythm": "quarterly",
        "host_name": "Martin Haslach",
        "submission_key": str(uuid4()),
        "is_public": "y",
    }

    first = send(client, f"{WORK}/neu", data=form)
    again = send(client, f"{WORK}/neu", data=form)

    assert first.status_code == again.status_code == 303
    found = series.public_round_table("runder-tisch-aelterwerden")
    assert found is not None
    assert first.location == again.location == f"{WORK}/{found.id}/mitglieder?meldung=series-set-up"


def test_a_series_without_a_name_keeps_what_was_typed(app: Flask, client: PickyClient, login: Login) -> None:
    place = make_place()
    login(Role.MODERATOR, place)

    reply = send(client, f"{WORK}/neu", data={"sozialraum_id": str(place.id), "purpose": "Gut alt werden"})

    assert reply.status_code == 422
    assert "Bitte geben Sie dem Runden Tisch einen Namen." in reply.text
    assert "Gut alt werden" in reply.text


def test_a_foreign_place_is_refused(app: Flask, client: PickyClient, login: Login) -> None:
    login(Role.MODERATOR, make_place())
    elsewhere = make_place("Kammlach")

    reply = send(client, f"{WORK}/neu", data={"title": "Tisch", "sozialraum_id": str(elsewhere.id)})

    assert reply.status_code == 422
    assert "Bitte wählen Sie einen Sozialraum, für den Sie zuständig sind." in reply.text


def test_two_who_change_a_series_both_see_the_other_text(app: Flask, client: PickyClient, login: Login) -> None:
    table = make_series()
    login(Role.MODERATOR, table.sozialraum)
    form = {"title": "Neuer Name", "sozialraum_id": str(table.sozialraum_id), "version": str(table.version)}
    assert send(client, f"{WORK}/{table.id}/bearbeiten", data=form).status_code == 303

    reply = send(client, f"{WORK}/{table.id}/bearbeiten", data=form | {"title": "Anderer Name"})

    assert reply.status_code == 409
    assert "Neuer Name" in reply.text
    assert "Anderer Name" in reply.text
    assert series.round_table(table.id).title == "Neuer Name"


def test_members_are_typed_and_must_be_reachable(app: Flask, client: PickyClient, login: Login) -> None:
    table = make_series()
    login(Role.MODERATOR, table.sozialraum)
    address = f"{WORK}/{table.id}/mitglieder"

    refused = send(client, address, data={"name": "Anna Brief", "way": "letter"})
    taken = send(client, address, data={"name": "Anna Brief", "way": "letter", "address": "Weg 1\n87733 Ort"})

    assert refused.status_code == 422
    assert "Für Briefe fehlt die Anschrift." in refused.text
    assert taken.status_code == 303
    assert [(one.name, one.way) for one in series.members(table)] == [("Anna Brief", ContactWay.LETTER)]


def test_a_member_who_left_is_not_on_the_next_list(app: Flask, client: PickyClient, login: Login) -> None:
    table = make_series()
    stays, leaves = make_member(table, "Maria Berger"), make_member(table, "Josef Lang")
    login(Role.MODERATOR, table.sozialraum)

    send(client, f"{WORK}/mitglieder/{leaves.id}/austragen")

    assert [one.name for one in queries.participants(make_meeting(table))] == [stays.name]


def test_a_meeting_is_planned_with_members_and_agenda(
    app: Flask, client: PickyClient, login: Login, frozen_clock: StoppedClock
) -> None:
    table = make_series()
    make_member(table)
    login(Role.MODERATOR, table.sozialraum)
    form = {
        "day": "2026-03-20",
        "begins": "18:30",
        "ends": "20:30",
        "template": "first",
        "capacity": "20",
        "submission_key": str(uuid4()),
    }

    first = send(client, f"{WORK}/{table.id}/sitzungen/neu", data=form)
    again = send(client, f"{WORK}/{table.id}/sitzungen/neu", data=form)

    [meeting] = queries.meetings_of(table).rows
    assert first.location == again.location
    assert meeting.number == 1
    assert meeting.starts_at.astimezone(ON_SCREEN).isoformat() == "2026-03-20T18:30:00+01:00"
    assert meeting.venue == table.venue
    assert len(meeting.agenda) == 6
    assert [one.name for one in queries.participants(meeting)] == ["Maria Berger"]


@pytest.mark.parametrize(
    ("changed", "complaint"),
    [
        ({"day": "2026-02-01"}, "Dieser Tag liegt in der Vergangenheit."),
        ({"ends": "18:00"}, "Das Ende liegt vor dem Beginn."),
        ({"day": "übermorgen"}, "2026"),
        ({"capacity": "0"}, "Bitte geben Sie eine Zahl zwischen 1 und 1.000 ein."),
        ({"capacity": "viele"}, "viele"),
        ({"reply_until": "2026-03-21"}, "Dieser Tag liegt hinter der Sitzung."),
    ],
)
def test_bad_input_for_a_meeting_is_told(
    app: Flask,
    client: PickyClient,
    login: Login,
    frozen_clock: StoppedClock,
    changed: dict[str, str],
    complaint: str,
) -> None:
    table = make_series()
    login(Role.MODERATOR, table.sozialraum)
    form = {"title": "Wege", "day": "2026-03-20", "begins": "18:30", "ends": "20:30"}

    reply = send(client, f"{WORK}/{table.id}/sitzungen/neu", data=form | changed)

    assert reply.status_code == 422
    assert complaint in reply.text
    assert 'value="Wege"' in reply.text
    assert queries.meetings_of(table).rows == []


def test_the_agenda_is_changed_by_buttons_and_its_minutes_are_summed(
    app: Flask, client: PickyClient, login: Login
) -> None:
    meeting = make_meeting()
    login(Role.MODERATOR, meeting.round_table.sozialraum)
    here = f"{WORK}/sitzungen/{meeting.id}"
    assert "105 von 120 Minuten verplant." in client.get(here).text

    send(
        client, f"{here}/tagesordnung", data={"item-title": "Bürgerbus", "item-minutes": "40", "item-material": "Plan"}
    )
    added = queries.meeting(meeting.id).agenda[-1]
    send(client, f"{WORK}/sitzungen/tops/{added.id}/verschieben", data={"wohin": "hoch"})

    shown = client.get(here).text
    assert "145 von 120 Minuten verplant." in shown
    assert "25 Minuten zu viel" in shown
    assert [item.title for item in queries.meeting(meeting.id).agenda][-2] == "Bürgerbus"
    send(client, f"{WORK}/sitzungen/tops/{added.id}/streichen")
    assert len(queries.meeting(meeting.id).agenda) == 5


def test_an_item_without_words_is_refused_at_its_field(app: Flask, client: PickyClient, login: Login) -> None:
    meeting = make_meeting()
    login(Role.MODERATOR, meeting.round_table.sozialraum)

    reply = send(client, f"{WORK}/sitzungen/{meeting.id}/tagesordnung", data={"item-title": " ", "item-minutes": "0"})

    assert reply.status_code == 422
    assert "Bitte schreiben Sie, worum es geht." in reply.text


def test_from_the_second_meeting_on_the_agreements_come_first(app: Flask) -> None:
    first = make_meeting()
    second = make_meeting(first.round_table)

    assert first.agenda[0].title == "Begrüßung und Tagesordnung"
    assert second.agenda[0].title == "Was aus unseren Vereinbarungen wurde"


def test_the_gemeinde_approves_before_the_moderator_invites(app: Flask, client: PickyClient, login: Login) -> None:
    meeting = make_meeting(people=["Maria Berger"])
    place = meeting.round_table.sozialraum
    here = f"{WORK}/sitzungen/{meeting.id}"
    login(Role.MODERATOR, place)
    assert send(client, f"{here}/einladen").status_code == 404
    assert send(client, f"{here}/freigeben").status_code == 404

    send(client, f"{here}/freigabe-erbitten")
    assert queries.meeting(meeting.id).approval is Approval.ASKED
    login(Role.MUNICIPALITY, place)
    assert "Einladungen, die Sie freigeben können" in client.get("/arbeit").text
    send(client, f"{here}/freigeben")
    login(Role.MODERATOR, place)
    send(client, f"{here}/einladen")
    send(client, f"{here}/einladen")

    fresh = queries.meeting(meeting.id)
    assert fresh.state is MeetingState.INVITED
    assert len(mails_to("maria.berger@example.org")) == 1


def test_other_words_need_a_new_approval_unless_the_gemeinde_wrote_them(
    app: Flask, client: PickyClient, login: Login
) -> None:
    meeting = make_meeting(people=["Maria Berger"])
    here, place = f"{WORK}/sitzungen/{meeting.id}", meeting.round_table.sozialraum
    login(Role.MUNICIPALITY, place)
    send(client, f"{here}/freigeben")
    version = str(queries.meeting(meeting.id).version)
    send(client, f"{here}/einladung", data={"words-invitation": "kommen Sie!", "words-version": version})
    assert queries.meeting(meeting.id).approval is Approval.GIVEN

    login(Role.MODERATOR, place)
    version = str(queries.meeting(meeting.id).version)
    send(client, f"{here}/einladung", data={"words-invitation": "kommt alle!", "words-version": version})

    assert queries.meeting(meeting.id).approval is Approval.OPEN


def test_a_reply_given_by_phone_is_typed(app: Flask, client: PickyClient, login: Login) -> None:
    meeting = make_meeting(people=["Maria Berger"])
    login(Role.MODERATOR, meeting.round_table.sozialraum)
    address = f"{WORK}/sitzungen/{meeting.id}/personen/{person(meeting, 'Maria Berger').id}"

    refused = send(client, address, data={"how": "phone"})
    taken = send(client, address, data={"how": "phone", "comes": "yes", "assistance": ["hearing", "unsinn"]})

    assert refused.status_code == 422
    assert taken.status_code == 303
    maria = person(meeting, "Maria Berger")
    assert (maria.reply, maria.assistance) == (Reply.YES, ["hearing"])


def test_a_person_of_another_meeting_is_not_found(app: Flask, client: PickyClient, login: Login) -> None:
    meeting, other = make_meeting(people=["Maria Berger"]), make_meeting(people=["Josef Lang"])
    login(Role.PLANNER)

    reply = client.get(f"{WORK}/sitzungen/{meeting.id}/personen/{person(other, 'Josef Lang').id}")

    assert reply.status_code == 404


def test_the_list_of_series_takes_as_many_queries_for_one_as_for_many(
    app: Flask, client: PickyClient, login: Login
) -> None:
    login(Role.PLANNER)
    make_meeting(people=["Maria Berger"])
    client.get(WORK)
    with count_queries() as one:
        client.get(WORK)
    for number in range(6):
        make_meeting(make_series(f"Tisch {number}"), people=["Josef Lang"])
    client.get(WORK)
    with count_queries() as many:
        client.get(WORK)

    assert len(many) == len(one)


def test_the_screen_of_preparation_takes_as_many_queries_for_one_person_as_for_many(
    app: Flask, client: PickyClient, login: Login
) -> None:
    login(Role.PLANNER)
    few = make_meeting(people=["Maria Berger"])
    many = make_meeting(people=[f"Mitglied {number}" for number in range(20)])
    client.get(f"{WORK}/sitzungen/{few.id}")
    with count_queries() as one:
        client.get(f"{WORK}/sitzungen/{few.id}")
    with count_queries() as twenty:
        client.get(f"{WORK}/sitzungen/{many.id}")

    assert len(twenty) == len(one)


def test_the_exchange_of_the_project_gemeinden_comes_from_a_template(
    app: Flask, client: PickyClient, login: Login
) -> None:
    make_place()
    login(Role.PLANNER)

    shown = client.get(f"{WORK}/neu?vorlage=austauschtreffen").text

    assert "Austauschtreffen der Projektgemeinden" in shown
    assert "Jede zeigt, was gelungen ist" in shown
