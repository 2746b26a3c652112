"""Numbers in addresses that no row can have: the same 404 as for a Fassung that does not exist."""

import pytest

from portal.kernel.db import unit_of_work
from portal.kernel.policy import SYSTEM, Role
from portal.needs import actions
from portal.needs.terms import NeedStatus
from tests.factories.goals import make_procedure
from tests.factories.needs import make_need
from tests.factories.places import make_place, make_root
from tests.factories.planning import make_analysis
from tests.support.login import Login
from tests.support.picky import PickyClient


@pytest.mark.parametrize("number", [0, 99, 2**15, 2**31, 2**63, 10**30])
def test_a_number_no_row_has_is_not_found(client: PickyClient, login: Login, number: int) -> None:
    make_root()
    need = make_need("Bus", make_place("Legau"))
    make_analysis(need)
    procedure = make_procedure()
    with unit_of_work():
        actions.answer(need, status=NeedStatus.IN_REVIEW, sentence="Wir prüfen das.", by=SYSTEM)
    login(Role.PLANNER)

    for address in (
        f"/arbeit/planung/analysen/{need.id}/fassungen/{number}",
        f"/arbeit/planung/ziele/{procedure.id}/fassungen/{number}/setting",
        f"/arbeit/bedarfe/{need.id}/antworten/{number}",
    ):
        assert client.get(address).status_code == 404
