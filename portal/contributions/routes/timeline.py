"""What became of a Wortmeldung, in words for the person who said it."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from portal.contributions import queries
from portal.contributions.terms import Channel, ModerationState, TimelineEntry, moment_of
from portal.kernel.text import N_
from portal.web.i18n import _
from portal.web.panels import collect, contributes

_RECEIVED = {
    Channel.ONLINE: N_("Bei uns eingegangen"),
    Channel.PHONE: N_("Am Telefon für Sie aufgeschrieben"),
    Channel.PAPER: N_("Von Ihrem Papierbogen übernommen"),
    Channel.IN_PERSON: N_("Im Gespräch für Sie aufgeschrieben"),
    Channel.EMAIL: N_("Aus Ihrer E-Mail übernommen"),
    Channel.OBSERVER: N_("Als Beobachtung eingegangen"),
    Channel.EVENT: N_("Bei einer Veranstaltung gesagt"),
}
_MODERATED = {
    ModerationState.HELD: N_("Wird von einem Menschen gelesen"),
    ModerationState.RELEASED: N_("Freigegeben"),
    ModerationState.HIDDEN: N_("Für andere ausgeblendet"),
}
_PHOTO_MODERATED = {
    ModerationState.HELD: N_("Ihr Foto wird von einem Menschen angesehen"),
    ModerationState.RELEASED: N_("Ihr Foto ist freigegeben"),
    ModerationState.HIDDEN: N_("Ihr Foto ist für andere ausgeblendet"),
}
_TONES = {ModerationState.HELD: "info", ModerationState.RELEASED: "success", ModerationState.HIDDEN: "warning"}


def timeline_of(contribution_id: UUID) -> list[TimelineEntry]:
    """Everything that features know about it, the first thing first."""
    return sorted(collect("receipt.timeline", contribution_id=contribution_id), key=moment_of)


@contributes("receipt.timeline", order=10)
def own_entries(*, contribution_id: UUID, **_context: Any) -> Iterator[TimelineEntry]:
    """Arrival, moderation and withdrawal."""
    contribution = queries.contribution(contribution_id)
    yield TimelineEntry(contribution.received_at, _(_RECEIVED[contribution.channel]), tone="success")
    for entry in queries.moderation_history(contribution_id):
        words = _PHOTO_MODERATED if entry.photo_id else _MODERATED
        yield TimelineEntry(
            entry.at, _(words[entry.after]), _(entry.reason) if entry.reason else "", _TONES[entry.after]
        )
    if contribution.withdrawn_at is not None:
        yield TimelineEntry(
            contribution.withdrawn_at,
            _("Von Ihnen zurückgenommen"),
            _("Ihre Worte, Fotos und Kontaktdaten sind gelöscht."),
            "warning",
        )
