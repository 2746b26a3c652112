"""The ways out: the interface for systems, its page and document, the administrators' page, maps, and the pages of files."""

from portal.feed.routes import admin, api, export, files, files_api, ogc

BLUEPRINTS = (api.bp, admin.bp, export.bp, files.bp, files_api.bp, *ogc.BLUEPRINTS)
