"""Zukunftswerkstätten after Robert Jungk and Norbert Müllert: from what disturbs over what would be beautiful to what is done.

Its life: prepared with a run-sheet from a template · led through Kritik, Phantasie and Verwirklichung on one Moderationswand, on
one evening or over weeks online, the step deciding what is open · documented and released by a person · the permanent workshop,
which asks again what became of each project sketch.

Public verbs: `create`, `edit`, `go_on`, `go_back`, `weigh`, `turn_into_wish`, `sketch`, `release`, `hand_on`, `tell_what_became`.
"""
