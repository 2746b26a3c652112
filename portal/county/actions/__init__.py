"""What can be done with the county: set it up, change its settings, keep its lists of terms."""

from portal.county.actions.settings import (
    edit_colours,
    edit_details,
    edit_texts,
    remove_arms,
    replace_arms,
    set_up,
)
from portal.county.actions.taxonomies import (
    add_term,
    move_term,
    rename_term,
    restore_term,
    retire_term,
    seed_taxonomies,
)

__all__ = [
    "add_term",
    "edit_colours",
    "edit_details",
    "edit_texts",
    "move_term",
    "remove_arms",
    "rename_term",
    "replace_arms",
    "restore_term",
    "retire_term",
    "seed_taxonomies",
    "set_up",
]
