"""Moderationswand: cards on a wall, ordered in clusters and weighted with dots, in the room and on phones.

Its life: drafted with its columns · opened, and from then on found by its room code · columns take cards and dots as the moderation
opens and closes them, one or several at a time · closed, when everybody sees where the dots stand; it can be opened again.
Every card is a Wortmeldung. A phone is known by a signed name in its cookie, never by a person's.

Public verbs: `create_wall`, `open_wall`, `close_wall`, `open_columns`, `start_timer`, `put_card`, `type_card`, `place_dot`.
"""
