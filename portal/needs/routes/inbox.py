"""The triage inbox: queue, text and decision on one screen."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, request, url_for

from portal.kernel import clock
from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError, InvalidInput, NotFound
from portal.kernel.text import N_
from portal.needs import actions, queries
from portal.needs.forms import PassagesForm, SearchForm
from portal.needs.policy import NeedPermission
from portal.needs.queries import TriageFilters
from portal.needs.routes.addresses import filter_args, id_in
from portal.needs.routes.blueprint import bp
from portal.needs.routes.choices import need_form
from portal.needs.routes.inbox_filters import filled_filter_form
from portal.needs.routes.panes import draft_of, pane_context, passages_in, reason_form, reason_of
from portal.needs.terms import BULK_MOST
from portal.web.access import actor, requires
from portal.web.errors import status_of
from portal.web.forms import Form
from portal.web.pages import page, reply

if TYPE_CHECKING:
    from portal.needs.models import TriageItem

PANES = ("bedarf", "dazu", "aufteilen", "kein-bedarf")


@bp.get("/eingang")
@requires(NeedPermission.TRIAGE)
def triage() -> Response:
    """The entry asked for, or the one that has waited longest."""
    filters = TriageFilters.from_args(request.args)
    wanted = id_in(request.args.get("eintrag"))
    current = queries.item(actor(), wanted) if wanted else queries.first(actor(), filters)
    pane = request.args.get("aktion", "")
    return desk(current, pane if pane in PANES else "")


@bp.get("/eingang/sammeln")
@requires(NeedPermission.TRIAGE)
def collect() -> Response:
    """Several entries, to be decided together."""
    items = chosen_items(request.args.getlist("eintrag"))
    if not items:
        return reply(url_for("needs.triage", **filter_args()), tell="triage-nothing-chosen")
    pane = request.args.get("aktion", "")
    return show(items, pane if pane in PANES else "")


@bp.post("/eingang/bedarf")
@requires(NeedPermission.TRIAGE)
def decide_new_need() -> Response:
    items = items_in_form()
    form = need_form()
    if not form.validate_on_submit():
        return show(items, "bedarf", form=form, status=422)
    try:
        with unit_of_work():
            decided = actions.create_need_from(items, draft=draft_of(form), by=actor())
    except DomainError as error:
        return refused(items, "bedarf", form, error)
    return decided_reply(items[-1], decided.batch_id)


@bp.post("/eingang/dazu")
@requires(NeedPermission.TRIAGE)
def decide_add() -> Response:
    items = items_in_form()
    form = SearchForm()
    if not form.validate_on_submit():
        return show(items, "dazu", form=form, status=422)
    chosen = id_in(request.form.get("bedarf"))
    try:
        if chosen is None:
            raise InvalidInput("triage.no-need", N_("Bitte wählen Sie einen Bedarf aus der Liste."), field="q")
        need = queries.need(actor(), chosen)
        with unit_of_work():
            decided = actions.add_to_need(items, need=need, by=actor())
    except NotFound:
        raise
    except DomainError as error:
        return refused(items, "dazu", form, error)
    return decided_reply(items[-1], decided.batch_id)


@bp.post("/eingang/kein-bedarf")
@requires(NeedPermission.TRIAGE)
def decide_no_need() -> Response:
    items = items_in_form()
    form = reason_form()
    if not form.validate_on_submit():
        return show(items, "kein-bedarf", form=form, status=422)
    try:
        with unit_of_work():
            decided = actions.decline(items, reason=reason_of(form), by=actor())
    except DomainError as error:
        return refused(items, "kein-bedarf", form, error)
    return decided_reply(items[-1], decided.batch_id)


@bp.post("/eingang/aufteilen")
@requires(NeedPermission.TRIAGE)
def decide_split() -> Response:
    items = items_in_form()
    form = PassagesForm()
    if not form.validate_on_submit():
        return show(items, "aufteilen", form=form, status=422)
    try:
        passages = passages_in(form, actions.words_of(items[0]))
        with unit_of_work():
            decided = actions.split_item(items[0], passages=passages, by=actor())
    except DomainError as error:
        return refused(items, "aufteilen", form, error)
    parts = [part for part in queries.parts_of(items[0]) if part.outcome is None]
    return reply(url_for("needs.triage", **filter_args(), eintrag=parts[0].id, entschieden=decided.batch_id))


@bp.post("/eingang/entscheidungen/<uuid:batch_id>/zurueck")
@requires(NeedPermission.TRIAGE)
def undo_decision(batch_id: UUID) -> Response:
    queries.batch(actor(), batch_id)
    if not Form().validate_on_submit():
        return desk(queries.first(actor(), TriageFilters.from_args(request.args)), "", status=422)
    with unit_of_work():
        items = actions.undo_decision(batch_id, by=actor())
    return reply(url_for("needs.triage", **filter_args(), eintrag=items[0].id), tell="triage-undone")


@bp.get("/eingang/verlauf")
@requires(NeedPermission.TRIAGE)
def decisions() -> Response:
    """What was decided, newest first, each with the way back."""
    found = queries.decisions(actor(), after=request.args.get("after"))
    return page("needs/decisions.html", fragment="decision_rows", page=found, lines=queries.decision_lines(found.rows))


def desk(current: "TriageItem | None", pane: str, *, form: Any = None, status: int = 200, **more: Any) -> Response:
    """The one screen. `form` is the refused form of `pane`, if one was."""
    viewer, filters = actor(), TriageFilters.from_args(request.args)
    window = queries.window(viewer, filters, current) if current else None
    rows = [*window.earlier, current, *window.later] if window and current else []
    entries = queries.entries(rows)
    entry = next((one for one in entries if current and one.id == current.id), None)
    undo = id_in(request.args.get("entschieden"))
    return page(
        "needs/inbox.html",
        fragment="triage",
        status=status,
        entry=entry,
        entries=entries,
        window=window,
        pane=pane,
        args=filters.to_args(),
        filters=filters,
        filter_form=filled_filter_form(filters),
        count=queries.count_open(viewer, filters),
        oldest=queries.oldest_open(viewer),
        now=clock.now(),
        undo=queries.open_batch(viewer, undo) if undo else None,
        **pane_context([entry] if entry else [], pane, form),
        **more,
    )


def show(items: "Sequence[TriageItem]", pane: str, *, form: Any = None, status: int = 200, **more: Any) -> Response:
    """The screen for one entry, or the page for several."""
    if len(items) == 1:
        return desk(items[0], pane, form=form, status=status, **more)
    entries = queries.entries(items)
    return page(
        "needs/collect.html",
        status=status,
        entries=entries,
        pane=pane,
        args=TriageFilters.from_args(request.args).to_args(),
        **pane_context(entries, pane, form),
        **more,
    )


def refused(items: "Sequence[TriageItem]", pane: str, form: Any, error: DomainError) -> Response:
    """Back to the screen with what was typed and why it did not work."""
    form.take(error)
    return show(items, pane, form=form, status=status_of(error))


def decided_reply(last: "TriageItem", batch_id: UUID) -> Response:
    """On to the next entry, with the way back at hand."""
    following = queries.next_after(actor(), TriageFilters.from_args(request.args), last)
    return reply(url_for("needs.triage", **filter_args(), eintrag=following, entschieden=batch_id))


def items_in_form() -> "list[TriageItem]":
    """The entries a decision is about. Raises `NotFound` without any."""
    items = chosen_items(request.form.getlist("eintrag"))
    if not items:
        raise NotFound
    return items


def chosen_items(raw: Sequence[str]) -> "list[TriageItem]":
    ids = {wanted for value in raw[:BULK_MOST] if (wanted := id_in(value))}
    return queries.items_by_id(actor(), ids) if ids else []
