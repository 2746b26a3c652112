"""From single voices to Bedarfe: the triage inbox, the Bedarf file, merge and split, and the answer to everybody behind it.

Its life: a Wortmeldung arrives and waits in the inbox → somebody makes a Bedarf of it, adds it to one, takes it apart into
passages, or says with a reason that it is none → the Bedarf gathers evidence and goes through its states, each with one public
sentence → everybody who contributed reads that sentence, also after their Bedarf was merged or split.

The public verbs: `create_need_from`, `add_to_need`, `split_item`, `decline`, `undo_decision`; `edit_need`, `answer`, `merge_needs`,
`split_need`, `undo_operation`, `delete_need`, `restore_need`, `add_evidence`, `assign`, `note`.
"""
