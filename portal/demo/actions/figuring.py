"""Kennzahlen of the story: real tables read as they were published, and a figure the county counts itself."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from pathlib import Path

from portal.demo import queries
from portal.demo.actions.scenes import Scene
from portal.demo.story import indicators as told
from portal.demo.story.shape import BERLIN, on
from portal.indicators import actions
from portal.indicators.formats import Meaning

DATA = Path(__file__).resolve().parents[1] / "data" / "indicators"
_READ, _COUNTED = on(10, "Di", "09:00"), on(8, "Do", "14:00")


def scenes(loaded_at: datetime) -> Iterator[Scene]:
    """One morning the tables are read; two weeks later somebody counts what no table holds."""
    yield Scene(_READ.resolve(loaded_at), "figures", read_tables)
    yield Scene(_COUNTED.resolve(loaded_at), "own figures", partial(count_places, loaded_at))


def read_tables() -> None:
    """The original tables, and the official mean age from a list whose columns somebody explains."""
    planner = queries.person("planung")
    for name in told.TABLES:
        actions.import_now((DATA / name).read_bytes(), file_name=name, by=planner)
    data = (DATA / told.MEAN_AGE).read_bytes()
    actions.import_now(data, file_name=told.MEAN_AGE, by=planner, meaning=_meaning(data))


def count_places(loaded_at: datetime) -> None:
    """A Kennzahl of one's own, with the values of two years."""
    planner = queries.person("planung")
    made = actions.define(
        actions.IndicatorDraft(
            name=told.OWN_NAME,
            theme=told.OWN_THEME,
            formula=told.OWN_FORMULA,
            unit=told.OWN_UNIT,
            source=told.OWN_SOURCE,
            note=told.OWN_NOTE,
            adds_up=True,
        ),
        by=planner,
    )
    year = loaded_at.astimezone(BERLIN).year
    for name, status, before, now in told.OWN_VALUES:
        place = queries.place(name)
        for day, value in ((date(year - 2, 12, 31), before), (date(year - 1, 12, 31), now)):
            number = None if value is None else Decimal(value)
            actions.enter_value(made.key, place.id, day, status, number, by=planner)


def _meaning(data: bytes) -> Meaning:
    headings = data.decode().splitlines()[0].split(";")
    known = {"ags": "place", "name": "name", told.MEAN_AGE_COLUMN: "mean_age"}
    return Meaning(tuple(known.get(heading, "") for heading in headings), told.DAY, told.SOURCE)
