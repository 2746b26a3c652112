"""Pages of the Zukunftswerkstätten."""

from portal.workshops.routes import (
    documentation,
    handing_on,
    leading,
    method_starts,
    panels,
    preview,
    public,
    run_sheet,
    settings,
    sketches,
    staff,
    wishes,
)

BLUEPRINTS = (
    public.bp,
    staff.bp,
    settings.bp,
    run_sheet.bp,
    leading.bp,
    wishes.bp,
    sketches.bp,
    documentation.bp,
    handing_on.bp,
    preview.bp,
)

__all__ = ["BLUEPRINTS", "method_starts", "panels"]
