"""The county this installation belongs to: its name, face, contact and legal texts, and the words needs are sorted by.

Its life: `portal county create` or the example county sets it up with the default Handlungsfelder → administrators change
name, colours, arms, contact and texts → planners and administrators add, rename, order and retire Handlungsfelder,
Zielgruppen and Grunddaseinsfunktionen. A term is never deleted: what was sorted by it keeps it.

The public verbs: `set_up`, `seed_taxonomies`, `edit_details`, `edit_colours`, `edit_texts`, `replace_arms`, `remove_arms`,
`add_term`, `rename_term`, `move_term`, `retire_term`, `restore_term`.
"""
