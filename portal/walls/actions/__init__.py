"""What can be done with Moderationswände."""

from portal.walls.actions.arranging import (
    dissolve_cluster,
    ensure_some,
    hide_card,
    make_cluster,
    move_card,
    move_cluster,
    put_cards,
    release_card,
    release_waiting,
    title_cluster,
    turn_cards,
)
from portal.walls.actions.cards import Put, put_card, show_again, take_back_card, type_card
from portal.walls.actions.dots import Spot, place_dot, place_dots_for_room, take_back_dot
from portal.walls.actions.drafting import ColumnDraft, WallDraft, create_wall, discard, edit_wall, provide_guard
from portal.walls.actions.running import close_wall, open_columns, open_wall, start_timer, stop_timer
from portal.walls.actions.slips import make_slips, redeem_slip

__all__ = [
    "ColumnDraft",
    "Put",
    "Spot",
    "WallDraft",
    "close_wall",
    "create_wall",
    "discard",
    "dissolve_cluster",
    "edit_wall",
    "ensure_some",
    "hide_card",
    "make_cluster",
    "make_slips",
    "move_card",
    "move_cluster",
    "open_columns",
    "open_wall",
    "place_dot",
    "place_dots_for_room",
    "provide_guard",
    "put_card",
    "put_cards",
    "redeem_slip",
    "release_card",
    "release_waiting",
    "show_again",
    "start_timer",
    "stop_timer",
    "take_back_card",
    "take_back_dot",
    "title_cluster",
    "turn_cards",
    "type_card",
]
