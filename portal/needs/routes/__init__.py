"""Pages of the inbox and of Bedarfe."""

from portal.needs.routes import answering, file, inbox, listing, measures, panels, reshaping, selection, text_modules
from portal.needs.routes.blueprint import bp

__all__ = [
    "answering",
    "bp",
    "file",
    "inbox",
    "listing",
    "measures",
    "panels",
    "reshaping",
    "selection",
    "text_modules",
]
