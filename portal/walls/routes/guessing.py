"""Keeping a machine from trying room codes, without keeping a hall of people out who mistype.

There are a million codes, and those of a few dozen walls that are open or were closed just now: at these limits a single address
needs days to find one by chance; and all it finds is a place to leave a card.
"""

from portal.kernel.text import N_
from portal.web.guessing import Guesses

_TOO_MANY = N_(
    "Von hier aus wurden gerade sehr viele falsche Codes eingegeben. Bitte warten Sie einige Minuten, oder nehmen Sie den QR-Code."
)
ROOM_CODES = Guesses(what="wall-code", most=60, most_of_all=600, message=_TOO_MANY)
