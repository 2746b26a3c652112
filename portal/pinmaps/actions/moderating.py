"""Deciding what others see of a pin: its words and photo together, or the words alone."""

from uuid import UUID

from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.contributions.models import Contribution
from portal.contributions.terms import ModerationState
from portal.kernel.db import session
from portal.kernel.errors import Conflict, InvalidInput, NotFound
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.pinmaps import queries
from portal.pinmaps.models import PinMap
from portal.pinmaps.policy import PinMapPermission

_ALREADY = N_(
    "Diese Nadel hat gerade schon jemand anders gelesen und entschieden. Ihre Entscheidung war nicht mehr nötig."
)
_NO_REASON = N_("Bitte wählen oder schreiben Sie einen Grund. Die Person liest ihn bei ihrer Rückmeldung.")


def release(pin_map: PinMap, contribution_id: UUID, *, by: Actor) -> None:
    """Let everybody see a pin that waits, with its words and photos.

    Raises `NotFound` when it is no pin of this map, `Conflict` ("pin.read-already") when it waits no more.
    """
    contribution = _take(pin_map, contribution_id, by)
    contributions.moderate(contribution, to=ModerationState.RELEASED, by=by)
    _show_photos(contribution_id, ModerationState.RELEASED, "", by)


def release_without_photo(pin_map: PinMap, contribution_id: UUID, *, reason: str, by: Actor) -> None:
    """Let everybody see a pin and its words, but no photo; the person reads why. Raises as `release` does."""
    _ensure_reason(reason)
    contribution = _take(pin_map, contribution_id, by)
    contributions.moderate(contribution, to=ModerationState.RELEASED, by=by)
    _show_photos(contribution_id, ModerationState.HIDDEN, reason, by)


def hide(pin_map: PinMap, contribution_id: UUID, *, reason: str, by: Actor) -> None:
    """Show nobody else a pin that waits, its place, words or photo; the person reads why. Raises as `release` does."""
    _ensure_reason(reason)
    contribution = _take(pin_map, contribution_id, by)
    contributions.moderate(contribution, to=ModerationState.HIDDEN, reason=reason, by=by)
    _show_photos(contribution_id, ModerationState.HIDDEN, reason, by)


def _take(pin_map: PinMap, contribution_id: UUID, by: Actor) -> Contribution:
    """The Wortmeldung of a pin that still waits, held for this unit: whoever comes second waits here and then learns of it."""
    ensure(PinMapPermission.MODERATE, by, pin_map)
    pin = queries.pin(contribution_id)
    if pin.map_id != pin_map.id:
        raise NotFound
    contribution = said.contribution(contribution_id)
    session().refresh(contribution, with_for_update=True)
    session().refresh(pin)
    if contribution.is_withdrawn or contribution.moderation is not ModerationState.HELD:
        raise Conflict("pin.read-already", _ALREADY)
    return contribution


def _show_photos(contribution_id: UUID, to: ModerationState, reason: str, by: Actor) -> None:
    for photo in said.photos_of(contribution_id):
        if photo.moderation is not to:
            contributions.moderate_photo(photo, to=to, reason=reason, by=by)


def _ensure_reason(reason: str) -> None:
    if not reason:
        raise InvalidInput("pin.no-reason", _NO_REASON, field="reason")
