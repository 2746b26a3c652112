"""Reading Nadelkarten: `maps` finds them, `pins` what was pinned, `viewport` what a window of the map shows, `windows` which pins
lie in one, `cells` what both rest on."""

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
    takes_pins_now,
    titles,
)
from portal.pinmaps.queries.pins import (
    counts_of,
    pin,
    pin_or_none,
    pins_of_sitting,
    sitting,
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
    "sitting",
    "sitting_by_code",
    "takes_pins_now",
    "titles",
    "waiting_count",
]
