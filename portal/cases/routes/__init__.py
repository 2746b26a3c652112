"""Pages of the Fälle; everything lies behind a login, and most of it behind a key."""

from portal.cases.routes import figures, files, handing_over, listing, opening, panels, reporting, standing_in
from portal.cases.routes.blueprint import bp

BLUEPRINTS = (bp,)

__all__ = [
    "BLUEPRINTS",
    "figures",
    "files",
    "handing_over",
    "listing",
    "opening",
    "panels",
    "reporting",
    "standing_in",
]
