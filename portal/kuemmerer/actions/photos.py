"""Photos of steps and of the diary."""

from collections.abc import Callable, Sequence
from typing import Protocol

from sqlalchemy import select

from portal.kernel.db import current_unit, session
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Actor
from portal.kernel.text import N_
from portal.kuemmerer.models import ChecklistStep, DiaryEntry, ProjectPhoto
from portal.kuemmerer.terms.steps import MOST_PHOTOS


class Picture(Protocol):
    """A rewritten photo that already lies in the data folder (`web.uploads.keep_photo` makes one)."""

    @property
    def file_name(self) -> str: ...
    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...
    @property
    def digest(self) -> bytes: ...


def add_photos(of: ChecklistStep | DiaryEntry, pictures: Sequence[Picture], *, by: Actor) -> int:
    """Put photos to a step or an entry; answers how many were new. The same picture again is not kept twice.

    Raises `InvalidInput` beyond `MOST_PHOTOS`. Who calls has asked whether `by` may.
    """
    mine = ProjectPhoto.step_id == of.id if isinstance(of, ChecklistStep) else ProjectPhoto.entry_id == of.id
    known = set(session().scalars(select(ProjectPhoto.digest).where(mine)))
    before = len(known)
    for picture in pictures:
        if picture.digest in known:
            continue
        known.add(picture.digest)
        session().add(
            ProjectPhoto(
                project_id=of.project_id,
                step_id=of.id if isinstance(of, ChecklistStep) else None,
                entry_id=of.id if isinstance(of, DiaryEntry) else None,
                file_name=picture.file_name,
                width=picture.width,
                height=picture.height,
                digest=picture.digest,
                by_id=by.id,
            )
        )
    if len(known) > MOST_PHOTOS:
        raise InvalidInput(
            "kuemmerer.too-many-photos",
            N_("Hier haben höchstens %(most)s Fotos Platz. Bitte wählen Sie die besten aus."),
            field="photo",
            most=MOST_PHOTOS,
        )
    session().flush()
    return len(known) - before


def remove_photo(photo: ProjectPhoto, *, discard: Callable[[str], None]) -> None:
    """Take a photo away for good; `discard` removes its file once that is committed. Who calls has asked whether one may."""
    file_name = photo.file_name
    session().delete(photo)
    session().flush()
    current_unit().after_commit.append(lambda: discard(file_name))
