"""The ways out: the interface for systems, its page and document, the administrators' pages, the export dialog, and open data."""

from portal.feed.routes import (
    admin,
    api,
    archive,
    embedding,
    events,
    export,
    finding,
    news,
    ogc,
    open_data,
    panels,
    webhooks,
)

__all__ = ["BLUEPRINTS", "panels"]

BLUEPRINTS = (
    api.bp, events.bp, admin.bp, webhooks.bp, export.bp, archive.bp,
    *ogc.BLUEPRINTS, open_data.bp, news.bp, finding.bp, embedding.bp,
)  # fmt: skip
