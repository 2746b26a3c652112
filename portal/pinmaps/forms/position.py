"""Where something is, as every map of the portal sends it: "48.5,10.5", or nothing when the place is said in words."""

import math
from collections.abc import Sequence
from typing import Any

from wtforms import HiddenField

from portal.kernel.text import N_
from portal.web.i18n import _

NOT_A_PLACE = N_("Diese Stelle konnten wir nicht lesen. Bitte setzen Sie die Nadel noch einmal.")
_LONGEST_POSITION = 60


def read_position(typed: str) -> tuple[float, float] | None:
    """Latitude and longitude from "48.5,10.5"; None when these are not two numbers."""
    parts = typed.split(",")
    if len(typed) > _LONGEST_POSITION or len(parts) != 2:
        return None
    try:
        lat, lon = (float(part) for part in parts)
    except ValueError:
        return None
    return (lat, lon) if math.isfinite(lat) and math.isfinite(lon) else None


class PositionField(HiddenField):
    """Latitude and longitude; None when nothing was sent. `wrong` is what is said of anything else."""

    data: Any

    def __init__(self, label: str = "", *, wrong: str = NOT_A_PLACE, **kwargs: Any) -> None:
        super().__init__(label, **kwargs)
        self.wrong = wrong

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        self.data = None
        given = [str(value).strip() for value in valuelist if str(value).strip()]
        if not given:
            return
        self.data = read_position(given[0]) if len(given) == 1 else None
        if self.data is None:
            raise ValueError(_(self.wrong))

    def _value(self) -> str:
        return f"{self.data[0]},{self.data[1]}" if self.data else ""
