"""Pages of Kennzahlen under `/arbeit/kennzahlen`; everything lies behind a login."""

from portal.indicators.routes import editing, importing, listing, panels, showing, values
from portal.indicators.routes.blueprint import bp

__all__ = ["bp", "editing", "importing", "listing", "panels", "showing", "values"]
