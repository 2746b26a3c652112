"""What can be chosen, and what a list is narrowed to."""

from uuid import UUID

from flask import request, url_for

from portal.funding import queries
from portal.funding.forms import FilterForm
from portal.funding.policy import EDITORS, READERS
from portal.funding.queries import Filters
from portal.funding.terms import SUBJECTS, ApplicationState, FundingSubject
from portal.kernel.clock import today
from portal.places import queries as places
from portal.web.access import actor
from portal.web.choosing import Choices
from portal.web.pages import with_arguments
from portal.web.panels import collect


def place_choices() -> Choices:
    """The Sozialräume in which this person writes applications, the county first."""
    return places.choices_within(actor().scope_of(*EDITORS), county_first=True)


def subjects() -> dict[UUID, FundingSubject]:
    """The projects of other rooms that can be supported, by id, in the order of their titles; those of one's own places."""
    mine = {place_id for place_id, _label in place_choices()}
    found: list[FundingSubject] = collect(SUBJECTS, who=actor())
    return {one.id: one for one in sorted(found, key=lambda one: (one.title, one.id)) if one.place_id in mine}


def subject_choices(known: dict[UUID, FundingSubject]) -> Choices:
    names = places.names(one.place_id for one in known.values())
    return [(one.id, f"{one.title} ({names.get(one.place_id, '')})") for one in known.values()]


def programme_choices(*, open_only: bool = False) -> Choices:
    """The programmes by name; those alone that take applications today."""
    return [(one.id, one.name) for one in queries.programmes() if not open_only or one.version_on(today()) is not None]


def filter_form() -> FilterForm:
    """What the address says; anything that cannot be chosen narrows nothing."""
    known = places.choices_within(actor().scope_of(*READERS), county_first=True)
    return FilterForm(formdata=request.args, places=known, programmes=programme_choices())


def filters_of(form: FilterForm) -> Filters:
    state = next((one for one in ApplicationState if one.value == form.stand.data), None)
    return Filters(around=form.ort.chosen, state=state, programme_id=form.programm.chosen)


def address(filters: Filters) -> str:
    """This list with its filters."""
    told = {"ort": filters.around, "stand": filters.state, "programm": filters.programme_id}
    arguments = {name: str(value) for name, value in told.items() if value is not None}
    return with_arguments(url_for("funding.index"), **arguments) if arguments else url_for("funding.index")
