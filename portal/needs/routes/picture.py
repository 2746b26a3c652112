"""The picture of the whole county: how far Bedarfe are on their way, how long it takes, and where they wait."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from flask import Response, request, url_for

from portal.kernel import clock
from portal.kernel.policy import Actor, allows
from portal.needs import queries
from portal.needs.documents.picture import picture_csv, picture_xlsx, words_of
from portal.needs.forms import PictureForm
from portal.needs.policy import READERS, NeedPermission
from portal.needs.queries import NeedFilters
from portal.needs.queries.picture import Picture, PictureFilters, picture, years
from portal.needs.routes import choices
from portal.needs.routes.blueprint import allowed, bp
from portal.needs.routes.lengths import days_in_words
from portal.needs.terms import NeedStatus
from portal.needs.terms.stages import STRAIGHT_ON, NeedStage
from portal.web.access import actor, requires
from portal.web.documents.csv import OFFICE_MIMETYPE
from portal.web.documents.xlsx import XLSX_MIMETYPE
from portal.web.i18n import _
from portal.web.pages import download, page
from portal.web.panels import panel, render_panel


@bp.get("/bedarfe/weg")
@requires(NeedPermission.LIST)
def county_way() -> Response:
    """Everything comes from kept counts: a constant number of statements, however many Bedarfe."""
    viewer, filters = actor(), PictureFilters.from_args(request.args)
    return page(
        "needs/picture.html",
        picture=picture(viewer, filters),
        by_status=queries.counts_by_status(viewer, _narrowed(filters)),
        filters=filters,
        words=words_of(filters),
        args=filters.to_args(),
        list_args=_narrowed(filters).to_args(),
        form=_form(viewer, filters),
        days=days_in_words,
        straight_on=STRAIGHT_ON,
        today=clock.today(),
        can=allowed(),
    )


@bp.get("/bedarfe/weg.<any(xlsx, csv):ending>")
@requires(NeedPermission.EXPORT)
def county_way_file(ending: str) -> Response:
    """The same as a table."""
    viewer, filters = actor(), PictureFilters.from_args(request.args)
    name = f"weg-der-bedarfe-{clock.today().isoformat()}.{ending}"
    if ending == "csv":
        return download(picture_csv(viewer, filters), name, OFFICE_MIMETYPE)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "weg.xlsx"
        picture_xlsx(path, viewer, filters)
        return download(path.read_bytes(), name, XLSX_MIMETYPE)


@panel("planning.home", order=5)
def way_in_planning(**_context: Any) -> str | None:
    """How many Bedarfe stand at which stage, where planning begins."""
    viewer = actor()
    if not allows(NeedPermission.LIST, viewer):
        return None
    found: Picture = picture(viewer, PictureFilters())
    return render_panel("needs/way_in_planning.html", picture=found, address=url_for("needs.county_way"))


def _narrowed(filters: PictureFilters) -> NeedFilters:
    """The list of Bedarfe that belongs to the picture."""
    return NeedFilters(place_id=filters.place_id, action_field_id=filters.action_field_id, status=_only_status(filters))


def _only_status(filters: PictureFilters) -> NeedStatus | None:
    """The list knows statuses: a stage of exactly one narrows it too."""
    statuses = filters.stage.statuses if isinstance(filters.stage, NeedStage) else ()
    return statuses[0] if len(statuses) == 1 else None


def _form(viewer: Actor, filters: PictureFilters) -> PictureForm:
    chosen = {
        "ort": filters.place_id,
        "feld": filters.action_field_id,
        "jahr": str(filters.year or ""),
        "etappe": filters.stage.value if filters.stage else "",
    }
    form = PictureForm(formdata=None, data=chosen)
    found = years(viewer)
    form.offer_years(sorted({*found, filters.year} - {0}, reverse=True))
    form.ort.offer(choices.places_for(viewer, *READERS), nothing=_("alle Orte"))
    form.feld.offer(choices.action_fields(keep=filters.action_field_id), nothing=_("alle"))
    return form
