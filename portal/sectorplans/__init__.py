"""Fachplanungen of the county, and the calendar of everything in which people are asked.

A Fachplanung is kept with its legal basis, who is responsible, how often it is written anew and which figures and Erhebungen it
works with. An Erhebung is planned by hand, or registers itself when a survey, a Nadelkarte or a Zukunftswerkstatt gets its dates;
it is seen beside all that ask the same Zielgruppe in the same Sozialraum in the same months · runs · is done or called off.

Surveys, maps and workshops call `register_collection` at every change of theirs. Those that were there before the calendar enter it
with the daily duty of their room (`surveys.register-collections` and its like), which also tells the calendar what began or ended.

Public verbs: `plan_collection`, `edit_collection`, `supplement`, `delete_collection`, `register_collection`, `withdraw_collection`;
`add_plan`, `edit_plan`, `ship_plans`, `note_update`, `retire_plan`, `resume_plan`, `add_indicator`, `edit_indicator`,
`remove_indicator`, `choose_used`, `let_go_of`.
"""
