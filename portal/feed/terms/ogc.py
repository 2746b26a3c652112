"""What the interface for maps is called and how much it answers at once."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from portal.kernel.clock import ON_SCREEN

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

    @property
    def first_day(self) -> date | None:
        """The day of its start in Bavaria."""
        return _day_of(self.start)

    @property
    def last_day(self) -> date | None:
        """The day of its end in Bavaria."""
        return _day_of(self.end)

    @property
    def in_days(self) -> "Span":
        """From the beginning of its first day to the end of its last: for what nobody may learn the time of."""
        return Span(_begin_of(self.first_day, self.start), _end_of(self.last_day, self.end))


def _day_of(moment: datetime | None) -> date | None:
    if moment is None:
        return None
    try:
        return moment.astimezone(ON_SCREEN).date()
    except OverflowError:  # the last hour that a calendar knows
        return moment.date()


def _begin_of(day: date | None, otherwise: datetime | None) -> datetime | None:
    try:
        return datetime.combine(day, time(), tzinfo=ON_SCREEN).astimezone(UTC) if day else None
    except OverflowError:
        return otherwise


def _end_of(day: date | None, otherwise: datetime | None) -> datetime | None:
    try:
        following = _begin_of(day + timedelta(days=1), None) if day else None
    except OverflowError:
        return otherwise
    return following - timedelta(microseconds=1) if following else None
