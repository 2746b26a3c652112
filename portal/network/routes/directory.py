"""The directory and the page of one Akteur."""

from typing import TYPE_CHECKING

from flask import Response, redirect, request, url_for

from portal.accounts import queries as accounts
from portal.kernel.text import fold
from portal.network import exports, queries
from portal.network.policy import NetworkPermission
from portal.network.routes.blueprint import bp, stakeholder_in_url, views
from portal.network.routes.choices import address, filter_form, filters_of
from portal.places import queries as places
from portal.places.terms import slug_of
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.pages import download, page

if TYPE_CHECKING:
    from portal.network.models import Stakeholder


@bp.get("")
@requires(NetworkPermission.LIST)
def index() -> Response:
    form = filter_form()
    filters = filters_of(form)
    found = queries.page_of(queries.visible_stakeholders(actor(), filters), after=request.args.get("after"))
    return page(
        "network/index.html",
        fragment="stakeholder_rows",
        form=form,
        filters=filters,
        found=found,
        names=places.names(row.sozialraum_id for row in found.rows),
        here=address("network.index", filters),
        views=views(),
    )


@bp.get("/<uuid:stakeholder_id>")
@requires(NetworkPermission.READ, of=stakeholder_in_url)
def show(stakeholder: "Stakeholder") -> Response:
    """The page of an Akteur. One that has become part of another leads there."""
    if stakeholder.merged_into_id is not None:
        return redirect(url_for("network.show", stakeholder_id=stakeholder.merged_into_id), 302)  # type: ignore[return-value]
    return stakeholder_page(stakeholder)


@bp.get("/<uuid:stakeholder_id>/visitenkarte.vcf")
@requires(NetworkPermission.READ, of=stakeholder_in_url)
def vcard(stakeholder: "Stakeholder") -> Response:
    """The contacts of an Akteur for an address book."""
    name = slug_of(fold(stakeholder.name)) or "akteur"
    return download(exports.vcards(stakeholder).encode(), f"{name[:60]}.vcf", exports.VCARD_MIMETYPE)


def stakeholder_page(stakeholder: "Stakeholder", *, form: Form | None = None, status: int = 200) -> Response:
    """Everything about one Akteur."""
    merges = queries.merges_of(stakeholder.id)
    reviews = queries.reviews_of([stakeholder.id, *(merge.merged_id for merge in merges)])
    return page(
        "network/show.html",
        status=status,
        stakeholder=stakeholder,
        place=places.tree().get(stakeholder.sozialraum_id),
        reviews=reviews,
        merges=merges,
        merged_names=queries.names([merge.merged_id for merge in merges]),
        people=accounts.names([*(one.by_id for one in reviews), *(one.by_id for one in merges)]),
        doubles=queries.doubles_of(actor(), stakeholder.id),
        form=form or Form(formdata=None),
    )
