"""Pages of the inbox and of Bedarfe."""

from portal.needs.routes import (
    answering,
    file,
    inbox,
    listing,
    measures,
    panels,
    picture,
    promises,
    public,
    reshaping,
    selection,
    telling,
    text_modules,
    told,
    way,
)
from portal.needs.routes.blueprint import bp

BLUEPRINTS = (bp, public.bp)

__all__ = [
    "BLUEPRINTS",
    "answering",
    "bp",
    "file",
    "inbox",
    "listing",
    "measures",
    "panels",
    "picture",
    "promises",
    "public",
    "reshaping",
    "selection",
    "telling",
    "text_modules",
    "told",
    "way",
]
