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
    walk_editing,
    walk_exports,
    walk_findings,
    walk_panels,
    walk_phone,
    walks,
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
    walks.bp,
    walk_editing.bp,
    walk_exports.bp,
    walk_phone.bp,
    walk_findings.bp,
)
