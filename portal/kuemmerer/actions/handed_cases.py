"""The chosen Fälle of an Übergabe change hands on the day of acceptance, by the will of who kept them."""

from portal.accounts import queries as accounts
from portal.cases import actions as cases
from portal.cases.policy import CasePermission
from portal.kernel.policy import Role, allows
from portal.kuemmerer.models import Handover
from portal.kuemmerer.queries import handovers as reading


def hand_on_chosen(handover: Handover) -> int:
    """Give the chosen Fälle to the successor; answers how many.

    What was closed since, or lies where the successor is no Kümmerer, stays. So does everything when its Kümmerer no longer works
    there: then only a Notöffnung leads to them.
    """
    if handover.from_id is None:
        return 0
    giver, successor = accounts.account(handover.from_id), accounts.account(handover.to_id)
    wanted = set(reading.chosen_case_ids(handover.id))
    going = [
        case
        for case in reading.cases_of(giver, handover.project)
        if case.id in wanted
        and giver.is_active
        and allows(CasePermission.HAND_OVER, giver, case)
        and successor.holds(Role.KUEMMERER, within=case.lineage)
    ]
    if going:
        cases.hand_over_cases(going, to=successor, by=giver)
    return len(going)
