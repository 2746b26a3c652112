"""The page of a phone: parts that are the same for everybody, drawn once, around what this phone brought."""

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Response
from markupsafe import Markup

from portal.contributions.terms import ModerationState
from portal.kernel import codes
from portal.kernel.clock import now
from portal.walls import queries
from portal.walls.forms.phone import CardForm, DotForm, SlipForm
from portal.walls.queries import guests
from portal.walls.routes import visits
from portal.walls.routes.drawn import draw, drawn
from portal.web.pages import page

if TYPE_CHECKING:
    from portal.walls.models import Wall


def phone_page(
    wall: "Wall",
    guest_id: UUID | None = None,
    *,
    card: CardForm | None = None,
    dot: DotForm | None = None,
    slip: SlipForm | None = None,
    status: int = 200,
) -> Response:
    """The page of one phone: what all show alike, and what it brought itself. A form that did not work comes with it."""
    guest_id = guest_id or visits.guest(wall.id) or visits.new_guest()
    own_dots = guests.own_dots(guest_id)
    parts = parts_of(wall, picked=str(card.column.data or "") if card else "")
    response = page(
        "walls/phone.html",
        status=status,
        wall=wall,
        parts=parts,
        rounds=parts.rounds,
        now=now(),
        card=card or CardForm(formdata=None),
        dot=dot or DotForm(formdata=None),
        slip=slip or SlipForm(formdata=None),
        signed_guest=visits.signed(wall, guest_id),
        needs_slip=wall.needs_slip and not _has_slip(wall, guest_id),
        own_cards=[(one, codes.receipt_code(one.submission_key)) for one in guests.own_cards(guest_id)],
        own_dots=own_dots,
        own_by_round=_by_round(own_dots),
        RELEASED=ModerationState.RELEASED,
    )
    return visits.hold(response, wall, guest_id)


@dataclass(frozen=True)
class PhoneParts:
    """What all phones show alike, in the parts in which it stands on the page."""

    state: Markup
    columns: Markup
    spots: Markup
    #: The rounds of the columns that take dots now.
    rounds: tuple[int, ...]

    @property
    def together(self) -> Markup:
        """All of it, as the script asks for it."""
        return self.state + self.columns + self.spots


def parts_of(wall: "Wall", *, picked: str = "") -> PhoneParts:
    """Drawn once for all; anew when a form comes back in which somebody had picked a column."""
    if picked:
        return _draw(wall, picked)
    return drawn("phone", wall.id, wall.phone_change, lambda: _draw(wall, ""))


def _draw(wall: "Wall", picked: str) -> PhoneParts:
    change = wall.phone_change
    content = queries.content(wall, for_staff=False)
    rounds = sorted({one.column.dot_round for one in content.columns if one.column.takes_dots})
    shown = {
        "wall": wall,
        "change": change,
        "content": content,
        "card_columns": [one.column for one in content.columns if one.column.takes_cards],
        "dot_columns": [one.column for one in content.columns if one.column.takes_dots],
        "rounds": rounds,
        "picked": picked,
    }
    state, columns, spots = (draw(f"walls/_phone_{name}.html", **shown) for name in ("live", "columns", "spots"))
    return PhoneParts(state, columns, spots, tuple(rounds))


def _by_round(dots: "list[guests.OwnDot]") -> Counter[int]:
    return Counter(one.round for one in dots)


def _has_slip(wall: "Wall", guest_id: UUID) -> bool:
    guest = guests.guest_or_none(wall, guest_id)
    return guest is not None and guest.slip_hash is not None
