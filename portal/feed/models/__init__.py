"""The tables of outgoing data. Whoever adds a module of tables names it here, so that the application knows them."""

from portal.feed.models.clients import ApiClient
from portal.feed.models.files import NightlyFile, NightlyVersion

__all__ = ["ApiClient", "NightlyFile", "NightlyVersion"]
