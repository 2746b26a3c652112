"""The file of one Bedarf: reading, editing, answering, minding, deleting."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, request, url_for

from portal.kernel import clock
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.policy import Role
from portal.needs import actions, queries
from portal.needs.forms import DeleteForm, EvidenceForm, MindForm, NeedForm, NoteForm
from portal.needs.policy import NeedPermission
from portal.needs.routes import choices
from portal.needs.routes.addresses import id_in, way_back
from portal.needs.routes.blueprint import allowed, bp
from portal.needs.routes.history import history_lines
from portal.needs.routes.panes import draft_of
from portal.needs.routes.wording import simple_mark
from portal.needs.terms import TRANSITIONS, EvidenceKind, Stance
from portal.places import queries as places
from portal.web.access import actor, may, requires
from portal.web.errors import status_of
from portal.web.forms import Form
from portal.web.pages import page, reply

if TYPE_CHECKING:
    from portal.needs.models import Need


def need_in_url(need_id: UUID, **_rest: Any) -> "Need":
    """The Bedarf of an address. Raises `NotFound`."""
    return queries.need(actor(), need_id)


@bp.get("/bedarfe/neu")
@requires(NeedPermission.CREATE)
def new() -> Response:
    root = places.tree().root
    own = choices.places_for(actor(), Role.PLANNER)
    form = choices.need_form(data={"sozialraum_id": root.id if root and root.id in dict(own) else None})
    return page("needs/new.html", form=form)


@bp.post("/bedarfe/neu")
@requires(NeedPermission.CREATE)
def create() -> Response:
    form = choices.need_form()
    if not form.validate_on_submit():
        return page("needs/new.html", form=form, status=422)
    try:
        with unit_of_work():
            need = actions.create_need(draft_of(form), by=actor())
    except DomainError as error:
        form.take(error)
        return page("needs/new.html", form=form, status=status_of(error))
    return reply(url_for("needs.show", need_id=need.id), tell="need-created")


@bp.get("/bedarfe/<uuid:need_id>")
@requires(NeedPermission.READ, of=need_in_url)
def show(need: "Need") -> Response:
    return file_page(need)


def file_page(need: "Need", *, status: int = 200, **forms: Any) -> Response:
    """The whole file. `forms` are refused forms by name."""
    viewer = actor()
    evidence = queries.evidence_page(need, after=request.args.get("belege"))
    lines = queries.history(need, after=request.args.get("verlauf"))
    notes = queries.notes(need) if may(NeedPermission.COMMENT, need) else []
    answers = queries.answers(need)
    minding = may(NeedPermission.EDIT, need)
    decided = id_in(request.args.get("entschieden"))
    return page(
        "needs/show.html",
        status=status,
        need=need,
        labels=queries.labels_for([need]),
        crumbs=place_crumbs(need),
        summary=queries.summary(need),
        evidence=evidence,
        belege=queries.belege(viewer, evidence.rows),
        answers=answers,
        told=queries.told_numbers(answers),
        simple_mark=simple_mark,
        undo=queries.open_batch(viewer, decided) if decided else None,
        args={},
        left_out=request.args.get("uebrig", 0, type=int),
        back=way_back(),
        notes=notes,
        names=queries.names_in([need], [*lines.rows, *notes, *answers]),
        history=lines,
        lines=history_lines(lines.rows),
        absorbed=queries.absorbed(need),
        final=queries.final_need(need) if need.is_merged else None,
        restorable=queries.can_be_restored(need),
        today=clock.today(),
        can=allowed(need),
        mind_form=forms.get("mind_form") or (mind_form(need) if minding else None),
        note_form=forms.get("note_form") or NoteForm(formdata=None),
        evidence_form=forms.get("evidence_form") or EvidenceForm(formdata=None),
        next_statuses=sorted(TRANSITIONS.next(need.status), key=list(type(need.status)).index),
    )


def place_crumbs(need: "Need") -> str:
    """The places around it in words: "Verwaltungsgemeinschaft X · Gemeinde Y"."""
    tree = places.tree()
    node = tree.get(need.sozialraum_id)
    if node is None:
        return ""
    return " · ".join(above.name for above in [*tree.above(node)[1:], node])


def mind_form(need: "Need", **kwargs: Any) -> MindForm:
    kwargs = kwargs or {"formdata": None, "data": {"responsible_id": need.responsible_id, "due_on": need.due_on}}
    return MindForm(planners=choices.planners(need.lineage, keep=need.responsible_id), **kwargs)


@bp.get("/bedarfe/<uuid:need_id>/bearbeiten")
@requires(NeedPermission.EDIT, of=need_in_url)
def edit(need: "Need") -> Response:
    return page("needs/edit.html", need=need, form=edit_form(need, data=values_of(need)))


@bp.post("/bedarfe/<uuid:need_id>/bearbeiten")
@requires(NeedPermission.EDIT, of=need_in_url)
def save(need: "Need") -> Response:
    form = edit_form(need)
    if not form.validate_on_submit():
        return page("needs/edit.html", need=need, form=form, status=422)
    try:
        with unit_of_work():
            actions.edit_need(
                need,
                draft=draft_of(form),
                version=form.shown_version,
                public_title=str(form.public_title.data or ""),
                by=actor(),
            )
    except Conflict:
        return conflict_page(queries.need(actor(), need.id), form)
    except DomainError as error:
        form.take(error)
        return page("needs/edit.html", need=need, form=form, status=status_of(error))
    return reply(url_for("needs.show", need_id=need.id), tell="need-saved")


def edit_form(need: "Need", **kwargs: Any) -> NeedForm:
    return choices.need_form(
        field=need.action_field_id,
        groups=queries.target_group_ids(need),
        functions=queries.basic_function_ids(need),
        **kwargs,
    )


def values_of(need: "Need") -> dict[str, Any]:
    return {
        "title": need.title,
        "description": need.description,
        "sozialraum_id": need.sozialraum_id,
        "action_field_id": need.action_field_id,
        "target_group_ids": queries.target_group_ids(need),
        "basic_function_ids": queries.basic_function_ids(need),
        "public_title": need.public_title,
        "version": str(need.version),
    }


def conflict_page(need: "Need", mine: NeedForm) -> Response:
    """Both versions side by side; what was typed stays in the form, which now knows the newer version."""
    theirs = edit_form(need, formdata=None, data=values_of(need))
    differing = [
        (name, choices.in_words(theirs, name), choices.in_words(mine, name))
        for name in (
            "title",
            "description",
            "sozialraum_id",
            "action_field_id",
            "target_group_ids",
            "basic_function_ids",
        )
        if choices.in_words(theirs, name) != choices.in_words(mine, name)
    ]
    mine.version.data = str(need.version)
    last = queries.history(need, after=None, limit=1).rows
    return page(
        "needs/conflict.html",
        status=409,
        need=need,
        form=mine,
        differing=differing,
        last=last[0] if last else None,
        names=queries.names_in([need], last),
    )


@bp.post("/bedarfe/<uuid:need_id>/zustaendig")
@requires(NeedPermission.EDIT, of=need_in_url)
def mind(need: "Need") -> Response:
    form = MindForm(planners=choices.planners(need.lineage, keep=need.responsible_id))
    if not form.validate_on_submit():
        return file_page(need, status=422, mind_form=form)
    try:
        with unit_of_work():
            actions.assign([need], to=form.responsible_id.data, by=actor())
            actions.set_due([need], on=form.due, by=actor())
    except DomainError as error:
        form.take(error)
        return file_page(need, status=status_of(error), mind_form=form)
    return reply(url_for("needs.show", need_id=need.id), tell="need-saved")


@bp.post("/bedarfe/<uuid:need_id>/notizen")
@requires(NeedPermission.COMMENT, of=need_in_url)
def note(need: "Need") -> Response:
    form = NoteForm()
    if not form.validate_on_submit():
        return file_page(need, status=422, note_form=form)
    with unit_of_work():
        actions.note(need, text=str(form.text.data), by=actor())
    return reply(url_for("needs.show", need_id=need.id, _anchor="notizen"), tell="need-note")


@bp.post("/bedarfe/<uuid:need_id>/belege")
@requires(NeedPermission.ADD_EVIDENCE, of=need_in_url)
def add_evidence(need: "Need") -> Response:
    form = EvidenceForm()
    if not form.validate_on_submit():
        return file_page(need, status=422, evidence_form=form)
    with unit_of_work():
        actions.add_evidence(need, **evidence_of(form), by=actor())
    return reply(url_for("needs.show", need_id=need.id, _anchor="belege"), tell="need-evidence")


def evidence_of(form: EvidenceForm) -> dict[str, Any]:
    return {
        "kind": EvidenceKind(form.kind.data),
        "quote": str(form.quote.data),
        "source": str(form.source.data or ""),
        "stance": Stance(form.stance.data),
    }


@bp.post("/bedarfe/<uuid:need_id>/belege/entfernen")
@requires(NeedPermission.EDIT, of=need_in_url)
def remove_evidence(need: "Need") -> Response:
    """Remove a Beleg that was added by hand."""
    if not Form().validate_on_submit():
        return file_page(need, status=422)
    beleg = queries.beleg(need, id_in(request.form.get("beleg")))
    with unit_of_work():
        actions.remove_evidence(beleg, by=actor())
    return reply(url_for("needs.show", need_id=need.id, _anchor="belege"), tell="need-evidence-removed")


@bp.get("/bedarfe/<uuid:need_id>/loeschen")
@requires(NeedPermission.DELETE, of=need_in_url)
def ask_to_delete(need: "Need") -> Response:
    return page("needs/delete.html", need=need, form=DeleteForm(), audience=queries.audience(need))


@bp.post("/bedarfe/<uuid:need_id>/loeschen")
@requires(NeedPermission.DELETE, of=need_in_url)
def delete(need: "Need") -> Response:
    form = DeleteForm()
    if not form.validate_on_submit():
        return page("needs/delete.html", need=need, form=form, audience=queries.audience(need), status=422)
    try:
        with unit_of_work():
            actions.delete_need(need, reason=str(form.reason.data), by=actor())
    except DomainError as error:
        form.take(error)
        return page("needs/delete.html", need=need, form=form, audience=queries.audience(need), status=status_of(error))
    return reply(url_for("needs.show", need_id=need.id), tell="need-deleted")


@bp.post("/bedarfe/<uuid:need_id>/wiederherstellen")
@requires(NeedPermission.RESTORE, of=need_in_url)
def restore(need: "Need") -> Response:
    if not Form().validate_on_submit():
        return file_page(need, status=422)
    with unit_of_work():
        actions.restore_need(need, by=actor())
    return reply(url_for("needs.show", need_id=need.id), tell="need-restored")
