"""The tables of outgoing data. Whoever adds a module of tables names it here, so that the application knows them."""

from portal.feed.models.archive import ArchiveOrder
from portal.feed.models.clients import ApiClient

__all__ = ["ApiClient", "ArchiveOrder"]
