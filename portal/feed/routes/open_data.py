"""`/offene-daten`: frozen data sets for everybody, their pages, and the page of those who publish them."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from portal.feed.actions import open_data as actions
from portal.feed.exports.catalogue import CATALOGUES, catalogue
from portal.feed.policy.open_data import OpenDataPermission
from portal.feed.queries import open_data as queries
from portal.feed.routes.open_answers import open_to_all
from portal.feed.routes.server import server
from portal.feed.terms.open_data import BY_SLUG, LICENCES, Dataset, FileFormat
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, NotFound
from portal.kernel.runtime import settings
from portal.kernel.text import N_
from portal.places import queries as places
from portal.web.access import actor, public, requires
from portal.web.errors import status_of
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.jobs import RESULT_PAGE
from portal.web.nav import nav_entry
from portal.web.pages import page, reply, tells
from portal.web.panels import contributes

if TYPE_CHECKING:
    from portal.feed.models.open_data import OpenDataFile, OpenDataRelease

bp = Blueprint("open_data", __name__)

nav_entry(
    "work",
    label=N_("Offene Daten"),
    endpoint="open_data.staff",
    order=95,
    permission=OpenDataPermission.LIST,
    icon="download",
)
tells("open-data-published", N_("Der Stand ist veröffentlicht."))
tells("open-data-discarded", N_("Der vorbereitete Stand ist verworfen."))
tells("open-data-withdrawn", N_("Der Stand ist nicht mehr öffentlich."))

LATEST = "aktuell"
#: Rows that the public page of a data set shows, and those that somebody reads before publishing.
PREVIEW, LOOK = 6, 100
_DAY = 86_400
_A_MOMENT = 300
STAFF = "/arbeit/offene-daten"


@bp.get("/offene-daten")
@public
def index() -> Response:
    """What there is, in which formats, under which licence."""
    found = queries.public_releases()
    return page(
        "feed/open_data/index.html",
        latest=found[0] if found else None,
        releases=found,
        datasets=list(Dataset),
        licence=LICENCES[found[0].licence] if found else None,
        catalogues=CATALOGUES,
        gemeinden=places.tree().gemeinden,
        can_embed=bool(settings().embed_origins),
        base=server(),
        files=_files_of(found[0]) if found else {},
        frames=_frames(),
    )


@bp.get("/offene-daten/<name>")
@public
def dataset(name: str) -> Response:
    """One data set: what its columns mean, its first rows, and every Stand there is."""
    chosen = _dataset(name)
    found = queries.public_releases()
    if not found:
        raise NotFound
    raw = queries.content_of(found[0].id, chosen)
    if raw is None:
        raise NotFound
    return page(
        "feed/open_data/dataset.html",
        dataset=chosen,
        releases=found,
        told=_told(raw, PREVIEW),
        licence=LICENCES[found[0].licence],
        files=_files_of(found[0])[chosen],
        base=server(),
    )


@bp.get("/offene-daten/<name>/<stand>.<ending>")
@public
def file(name: str, stand: str, ending: str) -> Response:
    """A file of a Stand, or of the latest one under an address that stays."""
    chosen = _dataset(name)
    wanted = next((one for one in chosen.formats if one.value == ending), None)
    if wanted is None:
        raise NotFound
    day = None if stand == LATEST else _day(stand)
    found = queries.public_file(chosen, wanted, day=day)
    return _given_away(
        found, name=f"{name}-{found.release.day.isoformat()}.{ending}", keep=_A_MOMENT if day is None else _DAY
    )


@bp.get("/offene-daten/katalog.<ending>")
@public
def metadata(ending: str) -> Response:
    """All data sets as DCAT-AP.de, for GovData and other portals."""
    wanted = CATALOGUES.get(ending)
    if wanted is None:
        raise NotFound
    body = catalogue(server(), wanted)
    return open_to_all(Response(body, content_type=f"{wanted.media_type}; charset=utf-8"), keep=_A_MOMENT)


def _frames() -> list[tuple[str, str, int]]:
    """Title, address and height of what can be framed."""
    root = places.tree().root
    if root is None:
        return []
    return [
        (_("Bedarfe als Zahl"), url_for("embedding.number", slug=root.slug), 220),
        (_("Bedarfe als Karte"), url_for("embedding.needs_map"), 620),
    ]


def _given_away(found: "OpenDataFile", *, name: str, keep: int) -> Response:
    kind = "text/csv; charset=utf-8; header=present" if found.format is FileFormat.CSV else found.format.media_type
    response = Response(found.content, content_type=kind)
    response.set_etag(found.sha256)
    response.last_modified = found.release.published_at
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return open_to_all(response, keep=keep)


def _dataset(name: str) -> Dataset:
    if name not in BY_SLUG:
        raise NotFound
    return BY_SLUG[name]


def _day(text: str) -> date:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise NotFound from None
    if found.isoformat() != text:
        raise NotFound
    return found


def _files_of(release: "OpenDataRelease") -> "dict[Dataset, list[OpenDataFile]]":
    found: dict[Dataset, list[OpenDataFile]] = {one: [] for one in Dataset}
    for one in release.files:
        found[one.dataset].append(one)
    return found


@dataclass(frozen=True)
class Told:
    """What a page shows of a data set."""

    columns: list[dict[str, str]]
    rows: list[list[Any]]
    count: int


def _told(raw: bytes, most: int) -> Told:
    found = json.loads(raw)
    keys = [column["key"] for column in found["columns"]]
    shown = [[_cell(row.get(key)) for key in keys] for row in found["rows"][:most]]
    return Told(found["columns"], shown, len(found["rows"]))


def _cell(value: Any) -> str:
    if value is None:
        return ""
    return ", ".join(value) if isinstance(value, list) else str(value)


def release_in_url(release_id: UUID) -> "OpenDataRelease":
    """The Stand of an address. Raises `NotFound`."""
    return queries.release(release_id)


@bp.get(STAFF)
@requires(OpenDataPermission.LIST)
def staff() -> Response:
    """Every Stand, the prepared one, and whether a new one may be made."""
    return _staff(Form(formdata=None))


@bp.post(STAFF)
@requires(OpenDataPermission.PREPARE)
def prepare() -> Response:
    """Have a Stand of today prepared; leads to the page of the job."""
    form = Form()
    if not form.validate_on_submit():
        return _staff(form, status=422)
    try:
        with unit_of_work():
            job = actions.start_preparing(title=_("Stand der offenen Daten"), by=actor())
    except Conflict as error:
        form.take(error)
        return _staff(form, status=status_of(error))
    return reply(url_for("jobs.detail", job_id=job.id))


@bp.get(f"{STAFF}/<uuid:release_id>")
@requires(OpenDataPermission.LIST, of=release_in_url)
def look(release: "OpenDataRelease") -> Response:
    """A Stand as everybody would read it."""
    return _look(release, Form(formdata=None))


@bp.post(f"{STAFF}/<uuid:release_id>/veroeffentlichen")
@requires(OpenDataPermission.PUBLISH, of=release_in_url)
def publish(release: "OpenDataRelease") -> Response:
    form = Form()
    if not form.validate_on_submit():
        return _look(release, form, status=422)
    try:
        with unit_of_work():
            actions.publish(queries.release(release.id), by=actor())
    except Conflict as error:
        form.take(error)
        return _look(queries.release(release.id), form, status=status_of(error))
    return reply(url_for("open_data.staff"), tell="open-data-published")


@bp.post(f"{STAFF}/<uuid:release_id>/verwerfen")
@requires(OpenDataPermission.DISCARD, of=release_in_url)
def discard(release: "OpenDataRelease") -> Response:
    with unit_of_work():
        actions.discard(queries.release(release.id), by=actor())
    return reply(url_for("open_data.staff"), tell="open-data-discarded")


@bp.post(f"{STAFF}/<uuid:release_id>/zuruecknehmen")
@requires(OpenDataPermission.WITHDRAW, of=release_in_url)
def withdraw(release: "OpenDataRelease") -> Response:
    with unit_of_work():
        actions.withdraw(queries.release(release.id), by=actor())
    return reply(url_for("open_data.staff"), tell="open-data-withdrawn")


@contributes(RESULT_PAGE)
def page_of_stand(*, kind: str, args: Mapping[str, Any]) -> Iterator[str]:
    """Where somebody looks at the Stand that a job prepared."""
    if kind == actions.PREPARE_JOB:
        yield url_for("open_data.staff")


def _staff(form: Form, *, status: int = 200) -> Response:
    return page(
        "feed/open_data/staff.html",
        status=status,
        form=form,
        releases=[one for one in queries.releases() if not one.is_draft],
        draft=queries.draft(),
        due=queries.due(),
        fixed=[date(2000, month, day) for month, day in settings().open_data_fixed_days],
    )


def _look(release: "OpenDataRelease", form: Form, *, status: int = 200) -> Response:
    told = {}
    for one in Dataset:
        raw = queries.content_of(release.id, one)
        if raw is not None:
            told[one] = _told(raw, LOOK)
    return page(
        "feed/open_data/look.html",
        status=status,
        form=form,
        release=release,
        told=told,
        due=queries.due(counted=release.counted, day=release.day),
    )
