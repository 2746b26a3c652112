"""The ways out: the interface for systems, its page and document, the administrators' pages, the export dialog, and open data."""

from portal.feed.routes import (
    admin,
    api,
    archive,
    embedding,
    events,
    export,
    finding,
    indicators,
    news,
    ogc,
    open_data,
    panels,
    resources,
    webhooks,
    writing,
)

__all__ = ["BLUEPRINTS", "VIEWS", "panels"]

#: The interface is one blueprint; its views are in these modules.
VIEWS = (api, resources, indicators, writing)
BLUEPRINTS = (
    api.bp, events.bp, admin.bp, webhooks.bp, export.bp, archive.bp,
    *ogc.BLUEPRINTS, open_data.bp, news.bp, finding.bp, embedding.bp,
)  # fmt: skip
