"""The files of the night: which there are, what became of them, and where they lie."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from sqlalchemy import Select, func, select

from portal.feed.models.files import NightlyFile, NightlyVersion
from portal.feed.policy.files import DECLARERS, FilePermission
from portal.feed.terms.files import NIGHT_LASTS, VERSIONS_SHOWN, last_night
from portal.kernel.clock import ON_SCREEN, now
from portal.kernel.db import session
from portal.kernel.errors import NotFound
from portal.kernel.policy import Actor, Role, allows
from portal.kernel.runtime import settings
from portal.kernel.text import N_
from portal.needs.policy import READERS
from portal.places import queries as places


class NightState(StrEnum):
    """How the last night went for a file."""

    MADE = "made"
    WAITING = "waiting"
    FAILED = "failed"
    LATE = "late"

    @property
    def label(self) -> str:
        return _STATES[self][0]

    @property
    def tone(self) -> str:
        return _STATES[self][1]

    @property
    def is_trouble(self) -> bool:
        """Whether somebody should look after it."""
        return self in (NightState.FAILED, NightState.LATE)


_STATES = {
    NightState.MADE: (N_("aktuell"), "success"),
    NightState.WAITING: (N_("entsteht gerade"), "info"),
    NightState.FAILED: (N_("fehlgeschlagen"), "danger"),
    NightState.LATE: (N_("fehlt"), "danger"),
}


@dataclass(frozen=True)
class NightlyState:
    """One file of the night with its newest version and how the last night went."""

    file: NightlyFile
    newest: NightlyVersion | None
    state: NightState


def folder() -> Path:
    """Where the files of the night lie."""
    made = settings().data_dir / "nightly"
    made.mkdir(parents=True, exist_ok=True)
    return made


def path_of(version: NightlyVersion) -> Path:
    """Where a version lies."""
    return folder() / version.stored_as


def nightly_file(id: UUID) -> NightlyFile:
    """One file of the night, also one that was ended. Raises `NotFound`."""
    found = session().get(NightlyFile, id)
    if found is None:
        raise NotFound
    return found


def file_of_submission(submission_key: UUID) -> NightlyFile | None:
    """The file whose form carried this key."""
    return session().scalar(select(NightlyFile).where(NightlyFile.submission_key == submission_key))


def count_made() -> int:
    """How many files are made each night."""
    return session().scalar(select(func.count()).select_from(_made().subquery())) or 0


def known_files(viewer: Actor) -> list[NightlyState]:
    """The files that are made each night and that this person may know of, by Sozialraum; two queries."""
    return _with_states(_within(viewer, *READERS, Role.ADMIN))


def readable_files(reader: Actor) -> list[NightlyState]:
    """The files of the night that somebody or a system may download; two queries."""
    return _with_states(_within(reader, *READERS))


def troubled_files(viewer: Actor) -> list[NightlyState]:
    """The files this person declares or could declare that were not made last night."""
    return [one for one in _with_states(_within(viewer, *DECLARERS)) if one.state.is_trouble]


def readable_file(reader: Actor, id: UUID) -> NightlyFile:
    """One file of the night that somebody or a system may download. Raises `NotFound`."""
    found = nightly_file(id)
    if found.ended_at is not None or not allows(FilePermission.READ, reader, found):
        raise NotFound
    return found


def state_of(file: NightlyFile) -> NightlyState:
    """One file with its newest version."""
    newest = _newest([file.id]).get(file.id)
    return NightlyState(file, newest, _state(file, newest))


def versions(file: NightlyFile) -> Sequence[NightlyVersion]:
    """The versions that are still kept, the newest first."""
    return session().scalars(_kept(file.id).limit(VERSIONS_SHOWN)).all()


def kept_days(ids: Collection[UUID]) -> dict[UUID, list[date]]:
    """The days of which versions are kept, by file, the newest first. One query."""
    its = select(NightlyVersion.nightly_file_id, NightlyVersion.day)
    its = its.where(NightlyVersion.nightly_file_id.in_(ids), NightlyVersion.expires_at > now())
    found: dict[UUID, list[date]] = {}
    for file_id, day in session().execute(its.order_by(NightlyVersion.day.desc())):
        found.setdefault(file_id, []).append(day)
    return found


def version(file: NightlyFile, day: date | None = None) -> NightlyVersion:
    """The version of a day, or the newest. Raises `NotFound` when it is not kept (any more)."""
    chosen = _kept(file.id)
    if day is not None:
        chosen = chosen.where(NightlyVersion.day == day)
    found = session().scalar(chosen.limit(1))
    if found is None or not path_of(found).is_file():
        raise NotFound
    return found


def version_of_day(file_id: UUID, day: date) -> NightlyVersion | None:
    """The version of a day, whether or not its file still lies there."""
    return session().scalar(
        select(NightlyVersion).where(NightlyVersion.nightly_file_id == file_id, NightlyVersion.day == day)
    )


def due_files(moment: datetime) -> Sequence[NightlyFile]:
    """What is to be made now."""
    return session().scalars(_made().where(NightlyFile.due_at <= moment).order_by(NightlyFile.due_at)).all()


def expired_versions(moment: datetime) -> Sequence[NightlyVersion]:
    """The versions whose days are over."""
    return session().scalars(select(NightlyVersion).where(NightlyVersion.expires_at <= moment)).all()


def stored_names() -> frozenset[str]:
    """The names of all files that a row speaks of."""
    return frozenset(session().scalars(select(NightlyVersion.stored_as)))


def _made() -> Select[NightlyFile]:
    return select(NightlyFile).where(NightlyFile.ended_at.is_(None))


def _within(viewer: Actor, *roles: Role) -> Select[NightlyFile]:
    scope = viewer.scope_of(*roles)
    chosen = _made()
    if scope is None:
        return chosen
    return chosen.where(NightlyFile.sozialraum_id.in_(places.subtree_ids(scope)))


def _with_states(chosen: Select[NightlyFile]) -> list[NightlyState]:
    found = session().scalars(chosen).all()
    newest = _newest([file.id for file in found])
    ordered = sorted(found, key=lambda file: (len(file.lineage), file.place.name, file.dataset, file.format))
    return [NightlyState(file, newest.get(file.id), _state(file, newest.get(file.id))) for file in ordered]


def _newest(ids: Collection[UUID]) -> dict[UUID, NightlyVersion]:
    if not ids:
        return {}
    latest = (
        select(NightlyVersion.nightly_file_id, func.max(NightlyVersion.day).label("day"))
        .where(NightlyVersion.nightly_file_id.in_(ids), NightlyVersion.expires_at > now())
        .group_by(NightlyVersion.nightly_file_id)
        .subquery()
    )
    chosen = select(NightlyVersion).join(
        latest, (latest.c.nightly_file_id == NightlyVersion.nightly_file_id) & (latest.c.day == NightlyVersion.day)
    )
    return {one.nightly_file_id: one for one in session().scalars(chosen)}


def _kept(file_id: UUID) -> Select[NightlyVersion]:
    its = select(NightlyVersion).where(NightlyVersion.nightly_file_id == file_id, NightlyVersion.expires_at > now())
    return its.order_by(NightlyVersion.day.desc())


def _state(file: NightlyFile, newest: NightlyVersion | None) -> NightState:
    if file.failed_at is not None:
        return NightState.FAILED
    night = max(last_night(now()), file.created_at)
    if newest is not None and newest.day >= night.astimezone(ON_SCREEN).date():
        return NightState.MADE
    return NightState.LATE if now() - night > NIGHT_LASTS else NightState.WAITING
