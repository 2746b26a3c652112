"""`/arbeit/begehungen`: the list of walks, a new one, and the page of each with its findings."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.consultations import queries as consultations
from portal.consultations.terms.methods import FOR_METHOD
from portal.contributions import queries as said
from portal.kernel import clock
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.runtime import settings
from portal.kernel.text import N_
from portal.pinmaps.actions import walks as actions
from portal.pinmaps.actions.walks import WalkPlan
from portal.pinmaps.forms.walks import ClosingForm, FindingFilterForm, StateFilterForm, WalkForm
from portal.pinmaps.geometry.areas import BAVARIA
from portal.pinmaps.geometry.mercator import degrees
from portal.pinmaps.policy import WalkPermission
from portal.pinmaps.queries import ground
from portal.pinmaps.queries import walks as queries
from portal.pinmaps.queries.walks import FindingFilter
from portal.pinmaps.routes.choices import consultation_choices, place_choices
from portal.pinmaps.routes.ground import ground_props
from portal.pinmaps.routes.method_starts import values_of_walk
from portal.pinmaps.terms.walks import FindingTopic, Rating, WalkState
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.nav import nav_entry
from portal.web.pages import page, reply, tells, with_arguments

if TYPE_CHECKING:
    from portal.pinmaps.models import WalkAudit, WalkFinding

bp = Blueprint("walks", __name__, url_prefix="/arbeit/begehungen")

nav_entry(
    "work",
    label=N_("Ortsbegehungen"),
    endpoint="walks.index",
    order=57,
    permission=WalkPermission.LIST,
    icon="flag",
)
tells(
    "walk-planned",
    N_(
        "Die Begehung ist angelegt. Öffnen Sie die Seite für unterwegs einmal auf Ihrem Telefon, solange Sie Netz haben."
    ),
)


def walk_in_url(walk_id: UUID, **_deeper: object) -> "WalkAudit":
    """The walk that the address of one of its pages names. Raises `NotFound`."""
    return queries.walk(walk_id)


@bp.get("")
@requires(WalkPermission.LIST)
def index() -> Response:
    form = StateFilterForm(formdata=request.args)
    state = next((state for state in WalkState if state.value == form.stand.data), None)
    found = queries.newest_page(queries.own_walks(actor(), state=state), after=request.args.get("after"))
    return page(
        "pinmaps/walks/index.html",
        fragment="walk_rows",
        form=form,
        found=found,
        state=state,
        names=places.names(row.sozialraum_id for row in found.rows),
        counts=queries.counts_of([row.id for row in found.rows]),
        here=url_for("walks.index", stand=state.value if state else None),
    )


@bp.get("/neu")
@requires(WalkPermission.PLAN)
def new() -> Response:
    mine = place_choices()
    values = {
        "sozialraum_id": mine[0][0] if len(mine) == 1 else None,
        "consultation_id": request.args.get("verfahren", type=UUID),
        "walked_on": clock.today(),
        **values_of_walk(request.args.get(FOR_METHOD)),
    }
    return _new(WalkForm(places=mine, consultations=consultation_choices(), data=values))


@bp.post("/neu")
@requires(WalkPermission.PLAN)
def create() -> Response:
    form = WalkForm(places=place_choices(), consultations=consultation_choices())
    if not form.validate_on_submit():
        return _new(form, status=422)
    try:
        with unit_of_work():
            walk = actions.plan(plan_of(form), place=places.place(form.sozialraum_id.data), by=actor())
    except InvalidInput as error:
        form.take(error)
        return _new(form, status=422)
    return reply(url_for("walks.detail", walk_id=walk.id), tell="walk-planned")


@bp.get("/<uuid:walk_id>")
@requires(WalkPermission.READ, of=walk_in_url)
def detail(walk: "WalkAudit") -> Response:
    return overview(walk)


@bp.get("/<uuid:walk_id>/gebiet.json")
@requires(WalkPermission.READ, of=walk_in_url)
def area(walk: "WalkAudit") -> Response:
    found = ground.place_area(walk.sozialraum_id)
    if found is None:
        raise NotFound
    return Response(found, mimetype="application/geo+json")


def overview(
    walk: "WalkAudit", *, closing: ClosingForm | None = None, form: Form | None = None, status: int = 200
) -> Response:
    """The page of a walk; `closing` or `form` is the one whose sending did not work."""
    narrowing = FindingFilterForm(formdata=request.args if request.method == "GET" else None)
    only = _filter_of(narrowing)
    found = queries.page_of_findings(queries.findings(walk.id, only), after=request.args.get("after"))
    late = queries.late_findings(walk.id)
    ids = [finding.contribution_id for finding, _words in (*found.rows, *late)]
    here = url_for("walks.detail", walk_id=walk.id)
    return page(
        "pinmaps/walks/detail.html",
        fragment="finding_rows",
        status=status,
        walk=walk,
        place=places.tree().get(walk.sozialraum_id),
        consultation=title_of_consultation(walk),
        counts=queries.counts_of([walk.id]).get(walk.id, queries.Counts()),
        tally=queries.tally(walk.id),
        found=found,
        late=late,
        photos=said.photos_of_many(ids),
        narrowing=narrowing,
        is_narrowed=only != FindingFilter(),
        here=with_arguments(here, **{name: str(value) for name, value in narrowing.data.items() if value}),
        legend=legend(),
        map_props=findings_map(walk),
        phone_address=settings().base_url.rstrip("/") + url_for("walk_phone.show", walk_id=walk.id),
        closing=closing or ClosingForm(formdata=None, data={"summary": walk.summary}),
        form=form or Form(formdata=None),
    )


def plan_of(form: WalkForm) -> WalkPlan:
    """What the form says about a walk."""
    return WalkPlan(
        title=str(form.title.data),
        walked_on=form.walked_on.data or clock.today(),
        route=str(form.route.data or ""),
        consultation_id=form.consultation_id.data,
        weather=str(form.weather.data or ""),
        participants=str(form.participants.data or ""),
    )


def title_of_consultation(walk: "WalkAudit") -> str | None:
    """The Verfahren a walk belongs to."""
    if walk.consultation_id is None:
        return None
    return consultations.titles([walk.consultation_id]).get(walk.consultation_id)


def legend() -> list[dict[str, Any]]:
    """Which sign on the map stands for which rating, the worst last."""
    return [
        {"number": number, "label": _(rating.label), "fill": rating.colour.fill, "path": rating.shape.path}
        for number, rating in enumerate(Rating)
    ]


def ground_of(walk: "WalkAudit") -> dict[str, Any]:
    """The ground of a map of the walk's Sozialraum, or of the nearest place around it that has a boundary."""
    frames = (ground.frame_of(place_id) for place_id in reversed(walk.lineage))
    frame = next((one for one in frames if one is not None), BAVARIA)
    has_area = walk.sozialraum_id in places.boundaries([walk.sozialraum_id])
    return ground_props(frame, url_for("walks.area", walk_id=walk.id) if has_area else None)


def findings_map(walk: "WalkAudit") -> dict[str, Any]:
    """What the map of a walk draws; it fetches the findings itself."""
    own = {"findings": url_for("walk_exports.on_map", walk_id=walk.id), "legend": legend()}
    return ground_of(walk) | own


def position_of(finding: "WalkFinding") -> tuple[float, float] | None:
    """Latitude and longitude; None when the phone did not know."""
    if finding.x is None or finding.y is None:
        return None
    return degrees(finding.x, finding.y)


def _new(form: WalkForm, *, status: int = 200) -> Response:
    return page("pinmaps/walks/new.html", form=form, status=status)


def _filter_of(form: FindingFilterForm) -> FindingFilter:
    topic = next((topic for topic in FindingTopic if topic.value == form.thema.data), None)
    return FindingFilter(topic=topic, rating=next((one for one in Rating if one.value == form.urteil.data), None))


bp.add_app_template_global(position_of, "position_of_finding")
