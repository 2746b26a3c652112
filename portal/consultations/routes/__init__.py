"""Pages of the Verfahren: what everybody sees, and where they are prepared."""

from portal.consultations.routes import panels, public, staff

BLUEPRINTS = (public.bp, staff.bp)

__all__ = ["BLUEPRINTS", "panels"]
