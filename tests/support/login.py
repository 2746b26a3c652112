"""Signing somebody in for a test, past the form and through the same session rows."""

from itertools import count

from portal.accounts import actions
from portal.accounts.models import Account
from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.places.models import Sozialraum
from tests.support.picky import PickyClient

PASSWORD = "Sieben Krähen über dem Moos"
_numbers = count(1)


class Login:
    """`login(Role.PLANNER)` for the whole county, `login(Role.KUEMMERER, place)` for one place, `login()` without a role."""

    def __init__(self, client: PickyClient) -> None:
        self._client = client

    def __call__(
        self, role: Role | None = None, place: Sozialraum | None = None, *, client: PickyClient | None = None
    ) -> Account:
        """Sign the test's client (or another one) in; answers the new account."""
        account = person(role, place)
        self.as_(account, client=client)
        return account

    def as_(self, account: Account, *, client: PickyClient | None = None) -> None:
        """Sign in as somebody who exists."""
        from portal.accounts.routes.cookies import cookie_name

        with unit_of_work():
            token = actions.open_session(account)
        (client or self._client).set_cookie(cookie_name(), token)


def person(role: Role | None = None, place: Sozialraum | None = None) -> Account:
    """A new colleague who can sign in with PASSWORD."""
    number = next(_numbers)
    with unit_of_work():
        account = actions.create_account(
            email=f"{role or 'konto'}-{number}@example.org", name=f"Testperson {number}", password=PASSWORD, by=SYSTEM
        )
        if role is not None:
            actions.give_role(account, role=role, place=place, by=SYSTEM)
    return account
