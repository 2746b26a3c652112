"""People for tests."""

import re
from functools import cache
from itertools import count

from portal.accounts import actions, queries
from portal.accounts.actions import log
from portal.accounts.actions.passwords import hash_password
from portal.accounts.models import Account, RoleGrant
from portal.kernel import audit, mail, outbox
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM, Actor, Role
from portal.kernel.text import fold
from portal.places.models import Sozialraum

PASSWORD = "Sieben Krähen über dem Moos"
_numbers = count(1)


def make_account(
    role: Role | None = None,
    place: Sozialraum | None = None,
    *,
    name: str | None = None,
    email: str | None = None,
    phone: str = "",
) -> Account:
    """Somebody who can sign in with PASSWORD; with `role` in `place`, or in the whole county."""
    number = next(_numbers)
    called = name or f"Person {number}"
    with unit_of_work():
        account = Account(
            email=queries.folded_email(email or f"person-{number}@example.org"),
            name=called,
            sort_name=fold(called),
            phone=phone,
            password_hash=_password_hash(),
        )
        session().add(account)
        session().flush()
        audit.log(log.CREATED, by=SYSTEM, account_id=account.id)
        if role is not None:
            actions.give_role(account, role=role, place=place, by=SYSTEM)
    return account


@cache
def _password_hash() -> str:
    """Of PASSWORD. Computed once per process: it is made to take long, and nearly every test has somebody who signs in."""
    return hash_password(PASSWORD)


def make_grant(account: Account, role: Role, place: Sozialraum | None = None, *, by: Actor = SYSTEM) -> RoleGrant:
    """A further role."""
    with unit_of_work():
        return actions.give_role(account, role=role, place=place, by=by)


def make_invited(
    *,
    email: str = "neu@example.org",
    name: str = "Neue Person",
    role: Role = Role.PLANNER,
    place: Sozialraum | None = None,
) -> tuple[Account, str]:
    """Somebody invited, and the token of the link in the mail."""
    with unit_of_work():
        account = actions.invite(email=email, name=name, role=role, place=place, by=SYSTEM)
    return queries.account(account.id), token_in_mail(to=email)


def token_in_mail(*, to: str) -> str:
    """The token of the link in the last mail to this address that has one."""
    outbox.drain()
    mails = session().scalars(
        mail.mailbox().where(mail.OutgoingMail.to_address == to).order_by(mail.OutgoingMail.created_at)
    )
    tokens = [found.group(1) for sent in mails if (found := re.search(r"/(?:einladung|passwort)/(\S+)", sent.body))]
    return tokens[-1]
