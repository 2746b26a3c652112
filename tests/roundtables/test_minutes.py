"""The life of a Protokoll: draft, correction round, release, frozen on the database, sent by each person's way, and a nudge."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from uuid import uuid4

import docx
import pytest
from pypdf import PdfReader
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from portal.kernel import clock
from portal.kernel.db import Base, unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition
from portal.kernel.mail import OutgoingMail
from portal.kernel.policy import SYSTEM, Role
from portal.roundtables import subscribers
from portal.roundtables.actions import agreements as promising
from portal.roundtables.actions import notes, protocol
from portal.roundtables.documents import minutes as documents
from portal.roundtables.models import CorrectionNote, Minutes, NoteEntry, RoundTable
from portal.roundtables.queries import evening, meetings
from portal.roundtables.queries import minutes as queries
from portal.roundtables.terms.minutes import MinutesState, NoteKind, RemarkState
from tests.factories import evenings
from tests.support.login import Login
from tests.support.picky import PickyClient

HERE = {"Sec-Fetch-Site": "same-origin"}


def held(*, series: RoundTable | None = None) -> Minutes:
    """An evening with notes of every kind under two TOPs, closed."""
    meeting = evenings.make_meeting(series)
    evenings.come(meeting, "Anna", "Josef")
    first, second = evenings.items_of(meeting)[:2]
    evenings.note(meeting, "Die Gemeinde begrüßt alle.", item=first)
    evenings.note(meeting, "Der Fahrdienst beginnt im Mai.", NoteKind.DECISION, item=second)
    evenings.note(meeting, "Es fehlt eine Bank am Friedhof.", NoteKind.NEED, item=second)
    with unit_of_work():
        notes.write(
            meeting,
            notes.NoteDraft(
                text="Fahrerinnen und Fahrer suchen",
                kind=NoteKind.AGREEMENT,
                agenda_item_id=second.id,
                promise=promising.promised_by(evenings.person(meeting, "Josef")),
            ),
            submission_key=uuid4(),
            by=SYSTEM,
        )
    return evenings.close(meeting)


def release(minutes: Minutes) -> Minutes:
    with unit_of_work():
        fresh = queries.minutes(minutes.id)
        protocol.release(fresh, signed_by="Rosa Huber", signed_as="Moderation", version=fresh.version, by=SYSTEM)
    return queries.minutes(minutes.id)


def mails(session: Session) -> list[tuple[str, str]]:
    found = session.scalars(select(OutgoingMail).order_by(OutgoingMail.key))
    return [(one.key.split(".")[0] + "." + one.key.split(".")[2], one.to_address) for one in found]


def test_names_stand_in_the_minutes_only_with_consent(session: Session) -> None:
    text = str(documents.drawn(held()))

    assert "Anna Berger (Seniorenbeauftragte, Markt Rettenbach)" in text
    assert "Vorsitzender, Sportverein" in text
    assert "Wer: Vorsitzender." in text
    assert "Josef Huber" not in text
    assert "Es waren 2 Personen da." in text


def test_who_came_instead_is_not_named_for_the_other(session: Session) -> None:
    minutes = held()
    with unit_of_work():
        evenings.person(evening.meeting(minutes.meeting_id), "Anna").substitute = "Eva Vogt"
    text = str(documents.drawn(queries.minutes(minutes.id))["present"])

    assert "Seniorenbeauftragte, Markt Rettenbach (in Vertretung)" in text
    assert "Anna" not in text
    assert "Eva" not in text


def test_pictures_in_the_words_keep_nobody_from_the_minutes(session: Session) -> None:
    meeting = evenings.make_meeting()
    evenings.come(meeting)
    evenings.note(meeting, "Der Bus kommt 🚌👍🏽 bald")
    closed = evenings.close(meeting)

    for made in (documents.minutes_pdf(closed), documents.letters_pdf(closed, [evenings.person(meeting, "Josef")])):
        text = " ".join(page.extract_text() for page in PdfReader(BytesIO(made)).pages)
        assert "Der Bus kommt □ bald" in " ".join(text.split())


def test_the_pdf_is_tagged_and_says_everything_in_order(session: Session) -> None:
    minutes = release(held())
    reader = PdfReader(BytesIO(documents.minutes_pdf(minutes)))
    text = " ".join(" ".join(page.extract_text() for page in reader.pages).split())

    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"].value is True
    assert root["/Lang"] == "de"
    assert reader.metadata is not None
    assert reader.metadata.title == "Protokoll der 1. Sitzung"
    places = [
        text.index(part)
        for part in (
            "Protokoll der 1. Sitzung",
            "Anwesend",
            "TOP 1:",
            "Die Gemeinde begrüßt alle.",
            "TOP 2:",
            "Beschluss",
            "Der Fahrdienst beginnt im Mai.",
            "Bedarf",
            "Es fehlt eine Bank am Friedhof.",
            "Vereinbarung",
            "Fahrerinnen und Fahrer suchen",
            "Freigegeben am",
            minutes.digest.hex()[:16] if minutes.digest else "",
        )
    ]
    assert places == sorted(places)


def test_the_word_file_says_the_same_with_real_headings(session: Session) -> None:
    minutes = release(held())
    document = docx.Document(BytesIO(documents.minutes_docx(minutes)))
    headings = [
        one.text for one in document.paragraphs if one.style is not None and one.style.name.startswith("Heading")
    ]
    text = "\n".join(one.text for one in document.paragraphs)

    assert headings[:3] == ["Protokoll der 1. Sitzung", "Anwesend", "TOP 1: Begrüßung und Tagesordnung"]
    assert text.index("Die Gemeinde begrüßt alle.") < text.index("Der Fahrdienst beginnt im Mai.")
    assert "Josef Huber" not in text


def test_released_minutes_say_what_they_said_whatever_changes(session: Session) -> None:
    minutes = release(held())
    before = documents.drawn(minutes)
    with unit_of_work():
        series = evening.meeting(minutes.meeting_id).round_table
        series.title = "Ganz anderer Name"
        for one in evening.people(minutes.meeting_id):
            one.may_be_named = True

    after = documents.drawn(queries.minutes(minutes.id))
    assert (after["items"], after["present"], after["facts"]) == (before["items"], before["present"], before["facts"])


@pytest.mark.parametrize("table", [Minutes, NoteEntry, CorrectionNote])
@pytest.mark.parametrize("deletes", [False, True])
def test_the_database_refuses_to_change_what_is_released(session: Session, table: type[Base], deletes: bool) -> None:
    minutes = release(held())
    with unit_of_work():
        protocol.add_correction(
            queries.minutes(minutes.id), text="Es war Mai.", signed_by="Rosa", submission_key=uuid4(), by=SYSTEM
        )
    changes: dict[type[Base], dict[str, str]] = {
        Minutes: {"summary": "x"},
        NoteEntry: {"text": "x"},
        CorrectionNote: {"text": "x"},
    }
    statement = delete(table) if deletes else update(table).values(**changes[table])

    with pytest.raises(DBAPIError, match="released minutes never change"), unit_of_work() as unit:
        unit.execute(statement)


def test_notes_are_closed_after_the_release(session: Session) -> None:
    minutes = release(held())
    meeting = evening.meeting(minutes.meeting_id)

    with pytest.raises(InvalidTransition), unit_of_work():
        notes.write(meeting, notes.NoteDraft(text="Noch etwas"), submission_key=uuid4(), by=SYSTEM)
    with pytest.raises(InvalidTransition):
        release(minutes)


def test_nobody_releases_what_somebody_else_just_changed(session: Session) -> None:
    minutes = held()
    with unit_of_work():
        protocol.summarise(queries.minutes(minutes.id), summary="Neu", version=minutes.version, by=SYSTEM)

    with pytest.raises(Conflict), unit_of_work():
        protocol.release(queries.minutes(minutes.id), signed_by="R", version=1, by=SYSTEM)
    with pytest.raises(InvalidInput), unit_of_work():
        fresh = queries.minutes(minutes.id)
        protocol.release(fresh, signed_by=" ", version=fresh.version, by=SYSTEM)


def test_participants_say_by_their_link_what_is_wrong(client: PickyClient, session: Session) -> None:
    minutes = held()
    code = meetings.reply_code(evenings.person(minutes.meeting, "Anna").id)
    address = f"/runde-tische/protokoll/{code}"
    assert client.get(address).status_code == 404, "a draft is nobody's yet"

    with unit_of_work():
        protocol.ask_for_corrections(queries.minutes(minutes.id), days=5, by=SYSTEM)
    assert mails(session)[-1] == ("minutes.correction", "anna@example.org")
    assert client.get(address).status_code == 200

    key = str(uuid4())
    for _time in range(2):
        sent = client.post(address, data={"text": "Es war <b>Juni</b>.", "submission_key": key}, headers=HERE)
        assert sent.status_code == 303
    found = queries.remarks(minutes.id)
    assert [(one.text, one.participant.name) for one in found] == [("Es war <b>Juni</b>.", "Anna Berger")]

    with unit_of_work():
        protocol.settle_remark(
            queries.minutes(minutes.id), found[0].id, to=RemarkState.TAKEN, reply="Danke.", by=SYSTEM
        )
    page = client.get(address).text
    assert "Danke." in page
    assert "<b>Juni</b>" not in page

    with clock.frozen(clock.now() + timedelta(days=6)):
        late = client.post(address, data={"text": "Zu spät", "submission_key": str(uuid4())}, headers=HERE)
    assert late.status_code == 409
    assert client.get("/runde-tische/protokoll/AAAA-AAAA-AAAA-AAAA").status_code == 404


def test_each_gets_the_minutes_by_their_way(client: PickyClient, login: Login, session: Session) -> None:
    minutes = release(held())
    place = minutes.meeting.round_table.sozialraum
    login(Role.MODERATOR, place)
    address = f"/arbeit/runde-tische/sitzungen/{minutes.meeting_id}/protokoll"
    for _time in range(2):
        assert client.post(f"{address}/versenden", headers=HERE).status_code == 303

    assert [(one.participant.name, one.way, one.done_at is not None) for one in queries.deliveries(minutes.id)] == [
        ("Anna Berger", "mail", True),
        ("Josef Huber", "letter", False),
        ("Maria Schmid", "phone", False),
    ]
    assert [one for one in mails(session) if one[0] == "minutes.sent"] == [("minutes.sent", "anna@example.org")]
    letters = client.get(f"{address}-briefe.pdf")
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(letters.data)).pages)
    assert "Josef Huber" in text.partition("Protokoll der 1. Sitzung")[0]
    assert "Dorfstraße 1" in text
    josef = evenings.person(minutes.meeting, "Josef")
    client.post(f"{address}/erhalten/{josef.id}", data={"done": "1"}, headers=HERE)
    assert queries.delivery(minutes.id, josef.id).done_at is not None
    assert client.get(address).status_code == 200
    assert client.get(f"{address}.docx").status_code == 200


def test_everybody_reads_released_minutes_of_public_series(client: PickyClient, session: Session) -> None:
    minutes = held()
    slug = minutes.meeting.round_table.slug
    assert client.get(f"/runde-tische/{slug}/protokolle/1").status_code == 404
    release(minutes)
    assert client.get(f"/runde-tische/{slug}/protokolle/1").status_code == 200
    assert client.get(f"/runde-tische/{slug}/protokolle/1.pdf").data[:5] == b"%PDF-"
    assert client.get(f"/runde-tische/{slug}").status_code == 200
    hidden = release(held(series=evenings.make_series("Nur intern", public=False)))
    assert client.get(f"/runde-tische/{hidden.meeting.round_table.slug}/protokolle/1").status_code == 404


def test_overdue_minutes_are_asked_for_once_a_week(session: Session) -> None:
    with clock.frozen(datetime(2026, 3, 2, 18, 0, tzinfo=UTC)):
        held()
    counts = []
    for day in (10, 15, 16, 23, 24, 60):
        with clock.frozen(datetime(2026, 3, 2, 19, 0, tzinfo=UTC) + timedelta(days=day)):
            subscribers.nudge_minutes()
        counts.append(sum(1 for key, _to in mails(session) if key.startswith("minutes-overdue")))

    assert counts == [0, 1, 1, 2, 2, 2]


def test_my_day_says_which_minutes_wait(client: PickyClient, login: Login) -> None:
    with clock.frozen(clock.now() - timedelta(days=20)):
        minutes = held()
    login(Role.MODERATOR, minutes.meeting.round_table.sozialraum)

    text = client.get("/arbeit").text
    assert "Protokoll: Runder Tisch Älterwerden" in text
    assert "überfällig" in text
    assert minutes.state is MinutesState.DRAFT
