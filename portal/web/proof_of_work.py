"""A little work for the machine that asks, before anybody is refused: unnoticed by a person, expensive for a script.

A challenge belongs to one form (by its submission key) and holds for ten minutes. Whoever sends the form again after a lost
answer may send the same solution again: the form does its thing once anyway, so no solution pays for two.
"""

import secrets
import time
from typing import Any

from portal.kernel import codes

#: How many hashes a phone computes for one solution: between the two, some half a second.
_FEWEST, _MOST = 4_000, 7_000
_COST = 4
_HOLDS_SECONDS = 600
_LONGEST = 4_000


def challenge(bound_to: str) -> dict[str, Any]:
    """What `js/proof_of_work.js` solves for the form with this key."""
    from altcha import create_challenge

    made = create_challenge(
        "SHA-256",
        _COST,
        counter=_FEWEST + secrets.randbelow(_MOST - _FEWEST),
        expires_at=int(time.time()) + _HOLDS_SECONDS,
        data={"for": bound_to},
        hmac_secret=_secret(),
    )
    return made.to_dict()


def is_done(sent: str, bound_to: str) -> bool:
    """Whether this is the solution of a challenge that was given out for the form with this key and still holds."""
    from altcha import Payload, verify_solution

    if not sent or len(sent) > _LONGEST:
        return False
    try:
        payload = Payload.from_base64(sent)
        is_solved = verify_solution(payload, _secret()).verified
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, OverflowError):
        return False
    return bool(is_solved) and payload.challenge.parameters.data == {"for": bound_to}


def _secret() -> bytes:
    return codes.keyed_hash("proof-of-work", b"")
