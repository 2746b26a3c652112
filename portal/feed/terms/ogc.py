"""What the interface for maps is called and how much it answers at once."""

from dataclasses import dataclass
from datetime import datetime

#: Features in one answer unless asked otherwise, and at most; more is lowered to the most, as the standard has it.
FEATURES_USUAL, FEATURES_MOST = 100, 1_000
#: Matches are counted exactly up to here; beyond it the answer leaves the number out, as the standard allows.
COUNTED_UP_TO = 10_000

PLACES, NEEDS, PINS, MEASURES, FINDINGS = "places", "needs", "pins", "measures", "walk-findings"

CONFORMANCE = (
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/oas30",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/html",
    "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/geojson",
    "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs",
)


@dataclass(frozen=True)
class Span:
    """From one moment to another, both of them in it; None is open."""

    start: datetime | None
    end: datetime | None
