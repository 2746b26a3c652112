"""Pages of the network; everything lies behind a login."""

from portal.network.routes import analysis, contacts, directory, doubles, editing, importing, mailing, minding, panels
from portal.network.routes.blueprint import bp

BLUEPRINTS = (bp,)

__all__ = [
    "BLUEPRINTS",
    "analysis",
    "contacts",
    "directory",
    "doubles",
    "editing",
    "importing",
    "mailing",
    "minding",
    "panels",
]
