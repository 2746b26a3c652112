"""Pages of the Nadelkarten and Ortsbegehungen."""

from portal.pinmaps.routes import (
    exporting,
    ground,
    moderation,
    pin_list,
    placing,
    public,
    receipt,
    sittings,
    staff,
    windows,
)

BLUEPRINTS = (
    public.bp,
    placing.bp,
    sittings.bp,
    receipt.bp,
    exporting.bp,
    pin_list.bp,
    windows.bp,
    ground.bp,
    moderation.bp,
    staff.bp,
)
