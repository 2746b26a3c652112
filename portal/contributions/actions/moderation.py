"""Deciding whether others may see it, and looking up how to reach the person. Words are never touched."""

from uuid import UUID

from portal.contributions import queries
from portal.contributions.events import ContributionModerated, PhotoDropped
from portal.contributions.models import Contact, Contribution, ModerationEntry, Photo
from portal.contributions.policy import ContributionPermission
from portal.contributions.terms import MODERATION, ModerationState, PhotoFile
from portal.kernel import audit
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput, InvalidTransition
from portal.kernel.events import record
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_

CONTACT_READ = audit.kind("contributions.contact-read", N_("Kontaktdaten angesehen"), keys=("contribution_id",))
MODERATED = audit.kind("contributions.moderated", N_("Wortmeldung moderiert"), keys=("contribution_id", "after"))
BLACKED_OUT = audit.kind("contributions.photo-blacked-out", N_("Foto geschwärzt"), keys=("contribution_id",))
_BLACKED_OUT = N_("Damit niemand erkannt wird, haben wir Teile des Fotos geschwärzt.")


def moderate(contribution: Contribution, *, to: ModerationState, reason: str = "", by: Actor) -> None:
    """Release, hold or hide it; the words stay as they are. Holding and hiding need a reason, which the person reads."""
    _hold(contribution, by)
    MODERATION.check(contribution.moderation, to)
    _ensure_reason(to, reason)
    before, contribution.moderation = contribution.moderation, to
    contribution.moderation_reason = "" if to is ModerationState.RELEASED else reason
    session().add(_step(contribution.id, None, before, to, reason, by))
    audit.log(MODERATED, by=by, contribution_id=contribution.id, after=to.value)
    record(ContributionModerated(contribution_id=contribution.id, before=before.value, after=to.value))


def moderate_photo(photo: Photo, *, to: ModerationState, reason: str = "", by: Actor) -> None:
    """Release, hold or hide a photo, separately from the words it came with."""
    contribution = queries.contribution(photo.contribution_id)
    _hold(contribution, by)
    session().refresh(photo, ["moderation"], with_for_update=True)
    MODERATION.check(photo.moderation, to)
    _ensure_reason(to, reason)
    before, photo.moderation = photo.moderation, to
    session().add(_step(contribution.id, photo.id, before, to, reason, by))
    audit.log(MODERATED, by=by, contribution_id=contribution.id, after=to.value)


def black_out_photo(photo: Photo, *, made_from: str, into: PhotoFile, by: Actor) -> None:
    """Put the file with the black boxes in the place of `made_from`, which goes for good once this unit has committed.

    The new file must already lie in the data folder. Raises `Conflict` ("photo.changed") when the photo is no longer the one it
    was made from: somebody else blacked out something meanwhile, and their boxes must not be lost.
    """
    contribution = queries.contribution(photo.contribution_id)
    _hold(contribution, by)
    session().refresh(photo, ["file_name", "moderation"], with_for_update=True)
    if photo.file_name != made_from:
        raise Conflict(
            "photo.changed",
            N_("Jemand hat gerade auch etwas auf diesem Foto geschwärzt. Bitte sehen Sie es sich noch einmal an."),
            field="boxes",
        )
    photo.file_name, photo.width, photo.height = into.file_name, into.width, into.height
    session().add(_step(contribution.id, photo.id, photo.moderation, photo.moderation, _BLACKED_OUT, by))
    audit.log(BLACKED_OUT, by=by, contribution_id=contribution.id)
    record(PhotoDropped(file_name=made_from))


def reveal_contact(contribution: Contribution, *, by: Actor) -> Contact | None:
    """How the person can be reached; each look stands in the audit log."""
    ensure(ContributionPermission.READ_CONTACT, by, contribution)
    contact = queries.contact_of(contribution.id)
    if contact is not None:
        audit.log(CONTACT_READ, by=by, contribution_id=contribution.id)
    return contact


def _hold(contribution: Contribution, by: Actor) -> None:
    """Nobody else decides about it or takes it back until this unit ends. Raises `InvalidTransition` for what was taken back: its
    photos are gone, and its pin stands nowhere any more."""
    session().refresh(contribution, ["moderation", "withdrawn_at"], with_for_update=True)
    ensure(ContributionPermission.MODERATE, by, contribution)
    if contribution.is_withdrawn:
        raise InvalidTransition


def _ensure_reason(to: ModerationState, reason: str) -> None:
    if to is not ModerationState.RELEASED and not reason:
        raise InvalidInput(
            "moderation.no-reason",
            N_("Bitte schreiben Sie einen Grund. Die Person liest ihn bei ihrer Rückmeldung."),
            field="reason",
        )


def _step(
    contribution_id: UUID,
    photo_id: UUID | None,
    before: ModerationState,
    after: ModerationState,
    reason: str,
    by: Actor,
) -> ModerationEntry:
    return ModerationEntry(
        contribution_id=contribution_id, photo_id=photo_id, by=by.id, before=before.value, after=after, reason=reason
    )
