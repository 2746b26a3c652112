"""Printed slips: a voting code each, so that one person with two phones still has one voice."""

import secrets
from uuid import UUID, uuid4

from sqlalchemy import func, select, update

from portal.kernel import audit, codes
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput
from portal.kernel.policy import Actor, ensure
from portal.kernel.text import N_
from portal.walls.actions.changes import hold
from portal.walls.models import Wall, WallCard, WallGuest
from portal.walls.policy import WallPermission
from portal.walls.terms.states import MOST_SLIPS

SLIPS_MADE = audit.kind("walls.slips-made", N_("Stimmzettel gedruckt"), keys=("wall_id", "number"))
_LENGTH = 8
_FORGIVEN = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V"})
_NUMBER = N_("Möglich sind 1 bis %(most)s Stimmzettel für eine Wand; gedruckt sind schon %(there)s.")
_UNKNOWN = N_("Diesen Code gibt es für diese Wand nicht. Bitte lesen Sie ihn noch einmal vom Zettel ab: acht Zeichen.")


def make_slips(wall: Wall, *, number: int, by: Actor) -> list[str]:
    """So many voting codes, to be printed now: the database keeps only their hashes."""
    hold(wall)
    ensure(WallPermission.EDIT, by, wall)
    there = (
        session().scalar(select(func.count()).where(WallGuest.wall_id == wall.id, WallGuest.slip_hash.is_not(None)))
        or 0
    )
    if not 1 <= number <= MOST_SLIPS - there:
        raise InvalidInput("wall.slips", _NUMBER, field="number", most=MOST_SLIPS, there=there)
    made = ["".join(secrets.choice(codes.ALPHABET) for _sign in range(_LENGTH)) for _slip in range(number)]
    session().add_all(WallGuest(id=uuid4(), wall_id=wall.id, slip_hash=_hash(wall, code)) for code in made)
    audit.log(SLIPS_MADE, by=by, wall_id=wall.id, number=number)
    return [f"{code[:4]}-{code[4:]}" for code in made]


def redeem_slip(wall: Wall, typed: str, *, guest_id: UUID) -> UUID:
    """By which name the phone is known from now on: that of the slip, on every phone that types its code.

    Cards the phone brought before come along; its dots cannot, since without a slip it could place none.
    """
    hold(wall)
    code = "".join(sign for sign in typed.upper() if sign.isascii() and sign.isalnum()).translate(_FORGIVEN)
    slip = session().scalar(select(WallGuest).where(WallGuest.slip_hash == _hash(wall, code)))
    if slip is None or slip.wall_id != wall.id:
        raise InvalidInput("wall.unknown-slip", _UNKNOWN, field="slip")
    if slip.id != guest_id:
        mine = update(WallCard).where(WallCard.wall_id == wall.id, WallCard.guest_id == guest_id)
        session().execute(mine.values(guest_id=slip.id))
    return slip.id


def _hash(wall: Wall, code: str) -> bytes:
    return codes.keyed_hash("wall-slip", wall.id.bytes + code.encode())
