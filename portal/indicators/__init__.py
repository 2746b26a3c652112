"""Indikatoren and Kennzahlen: what is counted, the values of each Sozialraum with their status, and what is computed from them.

A value is read from a table of the official statistics, from a list of one's own, or entered by hand. It belongs to an Indikator, a
Sozialraum, a day, and a part (women from 6 to 10, say). What is secret, blocked or missing has a status and never a number; what is
computed from such a value has none either. Ratios, shares and changes are never stored: they are computed from the values whenever
somebody asks.

A file is looked at first, then taken over, and can be taken back: every value it touched returns to what it was before.

Public verbs: `read_upload`, `assign_columns`, `take_over`, `discard`, `take_back`, `import_now`; `define`, `edit`, `enter_value`,
`remove_value`. Other rooms ask `queries.value_of`, `figures_of`, `series`, `comparison`, `age_pyramid` and `residents_of`.
"""
