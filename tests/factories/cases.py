"""Fälle for tests."""

from typing import Any

from portal.accounts.models import Account
from portal.cases import actions, queries
from portal.cases.actions import CaseDraft
from portal.cases.models import BreakGlass, Case, CaseDeputy
from portal.cases.terms import Guidance
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.policy import Role
from portal.places.models import Sozialraum
from tests.factories.accounts import make_account
from tests.factories.places import make_place


def make_keeper(place: Sozialraum | None = None, **person: Any) -> Account:
    """A Kümmerer of one place."""
    return make_account(Role.KUEMMERER, place or make_place(), **person)


def make_case(keeper: Account | None = None, *, place: Sozialraum | None = None, **values: Any) -> Case:
    """A running Fall of this Kümmerer, of a new one unless told otherwise."""
    where = place or make_place("Pfaffenhausen")
    by = keeper or make_keeper(where)
    given: dict[str, Any] = {"concern": "Braucht Hilfe beim Einkaufen", "name": "Rosa Huber", "contact": "08265 4711"}
    with unit_of_work():
        made = actions.open_case(CaseDraft(place=where, **(given | values)), by=by)
    return queries.case(made.id)


def close(case: Case, *, by: Account, result: str = "Nachbarin kauft ein") -> Case:
    """Close a Fall today."""
    with unit_of_work():
        fresh = queries.case(case.id)
        actions.close_case(fresh, result=result, guidance=Guidance.VOLUNTEERS, version=fresh.version, by=by)
    return queries.case(case.id)


def make_deputy(keeper: Account, deputy: Account, **days: Any) -> CaseDeputy:
    """Somebody who stands in from today on."""
    with unit_of_work():
        return actions.name_deputy(deputy, **({"starts_on": today()} | days), by=keeper)


def make_break_glass(keeper: Account, *, by: Account, agreed_by: Account | None = None) -> BreakGlass:
    """A request to read, agreed to by somebody when told so."""
    with unit_of_work():
        asked = actions.ask_break_glass(keeper, reason="Sturz gemeldet, Kümmerin nicht erreichbar", by=by)
    if agreed_by is not None:
        with unit_of_work():
            actions.agree(queries.break_glass(asked.id), by=agreed_by)
    return queries.break_glass(asked.id)
