"""Pages of the Nadelkarten and Ortsbegehungen."""

from portal.pinmaps.routes import ground, staff, windows

BLUEPRINTS = (
    windows.bp,
    ground.bp,
    staff.bp,
)
