"""Pages of the Wortmeldungen: what the person sees with the code, and what those who work with it see."""

from portal.contributions.routes import black_out, panels, receipt, staff, timeline

BLUEPRINTS = (receipt.bp, staff.bp, black_out.bp)

__all__ = ["BLUEPRINTS", "panels", "timeline"]
