"""The ways out: the interface for systems, its page and document, the administrators' page, and the export dialog."""

from portal.feed.routes import admin, api, blueprint, export, indicators, ogc, resources, writing

#: The interface is one blueprint; its views are in these modules.
VIEWS = (api, resources, indicators, writing)
BLUEPRINTS = (blueprint.bp, admin.bp, export.bp, *ogc.BLUEPRINTS)
