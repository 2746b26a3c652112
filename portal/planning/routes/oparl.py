"""Reading about a Beschlussvorlage from a council information system by OParl; a person takes over what was found."""

from typing import TYPE_CHECKING

from flask import Response, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError
from portal.kernel.text import N_
from portal.planning.actions import oparl as actions
from portal.planning.forms.papers import OparlForm
from portal.planning.policy.council import PaperPermission
from portal.planning.queries import papers as queries
from portal.planning.routes.council import bp, id_in_form, paper_in_url
from portal.planning.routes.papers import paper_page
from portal.web.access import actor, requires
from portal.web.errors import status_of
from portal.web.forms import Form
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.planning.models import CouncilPaper

tells(
    "oparl-asked",
    N_("Die Adresse wird gelesen. Das Ergebnis steht gleich hier; laden Sie die Seite dazu neu."),
    tone="info",
)
tells("oparl-taken", N_("Übernommen."))


@bp.post("/vorlagen/<uuid:paper_id>/oparl")
@requires(PaperPermission.EDIT, of=paper_in_url)
def read_oparl(paper: "CouncilPaper") -> Response:
    """Let the worker read the address: a slow server holds nobody here."""
    form = OparlForm()
    if not form.validate_on_submit():
        return paper_page(paper, oparl_form=form, status=422)
    try:
        with unit_of_work():
            actions.ask_oparl(queries.paper(paper.id), address=str(form.address.data), by=actor())
    except DomainError as error:
        form.take(error)
        return paper_page(queries.paper(paper.id), oparl_form=form, status=status_of(error))
    return reply(url_for("council.paper", paper_id=paper.id, _anchor="oparl"), tell="oparl-asked")


@bp.get("/vorlagen/<uuid:paper_id>/oparl")
@requires(PaperPermission.EDIT, of=paper_in_url)
def oparl_state(paper: "CouncilPaper") -> Response:
    """How far the reading is, as a part of the page."""
    return page("planning/_oparl.html", paper=paper, reading=queries.latest_reading(paper.id))


@bp.post("/vorlagen/<uuid:paper_id>/oparl/uebernehmen")
@requires(PaperPermission.EDIT, of=paper_in_url)
def take_oparl(paper: "CouncilPaper") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return paper_page(paper, form=form, status=422)
    try:
        with unit_of_work():
            fresh = queries.paper(paper.id)
            actions.take_over(fresh, queries.reading(fresh, id_in_form("gelesen")), by=actor())
    except DomainError as error:
        form.take(error)
        return paper_page(queries.paper(paper.id), form=form, status=status_of(error))
    return reply(url_for("council.paper", paper_id=paper.id), tell="oparl-taken")
