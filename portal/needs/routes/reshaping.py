"""Merging, splitting, and taking both back."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError, InvalidInput, NotFound
from portal.kernel.text import N_
from portal.needs import actions, queries
from portal.needs.forms import MergeForm, SearchForm, SplitForm
from portal.needs.policy import NeedPermission
from portal.needs.routes import choices
from portal.needs.routes.addresses import id_in
from portal.needs.routes.blueprint import bp
from portal.needs.routes.file import need_in_url
from portal.needs.routes.panes import draft_of, offered_needs
from portal.needs.terms import EntryKind, NeedStatus
from portal.web.access import actor, may, requires
from portal.web.errors import status_of
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.pages import page, reply

if TYPE_CHECKING:
    from portal.needs.models import Need

#: Belege shown to choose from when splitting.
SPLIT_FROM = 200
LONGEST_ID = 2**62


@bp.get("/bedarfe/<uuid:need_id>/zusammenfuehren")
@requires(NeedPermission.MERGE, of=need_in_url)
def ask_merge(need: "Need") -> Response:
    """Find the other Bedarf, then see both side by side."""
    return merge_page(need, other_in(request.args.get("mit")))


@bp.post("/bedarfe/<uuid:need_id>/zusammenfuehren")
@requires(NeedPermission.MERGE, of=need_in_url)
def merge(need: "Need") -> Response:
    into = other_in(request.form.get("into"))
    if into is None:
        empty = MergeForm(formdata=None)
        empty.take(InvalidInput("need.no-other", N_("Bitte wählen Sie einen anderen Bedarf.")))
        return merge_page(need, None, form=empty, status=422)
    form = MergeForm()
    if not form.validate_on_submit():
        return merge_page(need, into, form=form, status=422)
    try:
        with unit_of_work():
            actions.merge_needs(need, into=into, sentence=str(form.sentence.data or ""), by=actor())
    except NotFound:
        raise
    except DomainError as error:
        form.take(error)
        return merge_page(need, into, form=form, status=status_of(error))
    return reply(url_for("needs.show", need_id=into.id), tell="need-merged")


def other_in(raw: str | None) -> "Need | None":
    """The other Bedarf, if this person may merge with it."""
    wanted = id_in(raw)
    if wanted is None:
        return None
    found = queries.need(actor(), wanted)
    return found if may(NeedPermission.MERGE, found) else None


def merge_page(need: "Need", into: "Need | None", *, form: MergeForm | None = None, status: int = 200) -> Response:
    asked = request.args.get("suche", "").strip()[:200]
    text = f"{need.title}\n{need.description}"
    similar = queries.similar_needs(
        actor(), text, place_id=need.sozialraum_id, action_field_id=need.action_field_id, without=need.id
    )
    found = [one for one in offered_needs(asked) if one.id != need.id] if asked else []
    shown = [need, *found, *(one.need for one in similar), *([into] if into else [])]
    ready = _(queries.text_modules(NeedStatus.MERGED)[0].text)
    return page(
        "needs/merge.html",
        status=status,
        need=need,
        into=into,
        form=form or MergeForm(formdata=None, data={"into": str(into.id) if into else "", "sentence": ready}),
        search=SearchForm(formdata=None, data={"q": asked}),
        asked=asked,
        found=found,
        similar=similar if not asked else [],
        labels=queries.labels_for(shown),
        audience=queries.audience(need),
    )


@bp.get("/bedarfe/<uuid:need_id>/aufteilen")
@requires(NeedPermission.MERGE, of=need_in_url)
def ask_split(need: "Need") -> Response:
    return split_page(
        need,
        split_form(
            need,
            data={
                "sozialraum_id": need.sozialraum_id,
                "action_field_id": need.action_field_id,
                "target_group_ids": queries.target_group_ids(need),
                "basic_function_ids": queries.basic_function_ids(need),
            },
        ),
    )


@bp.post("/bedarfe/<uuid:need_id>/aufteilen")
@requires(NeedPermission.MERGE, of=need_in_url)
def split(need: "Need") -> Response:
    form = split_form(need)
    if not form.validate_on_submit():
        return split_page(need, form, status=422)
    try:
        with unit_of_work():
            made, _entry = actions.split_need(
                need, evidence_ids=form.evidence_ids.chosen, draft=draft_of(form), by=actor()
            )
    except DomainError as error:
        form.take(error)
        return split_page(need, form, status=status_of(error))
    return reply(url_for("needs.show", need_id=made.id), tell="need-split")


def split_form(need: "Need", **kwargs: Any) -> SplitForm:
    form = choices.need_form(
        SplitForm,
        field=need.action_field_id,
        groups=queries.target_group_ids(need),
        functions=queries.basic_function_ids(need),
        **kwargs,
    )
    assert isinstance(form, SplitForm)
    rows = queries.evidence_page(need, after=None, limit=SPLIT_FROM).rows
    form.evidence_ids.offer([(row.id, "") for row in rows])
    return form


def split_page(need: "Need", form: SplitForm, *, status: int = 200) -> Response:
    found = queries.evidence_page(need, after=None, limit=SPLIT_FROM)
    return page(
        "needs/split.html",
        status=status,
        need=need,
        form=form,
        belege=queries.belege(actor(), found.rows),
        chosen=form.evidence_ids.chosen,
        more=found.has_more,
        most=SPLIT_FROM,
    )


@bp.post(f"/bedarfe/<uuid:need_id>/verlauf/<int(max={LONGEST_ID}):entry_id>/zurueck")
@requires(NeedPermission.LIST)
def undo_step(need_id: UUID, entry_id: int) -> Response:
    """Take a merge or split back; the action asks for the permission at both Bedarfe."""
    need = queries.need(actor(), need_id)
    entry = queries.entry(need.id, entry_id)
    if entry.kind not in (EntryKind.MERGED, EntryKind.SPLIT):
        raise NotFound
    if Form().validate_on_submit():
        with unit_of_work():
            actions.undo_operation(entry, by=actor())
        return reply(url_for("needs.show", need_id=need_id), tell="need-step-undone")
    return reply(url_for("needs.show", need_id=need_id))
