"""One open Moderationswand in the real Landkreis: cards and clusters that take dots, a column that takes cards.

``python -m bench.load_wall`` fills the migrated database that DATABASE_URL names and prints one JSON line with what phones need.
"""

import json
from typing import Any
from uuid import uuid4

from bench.load_needs import planner
from portal.accounts import actions as accounts
from portal.accounts.models import Account
from portal.accounts.routes.cookies import cookie_name
from portal.county import actions as county
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM
from portal.places import queries as places
from portal.places.actions import importing
from portal.settings import ROOT
from portal.walls import actions, queries
from portal.walls.actions import ColumnDraft, WallDraft

DOTS = 3
CARDS = 24
CLUSTERS = 4
LAYERS = ("landkreis", "verwaltungsgemeinschaften", "gemeinden")


def load() -> dict[str, Any]:
    """Fill an empty, migrated database."""
    folder = ROOT / "portal" / "demo" / "data" / "places"
    layers = [layer for name in LAYERS for layer in importing.read_layers(folder / f"{name}.geojson")]
    with unit_of_work():
        county.set_up(name="Landkreis Unterallgäu", short_name="Unterallgäu", ags="09778", by=SYSTEM)
        county.seed_taxonomies(by=SYSTEM)
        importing.import_places(layers, by=SYSTEM)
    root = places.tree().root
    assert root is not None
    columns = (ColumnDraft(title="Was fehlt?"), ColumnDraft(title="Was noch?"))
    with unit_of_work():
        draft = WallDraft(title="Gut alt werden", place=places.place(root.id), columns=columns, dots_per_person=DOTS)
        wall_id = actions.create_wall(draft, by=SYSTEM).id
    weighed, further = (one.id for one in queries.columns_of(wall_id))
    with unit_of_work():
        wall = queries.wall(wall_id)
        actions.open_wall(wall, by=SYSTEM)
        actions.open_columns(wall, cards=[further], dots=[weighed], by=SYSTEM)
        cards = [
            actions.type_card(
                wall, weighed, f"Bank Nummer {number} am Weg", submission_key=uuid4(), by=SYSTEM
            ).contribution_id
            for number in range(CARDS)
        ]
        clusters = [
            actions.make_cluster(wall, weighed, f"Gruppe {nth}", cards=cards[nth * 3 : nth * 3 + 3], by=SYSTEM).id
            for nth in range(CLUSTERS)
        ]
    account_id = planner(0)
    with unit_of_work():
        token = accounts.open_session(session().get_one(Account, account_id))
    spots = [*(f"g:{one}" for one in clusters), *(f"k:{one}" for one in cards[CLUSTERS * 3 :])]
    return {
        "id": str(wall_id),
        "code": queries.wall(wall_id).room_code,
        "spots": spots,
        "column": str(further),
        "cookie": f"{cookie_name()}={token}",
    }


def main() -> None:
    """Fill the database of this environment."""
    from portal.app import create_app

    with create_app(worker=False).app_context():
        print(json.dumps(load()))


if __name__ == "__main__":
    main()
