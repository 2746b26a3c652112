"""What Bedarfe add to the maps of the staff: how many there are per Gemeinde, by Handlungsfeld."""

from collections.abc import Collection, Iterator
from typing import Any
from uuid import UUID

from portal.county import queries as county
from portal.kernel.policy import Actor, allows
from portal.needs.policy import READERS, NeedPermission
from portal.needs.queries.tallies import totals_by_field
from portal.needs.terms import NeedStatus
from portal.needs.terms.states import OPEN_STATUSES
from portal.pinmaps.terms.measures import Figures, Measure, Part
from portal.web.i18n import _
from portal.web.panels import contributes


@contributes("map.measures", order=10)
def needs(*, viewer: Actor, **_context: Any) -> Iterator[Measure]:
    """All Bedarfe and the open ones, as far as the viewer may read them."""
    if not allows(NeedPermission.LIST, viewer):
        return
    everything = frozenset(NeedStatus) - {NeedStatus.MERGED}
    yield Measure(
        "bedarfe",
        _("Bedarfe"),
        lambda: _figures(viewer, everything),
        _("Alle Bedarfe in Ihrem Bereich; zusammengeführte zählen einmal."),
    )
    yield Measure(
        "bedarfe-offen",
        _("Offene Bedarfe"),
        lambda: _figures(viewer, OPEN_STATUSES),
        _("Bedarfe in Ihrem Bereich, an denen noch etwas zu tun ist."),
    )


def _figures(viewer: Actor, statuses: Collection[NeedStatus]) -> Figures:
    """Numbers by Handlungsfeld; parts of a Handlungsfeld count with it, those without one are the last part."""
    fields = county.action_fields(active=None)
    tops = [field for field in fields if field.parent_id is None]
    place_of = {top.id: place for place, top in enumerate(tops)}
    place_of |= {field.id: place_of[field.parent_id] for field in fields if field.parent_id in place_of}
    found = totals_by_field(viewer, statuses)
    numbers: dict[UUID | None, list[int]] = {}
    for (sozialraum_id, field_id), total in found.items():
        row = numbers.setdefault(sozialraum_id, [0] * (len(tops) + 1))
        row[place_of.get(field_id, len(tops))] += total
    used = [place for place in range(len(tops) + 1) if any(row[place] for row in numbers.values())]
    labels = [*(top.name for top in tops), _("ohne Handlungsfeld")]
    return Figures(
        [Part(labels[place]) for place in used],
        {sozialraum_id: [row[place] for place in used] for sozialraum_id, row in numbers.items()},
        viewer.scope_of(*READERS),
    )
