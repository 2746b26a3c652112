"""Pages of the Erhebungskalender and of the register of Fachplanungen; everything lies behind a login."""

from portal.sectorplans.routes import calendar, collections, doubles, indicators, overlaps, panels, plans, using
from portal.sectorplans.routes.blueprints import collections_bp, plans_bp

BLUEPRINTS = (collections_bp, plans_bp)

__all__ = [
    "BLUEPRINTS",
    "calendar",
    "collections",
    "doubles",
    "indicators",
    "overlaps",
    "panels",
    "plans",
    "using",
]
