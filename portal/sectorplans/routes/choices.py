"""What can be chosen, and what the calendar is narrowed to."""

from collections.abc import Iterable
from uuid import UUID

from flask import request

from portal.county import queries as county
from portal.kernel import clock
from portal.kernel.policy import Actor, Role
from portal.places import queries as places
from portal.sectorplans import queries
from portal.sectorplans.forms import FilterForm
from portal.sectorplans.policy import OF_A_PLACE
from portal.sectorplans.queries import Filters
from portal.sectorplans.terms import Runner
from portal.web.access import actor
from portal.web.choosing import Choices
from portal.web.i18n import _


def place_choices() -> Choices:
    """The Sozialräume in which this person may enter Erhebungen, the county first: for a Fachplanung all of them."""
    who = actor()
    scope = None if queries.own_plans(who) else who.scope_of(Role.PLANNER, *OF_A_PLACE)
    return places.choices_within(scope, county_first=True)


def all_places() -> Choices:
    """Every place of the county, the county itself first."""
    return places.choices_within(None, county_first=True)


def group_choices(*, keep: Iterable[UUID] = ()) -> Choices:
    """The Zielgruppen in their order; also retired ones that are in use."""
    kept = set(keep)
    return [(one.id, one.name) for one in county.target_groups(active=None) if one.is_active or one.id in kept]


def plan_choices(*, keep: UUID | None = None) -> Choices:
    """The Fachplanungen for which this person may enter Erhebungen, and the one that was chosen before."""
    found = [(one.id, one.name) for one in queries.own_plans(actor())]
    if keep is not None and keep not in {one for one, _name in found}:
        found += list(queries.plan_names([keep]).items())
    return found


def runners_of(who: Actor) -> tuple[Runner, ...]:
    """Who can ask, for this person: a Fachplanung only for who keeps one, anybody else only for who works for a place."""
    of_plans = (Runner.SECTOR_PLAN,) if queries.own_plans(who) else ()
    others = (Runner.MUNICIPALITY, Runner.CONSULTATION, Runner.EXTERNAL)
    return (*of_plans, *(others if who.holds(Role.PLANNER, *OF_A_PLACE) else ()))


def filter_form() -> FilterForm:
    """What the address says; anything that cannot be chosen narrows nothing."""
    return FilterForm(
        formdata=request.args,
        years=queries.years(),
        now=clock.today().year,
        places=all_places(),
        groups=group_choices(),
        plans=[(one.id, one.name) for one in queries.plans()],
    )


def filters_of(form: FilterForm) -> Filters:
    return Filters(
        year=int(form.jahr.data),
        around=form.ort.chosen,
        target_group_id=form.gruppe.chosen,
        sector_plan_id=form.plan.chosen,
    )


def arguments(filters: Filters) -> dict[str, object]:
    """The filters as they stand in an address."""
    told = {
        "jahr": None if filters.year == clock.today().year else filters.year,
        "ort": filters.around,
        "gruppe": filters.target_group_id,
        "plan": filters.sector_plan_id,
    }
    return {name: value for name, value in told.items() if value}


def in_words(filters: Filters) -> list[tuple[str, str]]:
    """The filters as a person reads them."""
    told = [(_("Jahr"), str(filters.year))]
    if filters.around:
        told.append((_("Ort"), places.names([filters.around]).get(filters.around, "")))
    if filters.target_group_id:
        names = {one.id: one.name for one in county.target_groups(active=None)}
        told.append((_("Zielgruppe"), names.get(filters.target_group_id, "")))
    if filters.sector_plan_id:
        told.append((_("Fachplanung"), queries.plan_names([filters.sector_plan_id]).get(filters.sector_plan_id, "")))
    return told
