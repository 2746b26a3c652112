"""The pages of long work: one's own jobs, how far each is, and the file it made.

Nobody but the person who started a job sees it. A page can be left at any time; the job goes on, and its file waits for a day.
"""

from uuid import UUID

from flask import Blueprint, Response, make_response, request, url_for

from portal.kernel import jobs
from portal.kernel.clock import now
from portal.kernel.errors import NotFound
from portal.kernel.jobs import Job, JobState
from portal.kernel.text import N_
from portal.web.access import actor, signed_in
from portal.web.nav import nav_entry
from portal.web.pages import download, page
from portal.web.panels import collect

bp = Blueprint("jobs", __name__, url_prefix="/arbeit/auftraege")

nav_entry("work", label=N_("Aufträge und Downloads"), endpoint="jobs.index", order=90, icon="download")

TONES = {JobState.QUEUED: "neutral", JobState.RUNNING: "info", JobState.DONE: "success", JobState.FAILED: "danger"}
#: Sources that say where the work of a job without a file is seen.
RESULT_PAGE = "job.result_page"
#: How often an open page asks for the state of a job.
POLL_SECONDS = 2


@bp.get("")
@signed_in
def index() -> Response:
    """The jobs of this person, newest first."""
    return page("jobs/index.html", rows=jobs.jobs_of(_owner()), tones=TONES, has_file=has_file, may_have=_may_have)


@bp.get("/<uuid:job_id>")
@signed_in
def detail(job_id: UUID) -> Response:
    """How far one job is. An open page that already shows this state gets an empty answer."""
    job = _own_job(job_id)
    seen = seen_state(job)
    if request.args.get("gesehen") == seen:
        return make_response("", 204)
    poll = None
    if job.state in (JobState.QUEUED, JobState.RUNNING):
        poll = url_for("jobs.detail", job_id=job.id, gesehen=seen)
    return page(
        "jobs/detail.html",
        fragment="job_state",
        job=job,
        tone=TONES[job.state],
        poll=poll,
        every=f"every {POLL_SECONDS}s",
        here=url_for("jobs.detail", job_id=job.id),
        file_url=url_for("jobs.file", job_id=job.id) if has_file(job) and _may_have(job) else None,
        result_page=_result_page(job),
        withheld=has_file(job) and not _may_have(job),
    )


@bp.get("/<uuid:job_id>/datei")
@signed_in
def file(job_id: UUID) -> Response:
    """The file a job made, for as long as it is kept and the person holds the rights with which it was made."""
    job = _own_job(job_id)
    if not (has_file(job) and _may_have(job)):
        raise NotFound
    path = jobs.files_dir() / str(job.result_path)
    if not path.is_file():
        raise NotFound
    return download(path, job.result_filename or path.name, job.result_mimetype or "application/octet-stream")


def has_file(job: Job) -> bool:
    """Whether there is a file that has not expired."""
    return job.result_path is not None and job.expires_at is not None and job.expires_at > now()


def seen_state(job: Job) -> str:
    """What a page shows of a job, in a word: the same word means that nothing on the page would change."""
    return f"{job.state}-{job.done}-{job.total}"


def _result_page(job: Job) -> str | None:
    """The page that shows what became of a job that makes no file: sources of `job.result_page` get its kind and arguments."""
    if job.state not in (JobState.DONE, JobState.FAILED):
        return None
    return next(iter(collect(RESULT_PAGE, kind=job.kind, args=job.args)), None)


def _may_have(job: Job) -> bool:
    return jobs.may_have(job, actor())


def _own_job(job_id: UUID) -> Job:
    job = jobs.find(job_id, owner=_owner())
    if job is None:
        raise NotFound
    return job


def _owner() -> UUID:
    owner = actor().id
    if owner is None:
        raise NotFound
    return owner
