"""Runde Tische: series of meetings of those who can act in a place, what was said there and what was agreed.

Its life: a series is set up with its standing members · a date is found · the meeting is prepared (agenda, invitation) and the
Gemeinde approves the invitation · members answer by link, letter or telephone · the evening is held and written down · the minutes
are corrected and released · agreements travel from meeting to meeting until they are done.

Public verbs, preparing and inviting: `actions.series`, `actions.members`, `actions.dates`, `actions.meetings`, `actions.agenda`,
`actions.inviting`, `actions.replies`, `actions.arriving`.
"""
