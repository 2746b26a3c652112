"""Förderung: programmes with dated rules, applications with cost and finance plan, and the money that runs afterwards.

Its life: a draft is written and checked against the rules of its programme as one types · submitted before its date · granted or
refused · running: drawn, spent with receipts, reported each year · reported with the Verwendungsnachweis · closed.

Public verbs: `add_programme`, `add_version`, `draft`, `edit`, `set_line`, `remove_line`, `discard`, `submit`, `grant`, `refuse`,
`start`, `book`, `cancel_booking`, `plan_drawdown`, `receive_drawdown`, `write_report`, `hand_in_report`, `close`.
"""
