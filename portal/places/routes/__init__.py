"""Pages of places: the start page, the list and page of places for everyone, and their upkeep for staff."""

from portal.places.routes import home, public, staff
from portal.places.routes.blueprint import bp

__all__ = ["bp", "home", "public", "staff"]
