"""Photos that come with a form, and showing them."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from flask import Response, request, url_for

from portal.kernel.db import unit_of_work
from portal.kernel.errors import DomainError, InvalidInput
from portal.kernel.text import N_
from portal.kuemmerer import actions, queries
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.queries import diary
from portal.kuemmerer.routes.blueprint import bp, project_in_url
from portal.kuemmerer.terms.steps import MOST_PHOTOS
from portal.web import uploads
from portal.web.access import requires
from portal.web.forms import Form
from portal.web.pages import reply, tells

if TYPE_CHECKING:
    from portal.kuemmerer.models import KuemmererProject

tells("project-photo-gone", N_("Das Foto ist entfernt."))


@dataclass
class Taken:
    """The photos of a request: new ones, and those that already came with this form when it was sent before."""

    photos: list[uploads.KeptPhoto] = field(default_factory=list)
    error: DomainError | None = None

    @property
    def notes(self) -> list[str]:
        """What carries them through a form that comes back."""
        return [uploads.seal_photo(photo) for photo in self.photos]


def taken() -> Taken:
    """Keep the photos of this request. What cannot be used is told by `error`; the others are kept."""
    found = [uploads.unseal_photo(note) for note in request.form.getlist("photo_note")[:MOST_PHOTOS]]
    told = Taken([photo for photo in found if photo is not None])
    for upload in request.files.getlist("photo"):
        if not upload.filename:
            continue
        try:
            if len(told.photos) >= MOST_PHOTOS:
                raise InvalidInput(
                    "kuemmerer.too-many-photos",
                    N_("Hier haben höchstens %(most)s Fotos Platz. Bitte wählen Sie die besten aus."),
                    field="photo",
                    most=MOST_PHOTOS,
                )
            told.photos.append(uploads.keep_photo(upload))
        except DomainError as error:
            told.error = error
            break
    return told


@bp.get("/<uuid:project_id>/fotos/<uuid:photo_id>.jpg")
@requires(KuemmererPermission.READ, of=lambda project_id, photo_id: project_in_url(project_id))
def photo(project: "KuemmererProject") -> Response:
    return uploads.photo_response(diary.photo(project.id, (request.view_args or {})["photo_id"]).file_name)


@bp.post("/<uuid:project_id>/fotos/<uuid:photo_id>/entfernen")
@requires(KuemmererPermission.WRITE_DIARY, of=lambda project_id, photo_id: project_in_url(project_id))
def remove_photo(project: "KuemmererProject") -> Response:
    found = diary.photo(project.id, (request.view_args or {})["photo_id"])
    if found.step_id:
        back = url_for("kuemmerer.step", project_id=project.id, step_id=found.step_id)
    else:
        back = url_for("kuemmerer.diary", project_id=project.id)
    if not Form().validate_on_submit():
        return reply(back)
    with unit_of_work():
        fresh = diary.photo(queries.project(project.id).id, found.id)
        actions.remove_photo(fresh, discard=uploads.discard_photo)
    return reply(back, tell="project-photo-gone")
