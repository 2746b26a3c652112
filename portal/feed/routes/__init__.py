"""The ways out: the interface for systems, its page and document, the administrators' page, maps, and the pages of files."""

from portal.feed.exports.files import write_export
from portal.feed.exports.nightly import look_after_nightly_files, write_nightly_file
from portal.feed.routes import admin, api, export, files, files_api, ogc

BLUEPRINTS = (api.bp, admin.bp, export.bp, files.bp, files_api.bp, *ogc.BLUEPRINTS)
#: What these pages start and nobody calls: the worker knows a job once its module is loaded.
JOBS = (write_export, write_nightly_file, look_after_nightly_files)
