"""Foto-Notizen: from the phone in three taps, shown to those who see the project."""

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError
from portal.kernel.text import N_
from portal.kuemmerer.actions import photo_notes as actions
from portal.kuemmerer.forms.subprojects import PhotoNoteForm
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import achievements as queries
from portal.kuemmerer.queries import subprojects
from portal.kuemmerer.routes.sub_projects import bp, sub_project_in_url
from portal.web import uploads
from portal.web.access import actor, requires
from portal.web.forms import Form
from portal.web.i18n import _
from portal.web.pages import page, reply, tells
from portal.web.panels import contributes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from portal.kuemmerer.models import SubProject, SubProjectPhoto

tells("photo-noted", N_("Das Foto ist gespeichert."))
tells("photo-removed", N_("Das Foto ist entfernt."))


def photo_in_url(photo_id: UUID) -> "SubProjectPhoto":
    return queries.photo(photo_id)


@bp.get("/teilprojekte/<uuid:sub_project_id>/foto-notiz")
@requires(KuemmererPermission.EDIT, of=sub_project_in_url)
def ask_photo(sub_project: "SubProject") -> Response:
    return _photo_page(sub_project, PhotoNoteForm())


@bp.post("/teilprojekte/<uuid:sub_project_id>/foto-notiz")
@requires(KuemmererPermission.EDIT, of=sub_project_in_url)
def add_photo(sub_project: "SubProject") -> Response:
    """Keep the photo. What is wrong with the sentence costs no photo: it goes along sealed in the form."""
    form, photo = PhotoNoteForm(), None
    try:
        photo = _kept(form)
        if form.validate_on_submit() and photo is not None:
            with unit_of_work():
                fresh = subprojects.sub_project(sub_project.id)
                caption = str(form.caption.data or "")
                made = actions.add_photo_note(fresh, photo, caption=caption, submission_key=form.key, by=actor())
            if made.file_name != photo.file_name:
                uploads.discard_photo(photo.file_name)
            return reply(
                url_for("sub_projects.show", sub_project_id=sub_project.id, _anchor="fotos"), tell="photo-noted"
            )
        if photo is None and not form.photo.errors:
            form.photo.errors = [_("Bitte wählen Sie ein Foto aus.")]
    except DomainError as error:
        if photo is not None:
            uploads.discard_photo(photo.file_name)
            photo = None
        form.take(error)
    form.photo_note.data = uploads.seal_photo(photo) if photo is not None else ""
    return _photo_page(subprojects.sub_project(sub_project.id), form, has_photo=photo is not None, status=422)


@bp.get("/teilprojekte/<uuid:sub_project_id>/fotos")
@requires(KuemmererPermission.READ, of=sub_project_in_url)
def photos(sub_project: "SubProject") -> Response:
    return page(
        "kuemmerer/subprojects/photos.html",
        fragment="photo_rows",
        sub_project=sub_project,
        project=sub_project.project,
        photos=queries.photos_of(sub_project.id, after=request.args.get("after")),
        here=url_for("sub_projects.photos", sub_project_id=sub_project.id),
    )


@bp.get("/teilprojekte/fotos/<uuid:photo_id>.jpg")
@requires(KuemmererPermission.READ, of=photo_in_url)
def show_photo(photo: "SubProjectPhoto") -> Response:
    return uploads.photo_response(photo.file_name)


@bp.post("/teilprojekte/fotos/<uuid:photo_id>/entfernen")
@requires(KuemmererPermission.EDIT, of=photo_in_url)
def remove_photo(photo: "SubProjectPhoto") -> Response:
    address = url_for("sub_projects.photos", sub_project_id=photo.sub_project_id)
    if not Form().validate_on_submit():
        return reply(address)
    with unit_of_work():
        file_name = actions.remove_photo_note(queries.photo(photo.id), by=actor())
    uploads.discard_photo(file_name)
    return reply(address, tell="photo-removed")


@contributes("photos.kept")
def files_of_sub_projects(**_context: object) -> "Iterator[str]":
    """Photos of Teilprojekte lie in the folder of all photos."""
    yield from queries.photo_files()


def _kept(form: PhotoNoteForm) -> uploads.KeptPhoto | None:
    """The photo that was sent now, else the one that waits sealed in the form."""
    upload = form.photo.data
    if getattr(upload, "filename", ""):
        return uploads.keep_photo(upload)
    return uploads.unseal_photo(str(form.photo_note.data or ""))


def _photo_page(
    sub_project: "SubProject", form: PhotoNoteForm, *, has_photo: bool = False, status: int = 200
) -> Response:
    return page(
        "kuemmerer/subprojects/photo_note.html",
        project=sub_project.project,
        sub_project=sub_project,
        form=form,
        has_photo=has_photo,
        accepted_types=uploads.ACCEPTED_TYPES,
        status=status,
    )
