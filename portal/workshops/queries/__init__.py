"""Reading Zukunftswerkstätten."""

from portal.workshops.queries.workshops import (
    free_slug,
    missing_for_publication,
    newest_page,
    of_wall,
    own_of_consultation,
    own_workshops,
    public_workshop,
    published,
    run_sheet,
    run_sheet_item,
    titles,
    workshop,
)

__all__ = [
    "free_slug",
    "missing_for_publication",
    "newest_page",
    "of_wall",
    "own_of_consultation",
    "own_workshops",
    "public_workshop",
    "published",
    "run_sheet",
    "run_sheet_item",
    "titles",
    "workshop",
]
