"""`/arbeit/quartiersprojekte/…/ehrenamt`: the Hilfegesuche of a project, whom to call, and what all pages of the Ehrenamt need."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.kernel.clock import today
from portal.kernel.text import N_
from portal.kuemmerer.forms.volunteers import AidFilterForm
from portal.kuemmerer.policy import VolunteerPermission
from portal.kuemmerer.queries import hours
from portal.kuemmerer.queries import volunteers as queries
from portal.kuemmerer.queries.volunteers import AidFilters
from portal.kuemmerer.routes.blueprint import project_in_url
from portal.kuemmerer.terms.projects import FIRST_DAY
from portal.kuemmerer.terms.volunteers import DAY_PARTS, WEEKDAYS, slots_of
from portal.places import queries as places
from portal.web.access import may, requires
from portal.web.choosing import Choices
from portal.web.i18n import _
from portal.web.pages import page

if TYPE_CHECKING:
    from portal.kuemmerer.models import AidMatch, AidRequest, KuemmererProject, Volunteer

bp = Blueprint("volunteers", __name__, url_prefix="/arbeit/quartiersprojekte")


def volunteer_in_url(volunteer_id: UUID) -> "Volunteer":
    return queries.volunteer(volunteer_id)


def aid_in_url(aid_id: UUID) -> "AidRequest":
    return queries.aid_request(aid_id)


def match_in_url(match_id: UUID) -> "AidMatch":
    return queries.match(match_id)


@bp.get("/<uuid:project_id>/ehrenamt")
@requires(VolunteerPermission.COUNT, of=project_in_url)
def index(project: "KuemmererProject") -> Response:
    """The Hilfegesuche; whoever may not know people sees counts."""
    if not may(VolunteerPermission.READ, project):
        return _counts(project)
    form = AidFilterForm(formdata=request.args)
    filters = AidFilters(kind=form.art.chosen, state=form.stand.chosen)
    told = {"art": filters.kind, "stand": filters.state}
    arguments: dict[str, Any] = {name: one.value for name, one in told.items() if one is not None}
    return page(
        "kuemmerer/volunteers/index.html",
        fragment="aid_rows",
        project=project,
        views=views_of(project),
        form=form,
        filters=filters,
        found=queries.page_of_requests(project.id, filters, after=request.args.get("after")),
        here=url_for("volunteers.index", project_id=project.id, **arguments),
        when=when,
    )


@bp.get("/<uuid:project_id>/ehrenamt/anrufe")
@requires(VolunteerPermission.READ, of=project_in_url)
def calls(project: "KuemmererProject") -> Response:
    return page(
        "kuemmerer/volunteers/calls.html",
        project=project,
        views=views_of(project),
        matches=queries.calls_of(project.id),
        when=when,
    )


def _counts(project: "KuemmererProject") -> Response:
    return page(
        "kuemmerer/volunteers/counts.html",
        project=project,
        people=queries.volunteers_by_state(project.id),
        requests=queries.requests_by_state(project.id),
        sums=hours.hours_between(FIRST_DAY, today(), project_id=project.id),
    )


def views_of(project: "KuemmererProject") -> list[tuple[str, str]]:
    """The pages of the Ehrenamt."""
    listed = [
        (N_("Gesuche"), "volunteers.index"),
        (N_("Ehrenamtliche"), "volunteers.people"),
        (N_("Anrufe"), "volunteers.calls"),
        (N_("Stunden"), "volunteers.hours_page"),
    ]
    return [(_(label), url_for(endpoint, project_id=project.id)) for label, endpoint in listed]


def place_choices(project: "KuemmererProject") -> Choices:
    """The places of a project and everything beneath them."""
    return places.choices_within({place.id for place in project.places})


def when(times: int) -> str:
    """Half-days as people say them: "Montag vormittags, Dienstag abends"; "" for any."""
    return slots_in_words(slots_of(times))


def slots_in_words(slots: Sequence[int]) -> str:
    """The same of a list of half-days."""
    parts = len(DAY_PARTS)
    return ", ".join(
        _("%(day)s %(part)s", day=_(WEEKDAYS[slot // parts]), part=_(DAY_PARTS[slot % parts])) for slot in slots
    )
