"""Pages of the Förderung; everything lies behind a login."""

from portal.funding.routes import applications, deciding, ledger, listing, panels, planning, programmes, reports
from portal.funding.routes.blueprint import bp

BLUEPRINTS = (bp,)

__all__ = [
    "BLUEPRINTS",
    "applications",
    "deciding",
    "ledger",
    "listing",
    "panels",
    "planning",
    "programmes",
    "reports",
]
