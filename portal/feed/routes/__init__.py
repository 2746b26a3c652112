"""The ways out: the interface for systems, its page and document, the administrators' page, the export dialog, and open data."""

from portal.feed.routes import admin, api, archive, embedding, export, finding, news, ogc, open_data

BLUEPRINTS = (
    api.bp, admin.bp, export.bp, *ogc.BLUEPRINTS, open_data.bp, news.bp, finding.bp, embedding.bp, archive.bp,
)  # fmt: skip
