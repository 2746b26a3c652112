"""The ways out: the interface for systems, its page and document, the administrators' page, and the export dialog."""

from portal.feed.routes import admin, api, archive, export

BLUEPRINTS = (api.bp, admin.bp, export.bp, archive.bp)
