"""Answers to invitations: by link, seats and the waiting list, dates, arrivals, reminders, letters."""

import threading
from datetime import timedelta
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from flask import Flask
from pypdf import PdfReader

from portal.kernel import clock
from portal.kernel.db import db, unit_of_work
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import SYSTEM, Role
from portal.network.terms import ContactWay
from portal.roundtables.actions import addresses, arriving, dates, inviting, meetings, replies
from portal.roundtables.actions.dates import FindingDraft
from portal.roundtables.actions.meetings import MeetingDraft
from portal.roundtables.actions.replies import ReplyDraft
from portal.roundtables.documents.letters import letters_pdf
from portal.roundtables.models import Meeting, RoundTable
from portal.roundtables.queries import dates as date_queries
from portal.roundtables.queries import meetings as queries
from portal.roundtables.queries import series as series_queries
from portal.roundtables.terms.agendas import AgendaTemplate
from portal.roundtables.terms.meetings import Reply
from tests.factories.roundtables import (
    mails_to,
    make_guest,
    make_invited,
    make_meeting,
    make_member,
    make_series,
    person,
    send,
)
from tests.support.login import Login
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock

YES, NO = ReplyDraft(comes=True), ReplyDraft(comes=False)


def says(meeting: Meeting, name: str, draft: ReplyDraft) -> Reply:
    """Somebody answers by their link."""
    with unit_of_work():
        return replies.reply_by_link(queries.participant(person(meeting, name).id), draft)


def address_of(meeting: Meeting, name: str) -> str:
    return "/runde-tische/antwort/" + queries.reply_code(person(meeting, name).id)


def standing(meeting: Meeting) -> dict[str, Reply]:
    return {one.name: one.reply for one in queries.participants(meeting)}


def test_who_opens_the_link_after_it_began_is_not_asked_any_more(
    app: Flask, client: PickyClient, frozen_clock: StoppedClock
) -> None:
    meeting = make_invited("Maria Berger")
    says(meeting, "Maria Berger", YES)
    where = address_of(meeting, "Maria Berger")
    assert "Sie können sie unten ändern." in client.get(where).text

    frozen_clock.forward(days=15)

    late = client.get(where).text
    assert "Sie können sie unten ändern." not in late
    assert "Antwort senden" not in late
    assert "Für diese Sitzung kann man nicht mehr antworten." in late


def test_an_invitation_with_pictures_is_printed(app: Flask) -> None:
    series = make_series()
    make_member(series, "Rosa 👵🏽 Huber", way=ContactWay.LETTER, email="", address="Dorfstraße 1")
    meeting = make_meeting(series)

    made = letters_pdf(meeting, queries.participants(meeting))

    assert "Rosa □ Huber" in PdfReader(BytesIO(made)).pages[0].extract_text()


def test_a_member_replies_without_an_account(app: Flask, client: PickyClient) -> None:
    meeting = make_invited("Maria Berger")
    address = address_of(meeting, "Maria Berger")
    shown = client.get(address).text
    assert "Guten Tag Maria Berger, kommen Sie?" in shown
    assert addresses.calendar_url(meeting.round_table.members[0]) in shown
    form = {
        "comes": "yes",
        "substitute": "Karl Berger",
        "assistance": ["hearing", "childcare"],
        "remark": "Ich bringe\nKuchen mit.",
    }

    for _again in range(3):
        assert send(client, address, data=form).location.endswith("meldung=reply-yes")

    maria = person(meeting, "Maria Berger")
    assert (maria.reply, maria.substitute, maria.assistance) == (Reply.YES, "Karl Berger", ["hearing", "childcare"])
    assert maria.remark == "Ich bringe\nKuchen mit."
    assert queries.meeting(meeting.id).seats_taken == 1


def test_an_answer_without_yes_or_no_keeps_what_was_typed(app: Flask, client: PickyClient) -> None:
    meeting = make_invited("Maria Berger")

    reply = send(client, address_of(meeting, "Maria Berger"), data={"comes": "vielleicht", "remark": "Mal sehen"})

    assert reply.status_code == 422
    assert "Bitte wählen Sie Ja oder Nein." in reply.text
    assert "Mal sehen" in reply.text


def test_a_code_is_typed_as_it_was_printed(app: Flask, client: PickyClient) -> None:
    meeting = make_invited("Maria Berger")
    code = queries.reply_code(person(meeting, "Maria Berger").id)

    right = send(client, "/runde-tische/antwort", data={"code": code.lower().replace("-", " ")})
    wrong = send(client, "/runde-tische/antwort", data={"code": "0000-0000-0000-0000"})

    assert right.location == f"/runde-tische/antwort/{code}"
    assert wrong.status_code == 422
    assert "Diesen Code kennen wir nicht." in wrong.text


def test_whoever_guesses_links_is_slowed_down(app: Flask, client: PickyClient) -> None:
    meeting = make_invited("Maria Berger")

    answers = [client.get(f"/runde-tische/antwort/{number:04}-0000-0000-0000").status_code for number in range(22)]
    answers += [client.get(f"/runde-tische/termin/{number}").status_code for number in range(2)]

    assert answers == [404] * 20 + [429] * 4
    assert client.get(address_of(meeting, "Maria Berger")).status_code == 200


def test_a_link_before_the_invitation_shows_nothing(app: Flask, client: PickyClient) -> None:
    meeting = make_meeting(people=["Maria Berger"])

    assert client.get(address_of(meeting, "Maria Berger")).status_code == 404


def test_who_comes_when_all_seats_are_taken_waits_and_moves_up(app: Flask, client: PickyClient) -> None:
    meeting = make_invited("Anna Eins", "Berta Zwei", "Cilli Drei", capacity=1)
    assert [says(meeting, name, YES) for name in ("Anna Eins", "Berta Zwei", "Cilli Drei")] == [
        Reply.YES,
        Reply.WAITING,
        Reply.WAITING,
    ]
    assert "Sie stehen auf Platz 2 der Warteliste." in client.get(address_of(meeting, "Cilli Drei")).text

    says(meeting, "Anna Eins", NO)

    assert standing(meeting) == {"Anna Eins": Reply.NO, "Berta Zwei": Reply.YES, "Cilli Drei": Reply.WAITING}
    assert "es ist ein Platz frei geworden" in mails_to("berta.zwei@example.org")[-1].body
    assert len(mails_to("cilli.drei@example.org")) == 1
    says(meeting, "Cilli Drei", NO)
    says(meeting, "Cilli Drei", YES)
    assert queries.meeting(meeting.id).seats_taken == 1


def test_more_seats_let_those_who_wait_move_up_and_fewer_are_refused(app: Flask) -> None:
    meeting = make_invited("Anna Eins", "Berta Zwei", capacity=1)
    says(meeting, "Anna Eins", YES)
    says(meeting, "Berta Zwei", YES)

    def with_seats(capacity: int) -> None:
        with unit_of_work():
            fresh = queries.meeting(meeting.id)
            draft = MeetingDraft(starts_at=fresh.starts_at, ends_at=fresh.ends_at, venue=fresh.venue, capacity=capacity)
            meetings.edit(fresh, draft, version=fresh.version, by=SYSTEM)

    with_seats(2)

    assert standing(meeting) == {"Anna Eins": Reply.YES, "Berta Zwei": Reply.YES}
    with pytest.raises(InvalidInput):
        with_seats(1)
    assert queries.meeting(meeting.id).capacity == 2


def test_the_last_seat_goes_once_when_eight_people_want_it_at_once(app: Flask) -> None:
    names = [f"Gast {number}" for number in range(8)]
    meeting = make_invited(*names, capacity=3)
    codes = {name: person(meeting, name).id for name in names}
    db.session.remove()
    start = threading.Barrier(len(names))

    def want(participant_id: UUID) -> None:
        with app.app_context():
            start.wait()
            with unit_of_work():
                replies.reply_by_link(queries.participant(participant_id), YES)
            db.session.remove()

    threads = [threading.Thread(target=want, args=(one,)) for one in codes.values()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)

    counted = list(standing(meeting).values())
    assert (counted.count(Reply.YES), counted.count(Reply.WAITING)) == (3, 5)
    assert queries.meeting(meeting.id).seats_taken == 3


def test_nobody_answers_once_it_has_begun(app: Flask, frozen_clock: StoppedClock) -> None:
    meeting = make_invited("Maria Berger")
    frozen_clock.set(meeting.starts_at + timedelta(minutes=1))

    with pytest.raises(InvalidInput):
        says(meeting, "Maria Berger", YES)


def test_a_cancelled_meeting_says_so_behind_the_link(app: Flask, client: PickyClient) -> None:
    meeting = make_invited("Maria Berger")
    with unit_of_work():
        meetings.cancel(queries.meeting(meeting.id), reason="Zu viel Schnee.", by=SYSTEM)

    shown = client.get(address_of(meeting, "Maria Berger")).text

    assert "Abgesagt" in shown
    assert "Zu viel Schnee." in shown
    assert "Antwort senden" not in shown


def test_a_reminder_goes_once_to_those_who_come_or_have_not_said(app: Flask, frozen_clock: StoppedClock) -> None:
    meeting = make_invited("Anna Eins", "Berta Zwei", "Cilli Drei")
    says(meeting, "Anna Eins", YES)
    says(meeting, "Berta Zwei", NO)
    assert queries.to_remind(clock.now()) == []
    frozen_clock.set(meeting.starts_at - timedelta(days=3))
    assert queries.to_remind(clock.now()) == [meeting.id]

    with unit_of_work():
        assert inviting.remind(queries.meeting(meeting.id), by=SYSTEM) == 2
    with unit_of_work():
        assert inviting.remind(queries.meeting(meeting.id), by=SYSTEM) == 0

    assert len(mails_to("anna.eins@example.org")) == 2
    assert len(mails_to("berta.zwei@example.org")) == 1
    assert "Sie kommen" in mails_to("anna.eins@example.org")[-1].body


def test_letters_hold_the_code_and_read_in_order(app: Flask) -> None:
    meeting = make_invited("Maria Berger")
    make_guest(meeting, "Anna Brief", way=ContactWay.LETTER, address="Hauptstraße 1\n87733 Markt Rettenbach", phone="")
    anna = person(meeting, "Anna Brief")

    content = letters_pdf(queries.meeting(meeting.id), [anna])

    reader = PdfReader(BytesIO(content))
    root = reader.trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert "/StructTreeRoot" in root  # type: ignore[operator]
    text = " ".join(reader.pages[0].extract_text().split())
    order = ["Hauptstraße 1", "Einladung:", "Guten Tag Anna Brief", "Wann", "Tagesordnung", "Martin Haslach"]
    assert [text.index(part) for part in order] == sorted(text.index(part) for part in order)
    assert queries.reply_code(anna.id) in text
    assert len(reader.pages) == 1


def test_those_without_mail_stand_on_lists_until_they_are_told(app: Flask, client: PickyClient, login: Login) -> None:
    meeting = make_invited("Maria Berger")
    make_guest(meeting, "Anna Brief", way=ContactWay.LETTER, address="Hauptstraße 1\n87733 Ort", phone="")
    make_guest(meeting, "Toni Telefon")
    login(Role.MUNICIPALITY, meeting.round_table.sozialraum)
    here = f"/arbeit/runde-tische/sitzungen/{meeting.id}"
    letter, call = person(meeting, "Anna Brief"), person(meeting, "Toni Telefon")
    assert client.get(f"{here}/briefe.pdf").mimetype == "application/pdf"
    assert "Maria Berger" not in client.get(f"{here}/anrufe").text

    send(client, f"{here}/briefe", data={"brief": [str(letter.id), str(uuid4())]})
    send(client, f"{here}/personen/{call.id}/angerufen")

    people = queries.participants(meeting)
    assert all(one.invited_at is not None for one in people)
    with unit_of_work():
        fresh = queries.meeting(meeting.id)
        draft = MeetingDraft(starts_at=fresh.starts_at, ends_at=fresh.ends_at, venue="Schule")
        meetings.edit(fresh, draft, version=fresh.version, by=SYSTEM)
    fresh = queries.meeting(meeting.id)
    assert queries.answers(fresh, queries.participants(fresh)).untold == 2
    assert "weiß von der Änderung noch nichts" in client.get(f"{here}/anrufe").text

    with unit_of_work():
        meetings.cancel(queries.meeting(meeting.id), reason="Zu viel Schnee.", by=SYSTEM)
    assert "Zu viel Schnee." in client.get(f"{here}/anrufe").text
    pdf = PdfReader(BytesIO(client.get(f"{here}/briefe.pdf").data))
    assert "Absage:" in pdf.pages[0].extract_text()
    assert queries.reply_code(letter.id) not in pdf.pages[0].extract_text()


def asked(table: RoundTable) -> UUID:
    starts = [clock.now() + timedelta(days=days) for days in (10, 11, 12)]
    draft = FindingDraft(starts=starts, minutes=90, answer_until=clock.today() + timedelta(days=5), title="Wege")
    with unit_of_work():
        return dates.ask(series_queries.round_table(table.id), draft, submission_key=uuid4(), by=SYSTEM).id


def test_members_say_when_they_could_and_the_best_date_makes_the_meeting(
    app: Flask, client: PickyClient, login: Login
) -> None:
    table = make_series()
    maria, toni = (
        make_member(table),
        make_member(table, "Toni Telefon", way=ContactWay.PHONE, phone="08392 1", email=""),
    )
    finding = date_queries.finding(asked(table))
    first, second, third = finding.options
    link = addresses.dates_url(finding, maria)
    assert link in mails_to("maria.berger@example.org")[0].body
    path = link.partition("localhost")[2] or "/" + link.split("/", 3)[3]
    incomplete = send(client, path, data={f"date-{first.id}": "yes"})
    assert incomplete.status_code == 422
    assert "Bitte antworten Sie zu jedem Termin." in incomplete.text

    given = {f"date-{first.id}": "no", f"date-{second.id}": "yes", f"date-{third.id}": "maybe"}
    assert send(client, path, data=given).status_code == 303
    assert send(client, path, data=given).status_code == 303
    login(Role.MODERATOR, table.sozialraum)
    here = f"/arbeit/runde-tische/terminfragen/{finding.id}"
    send(client, f"{here}/mitglieder/{toni.id}", data={f"date-{second.id}": "yes"})

    shown = client.get(here).text
    assert "2 von 2 haben geantwortet" in shown
    assert shown.count("passt am besten") == 1
    chosen = send(client, f"{here}/waehlen", data={"option": str(second.id), "template": "theme"})
    again = send(client, f"{here}/waehlen", data={"option": str(third.id), "template": "theme"})
    assert chosen.location == again.location
    [meeting] = queries.meetings_of(table).rows
    assert (meeting.starts_at, meeting.minutes, meeting.title) == (second.starts_at, 90, "Wege")
    assert "Der Termin steht fest." in client.get(path).text
    assert send(client, path, data=given).status_code == 422


@pytest.mark.parametrize("number", [1, 7])
def test_too_few_and_too_many_dates_are_refused(app: Flask, number: int) -> None:
    starts = [clock.now() + timedelta(days=days + 1) for days in range(number)]
    draft = FindingDraft(starts=starts, minutes=90, answer_until=clock.today())
    table = make_series()

    with pytest.raises(InvalidInput), unit_of_work():
        dates.ask(series_queries.round_table(table.id), draft, submission_key=uuid4(), by=SYSTEM)


def test_a_date_without_an_hour_is_told_at_its_field(app: Flask, client: PickyClient, login: Login) -> None:
    table = make_series()
    login(Role.MODERATOR, table.sozialraum)
    form = {
        "length": "90",
        "answer_until": "2030-01-01",
        "day_1": "2030-02-01",
        "day_2": "2030-02-02",
        "hour_2": "18:00",
    }

    reply = send(client, f"/arbeit/runde-tische/{table.id}/termin", data=form)

    assert reply.status_code == 422
    assert "Zu einem Termin gehören Tag und Uhrzeit." in reply.text
    assert 'value="2030-02-01"' in reply.text


def test_people_write_themselves_into_the_list_at_the_door(
    app: Flask, client: PickyClient, frozen_clock: StoppedClock
) -> None:
    meeting = make_invited("Maria Berger", template=AgendaTemplate.EMPTY)
    door = f"/runde-tische/da/{arriving.door_code(meeting)}"
    assert "Eintragen kann man sich nur am Tag der Sitzung." in client.get(door).text
    assert send(client, door, data={"name": "Maria Berger"}).status_code == 422
    frozen_clock.set(meeting.starts_at - timedelta(minutes=10))

    assert send(client, door, data={"name": "maria berger"}).status_code == 200
    for _again in range(2):
        send(client, door, data={"name": "Willi Walk", "organisation": "Feuerwehr", "email": "willi@example.org"})

    people = {one.name: (one.attended, one.way) for one in queries.participants(meeting)}
    assert people == {"Maria Berger": (True, ContactWay.MAIL), "Willi Walk": (True, ContactWay.MAIL)}
    assert client.get("/runde-tische/da/unsinn").status_code == 404


def test_the_own_page_checks_in_on_the_day(app: Flask, client: PickyClient, frozen_clock: StoppedClock) -> None:
    meeting = make_invited("Maria Berger")
    address = address_of(meeting, "Maria Berger")
    assert "Sind Sie schon da?" not in client.get(address).text
    frozen_clock.set(meeting.starts_at)

    send(client, f"{address}/da")

    assert person(meeting, "Maria Berger").attended
    assert "Sie stehen auf der Anwesenheitsliste." in client.get(address).text


def test_the_list_of_who_is_there_is_ticked(app: Flask, client: PickyClient, login: Login) -> None:
    meeting = make_invited("Maria Berger")
    login(Role.MODERATOR, meeting.round_table.sozialraum)
    address = f"/arbeit/runde-tische/sitzungen/{meeting.id}/anwesenheit"
    maria = person(meeting, "Maria Berger")

    send(client, address, data={"person": str(maria.id), "da": "ja"})
    assert "1 von 1 sind da." in client.get(address).text
    send(client, address, data={"person": str(maria.id), "da": "nein"})

    assert not person(meeting, "Maria Berger").attended
    assert client.get(f"/arbeit/runde-tische/sitzungen/{meeting.id}/tuerschild").status_code == 200
