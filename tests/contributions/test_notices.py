"""Mails: on receipt and on each public answer, once, with one click to stop."""

from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.contributions import actions, queries
from portal.kernel import outbox
from portal.kernel.db import unit_of_work
from portal.kernel.mail import OutgoingMail
from portal.kernel.policy import ANONYMOUS
from portal.web.site import forget_site
from tests.factories.contributions import accepted, make_contribution
from tests.factories.county import make_county
from tests.support.picky import PickyClient


def mails(session: Session) -> list[OutgoingMail]:
    outbox.drain()
    session.rollback()
    return list(session.scalars(select(OutgoingMail).order_by(OutgoingMail.id)))


def test_who_left_an_address_gets_the_code_there_once(session: Session) -> None:
    make_county(contact_name="Anna Beispiel", contact_phone="08261 995-0")
    key = uuid4()
    receipt = accepted(email="maria@example.org", submission_key=key)
    accepted(email="maria@example.org", submission_key=key)

    mail = mails(session)[0]

    assert len(mails(session)) == 1
    assert (mail.to_address, mail.subject) == ("maria@example.org", "Wir haben Ihr Anliegen erhalten")
    assert f"http://localhost/rueckmeldung?code={receipt.code}" in mail.body
    assert "Anna Beispiel, 08261 995-0" in mail.body
    stop = f"http://localhost/rueckmeldung/stopp/{actions.stop_token(receipt.contribution.id)}"
    assert mail.headers == {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}


def test_it_speaks_the_language_in_which_somebody_wrote(session: Session) -> None:
    accepted(email="mary@example.org", language="en")
    accepted(email="ola@example.org", language="fr")

    english, other = mails(session)

    assert english.subject != other.subject == "Wir haben Ihr Anliegen erhalten"
    assert "Ihr Rückmelde-Code" not in english.body
    assert "Ihr Rückmelde-Code" in other.body


@pytest.mark.parametrize("contact", [{}, {"phone": "08261 995-0"}])
def test_without_an_address_there_is_no_mail(session: Session, contact: dict[str, str]) -> None:
    make_contribution(**contact)

    assert mails(session) == []


def test_a_contact_deleted_before_the_mail_left_gets_none(session: Session) -> None:
    stored = make_contribution(email="maria@example.org")
    with unit_of_work():
        actions.delete_contact(queries.contribution(stored.id), by=ANONYMOUS)

    assert mails(session) == []


def test_deleting_the_contact_deletes_the_mails_that_were_sent_there(session: Session) -> None:
    stored, other = make_contribution(email="maria@example.org"), make_contribution(email="other@example.org")
    assert len(mails(session)) == 2

    with unit_of_work():
        actions.delete_contact(queries.contribution(stored.id), by=ANONYMOUS)

    assert [mail.to_address for mail in mails(session)] == ["other@example.org"]
    assert other.id != stored.id


def tell(stored_id: object, key: str = "answer-1") -> bool:
    with unit_of_work():
        return actions.notify(stored_id, "Es gibt eine Antwort", "Die Bank kommt im Mai.", key)  # type: ignore[arg-type]


def test_an_answer_is_told_once_per_key(session: Session) -> None:
    stored = make_contribution(email="maria@example.org")

    assert [tell(stored.id), tell(stored.id), tell(stored.id, "answer-2")] == [True, False, True]

    assert [mail.subject for mail in mails(session)].count("Es gibt eine Antwort") == 2


def test_the_same_answer_is_told_to_everybody_behind_it(session: Session) -> None:
    first, second = make_contribution(email="a@example.org"), make_contribution(email="b@example.org")

    assert [tell(first.id), tell(second.id)] == [True, True]


def test_who_has_stopped_or_gone_hears_nothing(session: Session) -> None:
    stopped, withdrawn = make_contribution(email="a@example.org"), make_contribution(email="b@example.org")
    silent, only_phone = make_contribution(), make_contribution(phone="08261 995-0")
    with unit_of_work():
        actions.stop_updates(stopped.id)
        actions.withdraw(queries.contribution(withdrawn.id), by=ANONYMOUS)

    assert [tell(stored.id) for stored in (stopped, withdrawn, silent, only_phone)] == [False] * 4


def test_one_click_stops_without_cookie_token_or_question(client: PickyClient, session: Session) -> None:
    make_county()
    forget_site()
    stored = make_contribution(email="maria@example.org")
    token = actions.stop_token(stored.id)

    answer = client.post(f"/rueckmeldung/stopp/{token}", data={"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert tell(stored.id) is False


def test_opening_the_link_stops_nothing_yet(client: PickyClient, session: Session) -> None:
    stored = make_contribution(email="maria@example.org")

    page = client.page(f"/rueckmeldung/stopp/{actions.stop_token(stored.id)}")
    assert tell(stored.id) is True
    client.submit(page.form())

    assert tell(stored.id, "later") is False


@pytest.mark.parametrize("token", ["x", "0.abc.def", "1f.2.3", "%00", "a" * 500])
def test_made_up_links_lead_nowhere(client: PickyClient, token: str) -> None:
    assert client.get(f"/rueckmeldung/stopp/{token}").status_code == 404
    assert client.post(f"/rueckmeldung/stopp/{token}").status_code == 404
