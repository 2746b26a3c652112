"""Keys and the systems that hold them."""

from datetime import timedelta

#: Every key begins with this, so that a key in a log or a repository is recognised as one.
KEY_PREFIX = "mtn_"

#: So many characters of a key are kept readable, to tell keys apart.
KEY_SHOWN = 10

NAME_LONGEST = 100

PURPOSE_LONGEST = 500

#: `last_used_at` is written at most this often: reading must not become writing.
USED_EVERY = timedelta(minutes=1)
