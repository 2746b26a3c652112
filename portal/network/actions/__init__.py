"""What can be done in the network."""

from portal.network.actions.contacts import (
    ContactDraft,
    add_contact,
    edit_contact,
    erase_contact,
    renew_consent,
)
from portal.network.actions.directory import Assessment, StakeholderDraft, add, assess, edit, retire
from portal.network.actions.handing_out import hand_out_addresses
from portal.network.actions.importing import discard_import, forget_old_imports, preview_import, take_over
from portal.network.actions.merging import merge, tell_apart, undo_merge

__all__ = [
    "Assessment",
    "ContactDraft",
    "StakeholderDraft",
    "add",
    "add_contact",
    "assess",
    "discard_import",
    "edit",
    "edit_contact",
    "erase_contact",
    "forget_old_imports",
    "hand_out_addresses",
    "merge",
    "preview_import",
    "renew_consent",
    "retire",
    "take_over",
    "tell_apart",
    "undo_merge",
]
