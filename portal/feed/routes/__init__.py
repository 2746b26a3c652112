"""The ways out: the interface for systems, its page and document, the administrators' page, and the pages of files."""

from portal.feed.routes import admin, api, export, files, files_api

BLUEPRINTS = (api.bp, admin.bp, export.bp, files.bp, files_api.bp)
