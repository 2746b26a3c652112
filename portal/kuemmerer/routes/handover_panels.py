"""The package of an Übergabe, its tab, what waits on "Heute dran", and its name in the log."""

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Response, render_template, url_for

from portal.kernel import jobs
from portal.kernel.clock import ON_SCREEN
from portal.kernel.db import unit_of_work
from portal.kernel.errors import NotFound
from portal.kernel.policy import Actor, Role, allows
from portal.kernel.text import N_
from portal.kuemmerer.actions import handovers as acting
from portal.kuemmerer.documents.handover import ZIP_MIMETYPE, order_package
from portal.kuemmerer.policy import HandoverPermission
from portal.kuemmerer.queries import handovers as reading
from portal.kuemmerer.routes.blueprint import bp, tab
from portal.kuemmerer.routes.handovers import handover_in_url
from portal.web.access import actor, requires
from portal.web.due import MOST_OF_ONE, TODAY_DUE, Due
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.jobs import has_file
from portal.web.pages import download, reply
from portal.web.panels import contributes, panel

if TYPE_CHECKING:
    from portal.kuemmerer.models import Handover


@bp.post("/uebergaben/<uuid:handover_id>/paket")
@requires(HandoverPermission.READ, of=handover_in_url)
def order_handover_package(handover: "Handover") -> Response:
    """Begin to make the package, anew each time; the file before stays until it expires, but nobody is led to it."""
    if not Form().validate_on_submit():
        raise NotFound
    with unit_of_work():
        fresh = reading.handover(handover.id)
        job = order_package(fresh, title=_("Übergabe: %(name)s", name=fresh.project.name), by=actor())
        acting.note_package(fresh, job.id, by=actor())
        job_id = job.id
    return reply(url_for("jobs.detail", job_id=job_id))


@bp.get("/uebergaben/<uuid:handover_id>/paket.zip")
@requires(HandoverPermission.READ, of=handover_in_url)
def handover_package(handover: "Handover") -> Response:
    """The package for both sides, whoever of them asked for it, for as long as it is kept."""
    job = reading.package_of(handover)
    if job is None or not has_file(job):
        raise NotFound
    path = jobs.files_dir() / str(job.result_path)
    if not path.is_file():
        raise NotFound
    return download(path, job.result_filename or path.name, job.result_mimetype or ZIP_MIMETYPE)


@panel("project.tabs", order=80)
def handover_tab(*, project: Any, **_context: Any) -> str | None:
    """For those whom a change of the Kümmerer concerns."""
    if allows(HandoverPermission.BEGIN, actor(), project) or reading.handovers_of(actor(), project.id):
        return tab(N_("Übergabe"), "kuemmerer.handover", project)
    return None


@panel("project.main", order=5)
def handover_that_waits(*, project: Any, **_context: Any) -> str | None:
    """What the successor is to do, at the top of the project."""
    waiting = [one for one in reading.handovers_of(actor(), project.id) if one.state.is_open]
    mine = [one for one in waiting if allows(HandoverPermission.ACCEPT, actor(), one)]
    return render_template("kuemmerer/handover/panel.html", handover=mine[0]) if mine else None


@contributes(TODAY_DUE, order=12)
def handovers_due(*, who: Actor, until: date) -> Iterator[Due]:
    """Projects that wait for their successor."""
    if not who.holds(Role.KUEMMERER):
        return
    for one in reading.waiting_for(who, limit=MOST_OF_ONE):
        if one.handed_over_at is not None:
            yield Due(
                on=one.handed_over_at.astimezone(ON_SCREEN).date(),
                title=_("Projekt übernehmen"),
                address=url_for("kuemmerer.show_handover", handover_id=one.id),
                kind=_("Übergabe"),
                place=one.project.name,
            )


@contributes("log.names")
def handovers_in_the_log(*, ids: set[UUID], **_context: Any) -> Iterator[dict[UUID, str]]:
    """Übergaben stand in the log by their projects."""
    yield reading.names(ids)
