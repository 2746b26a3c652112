"""Angebote, the book of the Lotse: advice, help, care, doctors, transport and clubs, each with the places it serves.

Its life: entered by hand or taken over from a file, as a draft or shown at once · found by residents with words, place, kind and
"open now", on the page of a Gemeinde and on a sheet of paper · checked again after a set number of months, at the latest after
twelve · corrected when a reader says that something is wrong · ended one day, kept and no longer shown.

Public verbs: `add`, `edit`, `check`, `show`, `end`, `report`, `settle`, `preview_import`, `take_over`, `discard_import`.
"""
