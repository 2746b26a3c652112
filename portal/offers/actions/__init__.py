"""What can be done with Angebote."""

from portal.offers.actions.directory import OfferDraft, add, check, edit, end, rebuild_search, show
from portal.offers.actions.importing import (
    discard_import,
    forget_old_imports,
    order_taking_over,
    preview_import,
    take_over,
)
from portal.offers.actions.reporting import forget_contacts, report, settle

__all__ = [
    "OfferDraft",
    "add",
    "check",
    "discard_import",
    "edit",
    "end",
    "forget_contacts",
    "forget_old_imports",
    "order_taking_over",
    "preview_import",
    "rebuild_search",
    "report",
    "settle",
    "show",
    "take_over",
]
