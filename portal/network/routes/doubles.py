"""Akteure that may be the same: the list, the comparison, making one of two, parting them again."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput, NotFound
from portal.kernel.policy import allows
from portal.kernel.text import N_
from portal.network import actions, queries
from portal.network.policy import NetworkPermission
from portal.network.routes.blueprint import bp, stakeholder_in_url, views
from portal.network.routes.directory import stakeholder_page
from portal.places import queries as places
from portal.web.access import actor, requires
from portal.web.forms import Form, as_uuid
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.network.models import Stakeholder

tells("stakeholders-merged", N_("Zusammengeführt. Alle Kontakte sind da; unten lässt es sich rückgängig machen."))
tells("stakeholders-parted", N_("Die beiden sind wieder zwei Akteure."))
tells("stakeholders-told-apart", N_("Die beiden werden nicht mehr als doppelt vorgeschlagen."))


def _kept_in_url(stakeholder_id: UUID, merge_id: UUID) -> "Stakeholder":
    """The Akteur that stayed, if this merge is one of its own."""
    return queries.stakeholder(queries.merge_of(stakeholder_id, merge_id).kept_id)


@bp.get("/doppelte")
@requires(NetworkPermission.LIST)
def doubles() -> Response:
    pairs = queries.doubles(actor())
    return page(
        "network/doubles.html",
        pairs=pairs,
        names=places.names(one.sozialraum_id for pair in pairs for one in (pair.first, pair.second)),
        views=views(),
        form=Form(formdata=None),
    )


@bp.get("/<uuid:stakeholder_id>/zusammenfuehren")
@requires(NetworkPermission.EDIT, of=stakeholder_in_url)
def compare(stakeholder: "Stakeholder") -> Response:
    """Both side by side; the one in the address stays."""
    return _comparison(stakeholder, _other(request.args.get("mit")), Form(formdata=None))


@bp.post("/<uuid:stakeholder_id>/zusammenfuehren")
@requires(NetworkPermission.EDIT, of=stakeholder_in_url)
def merge(stakeholder: "Stakeholder") -> Response:
    form, other = Form(), _other(request.form.get("mit"))
    if not form.validate_on_submit():
        return _comparison(stakeholder, other, form, status=422)
    try:
        with unit_of_work():
            kept, merged = queries.stakeholder(stakeholder.id), queries.stakeholder(other.id)
            if merged.merged_into_id != kept.id:  # sent twice: it is done
                actions.merge(kept, merged, by=actor())
    except InvalidInput as error:
        form.take(error)
        return _comparison(queries.stakeholder(stakeholder.id), queries.stakeholder(other.id), form, status=422)
    return reply(url_for("network.show", stakeholder_id=stakeholder.id), tell="stakeholders-merged")


@bp.post("/<uuid:stakeholder_id>/verschieden")
@requires(NetworkPermission.EDIT, of=stakeholder_in_url)
def tell_apart(stakeholder: "Stakeholder") -> Response:
    form, other = Form(), _other(request.form.get("mit"))
    if not form.validate_on_submit():
        return _comparison(stakeholder, other, form, status=422)
    with unit_of_work():
        actions.tell_apart(queries.stakeholder(stakeholder.id), queries.stakeholder(other.id), by=actor())
    return reply(url_for("network.doubles"), tell="stakeholders-told-apart")


@bp.post("/<uuid:stakeholder_id>/trennen/<uuid:merge_id>")
@requires(NetworkPermission.EDIT, of=_kept_in_url)
def undo_merge(stakeholder: "Stakeholder") -> Response:
    form, merge_id = Form(), UUID(str((request.view_args or {})["merge_id"]))
    if not form.validate_on_submit():
        return stakeholder_page(stakeholder, form=form, status=422)
    try:
        with unit_of_work():
            done = queries.merge_of(stakeholder.id, merge_id)
            kept, merged = queries.stakeholder(done.kept_id), queries.stakeholder(done.merged_id)
            actions.undo_merge(done, kept, merged, by=actor())
    except Conflict as error:
        form.take(error)
        return stakeholder_page(queries.stakeholder(stakeholder.id), form=form, status=409)
    return reply(url_for("network.show", stakeholder_id=stakeholder.id), tell="stakeholders-parted")


def _other(written: str | None) -> "Stakeholder":
    """The other Akteur, if this person may change it too."""
    other_id = as_uuid(written)
    if other_id is None:
        raise NotFound
    other = queries.stakeholder(other_id)
    if not allows(NetworkPermission.READ, actor(), other):
        raise NotFound
    return other


def _comparison(stakeholder: "Stakeholder", other: "Stakeholder", form: Form, *, status: int = 200) -> Response:
    return page(
        "network/compare.html",
        status=status,
        stakeholder=stakeholder,
        other=other,
        form=form,
        names=places.names([stakeholder.sozialraum_id, other.sozialraum_id]),
    )
