"""Pages of the Verfahren and of the Methodenkoffer: what everybody sees, and where Verfahren are prepared."""

from portal.consultations.routes import method_starts, methods, panels, public, staff

BLUEPRINTS = (public.bp, staff.bp, methods.bp)

__all__ = ["BLUEPRINTS", "method_starts", "panels"]
