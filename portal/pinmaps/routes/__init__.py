"""Pages of the Nadelkarten and Ortsbegehungen."""

from portal.pinmaps.routes import exporting, ground, staff, windows

BLUEPRINTS = (
    exporting.bp,
    windows.bp,
    ground.bp,
    staff.bp,
)
