"""What a pin adds to the pages on which staff meet its words: what it stands for, and where."""

from typing import Any

from portal.contributions.terms import ContributionKind
from portal.pinmaps import queries
from portal.pinmaps.policy import PinMapPermission
from portal.pinmaps.queries import reading
from portal.pinmaps.queries.reading import PinEntry
from portal.pinmaps.routes.reading import spot_of
from portal.web.access import may
from portal.web.panels import panel, render_panel


@panel("contribution.main", order=10)
def pin_of_contribution(*, contribution: Any, **_context: Any) -> str | None:
    """Map, category and exact place of a pin, on the page of its Wortmeldung; only for those who work on the map."""
    one = _entry(contribution)
    return render_panel("pinmaps/work/panel_contribution.html", one=one, spot=spot_of(one)) if one else None


@panel("triage.entry", order=10)
def pin_of_entry(*, contribution: Any, **_context: Any) -> str | None:
    """The same in a line, for the inbox."""
    one = _entry(contribution)
    return render_panel("pinmaps/work/panel_triage.html", one=one) if one else None


def _entry(contribution: Any) -> PinEntry | None:
    if contribution.kind is not ContributionKind.PIN:
        return None
    pin = queries.pin_or_none(contribution.id)
    if pin is None:
        return None
    pin_map = queries.pin_map(pin.map_id)
    return reading.entry(pin_map, contribution.id) if may(PinMapPermission.READ, pin_map) else None
