"""Pages of Angebote: the directory for everyone, and its upkeep behind a login."""

from portal.offers.routes import (
    directory,
    editing,
    exporting,
    importing,
    minding,
    panels,
    public,
    reporting,
    reports,
    sheet,
)
from portal.offers.routes.blueprint import bp, public_bp

BLUEPRINTS = (bp, public_bp)

__all__ = [
    "BLUEPRINTS",
    "directory",
    "editing",
    "exporting",
    "importing",
    "minding",
    "panels",
    "public",
    "reporting",
    "reports",
    "sheet",
]
