"""Reading Nadelkarten: `maps` finds them, `pins` what was pinned, `viewport` what of it lies in a window of the map."""

from portal.pinmaps.queries.maps import (
    all_maps,
    area_of,
    category_of,
    free_slug,
    lies_in_area,
    missing_for_publication,
    newest_page,
    own_maps,
    own_of_consultation,
    pin_map,
    public_map,
    published,
    rule_of,
    titles,
)
from portal.pinmaps.queries.pins import (
    counts_of,
    pin,
    pin_or_none,
    pins_of_sitting,
    sitting_by_code,
    waiting_count,
)

__all__ = [
    "all_maps",
    "area_of",
    "category_of",
    "counts_of",
    "free_slug",
    "lies_in_area",
    "missing_for_publication",
    "newest_page",
    "own_maps",
    "own_of_consultation",
    "pin",
    "pin_map",
    "pin_or_none",
    "pins_of_sitting",
    "public_map",
    "published",
    "rule_of",
    "sitting_by_code",
    "titles",
    "waiting_count",
]
