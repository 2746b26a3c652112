"""Storing what somebody said: once, completely, with a promise that can be kept."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from portal.contributions import actions, queries
from portal.contributions.models import Contact, Contribution, IssuedReceipt, ModerationEntry, Photo
from portal.contributions.terms import Channel, ContactDetails, ContributionKind, ModerationState, ObserverKind
from portal.kernel.codes import hash_code, normalise_code
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, Forbidden, InvalidInput
from portal.kernel.policy import ANONYMOUS, Role
from tests.factories.accounts import make_account
from tests.factories.consultations import make_consultation
from tests.factories.contributions import FakePhoto, accepted, make_contribution
from tests.factories.places import make_place
from tests.support.queries import count_queries
from tests.support.time import StoppedClock


def rows(session: Session, model: type) -> int:
    return session.scalar(select(func.count()).select_from(model)) or 0


def test_everything_that_was_said_is_kept_as_it_was_said(session: Session, frozen_clock: StoppedClock) -> None:
    place = make_place()
    words = "Beim  Bahnhof fehlt 'ne Bank 🪑 – <b>dringend</b>!\n\nGrüße"

    receipt = accepted(words, place=place, place_text="Gleis 1", language="en", by=ANONYMOUS)

    stored = queries.contribution(receipt.contribution.id)
    assert (stored.text, stored.place_text, stored.language) == (words, "Gleis 1", "en")
    assert (stored.sozialraum_id, stored.kind, stored.channel) == (place.id, ContributionKind.CONCERN, Channel.ONLINE)
    assert stored.moderation is ModerationState.RELEASED
    assert stored.received_at == frozen_clock.moment
    assert stored.recorded_by is None


def test_the_code_finds_it_and_is_stored_nowhere(session: Session) -> None:
    receipt = accepted()

    assert normalise_code(receipt.code) == receipt.code
    assert queries.by_code(receipt.code.lower().replace("-", " ")) == receipt.contribution
    assert receipt.contribution.receipt_hash == hash_code(receipt.code)
    assert session.scalars(select(IssuedReceipt.receipt_hash)).all() == [hash_code(receipt.code)]


@pytest.mark.parametrize("code", ["", "abc", "0000-0000-0000-0000", "ÄÖÜß" * 4, "🙂" * 16, "\x00" * 16])
def test_no_other_code_finds_anything(session: Session, code: str) -> None:
    make_contribution()

    assert queries.by_code(code) is None


def test_contact_and_photo_are_written_with_it(session: Session) -> None:
    receipt = accepted(email="maria@example.org", photo=FakePhoto())

    contact = session.get_one(Contact, receipt.contribution.id)
    assert (contact.email, contact.phone, contact.wants_updates) == ("maria@example.org", None, True)
    photo = session.scalars(select(Photo)).one()
    assert (photo.contribution_id, photo.width, photo.height) == (receipt.contribution.id, 800, 600)


def test_a_telephone_number_brings_no_mails(session: Session) -> None:
    receipt = accepted(phone="08261 99512")

    assert session.get_one(Contact, receipt.contribution.id).wants_updates is False


def test_without_words_nothing_is_stored(session: Session) -> None:
    with pytest.raises(InvalidInput) as refused:
        accepted("")

    assert refused.value.field == "text"
    assert rows(session, Contribution) == rows(session, IssuedReceipt) == 0


def test_sent_again_it_writes_nothing_and_gives_the_same_receipt(session: Session) -> None:
    key, place = uuid4(), make_place()
    given: dict[str, Any] = {"place": place, "submission_key": key, "email": "m@example.org", "photo": FakePhoto()}
    first = accepted("Eine Bank fehlt.", **given)

    again = accepted("Eine Bank fehlt.", **given)

    assert (again.code, again.contribution.id) == (first.code, first.contribution.id)
    assert (first.repeated, again.repeated) == (False, True)
    assert [rows(session, model) for model in (Contribution, Contact, Photo, IssuedReceipt)] == [1, 1, 1, 1]


@pytest.mark.parametrize(
    "change",
    [
        {"text": "Zwei Bänke fehlen."},
        {"place_text": "woanders"},
        {"email": "other@example.org"},
        {"phone": "08261 99512"},
        {"photo": FakePhoto(digest=b"other pixels")},
        {"photo": None},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_changed_version_under_the_same_key_is_never_dropped_silently(
    session: Session, change: dict[str, object]
) -> None:
    given: dict[str, object] = {"text": "Eine Bank fehlt.", "submission_key": uuid4(), "photo": FakePhoto()}
    first = accepted(**given)  # type: ignore[arg-type]

    with pytest.raises(Conflict) as changed:
        accepted(**(given | change))  # type: ignore[arg-type]

    assert changed.value.code == "contribution.changed"
    assert changed.value.params == {"receipt": first.code}
    assert rows(session, Contribution) == 1
    assert queries.contribution(first.contribution.id).text == "Eine Bank fehlt."


def test_the_same_photo_under_another_file_name_is_a_repeat(session: Session) -> None:
    key = uuid4()
    accepted(submission_key=key, photo=FakePhoto(file_name="a" * 32 + ".jpg"))

    assert accepted(submission_key=key, photo=FakePhoto(file_name="b" * 32 + ".jpg")).repeated


def test_a_verfahren_may_ask_for_a_release_first(session: Session) -> None:
    consultation = make_consultation(moderate_first=True)

    held = make_contribution(consultation_id=consultation.id, photo=FakePhoto())
    free = make_contribution()

    assert (held.moderation, free.moderation) == (ModerationState.HELD, ModerationState.RELEASED)
    assert session.scalars(select(Photo.moderation)).all() == [ModerationState.HELD]
    step = session.scalars(select(ModerationEntry)).one()
    assert (step.contribution_id, step.after, step.by) == (held.id, ModerationState.HELD, None)
    assert step.reason


def test_what_staff_write_down_names_who_typed_and_when_it_was_said(session: Session) -> None:
    place = make_place()
    kuemmerer = make_account(Role.KUEMMERER, place)

    stored = make_contribution(place=place, channel=Channel.PHONE, said_on=date(2026, 2, 27), by=kuemmerer)

    assert (stored.recorded_by, stored.said_on, stored.channel) == (kuemmerer.id, date(2026, 2, 27), Channel.PHONE)


@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.PAPER, Channel.IN_PERSON, Channel.EMAIL, Channel.OBSERVER])
def test_other_channels_are_for_those_who_work_there(session: Session, channel: Channel) -> None:
    place, elsewhere = make_place(), make_place("Kammlach")
    role = Role.OBSERVER if channel is Channel.OBSERVER else Role.KUEMMERER
    account = make_account(role, place)
    given: dict[str, Any] = {
        "channel": channel,
        "reported_as": ObserverKind.TOPIC_GUARDIAN if role is Role.OBSERVER else None,
    }

    make_contribution(place=place, by=account, **given)
    for where, who in ((elsewhere, account), (None, account), (place, ANONYMOUS), (place, make_account())):
        with pytest.raises(Forbidden):
            make_contribution(place=where, by=who, **given)

    assert rows(session, Contribution) == 1


def test_an_observer_says_in_which_capacity(session: Session) -> None:
    place = make_place()

    with pytest.raises(InvalidInput) as refused:
        make_contribution(place=place, channel=Channel.OBSERVER, by=make_account(Role.OBSERVER, place))

    assert refused.value.field == "reported_as"


def test_storing_takes_few_statements(session: Session) -> None:
    place_id = make_place().id
    make_contribution()

    with count_queries() as seen, unit_of_work():
        actions.accept(
            submission_key=uuid4(),
            kind=ContributionKind.CONCERN,
            text="Eine Bank fehlt.",
            channel=Channel.ONLINE,
            sozialraum_id=place_id,
            contact=ContactDetails(),
            by=ANONYMOUS,
        )

    assert len([statement for statement in seen if not statement.startswith("BEGIN")]) <= 5, str(seen)
