"""Words of the county: what kind it is, its lists of terms, and what a telephone number or a colour may look like."""

from portal.county.terms.colours import (
    LEAST_CONTRAST,
    colour_for_dark,
    contrast,
    darkened_until_readable,
    least_contrast_on_light,
    normalise_colour,
)
from portal.county.terms.contact import checked_email, checked_phone
from portal.county.terms.county import CountyKind
from portal.county.terms.taxonomies import (
    ACTION_FIELDS,
    BASIC_FUNCTIONS,
    LONGEST_TERM,
    TARGET_GROUPS,
    Direction,
    Taxonomy,
    key_of,
)

__all__ = [
    "ACTION_FIELDS",
    "BASIC_FUNCTIONS",
    "LEAST_CONTRAST",
    "LONGEST_TERM",
    "TARGET_GROUPS",
    "CountyKind",
    "Direction",
    "Taxonomy",
    "checked_email",
    "checked_phone",
    "colour_for_dark",
    "contrast",
    "darkened_until_readable",
    "key_of",
    "least_contrast_on_light",
    "normalise_colour",
]
