"""The ways out: the interface for systems, its page and document, the administrators' page, and the export dialog."""

from portal.feed.routes import admin, api, events, export, panels, webhooks

__all__ = ["panels"]

BLUEPRINTS = (api.bp, events.bp, admin.bp, webhooks.bp, export.bp)
