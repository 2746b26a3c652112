"""Beteiligungsverfahren: the roof over the formats in which people take part.

Its life: drafted and previewed by those who work in the Sozialraum · published by the Sozialplanung or the Gemeinde once the
checklist is complete · running between its two dates · closed with a sentence on what became of it, which stays public.

Public verbs: `create`, `edit`, `publish`, `close`, `tell_outcome`, `discard`.
"""
