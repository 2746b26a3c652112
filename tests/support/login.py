"""Signing somebody in for a test, past the form and through the same session rows."""

from portal.accounts import actions
from portal.accounts.models import Account
from portal.accounts.routes.cookies import cookie_name
from portal.kernel.db import unit_of_work
from portal.kernel.policy import Role
from portal.places.models import Sozialraum
from tests.factories.accounts import make_account
from tests.support.picky import PickyClient


class Login:
    """`login(Role.PLANNER)` for the whole county, `login(Role.KUEMMERER, place)` for one place, `login()` without a role."""

    def __init__(self, client: PickyClient) -> None:
        self._client = client

    def __call__(
        self, role: Role | None = None, place: Sozialraum | None = None, *, client: PickyClient | None = None
    ) -> Account:
        """Sign the test's client (or another one) in; answers the new account."""
        account = make_account(role, place)
        self.as_(account, client=client)
        return account

    def as_(self, account: Account, *, client: PickyClient | None = None) -> None:
        """Sign in as somebody who exists."""
        with unit_of_work():
            token = actions.open_session(account)
        (client or self._client).set_cookie(cookie_name(), token)
