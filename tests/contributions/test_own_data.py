"""What the person with the code decides: contact, mails, and taking it back."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.contributions import actions, queries
from portal.contributions.models import Contact, Photo
from portal.contributions.terms import ContactDetails, mask_contact, read_contact
from portal.kernel import outbox
from portal.kernel.audit import AuditEntry
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Forbidden, InvalidTransition
from portal.kernel.policy import ANONYMOUS, Role
from portal.kernel.runtime import settings
from tests.factories.accounts import make_account
from tests.factories.contributions import FakePhoto, accepted, make_contribution
from tests.factories.places import make_place


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("", ContactDetails()),
        ("maria@example.org", ContactDetails(email="maria@example.org")),
        ("maria.huber+x@mail.example.org", ContactDetails(email="maria.huber+x@mail.example.org")),
        ("08261 995-0", ContactDetails(phone="08261 995-0")),
        ("+49 (0) 8261/99512", ContactDetails(phone="+49 (0) 8261/99512")),
        ("maria", None),
        ("maria@example", None),
        ("@example.org", None),
        ("maria@example.org, x@example.org", None),
        ("1234", None),
        ("<script>", None),
        ("a@b.de\nBcc: c@d.de", None),
        ("1" * 60, None),
        ("maria@müller.example", ContactDetails(email="maria@müller.example")),
        ("maria..huber@example.org", None),
        ("maria.@example.org", None),
        ("maria(huber@example.org", None),
        ("änne@example.org", None),
        ("maria@" + "x" * 64 + ".org", None),
    ],
)
def test_one_field_takes_mail_or_telephone(typed: str, read: ContactDetails | None) -> None:
    assert read_contact(typed) == read


def test_the_own_contact_is_recognised_but_not_given_away() -> None:
    assert (mask_contact("maria@example.org"), mask_contact("08261 99512")) == ("m…@example.org", "… 12")


def test_deleting_the_contact_leaves_the_wortmeldung(session: Session) -> None:
    stored = make_contribution("Eine Bank fehlt.", email="m@example.org")

    with unit_of_work():
        assert actions.delete_contact(queries.contribution(stored.id), by=ANONYMOUS)
    with unit_of_work():
        assert not actions.delete_contact(queries.contribution(stored.id), by=ANONYMOUS)

    assert session.get(Contact, stored.id) is None
    assert queries.contribution(stored.id).text == "Eine Bank fehlt."


def test_a_new_address_begins_the_mails_again(session: Session) -> None:
    stored = make_contribution(email="old@example.org")
    with unit_of_work():
        actions.stop_updates(stored.id)

    with unit_of_work():
        actions.change_contact(queries.contribution(stored.id), ContactDetails(email="new@example.org"), by=ANONYMOUS)

    contact = session.get_one(Contact, stored.id)
    assert (contact.email, contact.stopped_at, contact.wants_updates) == ("new@example.org", None, True)


def test_a_contact_can_be_given_later(session: Session) -> None:
    stored = make_contribution()

    with unit_of_work():
        actions.change_contact(queries.contribution(stored.id), ContactDetails(phone="08261 995-0"), by=ANONYMOUS)

    contact = session.get_one(Contact, stored.id)
    assert (contact.email, contact.phone, contact.wants_updates) == (None, "08261 995-0", False)


def test_withdrawing_erases_the_person_and_keeps_the_promise(session: Session) -> None:
    receipt = accepted("Eine Bank fehlt.", place_text="am Markt", email="m@example.org", photo=FakePhoto())
    folder = settings().data_dir / "photos"
    folder.mkdir()
    (folder / FakePhoto().file_name).write_bytes(b"picture")

    for _twice in range(2):
        with unit_of_work():
            actions.withdraw(queries.contribution(receipt.contribution.id), by=ANONYMOUS)
    outbox.drain()

    found = queries.by_code(receipt.code)
    assert found is not None
    assert (found.text, found.place_text, found.is_withdrawn) == ("", "", True)
    assert session.get(Contact, found.id) is None
    assert session.scalars(select(Photo)).all() == []
    assert list(folder.iterdir()) == []
    kinds = session.scalars(select(AuditEntry.kind)).all()
    assert kinds.count("contributions.withdrawn") == 1


def test_a_file_that_another_wortmeldung_shows_stays(session: Session) -> None:
    first, _second = make_contribution(photo=FakePhoto()), make_contribution(photo=FakePhoto())
    folder = settings().data_dir / "photos"
    folder.mkdir()
    (folder / FakePhoto().file_name).write_bytes(b"picture")

    with unit_of_work():
        actions.withdraw(queries.contribution(first.id), by=ANONYMOUS)
    outbox.drain()

    assert (folder / FakePhoto().file_name).exists()


def test_sent_again_after_the_withdrawal_it_stays_withdrawn(session: Session) -> None:
    receipt = accepted("Eine Bank fehlt.")
    with unit_of_work():
        actions.withdraw(queries.contribution(receipt.contribution.id), by=ANONYMOUS)

    again = accepted("Eine Bank fehlt.", submission_key=receipt.contribution.submission_key)

    assert (again.repeated, again.code, again.contribution.is_withdrawn) == (True, receipt.code, True)


def test_what_is_withdrawn_takes_no_new_contact(session: Session) -> None:
    stored = make_contribution()
    with unit_of_work():
        actions.withdraw(queries.contribution(stored.id), by=ANONYMOUS)

    with pytest.raises(InvalidTransition), unit_of_work():
        actions.change_contact(queries.contribution(stored.id), ContactDetails(phone="08261 995-0"), by=ANONYMOUS)


def test_each_look_at_a_contact_is_logged(session: Session) -> None:
    place = make_place()
    stored = make_contribution(place=place, phone="08261 995-0")
    kuemmerer, moderator = make_account(Role.KUEMMERER, place), make_account(Role.MODERATOR, place)

    with unit_of_work():
        contact = actions.reveal_contact(queries.contribution(stored.id), by=kuemmerer)
    with pytest.raises(Forbidden), unit_of_work():
        actions.reveal_contact(queries.contribution(stored.id), by=moderator)

    assert contact is not None
    assert contact.phone == "08261 995-0"
    entries = session.scalars(select(AuditEntry).where(AuditEntry.kind == "contributions.contact-read")).all()
    assert [(entry.actor_id, entry.facts) for entry in entries] == [(kuemmerer.id, {"contribution_id": str(stored.id)})]
