"""Two closed Nadelkarten to read: one with 620 pins, one with three in a single field. As a program it puts them into the
database of the environment:

python -m tests.factories.map_to_read
"""

from datetime import timedelta

from portal.contributions import actions as contributions
from portal.contributions import queries as said
from portal.contributions.terms import ModerationState
from portal.kernel.clock import today
from portal.kernel.db import session, unit_of_work
from portal.kernel.policy import SYSTEM
from portal.pinmaps.models import PinMap
from portal.pinmaps.terms import MapState
from tests.factories.many_pins import many_pins
from tests.factories.pinmaps import make_map, make_pin

MANY, FEW = "zu-lesen", "drei-nadeln"
#: Inside the example county.
AT = (48.0, 10.4)


def maps_to_read() -> None:
    """One full of pins, one with three: of two categories, one of them with words that everybody may read."""
    many = make_map("Wo sind Sie gern?", slug=MANY, groups=("jung", "alt"), opens_on=today() - timedelta(days=70))
    many_pins(many, 620, spread=0.12)
    few = make_map("Wo fehlt eine Bank?", slug=FEW)
    make_pin(few, category=1, at=AT)
    spoken = make_pin(few, category=2, at=(AT[0] + 0.02, AT[1] + 0.03), comment="Eine Bank im Schatten.").pin
    make_pin(few, category=2, at=(AT[0] - 0.02, AT[1] - 0.03))
    with unit_of_work():
        row = said.contribution(spoken.contribution_id)
        contributions.moderate(row, to=ModerationState.RELEASED, reason="Gelesen", by=SYSTEM)
        for pin_map in (many, few):
            session().get_one(PinMap, pin_map.id).state = MapState.CLOSED


if __name__ == "__main__":
    from portal.app import create_app

    with create_app(worker=False).app_context():
        maps_to_read()
