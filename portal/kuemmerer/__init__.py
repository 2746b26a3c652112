"""Quartiersprojekte: how a Gemeinde builds help on the spot in four phases, and what the Kümmerer needs for it.

Its life: begun for one or several Sozialräume with the steps of the published Checkliste · steps are ticked with a note and photos,
the diary is kept · a gate (Gemeinderatsbeschluss, Konzept and Bescheid, Verstetigung) leads into the next phase, a reason back ·
the county's desk answers when help is asked for · one day it is closed, with everything it was.

Public verbs: `begin`, `edit`, `assign`, `release`, `pass_gate`, `go_back`, `plan_phase`, `close`, `reopen`, `tick`, `untick`,
`add_step`, `edit_step`, `remove_step`, `move_due`, `write_entry`, `edit_entry`, `ask_for_help`, `answer_help`, `close_help`,
`begin_draft`, `publish_draft`, `take_over`.
"""
