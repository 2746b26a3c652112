"""What can be done with Wortmeldungen."""

from portal.contributions.actions.acceptance import Receipt, accept
from portal.contributions.actions.moderation import black_out_photo, moderate, moderate_photo, reveal_contact
from portal.contributions.actions.notices import (
    contributions_of_stop_token,
    notify,
    provide_translator,
    stop_token,
    word_together,
    write_to,
)
from portal.contributions.actions.own_data import change_contact, delete_contact, stop_updates, withdraw
from portal.contributions.actions.reconciliation import reconcile_receipts

__all__ = [
    "Receipt",
    "accept",
    "black_out_photo",
    "change_contact",
    "contributions_of_stop_token",
    "delete_contact",
    "moderate",
    "moderate_photo",
    "notify",
    "provide_translator",
    "reconcile_receipts",
    "reveal_contact",
    "stop_token",
    "stop_updates",
    "withdraw",
    "word_together",
    "write_to",
]
