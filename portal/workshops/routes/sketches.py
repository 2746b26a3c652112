"""`/arbeit/werkstaetten/<id>/projekte`: sketches, their sheets on paper, and what became of them."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError, InvalidInput
from portal.kernel.text import N_
from portal.web.access import actor, requires
from portal.web.errors import status_of
from portal.web.forms import Form
from portal.web.i18n import _, as_date
from portal.web.pages import page, reply, tells
from portal.workshops import queries
from portal.workshops.actions import sketching as actions
from portal.workshops.actions.sketching import SketchDraft
from portal.workshops.forms.leading import NewSketchForm, SketchForm, ToldForm
from portal.workshops.policy import SketchPermission, WorkshopPermission
from portal.workshops.queries import sketches as rows
from portal.workshops.queries.chain import Idea, chain
from portal.workshops.routes.tabs import tab, workshop_in_url
from portal.workshops.terms.limits import LONGEST_TITLE

if TYPE_CHECKING:
    from portal.workshops.models import FutureWorkshop, ProjectSketch

bp = Blueprint("project_sketches", __name__, url_prefix="/arbeit/werkstaetten/<uuid:workshop_id>/projekte")
tab(N_("Projekte"), "project_sketches.index", WorkshopPermission.READ, order=38)
tells("sketch-saved", N_("Die Projektskizze ist gespeichert."))
tells("sketch-discarded", N_("Die Projektskizze ist gelöscht."))
tells("sketch-told", N_("Gespeichert. Sobald die Dokumentation freigegeben ist, lesen es alle."))

_FIELDS = (
    "title", "what", "who", "when_done", "with_whom", "first_step", "first_step_on", "godparent", "godparent_may_be_named",
)  # fmt: skip
#: Empty sheets printed at once.
BLANK_SHEETS = 4


def sketch_in_url(workshop_id: UUID, sketch_id: UUID) -> "ProjectSketch":
    """The sketch that the address names. Raises `NotFound` for one of another workshop."""
    return rows.sketch(sketch_id, workshop_id=workshop_id)


@bp.get("")
@requires(WorkshopPermission.READ, of=workshop_in_url)
def index(workshop: "FutureWorkshop") -> Response:
    found = chain(workshop, for_staff=True)
    return page(
        "workshops/work/sketches.html",
        workshop=workshop,
        chain=found,
        ideas=[idea for idea in found.ideas if not idea.sketches],
        histories=rows.histories([one.id for one in found.sketches]),
    )


@bp.get("/neu")
@requires(WorkshopPermission.SKETCH, of=workshop_in_url)
def new(workshop: "FutureWorkshop") -> Response:
    idea = chain(workshop, for_staff=True).idea(request.args.get("wunsch", ""))
    suggested = {"idea": idea.thought.key, "title": idea.thought.title[:LONGEST_TITLE]} if idea else {}
    return _new(workshop, NewSketchForm(data=suggested), idea)


@bp.post("/neu")
@requires(WorkshopPermission.SKETCH, of=workshop_in_url)
def create(workshop: "FutureWorkshop") -> Response:
    form = NewSketchForm()
    key = str(form.idea.data or "")
    if not form.validate_on_submit():
        return _new(workshop, form, chain(workshop, for_staff=True).idea(key), status=422)
    try:
        with unit_of_work():
            row = actions.sketch(
                queries.workshop(workshop.id), _draft(form), idea=key, submission_key=form.key, by=actor()
            )
    except (Conflict, InvalidInput) as error:
        form.take(error)
        fresh = queries.workshop(workshop.id)
        return _new(fresh, form, chain(fresh, for_staff=True).idea(key), status=status_of(error))
    return reply(url_for("project_sketches.show", workshop_id=workshop.id, sketch_id=row.id), tell="sketch-saved")


@bp.get("/leere-blaetter")
@requires(WorkshopPermission.READ, of=workshop_in_url)
def blank(workshop: "FutureWorkshop") -> Response:
    return page("workshops/work/sketch_blank.html", workshop=workshop, number=BLANK_SHEETS)


@bp.get("/<uuid:sketch_id>")
@requires(SketchPermission.READ, of=sketch_in_url)
def show(sketch: "ProjectSketch") -> Response:
    return _show(sketch)


@bp.get("/<uuid:sketch_id>/blatt")
@requires(SketchPermission.READ, of=sketch_in_url)
def on_paper(sketch: "ProjectSketch") -> Response:
    found = chain(sketch.workshop, for_staff=True)
    return page("workshops/work/sketch_print.html", workshop=sketch.workshop, sketch=sketch, idea=found.idea_of(sketch))


@bp.get("/<uuid:sketch_id>/bearbeiten")
@requires(SketchPermission.EDIT, of=sketch_in_url)
def edit(sketch: "ProjectSketch") -> Response:
    values = {name: getattr(sketch, name) for name in (*_FIELDS, "version")}
    return _edit(sketch, SketchForm(data=values))


@bp.post("/<uuid:sketch_id>/bearbeiten")
@requires(SketchPermission.EDIT, of=sketch_in_url)
def save(sketch: "ProjectSketch") -> Response:
    form = SketchForm()
    if not form.validate_on_submit():
        return _edit(sketch, form, status=422)
    try:
        with unit_of_work():
            fresh = rows.sketch(sketch.id, workshop_id=sketch.workshop_id)
            actions.write_sketch(fresh, _draft(form), version=form.seen_version, by=actor())
    except Conflict:
        theirs = rows.sketch(sketch.id, workshop_id=sketch.workshop_id)
        conflicts = _differences(form, theirs)
        if not conflicts:
            return reply(_page_of(sketch), tell="sketch-saved")
        form.version.data = str(theirs.version)
        return _edit(theirs, form, conflicts=conflicts, status=409)
    except InvalidInput as error:
        form.take(error)
        return _edit(sketch, form, status=422)
    return reply(_page_of(sketch), tell="sketch-saved")


@bp.post("/<uuid:sketch_id>/stand")
@requires(SketchPermission.FOLLOW, of=sketch_in_url)
def tell(sketch: "ProjectSketch") -> Response:
    form = ToldForm(now=sketch.state)
    if not form.validate_on_submit() or form.chosen_state is None:
        return _show(sketch, told=form, status=422)
    try:
        with unit_of_work():
            actions.tell_what_became(
                rows.sketch(sketch.id, workshop_id=sketch.workshop_id),
                state=form.chosen_state,
                sentence=str(form.sentence.data),
                submission_key=form.key,
                by=actor(),
            )
    except DomainError as error:
        form.take(error)
        return _show(rows.sketch(sketch.id, workshop_id=sketch.workshop_id), told=form, status=status_of(error))
    return reply(_page_of(sketch), tell="sketch-told")


@bp.post("/<uuid:sketch_id>/loeschen")
@requires(SketchPermission.DISCARD, of=sketch_in_url)
def discard(sketch: "ProjectSketch") -> Response:
    if not Form().validate_on_submit():
        return _show(sketch, status=422)
    with unit_of_work():
        actions.discard_sketch(rows.sketch(sketch.id, workshop_id=sketch.workshop_id), by=actor())
    return reply(url_for("project_sketches.index", workshop_id=sketch.workshop_id), tell="sketch-discarded")


def _show(sketch: "ProjectSketch", *, told: ToldForm | None = None, status: int = 200) -> Response:
    found = chain(sketch.workshop, for_staff=True)
    idea = found.idea_of(sketch)
    return page(
        "workshops/work/sketch.html",
        status=status,
        workshop=sketch.workshop,
        sketch=sketch,
        idea=idea,
        criticisms=found.criticisms_behind(idea) if idea else [],
        history=rows.histories([sketch.id])[sketch.id],
        told=told or ToldForm(now=sketch.state, formdata=None, data={"state": sketch.state.value}),
    )


def _new(workshop: "FutureWorkshop", form: NewSketchForm, idea: Idea | None, *, status: int = 200) -> Response:
    return page("workshops/work/sketch_edit.html", status=status, workshop=workshop, sketch=None, form=form, idea=idea)


def _edit(sketch: "ProjectSketch", form: SketchForm, *, status: int = 200, **context: Any) -> Response:
    return page(
        "workshops/work/sketch_edit.html",
        status=status,
        workshop=sketch.workshop,
        sketch=sketch,
        form=form,
        idea=None,
        **context,
    )


def _draft(form: NewSketchForm | SketchForm) -> SketchDraft:
    values = {name: getattr(form, name).data for name in _FIELDS}
    texts = {name: str(value or "") for name, value in values.items() if not name.endswith(("_on", "_named"))}
    return SketchDraft(
        **texts,
        first_step_on=form.first_step_on.data,
        godparent_may_be_named=bool(form.godparent_may_be_named.data),
    )


def _differences(form: SketchForm, theirs: "ProjectSketch") -> list[tuple[str, str, str]]:
    pairs = [(name, _shown(getattr(theirs, name)), _shown(getattr(form, name).data)) for name in _FIELDS]
    return [(_(form[name].label.text), stored, typed) for name, stored, typed in pairs if stored != typed]


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return _("ja") if value else _("nein")
    return as_date(value) if hasattr(value, "year") else str(value or "")


def _page_of(sketch: "ProjectSketch") -> str:
    return url_for("project_sketches.show", workshop_id=sketch.workshop_id, sketch_id=sketch.id)
