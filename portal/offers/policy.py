"""Who keeps Angebote up: those who answer for a Sozialraum. Everybody reads what is shown, and only that."""

from enum import StrEnum

from portal.kernel.policy import Actor, Role, has_role, has_role_here, policy, rule
from portal.offers.models import Offer, OfferImport, OfferReport
from portal.offers.terms.importing import ImportState
from portal.offers.terms.kinds import OfferState

#: The roles that keep the directory of their Sozialraum.
KEEPERS = (Role.PLANNER, Role.KUEMMERER, Role.MUNICIPALITY)


class OfferPermission(StrEnum):
    """What can be done with Angebote."""

    #: Open the lists of the staff, its files and its Hinweise.
    LIST = "offer:list"
    #: See an Angebot with its drafts, its history and its Hinweise.
    READ = "offer:read"
    #: See it as everybody does.
    READ_SHOWN = "offer:read-shown"
    #: Open the pages for entering one and for reading a file.
    ADD = "offer:add"
    #: Enter one for a particular Sozialraum.
    ADD_HERE = "offer:add-here"
    #: Change it, and note that it was checked.
    EDIT = "offer:edit"
    #: Make it public, for the first time or again.
    SHOW = "offer:show"
    #: End it: it is kept and no longer shown.
    END = "offer:end"
    #: Say that what a reader found wrong is settled.
    SETTLE = "offer:settle"
    #: See what a file holds that one handed in oneself, and what became of it.
    READ_IMPORT = "offer:read-import"
    #: Take over what it holds, or throw it away.
    TAKE_OVER = "offer:take-over"


@rule
def is_shown(_: Actor, offer: Offer) -> bool:
    """Residents find it."""
    return offer.state is OfferState.SHOWN


@rule
def has_ended(_: Actor, offer: Offer) -> bool:
    """It is kept and no longer shown."""
    return offer.state is OfferState.ENDED


@rule
def is_open(_: Actor, report: OfferReport) -> bool:
    """Nobody has settled it."""
    return report.settled_at is None


@rule
def handed_it_in(actor: Actor, file: OfferImport) -> bool:
    """The file came from this person."""
    return actor.id is not None and file.created_by == actor.id


@rule
def is_preview(_: Actor, file: OfferImport) -> bool:
    """Nothing of the file was taken over yet."""
    return file.state is ImportState.PREVIEW


POLICY = policy(
    {
        OfferPermission.LIST: has_role(*KEEPERS),
        OfferPermission.READ: has_role_here(*KEEPERS),
        OfferPermission.READ_SHOWN: is_shown,
        OfferPermission.ADD: has_role(*KEEPERS),
        OfferPermission.ADD_HERE: has_role_here(*KEEPERS),
        OfferPermission.EDIT: has_role_here(*KEEPERS) & ~has_ended,
        OfferPermission.SHOW: has_role_here(*KEEPERS) & ~is_shown,
        OfferPermission.END: has_role_here(*KEEPERS) & ~has_ended,
        OfferPermission.SETTLE: has_role_here(*KEEPERS) & is_open,
        OfferPermission.READ_IMPORT: has_role(*KEEPERS) & handed_it_in,
        OfferPermission.TAKE_OVER: has_role(*KEEPERS) & handed_it_in & is_preview,
    }
)
