"""What several tests of Bedarfe need."""

import pytest
from sqlalchemy.orm import Session

from portal.accounts.models import Account
from portal.kernel.policy import Role
from tests.factories.accounts import make_account


@pytest.fixture
def planner_everywhere(session: Session) -> Account:
    """A planner for the whole county."""
    return make_account(Role.PLANNER)
