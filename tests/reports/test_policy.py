"""One truth table per permission: roles × places × states."""

from uuid import uuid4

import pytest
from flask import Flask

from portal.accounts.models import Account, RoleGrant
from portal.kernel.policy import ANONYMOUS, Role, allows
from portal.places.models import Sozialraum
from portal.reports.policy import ReportPermission, SteckbriefPermission
from tests.factories.county import make_county
from tests.factories.places import make_place
from tests.factories.reports import make_released, make_report

READERS = {Role.PLANNER, Role.SECTOR_PLANNER, Role.KUEMMERER, Role.MUNICIPALITY}
PLANNER = {Role.PLANNER}
NOBODY: set[Role] = set()


@pytest.fixture(autouse=True)
def _county(app: Flask) -> None:
    make_county(with_terms=True)


def who_may(permission: object, thing: object, place: Sozialraum | None) -> set[Role]:
    def holder(role: Role) -> Account:
        grants = [RoleGrant(role=role, sozialraum_id=place.id if place else None)]
        return Account(id=uuid4(), is_active=True, grants=grants)

    assert not allows(permission, ANONYMOUS, thing)  # type: ignore[arg-type]
    return {role for role in Role if allows(permission, holder(role), thing)}  # type: ignore[arg-type]


def test_steckbriefe_with_what_is_internal_are_read_where_one_works() -> None:
    here, elsewhere = make_place("Pfaffenhausen"), make_place("Babenhausen")

    assert who_may(SteckbriefPermission.LIST, None, here) == READERS
    assert who_may(SteckbriefPermission.READ, here, here) == READERS
    assert who_may(SteckbriefPermission.READ, here, None) == READERS
    assert who_may(SteckbriefPermission.READ, here, elsewhere) == {Role.PLANNER, Role.SECTOR_PLANNER}


@pytest.mark.parametrize(
    ("released", "readers", "removers"), [(False, PLANNER, PLANNER), (True, READERS, NOBODY)], ids=["draft", "released"]
)
def test_reports_by_state(released: bool, readers: set[Role], removers: set[Role]) -> None:
    here = make_place("Pfaffenhausen")
    report = make_released() if released else make_report()

    assert who_may(ReportPermission.LIST, None, here) == READERS
    assert who_may(ReportPermission.READ, report, None) == readers
    assert who_may(ReportPermission.READ, report, here) == (readers if released else NOBODY)
    assert who_may(ReportPermission.EDIT, report, None) == PLANNER
    assert who_may(ReportPermission.EDIT, report, here) == NOBODY
    assert who_may(ReportPermission.REMOVE, report, None) == removers
    assert who_may(ReportPermission.REMOVE, report, here) == NOBODY
    assert who_may(ReportPermission.ADD, None, None) == PLANNER
    assert who_may(ReportPermission.ADD, None, here) == NOBODY
