"""`/werkstatt`: which Zukunftswerkstätten there are, and the page of each: how it runs, what came out, what became of it."""

from typing import TYPE_CHECKING

from flask import Blueprint, Response

from portal.kernel.errors import NotFound
from portal.places import queries as places
from portal.walls import queries as walls
from portal.web.access import public
from portal.web.pages import download, page
from portal.workshops import queries
from portal.workshops.documents.pdf import documentation_pdf
from portal.workshops.documents.word import DOCX_MIMETYPE, documentation_docx
from portal.workshops.queries import sketches as rows
from portal.workshops.queries.chain import chain
from portal.workshops.terms.limits import WorkshopTiming
from portal.workshops.terms.steps import Phase, WorkshopStep, opening

if TYPE_CHECKING:
    from portal.workshops.models import FutureWorkshop

bp = Blueprint("public_workshops", __name__, url_prefix="/werkstatt")


@bp.get("")
@public
def index() -> Response:
    found = queries.published()
    groups = [(timing, [one for one in found if one.timing is timing]) for timing in WorkshopTiming]
    return page(
        "workshops/public/index.html",
        groups=groups,
        is_empty=not found,
        names=places.names(one.sozialraum_id for one in found),
    )


@bp.get("/<slug>")
@public
def show(slug: str) -> Response:
    return shown(_at(slug))


@bp.get("/<slug>/dokumentation.pdf")
@public
def as_pdf(slug: str) -> Response:
    workshop = _released(slug)
    return download(documentation_pdf(workshop, for_staff=False), f"{workshop.slug}.pdf", "application/pdf")


@bp.get("/<slug>/dokumentation.docx")
@public
def as_docx(slug: str) -> Response:
    workshop = _released(slug)
    return download(documentation_docx(workshop, for_staff=False), f"{workshop.slug}.docx", DOCX_MIMETYPE)


def shown(workshop: "FutureWorkshop", *, is_preview: bool = False) -> Response:
    """Its page as everybody sees it. What hangs on the wall is told online at once, of an evening after the release."""
    tells_wall = workshop.is_released or (workshop.is_online and workshop.step.phase is not None)
    found = chain(workshop, for_staff=False) if tells_wall or is_preview else None
    wall = walls.wall(workshop.wall_id)
    return page(
        "workshops/public/show.html",
        workshop=workshop,
        place=places.tree().get(workshop.sozialraum_id),
        chain=found,
        histories=rows.histories([one.id for one in found.sketches]) if found and workshop.is_released else {},
        phases=_phases(workshop),
        open_now=opening(workshop.step, is_online=workshop.is_online, weighs=workshop.weighs),
        wall=wall,
        is_preview=is_preview,
    )


def _phases(workshop: "FutureWorkshop") -> list[tuple[Phase, object, object]]:
    """The phases of an online workshop with their first days and whether each is past, now or to come."""
    days = workshop.phase_days
    if not workshop.is_online or days is None:
        return []
    number = workshop.step.number
    when = {phase: WorkshopStep(phase.value).number - number for phase in Phase}
    words = {phase: "now" if place == 0 else "past" if place < 0 else "coming" for phase, place in when.items()}
    return [(phase, day, words[phase]) for phase, day in zip(Phase, days, strict=True)]


def _at(slug: str) -> "FutureWorkshop":
    workshop = queries.public_workshop(slug)
    if workshop is None:
        raise NotFound
    return workshop


def _released(slug: str) -> "FutureWorkshop":
    workshop = _at(slug)
    if not workshop.is_released:
        raise NotFound
    return workshop
