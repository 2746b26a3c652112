"""Pages of the Moderationswand."""

from portal.walls.routes import (
    beamer,
    desk,
    exporting,
    method_starts,
    panels,
    phone,
    photos,
    reading_panels,
    selection,
    settings,
    slips,
    staff,
)

BLUEPRINTS = (staff.bp, settings.bp, desk.bp, beamer.bp, phone.bp, slips.bp, exporting.bp, photos.bp, selection.bp)

__all__ = ["BLUEPRINTS", "method_starts", "panels", "reading_panels"]
