"""Pins and findings as other programs draw them on their own maps.

Of pins that is what everybody sees: on a map that shows single pins, at the position others see, words only after a release and
never finer in time than a month. Findings of Ortsbegehungen are shown to nobody outside; who may ask for them is decided above.
Both are ordered by identifiers given by chance, so that nobody learns who came after whom.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, Select, SQLColumnExpression, and_, false, func, or_, select
from sqlalchemy.orm import selectinload

from portal.contributions.models import Contribution
from portal.contributions.terms import ModerationState
from portal.kernel.db import session
from portal.pinmaps.geometry import mercator
from portal.pinmaps.models import Pin, PinMap, WalkAudit, WalkFinding
from portal.pinmaps.queries.walks import WAITS
from portal.pinmaps.terms import MapState, PinVisibility

#: West, south, east and north in degrees.
Edges = tuple[float, float, float, float]
_WORDS = Contribution.text
_MAY_BE_READ = Contribution.moderation == ModerationState.RELEASED


@dataclass(frozen=True)
class OpenFilter:
    """What pins or findings are narrowed to. None: not at all."""

    #: The Sozialräume of the map or the walk.
    place_ids: Collection[UUID] | None = None
    #: Rectangles of which one must hold the position; an empty list holds none.
    edges: Sequence[Edges] | None = None
    #: First and last day; a pin belongs to each day of its month.
    since: date | None = None
    until: date | None = None
    #: Further conditions by the names of columns: of the pin or finding, and of its map or walk.
    of_thing: Sequence[tuple[str, object]] = ()
    of_whole: Sequence[tuple[str, object]] = ()


@dataclass(frozen=True)
class OpenThing:
    """One pin with its map, or one finding with its walk."""

    thing: Pin | WalkFinding
    whole: PinMap | WalkAudit
    #: Latitude and longitude; None without a position.
    at: tuple[float, float] | None
    #: What was written; "" for nothing, and until it was released.
    words: str

    @property
    def id(self) -> UUID:
        return self.thing.contribution_id


def open_pins(only: OpenFilter) -> Select[Pin, PinMap, str, bool]:
    """The pins everybody sees one by one."""
    columns = select(Pin, PinMap, _WORDS, and_(_MAY_BE_READ, Pin.is_read, Pin.has_words))
    chosen = columns.join(PinMap, PinMap.id == Pin.map_id).join(Contribution, Contribution.id == Pin.contribution_id)
    public = PinMap.state != MapState.DRAFT, PinMap.shows_pins, PinMap.threshold == 0
    chosen = chosen.where(*public, Pin.visibility == PinVisibility.SHOWN, Pin.shown_x.is_not(None))
    chosen = chosen.where(*_shared(only, Pin, PinMap), *_inside(only.edges, Pin.shown_x, Pin.shown_y))
    if only.since is not None:
        chosen = chosen.where(Pin.month >= _month(only.since))
    if only.until is not None:
        chosen = chosen.where(Pin.month <= _month(only.until))
    return chosen.options(selectinload(PinMap.categories), selectinload(PinMap.groups))


def open_findings(only: OpenFilter) -> Select[WalkFinding, WalkAudit, str, bool]:
    """The findings that wait for nobody and were neither hidden nor taken back."""
    columns = select(WalkFinding, WalkAudit, _WORDS, _MAY_BE_READ)
    chosen = columns.join(WalkAudit, WalkAudit.id == WalkFinding.audit_id)
    chosen = chosen.join(Contribution, Contribution.id == WalkFinding.contribution_id)
    stands = Contribution.withdrawn_at.is_(None), Contribution.moderation != ModerationState.HIDDEN
    chosen = chosen.where(~WAITS, *stands, *_shared(only, WalkFinding, WalkAudit))
    chosen = chosen.where(*_inside(only.edges, WalkFinding.x, WalkFinding.y))
    if only.since is not None:
        chosen = chosen.where(WalkAudit.walked_on >= only.since)
    return chosen.where(WalkAudit.walked_on <= only.until) if only.until is not None else chosen


def read(chosen: Select[Pin, PinMap, str, bool] | Select[WalkFinding, WalkAudit, str, bool]) -> list[OpenThing]:
    """The rows of `open_pins` or `open_findings`; the same number of queries however many."""
    return [_thing(*row) for row in session().execute(chosen)]


def count(chosen: Select[Pin, PinMap, str, bool] | Select[WalkFinding, WalkAudit, str, bool], *, up_to: int) -> int:
    """How many there are, counted up to one more than this."""
    some = chosen.with_only_columns(Contribution.id).order_by(None).limit(up_to + 1).subquery()
    return session().scalar(select(func.count()).select_from(some)) or 0


def first_month() -> int | None:
    """The month of the first pin that everybody sees (202611)."""
    return session().scalar(open_pins(OpenFilter()).with_only_columns(func.min(Pin.month)))


def first_walk(only: OpenFilter) -> date | None:
    """The day of the first walk with findings."""
    return session().scalar(open_findings(only).with_only_columns(func.min(WalkAudit.walked_on)))


def _thing(thing: Pin | WalkFinding, whole: PinMap | WalkAudit, words: str, may_be_read: bool) -> OpenThing:
    x, y = (thing.shown_x, thing.shown_y) if isinstance(thing, Pin) else (thing.x, thing.y)
    at = mercator.degrees(x, y) if x is not None and y is not None else None
    return OpenThing(thing, whole, at, words if may_be_read else "")


def _shared(
    only: OpenFilter, thing: type[Pin] | type[WalkFinding], whole: type[PinMap] | type[WalkAudit]
) -> list[ColumnElement[bool]]:
    conditions = [getattr(thing, name) == value for name, value in only.of_thing]
    conditions += [getattr(whole, name) == value for name, value in only.of_whole]
    return conditions + ([] if only.place_ids is None else [whole.sozialraum_id.in_(sorted(only.place_ids))])


def _inside(
    edges: Sequence[Edges] | None, x: SQLColumnExpression[int | None], y: SQLColumnExpression[int | None]
) -> list[ColumnElement[bool]]:
    if edges is None:
        return []
    if not edges:
        return [false()]
    windows = [_steps(*one) for one in edges]
    return [or_(*(and_(x.between(w.west, w.east), y.between(w.north, w.south)) for w in windows))]


def _steps(west: float, south: float, east: float, north: float) -> mercator.Window:
    """The positions whose published degrees lie between these edges, the edges among them."""
    rough = mercator.window_of(south, west, north, east)
    return mercator.Window(
        _edge(rough.west, lambda x: mercator.degrees(x, 0)[1] >= west),
        _edge(rough.north, lambda y: mercator.degrees(0, y)[0] <= north),
        _edge(rough.east, lambda x: mercator.degrees(x, 0)[1] > east) - 1,
        _edge(rough.south, lambda y: mercator.degrees(0, y)[0] < south) - 1,
    )


def _edge(near: int, is_beyond: Callable[[int], bool]) -> int:
    """The first step for which a test holds that holds for all behind it; it lies within a few steps of `near`."""
    while near > 0 and is_beyond(near - 1):
        near -= 1
    while near < mercator.WORLD and not is_beyond(near):
        near += 1
    return near


def _month(day: date) -> int:
    return day.year * 100 + day.month
