"""How systems write."""

from datetime import timedelta

#: An Idempotency-Key has 8 to 100 characters.
KEY_SHORTEST, KEY_LONGEST = 8, 100

#: So long a repeat gets the first answer.
ANSWERS_KEPT = timedelta(days=7)

#: Bytes of a body.
LARGEST_BODY = 64 * 1024

#: Meilensteine in one request, and values.
MOST_MILESTONES, MOST_VALUES = 60, 500
