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
from portal.needs.forms import NeedForm, PassagesForm, ReasonForm, SearchForm
from portal.needs.policy import NeedPermission
from portal.needs.queries import NeedFilters, TriageFilters
from portal.needs.routes.blueprint import bp
from portal.needs.routes.choices import need_form
from portal.needs.routes.inbox_filters import filled_filter_form
from portal.needs.terms import BULK_MOST, PASSAGES_MOST
from portal.needs.terms.passages import Cut, Passage, cut, headline, sentences, typed_passages
from portal.needs.terms.sentences import NO_NEED_REASONS
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.errors import status_of
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.pages import page, reply

if TYPE_CHECKING:
    from portal.needs.models import Need, TriageItem

PANES = ("bedarf", "dazu", "aufteilen", "kein-bedarf")
#: Bedarfe offered by a search in the decision.
OFFERED = 9


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


def pane_context(entries: Sequence[queries.InboxEntry], pane: str, form: Any) -> dict[str, Any]:
    """What the decision at hand needs: its form, suggestions, Bedarfe to choose from."""
    if not entries:
        return {
            "form": None,
            "similar": [],
            "found": [],
            "asked": "",
            "labels": None,
            "leftovers": (),
            "suggested": False,
        }
    text = "\n".join(entry.text for entry in entries)
    item = entries[0].item
    asked = request.args.get("suche", "").strip()[:200] if pane == "dazu" else ""
    found = offered_needs(asked) if asked else []
    similar = []
    if pane in ("", "dazu") and not asked:
        similar = queries.similar_needs(
            actor(), text, place_id=item.sozialraum_id, action_field_id=field_of(entries[0])
        )
    shown = [*found, *(one.need for one in similar)]
    return {
        "form": form or new_form(pane, entries, text, asked),
        "suggested": form is None,
        "similar": similar,
        "found": found,
        "asked": asked,
        "labels": queries.labels_for(shown) if shown else None,
        "leftovers": leftovers(form, entries[0].text) if pane == "aufteilen" and form is not None else (),
        "cuts": cuts_of(entries[0].text) if pane == "aufteilen" else [],
        "reasons": NO_NEED_REASONS,
    }


def cuts_of(text: str) -> list[dict[str, Any]]:
    """The sentences of a text for the island that shows them one below the other."""
    return [{"start": part.start, "stop": part.stop, "text": part.of(text)} for part in sentences(text)]


def new_form(pane: str, entries: Sequence[queries.InboxEntry], text: str, asked: str) -> Any:
    """The empty form of a decision, filled with what the words suggest."""
    if pane == "bedarf":
        return suggested_form(entries[0], text)
    if pane == "kein-bedarf":
        return reason_form(data={"reason": NO_NEED_REASONS[0].key})
    if pane == "aufteilen":
        whole = entries[0].text
        return PassagesForm(data={"passages": "\n---\n".join(part.of(whole) for part in sentences(whole))})
    return SearchForm(data={"q": asked})


def suggested_form(entry: queries.InboxEntry, text: str) -> NeedForm:
    """A form for a new Bedarf with title, place and subject as the words suggest them."""
    groups, functions = queries.suggested_links(text)
    root = places.tree().root
    return need_form(
        data={
            "title": headline(entry.text),
            "sozialraum_id": entry.item.sozialraum_id or (root.id if root else None),
            "action_field_id": field_of(entry),
            "target_group_ids": groups,
            "basic_function_ids": functions,
        }
    )


def field_of(entry: queries.InboxEntry) -> UUID | None:
    """The Handlungsfeld: what whoever wrote it down said, else what the words point to."""
    if entry.contribution.action_field_id:
        return entry.contribution.action_field_id
    field = queries.suggested_field(entry.text)
    return field.id if field else None


def offered_needs(asked: str) -> "list[Need]":
    """The newest Bedarfe that fit what was typed, or the one with that number."""
    by_number = queries.need_by_number(actor(), asked)
    if by_number is not None:
        return [by_number]
    filters = NeedFilters(text=asked)
    return list(queries.page_of_needs(actor(), filters, after=None, limit=OFFERED).rows)


def reason_form(**kwargs: Any) -> ReasonForm:
    form = ReasonForm(**kwargs)
    form.reason.choices = [(reason.key, _(reason.label)) for reason in NO_NEED_REASONS]
    return form


def reason_of(form: ReasonForm) -> str:
    """What the person reads: one's own words when there are any, else the ready sentence."""
    ready = {reason.key: reason.sentence for reason in NO_NEED_REASONS}
    return str(form.own_words.data or "") or ready.get(str(form.reason.data), "")


def draft_of(form: NeedForm) -> actions.NeedDraft:
    """What a checked form says about a Bedarf."""
    return actions.NeedDraft(
        title=str(form.title.data),
        description=str(form.description.data or ""),
        sozialraum_id=form.sozialraum_id.data,
        action_field_id=form.action_field_id.data,
        target_group_ids=form.target_group_ids.chosen,
        basic_function_ids=form.basic_function_ids.chosen,
    )


def passages_in(form: PassagesForm, original: str) -> list[Passage]:
    """The passages somebody typed, with the rest as they decided. Raises `InvalidInput` while words are missing."""
    found = found_passages(form, original)
    if found.foreign:
        raise InvalidInput(
            "triage.foreign-words",
            N_("Diese Worte stehen so nicht im Original: „%(words)s“. Die Worte der Person bleiben, wie sie sind."),
            field="passages",
            words=found.foreign[0][:200],
        )
    rest = [rest_as_chosen(passage) for passage in found.left_over]
    if None in rest:
        raise InvalidInput(
            "triage.left-over",
            N_("Ein Teil des Textes fehlt. Sagen Sie unten, was damit geschehen soll."),
            field="passages",
        )
    return sorted([*found.found, *(passage for passage in rest if passage is not None)])


def rest_as_chosen(passage: Passage) -> Passage | None:
    """A left-over passage as somebody decided about it; None while nobody did."""
    chosen = request.form.get(f"rest-{passage.start}-{passage.stop}")
    if chosen not in ("teil", "nicht"):
        return None
    return Passage(passage.start, passage.stop, aside=chosen == "nicht")


def leftovers(form: PassagesForm, original: str) -> tuple[tuple[Passage, str, str], ...]:
    """The passages nobody took: where, the words, what was chosen for them so far."""
    return tuple(
        (passage, passage.of(original), request.form.get(f"rest-{passage.start}-{passage.stop}", ""))
        for passage in found_passages(form, original).left_over
    )


def found_passages(form: PassagesForm, original: str) -> Cut:
    typed = typed_passages(str(form.passages.data or ""))
    return cut(original, typed[: PASSAGES_MOST + 1])


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


def filter_args() -> dict[str, Any]:
    """The filters of this address, to keep them in the next one."""
    return TriageFilters.from_args(request.args).to_args()


def id_in(raw: str | None) -> UUID | None:
    """An id out of an address or form; None for anything else."""
    try:
        return UUID(raw) if raw else None
    except ValueError:
        return None
