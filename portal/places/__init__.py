"""Where people live their daily lives: the tree from the county over its Gemeinden down to Ortsteile and quarters.

Its life: a file of boundaries is read → checked as a whole → written as a tree, all of it or nothing → staff add
Ortsteile, a phone number and a word of welcome → a later file updates names and boundaries and doubles nothing.
Places are never deleted: what was said about them stays.

The public verbs: `importing.import_places`, `add_locality`, `edit_place`.
"""
