"""Fälle: what people ask a Kümmerer in confidence, kept under a key of its own.

Its life: noted at the door or on the telephone · guided to somebody, with dated entries and a day to look again · closed with a
result · perhaps told on as an anonymous Bedarf, without the person · handed over to a successor · deleted a set time after it
was closed. The Kümmerer who keeps it reads it, and one named deputy; everybody else sees counts at most.

Public verbs: `open_case`, `edit_case`, `add_entry`, `close_case`, `reopen_case`, `erase_case`, `report_need`, `note_reported`,
`name_deputy`, `end_deputy`, `ask_break_glass`, `agree`, `refuse`, `note_reading`, `hand_over_cases`, `forget_closed`,
`remind_of_quiet`, `rekey`. What the Sachbericht and the hand-over read: `queries.report_figures`, `queries.running_cases_of`.
"""
