"""The ways out: the interface for systems, its page and document, the administrators' pages, the export dialog, and open data."""

from portal.feed.exports.files import write_export
from portal.feed.exports.nightly import look_after_nightly_files, write_nightly_file
from portal.feed.exports.open_data import on_fixed_days
from portal.feed.exports.open_data import prepare as prepare_open_data
from portal.feed.routes import (
    admin,
    api,
    archive,
    blueprint,
    embedding,
    events,
    export,
    files,
    files_api,
    finding,
    indicators,
    kommonitor,
    news,
    ogc,
    open_data,
    panels,
    resources,
    webhooks,
    writing,
)

__all__ = ["BLUEPRINTS", "JOBS", "VIEWS", "panels"]

#: The interface is one blueprint; its views are in these modules.
VIEWS = (api, events, files_api, indicators, resources, writing)
BLUEPRINTS = (
    blueprint.bp, admin.bp, webhooks.bp, export.bp, archive.bp, files.bp,
    *ogc.BLUEPRINTS, kommonitor.bp, open_data.bp, news.bp, finding.bp, embedding.bp,
)  # fmt: skip
#: What these pages start and nobody calls: the worker knows a job once its module is loaded.
JOBS = (write_export, write_nightly_file, look_after_nightly_files, prepare_open_data, on_fixed_days)
