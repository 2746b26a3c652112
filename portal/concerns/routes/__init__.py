"""Pages on which an Anliegen is given."""

from portal.concerns.routes import panels, public, record

BLUEPRINTS = (public.bp, record.bp)

__all__ = ["BLUEPRINTS", "panels"]
