"""What the person behind a Wortmeldung learns, and who is told by mail."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from portal.contributions.routes.timeline import timeline_of
from portal.kernel import clock, mail, outbox
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM
from portal.needs import actions, queries
from portal.needs.models import Need, TriageItem
from portal.needs.terms import NeedStatus
from portal.needs.terms.passages import Passage
from tests.factories.needs import add_voice, draft, make_answered, make_item, make_need
from tests.factories.places import make_place
from tests.support.picky import PickyClient
from tests.support.time import StoppedClock


@pytest.fixture
def told(app: object, frozen_clock: StoppedClock) -> Callable[[TriageItem], list[tuple[str, str]]]:
    """The timeline of an entry as (title, text), without the arrival. Every step of a test is an hour apart."""

    def read(item: TriageItem) -> list[tuple[str, str]]:
        with app.test_request_context():  # type: ignore[attr-defined]
            return [(entry.title, entry.text) for entry in timeline_of(item.contribution_id)][1:]

    return read


def new_need(item: TriageItem, title: str) -> tuple[Need, actions.Decided]:
    place = make_place(f"Ort {title}")
    with unit_of_work():
        decided = actions.create_need_from([item], draft=draft(title, place), by=SYSTEM)
    assert decided.need is not None
    return decided.need, decided


Told = Callable[[TriageItem], list[tuple[str, str]]]


def test_taken_up_and_answered(session: Session, told: Told, frozen_clock: StoppedClock) -> None:
    item = make_item()
    frozen_clock.forward(hours=1)
    need, _ = new_need(item, "Bus am Abend")
    frozen_clock.forward(hours=1)
    make_answered(need, NeedStatus.IN_REVIEW, "Wir prüfen das.")

    assert told(item) == [
        ("In den Bedarf „Bus am Abend“ aufgenommen", ""),
        ("Neues zu „Bus am Abend“: In Prüfung", "Wir prüfen das."),
    ]


def test_no_need_with_the_reason(session: Session, told: Told) -> None:
    item = make_item()
    with unit_of_work():
        actions.decline([item], reason="Das gibt es schon.", by=SYSTEM)

    assert told(item) == [("Gelesen und beantwortet", "Das gibt es schon.")]


def test_who_joins_late_learns_how_things_stood(session: Session, told: Told, frozen_clock: StoppedClock) -> None:
    need = make_need("Bus am Abend")
    make_answered(need, NeedStatus.CONFIRMED, "Wir sehen den Bedarf.")
    frozen_clock.forward(hours=1)
    item = make_item()
    with unit_of_work():
        actions.add_to_need([item], need=need, by=SYSTEM)

    assert told(item)[1] == ("So stand es um „Bus am Abend“: Bestätigt", "Wir sehen den Bedarf.")


def test_a_merge_is_told_and_the_story_goes_on(session: Session, told: Told, frozen_clock: StoppedClock) -> None:
    item, target = make_item(), make_need("Nahverkehr")
    need, _ = new_need(item, "Bus am Abend")
    frozen_clock.forward(hours=1)
    with unit_of_work():
        actions.merge_needs(need, into=target, sentence="Andere haben dasselbe gesagt.", by=SYSTEM)
    frozen_clock.forward(hours=1)
    make_answered(target, NeedStatus.FORWARDED, "Liegt beim Landkreis.")

    assert told(item)[1:] == [
        ("Zusammengefasst mit „Nahverkehr“", "Andere haben dasselbe gesagt."),
        ("Neues zu „Nahverkehr“: Weitergeleitet", "Liegt beim Landkreis."),
    ]


def test_answers_after_leaving_are_not_told(session: Session, told: Told, frozen_clock: StoppedClock) -> None:
    item = make_item()
    need, _ = new_need(item, "Bus und Arzt")
    add_voice(need, "Der Arzt fehlt", make_place("Legau"))
    frozen_clock.forward(hours=1)
    row = next(row for row in queries.evidence_page(need, after=None).rows if row.triage_item_id == item.id)
    with unit_of_work():
        actions.split_need(need, evidence_ids=[row.id], draft=draft("Bus", need.place), by=SYSTEM)
    frozen_clock.forward(hours=1)
    make_answered(need, NeedStatus.DECLINED, "Kein Arzt in Sicht.")

    assert "Kein Arzt in Sicht." not in [text for _title, text in told(item)]


def test_each_part_goes_its_own_way(session: Session, told: Told, frozen_clock: StoppedClock) -> None:
    item = make_item("Der Bus fährt zu selten. Danke für alles.")
    with unit_of_work():
        actions.split_item(item, passages=[Passage(0, 24), Passage(25, 41)], by=SYSTEM)
    first, second = queries.parts_of(item)
    frozen_clock.forward(hours=1)
    with unit_of_work():
        actions.decline([second], reason="Gern geschehen.", by=SYSTEM)
    frozen_clock.forward(hours=1)
    new_need(first, "Bus")

    assert [title for title, _text in told(item)] == [
        "In Teile aufgeteilt",
        "Gelesen und beantwortet",
        "In den Bedarf „Bus“ aufgenommen",
    ]
    assert "Danke für alles." in told(item)[1][1]


def test_a_slip_of_the_hand_is_not_told(session: Session, told: Told, frozen_clock: StoppedClock) -> None:
    item = make_item()
    with unit_of_work():
        batch = actions.decline([item], reason="Falsch geklickt.", by=SYSTEM).batch_id
    frozen_clock.forward(minutes=2)
    with unit_of_work():
        actions.undo_decision(batch, by=SYSTEM)

    assert told(item) == []


def test_what_was_taken_back_later_is_told_honestly(session: Session, told: Told, frozen_clock: StoppedClock) -> None:
    item = make_item()
    with unit_of_work():
        batch = actions.decline([item], reason="Gibt es schon.", by=SYSTEM).batch_id
    frozen_clock.forward(days=2)
    with unit_of_work():
        actions.undo_decision(batch, by=SYSTEM)

    assert [title for title, _text in told(item)] == ["Gelesen und beantwortet", "Dieser Schritt wurde zurückgenommen"]


def test_a_deleted_need_says_why(session: Session, told: Told, frozen_clock: StoppedClock) -> None:
    item = make_item()
    need, _ = new_need(item, "Bus")
    frozen_clock.forward(hours=1)
    with unit_of_work():
        actions.delete_need(need, reason="Es war ein Missverständnis.", by=SYSTEM)

    assert told(item)[1] == ("Der Bedarf „Bus“ wird nicht weitergeführt", "Es war ein Missverständnis.")


def mails(session: Session) -> list[tuple[str, str]]:
    """What people get up to the evening of the next day."""
    outbox.drain()
    with clock.frozen(clock.now() + timedelta(days=1)):
        actions.gather_mails()
        outbox.drain()
    session.expire_all()
    rows = session.scalars(mail.mailbox().order_by(mail.OutgoingMail.created_at))
    return [
        (row.to_address, row.body)
        for row in rows
        if "Rückmelde-Code" not in row.subject and "erhalten" not in row.subject
    ]


def test_everybody_who_wants_it_gets_each_answer_once(session: Session) -> None:
    place = make_place("Legau")
    need = make_need("Bus am Abend", place)
    for text, email in (
        ("Eins", "rosa@example.org"),
        ("Zwei", "ROSA@example.org"),
        ("Drei", "hans@example.org"),
        ("Vier", ""),
    ):
        add_voice(need, text, place, email=email)
    answer = make_answered(need, NeedStatus.IN_REVIEW, "Wir prüfen das.")
    sent = mails(session)

    assert sorted(address.lower() for address, _body in sent) == ["hans@example.org", "rosa@example.org"]
    assert all("Wir prüfen das." in body and "In Prüfung" in body for _address, body in sent)

    from portal.needs.events import NeedStatusChanged
    from portal.needs.subscribers import tell_answer

    again = NeedStatusChanged(need_id=need.id, answer_id=answer.id, status="in_review", sentence="Wir prüfen das.")
    tell_answer(again, need.id)
    assert len(mails(session)) == 2


def test_people_of_a_merged_need_hear_of_the_merge_and_what_follows(session: Session) -> None:
    place = make_place("Legau")
    gone, stays = make_need("Bus", place), make_need("Nahverkehr", place)
    add_voice(gone, "Eins", place, email="rosa@example.org")
    add_voice(stays, "Zwei", place, email="hans@example.org")
    with unit_of_work():
        actions.merge_needs(gone, into=stays, sentence="Andere haben dasselbe gesagt.", by=SYSTEM)
    make_answered(stays, NeedStatus.FORWARDED, "Liegt beim Landkreis.")
    sent = mails(session)

    assert sorted((address, "Landkreis" in body) for address, body in sent) == [
        ("hans@example.org", True),
        ("rosa@example.org", True),
    ]
    assert sum("Andere haben dasselbe gesagt." in body for _address, body in sent) == 1


def test_the_reason_comes_by_mail(session: Session) -> None:
    item = make_item(email="rosa@example.org")
    with unit_of_work():
        actions.decline([item], reason="Das gibt es schon.", by=SYSTEM)

    sent = mails(session)
    assert [address for address, _body in sent] == ["rosa@example.org"]
    assert "Das gibt es schon." in sent[0][1]


def test_what_was_undone_before_the_mail_left_is_not_sent(session: Session) -> None:
    item = make_item(email="rosa@example.org")
    with unit_of_work():
        batch = actions.decline([item], reason="Falsch geklickt.", by=SYSTEM).batch_id
    with unit_of_work():
        actions.undo_decision(batch, by=SYSTEM)

    assert mails(session) == []


def test_the_page_of_a_place_tells_what_became_of_it(session: Session, client: PickyClient) -> None:
    from tests.factories.county import make_county

    make_county()
    place = make_place("Legau")
    told_of, silent = make_need("Bus am Abend", place, description="Nur intern"), make_need("Noch ohne Antwort", place)
    make_answered(told_of, NeedStatus.CONFIRMED, "Wir sehen den Bedarf.")

    page = client.page(f"/orte/{place.slug}")

    assert "Wir sehen den Bedarf." in page.text("main")
    assert "Bus am Abend" in page.text("main")
    assert silent.title not in page.text("main")
    assert "Nur intern" not in page.text("main")
