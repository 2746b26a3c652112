"""`/arbeit/dateien`: what there is to take away, one's own files, and the files of the night."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, url_for

from portal.accounts import queries as accounts
from portal.feed.actions import files as actions
from portal.feed.actions.exports import start_export
from portal.feed.forms.files import FileForm, NightlyFileForm
from portal.feed.policy.clients import FeedPermission
from portal.feed.policy.files import FilePermission, ProposedFile
from portal.feed.queries import files as queries
from portal.feed.routes.samples import download_with_curl
from portal.feed.routes.server import server
from portal.feed.terms.exports import ExportFormat
from portal.feed.terms.files import Dataset
from portal.kernel import jobs
from portal.kernel.clock import now
from portal.kernel.db import unit_of_work
from portal.kernel.errors import InvalidInput, NotFound
from portal.kernel.jobs import Job, JobState
from portal.kernel.policy import allows
from portal.kernel.text import N_
from portal.needs.policy import READERS
from portal.needs.queries import NeedFilters
from portal.places import queries as places
from portal.web.access import actor, may, requires
from portal.web.documents.whole_tables import FORMS
from portal.web.forms import as_uuid
from portal.web.i18n import _, as_number
from portal.web.nav import nav_entry
from portal.web.pages import download, page, reply, tells
from portal.web.panels import panel, render_panel

if TYPE_CHECKING:
    from portal.feed.models.files import NightlyFile, NightlyVersion
    from portal.places.models import Sozialraum

bp = Blueprint("files", __name__, url_prefix="/arbeit/dateien")

nav_entry(
    "work", label=N_("Dateien"), endpoint="files.index", order=88, permission=FilePermission.OPEN, icon="document"
)
tells("nightly-file-declared", N_("Die Datei entsteht ab jetzt jede Nacht. Die erste wird gerade geschrieben."))
tells("nightly-file-ended", N_("Diese Datei entsteht nicht mehr."))

TONES = {JobState.QUEUED: "neutral", JobState.RUNNING: "info", JobState.DONE: "success", JobState.FAILED: "danger"}
#: How often an open page asks how far the files are while one is being written.
POLL_SECONDS = 3
_MEGABYTE = 1_000_000
_KILOBYTE = 1_000


@dataclass(frozen=True)
class OwnFile:
    """One of the files somebody had made."""

    job: Job
    #: Bytes; None while there is no file (any more).
    size: int | None
    #: Where it is downloaded; None when it is not ready, gone, or no longer for this person.
    href: str | None


def file_in_url(file_id: UUID) -> "NightlyFile":
    """The file of the night of an address. Raises `NotFound`."""
    return queries.nightly_file(file_id)


def version_in_url(file_id: UUID, day: str) -> "NightlyVersion":
    """The version of a day of an address. Raises `NotFound`, also when the file was ended."""
    file = queries.nightly_file(file_id)
    if file.ended_at is not None:
        raise NotFound
    try:
        return queries.version(file, date.fromisoformat(day))
    except ValueError:
        raise NotFound from None


@bp.get("")
@requires(FilePermission.OPEN)
def index() -> Response:
    """What can be taken away, what one has taken, and what is made each night."""
    return _index(FileForm(places=_places_to_read()))


@bp.post("")
@requires(FilePermission.TAKE)
def start() -> Response:
    """Queue a file and lead to the page that shows how far it is."""
    form = FileForm(places=_places_to_read())
    if not form.validate_on_submit():
        return _index(form, status=422)
    dataset, chosen = Dataset(form.content.data), ExportFormat(form.format.data)
    try:
        with unit_of_work():
            job = start_export(
                format=chosen,
                title=_("%(dataset)s als %(format)s", dataset=_(dataset.label), format=_(chosen.label)),
                filters=NeedFilters(place_id=as_uuid(form.place.data)).to_args(),
                dataset=dataset,
                with_names=bool(form.with_names.data),
                reason=form.reason.data or "",
                by=actor(),
            )
    except InvalidInput as error:
        form.take(error)
        return _index(form, status=422)
    return reply(url_for("jobs.detail", job_id=job.id))


@bp.get("/naechtlich/neu")
@requires(FilePermission.DECLARE)
def new() -> Response:
    """The form for a file of the night."""
    return _new(NightlyFileForm(places=_places_to_declare()))


@bp.post("/naechtlich/neu")
@requires(FilePermission.DECLARE)
def declare() -> Response:
    """Have a file made each night."""
    form = NightlyFileForm(places=_places_to_declare())
    if not form.validate_on_submit():
        return _new(form, status=422)
    try:
        with unit_of_work():
            file = actions.declare_file(
                submission_key=form.key,
                dataset=Dataset(form.content.data),
                format=ExportFormat(form.format.data),
                place=_chosen_place(form),
                keep_days=form.keep_days.data or 0,  # out of bounds like every other number there
                by=actor(),
            )
    except InvalidInput as error:
        form.take(error)
        return _new(form, status=422)
    return reply(url_for("files.nightly", file_id=file.id), tell="nightly-file-declared")


@bp.get("/naechtlich/<uuid:file_id>")
@requires(FilePermission.KNOW, of=file_in_url)
def nightly(file: "NightlyFile") -> Response:
    """One file of the night: how the last night went, and every version that is kept."""
    shown = queries.state_of(file)
    return page(
        "feed/nightly_file.html",
        file=file,
        shown=shown,
        versions=queries.versions(file),
        may_read=file.ended_at is None and may(FilePermission.READ, file),
        may_stop=may(FilePermission.STOP, file),
        people=accounts.names({file.created_by, file.ended_by}),
        in_words=in_words,
        sample=download_with_curl(server() + url_for("feed.nightly_file", file_id=file.id)),
    )


@bp.get("/naechtlich/<uuid:file_id>/<day>")
@requires(FilePermission.READ, of=version_in_url)
def version(found: "NightlyVersion") -> Response:
    """Download the version of a day."""
    return download(queries.path_of(found), found.filename, FORMS[found.file.format.value][1])


@bp.post("/naechtlich/<uuid:file_id>/beenden")
@requires(FilePermission.STOP, of=file_in_url)
def end(file: "NightlyFile") -> Response:
    """Have a file made no more."""
    with unit_of_work():
        actions.end_file(file, by=actor())
    return reply(url_for("files.index"), tell="nightly-file-ended")


@panel("my_day", order=75)
def troubled_nights_of_my_day(**_context: Any) -> str | None:
    """Files that were not made last night, for those who declare them."""
    who = actor()
    if not allows(FilePermission.DECLARE, who):
        return None
    troubled = queries.troubled_files(who)
    return render_panel("feed/my_day_files.html", troubled=troubled) if troubled else None


def in_words(size: int) -> str:
    """Bytes as people read them: "3 kB", "12,4 MB"."""
    if size < _MEGABYTE:
        return _("%(number)s kB", number=as_number(max(1, round(size / _KILOBYTE))))
    return _("%(number)s MB", number=as_number(size / _MEGABYTE, 1))


def _index(form: FileForm, *, status: int = 200) -> Response:
    mine = _own_files()
    busy = any(one.job.state in (JobState.QUEUED, JobState.RUNNING) for one in mine)
    return page(
        "feed/files.html",
        fragment="own_files",
        status=status,
        form=form,
        datasets={one.value: _(one.meaning) for one in Dataset},
        formats={one.value: _(one.meaning) for one in ExportFormat},
        may_take=may(FilePermission.TAKE),
        may_name=may(FeedPermission.EXPORT_NAMES),
        may_declare=may(FilePermission.DECLARE),
        mine=mine,
        tones=TONES,
        poll=url_for("files.index") if busy else None,
        every=f"every {POLL_SECONDS}s",
        nightly=queries.known_files(actor()),
        may_read=lambda file: may(FilePermission.READ, file),
        in_words=in_words,
    )


def _new(form: NightlyFileForm, *, status: int = 200) -> Response:
    return page(
        "feed/nightly_file_new.html",
        status=status,
        form=form,
        datasets={one.value: _(one.meaning) for one in Dataset},
        formats={one.value: _(one.meaning) for one in ExportFormat},
    )


def _own_files() -> list[OwnFile]:
    owner = actor().id
    return [_own_file(job) for job in jobs.jobs_of(owner)] if owner is not None else []


def _own_file(job: Job) -> OwnFile:
    path = jobs.files_dir() / job.result_path if job.result_path else None
    if path is None or job.expires_at is None or job.expires_at <= now() or not path.is_file():
        return OwnFile(job, None, None)
    href = url_for("jobs.file", job_id=job.id) if jobs.may_have(job, actor()) else None
    return OwnFile(job, path.stat().st_size, href)


def _places_to_read() -> list[tuple[str, str]]:
    scope = actor().scope_of(*READERS)
    return [(str(place_id), label) for place_id, label in places.choices_within(scope, county_first=True)]


def _places_to_declare() -> list[tuple[str, str]]:
    known = places.choices_within(None, county_first=True)
    return [(str(place_id), label) for place_id, label in known if _is_mine(place_id)]


def _is_mine(place_id: UUID) -> bool:
    node = places.tree().get(place_id)
    return node is not None and may(FilePermission.DECLARE_HERE, ProposedFile(lineage=node.lineage))


def _chosen_place(form: NightlyFileForm) -> "Sozialraum":
    chosen = as_uuid(form.place.data)
    if chosen is None:
        raise NotFound
    return places.place(chosen)
