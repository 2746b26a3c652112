"""Pages of the county: the texts everyone may read, and the settings of administrators."""

from portal.county.routes import face, public, settings, taxonomies
from portal.county.routes.blueprint import bp

__all__ = ["bp", "face", "public", "settings", "taxonomies"]
