"""The tables of outgoing data. Whoever adds a module of tables names it here, so that the application knows them."""

from portal.feed.models.clients import ApiClient
from portal.feed.models.open_data import OpenDataFile, OpenDataRelease

__all__ = ["ApiClient", "OpenDataFile", "OpenDataRelease"]
