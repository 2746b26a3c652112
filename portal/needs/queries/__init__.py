"""Named reads over the inbox and Bedarfe."""

from portal.needs.queries.filters import ARGUMENTS, NOBODY, NeedFilters, TriageFilters
from portal.needs.queries.labels import NeedLabels, PlaceLabel, labels_for
from portal.needs.queries.listing import (
    COUNTED_UP_TO,
    Count,
    changed_needs,
    count_needs,
    counts_by_status,
    final_need,
    need,
    need_by_number,
    needs_by_id,
    order_of,
    page_of_needs,
    visible_needs,
)

__all__ = [
    "ARGUMENTS",
    "COUNTED_UP_TO",
    "NOBODY",
    "Count",
    "NeedFilters",
    "NeedLabels",
    "PlaceLabel",
    "TriageFilters",
    "changed_needs",
    "count_needs",
    "counts_by_status",
    "final_need",
    "labels_for",
    "need",
    "need_by_number",
    "needs_by_id",
    "order_of",
    "page_of_needs",
    "visible_needs",
]
