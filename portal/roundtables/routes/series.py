"""`/arbeit/runde-tische`: the series one works on, setting one up, its page."""

from typing import TYPE_CHECKING, Any

from flask import Blueprint, Response, request, url_for

from portal.consultations.terms.methods import FOR_METHOD
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.places import queries as places
from portal.roundtables.actions import series as actions
from portal.roundtables.actions.series import SeriesDraft
from portal.roundtables.forms.series import SeriesFilterForm, SeriesForm
from portal.roundtables.policy import RoundTablePermission
from portal.roundtables.queries import calendars, dates, meetings
from portal.roundtables.queries import series as queries
from portal.roundtables.routes.choices import place_choices
from portal.roundtables.routes.method_starts import values_for
from portal.roundtables.routes.tabs import series_in_url
from portal.roundtables.terms.series import Rhythm, RoundTableKind, SeriesState
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.nav import nav_entry
from portal.web.pages import page, reply, tells
from portal.web.site import site

if TYPE_CHECKING:
    from portal.roundtables.models import RoundTable

bp = Blueprint("round_tables", __name__, url_prefix="/arbeit/runde-tische")

nav_entry(
    "work",
    label=N_("Runde Tische"),
    endpoint="round_tables.index",
    order=60,
    permission=RoundTablePermission.LIST,
    icon="people",
)
tells("series-set-up", N_("Der Runde Tisch ist angelegt. Als Nächstes: Wer gehört dazu?"))
tells("series-saved", N_("Gespeichert."))
tells("series-ended", N_("Beendet. Was besprochen und vereinbart wurde, bleibt."))
tells("series-resumed", N_("Der Runde Tisch trifft sich wieder."))
tells("calendar-renewed", N_("Der Kalender hat eine neue Adresse. Die alte gilt nicht mehr."))

_FIELDS = (
    "title",
    "purpose",
    "venue",
    "host_name",
    "host_function",
    "sender",
    "contact_name",
    "contact_phone",
    "contact_email",
    "is_public",
)
_EXCHANGE = "austauschtreffen"


@bp.get("")
@requires(RoundTablePermission.LIST)
def index() -> Response:
    form = SeriesFilterForm(formdata=request.args)
    state = next((one for one in SeriesState if one.value == form.stand.data), None)
    found = queries.page_of(queries.visible_round_tables(actor(), state=state), after=request.args.get("after"))
    return page(
        "roundtables/work/index.html",
        fragment="series_rows",
        form=form,
        found=found,
        state=state,
        tallies=queries.tallies([row.id for row in found.rows]),
        names=places.names(row.sozialraum_id for row in found.rows),
        here=url_for("round_tables.index", stand=state.value if state else None),
    )


@bp.get("/neu")
@requires(RoundTablePermission.SET_UP)
def new() -> Response:
    mine = place_choices()
    values: dict[str, Any] = {"sozialraum_id": mine[0][0] if len(mine) == 1 else None, "contact_name": actor().name}
    if _kind() is RoundTableKind.EXCHANGE:
        values |= _exchange_values()
    values |= values_for(request.args.get(FOR_METHOD))
    return _edit(SeriesForm(places=mine, data=values), None)


@bp.post("/neu")
@requires(RoundTablePermission.SET_UP)
def create() -> Response:
    form = SeriesForm(places=place_choices())
    if not form.validate_on_submit():
        return _edit(form, None, status=422)
    try:
        with unit_of_work():
            made = actions.set_up(_draft(form, kind=_kind()), submission_key=form.key, by=actor())
    except InvalidInput as error:
        form.take(error)
        return _edit(form, None, status=422)
    return reply(url_for("round_table_members.index", series_id=made.id), tell="series-set-up")


@bp.get("/<uuid:series_id>")
@requires(RoundTablePermission.READ, of=series_in_url)
def show(round_table: "RoundTable") -> Response:
    found = meetings.meetings_of(round_table, after=request.args.get("after"))
    return page(
        "roundtables/work/show.html",
        fragment="meeting_rows",
        round_table=round_table,
        place=places.tree().get(round_table.sozialraum_id),
        members=queries.members(round_table),
        found=found,
        findings=dates.open_findings(round_table),
        calendar=url_for("calendars.round_table", token=calendars.series_token(round_table), _external=True),
        here=url_for("round_tables.show", series_id=round_table.id),
        form=Form(),
    )


@bp.get("/<uuid:series_id>/bearbeiten")
@requires(RoundTablePermission.EDIT, of=series_in_url)
def edit(round_table: "RoundTable") -> Response:
    values: dict[str, Any] = {name: getattr(round_table, name) for name in _FIELDS}
    values |= {
        "sozialraum_id": round_table.sozialraum_id,
        "rhythm": round_table.rhythm.value,
        "version": round_table.version,
    }
    return _edit(SeriesForm(places=place_choices(besides=round_table.sozialraum_id), data=values), round_table)


@bp.post("/<uuid:series_id>/bearbeiten")
@requires(RoundTablePermission.EDIT, of=series_in_url)
def save(round_table: "RoundTable") -> Response:
    form = SeriesForm(places=place_choices(besides=round_table.sozialraum_id))
    if not form.validate_on_submit():
        return _edit(form, round_table, status=422)
    try:
        with unit_of_work():
            fresh = queries.round_table(round_table.id)
            actions.edit(fresh, _draft(form, kind=fresh.kind), version=form.seen_version, by=actor())
    except Conflict:
        theirs = queries.round_table(round_table.id)
        conflicts = conflicts_of(form, theirs, [name for name in _FIELDS if name != "is_public"])
        return _edit(form, theirs, status=409, conflicts=conflicts)
    except InvalidInput as error:
        form.take(error)
        return _edit(form, queries.round_table(round_table.id), status=422)
    return reply(url_for("round_tables.show", series_id=round_table.id), tell="series-saved")


@bp.post("/<uuid:series_id>/beenden")
@requires(RoundTablePermission.END, of=series_in_url)
def end(round_table: "RoundTable") -> Response:
    return _pressed(round_table, actions.end, "series-ended")


@bp.post("/<uuid:series_id>/wieder-aufnehmen")
@requires(RoundTablePermission.RESUME, of=series_in_url)
def resume(round_table: "RoundTable") -> Response:
    return _pressed(round_table, actions.resume, "series-resumed")


@bp.post("/<uuid:series_id>/kalender")
@requires(RoundTablePermission.EDIT, of=series_in_url)
def renew_calendar(round_table: "RoundTable") -> Response:
    return _pressed(round_table, actions.renew_calendar, "calendar-renewed")


def _pressed(round_table: "RoundTable", action: Any, tell: str) -> Response:
    here = url_for("round_tables.show", series_id=round_table.id)
    if not Form().validate_on_submit():
        return reply(here)
    with unit_of_work():
        action(queries.round_table(round_table.id), by=actor())
    return reply(here, tell=tell)


def _edit(form: SeriesForm, round_table: "RoundTable | None", *, status: int = 200, **context: Any) -> Response:
    kind = round_table.kind if round_table else _kind()
    return page("roundtables/work/edit.html", status=status, form=form, round_table=round_table, kind=kind, **context)


def _kind() -> RoundTableKind:
    return RoundTableKind.EXCHANGE if request.args.get("vorlage") == _EXCHANGE else RoundTableKind.LOCAL


def _exchange_values() -> dict[str, Any]:
    """The yearly meeting of all Gemeinden that have a project: what is the same everywhere stands there already."""
    root = places.root()
    return {
        "title": _("Austauschtreffen der Projektgemeinden"),
        "purpose": _(
            "Einmal im Jahr treffen sich alle Gemeinden, die altersgerechte Quartiere entwickeln. Jede zeigt, was gelungen ist "
            "und wo es hakt, und alle lernen voneinander."
        ),
        "rhythm": Rhythm.YEARLY.value,
        "sozialraum_id": root.id if root else None,
        "host_name": site().county_name,
        "contact_phone": site().contact_phone,
        "contact_email": site().contact_email,
    }


def _draft(form: SeriesForm, *, kind: RoundTableKind) -> SeriesDraft:
    typed = {name: str(form[name].data or "") for name in _FIELDS if name != "is_public"}
    return SeriesDraft(
        place=places.place(form.sozialraum_id.data),
        kind=kind,
        rhythm=form.chosen_rhythm,
        is_public=bool(form.is_public.data),
        **typed,
    )
