"""The diary of a project."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from portal.kernel.clock import today
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.kuemmerer.actions.photos import Picture, add_photos
from portal.kuemmerer.actions.projects import check_day
from portal.kuemmerer.actions.telling import mark_active
from portal.kuemmerer.models import DiaryEntry, KuemmererProject
from portal.kuemmerer.policy import KuemmererPermission
from portal.kuemmerer.terms.diary import MOST_HOURS


@dataclass(frozen=True, kw_only=True)
class EntryDraft:
    """What was done on a day. `hours` in hours of work, None when nobody counted."""

    on: date
    text: str
    hours: Decimal | None = None
    #: Whether the Sachbericht tells it.
    in_report: bool = False


def write_entry(
    project: KuemmererProject,
    draft: EntryDraft,
    *,
    photos: Sequence[Picture] = (),
    submission_key: UUID | None = None,
    by: Actor,
) -> DiaryEntry:
    """Write into the diary; a photo alone is enough. The same key again answers the entry that is there.

    Raises `InvalidInput` for a day in the future, an entry without text and photo, and more hours than a day has.
    """
    ensure(KuemmererPermission.WRITE_DIARY, by, project)
    if submission_key is not None:
        wanted = select(DiaryEntry).where(
            DiaryEntry.project_id == project.id, DiaryEntry.submission_key == submission_key
        )
        if (there := session().scalar(wanted)) is not None:
            return there
    _check(draft, has_photos=bool(photos))
    entry = DiaryEntry(project_id=project.id, by_id=by.id, submission_key=submission_key)
    entry.on, entry.text, entry.hours = draft.on, draft.text, draft.hours
    entry.in_report = draft.in_report
    session().add(entry)
    session().flush()
    add_photos(entry, photos, by=by)
    mark_active(project)
    return entry


def edit_entry(
    entry: DiaryEntry, draft: EntryDraft, *, version: int, photos: Sequence[Picture] = (), by: Actor
) -> None:
    """Replace what an entry says, and put further photos to it. Raises `Conflict` when somebody saved since `version`."""
    ensure(KuemmererPermission.WRITE_DIARY, by, entry)
    if entry.version != version:
        raise Conflict
    _check(draft, has_photos=bool(photos or entry.photos))
    entry.on, entry.text, entry.hours = draft.on, draft.text, draft.hours
    entry.in_report = draft.in_report
    add_photos(entry, photos, by=by)
    mark_active(entry.project)


def _check(draft: EntryDraft, *, has_photos: bool) -> None:
    check_day(draft.on, field="on")
    if draft.on > today():
        raise InvalidInput("kuemmerer.future", N_("Dieser Tag liegt in der Zukunft."), field="on")
    if not draft.text and not has_photos:
        raise InvalidInput(
            "kuemmerer.empty-entry", N_("Bitte schreiben Sie, was war, oder nehmen Sie ein Foto auf."), field="text"
        )
    if draft.hours is not None and not 0 < draft.hours <= MOST_HOURS:
        raise InvalidInput(
            "kuemmerer.hours",
            N_("Bitte geben Sie Stunden über 0 und höchstens 24 an, oder lassen Sie das Feld leer."),
            field="hours",
        )
