"""Pages of the Wortmeldungen: what the person sees with the code, and what those who work with it see."""

from portal.contributions.routes import panels, receipt, staff, timeline

BLUEPRINTS = (receipt.bp, staff.bp)

__all__ = ["BLUEPRINTS", "panels", "timeline"]
