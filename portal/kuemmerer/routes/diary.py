"""`…/tagebuch`: the diary of a project; from the phone a photo and one sentence."""

from typing import TYPE_CHECKING, Any

from flask import Response, request, url_for

from portal.accounts import queries as accounts
from portal.kernel.clock import today
from portal.kernel.db import unit_of_work
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.text import N_
from portal.kuemmerer import actions, queries
from portal.kuemmerer.actions import EntryDraft
from portal.kuemmerer.forms import EntryForm
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import diary as reading
from portal.kuemmerer.routes.blueprint import bp, entry_in_url, project_in_url
from portal.kuemmerer.routes.photos import Taken, taken
from portal.web import uploads
from portal.web.access import actor, requires
from portal.web.conflicts import conflicts_of
from portal.web.pages import page, reply, tells

if TYPE_CHECKING:
    from portal.kuemmerer.models import DiaryEntry, KuemmererProject

tells("diary-written", N_("Steht im Tagebuch."))
tells("diary-saved", N_("Gespeichert."))


@bp.get("/<uuid:project_id>/tagebuch")
@requires(KuemmererPermission.READ, of=project_in_url)
def diary(project: "KuemmererProject") -> Response:
    return _page(project)


@bp.post("/<uuid:project_id>/tagebuch")
@requires(KuemmererPermission.WRITE_DIARY, of=project_in_url)
def write_entry(project: "KuemmererProject") -> Response:
    form, photos = EntryForm(), taken()
    good = form.validate_on_submit()
    if photos.error is not None:
        form.take(photos.error)
    if not good or photos.error is not None:
        return _page(project, form=form, photos=photos, status=422)
    try:
        with unit_of_work():
            actions.write_entry(
                queries.project(project.id),
                _draft(form),
                photos=photos.photos,
                submission_key=form.key,
                by=actor(),
            )
    except InvalidInput as error:
        form.take(error)
        return _page(queries.project(project.id), form=form, photos=photos, status=422)
    return reply(url_for("kuemmerer.diary", project_id=project.id), tell="diary-written")


@bp.get("/<uuid:project_id>/tagebuch/<uuid:entry_id>")
@requires(KuemmererPermission.WRITE_DIARY, of=entry_in_url)
def edit_entry(entry: "DiaryEntry") -> Response:
    return _edit_page(entry, EntryForm(data=_values(entry)))


@bp.post("/<uuid:project_id>/tagebuch/<uuid:entry_id>")
@requires(KuemmererPermission.WRITE_DIARY, of=entry_in_url)
def save_entry(entry: "DiaryEntry") -> Response:
    form, photos = EntryForm(), taken()
    good = form.validate_on_submit()
    if photos.error is not None:
        form.take(photos.error)
    if not good or photos.error is not None:
        return _edit_page(entry, form, photos=photos, status=422)
    try:
        with unit_of_work():
            fresh = reading.entry(entry.id)
            actions.edit_entry(fresh, _draft(form), version=form.seen_version, photos=photos.photos, by=actor())
    except Conflict:
        theirs = reading.entry(entry.id)
        told = {"conflicts": conflicts_of(form, theirs, ("text",)), "is_conflict": True}
        return _edit_page(theirs, form, photos=photos, status=409, **told)
    except InvalidInput as error:
        form.take(error)
        return _edit_page(reading.entry(entry.id), form, photos=photos, status=422)
    return reply(url_for("kuemmerer.diary", project_id=entry.project_id), tell="diary-saved")


def _page(
    project: "KuemmererProject",
    *,
    form: EntryForm | None = None,
    photos: Taken | None = None,
    status: int = 200,
) -> Response:
    found = reading.entries_of(project.id, after=request.args.get("after"))
    return page(
        "kuemmerer/diary.html",
        status=status,
        project=project,
        found=found,
        hours=reading.hours_of(project.id),
        people=accounts.names([one.by_id for one in found.rows]),
        form=form or EntryForm(formdata=None, data={"on": today()}),
        photo_notes=photos.notes if photos else [],
        accepted_types=uploads.ACCEPTED_TYPES,
    )


def _edit_page(
    entry: "DiaryEntry", form: EntryForm, *, photos: Taken | None = None, status: int = 200, **context: Any
) -> Response:
    return page(
        "kuemmerer/entry.html",
        status=status,
        entry=entry,
        project=entry.project,
        form=form,
        photo_notes=photos.notes if photos else [],
        accepted_types=uploads.ACCEPTED_TYPES,
        **context,
    )


def _values(entry: "DiaryEntry") -> dict[str, Any]:
    hours = "" if entry.hours is None else f"{entry.hours.normalize():f}".replace(".", ",")
    return {
        "on": entry.on,
        "text": entry.text,
        "hours": hours,
        "in_report": entry.in_report,
        "version": entry.version,
    }


def _draft(form: EntryForm) -> EntryDraft:
    assert form.on.data is not None, "the form was validated"
    text, in_report = str(form.text.data or ""), bool(form.in_report.data)
    return EntryDraft(on=form.on.data, text=text, hours=form.worked, in_report=in_report)
