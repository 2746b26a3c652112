"""Foto-Notizen of a Teilprojekt."""

from uuid import UUID

from sqlalchemy import or_, select

from portal.contributions.terms import PhotoFile
from portal.kernel.db import session
from portal.kernel.policy import Actor, ensure
from portal.kuemmerer.actions.telling import mark_active
from portal.kuemmerer.models import SubProject, SubProjectPhoto
from portal.kuemmerer.policy import KuemmererPermission


def add_photo_note(
    sub_project: SubProject, photo: PhotoFile, *, caption: str = "", submission_key: UUID | None = None, by: Actor
) -> SubProjectPhoto:
    """Keep a photo with a sentence. The same key or the same picture again answers what is there.

    Then `file_name` of the answer is another one than that of `photo`, whose file nobody needs.
    """
    ensure(KuemmererPermission.EDIT, by, sub_project)
    same = SubProjectPhoto.digest == photo.digest
    if submission_key is not None:
        same = or_(same, SubProjectPhoto.submission_key == submission_key)
    sent = session().scalar(
        select(SubProjectPhoto)
        .where(SubProjectPhoto.sub_project_id == sub_project.id, same)
        .order_by(SubProjectPhoto.id)
        .limit(1)
    )
    if sent is not None:
        return sent
    made = SubProjectPhoto(
        sub_project_id=sub_project.id,
        caption=caption,
        file_name=photo.file_name,
        width=photo.width,
        height=photo.height,
        digest=photo.digest,
        by_id=by.id,
        submission_key=submission_key,
    )
    session().add(made)
    mark_active(sub_project.project)
    return made


def remove_photo_note(photo: SubProjectPhoto, *, by: Actor) -> str:
    """Take a photo out for good. Returns the name of its file, which nobody needs any more."""
    ensure(KuemmererPermission.EDIT, by, photo)
    name, project = photo.file_name, photo.project
    session().delete(photo)
    mark_active(project)
    return name
