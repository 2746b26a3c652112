"""Pages of the Nadelkarten and Ortsbegehungen."""

from portal.pinmaps.routes import ground, staff

BLUEPRINTS = (
    ground.bp,
    staff.bp,
)
