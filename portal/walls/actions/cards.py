"""Cards: how they come to a wall, and how they leave it."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy.dialects import postgresql, sqlite

from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.contributions.actions import Receipt
from portal.contributions.terms import Channel, ContributionKind
from portal.kernel import clock
from portal.kernel.codes import receipt_code
from portal.kernel.db import session
from portal.kernel.errors import InvalidInput, InvalidTransition, NotFound, TooMany
from portal.kernel.events import record
from portal.kernel.policy import ANONYMOUS, Actor, ensure
from portal.kernel.text import N_
from portal.walls import queries
from portal.walls.actions.changes import hold, touch
from portal.walls.events import CardPut
from portal.walls.models import Wall, WallCard, WallColumn, WallGuest
from portal.walls.policy import WallPermission
from portal.walls.queries import guests
from portal.walls.terms import Naming
from portal.walls.terms.states import (
    LONGEST_CARD,
    LONGEST_FIRST_NAME,
    MOST_CARDS,
    MOST_CARDS_IN_A_MINUTE,
    MOST_CARDS_OF_A_GUEST,
)

_ONCE = {
    dialect.__name__.rpartition(".")[2]: dialect.insert(WallGuest.__table__).on_conflict_do_nothing()
    for dialect in (sqlite, postgresql)
}
NOT_OPEN = N_("Diese Wand ist gerade nicht offen. Ihre Eingabe wurde nicht gespeichert.")
_TAKES_NO_CARDS = N_(
    "„%(title)s“ nimmt gerade keine Karten an. Ihr Text ist noch da; vielleicht passt eine andere Spalte."
)
_EMPTY = N_("Bitte schreiben Sie etwas auf die Karte.")
_TOO_LONG = N_(
    "Auf eine Karte passen %(most)s Zeichen, Ihre hat %(length)s. Bitte fassen Sie sich kürzer, oder nehmen Sie zwei."
)
_ENOUGH = N_("Von diesem Handy hängen schon %(most)s Karten an der Wand. Mehr nehmen wir nicht an.")
_A_MINUTE = timedelta(minutes=1)
_SLOWLY = N_(
    "Das waren viele Karten in kurzer Zeit. Ihr Text ist noch da: Bitte warten Sie eine Minute und senden Sie dann noch einmal."
)
_FULL = N_("Die Wand ist voll: Es hängen schon %(most)s Karten. Bitte sprechen Sie die Moderation an.")


@dataclass(frozen=True, slots=True)
class Put:
    """The promise: the card is stored, once."""

    card: WallCard
    #: The Rückmelde-Code of the card.
    code: str
    repeated: bool = False


def put_card(
    wall: Wall,
    column_id: UUID | None,
    text: str,
    *,
    guest_id: UUID,
    submission_key: UUID,
    name: str = "",
    language: str = "de",
    by: Actor = ANONYMOUS,
) -> Put:
    """Hang a card from a phone, once: the same `submission_key` never makes a second one.

    Raises `InvalidTransition` when the wall or the column takes no cards, `InvalidInput` for a text that does not fit, and
    `Conflict` ("contribution.changed") when the key came before with something else.
    """
    hold(wall)
    repeated = _repeated(wall, submission_key, text)
    if repeated is not None:
        return repeated
    if not wall.is_open:
        raise InvalidTransition("wall.not-open", NOT_OPEN)
    column = queries.column(wall, column_id)
    if not column.takes_cards:
        raise InvalidTransition("wall.takes-no-cards", _TAKES_NO_CARDS, field="column", title=column.title)
    if guests.count_cards(guest_id) >= MOST_CARDS_OF_A_GUEST:
        raise InvalidInput("wall.enough-cards", _ENOUGH, most=MOST_CARDS_OF_A_GUEST)
    if guests.cards_since(guest_id, clock.now() - _A_MINUTE) >= MOST_CARDS_IN_A_MINUTE:
        raise TooMany(retry_after=60, message=_SLOWLY)
    ensure_guest(wall, guest_id)
    receipt = _accept(wall, column, text, key=submission_key, language=language, by=by)
    card = _hang(wall, column, receipt, covered=wall.covered, guest_id=guest_id, name=_first_name(wall, name))
    return Put(card, receipt.code, repeated=receipt.repeated)


def type_card(wall: Wall, column_id: UUID | None, text: str, *, submission_key: UUID, by: Actor) -> WallCard:
    """Hang a card that the moderation types for somebody in the room, also before and after the evening; it is marked as typed."""
    hold(wall)
    ensure(WallPermission.ARRANGE, by, wall)
    column = queries.column(wall, column_id)
    receipt = _accept(wall, column, text, key=submission_key, language="de", by=by)
    if receipt.repeated:
        return queries.card(wall, receipt.contribution.id)
    return _hang(wall, column, receipt, covered=False, guest_id=None, name="")


def take_back_card(wall: Wall, card_id: UUID, *, guest_id: UUID, by: Actor = ANONYMOUS) -> None:
    """Take a card off for good, by the phone it came from. Raises `NotFound` for the card of another; again changes nothing."""
    card = queries.card(wall, card_id)
    if card.guest_id != guest_id:
        raise NotFound
    contributions.withdraw(said.contribution(card.contribution_id), by=by)


def ensure_guest(wall: Wall, guest_id: UUID) -> None:
    """The phone has a row from now on."""
    connection = session().connection()
    values = {"id": guest_id, "wall_id": wall.id, "begun_on": clock.today()}
    connection.execute(_ONCE[connection.dialect.name], values)


def show_again(contribution_id: UUID, *, forget_author: bool) -> None:
    """Its Wortmeldung was released, hidden or taken back: whoever watches the wall looks again. Nothing when it is no card."""
    card = queries.card_or_none(contribution_id)
    if card is None:
        return
    if forget_author:
        card.name = ""
    touch(queries.wall(card.wall_id), phones=True)


def _repeated(wall: Wall, key: UUID, text: str) -> Put | None:
    """What this key stored before: told again also when the column was closed meanwhile."""
    first = said.by_submission_key(key)
    card = queries.card_or_none(first.id) if first is not None else None
    if first is None or card is None or card.wall_id != wall.id or not (first.is_withdrawn or first.text == text):
        return None
    return Put(card, receipt_code(key), repeated=True)


def _accept(wall: Wall, column: WallColumn, text: str, *, key: UUID, language: str, by: Actor) -> Receipt:
    if not text:
        raise InvalidInput("wall.empty-card", _EMPTY, field="text")
    if len(text) > LONGEST_CARD:
        raise InvalidInput("wall.long-card", _TOO_LONG, field="text", most=LONGEST_CARD, length=len(text))
    if queries.card_counts([wall.id]).get(wall.id, 0) >= MOST_CARDS:
        raise InvalidInput("wall.full", _FULL, most=MOST_CARDS)
    return contributions.accept(
        submission_key=key,
        kind=ContributionKind.CARD,
        text=text,
        channel=Channel.EVENT,
        sozialraum_id=wall.sozialraum_id,
        language=language,
        consultation_id=wall.consultation_id,
        details=f"{wall.id}",
        by=by,
    )


def _hang(
    wall: Wall, column: WallColumn, receipt: Receipt, *, covered: bool, guest_id: UUID | None, name: str
) -> WallCard:
    card = WallCard(
        contribution_id=receipt.contribution.id,
        wall_id=wall.id,
        column_id=column.id,
        position=receipt.contribution.seq,
        name=name,
        is_covered=covered,
        was_typed=guest_id is None,
        guest_id=guest_id,
    )
    session().add(card)
    record(CardPut(contribution_id=card.contribution_id, wall_id=wall.id))
    touch(wall, phones=column.takes_dots)
    return card


def _first_name(wall: Wall, name: str) -> str:
    return name[:LONGEST_FIRST_NAME].strip() if wall.naming is Naming.FIRST_NAME else ""
