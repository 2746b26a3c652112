"""The ways out: the interface for systems, its page and document, the administrators' pages, and the export dialog."""

from portal.feed.routes import admin, api, events, export, ogc, panels, webhooks

__all__ = ["BLUEPRINTS", "panels"]

BLUEPRINTS = (api.bp, events.bp, admin.bp, webhooks.bp, export.bp, *ogc.BLUEPRINTS)
