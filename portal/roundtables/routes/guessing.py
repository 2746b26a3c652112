"""Links and codes that open something are not to be found by trying."""

from typing import NoReturn

from portal.kernel.errors import NotFound
from portal.web.guessing import Guesses

_LINKS = Guesses(what="roundtables.guess", most=20)


def wrong() -> NoReturn:
    """Nobody has this link: 404, and after some of them `TooMany` for a while.

    A right one opens all the same: they are far too long to be found, and somebody else behind the same address may have mistyped.
    """
    _LINKS.was_wrong()
    raise NotFound
