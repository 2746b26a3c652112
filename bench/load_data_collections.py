"""The Erhebungskalender of the real Landkreis over eleven years: Erhebungen of Fachplanungen, Gemeinden and others.

``python -m bench.load_data_collections 10000`` fills the migrated database that DATABASE_URL names and prints one JSON line.
"""

import json
import random
import sys
from datetime import date
from typing import Any

from sqlalchemy import insert, select

from bench.load_needs import planner
from portal.accounts import actions as accounts
from portal.accounts.models import Account
from portal.accounts.routes.cookies import cookie_name
from portal.county import actions as county
from portal.county import queries as terms
from portal.kernel.clock import months_later, today
from portal.kernel.codes import new_id
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM
from portal.places import queries as places
from portal.places.actions import importing
from portal.sectorplans import actions
from portal.sectorplans import queries as register
from portal.sectorplans.models import DataCollection, data_collection_place, data_collection_target_group
from portal.sectorplans.terms import CollectionMethod, CollectionState, Runner
from portal.settings import ROOT

LAYERS = ("landkreis", "verwaltungsgemeinschaften", "gemeinden")
#: Years before and after this one in which people are asked.
YEARS = 5
PORTION = 2000


def load(count: int) -> dict[str, Any]:
    """Fill an empty, migrated database with so many Erhebungen."""
    folder = ROOT / "portal" / "demo" / "data" / "places"
    layers = [layer for name in LAYERS for layer in importing.read_layers(folder / f"{name}.geojson")]
    with unit_of_work():
        county.set_up(name="Landkreis Unterallgäu", short_name="Unterallgäu", ags="09778", by=SYSTEM)
        county.seed_taxonomies(by=SYSTEM)
        importing.import_places(layers, by=SYSTEM)
    with unit_of_work():
        actions.ship_plans(by=SYSTEM)
    chance = random.Random(7)
    known = places.tree()
    assert known.root is not None
    spots = [known.root.id] * 6 + [node.id for node in known.gemeinden]
    groups = [group.id for group in terms.target_groups() if group.key != "alle-einwohnerinnen-und-einwohner"]
    plans = [plan.id for plan in register.plans()]
    for begin in range(0, count, PORTION):
        _write(min(PORTION, count - begin), chance, spots, groups, plans)
    account_id = planner(0)
    with unit_of_work():
        token = accounts.open_session(session().get_one(Account, account_id))
    return {
        "cookie": f"{cookie_name()}={token}",
        "rows": count,
        "place": str(known.gemeinden[10].id),
        "group": str(groups[0]),
        "plan": str(plans[0]),
        "one": str(session().scalars(select(DataCollection.id).order_by(DataCollection.id).limit(1)).one()),
    }


def _write(count: int, chance: random.Random, spots: list[Any], groups: list[Any], plans: list[Any]) -> None:
    rows, of_places, of_groups = [], [], []
    month = today().replace(month=1, day=1)
    for number in range(count):
        row_id = new_id()
        first: date = months_later(month, chance.randrange(-12 * YEARS, 12 * (YEARS + 1)))
        plan = chance.choice(plans) if chance.random() < 0.4 else None
        asked = chance.sample(groups, chance.choice((0, 1, 1, 1, 2)))
        rows.append(
            {
                "id": row_id,
                "title": f"Befragung {number}: Wohnen, Wege und Nachbarschaft",
                "runner": Runner.SECTOR_PLAN if plan else Runner.MUNICIPALITY,
                "runner_name": "" if plan else "Gemeinde",
                "sector_plan_id": plan,
                "first_month": first,
                "last_month": months_later(first, chance.choice((0, 0, 1, 2))),
                "method": CollectionMethod.ONLINE,
                "state": CollectionState.DONE if first < month else CollectionState.PLANNED,
                "asks_everybody": not asked,
                "contact_name": "Erika Beispiel",
                "contact_phone": "08261 995-1",
            }
        )
        of_places.append({"data_collection_id": row_id, "sozialraum_id": chance.choice(spots)})
        of_groups += [{"data_collection_id": row_id, "target_group_id": group} for group in asked]
    with unit_of_work():
        session().execute(insert(DataCollection), rows)
        session().execute(insert(data_collection_place), of_places)
        session().execute(insert(data_collection_target_group), of_groups)


def main() -> None:
    """Fill the database of this environment."""
    from portal.app import create_app

    with create_app(worker=False).app_context():
        print(json.dumps(load(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)))


if __name__ == "__main__":
    main()
