"""Akteure of a place: the organisations and people who can do something there, and how they may be reached.

Its life: entered by hand or taken over from a file · seen in the analysis by influence and interest, looked at again on a day one
sets · written to as far as people agreed · merged with its double, which can be undone · taken out of the network one day.
A contact who takes back the consent is erased the same moment; the organisation stays.

Public verbs: `add`, `edit`, `assess`, `retire`, `add_contact`, `edit_contact`, `renew_consent`, `erase_contact`, `merge`,
`undo_merge`, `tell_apart`, `preview_import`, `take_over`, `discard_import`, `hand_out_addresses`.
"""
